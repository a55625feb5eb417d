"""Items that a table repeats in another order than the body prints them in."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.vocabulary import RCQ

__all__ = ["measure", "moved"]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each column of a table in another order: the copies that would have to move, and their originals."""
    by_node = {item.node: item for item in facts.items}
    columns: dict[tuple[NamedNode, str], list[tuple[Item, Item]]] = defaultdict(list)
    for copy in facts.items:
        for node in facts.nodes(copy.node, RCQ.restates) if copy.kind == "Restatement" else []:
            if copy.section and node in by_node and not facts.nodes(copy.node, RCQ.listedUnder):
                columns[copy.document, copy.section].append((copy, by_node[node]))
    for (document, section), pairs in sorted(columns.items(), key=lambda each: (each[0][0].value, each[0][1])):
        places = [original.parts[0].start if original.parts else 0 for _, original in pairs]
        if out := moved(places):
            members = [item.node for at in out for item in pairs[at]]
            yield from group(names, "OtherOrder", f"{document.value} {section}", section, members=members)


def moved(places: Sequence[int]) -> list[int]:
    """The fewest members of a sequence without which the others would rise, by their index.

    >>> moved([10, 20, 50, 30, 40]), moved([1, 2, 3])
    ([2], [])
    """
    tails: list[int] = []  # index of the last member of the best run of each length
    before: list[int | None] = []
    for at, place in enumerate(places):
        length = bisect_left([places[tail] for tail in tails], place)
        before.append(tails[length - 1] if length else None)
        tails[length : length + 1] = [at]
    kept: set[int] = set()
    at_last: int | None = tails[-1] if tails else None
    while at_last is not None:
        kept.add(at_last)
        at_last = before[at_last]
    return [at for at in range(len(places)) if at not in kept]
