"""Rows of a table pasted from a word processor, whose cells go on over lines of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphkit.documents.source import Line
from graphkit.documents.tools.breaks import goes_on
from graphkit.documents.tools.columns import Names
from graphkit.documents.tools.marks import is_tick
from graphkit.documents.tools.rows import Cell, Row
from graphkit.documents.wording import key

__all__ = ["whole"]


def whole(names: Names, found: Sequence[Row]) -> Iterator[Row]:
    """The rows, those under a header with tabs that go on over several lines made one.

    The further paragraphs of a cell stand at the margin, and the tab before the next cell stands on its last line, so
    that a row goes on until it has as many tabs as the header.
    """
    at = 0
    while at < len(found):
        header = found[at]
        yield header
        at += 1
        is_plain = header.has_tabs and [cell.place for cell in header.cells] == list(range(header.tabs + 1))
        if is_plain and names.are_over(header):
            together = _rows(names, header, found[at:])
            yield from map(_one, together)
            at += sum(map(len, together))


def _rows(names: Names, header: Row, below: Sequence[Row]) -> list[Sequence[Row]]:
    """The lines under a header by the rows they are in; none where that leaves doubt.

    A row may also be short because nothing is printed for its last cells. It is not where the lines, row after row, add
    up to what the header has and no line that goes on opens like a row of its own.
    """
    made: list[Sequence[Row]] = []
    begin = 0
    while begin < len(below) and below[begin].has_tabs and not names.are_over(below[begin]):
        tabs, end = below[begin].tabs, begin + 1
        while tabs < header.tabs and end < len(below):
            if not _may_go_on(names, below[end - 1], below[end]):
                return []
            tabs += below[end].tabs
            end += 1
        if tabs > header.tabs:
            return []
        if tabs < header.tabs:
            break
        made.append(below[begin:end])
        begin = end
    is_told = any(len(own) == 1 or not all(line.has_tabs for line in own) for own in made)
    return made if is_told else []


def _may_go_on(names: Names, above: Row, line: Row) -> bool:
    """Whether a line may go on with the last cell of the one above it."""
    last, first = above.cells[-1].text, line.cells[0]
    is_mark = is_tick(last) or key(last) in names.known.modalities
    is_text = line.has_tabs or not (line.is_told or line.is_apart)
    return is_text and not is_mark and first.place == 0 and names.known.entry(first.text) is None


def _one(own: Sequence[Row]) -> Row:
    """One row of several, each line of a cell an item of its own where no sentence goes on."""
    if len(own) == 1:
        return own[0]
    cells: dict[int, list[Line]] = {}
    tabs = 0
    for row in own:
        for cell in row.cells:
            lines = cells.setdefault(tabs + cell.place, [])
            for line in cell.lines:
                lines.append(replace(line, opens=not (lines and goes_on(lines[-1], line))))
        tabs += row.tabs
    lines = [line for row in own for line in row.lines]
    return Row([Cell(place, cells[place]) for place in sorted(cells)], lines, is_told=True, has_tabs=True, tabs=tabs)
