"""The mapping tables of a folder being changed row by row: at any moment each file is whole, the old or the new one.

A row is moved, never copied: who decides a pair takes it out of all other tables. It is written where it comes to stand
before it is taken away where it stood, so that a stop between the two leaves it twice, which a rule reports, and never
nowhere.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit.alignments.columns import head_and_rows
from graphkit.alignments.tables import DECISIONS, SUGGESTED, read
from graphkit.errors import ContentError
from graphkit.iris import Names

__all__ = ["Tables", "key"]

_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "author_id", "reviewer_id", "object_source", "mapping_date", "comment", "text_hash",
    "subject_quote",
)  # fmt: skip
_HEAD = """#sssom_version: "1.1"
#curie_map:
#  rcq: https://w3id.org/rcq/ontology#
#  rcqid: {ids}
#mapping_set_id: https://w3id.org/rcq/alignments/{name}
#mapping_set_title: Correspondences that are {name}
#license: https://creativecommons.org/licenses/by/4.0/
#extension_definitions:
#  - slot_name: text_hash
#    property: rcq:textHash
#    type_hint: xsd:string
#  - slot_name: subject_quote
#    property: rcq:subjectQuote
#    type_hint: xsd:string
"""

Cells = Mapping[str, str]


def key(row: Cells) -> frozenset[str]:
    """What a row speaks of: its two sides, or its one side, or some words of it, and a document without their match."""
    is_none = row["object_id"] == "sssom:NoTermFound"
    other = (row.get("object_source") or "") if is_none else row["object_id"]
    return frozenset(filter(None, (row["subject_id"], other, row.get("subject_quote"))))


def _place(row: Cells) -> tuple[str, ...]:
    """Where a row stands in a table of decisions."""
    return tuple(row.get(column) or "" for column in ("subject_id", "object_id", "object_source", "subject_quote"))


@dataclass(frozen=True)
class _Sheet:
    """One table as it stands: its head, its columns, its rows."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]

    def text(self) -> str:
        written = io.StringIO()
        written.write(self.head)
        writer = csv.writer(written, delimiter="\t", lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([row.get(column) or "" for column in self.columns] for row in self.rows)
        return written.getvalue()


class Tables:
    """The tables of one folder. Raises ContentError where one is not as it must be, or cannot be written."""

    def __init__(self, folder: Path, names: Names) -> None:
        if not folder.is_dir():
            raise ContentError(str(folder), "is no folder", "make it, or name the one that holds the mapping tables")
        self.paths = {name: folder / ".".join((name, "sssom", "tsv")) for name in (*DECISIONS, SUGGESTED)}
        self._names = names
        self._seen = {name: self._checked(path) for name, path in self.paths.items()}
        self._before: list[dict[str, str | None]] = []

    def existing(self) -> list[Path]:
        """The tables that are there."""
        return [path for path in self.paths.values() if path.exists()]

    def matches(self, statement: str, document: str) -> bool:
        """Whether an accepted row holds a statement against one of a document."""
        rows = self._sheet("accepted", self._seen["accepted"]).rows
        pairs = ({row["subject_id"], row["object_id"]} for row in rows)
        return any(statement in pair and any(side.startswith(f"{document}/") for side in pair) for pair in pairs)

    def decide(self, decision: str, row: Cells) -> None:
        """A row into the table of that name (accepted, rejected, unsure), and what was said of its pair out of all."""
        after = dict(self._seen)
        for name, text in self._seen.items():
            if text is None and name != decision:
                continue
            sheet = self._sheet(name, text)
            rows = [each for each in sheet.rows if key(each) != key(row)]
            if name == decision:
                rows = sorted([*rows, row], key=_place)
            elif len(rows) == len(sheet.rows):
                continue
            after[name] = _Sheet(sheet.head, sheet.columns, tuple(rows)).text()
        before = dict(self._seen)
        self._write(after, first=decision)
        self._before.append(before)

    def undo(self) -> bool:
        """The tables as they were before the last decision; whether there was one."""
        if self._before:
            self._write(self._before[-1])
            self._before.pop()
            return True
        return False

    def _checked(self, path: Path) -> str | None:
        if path.exists():
            read(path, self._names)
        return self._text(path)

    def _text(self, path: Path) -> str | None:
        return path.read_bytes().decode("utf-8") if path.exists() else None

    def _sheet(self, name: str, text: str | None) -> _Sheet:
        if text is None:
            return _Sheet(_HEAD.format(ids=self._names.ids.iri, name=name), _COLUMNS, ())
        head, lines = head_and_rows(text)
        rows = list(csv.DictReader(lines, delimiter="\t"))
        columns = tuple(next(csv.reader(lines, delimiter="\t")))
        return _Sheet("".join(head), columns, tuple(rows))

    def _write(self, after: Mapping[str, str | None], first: str = "") -> None:
        for name in sorted(after, key=lambda name: name != first):
            path, text = self.paths[name], after[name]
            if text == self._seen[name]:
                continue
            try:
                if self._text(path) != self._seen[name]:
                    raise ContentError(str(path), "was changed by somebody else meanwhile", "start the review again")
                if text is None:
                    path.unlink()
                else:
                    _replace(path, text)
            except OSError as error:
                advice = "mend its permissions, or copy the tables to a folder of your own and name it with --tables"
                raise ContentError(str(path), f"cannot be written: {error.strerror or error}", advice) from error
            self._seen[name] = text


def _replace(path: Path, text: str) -> None:
    """The whole text or nothing: written beside, flushed, and then renamed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
