"""What it takes to move from one role to another, by what their documents ask for.

Every claim leads to the words of both documents and says on what ground it is made. A document tells what a role asks
for, not what a person has: "missing" means that nothing was found in what the role one has asks for.
"""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode

from graphkit.errors import QueryError
from graphkit.facts import Facts
from graphkit.moves import Answer, Basis, GateKind, Progression, Standing, Verdict
from graphkit.progression.gates import gate_of
from graphkit.progression.holding import Decisions, Holder
from graphkit.progression.judging import judge, judge_of, leaves
from graphkit.progression.levels import between, level_steps
from graphkit.progression.steps import bridges, path, stated_steps, stones
from graphkit.progression.suggesting import PERHAPS, suggester
from graphkit.roles import Role, roles
from graphkit.titles import title_key

__all__ = ["progression"]


def progression(facts: Facts, role: NamedNode, target: NamedNode, beside: Facts | None = None) -> Progression:
    """The progression from one role of the facts to another; `beside` are decisions that are no facts."""
    every = roles(facts)
    current = [each for each in every if each.document.current]
    one, other = _two(every, role, target)
    known = judge_of(facts, beside)
    decisions = known.decisions
    answers = judge(Holder(one), other, decisions, suggester(facts, one, other, decisions))
    left, left_perhaps = _left(judge(Holder(other), one, decisions, suggester(facts, other, one, decisions)), answers)
    gates = {at: gate for at, answer in enumerate(answers) if (gate := gate_of(answer, decisions))}
    steps = stated_steps(facts, every)
    levels = tuple(level_steps(one, other, facts))
    others = [each for each in current if each.document.identifier not in _identifiers(one, other)]
    return Progression(
        one,
        other,
        answers=tuple(answer for at, answer in enumerate(answers) if at not in gates),
        gates=tuple(sorted(gates.values(), key=lambda gate: list(GateKind).index(gate.kind))),
        left=left,
        left_perhaps=left_perhaps,
        levels=levels,
        stated=tuple(step for step in steps if {step.old, step.new} & {role, target}),
        path=path(steps, one, other),
        bridges=tuple(bridges(one, other, current, facts, decisions)),
        between=tuple(between(levels, current, facts)),
        stones=tuple(stones(one, other, others, known)),
        titles=_shared_titles(one, other),
        read=_read(one, other, decisions),
        suggesting=PERHAPS,
    )


def _two(every: tuple[Role, ...], role: NamedNode, target: NamedNode) -> tuple[Role, Role]:
    """The two roles, of which each must ask for something."""
    found = {each.node: each for each in every if each.node in (role, target)}
    for node in (role, target):
        if node not in found:
            raise QueryError(node.value, "is described by no document of the build", "name one that is")
        if not found[node].demands:
            raise QueryError(found[node].name, "asks for nothing that was read", "graphkit inspect shows what was read")
    if role == target:
        raise QueryError(found[role].name, "is given twice", "name two roles")
    return found[role], found[target]


def _left(back: tuple[Answer, ...], answers: tuple[Answer, ...]) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
    """What nothing of the target takes up, and what something may: suggested for it, or for what the target asks."""
    suggested = {
        ground.given.node
        for answer in answers
        for verdict in answer
        for ground in verdict.grounds
        if ground.basis is Basis.SUGGESTED and ground.given
    }
    missing = list(leaves(back, Standing.MISSING))
    perhaps = [verdict for verdict in missing if verdict.asked.node in suggested]
    left = tuple(verdict for verdict in missing if verdict not in perhaps)
    return left, (*leaves(back, Standing.UNKNOWN), *perhaps)


def _identifiers(*of: Role) -> set[str]:
    return {role.document.identifier for role in of}


def _shared_titles(role: Role, target: Role) -> tuple[str, ...]:
    """The titles of the target that the role bears too: then it may be one job, described twice."""
    ours = set(map(title_key, role.titles))
    return tuple(title for title in target.titles if title_key(title) in ours)


def _read(role: Role, target: Role, decisions: Decisions) -> dict[str, int]:
    """How many pairs of their items somebody has decided, by decision; one without a match counts once."""
    found: Counter[str] = Counter()
    for ours, theirs in ((role, target), (target, role)):
        items = {asked.node for asked in theirs.asked}
        for asked in ours.asked:
            for mapping in decisions.of(asked.node):
                is_of_both = mapping.object in items or mapping.source == theirs.document.node
                found[mapping.decision] += mapping.subject == asked.node and is_of_both
    return {decision: number for decision, number in sorted(found.items()) if number}
