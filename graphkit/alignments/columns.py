"""The columns of mapping tables: those a table must have, those that are kept, and all that SSSOM 1.1 knows.

>>> sorted(must(is_suggestion=True) - must(is_suggestion=False))
['confidence', 'mapping_tool', 'mapping_tool_version']
"""

from __future__ import annotations

import csv
from pathlib import Path

__all__ = ["SOURCES", "STANDARD", "head_and_rows", "must", "not_kept"]

_ALWAYS = frozenset({
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "comment",
    "text_hash",
})  # fmt: skip
_DECIDED = frozenset({"author_id", "mapping_date"})
_COMPUTED = frozenset({"confidence", "mapping_tool", "mapping_tool_version"})
#: column -> that of the text whose document it names
SOURCES = {"subject_source": "subject_id", "object_source": "object_id"}
#: what `graphkit align` writes beside, so that a reader sees how a confidence came about; made anew by each run
_WORKINGS = frozenset({"similarity_score", "match_string"})
_KEPT = (
    _ALWAYS | _DECIDED | _COMPUTED | SOURCES.keys() | {"predicate_modifier", "reviewer_id", "subject_quote"}
)  # fmt: skip
#: every column that a table may have: SSSOM's slots of a mapping, and the two that our tables define
STANDARD = _KEPT | _WORKINGS | {
    "author_label", "cardinality_scope", "creator_id", "creator_label", "curation_rule", "curation_rule_text",
    "issue_tracker_item", "license", "mapping_cardinality", "mapping_provider", "mapping_source", "mapping_tool_id",
    "object_category", "object_match_field", "object_preprocessing", "object_source_version", "object_type", "other",
    "predicate_label", "predicate_type", "publication_date", "record_id", "review_date", "reviewer_agreement",
    "reviewer_label", "see_also", "similarity_measure", "subject_category", "subject_match_field",
    "subject_preprocessing", "subject_source_version", "subject_type",
}  # fmt: skip


def must(*, is_suggestion: bool) -> frozenset[str]:
    """The columns without which a table is refused."""
    return _ALWAYS | (_COMPUTED if is_suggestion else _DECIDED)


def head_and_rows(table: str) -> tuple[list[str], list[str]]:
    r"""The lines of the head, which begin with #, and those below.

    What a spreadsheet does to a head when it saves the table is undone: a mark of the byte order before it, quotes
    around a line that holds some, blank cells after it.

    >>> head_and_rows('\ufeff#license: x\t\t\n"#comment: ""y"", z"\t\t\nsubject_id\tobject_id\n')
    (['#license: x\n', '#comment: "y", z\n'], ['subject_id\tobject_id\n'])
    """
    lines = table.removeprefix("\ufeff").splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if not line.startswith(("#", '"#'))), len(lines))
    head = [next(csv.reader([line], delimiter="\t"))[0] if line[0] == '"' else line.rstrip() for line in lines[:end]]
    return [f"{line}\n" for line in head], lines[end:]


def not_kept(path: Path) -> list[str]:
    """The columns in which a table says something that is not kept: no build holds it, and no export gives it back."""
    _, lines = head_and_rows(path.read_text(encoding="utf-8"))
    rows = csv.DictReader(lines, delimiter="\t")
    said = {column for row in rows for column, words in row.items() if column and words}
    return sorted(said - _KEPT - (_WORKINGS if path.name.startswith("suggested.") else frozenset()))
