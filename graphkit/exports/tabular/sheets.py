"""What is stated, laid out in tables: one for each kind of thing, one for relations, one for all other values.

A column holds one value of one property. Further values of it, values of another type than the column's and properties
that no column is for stand in `relations` and `values`, so that the tables together say all that is stated.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.exports.view import Loss, View
from graphkit.vocabulary import DCAT, DCTERMS, OA, PAV, RCQ, RDF, RDFS, SKOS, SSSOM, XSD

__all__ = ["CONCLUDED", "Column", "Sheet", "sheets"]

#: the graphs that no table is for
CONCLUDED = {"derived": "is concluded from what is stated", "ontology": "says what words mean, and states no facts"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it says, and the type of its cells.

    Types: `iri`, `term` (a word of our own vocabulary), `text` (in English), `string`, `integer`, `decimal`, `boolean`.
    """

    name: str
    property: NamedNode | None
    type: str


@dataclass(frozen=True)
class Sheet:
    """A table; a cell is written as in RDF, None where nothing is stated. The first column names what the row is of."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]


_DATATYPES = {"string": XSD.string, "integer": XSD.integer, "decimal": XSD.decimal, "boolean": XSD.boolean}
_ITEM = {
    RCQ.text: "text", RCQ.fromDocument: "iri", RCQ.section: "string", RCQ.order: "integer", RCQ.code: "string",
    RCQ.listedUnder: "iri", RCQ.quotedFrom: "iri", RCQ.repair: "string",
}  # fmt: skip
_ASKED = {RCQ.modality: "term", RCQ.timing: "term", RCQ.level: "integer", RCQ.denotes: "iri"}
_NOTED = {RCQ.about: "iri", RCQ.property: "iri"}
#: name -> title, classes, and property -> type of its column
_TABLES: Mapping[str, tuple[str, tuple[str, ...], Mapping[NamedNode, str]]] = {
    "documents": ("Documents", ("Document",), {
        DCTERMS.identifier: "string", DCAT.version: "string", DCTERMS.title: "text", DCTERMS.issued: "string",
        DCTERMS.publisher: "iri", DCTERMS.license: "iri", DCTERMS.rights: "text", DCTERMS.source: "iri",
        RCQ.describes: "iri", RCQ.family: "string", RCQ.fileName: "string", RCQ.textFile: "string",
        RCQ.sha256: "string", RCQ.obtained: "string",
    }),
    "roles": ("Roles, described or only named", ("Job", "Occupation", "Role"), {
        RCQ.jobTitle: "text", RDFS.label: "text", DCTERMS.isVersionOf: "iri", RCQ.current: "boolean", RCQ.band: "iri",
        RCQ.level: "integer", RCQ.reportsTo: "iri", RCQ.directorate: "iri", RCQ.classifiedAs: "iri",
    }),
    "duties": ("Duties", ("Duty",), _ITEM),
    "requirements": (
        "What is asked of a person", ("Experience", "Technical", "Qualification", "Training", "Eligibility"),
        _ITEM | _ASKED | {RCQ.monthsOfExperience: "integer"},
    ),
    "competences": (
        "Competences",
        ("Behaviour", "Strength", "Ability", "Knowledge", "Skill", "KsbBehaviour", "NosUnit", "NosOutcome"),
        _ITEM | _ASKED | {RCQ.inFramework: "iri"},
    ),
    "fields": ("Printed labels with their values", ("Field",), _ITEM | _NOTED | {RCQ.label: "string"}),
    "passages": ("Paragraphs", ("Passage",), _ITEM | _NOTED),
    "acronyms": ("Acronyms", ("Acronym",), _ITEM | {RCQ.shortForm: "string", RCQ.expansion: "string"}),
    "restatements": ("Items printed again in a table", ("Restatement",), _ITEM | {RCQ.restates: "iri"}),
    "unread": ("Words that no reader understood", ("UnreadText",), _ITEM),
    "quotes": ("The words of the documents and where they stand", ("Quote",), {
        RCQ.fromDocument: "iri", OA.start: "integer", OA.end: "integer", RCQ.firstLine: "integer",
        RCQ.lastLine: "integer", RCQ.page: "integer", OA.exact: "string",
    }),
    "mappings": ("What was decided or suggested of pairs of texts", ("Mapping", "Suggestion"), {
        RCQ.decision: "term", SSSOM.subject_id: "iri", SSSOM.predicate_id: "iri", SSSOM.object_id: "iri",
        SSSOM.object_source: "iri", SSSOM.predicate_modifier: "iri", SSSOM.mapping_justification: "iri",
        PAV.authoredBy: "iri", SSSOM.reviewer_id: "iri", DCTERMS.created: "string", SSSOM.confidence: "decimal",
        SSSOM.mapping_tool: "string", SSSOM.mapping_tool_version: "string", RDFS.comment: "text",
        RCQ.textHash: "string", RCQ.formerDecision: "term", RCQ.subjectQuote: "string",
    }),
    "concepts": ("What several documents share: organisations, levels, qualifications, terms", (), {
        RDFS.label: "text", SKOS.prefLabel: "text", SKOS.notation: "string", SKOS.inScheme: "iri", SKOS.broader: "iri",
        SKOS.definition: "text", SKOS.scopeNote: "text",
    }),
}  # fmt: skip
_RELATIONS = tuple(Column(name, None, "iri") for name in ("iri", "property", "to"))
_VALUES = (
    *(Column(name, None, kind) for name, kind in (("iri", "iri"), ("property", "iri"), ("value", "string"))),
    *(Column(name, None, kind) for name, kind in (("language", "string"), ("datatype", "iri"))),
)

Said = Mapping[NamedNode, set[NamedNode | Literal]]


def sheets(view: View) -> Iterator[Sheet | Loss]:
    """Every table that has rows, and the graphs that no table is for."""
    left = {view.names.graph(name): reason for name, reason in CONCLUDED.items()}
    yield from (Loss(graph.value, "named graph", reason) for graph, reason in left.items())
    quads = (quad for several in (view.quads, view.suggestions) for quad in several)
    things = _things(quad.triple for quad in quads if quad.graph_name not in left)
    graphs = view.names.graph("").value
    by_table: dict[str, list[NamedNode]] = defaultdict(list)
    for node in sorted(things, key=str):
        if node.value.startswith(graphs):
            yield Loss(node.value, "kind of the graph", "the tables name no graphs")
        else:
            by_table[_table(things[node])].append(node)
    relations: set[tuple[str | None, ...]] = set()
    values: set[tuple[str | None, ...]] = set()
    for name, (title, _, properties) in _TABLES.items():
        if nodes := by_table[name]:
            columns = (
                Column("iri", None, "iri"),
                Column("kind", RDF.type, "term"),
                *(Column(_snake(property_), property_, kind) for property_, kind in properties.items()),
            )
            rows = tuple(_row(node, things[node], columns, relations, values) for node in nodes)
            yield Sheet(name, title, columns, rows)
    yield Sheet("relations", "How they are related", _RELATIONS, tuple(sorted(relations, key=str)))
    yield Sheet("values", "What else is stated of them", _VALUES, tuple(sorted(values, key=str)))


def _things(triples: Iterable[Triple]) -> dict[NamedNode, dict[NamedNode, set[NamedNode | Literal]]]:
    """What is stated of each node."""
    things: dict[NamedNode, dict[NamedNode, set[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in triples:
        assert isinstance(subject, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        things[subject][predicate].add(value)
    return things


def _table(said: Said) -> str:
    """The table that a thing belongs to; what has no class of the others is a concept."""
    kinds = {kind.value.removeprefix(RCQ.iri) for kind in said.get(RDF.type, ())}
    return next((name for name, (_, of, _) in _TABLES.items() if kinds & set(of)), "concepts")


def _row(
    node: NamedNode,
    said: Said,
    columns: Iterable[Column],
    relations: set[tuple[str | None, ...]],
    values: set[tuple[str | None, ...]],
) -> tuple[str | None, ...]:
    """The cells of a thing; what fits into none of them goes among the relations and values."""
    row: list[str | None] = []
    done = set()
    for column in columns:
        cell = node.value if column.property is None else None
        for value in sorted(said.get(column.property, ()) if column.property else (), key=_order):
            fitting = _fitting(value, column.type)
            if cell is None and fitting is not None:
                cell = fitting
                done.add((column.property, value))
        row.append(cell)
    for predicate, several in said.items():
        for value in several:
            if (predicate, value) in done:
                continue
            if isinstance(value, NamedNode):
                relations.add((node.value, predicate.value, value.value))
            else:
                kind = None if value.language else value.datatype.value
                values.add((node.value, predicate.value, value.value, value.language, kind))
    return tuple(row)


def _order(value: NamedNode | Literal) -> tuple[bool, str]:
    """Our own classes before others'."""
    return value.value not in RCQ, str(value)


def _fitting(value: NamedNode | Literal, kind: str) -> str | None:
    """A value as it stands in a cell of a column; None where it is of another type, or could be taken for nothing."""
    if isinstance(value, NamedNode):
        if kind == "term":
            return value.value.removeprefix(RCQ.iri) if value.value in RCQ else None
        return value.value if kind == "iri" else None
    fits = value.language == "en" if kind == "text" else value.datatype == _DATATYPES.get(kind)
    return value.value if fits and value.value else None


def _snake(node: NamedNode) -> str:
    """The name of a column.

    >>> _snake(RCQ.jobTitle)
    'job_title'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", re.split("[/#]", node.value)[-1]).lower()
