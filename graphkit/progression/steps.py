"""The way from one role to another: steps that documents state, and those inferred from what roles ask for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from graphkit.facts import Facts
from graphkit.moves import Answer, Bridge, Standing, Stated, Stone
from graphkit.progression.gates import gate_of
from graphkit.progression.holding import Decisions, posts_asked_in
from graphkit.progression.judging import Judge
from graphkit.roles import Asked, Role, named_only
from graphkit.titles import title_key
from graphkit.vocabulary import RCQ

__all__ = ["blocking_in", "bridges", "open_in", "path", "stated_steps", "stones"]


def stated_steps(facts: Facts, roles: Sequence[Role]) -> tuple[Stated, ...]:
    """Every direct step from role to role that some document states, with the words that show it."""
    shown = {asked.node: asked.places for role in roles for asked in role.asked}
    found: dict[tuple[NamedNode, NamedNode], list[NamedNode]] = {}
    for role in roles:
        for target in facts.nodes(role.node, RCQ.progressesDirectlyTo):
            found.setdefault((role.node, target), [])
    for node in facts.instances(RCQ.Progression):
        if RCQ.Stated in facts.nodes(node, RCQ.status):
            for old in facts.nodes(node, RCQ.fromRole):
                for new in facts.nodes(node, RCQ.toRole):
                    found.setdefault((old, new), []).extend(facts.nodes(node, RCQ.shownBy))
    return tuple(
        Stated(old, new, tuple(place for node in showing for place in shown.get(node, ())))
        for (old, new), showing in sorted(found.items(), key=str)
    )


def path(steps: Iterable[Stated], role: Role, target: Role) -> tuple[Stated, ...]:
    """The shortest way from one role to the other by stated steps; empty where there is none."""
    by_old: dict[NamedNode, list[Stated]] = {}
    for step in steps:
        by_old.setdefault(step.old, []).append(step)
    waiting: deque[tuple[Stated, ...]] = deque((step,) for step in by_old.get(role.node, []))
    seen = {role.node}
    while waiting:
        so_far = waiting.popleft()
        here = so_far[-1].new
        if here == target.node:
            return so_far
        if here not in seen:
            seen.add(here)
            waiting.extend((*so_far, step) for step in by_old.get(here, []))
    return ()


def open_in(answers: Sequence[Answer]) -> int:
    """How many demands are not met."""
    return sum(answer.standing is not Standing.MET for answer in answers)


def blocking_in(answers: Sequence[Answer], decisions: Decisions) -> int:
    """How many gates are in the way."""
    return sum(gate.blocks for answer in answers if (gate := gate_of(answer, decisions)))


def stones(role: Role, target: Role, roles: Iterable[Role], judge: Judge) -> Iterator[Stone]:
    """The stepping stones: each of both steps leaves less open than the direct one, with no more gates in the way,
    and the second rests on something that the first has gained and that is no wording of the form.
    """
    straight = judge.of(role, target)
    whole, gates = open_in(straight), blocking_in(straight, judge.decisions)
    found = []
    for other in roles:
        if other.node in (role.node, target.node):
            continue
        toward = judge.of(role, other)
        before = open_in(toward)
        if before >= whole or blocking_in(toward, judge.decisions) > gates:
            continue
        onward = judge.of(other, target)
        covers = tuple(
            after.asked
            for at_once, after in zip(straight, onward, strict=True)
            if after.standing.rank < min(at_once.standing.rank, Standing.UNKNOWN.rank) and not after.asked.is_template
        )
        after = open_in(onward)
        if covers and after < whole and blocking_in(onward, judge.decisions) <= gates:
            found.append(Stone(other, before, after, covers))
    yield from sorted(found, key=_weight)


def _weight(stone: Stone) -> tuple[int, int, str]:
    """The wider of its two steps first, then both."""
    return max(stone.before, stone.after), stone.before + stone.after, stone.role.name


def bridges(role: Role, target: Role, roles: Sequence[Role], facts: Facts, decisions: Decisions) -> Iterator[Bridge]:
    """The roles in which the target asks for experience, other than the one that one has."""
    asking: dict[str, list[Asked]] = {}
    titles: dict[str, str] = {}
    for asked in target.asked:
        for node in posts_asked_in(asked, decisions):
            key = title_key(decisions.label(node))
            titles.setdefault(key, decisions.label(node))
            asking.setdefault(key, []).append(asked)
    named = {title_key(each.title): each for each in named_only(facts, roles)}
    for key in asking.keys() - {title_key(title) for title in role.titles}:
        described = next((each for each in roles if key in map(title_key, each.titles)), None)
        naming = [
            asked
            for each in (role, target)
            for asked in each.asked
            if asked not in asking[key]
            and any(decisions.is_role(node) and title_key(decisions.label(node)) == key for node in asked.mentions)
        ]
        yield Bridge(titles[key], tuple(asking[key]), tuple(naming), described, named.get(key))
