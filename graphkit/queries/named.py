"""What people call things, as terms of the graph: a role by document id or title, a concept by its label.

A name that nothing has, or that several have, is refused with what to write instead.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from graphkit.errors import QueryError
from graphkit.queries import sparql

__all__ = ["KINDS", "terms"]

Source = Store | str
Terms = tuple[NamedNode | Literal, ...]

EVERY_EDITION = "all"

_ROLES = """
PREFIX rcq: <https://w3id.org/rcq/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
SELECT ?role ?document ?version ?title ?current WHERE {
  ?source rcq:describes ?role ; dcterms:identifier ?document .
  OPTIONAL { ?source dcat:version ?version }
  OPTIONAL { ?role rcq:jobTitle ?title }
  OPTIONAL { ?role rcq:current ?current }
} ORDER BY ?document ?version ?role ?title
"""
_CONCEPTS = """
PREFIX rcq: <https://w3id.org/rcq/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?concept ?label WHERE {
  ?statement rcq:denotes ?concept .
  ?concept rdfs:label|skos:prefLabel|skos:altLabel ?label
} ORDER BY ?label ?concept
"""


@dataclass(frozen=True, slots=True)
class _Role:
    iri: str
    document: str
    edition: str
    title: str
    current: bool

    def __str__(self) -> str:
        return f"{self.document}@{self.edition} ({self.title})"


def terms(kinds: Mapping[str, str], values: Mapping[str, str], source: Source) -> dict[str, Terms]:
    """Parameter -> the terms its value names, by the parameter's kind.

    A role named with its edition, or by its IRI, is read whether or not that edition is the current one.
    """
    edition = values.get("edition")
    found: dict[str, Terms] = {}
    for name, value in values.items():
        if not value.strip():
            raise QueryError(name, "is empty", "give it a value or leave it out")
        try:
            kind = kinds[name]
            found[name] = _role(value, source, edition) if kind == "Role" else _READERS[kind](value, source)
        except (UnicodeEncodeError, TypeError, ValueError) as error:
            raise QueryError(name, f"is no text a graph can hold: {error}", "write it in Unicode") from error
        if kind == "Role" and edition is None and "edition" in kinds and (_is_iri(value) or "@" in value):
            found["edition"] = (Literal(EVERY_EDITION),)
    return found


def _is_iri(value: str) -> bool:
    return re.match(r"<?(https?|urn|file|tag):", value.strip()) is not None


def _iri(value: str) -> NamedNode:
    try:
        return NamedNode(value.strip().removeprefix("<").removesuffix(">"))
    except ValueError as error:
        raise QueryError(value, f"is not an IRI: {error}", "write it as the graph does") from error


def _role(value: str, source: Source, edition: str | None) -> Terms:
    roles = list(_roles(source))
    name, _, printed = value.strip().partition("@")
    if _is_iri(value):
        wanted = [role for role in roles if role.iri == _iri(value).value]
    else:
        wanted = [role for role in roles if role.document == name.lower()]
        wanted = wanted or [role for role in roles if _same(role.title, name)]
        wanted = _of_edition(wanted, value, printed or edition)
    if not wanted:
        known = (known for role in roles for known in (role.document, role.title, role.iri))
        raise QueryError(value, "is no role here", _advice(value, known, "a document id, a job title or an IRI"))
    if len({role.document for role in wanted}) > 1:
        raise QueryError(value, "names more than one role", f"say which: {', '.join(map(str, wanted))}")
    return tuple(NamedNode(iri) for iri in dict.fromkeys(role.iri for role in wanted))


def _of_edition(roles: list[_Role], value: str, edition: str | None) -> list[_Role]:
    """Of the editions of a role the one asked for, else the current one."""
    if edition == EVERY_EDITION:
        return roles
    wanted = [role for role in roles if (role.edition == edition if edition else role.current)]
    if roles and not wanted:
        there = ", ".join(dict.fromkeys(f"{role.document}@{role.edition}" for role in roles))
        raise QueryError(value, f"has no edition {edition or 'that is current'}", f"there is {there}")
    return wanted


def _roles(source: Source) -> Iterable[_Role]:
    for row in sparql.run(_ROLES, source):
        edition, title = str(row["version"] or "unknown"), str(row["title"] or "")
        yield _Role(str(row["role"]), str(row["document"]), edition, title, row["current"] is True)


def _concept(value: str, source: Source) -> Terms:
    labels = [(str(row["concept"]), str(row["label"])) for row in sparql.run(_CONCEPTS, source)]
    if _is_iri(value):
        return (_iri(value),)
    wanted = list(dict.fromkeys(iri for iri, label in labels if _same(label, value)))
    if not wanted:
        advice = _advice(value, (label for _, label in labels), "the label or IRI of a concept that is asked for")
        raise QueryError(value, "is no competence here", advice)
    if len(wanted) > 1:
        raise QueryError(value, "names more than one concept", f"say which: {', '.join(wanted)}")
    return (NamedNode(wanted[0]),)


def _name(value: str, source: Source) -> Terms:  # noqa: ARG001 a reader of every kind is called alike
    return (_iri(value) if _is_iri(value) else Literal(value),)


def _text(value: str, source: Source) -> Terms:  # noqa: ARG001 the same
    return (Literal(value),)


_READERS: Mapping[str, Callable[[str, Source], Terms]] = {"Concept": _concept, "Name": _name, "Text": _text}
#: how a parameter's value is named: a role, a concept, a concept or word, or just as it stands
KINDS = ("Role", *_READERS)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _advice(value: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest name there is; where none is near, what would be one."""
    by_folded = {name.casefold(): name for name in known if name}
    near = difflib.get_close_matches(value.casefold(), by_folded, n=1)
    return f"did you mean '{by_folded[near[0]]}'?" if near else f"give {otherwise}"
