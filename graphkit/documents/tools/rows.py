"""Rows and cells: those a file tells of its tables, and those that strokes, tabs or wide blanks make in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from graphkit.documents.source import Line, Source
from graphkit.documents.tools.beside import pieces
from graphkit.documents.tools.items import split_marker
from graphkit.documents.wording import key

__all__ = ["Cell", "Row", "rows"]

_TAB = re.compile("\t")


@dataclass(slots=True)
class Cell:
    """A cell: how far to the right it stands, in any measure, and its lines."""

    place: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and the whole lines they are in; in a text one line is a row.

    `is_told` says that the cells are told by the file, or by upright strokes, or by tabs, and not by wide blanks.
    `tabs` is how many part its cells, those behind the last one with words included.
    """

    cells: list[Cell]
    lines: list[Line]
    is_told: bool
    has_tabs: bool = False
    tabs: int = 0

    @property
    def is_apart(self) -> bool:
        """Whether there are several cells in it."""
        return len(self.cells) > 1


def rows(source: Source, lines: Sequence[Line]) -> Iterator[Row]:
    r"""The rows of some lines; a line in no table is a row of one cell.

    >>> source = Source("a.txt", "Skills    Typing    Shorthand\n          Filing\n| Skills | | Typing |\n|---|---|---|\n", "")
    >>> [[(cell.place, cell.text) for cell in row.cells] for row in rows(source, source.lines)]
    [[(0, 'Skills'), (10, 'Typing'), (20, 'Shorthand')], [(10, 'Filing')], [(1, 'Skills'), (3, 'Typing')]]

    Strokes between cells count where they stand at other places from line to line, so that no blanks tell the columns.

    >>> source = Source("a.txt", "Skills | Typing | Shorthand\nPersonal qualities | Patience | Tact\n", "")
    >>> [[(cell.place, cell.text) for cell in row.cells] for row in rows(source, source.lines)]
    [[(0, 'Skills'), (1, 'Typing'), (2, 'Shorthand')], [(0, 'Personal qualities'), (1, 'Patience'), (2, 'Tact')]]

    A tab parts cells too, empty ones told by two, and goes with a bullet in front of it.

    >>> source = Source("a.txt", "Skills\tTyping\tE\n\t•\tTact\tE\nPatience\t\tD", "")
    >>> [[(cell.place, cell.text) for cell in row.cells] for row in rows(source, source.lines)]
    [[(0, 'Skills'), (1, 'Typing'), (2, 'E')], [(1, '•\tTact'), (2, 'E')], [(0, 'Patience'), (2, 'D')]]
    """  # noqa: E501
    is_ragged = _is_ragged([_strokes(line) for line in lines if line.cell is None])
    for number, together in groupby(lines, key=lambda line: line.cell[0] if line.cell else None):
        if number is not None:
            own = list(together)
            inside = groupby(own, key=lambda line: line.cell[1] if line.cell else 0)
            yield Row([Cell(place, list(found)) for place, found in inside], own, is_told=True)
            continue
        for line in together:
            if line.text.startswith("|") or (is_ragged and "|" in line.text):
                yield from _with_strokes(line)
                continue
            begin = source.starts[line.number - 1]
            end = source.starts[line.number] if line.number < len(source.starts) else len(source.text)
            if "\t" in (raw := source.text[begin:end]) and (row := _with_tabs(line, raw)):
                yield row
                continue
            yield Row([Cell(piece.span.start - begin, [piece]) for piece in pieces(line)], [line], is_told=False)


def _strokes(line: Line) -> list[int]:
    return [at for at, character in enumerate(line.text) if character == "|"]


def _is_ragged(strokes: Sequence[list[int]]) -> bool:
    """Whether two lines, one after another, have as many strokes between cells, and not under each other."""
    return any(
        len(above) == len(below) and above != below and above[0] > 0 < below[0]
        for above, below in pairwise(strokes)
        if above and below
    )


def _with_strokes(line: Line) -> Iterator[Row]:
    """The row of a line between upright strokes; none where it only draws what parts two rows."""
    ends = _strokes(line)
    begins = [0, *(end + 1 for end in ends)]
    parts = [line.part(begin, end) for begin, end in zip(begins, [*ends, None], strict=True)]
    cells = [Cell(place, [part]) for place, part in enumerate(parts) if key(part.text)]
    if cells:
        first, last = cells[0].lines[0].span.start, cells[-1].lines[0].span.end
        yield Row(cells, [line.part(first - line.span.start, last - line.span.start)], is_told=True)


def _with_tabs(line: Line, raw: str) -> Row | None:
    """The row of a line with tabs around its cells; None where one stands only behind a bullet."""
    inner = raw.strip()
    place = raw[: raw.index(inner)].count("\t") if inner else 0
    behind = raw[raw.index(inner) + len(inner) :].count("\t")
    is_row = place > 0 or behind > 0
    cells: list[Cell] = []
    start = 0
    for tab in [*_TAB.finditer(line.text), None]:
        piece = line.part(start, tab.start() if tab else None)
        if tab and piece.text and not split_marker(piece)[3].text:
            continue
        if piece.text:
            cells.append(Cell(place, [piece]))
        place += 1
        start = tab.end() if tab else start
    if len(cells) < 2 and not is_row:
        return None
    return Row(cells, [line], is_told=True, has_tabs=True, tabs=place - 1 + behind)
