r"""The mapping tables: rows in SSSOM's form, decided by who read both texts, or suggested by the program.

A table is a file of data/alignments called after what its rows record. Its head is commented YAML, its rows are
tab-separated; rows of a table that is not as it must be are refused with file and line.

>>> from tempfile import mkdtemp
>>> path = Path(mkdtemp(), "rejected.sssom.tsv")
>>> _ = path.write_text('''#curie_map:
... #  rcqid: https://w3id.org/rcq/id/
... #license: https://creativecommons.org/licenses/by/4.0/
... #mapping_set_id: https://example.org/rejected
... subject_id\tpredicate_id\tobject_id
... rcqid:a-1/2/duty/1\tskos:closeMatch\trcqid:b-1/2/duty/1
... ''')
>>> try:
...     read(path, Names("https://example.org/"))
... except ContentError as error:
...     print(error.place.rpartition("/")[2], error.reason)  # doctest: +ELLIPSIS
rejected.sssom.tsv:5 lacks the columns author_id, comment, mapping_date, ...
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode

from graphkit import content
from graphkit.alignments.columns import SOURCES, STANDARD, head_and_rows, must
from graphkit.errors import ContentError
from graphkit.iris import Names
from graphkit.vocabulary import OWL, RDF, RDFS, SEMAPV, SKOS, SSSOM

__all__ = ["DECISIONS", "SUGGESTED", "Row", "read", "text_hash"]

#: name of a table -> what its rows record
DECISIONS = {"accepted": "Accepted", "rejected": "Rejected", "unsure": "Unsure"}
#: the table of what the program found and nobody has decided
SUGGESTED = "suggested"

_PREDICATES = frozenset(
    SKOS[name] for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)
_JUSTIFICATIONS = frozenset(
    SEMAPV[name]
    for name in (
        "BackgroundKnowledgeBasedMatching", "CompositeMatching", "InstanceBasedMatching", "LexicalMatching",
        "LexicalSimilarityThresholdMatching", "LogicalReasoning", "ManualMappingCuration", "MappingChaining",
        "MappingInversion", "MappingReview", "SemanticSimilarityThresholdMatching", "StructuralMatching",
        "UnspecifiedMatching",
    )
)  # fmt: skip
#: prefixes that SSSOM lets a table use undeclared
_BUILT_IN = {
    "linkml": "https://w3id.org/linkml/", "owl": OWL.iri, "rdf": RDF.iri, "rdfs": RDFS.iri, "semapv": SEMAPV.iri,
    "skos": SKOS.iri, "sssom": SSSOM.iri,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One decision on two texts, or a suggestion, which need have no author and day, but has confidence and tool.

    An `object` of None says that nothing in `source` matches the subject; with a `quote`, that nothing else in its own
    document carries what these of its words say.
    """

    decision: str
    file: str
    line: int
    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | None
    source: NamedNode | None
    object_label: str
    justification: NamedNode
    authors: tuple[NamedNode, ...]
    reviewers: tuple[NamedNode, ...]
    date: str
    comment: str
    text_hash: str
    confidence: str = ""
    tool: str = ""
    tool_version: str = ""
    quote: str = ""

    @property
    def negated(self) -> bool:
        """Whether the row says that its two sides do not stand in the relation it names."""
        return self.decision == "Rejected" and self.object is not None

    @property
    def identity(self) -> str:
        """What tells the row from all others: its decision and what it decides."""
        target = self.source if self.object is None else self.object
        kind = "none in" if self.object is None else "match"
        words = [self.decision, self.subject.value, self.predicate.value, kind, target.value if target else ""]
        words += [self.quote] if self.quote else []
        return sha256("\n".join(words).encode()).hexdigest()[:16]


def text_hash(subject: str, other: str) -> str:
    """The mark of two texts, by which a row is known to be decided on them; the second is "" where nothing matches.

    >>> text_hash("Keep the log.", "Log every visit.")
    '9ca8d58e988b724e'
    """
    return sha256(f"{subject}\n{other}".encode()).hexdigest()[:16]


def read(path: Path, names: Names) -> list[Row]:
    """The rows of one table, in its order. Raises ContentError at the line where it is not as it must be."""
    return _Table(path, names).rows()


