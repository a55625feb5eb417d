"""What one document says in two of its statements, in the same words or nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.text import shortened, words
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: kinds of statements that say something of their own
_SAYING = frozenset({
    "Duty", "Experience", "Technical", "Eligibility", "Ability", "Knowledge", "Skill", "KsbBehaviour",
})  # fmt: skip
#: two statements say the same that share a run of so many words, and whose shared run is so much of the shorter one
_RUN, _SHARE = 12, 0.4


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each two statements of one kind and document that share a long run of words."""
    lists: dict[tuple[NamedNode, str], list[Item]] = defaultdict(list)
    for item in facts.items:
        if item.kind in _SAYING:
            lists[item.document, item.kind].append(item)
    for items in lists.values():
        seen: dict[tuple[str, ...], Item] = {}
        told: set[tuple[Item, Item]] = set()
        for item in items:
            printed = words(item.text)
            for at in range(len(printed) - _RUN + 1):
                first = seen.setdefault(printed[at : at + _RUN], item)
                if first is item or (first, item) in told or _is_apart(facts, first, item):
                    continue
                told.add((first, item))
                shared = _longest_run(words(first.text), printed)
                if len(shared) >= _SHARE * min(len(printed), len(words(first.text))):
                    key, label = f"{first.node.value} {item.node.value}", f"“{shortened(' '.join(shared))}”"
                    yield from group(names, "SaidTwice", key, label, members=[first.node, item.node])


def _is_apart(facts: Facts, one: Item, other: Item) -> bool:
    """Whether one is listed under the other, or is asked of other people: essential here, desirable there."""
    under = {*facts.nodes(one.node, RCQ.listedUnder), *facts.nodes(other.node, RCQ.listedUnder)}
    levels = facts.nodes(one.node, RCQ.modality), facts.nodes(other.node, RCQ.modality)
    return bool(under & {one.node, other.node}) or levels[0] != levels[1]


def _longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The longest run of words that both have.

    >>> _longest_run(("keep", "the", "log", "dry"), ("read", "the", "log", "dry", "daily"))
    ('the', 'log', 'dry')
    """
    best, before = (0, 0), [0] * (len(other) + 1)
    for word in one:
        now = [0] * (len(other) + 1)
        for at, against in enumerate(other, 1):
            if word == against:
                now[at] = before[at - 1] + 1
                best = max(best, (now[at], at))
        before = now
    return other[best[1] - best[0] : best[1]]
