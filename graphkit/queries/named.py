"""What people call things, as terms of the graph: a role by document id or title, a concept by its label.

Each kind of thing is listed by a question, which is also the pick-list of its parameters. A name that nothing has, or
that several have, is refused with what to write instead.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from graphkit.errors import QueryError
from graphkit.queries import sparql
from graphkit.queries.answers import Answer

__all__ = ["EVERY_EDITION", "THINGS", "Source", "Terms", "Thing", "advice", "iri", "is_iri"]

Source = Store | str
Terms = tuple[NamedNode | Literal, ...]

EVERY_EDITION = "all"
#: columns of a pick-list that tell of a thing what it is not called by
_NO_NAMES = frozenset({"current", "document"})
#: a name longer than this is no help to one who has mistyped another
_LONGEST_NAME = 80
#: so many names can be told in a line
_FEW = 5

_PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rcq: <https://w3id.org/rcq/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_ROLES = """
SELECT ?role ?document ?edition ?title ?current WHERE {
  ?source rcq:describes ?role ; dcterms:identifier ?document .
  OPTIONAL { ?source dcat:version ?edition }
  OPTIONAL { ?role rcq:jobTitle ?title }
  OPTIONAL { ?role rcq:current ?current }
} ORDER BY ?document ?edition ?role ?title
"""
_STATEMENTS = """
SELECT ?statement ?place ?code ?text ?current WHERE {
  ?statement rcq:fromDocument ?source ; rcq:text ?text .
  FILTER NOT EXISTS { ?statement a rcq:UnreadText }
  ?source dcterms:identifier ?document .
  OPTIONAL { ?source dcat:version ?edition }
  OPTIONAL { ?source rcq:describes ?role . ?role rcq:current ?current }
  OPTIONAL { ?statement rcq:code ?code }
  BIND(IF(BOUND(?current), "", CONCAT("@", COALESCE(?edition, "unknown"))) AS ?of)
  BIND(CONCAT(?document, ?of, STRAFTER(STR(?statement), STR(?source))) AS ?place)
} ORDER BY ?place ?code ?text
"""
_DOCUMENTS = """
SELECT DISTINCT ?document ?title WHERE {
  ?source a rcq:Document ; dcterms:identifier ?document .
  OPTIONAL { ?source dcterms:title ?title }
} ORDER BY ?document ?title
"""
_EDITIONS = f"""
SELECT DISTINCT ?edition ?document WHERE {{
  {{ ?source dcat:version ?edition ; dcterms:identifier ?document }} UNION {{ BIND("{EVERY_EDITION}" AS ?edition) }}
}} ORDER BY ?document ?edition
"""
_CONCEPTS = """
SELECT DISTINCT ?concept ?label WHERE {
  ?statement rcq:denotes ?concept .
  ?concept rdfs:label|skos:prefLabel|skos:altLabel ?label
} ORDER BY ?label ?concept
"""
_QUALIFICATIONS = """
SELECT DISTINCT ?qualification ?label WHERE {
  VALUES ?asking { rcq:Qualification rcq:Training }
  ?statement a ?asking ; rcq:denotes ?qualification .
  ?qualification rdfs:label|skos:prefLabel|skos:altLabel ?label
} ORDER BY ?label ?qualification
"""
_FRAMEWORKS = """
SELECT DISTINCT ?framework ?label WHERE {
  { SELECT DISTINCT ?framework WHERE { ?statement rcq:inFramework|rcq:denotes/skos:inScheme ?framework } }
  ?framework rdfs:label|skos:prefLabel|skos:altLabel|skos:notation|dcterms:title ?label
} ORDER BY ?label ?framework
"""
_NAMES = """
SELECT DISTINCT ?name ?concept WHERE {
  ?statement rcq:mentions|rcq:denotes ?concept .
  ?concept rdfs:label|skos:prefLabel|skos:altLabel ?label
  BIND(STR(?label) AS ?name)
} ORDER BY ?name ?concept
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing in the graph: what it is, how it may be named, and the question that lists it.

    The first column is what a parameter is bound to, the others are names, but for `current`: a name that things of
    several editions have means the current one.
    """

    what: str
    by: str
    query: str

    def choices(self, source: Source) -> Answer:
        """All things of this kind and their names, as a table."""
        return sparql.run(_PREFIXES + self.query, source)

    def terms(self, value: str, source: Source, edition: str | None) -> Terms:  # noqa: ARG002 of use to a role
        """The one thing of that name or IRI."""
        listed = self.choices(source)
        rows = [(row[0], dict(zip(listed.columns[1:], row[1:], strict=True))) for row in listed.terms]
        found = [(term, names) for term, names in rows if _called(value, term, names)]
        found = [(term, names) for term, names in found if names.get("current")] or found
        terms = tuple(dict.fromkeys(term for term, _ in found if isinstance(term, NamedNode | Literal)))
        if not terms:
            known = (name for term, names in rows for name in _names(term, names))
            raise QueryError(value, f"is no {self.what} here", advice(value, known, self.by))
        if len(terms) > 1:
            candidates = ", ".join(dict.fromkeys(map(_told, found)))
            raise QueryError(value, f"names more than one {self.what}", f"say which: {candidates}")
        return terms


@dataclass(frozen=True, slots=True)
class _Roles(Thing):
    """Roles, of which one name stands for several editions: the one asked for is meant, else the current one."""

    def terms(self, value: str, source: Source, edition: str | None) -> Terms:
        roles = [_Role(*(_words(term) for term in row)) for row in self.choices(source).terms]
        name, _, printed = value.strip().partition("@")
        if is_iri(value):
            wanted = [role for role in roles if role.iri == iri(value).value]
        else:
            wanted = [role for role in roles if role.document == name.lower()]
            wanted = wanted or [role for role in roles if _same(role.title, name)]
            wanted = _of_edition(wanted, value, printed or edition)
        if not wanted:
            known = (known for role in roles for known in (role.document, role.title, role.iri))
            raise QueryError(value, f"is no {self.what} here", advice(value, known, self.by))
        if len({role.document for role in wanted}) > 1:
            raise QueryError(value, f"names more than one {self.what}", f"say which: {', '.join(map(str, wanted))}")
        return tuple(NamedNode(iri) for iri in dict.fromkeys(role.iri for role in wanted))


@dataclass(frozen=True, slots=True)
class _Role:
    iri: str
    document: str
    edition: str
    title: str
    current: str

    def __str__(self) -> str:
        return f"{self.document}@{self.edition or 'unknown'} ({self.title})"


#: the kinds of things a parameter may name
THINGS: Mapping[str, Thing] = {
    "Role": _Roles("role", "a document id, a job title or an IRI", _ROLES),
    "Statement": Thing("statement", "its place, such as document/duty/1, its printed code or its IRI", _STATEMENTS),
    "Document": Thing("document", "a document id", _DOCUMENTS),
    "Edition": Thing("edition", f"an edition as printed, or {EVERY_EDITION}", _EDITIONS),
    "Concept": Thing("concept", "the label or IRI of a concept that is asked for", _CONCEPTS),
    "Qualification": Thing("qualification", "the name or IRI of a qualification that is asked for", _QUALIFICATIONS),
    "Framework": Thing("framework", "the name or IRI of a framework that statements belong to", _FRAMEWORKS),
    "Name": Thing("name", "a name, word or phrase, or the IRI of a concept", _NAMES),
}


def is_iri(value: str) -> bool:
    """Whether a value is meant as an IRI."""
    return re.match(r"<?(https?|urn|file|tag):", value.strip()) is not None


def iri(value: str) -> NamedNode:
    """The IRI that a value is meant as."""
    try:
        return NamedNode(value.strip().removeprefix("<").removesuffix(">"))
    except ValueError as error:
        raise QueryError(value, f"is not an IRI: {error}", "write it as the graph does") from error


def advice(value: str, known: Iterable[str], otherwise: str) -> str:
    """The names that hold the words; else the nearest; where none is near, the few there are or what would be one.

    >>> advice("nurse", ["Charge Nurse", "Ward Manager", "Staff Nurse"], "a job title")
    "did you mean 'Charge Nurse' or 'Staff Nurse'?"
    """
    by_folded = {name.casefold(): name for name in known if 0 < len(name) <= _LONGEST_NAME}
    words = value.casefold().split()
    held = [name for folded, name in by_folded.items() if not is_iri(name) and _holds(folded, words)]
    if held:
        first = [f"'{name}'" for name in held[:_FEW]]
        more = f"; {len(held) - _FEW} more are called so" if len(held) > _FEW else ""
        return f"did you mean {' or '.join(filter(None, (', '.join(first[:-1]), first[-1])))}?{more}"
    if near := difflib.get_close_matches(value.casefold(), by_folded, n=1):
        return f"did you mean '{by_folded[near[0]]}'?"
    there = f": there is {', '.join(by_folded.values())}" if 0 < len(by_folded) <= _FEW else ""
    return f"give {otherwise}{there}"


def _holds(folded: str, words: list[str]) -> bool:
    """Whether a name has each of some words, whole."""
    return bool(words) and all(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", folded) for word in words)


def _of_edition(roles: list[_Role], value: str, edition: str | None) -> list[_Role]:
    """Of the editions of a role the one asked for, else the current one."""
    if edition == EVERY_EDITION:
        return roles
    wanted = [role for role in roles if ((role.edition or "unknown") == edition if edition else role.current == "true")]
    if roles and not wanted:
        there = ", ".join(dict.fromkeys(f"{role.document}@{role.edition or 'unknown'}" for role in roles))
        raise QueryError(value, f"has no edition {edition or 'that is current'}", f"there is {there}")
    return wanted


def _called(value: str, term: object, names: Mapping[str, object]) -> bool:
    """Whether a thing is known by this value: its IRI, or one of its names."""
    if is_iri(value) and term == iri(value):
        return True
    return any(_same(name, value) for name in _names(term, names))


def _names(term: object, names: Mapping[str, object]) -> list[str]:
    """What a thing may be called: what it is bound to where that is a word, and its names."""
    called = [_words(name) for column, name in names.items() if column not in _NO_NAMES]
    return [*called, term.value] if isinstance(term, Literal) else called


def _told(found: tuple[object, Mapping[str, object]]) -> str:
    """A thing as one of several that have a name: where it stands, else its IRI."""
    term, names = found
    return _words(names.get("place") or term)


def _words(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
