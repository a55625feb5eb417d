"""Rows of a table in a text, where each line is one: their cells put under the columns, and lines that go on joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graphkit.documents.source import Line
from graphkit.documents.tools.columns import Column
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.documents.tools.known import Known
from graphkit.documents.tools.rows import Cell, Row

__all__ = ["aligned", "gathered", "widths"]

#: between two columns so much is blank
_GAP = 2
#: over no more lines is a heading wrapped
_WRAPPED = 4


def aligned(header: Row, rows: Sequence[Row]) -> list[Row]:
    """The rows, each cell at the place of a column: the nearest named one, or the one in front of them."""
    if header.is_told:
        return _numbered(header, rows)
    places = {cell.place for cell in header.cells}
    first = min((cell.place for row in rows for cell in row.cells), default=0)
    places |= {first} if first < min(places) else set()
    found: list[Row] = []
    for row in rows:
        cells: dict[int, Cell] = {}
        for cell in row.cells:
            place = min(places, key=lambda at: abs(at - cell.place))
            cells.setdefault(place, Cell(place)).lines.extend(cell.lines)
        found.append(Row(list(cells.values()), row.lines, is_told=False))
    return found


def _numbered(header: Row, rows: Sequence[Row]) -> list[Row]:
    """Rows by tabs as they are; where several tabs part two names only to align them, cells are counted instead."""
    places = [cell.place for cell in header.cells]
    first = places[0]
    if not header.has_tabs or places == list(range(first, first + len(places))):
        return [row if row.has_tabs or not header.has_tabs else _at(first, row) for row in rows]
    header.cells[:] = [Cell(at, cell.lines) for at, cell in enumerate(header.cells)]
    return [
        Row([Cell(at, cell.lines) for at, cell in enumerate(row.cells)], row.lines, is_told=True, has_tabs=row.has_tabs)
        for row in rows
    ]


def _at(place: int, row: Row) -> Row:
    return Row([Cell(place, list(row.lines))], row.lines, is_told=True)


def gathered(rows: Sequence[Row], held: Mapping[int, Column], known: Known) -> Iterator[Row]:
    """The rows of a table, each with all its lines, though one may take several."""
    texts = [place for place, column in sorted(held.items()) if column.holds == "text"]
    marks = {place for place, column in held.items() if column.holds == "mark"}
    first = texts[0] if texts and (len(texts) == 1 or not held[texts[0]].modality) else None
    is_one = len(texts) == 1
    room = widths(rows, held).get(first or 0) if is_one else None
    current: dict[int, Cell] = {}
    lines: list[Line] = []
    for row in rows:
        cells = {cell.place: cell for cell in row.cells}
        head = cells.get(first) if first is not None else None
        is_new = bool(head) and not _goes_on(current.get(first or 0), head, known, room)
        is_marked = not marks.isdisjoint(cells) and not marks.isdisjoint(current)
        if head and first is not None and is_marked and not is_new and not is_one:
            current[first].lines.extend(cells.pop(first).lines)  # a heading goes on beside the next of its items
        if current and (is_new or is_marked):
            yield Row(list(current.values()), lines, is_told=True)
            current, lines = {}, []
        for place, cell in cells.items():
            current.setdefault(place, Cell(place)).lines.extend(cell.lines)
        lines.extend(row.lines)
    if current:
        yield Row(list(current.values()), lines, is_told=True)


def _goes_on(above: Cell | None, below: Cell | None, known: Known, room: int | None) -> bool:
    """Whether the words of a first cell go on with those above."""
    if not above or not below:
        return False
    last, first = above.lines[-1], below.lines[0]
    if split_marker(first)[0]:
        return False
    words = " ".join(line.text for line in above.lines[-_WRAPPED:])
    if first.text[0].islower() or known.joint(words, below.text) is not None:
        return True
    if room is None or first.number - last.number > 1 or known.entry(words) or known.entry(below.text):
        return False
    return not ends_sentence(last.text) and len(last.text) + 1 + len(first.text.split()[0]) > room


def widths(rows: Sequence[Row], held: Mapping[int, Column]) -> dict[int, int]:
    """How long a line is in each column of a text in which lines go on."""
    places = sorted(held)
    found: dict[int, int] = {}
    for place, after in zip(places, [*places[1:], None], strict=True):
        lines = [line for row in rows for cell in row.cells if cell.place == place for line in cell.lines]
        if held[place].holds == "text" and any(line.text[0].islower() for line in lines):
            longest = max(len(line.text) for line in lines)
            found[place] = longest if after is None else max(longest, after - place - _GAP)
    return found
