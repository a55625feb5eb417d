"""What a role asks of a person, with its alternatives kept apart: to ask for "A or B" is not to ask for A.

>>> from pyoxigraph import Literal, Quad
>>> from graphkit.vocabulary import RDF, Namespace
>>> a = Namespace("https://example.org/")
>>> facts = Facts([
...     *(Quad(node, RDF.type, RCQ.Qualification) for node in (a.one, a.two, a.three)),
...     *(Quad(node, RCQ.text, Literal(node.value[-5:])) for node in (a.one, a.two, a.three)),
...     *(Quad(node, RCQ.fromDocument, a.paper) for node in (a.one, a.two, a.three)),
...     *(Quad(a.role, RCQ.hasRequirement, node) for node in (a.one, a.two, a.three)),
...     Quad(a.one, RCQ.alternativeTo, a.three),
... ])
>>> [[demand.item.text for demand in choice] for choice in demands(facts, a.role, facts.items)]
[['g/one', 'three'], ['g/two']]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphkit.facts import Facts, Item
from graphkit.vocabulary import RCQ

__all__ = ["Choice", "Demand", "demands", "is_met_by_any"]


@dataclass(frozen=True, eq=False)
class Demand:
    """One thing that is asked for, and what is listed under it."""

    item: Item
    listed: tuple[Choice, ...]


#: demands of which any one is enough; most often there is one only
Choice = tuple[Demand, ...]


def demands(facts: Facts, role: NamedNode, items: Iterable[Item]) -> list[Choice]:
    """What a role asks for, of the items of its document, in their order."""
    items = list(items)
    links = (RCQ.hasRequirement, RCQ.hasBehaviour, RCQ.hasAbility, RCQ.hasStrength)
    asked = {node for link in links for node in facts.nodes(role, link)}
    listed: dict[NamedNode, list[Item]] = {}
    for item in items:
        for above in facts.nodes(item.node, RCQ.listedUnder):
            listed.setdefault(above, []).append(item)
    return _choices(facts, (item for item in items if item.node in asked), listed, frozenset())


def is_met_by_any(choice: Choice) -> bool:
    """Whether more than one demand would do, at whatever depth."""
    return len(choice) > 1 or any(is_met_by_any(each) for demand in choice for each in demand.listed)


def _choices(
    facts: Facts, items: Iterable[Item], listed: dict[NamedNode, list[Item]], above: frozenset[NamedNode]
) -> list[Choice]:
    """Items at one level, those that are alternatives to each other together; `above` are those they stand under."""
    found: list[tuple[int, list[Item]]] = []  # the place of its first item, and a group
    for place, item in enumerate(items):
        others = {*facts.nodes(item.node, RCQ.alternativeTo)}
        near = [
            (first, group) for first, group in found
            if any(each.node in others or item.node in facts.nodes(each.node, RCQ.alternativeTo) for each in group)
        ]  # fmt: skip
        joined = [each for _, group in near for each in group]
        first = min((first for first, _ in near), default=place)
        found = [*(each for each in found if each not in near), (first, [*joined, item])]

    def demand(item: Item) -> Demand:
        within = above | {item.node}
        below = [each for each in listed.get(item.node, ()) if each.node not in within]
        return Demand(item, tuple(_choices(facts, below, listed, within)))

    return [tuple(demand(item) for item in group) for _, group in sorted(found, key=lambda each: each[0])]
