"""An edition as graphs hold it, whether they are a build's or of a document just read."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from graphkit.changes import Edition, Item
from graphkit.errors import QueryError
from graphkit.findings import Place
from graphkit.vocabulary import DCTERMS, OA, RCQ, RDF

__all__ = ["edition_in", "edition_named"]

#: a node's values by property, as one graph states them
_Facts: TypeAlias = Mapping[NamedNode, Sequence[NamedNode | Literal]]


def edition_named(name: str, store: Store) -> Edition:
    """The edition that `id@edition` names; the current one where only the document's id is given."""
    identifier, _, wanted = name.strip().partition("@")
    identifier = identifier.lower()
    there: dict[str, dict[str, NamedNode]] = defaultdict(dict)
    for quad in store.quads_for_pattern(None, RCQ.describes, None):
        if isinstance(quad.subject, NamedNode) and (known := _words(_facts(quad.subject, store), DCTERMS.identifier)):
            there[known][_edition(quad.subject)] = quad.subject
            if not wanted and known == identifier and _is_current(quad.object, store):
                wanted = _edition(quad.subject)
    if identifier not in there:
        near = difflib.get_close_matches(identifier, there, n=1)
        advice = f"did you mean '{near[0]}'?" if near else "name a file, or one of the build as id@edition"
        raise QueryError(name, "is neither a file nor a document of the build", advice)
    if wanted not in there[identifier]:
        known = ", ".join(f"{identifier}@{edition}" for edition in sorted(there[identifier]))
        raise QueryError(name, f"has no edition {wanted or 'that is current'}", f"there is {known}")
    return edition_in(store, there[identifier][wanted])


def edition_in(store: Store, document: NamedNode) -> Edition:
    """Everything the graphs say of a document's statements, and the words of it that no reader understood."""
    said = _facts(document, store)
    identifier, edition, file = _words(said, DCTERMS.identifier), _edition(document), _words(said, RCQ.fileName)
    items = []
    for quad in store.quads_for_pattern(None, RCQ.fromDocument, document):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            facts = _facts(quad.subject, store, quad.graph_name)
            if RCQ.text in facts:
                known = Place(document=identifier, edition=edition, file=file, statement=quad.subject.value)
                places = sorted(_places(facts, store, known), key=lambda place: place.key)
                items.append(_item(quad.subject, facts, document, tuple(places)))
    items.sort(key=lambda item: ([place.key for place in item.places], item.statement))
    return Edition(identifier or "", edition, file or "", tuple(items))


def _item(node: NamedNode, facts: _Facts, document: NamedNode, places: tuple[Place, ...]) -> Item:
    about = facts.get(RCQ.about)
    return Item(
        statement=node.value,
        kind=_name(facts, RDF.type) or "",
        text=_words(facts, RCQ.text) or "",
        places=places,
        section=_words(facts, RCQ.section),
        order=_number(facts, RCQ.order),
        code=_words(facts, RCQ.code),
        identifier=_words(facts, DCTERMS.identifier),
        level=_number(facts, RCQ.level),
        modality=_name(facts, RCQ.modality),
        timing=_name(facts, RCQ.timing),
        months_of_experience=_number(facts, RCQ.monthsOfExperience),
        listed_under=_words(facts, RCQ.listedUnder),
        alternative_to=_nodes(facts, RCQ.alternativeTo),
        supported_by=_nodes(facts, RCQ.supportedBy),
        restates=_words(facts, RCQ.restates),
        label=_words(facts, RCQ.label),
        about=None if about is None else "document" if document in about else "role",
        property=_words(facts, RCQ.property),
        short_form=_words(facts, RCQ.shortForm),
    )


def _places(facts: _Facts, store: Store, known: Place) -> Iterator[Place]:
    """Where the quotes of a statement stand."""
    for quote in facts.get(RCQ.quotedFrom, ()):
        if isinstance(quote, NamedNode):
            said = _facts(quote, store)
            yield replace(
                known,
                line=_number(said, RCQ.firstLine),
                end_line=_number(said, RCQ.lastLine),
                quote=_words(said, OA.exact),
                start=_number(said, OA.start),
                end=_number(said, OA.end),
                page=_number(said, RCQ.page),
            )


def _edition(document: NamedNode) -> str:
    """The edition, which ends a document's IRI."""
    return unquote(document.value.rpartition("/")[2])


def _is_current(role: object, store: Store) -> bool:
    return isinstance(role, NamedNode) and _words(_facts(role, store), RCQ.current) == "true"


def _facts(node: NamedNode, store: Store, graph: NamedNode | None = None) -> _Facts:
    """What one graph, or all of them, say of a node."""
    facts: dict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
    for quad in store.quads_for_pattern(node, None, None, graph):
        if isinstance(quad.object, NamedNode | Literal):
            facts[quad.predicate].append(quad.object)
    return {predicate: sorted(values, key=lambda value: value.value) for predicate, values in facts.items()}


def _words(facts: _Facts, predicate: NamedNode) -> str | None:
    return next((value.value for value in facts.get(predicate, ())), None)


def _number(facts: _Facts, predicate: NamedNode) -> int | None:
    words = _words(facts, predicate)
    return None if words is None else int(words)


def _name(facts: _Facts, predicate: NamedNode) -> str | None:
    """The local name of a term of the ontology."""
    words = _words(facts, predicate)
    return None if words is None else words.removeprefix(RCQ.iri)


def _nodes(facts: _Facts, predicate: NamedNode) -> frozenset[str]:
    return frozenset(value.value for value in facts.get(predicate, ()))
