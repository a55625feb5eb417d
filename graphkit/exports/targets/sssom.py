"""Mapping tables for registries of mappings, in SSSOM 1.1: what was accepted, refused, left open and only suggested.

Each decision has a table of its own. A refused match bears `Not`; that nothing in a document matches is a match with
`sssom:NoTermFound` in that document. Only the accepted ones are facts.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode

from graphkit.exports.datasets import node_of
from graphkit.exports.frameworks import label
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Facts
from graphkit.vocabulary import DCTERMS, OWL, PAV, RCQ, RDFS, SCHEME, SEMAPV, SKOS, SSSOM

__all__ = ["export"]

#: a row by column: its cells as they are written, or the values that they are made of
Row = Mapping[str, str]
Values = dict[str, list[NamedNode] | list[str]]

#: decision -> name of its table, its title, what it holds
TABLES = {
    RCQ.Accepted: ("accepted", "Accepted correspondences", "Pairs of texts that correspond: facts of the graph."),
    RCQ.Rejected: ("rejected", "Refused correspondences", "Pairs of texts that do not correspond, and texts that "
                   "nothing in a document matches."),
    RCQ.Unsure: ("unsure", "Open correspondences", "Pairs of texts on which who read both could not decide: no facts."),
    RCQ.Suggestion: ("suggested", "Suggested correspondences", "Pairs of texts that a program found to be alike and "
                     "nobody has decided on: no facts."),
}  # fmt: skip
#: column -> what it is taken from; those that are worked out have no property
_COLUMNS = {
    "subject_id": SSSOM.subject_id,
    "subject_label": None,
    "predicate_id": SSSOM.predicate_id,
    "predicate_modifier": None,
    "object_id": SSSOM.object_id,
    "object_label": None,
    "mapping_justification": SSSOM.mapping_justification,
    "author_id": PAV.authoredBy,
    "reviewer_id": SSSOM.reviewer_id,
    "subject_source": None,
    "object_source": SSSOM.object_source,
    "mapping_tool": SSSOM.mapping_tool,
    "mapping_tool_version": SSSOM.mapping_tool_version,
    "mapping_date": DCTERMS.created,
    "confidence": SSSOM.confidence,
    "comment": RDFS.comment,
    "text_hash": RCQ.textHash,
    "subject_quote": RCQ.subjectQuote,
}
#: what rows are ordered by
_ORDER = ("subject_id", "object_id", "object_source", "predicate_id", "subject_quote")
#: prefixes that every reader of SSSOM knows, and ours; "ns1" and so on are made for others
_BUILT_IN = {"skos": SKOS.iri, "semapv": SEMAPV.iri, "sssom": SSSOM.iri, "owl": OWL.iri, "rdfs": RDFS.iri}
_OURS = {"rcq": RCQ.iri, "rcqscheme": SCHEME.iri, "esco": "http://data.europa.eu/esco/"}


def export(view: View) -> Iterator[File | Loss]:
    """A table for each decision that was made, and the decisions that hold no longer."""
    tables: dict[NamedNode, list[Values]] = defaultdict(list)
    for facts in (view.stated, Facts(view.suggestions)):
        for node in sorted({*facts.instances(RCQ.Mapping), *facts.instances(RCQ.Suggestion)}, key=str):
            if facts.nodes(node, RCQ.formerDecision):
                yield Loss(node.value, "decision", "was made on other texts; somebody has to decide again")
            else:
                (decision,) = facts.nodes(node, RCQ.decision) or [RCQ.Suggestion]
                tables[decision].append(_row(view, facts, node))
    for decision, (name, title, description) in TABLES.items():
        if rows := tables.get(decision):
            yield File(f"{name}.sssom.tsv", _table(view, name, title, description, rows).encode())


def _row(view: View, facts: Facts, node: NamedNode) -> Values:
    """What a decision says, by column."""
    row: Values = {}
    for column, predicate in _COLUMNS.items():
        if predicate is not None:
            row[column] = facts.nodes(node, predicate) or sorted(facts.words(node, predicate))
    for side in ("subject", "object"):
        (other,) = facts.nodes(node, SSSOM[f"{side}_id"])
        row[f"{side}_label"] = view.stated.words(other, RCQ.text)[:1] or [label(view.stated, other)]
        row[f"{side}_source"] = row.get(f"{side}_source") or view.stated.nodes(other, RCQ.fromDocument)
    if facts.nodes(node, SSSOM.predicate_modifier):
        row["predicate_modifier"] = ["Not"]
    return row


def _table(view: View, name: str, title: str, description: str, rows: Iterable[Values]) -> str:
    """The whole table: its head, which is YAML in comments, its columns, its rows."""
    named = {each for row in rows for values in row.values() for each in values if isinstance(each, NamedNode)}
    prefixes = _prefixes(view, named)
    cells = sorted(
        ({column: "|".join(sorted(_cell(v, prefixes) for v in row[column])) for column in _COLUMNS if column in row}
         for row in rows),
        key=lambda row: [row[column] for column in _ORDER],
    )  # fmt: skip
    columns = [column for column in _COLUMNS if any(row.get(column) for row in cells)]
    written = io.StringIO()
    written.writelines(f"#{line}\n" for line in _head(view, name, title, description, cells, prefixes))
    writer = csv.DictWriter(written, columns, restval="", extrasaction="ignore", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells)
    return written.getvalue()


def _head(
    view: View, name: str, title: str, description: str, rows: Iterable[Row], prefixes: Mapping[str, str]
) -> Iterator[str]:
    """The lines of the head; JSON's texts are YAML's too."""
    yield 'sssom_version: "1.1"'
    yield "curie_map:"
    yield from (f"  {prefix}: {json.dumps(iri)}" for prefix, iri in prefixes.items() if prefix not in _BUILT_IN)
    yield f"mapping_set_id: {json.dumps(node_of(view, f'mappings/{name}').value)}"
    yield f"mapping_set_title: {json.dumps(title)}"
    yield f"mapping_set_description: {json.dumps(description)}"
    if authors := sorted({author for row in rows for author in (row.get("author_id") or "").split("|") if author}):
        yield "creator_id:"
        yield from (f"  - {author}" for author in authors)
    yield f"license: {json.dumps(view.settings.licence)}"
    documents = {row[f"{side}_source"] for row in rows for side in ("subject", "object")}
    unknown = sorted(documents & {_curie(node, prefixes) for node in view.unlicensed})
    rights = "The words of the documents are under the licences of the documents."
    if unknown:
        rights += f" Those of {', '.join(unknown)} are unknown."
    yield f"comment: {json.dumps(rights)}"
    yield "extension_definitions:"
    for column, name in (("text_hash", "textHash"), ("subject_quote", "subjectQuote")):
        if any(row.get(column) for row in rows):
            yield f"  - slot_name: {column}"
            yield f"    property: rcq:{name}"
            yield "    type_hint: xsd:string"


def _prefixes(view: View, named: Iterable[NamedNode]) -> dict[str, str]:
    """Prefix -> namespace, for all that is named in a table."""
    known = _BUILT_IN | _OURS | {"rcqid": view.names.ids.iri}
    others = sorted({
        re.split(r"(?<=[/#])(?=[^/#]*$)", node.value)[0] for node in named
        if not node.value.startswith(tuple(known.values()))
    })  # fmt: skip
    found = known | {f"ns{number}": namespace for number, namespace in enumerate(others, 1)}
    used = {_curie(node.value, found).partition(":")[0] for node in named} | {"rcq"}
    return {prefix: namespace for prefix, namespace in found.items() if prefix in used}


def _cell(value: NamedNode | str, prefixes: Mapping[str, str]) -> str:
    """What stands in a cell for one value; a bar would part it in two."""
    return _curie(value.value, prefixes) if isinstance(value, NamedNode) else value


def _curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI by the longest namespace that it begins with."""
    length, prefix = max((len(space), prefix) for prefix, space in prefixes.items() if iri.startswith(space))
    return f"{prefix}:{iri[length:]}"
