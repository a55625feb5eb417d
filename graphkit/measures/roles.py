"""The roles that the newest editions describe, as measures read them: titles, bands and levels with their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graphkit import content
from graphkit.facts import Document, Facts, Item
from graphkit.titles import singular, title_key
from graphkit.vocabulary import DCTERMS, RCQ

__all__ = ["Described", "described", "describing", "singular", "title_key", "titles_of_schemes"]


@dataclass(frozen=True)
class Described:
    """A role with its document, and the statements that say something of either, by the property they state."""

    role: NamedNode
    document: Document
    publisher: NamedNode | None
    says: dict[NamedNode, list[Item]]

    @property
    def titles(self) -> list[Item]:
        """Where the title of the role is printed; where it is not, the title of the document."""
        return self.says.get(RCQ.jobTitle) or self.says.get(DCTERMS.title) or []


def described(facts: Facts) -> list[Described]:
    """The roles of the newest editions, in the order of their documents."""
    says: dict[NamedNode, dict[NamedNode, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in facts.current:
        for about in facts.nodes(item.node, RCQ.about):
            for stated in facts.nodes(item.node, RCQ.property):
                says[about][stated].append(item)
    found = []
    for document in facts.documents.values():
        for role in facts.nodes(document.node, RCQ.describes) if document.current else []:
            publishers = [node for node in facts.nodes(document.node, DCTERMS.publisher) if node != RCQ.Unknown]
            joined = {**says[document.node], **says[role]}
            found.append(Described(role, document, min(publishers, key=str, default=None), joined))
    return found


def describing(roles: Iterable[Described]) -> dict[NamedNode, Described]:
    """The roles by the node of their document."""
    return {each.document.node: each for each in roles}


def titles_of_schemes() -> dict[str, str]:
    """What the curated schemes are called, by the last part of their IRI.

    >>> titles_of_schemes()["soc2020"]
    'Standard Occupational Classification 2020: codes in use'
    """
    return {
        triple.subject.value.rsplit("/", 1)[1]: triple.object.value
        for triple in content.reference()
        if triple.predicate == DCTERMS.title
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    }
