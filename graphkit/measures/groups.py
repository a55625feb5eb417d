"""A group of places that are alike as one node of the graph, so that a rule reports it once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.facts import Facts, Item, Part, quoted
from graphkit.iris import Names, slug
from graphkit.measures.nodes import told
from graphkit.vocabulary import RCQ

__all__ = ["Occurrence", "group"]


@dataclass(frozen=True)
class Occurrence:
    """A part of an item's words: offsets in its text, or a part of its quotes."""

    item: Item
    start: int = 0
    end: int = 0
    part: Part | None = None

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.part.exact if self.part else self.item.text[self.start : self.end]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Where they are printed."""
        return (self.part,) if self.part else self.item.occurrence(self.start, self.end)


def group(
    kind: NamedNode,
    key: str,
    occurrences: Iterable[Occurrence],
    facts: Facts,
    names: Names,
    *,
    label: str,
    says: str | None = None,
) -> Iterator[Triple]:
    """The triples of one group: its class, what to call it, what is wrong with its words, its members and quotes.

    `key` tells it from other groups of its class.
    """
    found = list(occurrences)
    tail = f"{slug(key)[:40].strip('-')}-{sha256(key.encode()).hexdigest()[:8]}"
    node = names.ids[f"measured/{slug(kind.value.removeprefix(RCQ.iri))}/{tail}"]
    printed = [
        quote
        for occurrence in found
        for quote in quoted(facts.documents[occurrence.item.document], occurrence.parts, names)
    ]
    yield from told(
        node,
        kind,
        Literal(label, language="en"),
        members=(occurrence.item.node for occurrence in found),
        quotes=(quote for quote, _ in printed),
        forms=sorted({" ".join(occurrence.words.split()) for occurrence in found}),
    )
    if says:
        yield Triple(node, RCQ.says, Literal(says, language="en"))
    yield from (triple for _, triples in printed for triple in triples)
