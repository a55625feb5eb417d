"""Tables whose columns are printed line by line across one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group

__all__ = ["measure"]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each document of whose table items other items stand in the middle: the items so cut."""
    copies: dict[NamedNode, list[Item]] = defaultdict(list)
    for item in facts.items:
        if item.kind == "Restatement" and item.parts:
            copies[item.document].append(item)
    for document, items in copies.items():
        parts = sorted((part.start, at) for at, item in enumerate(items) for part in item.parts)
        after = {first[0]: second[1] for first, second in pairwise(parts)}
        cut = [
            item for at, item in enumerate(items)
            if any(after[part.start] != at for part in sorted(item.parts, key=lambda part: part.start)[:-1])
        ]  # fmt: skip
        if cut:
            number = f"{len(cut)} items" if len(cut) > 1 else "1 item"
            label = f"{number} of the table"
            yield from group(names, "InterleavedTable", document.value, label, members=[item.node for item in cut])
