"""A measured fact as a node of the graph: what it is called, whose words are of it, and the forms they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.iris import Names, slug
from graphkit.vocabulary import RCQ, RDF, RDFS

__all__ = ["group", "group_node", "told"]

_LONGEST = 60


def group_node(names: Names, kind: str, key: str) -> NamedNode:
    """The node of a group: its kind and its key, or a hash of a key that is long.

    >>> group_node(Names("https://example.org/"), "SharedTitle", "Lock keeper").value
    'https://example.org/id/measured/sharedtitle/lock-keeper'
    """
    tail = slug(key)
    if len(tail) > _LONGEST:
        tail = sha256(key.encode()).hexdigest()[:16]
    return names.ids[f"measured/{slug(kind)}/{tail}"]


def group(
    names: Names,
    kind: str,
    key: str,
    label: str,
    *,
    members: Iterable[NamedNode] = (),
    quotes: Iterable[NamedNode] = (),
    forms: Iterable[str] = (),
) -> Iterator[Triple]:
    """What is said of a group: its class (of `rcq:`), its label, its members, its own quotes and its forms."""
    return told(group_node(names, kind, key), RCQ[kind], Literal(label), members=members, quotes=quotes, forms=forms)


def told(
    node: NamedNode,
    kind: NamedNode,
    label: Literal,
    *,
    members: Iterable[NamedNode] = (),
    quotes: Iterable[NamedNode] = (),
    forms: Iterable[str] = (),
) -> Iterator[Triple]:
    """The same of a node that has its name."""
    yield Triple(node, RDF.type, kind)
    yield Triple(node, RDFS.label, label)
    yield from (Triple(node, RCQ.member, member) for member in dict.fromkeys(members))
    yield from (Triple(node, RCQ.quotedFrom, quote) for quote in dict.fromkeys(quotes))
    yield from (Triple(node, RCQ.form, Literal(form)) for form in dict.fromkeys(forms))
