"""Roles that documents name as line managers, or ask experience in, and that no document describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.measures.roles import described
from graphkit.titles import is_asked_as, title_key
from graphkit.vocabulary import RCQ, RDF, RDFS

__all__ = ["measure"]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each title under which a role is managed by, or experience asked in, nobody that is described."""
    known = {
        title_key(item.text)
        for each in described(facts)
        for item in [*each.titles, *each.says.get(RCQ.typicalJobTitle, [])]
    }
    found: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    for item in facts.current:
        for node in _links(facts, item):
            for title in facts.words(node, RDFS.label)[:1]:
                if (key := title_key(title)) and key not in known:
                    found[key].append((title, item))
    for key, uses in sorted(found.items()):
        yield from group(names, "UndescribedRole", key, uses[0][0], members=(item.node for _, item in uses))


def _links(facts: Facts, item: Item) -> list[NamedNode]:
    """The named roles that a statement makes managers or contacts of a role, or in which it asks for experience."""
    if {RCQ.reportsTo, RCQ.liaisesWith}.intersection(facts.nodes(item.node, RCQ.property)):
        roles = [node for stated in facts.nodes(item.node, RCQ.about) for node in _around(facts, stated)]
        values = facts.nodes(item.node, RCQ.value) or roles
        return [node for node in values if RCQ.Role in facts.nodes(node, RDF.type)]
    if item.kind != "Experience":
        return []
    named = [node for node in facts.nodes(item.node, RCQ.mentions) if RCQ.Role in facts.nodes(node, RDF.type)]
    return [node for node in named if any(is_asked_as(item.text, title) for title in facts.words(node, RDFS.label))]


def _around(facts: Facts, role: NamedNode) -> list[NamedNode]:
    return facts.nodes(role, RCQ.reportsTo) + facts.nodes(role, RCQ.liaisesWith)
