# fmt: off
#+ summary: What changed between two editions?
#+ description: >-
#+   A row for each item that was added, removed, reworded, moved or asked for otherwise: what is asked more or less
#+   firmly first, each kind in the order of the document. Without editions, the current edition of a document is held
#+   against each of its others; a document with one edition has no row. A copy in the success-profile table that
#+   changed as its item did is not told again.
#+ number: 34
#+ parameters:
#+   - document (Document): the document's id; without it, every document
#+   - old (Edition): the edition from which, as printed; without it, every other than the new one
#+   - new (Edition): the edition to which, as printed; without it, the current one
#+ columns:
#+   - document: the document's id
#+   - old: the edition from which
#+   - new: the edition to which
#+   - change: what changed, in one word or several with a comma between them
#+   - statement: IRI of the item in the new edition
#+   - text: its printed words
#+   - line: the line its first quote begins on
#+   - was: IRI of the item in the old edition
#+   - wasText: the words of that
#+   - wasLine: the line its first quote begins on
#+   - class: its class
#+ tags:
#+   - document
#+   - version
# fmt: on
"""What the editions of a document that a graph holds differ in."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from graphkit import editions
from graphkit.questions import Row, Source, Terms, facts_of, store_of

__all__ = ["answer"]

Node = NamedNode | Literal | None


def answer(source: Source, document: Terms = None, old: Terms = None, new: Terms = None) -> Iterator[Row]:
    """A row for each change, by document and edition."""
    there = sorted(facts_of(source).documents.values(), key=lambda each: (each.identifier, each.edition))
    pairs = [
        (older, newer)
        for newer in there
        for older in there
        if older.identifier == newer.identifier
        and older != newer
        and document in (None, Literal(newer.identifier))
        and (newer.current if new is None else Literal(newer.edition) == new)
        and old in (None, Literal(older.edition))
    ]
    store = store_of(source) if pairs else Store()
    for older, newer in pairs:
        yield from _changes(store, older.node, newer.node)


def _changes(store: Store, older: NamedNode, newer: NamedNode) -> Iterator[Row]:
    found = editions.diff(editions.edition_in(store, older), editions.edition_in(store, newer))
    between = (Literal(found.new.document), Literal(found.old.edition), Literal(found.new.edition))
    for change in found.changes:
        kinds, kind = ", ".join(change.kinds), change.item.kind
        yield (*between, Literal(kinds), *_item(change.new), *_item(change.old), Literal(kind))


def _item(item: editions.Item | None) -> tuple[Node, Node, Node]:
    """An item's IRI, words and line."""
    if item is None:
        return None, None, None
    line = next((place.line for place in item.places if place.line is not None), None)
    return NamedNode(item.statement), Literal(item.text, language="en"), None if line is None else Literal(line)
