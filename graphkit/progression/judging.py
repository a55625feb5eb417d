"""Verdicts: how each demand of a role stands for somebody in another, by lists and alternatives.

What is listed under an item must all be met; of alternatives one is enough; of grounds the best counts. Nothing is
averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from pyoxigraph import NamedNode

from graphkit.facts import Facts
from graphkit.moves import Answer, Basis, Ground, Standing, Verdict
from graphkit.progression.holding import ONE_OF_SEVERAL, Decisions, Holder
from graphkit.roles import Asked, Demand, Option, Role

__all__ = ["Judge", "Suggester", "judge", "judge_of", "leaves"]

#: further grounds for an item of which nothing is known to meet it: what may be the same, not decided by anybody
Suggester = Callable[[Asked], Sequence[Ground]]
#: the verdicts on so many pairs of roles are kept
_KEPT = 2048


def judge(
    holder: Holder, target: Role, decisions: Decisions, suggested: Suggester = lambda _: ()
) -> tuple[Answer, ...]:
    """The answers to every demand of the target, in the order printed."""
    return tuple(_answer(demand, holder, decisions, suggested) for demand in target.demands)


class Judge:
    """Verdicts on many pairs of roles, kept for a while; by what was decided and not by what is suggested."""

    def __init__(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self._known: dict[tuple[NamedNode, NamedNode], tuple[Answer, ...]] = {}

    def of(self, role: Role, target: Role) -> tuple[Answer, ...]:
        """The answers to every demand of the target for somebody in the role."""
        pair = role.node, target.node
        if pair not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[pair] = judge(Holder(role), target, self.decisions)
        return self._known[pair]


@lru_cache(maxsize=2)
def judge_of(facts: Facts, beside: Facts | None = None) -> Judge:
    """The judge of the roles of a graph, the same whoever asks; `beside` are decisions that are no facts."""
    return Judge(Decisions(facts, beside))


def leaves(answers: Sequence[Answer], standing: Standing) -> Iterator[Verdict]:
    """The items of demands of that standing: of a list that stands so as a whole its head, no part of what stands apart
    from its list, and no alternative to what stands otherwise.
    """
    for answer in answers:
        if answer.standing is standing:
            yield from answer.options
        elif len(answer.options) == 1 and not _stands_by_itself(answer.options[0]):
            yield from leaves(answer.options[0].parts, standing)


def _stands_by_itself(verdict: Verdict) -> bool:
    return any(ground.standing is not Standing.MISSING for ground in verdict.grounds)


def _answer(demand: Demand, holder: Holder, decisions: Decisions, suggested: Suggester) -> Answer:
    options = tuple(_verdict(option, holder, decisions, suggested) for option in demand.options)
    standing = min((option.standing for option in options), key=lambda standing: standing.rank)
    if standing is not Standing.MET and _meets_every_way(options, holder):
        standing = Standing.MET
    return Answer(standing, options)


def _verdict(option: Option, holder: Holder, decisions: Decisions, suggested: Suggester) -> Verdict:
    grounds = list(holder.grounds(option.asked, decisions))
    parts = tuple(_answer(part, holder, decisions, suggested) for part in option.parts)
    found = [ground.standing for ground in grounds]
    if parts:
        found.append(_of_list([part.standing for part in parts]))
    standing = min(found, key=lambda standing: standing.rank, default=Standing.MISSING)
    if standing is Standing.MISSING and (perhaps := suggested(option.asked)):
        grounds += perhaps
        standing = Standing.UNKNOWN
    grounds.sort(key=lambda ground: (ground.standing.rank, list(Basis).index(ground.basis)))
    return Verdict(option.asked, standing, tuple(grounds), parts)


def _of_list(parts: Sequence[Standing]) -> Standing:
    """How a list stands, all of which is asked for: as its parts where they agree, else in part."""
    if len(set(parts)) == 1:
        return parts[0]
    return Standing.PARTLY if {Standing.MET, Standing.PARTLY} & set(parts) else Standing.UNKNOWN


def _meets_every_way(options: Sequence[Verdict], holder: Holder) -> bool:
    """Whether each way by which a holder may have met a demand of its own is a way to meet this one."""
    led = {
        ground.given.node
        for option in options
        for ground in option.grounds
        if ground.given and ground.shortfalls == (ONE_OF_SEVERAL,)
    }
    demands = {choices[0] for node in led if len(choices := holder.choices[node]) == 1}
    return any(all(option.asked.node in led for option in demand.options) for demand in demands)
