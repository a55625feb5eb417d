"""The printed duties, demands and competences of a document as frameworks: trees of items, for CASE and CTDL-ASN.

National Occupational Standards that a document prints are a framework of their own; all its other items are one.
An item stands under the one that lists it, and under the framework itself where none does. A sentence that only
announces a list stands there with the list.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import NAMESPACE_URL, UUID, uuid5

from pyoxigraph import NamedNode

from graphkit.exports.view import Loss
from graphkit.facts import Document, Facts, Item
from graphkit.iris import slug
from graphkit.vocabulary import DCTERMS, RCQ, RDF, RDFS, SKOS

__all__ = ["ANNOUNCEMENT", "Entry", "Framework", "frameworks", "kind_label", "label", "rights", "unsaid", "uuid"]

#: the class of a sentence that announces a list
ANNOUNCEMENT = "Passage"
_NOS = ("NosUnit", "NosOutcome")
#: statements that are no item of a framework
_ASIDE = ("Field", ANNOUNCEMENT, "Acronym", "Restatement")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in a framework: what it stands under (None: the framework itself) and its place there, from 1."""

    item: Item
    parent: NamedNode | None
    place: int

    @property
    def node(self) -> NamedNode:
        """The IRI of the item."""
        return self.item.node


@dataclass(frozen=True, eq=False)
class Framework:
    """The items of a document that belong together. What nobody knows of it is ""."""

    node: NamedNode
    #: for the names of files
    name: str
    title: str
    document: Document
    entries: tuple[Entry, ...]
    publisher: str
    #: the day it is of: printed, else stated by a person, else the one given
    dated: str
    #: the IRI of its licence, and what is said of its rights
    licence: str
    rights: str
    #: the address that the document was published at
    address: str

    def describe(self, entries: Iterable[Entry]) -> str:
        """Where some of its entries are printed, and how many of each kind they are."""
        counted = Counter(entry.item.kind for entry in entries)
        told = ", ".join(f"{kind_label(kind)} {number}" for kind, number in sorted(counted.items()))
        return f"What is printed in {self.document.identifier}, edition {self.document.edition}. Items: {told}."

    @cached_property
    def by_node(self) -> Mapping[NamedNode, Entry]:
        """The entries by the IRIs of their items."""
        return {entry.node: entry for entry in self.entries}


def frameworks(facts: Facts, dated: str) -> Iterator[Framework | Loss]:
    """Every framework of the documents of some facts, in their order, and which statements belong to none.

    A framework of which no day is known is `dated`.
    """
    by_framework: dict[tuple[NamedNode, str], list[Item]] = defaultdict(list)
    aside: Counter[tuple[str, str]] = Counter()
    announcing = _announcements(facts)
    for item in facts.items:
        if item.kind not in _ASIDE or item.node in announcing:
            by_framework[item.document, "nos" if item.kind in _NOS else ""].append(item)
        else:
            aside[item.document.value, item.kind] += 1
    for (document, kind), number in sorted(aside.items()):
        yield Loss(document, f"{kind_label(kind)}: {number}", "is no item of a framework")
    for (node, part), items in by_framework.items():
        yield from _framework(facts, facts.documents[node], part, items, dated)


def uuid(iri: str) -> UUID:
    """The UUID (version 5, RFC 9562) of an IRI.

    >>> str(uuid("https://example.org/id/a-1/2/duty/1"))
    '206b0842-0487-5043-a474-62f1d451c1ae'
    """
    return uuid5(NAMESPACE_URL, iri)


