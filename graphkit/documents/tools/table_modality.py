"""Essential and Desirable as a table prints them, held against the body whose items it repeats."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line

__all__ = ["observe_modality"]

_RANKED = ("Essential", "Desirable")


def observe_modality(draft: Draft, labels: Sequence[tuple[Line, str]], table: Sequence[Line]) -> None:
    """Observe the first item under each label of the table that the body ranks otherwise.

    A label is of the column of its cell, where the file tells cells; else columns are printed into each other, and it
    is of the column in which the next ranked item begins.
    """
    originals = {statement.local: statement for statement in draft.statements}
    copies = sorted(
        (statement for statement in draft.statements if statement.kind == "Restatement"),
        key=lambda statement: statement.spans,
    )
    ranked = [
        (copy, original)
        for copy in copies
        if (original := originals.get(copy.restates or "")) and original.modality in _RANKED
    ]
    #: where a cell begins -> the column whose items stand there
    columns = {
        line.cell[1]: copy.section
        for line in table
        for copy in copies
        if line.cell and line.span.start <= copy.spans[0].start < line.span.end
    }
    #: column -> the label that holds in it, until it was observed
    holding: dict[str | None, str] = {}
    at = 0
    for copy, original in ranked:
        while at < len(labels) and labels[at][0].span.start < copy.spans[0].start:
            label, modality = labels[at]
            holding[columns.get(label.cell[1], copy.section) if label.cell else copy.section] = modality
            at += 1
        said = holding.get(copy.section)
        if said and said != original.modality:
            message = f"the table lists this as {said.lower()}, the body as {(original.modality or '').lower()}"
            draft.observe("table-modality-differs", message, copy.spans[0], copy.local)
            del holding[copy.section]
