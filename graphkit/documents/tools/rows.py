"""Rows and cells: those a file tells of its tables, and those that wide blanks make in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from graphkit.documents.source import Line, Source
from graphkit.documents.tools.known import pieces
from graphkit.documents.wording import key

__all__ = ["Cell", "Row", "rows"]


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

    `is_told` says that the cells are told by the file, or by upright strokes, and not by wide blanks.
    """

    cells: list[Cell]
    lines: list[Line]
    is_told: bool


def rows(source: Source, lines: Sequence[Line]) -> Iterator[Row]:
    r"""The rows of some lines; a line in no table is a row of one cell.

    >>> source = Source("a.txt", "Skills    Typing    Shorthand\n          Filing\n| Skills | | Typing |\n|---|---|---|\n", "")
    >>> [[(cell.place, cell.text) for cell in row.cells] for row in rows(source, source.lines)]
    [[(0, 'Skills'), (10, 'Typing'), (20, 'Shorthand')], [(10, 'Filing')], [(1, 'Skills'), (3, 'Typing')]]
    """  # noqa: E501
    for number, together in groupby(lines, key=lambda line: line.cell[0] if line.cell else None):
        if number is not None:
            own = list(together)
            inside = groupby(own, key=lambda line: line.cell[1] if line.cell else 0)
            yield Row([Cell(place, list(found)) for place, found in inside], own, is_told=True)
            continue
        for line in together:
            if line.text.startswith("|"):
                yield from _with_strokes(line)
                continue
            begin = source.starts[line.number - 1]
            yield Row([Cell(piece.span.start - begin, [piece]) for piece in pieces(line)], [line], is_told=False)


def _with_strokes(line: Line) -> Iterator[Row]:
    """The row of a line between upright strokes; none where it only draws what parts two rows."""
    ends = [at for at, character in enumerate(line.text) if character == "|"]
    parts = [line.part(begin + 1, end) for begin, end in pairwise([*ends, None]) if begin is not None]
    cells = [Cell(place, [part]) for place, part in enumerate(parts, 1) if key(part.text)]
    if cells:
        first, last = cells[0].lines[0].span.start, cells[-1].lines[0].span.end
        yield Row(cells, [line.part(first - line.span.start, last - line.span.start)], is_told=True)
