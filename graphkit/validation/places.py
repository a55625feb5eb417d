"""Where a node of the graph stands in the sources, and what to call it in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad, Store

from graphkit.findings import Place
from graphkit.text import shortened
from graphkit.vocabulary import DCAT, DCTERMS, OA, RCQ, RDF, RDFS

__all__ = ["Places"]


class Places:
    """Looks up nodes in one graph of all triples (the default graph of `store`)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, node: NamedNode) -> tuple[Place, ...]:
        """The quotes of a statement and of its code, in order; of a document or role, the words that give its title.

        Of a measured fact, its own quotes, or those of its members.
        """
        if self._words(node, OA.exact) is not None:
            return (self._quoted(node),)
        if self._measured(node):
            return tuple(sorted(self._of_group(node), key=lambda place: place.key))
        statement = node if self._one(node, RCQ.fromDocument) else self._title(node)
        leading = (RCQ.codedAt, RCQ.quotedFrom)
        quotes = [quote for leads in leading for quote in self._objects(statement, leads)] if statement else []
        if quotes and statement:
            places = [replace(self._quoted(quote), statement=statement.value) for quote in quotes]
            return tuple(sorted(places, key=lambda place: place.key))
        here = self._in_document(self._document(node))
        return (here if statement is None else replace(here, statement=statement.value),)

    def name(self, node: NamedNode) -> str:
        """A statement by its code and words, a document by its title and edition, a role by its title and document."""
        document = self._document(node)
        edition = self._edition(document)
        if RCQ.Document in self._objects(node, RDF.type) or document == node:
            roles = self._objects(node, RCQ.describes)
            titles = [self._words(node, DCTERMS.title), *(self._words(role, RCQ.jobTitle) for role in roles)]
            title = next(filter(None, titles), None)
            return f"{title} ({edition})" if title else edition
        words = self._words(node, RCQ.text)
        if words is None:
            title = self._words(node, RCQ.jobTitle) or self._words(node, RDFS.label) or node.value
            return f"{title} ({edition})" if edition else title
        code = self._words(node, RCQ.code)
        return f"{code} “{shortened(words)}”" if code else f"“{shortened(words)}”"

    def _measured(self, node: NamedNode) -> bool:
        return self._one(node, RCQ.fromDocument) is None and bool(
            self._objects(node, RCQ.quotedFrom) or self._objects(node, RCQ.member)
        )

    def _of_group(self, node: NamedNode) -> Iterator[Place]:
        quotes = self._objects(node, RCQ.quotedFrom)
        yield from (self._quoted(quote) for quote in quotes)
        if not quotes:
            yield from (place for member in self._objects(node, RCQ.member) for place in self.of(member))

    def _quoted(self, quote: NamedNode) -> Place:
        return replace(
            self._in_document(self._document(quote)),
            line=self._number(quote, RCQ.firstLine),
            end_line=self._number(quote, RCQ.lastLine),
            quote=self._words(quote, OA.exact),
            start=self._number(quote, OA.start),
            end=self._number(quote, OA.end),
            page=self._number(quote, RCQ.page),
        )

    def _in_document(self, document: NamedNode | None) -> Place:
        if document is None:
            return Place()
        return Place(
            document=self._words(document, DCTERMS.identifier),
            edition=self._words(document, DCAT.version) or "unknown",
            file=self._words(document, RCQ.fileName),
        )

    def _edition(self, document: NamedNode | None) -> str:
        place = self._in_document(document)
        return f"{place.document}, edition {place.edition}" if place.document else ""

    def _document(self, node: NamedNode) -> NamedNode | None:
        describing = (quad.subject for quad in self._quads(None, RCQ.describes, node))
        subjects = [subject for subject in describing if isinstance(subject, NamedNode)]
        if subjects:
            return min(subjects, key=lambda subject: subject.value)
        return self._one(node, RCQ.fromDocument) or (node if self._words(node, DCTERMS.identifier) else None)

    def _title(self, node: NamedNode) -> NamedNode | None:
        """The first printed field that gives the title of a document or role, or of the role a document describes."""
        titles = [
            field
            for subject in (node, *self._objects(node, RCQ.describes))
            for quad in self._quads(None, RCQ.about, subject)
            if isinstance(field := quad.subject, NamedNode)
            and {DCTERMS.title, RCQ.jobTitle}.intersection(self._objects(field, RCQ.property))
        ]
        return min(titles, key=lambda field: (self._start(field), field.value), default=None)

    def _start(self, statement: NamedNode) -> int:
        starts = [self._number(quote, OA.start) or 0 for quote in self._objects(statement, RCQ.quotedFrom)]
        return min(starts, default=0)

    def _quads(self, subject: NamedNode | None, predicate: NamedNode, value: NamedNode | None) -> Iterator[Quad]:
        return self._store.quads_for_pattern(subject, predicate, value)

    def _objects(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        values = (quad.object for quad in self._quads(node, predicate, None))
        return [value for value in values if isinstance(value, NamedNode)]

    def _one(self, node: NamedNode, predicate: NamedNode) -> NamedNode | None:
        return min(self._objects(node, predicate), key=lambda value: value.value, default=None)

    def _words(self, node: NamedNode, predicate: NamedNode) -> str | None:
        values = (quad.object for quad in self._quads(node, predicate, None))
        return min((value.value for value in values if isinstance(value, Literal)), default=None)

    def _number(self, node: NamedNode, predicate: NamedNode) -> int | None:
        words = self._words(node, predicate)
        return None if words is None else int(words)