def kind_label(kind: str) -> str:
    """The name of a class in words.

    >>> kind_label("KsbBehaviour")
    'Ksb behaviour'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).capitalize()


def label(facts: Facts, node: NamedNode) -> str:
    """What a node is called, "" where nothing says."""
    found = (facts.words(node, predicate) for predicate in (SKOS.prefLabel, RDFS.label, DCTERMS.title))
    return next((words for each in found for words in each), "")


def rights(facts: Facts, document: NamedNode) -> str:
    """What is said of the rights in a document; that its licence is unknown where nobody says even that."""
    told = " ".join(dict.fromkeys(facts.words(document, DCTERMS.rights)))
    return told or ("" if _licences(facts, document) else "The licence is unknown.")


def _licences(facts: Facts, document: NamedNode) -> list[str]:
    return [each.value for each in facts.nodes(document, DCTERMS.license) if each != RCQ.Unknown]


def unsaid(facts: Facts, role: NamedNode, *said: NamedNode) -> str:
    """What is stated of a role beside its name, its statements and what a target says of it: names of properties."""
    always = {RDF.type, RDFS.label, RCQ.jobTitle, RCQ.current, DCTERMS.isVersionOf, *said}
    names = (each.value for each in facts.properties(role) if each not in always)
    return ", ".join(sorted(re.split("[/#]", name)[-1] for name in names if not name.startswith(f"{RCQ.iri}has")))


def _printed(facts: Facts, framework: NamedNode) -> str:
    """What a framework is called in print, with its year; its own name where it is called by several."""
    printed = set(facts.words(framework, RDFS.label))
    return printed.pop() if len(printed) == 1 else label(facts, framework)


def _announcements(facts: Facts) -> set[NamedNode]:
    """The sentences that items of a framework are listed under, and those that these are."""
    passages = {item.node for item in facts.items if item.kind == ANNOUNCEMENT}
    found: set[NamedNode] = set()
    waiting = [item.node for item in facts.items if item.kind not in _ASIDE]
    while waiting:
        above = {node for node in facts.nodes(waiting.pop(), RCQ.listedUnder) if node in passages} - found
        found |= above
        waiting += above
    return found


def _framework(
    facts: Facts, document: Document, part: str, items: list[Item], dated: str
) -> Iterator[Framework | Loss]:
    node = NamedNode("/".join((document.node.value, "framework", part)).rstrip("/"))
    within = {framework for item in items for framework in facts.nodes(item.node, RCQ.inFramework)}
    named = _printed(facts, next(iter(within))) if len(within) == 1 else ""
    title = named or label(facts, document.node) or document.identifier
    entries = []
    places: Counter[NamedNode | None] = Counter()
    parents = _parents(facts, items)
    for item in items:
        parent, others = parents[item.node]
        places[parent] += 1
        entries.append(Entry(item, parent, places[parent]))
        for other in others:
            yield Loss(item.node.value, f"listed under {other.value}", "stands in one place of a tree, the first")
    days = (
        *(
            words
            for name in (DCTERMS.issued, DCTERMS.modified, RCQ.obtained)
            for words in facts.words(document.node, name)
        ),
        dated,
    )
    yield Framework(
        node=node,
        name="--".join(filter(None, (document.identifier, slug(document.edition), part))),
        title=f"{title} ({document.identifier})" if part else title,
        document=document,
        entries=tuple(entries),
        publisher=next((label(facts, each) for each in facts.nodes(document.node, DCTERMS.publisher)), ""),
        dated=next((day for day in days if _DAY.fullmatch(day)), ""),
        licence=next(iter(_licences(facts, document.node)), ""),
        rights=rights(facts, document.node),
        address=next((n.value for n in facts.nodes(document.node, DCTERMS.source) if n != RCQ.Unknown), ""),
    )  # fmt: skip


def _parents(facts: Facts, items: list[Item]) -> dict[NamedNode, tuple[NamedNode | None, list[NamedNode]]]:
    """The item that each stands under, and others that list it too; none of them stands under itself."""
    own = {item.node for item in items}
    found: dict[NamedNode, tuple[NamedNode | None, list[NamedNode]]] = {}
    for item in items:
        above = sorted((node for node in facts.nodes(item.node, RCQ.listedUnder) if node in own), key=str)
        first: NamedNode | None = above[0] if above else None
        seen, at = {item.node}, first
        while at is not None and at not in seen:  # up to an item that has no place yet, or to the top
            seen.add(at)
            at = found[at][0] if at in found else None
        found[item.node] = (None, above) if at is not None else (first, above[1:])
    return found
