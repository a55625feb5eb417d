"""What a built graph says one document prints, read with SPARQL by the pinned names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gold_files import Item
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graphkit.vocabulary import PREFIXES

__all__ = ["ITEM_CLASSES", "NAME_CLASSES", "BuiltName", "Graph"]

ITEM_CLASSES = (
    *(
        "Duty",
        "Experience",
        "Technical",
        "Qualification",
        "Training",
        "Eligibility",
        "Behaviour",
        "Strength",
        "Ability",
    ),
    *("Knowledge", "Skill", "KsbBehaviour", "NosUnit", "NosOutcome", "Field", "Passage", "Acronym", "Restatement"),
)
#: of the classes one name has, the first of these tells most
NAME_CLASSES = (
    *("Organisation", "Group", "Role", "Tool", "Programme", "Arrangement", "Legislation", "Framework"),
    *("Qualification", "NamedThing"),
)

#: property of a statement -> the name it has in a gold file, where its value is a plain one
_PLAIN = {
    "section": "section",
    "code": "code",
    "label": "label",
    "shortForm": "short_form",
    "expansion": "expansion",
    "repair": "repair",
    "identifier": "identifier",
}
_NUMBERS = {"order": "order", "level": "level", "monthsOfExperience": "months"}
_TERMS = {"modality": "modality", "timing": "timing"}
_REFERENCES = {"listedUnder": "listed_under", "restates": "restates"}
_MANY_REFERENCES = {"alternativeTo": "alternative_to", "supportedBy": "supported_by"}

BuiltName = tuple[str, frozenset[str]]  #: class, and all labels


class Graph:
    """One graph.nq, asked about one document at a time."""

    def __init__(self, path: Path) -> None:
        self._store = Store()
        self._store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        self._texts = {s: text for s, text in self._rows("SELECT ?s ?text { ?s rcq:text ?text }", "s", "text")}  # noqa: C416
        self._labels: dict[str, set[str]] = defaultdict(set)
        labels = "rdfs:label|skos:prefLabel|skos:altLabel|skos:hiddenLabel|skos:notation"
        for node, label in self._rows(f"SELECT ?s ?label {{ ?s {labels} ?label }}", "s", "label"):
            self._labels[node].add(label)

    def documents(self, identifier: str, edition: str) -> list[str]:
        """The document nodes with this identifier and edition; there should be one."""
        version = f'dcat:version "{edition}"' if edition != "unknown" else ""
        without = "" if version else "FILTER NOT EXISTS { ?d dcat:version ?any }"
        asked = f'SELECT DISTINCT ?d {{ ?d a rcq:Document ; dcterms:identifier "{identifier}" ; {version} {without} }}'
        return [d for (d,) in self._rows(asked, "d")]

    def items(self, document: str) -> list[Item]:
        """Every statement of the document."""
        kinds = " ".join(f"rcq:{kind}" for kind in ITEM_CLASSES)
        rows = self._rows(
            f"SELECT DISTINCT ?s ?kind ?p ?o {{ VALUES ?kind {{ {kinds} }} ?s rcq:fromDocument <{document}> ; "
            "a ?kind ; ?p ?o FILTER (?p != rdf:type) }",
            *("s", "kind", "p", "o"),
        )
        gathered: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for node, kind, predicate, value in rows:
            gathered[node, kind][_local(predicate)].add(value)
        lines = self._lines(document)
        return [
            Item(_local(kind), " | ".join(sorted(said["text"])), self._facts(document, said) | lines.get(node, {}))
            for (node, kind), said in gathered.items()
        ]

    def names(self, document: str) -> list[BuiltName]:
        """Every concept and named role that a statement of the document names, once each."""
        kinds = " ".join(f"rcq:{kind}" for kind in NAME_CLASSES)
        asked = (
            f"SELECT DISTINCT ?concept ?kind {{ VALUES ?kind {{ {kinds} }} ?s rcq:fromDocument <{document}> . "
            "{ ?s rcq:mentions ?concept } UNION { ?s rcq:denotes ?concept } UNION { ?s rcq:value ?concept } "
            "?concept a ?kind }"
        )
        found: dict[str, set[str]] = defaultdict(set)
        for concept, kind in self._rows(asked, "concept", "kind"):
            found[concept].add(_local(kind))
        return [
            (min(kinds, key=NAME_CLASSES.index), frozenset(self._labels[concept] or {concept}))
            for concept, kinds in found.items()
        ]

    def about(self, document: str, predicate: str) -> set[str]:
        """What the document node has there: words, or the labels of what it links to."""
        return self._words(f"SELECT ?o {{ <{document}> {predicate} ?o }}")

    def about_role(self, document: str, predicate: str) -> set[str]:
        """What the role that the document describes has there."""
        return self._words(f"SELECT ?o {{ <{document}> rcq:describes ?role . ?role {predicate} ?o }}")

    def _words(self, asked: str) -> set[str]:
        found = [value for (value,) in self._rows(asked, "o")]
        return {word for value in found for word in self._labels.get(value, {value})}

    def _facts(self, document: str, said: Mapping[str, set[str]]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for predicate, name in _PLAIN.items():
            if predicate in said:
                facts[name] = _only(said[predicate])
        for predicate, name in _NUMBERS.items():
            if predicate in said:
                facts[name] = _number(_only(said[predicate]))
        for predicate, name in _TERMS.items():
            if predicate in said:
                facts[name] = _only(_local(value) for value in said[predicate])
        for predicate, name in _REFERENCES.items():
            if predicate in said:
                facts[name] = _only(self._texts.get(value, value) for value in said[predicate])
        for predicate, name in _MANY_REFERENCES.items():
            if predicate in said:
                facts[name] = sorted(self._texts.get(value, value) for value in said[predicate])
        if "about" in said:
            facts["about"] = _only("document" if value == document else "role" for value in said["about"])
        if "property" in said:
            facts["property"] = _only(_prefixed(value) for value in said["property"])
        if "value" in said:
            facts["value"] = {word for value in said["value"] for word in self._labels.get(value, {value})}
        return facts

    def _lines(self, document: str) -> dict[str, dict[str, Any]]:
        """Statement -> the first and last line of its quotes."""
        rows = self._rows(
            "SELECT ?s (MIN(?a) AS ?first) (MAX(?z) AS ?last) "
            f"{{ ?s rcq:fromDocument <{document}> ; rcq:quotedFrom ?q . ?q rcq:firstLine ?a ; rcq:lastLine ?z }} "
            "GROUP BY ?s",
            *("s", "first", "last"),
        )
        return {node: {"lines": [int(first), int(last)]} for node, first, last in rows}

    def _rows(self, asked: str, *columns: str) -> Iterator[tuple[str, ...]]:
        rows = self._store.query(asked, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            yield tuple(_plain(row[column]) for column in columns)


def _plain(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    raise TypeError(f"neither a name nor a literal: {term}")


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _only(values: Iterable[str]) -> str:
    return " | ".join(sorted(set(values)))  # two where one should be show as both, and agree with neither


def _number(value: str) -> int | str:
    return int(value) if value.isdigit() else value
