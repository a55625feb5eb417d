"""A table that repeats a document's items: each copy a Restatement of the item it repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.items import split_marker
from graphkit.documents.tools.table import Cell, Item, align
from graphkit.records import Statement, Status

__all__ = ["restate"]

#: lines by items; no form prints a table of more, and to search one would take minutes
_LARGEST = 40_000


def restate(draft: Draft, lines: Sequence[Line], originals: Sequence[tuple[str, Statement]]) -> None:
    """Write the table's copies of the originals, each under its column's heading, in printed order."""
    known = {statement.local: statement for _, statement in originals}
    whole = [each for each in originals if not _is_part(each[1], known.get(each[1].listed_under or ""))]
    items = [Item(key=statement.local, column=column, text=statement.text) for column, statement in whole]
    if len(lines) * len(items) > _LARGEST:
        items = []
    printed = []
    for line in lines:
        _, number, label, rest = split_marker(line)
        if number is None:
            draft.mark([label], Status.LABEL)
        printed.append(rest if number is None else line)
    parents = {statement.local: statement.listed_under for _, statement in whole}
    orders: Counter[tuple[str | None, str | None]] = Counter()
    #: original -> its copy
    copies: dict[str, str] = {}
    for cell in _placed(align(lines, items)):
        if not any(printed[at].text for at in cell.lines):  # bullets with nothing behind them
            continue
        parent = copies.get(parents.get(cell.key or "") or "")
        orders[cell.column, parent] += 1
        statement = draft.add(
            "Restatement",
            [printed[at] for at in cell.lines],
            tail=cell.column or "table",
            section=cell.column,
            order=orders[cell.column, parent],
            listed_under=parent,
            restates=cell.key,
        )
        if cell.key:
            copies.setdefault(cell.key, statement.local)
        if cell.key is None:
            draft.observe(
                "unaligned-table-words",
                "these words of the table repeat no item of the body",
                statement=statement.local,
            )
        elif cell.difference:
            draft.observe("table-wording-differs", cell.difference, statement=statement.local)


def _placed(cells: Sequence[Cell]) -> list[Cell]:
    """The cells by first line, each uncertain one in the column that both its neighbours are in.

    Where it stands inside an item of theirs, it is printed beside that: in the column that the last line before is in.
    """
    column_of = {line: cell.column for cell in cells for line in cell.lines if cell.column}
    placed = []
    for cell in cells:
        first, last = cell.lines[0], cell.lines[-1]
        beside = {other.column for other in cells if other.lines[0] < first and last < other.lines[-1]}
        before = [column_of[line] for line in sorted(column_of) if line < first]
        after = [column_of[line] for line in sorted(column_of) if line > last]
        if cell.column is None and before[-1:] == after[:1]:
            other = [column for column in before if column not in beside]
            cell = replace(cell, column=other[-1] if other else None)
        placed.append(cell)
    return sorted(placed, key=lambda cell: cell.lines)


def _is_part(statement: Statement, other: Statement | None) -> bool:
    """Whether a statement is an alternative printed inside the one it is listed under."""
    return other is not None and any(
        span.start <= mine.start and mine.end <= span.end for span in other.spans for mine in statement.spans
    )