class _Table:
    """A table being read."""

    def __init__(self, path: Path, names: Names) -> None:
        self.path = path
        self.file = path.relative_to(content.ROOT).as_posix() if path.is_relative_to(content.ROOT) else path.as_posix()
        self.line = 1
        self.prefixes = _BUILT_IN | {"rcqid": names.ids.iri}
        self.name = path.name.partition(".")[0]
        self.needed = must(is_suggestion=self.name == SUGGESTED)

    def refuse(self, reason: str, advice: str) -> ContentError:
        return ContentError(f"{self.file}:{self.line}", reason, advice)

    def rows(self) -> list[Row]:
        decision = (DECISIONS | {SUGGESTED: "Suggested"}).get(self.name)
        if decision is None:
            tables = ", ".join((*DECISIONS, SUGGESTED))
            raise self.refuse(f"no table is called {self.name}", f"call it one of {tables}")
        try:
            head, lines = head_and_rows(self.path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise self.refuse(f"cannot be read: {error}", "save the table as UTF-8") from error
        self.head([line[1:] for line in head])
        found: dict[str, Row] = {}
        for cells in self.cells(lines, len(head)):
            row = self.row(cells, decision)
            if first := found.get(row.identity):
                raise self.refuse(f"decides what line {first.line} decides", "keep one of the two rows")
            found[row.identity] = row
        return list(found.values())

    def head(self, lines: Sequence[str]) -> None:
        """The prefixes that the head declares; a head without the slots that SSSOM demands is refused."""
        said: dict[str, str] = {}
        for self.line, line in enumerate(lines, 1):
            match = re.fullmatch(r"(\s*)(?:- )?([\w.-]+):(?:\s+(.*?))?\s*", line)
            if match is None and line.strip() and not line.lstrip().startswith("- "):
                raise self.refuse(f"“{line.strip()}” is no line of a head", "write name: value")
            if match and not match[1]:
                said[match[2]] = match[3] or ""
            elif match and list(said)[-1:] == ["curie_map"]:
                self.declare(match[2], (match[3] or "").strip("\"'"))
        self.line = len(lines) + 1
        missing = {"curie_map", "license", "mapping_set_id"} - set(said)
        if missing:
            raise self.refuse(f"the head lacks {', '.join(sorted(missing))}", "add it in lines that begin with #")

    def declare(self, prefix: str, iri: str) -> None:
        """A prefix of the table's own; rcqid: stays the base's."""
        if _BUILT_IN.get(prefix, iri) != iri:
            raise self.refuse(f"{prefix}: is <{_BUILT_IN[prefix]}> everywhere", "leave it out, or give it that IRI")
        self.prefixes.setdefault(prefix, iri)

    def cells(self, lines: Sequence[str], above: int) -> Iterator[dict[str, str]]:
        """Each row as column -> words."""
        reader = csv.reader(lines, delimiter="\t", strict=True)
        columns: list[str] = []
        while True:
            self.line = above + reader.line_num + 1
            try:
                values = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                raise self.refuse(f"cannot be read as a row: {error}", "quote a cell that holds a quote") from error
            if not columns:
                columns = self.columns(values)
            elif len(values) != len(columns):
                raise self.refuse(f"has {len(values)} cells for {len(columns)} columns", "give every column its cell")
            else:
                yield {name: value.strip() for name, value in zip(columns, values, strict=True)}
        if not columns:
            raise self.refuse("has no line that names the columns", f"name {', '.join(sorted(self.needed))}")

    def columns(self, values: Sequence[str]) -> list[str]:
        columns = [value.strip() for value in values]
        if missing := self.needed - set(columns):
            raise self.refuse(f"lacks the columns {', '.join(sorted(missing))}", "add them to the line of columns")
        for column in columns:
            if column not in STANDARD:
                raise self.refuse(
                    f"has the column “{column}”, which SSSOM does not know", "take it out, or mend its name"
                )
            if columns.count(column) > 1:
                raise self.refuse(f"has the column {column} twice", "keep one of the two")
        return columns

    def row(self, cells: Mapping[str, str], decision: str) -> Row:
        for column in sorted(self.needed - {"object_label"}):
            if not cells[column]:
                raise self.refuse(f"says nothing under {column}", "fill the cell")
        matched = self.one(cells, "object_id")
        sources = {column: self.source(cells, column) for column in SOURCES}
        row = Row(
            decision=decision, file=self.file, line=self.line,
            subject=self.one(cells, "subject_id"),
            predicate=self.among(cells, "predicate_id", _PREDICATES),
            object=None if matched == SSSOM.NoTermFound else matched,
            source=sources["object_source"] if matched == SSSOM.NoTermFound else None,
            object_label=cells["object_label"],
            justification=self.among(cells, "mapping_justification", _JUSTIFICATIONS),
            authors=self.several(cells, "author_id"),
            reviewers=self.several(cells, "reviewer_id"),
            date=self.day(cells["mapping_date"]) if cells.get("mapping_date") else "",
            comment=cells["comment"], text_hash=cells["text_hash"],
            confidence=self.part(cells["confidence"]) if cells.get("confidence") else "",
            tool=cells.get("mapping_tool", ""), tool_version=cells.get("mapping_tool_version", ""),
            quote=cells.get("subject_quote", ""),
        )  # fmt: skip
        self.check(row, cells.get("predicate_modifier", ""))
        return row

    def check(self, row: Row, modifier: str) -> None:
        """What the decision demands of the row."""
        if not re.fullmatch(r"[0-9a-f]{16}", row.text_hash):
            raise self.refuse(f"“{row.text_hash}” is no hash of two texts", "give the 16 digits of the suggestion")
        if row.subject in (row.object, SSSOM.NoTermFound):
            raise self.refuse("has no subject to hold against another", "name a statement of a document")
        if row.object is None:
            if row.decision != "Rejected":
                raise self.refuse("says that nothing matches, and is not rejected", "move the row to the rejected ones")
            if row.source is None:
                raise self.refuse("says that nothing matches, and not where", "name the document under object_source")
        is_own = row.object is None and row.source is not None and row.subject.value.startswith(f"{row.source.value}/")
        if row.quote and not is_own:
            reason = "has a subject_quote, and does not say that nothing else in its own document carries these words"
            raise self.refuse(reason, "leave the cell empty")
        if modifier != ("Not" if row.negated else ""):
            wanted = "Not where a match is rejected, and nothing else" if row.decision == "Rejected" else "nothing"
            raise self.refuse(f"has the predicate_modifier “{modifier}”", f"write {wanted}")

    def source(self, cells: Mapping[str, str], column: str) -> NamedNode | None:
        """The document that a cell names, which must be that of the text beside it, where there is one."""
        if not cells.get(column):
            return None
        source, text = self.one(cells, column), self.one(cells, SOURCES[column])
        if text != SSSOM.NoTermFound and not text.value.startswith(f"{source.value}/"):
            raise self.refuse(f"names another document under {column} than {SOURCES[column]} is of", "empty the cell")
        return source

    def one(self, cells: Mapping[str, str], column: str) -> NamedNode:
        return self.node(column, cells[column])

    def several(self, cells: Mapping[str, str], column: str) -> tuple[NamedNode, ...]:
        return tuple(self.node(column, words) for words in cells.get(column, "").split("|") if words)

    def among(self, cells: Mapping[str, str], column: str, known: frozenset[NamedNode]) -> NamedNode:
        found = self.one(cells, column)
        if found not in known:
            prefix = cells[column].partition(":")[0]
            names = ", ".join(sorted(f"{prefix}:{re.split('[/#]', node.value)[-1]}" for node in known))
            raise self.refuse(f"{cells[column]} is none that stands under {column}", f"write one of {names}")
        return found

    def node(self, column: str, curie: str) -> NamedNode:
        prefix, colon, tail = curie.partition(":")
        if not colon or prefix not in self.prefixes or not tail:
            raise self.refuse(f"“{curie}” under {column} has no prefix that is declared", "declare it in the curie_map")
        try:
            return NamedNode(self.prefixes[prefix] + tail)
        except ValueError as error:
            raise self.refuse(f"“{curie}” under {column} is no name: {error}", "mend it") from error

    def part(self, words: str) -> str:
        """A number from 0 to 1 in its one spelling as xsd:decimal."""
        if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", words):
            raise self.refuse(f"“{words}” is no confidence", "write a number from 0 to 1, as 0.25")
        return words.rstrip("0").rstrip(".") if "." in words else words

    def day(self, words: str) -> str:
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError as error:
            raise self.refuse(f"“{words}” is no day", "write it as 2026-01-31") from error
