"""The log of versions on a standard's page: a table whose cells are parted by tabs, or stand each on its own line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.pagewords import PageWords
from graphkit.documents.wording import key
from graphkit.records import Status

__all__ = ["VersionLog"]

_DATE = r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]+ \d{4}"
#: no row that nothing parts is longer
_LONGEST = 2000
_EDITION = re.compile(r"\d{1,3}\.\d{1,3}(?=\s|$)")


@dataclass
class VersionLog:
    """The log being read: each cell is a field labelled by its column, where the columns can be told.

    Where they cannot, a row is one field, labelled by its version.
    """

    draft: Draft
    words: PageWords
    section: str | None
    columns: list[Line] = field(default_factory=list)

    def read(self, lines: Sequence[Line], passages: Callable[[Sequence[Line]], None]) -> None:
        """All rows; `passages` is given the lines that stand in none."""
        rows: list[list[Line]] = []
        for line in lines:
            if _EDITION.match(line.text) and (not line.cell or line.cell[1] == self._first()):
                rows.append([line])
            elif rows:
                rows[-1].append(line)
            elif columns := self._columns(line):
                self.draft.mark([line], Status.LABEL)
                self.columns += columns
            else:
                passages([line])
        for row in rows:
            self._row(row)

    def _first(self) -> int:
        """The number of the first column in a table that the file tells."""
        return self.columns[0].cell[1] if self.columns and self.columns[0].cell else 1

    def _columns(self, line: Line) -> list[Line]:
        """The names of columns that a line is made of; none where it is another line."""
        parts = _pieces(line)
        names = [entry.text for entry in self.words.kind("Column")]
        if len(parts) > 1:
            return parts if key(parts[0].text) in map(key, names) else []
        pattern = re.compile(rf"({'|'.join(re.escape(name) for name in names)})(?:\s+|:?$)", re.IGNORECASE)
        found, at = [], 0
        while match := pattern.match(line.text, at):
            found.append(line.part(match.start(1), match.end(1)))
            at = match.end()
        return found if at == len(line.text) else []

    def _row(self, lines: Sequence[Line]) -> None:
        cells = self._cells(lines)
        if cells is None:
            edition = _EDITION.match(lines[0].text)
            assert edition
            label = lines[0].part(0, edition.end())
            self.draft.field(label, [lines[0].part(edition.end()), *lines[1:]], section=self.section, about="document")
            return
        for column, cell in zip(self.columns, cells, strict=False):
            if words := [line for line in cell if line.text]:
                name = column.text.rstrip(" :")
                self.draft.add("Field", words, label=name, section=self.section, about="document")

    def _cells(self, lines: Sequence[Line]) -> list[list[Line]] | None:
        """The lines of each cell, in the order of the columns; None where nothing tells the cells apart."""
        if any("\t" in line.text for line in lines):
            cells: list[list[Line]] = []
            for line in lines:  # a line goes on with the cell that the one before it ended in
                first, *others = _pieces(line)
                if cells:
                    cells[-1].append(first)
                else:
                    cells.append([first])
                cells += [[piece] for piece in others]
            return cells if len(cells) <= len(self.columns) else None
        if len(self.columns) < 2:
            return None
        if lines[0].cell is not None:
            places = [column.cell[1] if column.cell else 0 for column in self.columns]
            return [[line for line in lines if line.cell and line.cell[1] == place] for place in places]
        found = [piece for line in lines for piece in _pieces(line)]
        over = len(found) - len(self.columns)  # only what was changed is longer than a line
        if over == 0 or (over > 0 and len(found) == len(lines)):
            return [found[:1], found[1 : 2 + over], *([piece] for piece in found[2 + over :])]
        return self._by_dates(lines[0]) if len(lines) == 1 and len(lines[0].text) <= _LONGEST else None

    def _by_dates(self, line: Line) -> list[list[Line]] | None:
        """The cells of a row that nothing parts: its version, what was changed, and the dates it ends in."""
        dates = "|".join([_DATE, *(re.escape(entry.text) for entry in self.words.kind("Unset"))])
        match = re.match(rf"(\S+)\s+(.*?)((?:\s+(?:{dates}))*)$", line.text)
        if not match:
            return None
        ends = [(m.start() + match.start(3), m.end() + match.start(3)) for m in re.finditer(dates, match[3])]
        if ends and len(ends) != len(self.columns) - 2:
            return None
        return [[line.part(*place)] for place in (match.span(1), match.span(2), *ends)]


def _pieces(line: Line) -> list[Line]:
    r"""The parts of a line between tabs, empty ones too, or between wide blanks.

    >>> from graphkit.records import Span
    >>> [piece.text for piece in _pieces(Line(1, Span(0, 17), "1.0\t\t02/03/2024 x"))]
    ['1.0', '', '02/03/2024 x']
    """
    gaps = list(re.finditer(r"\t" if "\t" in line.text else r"\s{2,}", line.text))
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(line.text)]
    return [line.part(start, end) for start, end in zip(starts, ends, strict=True)]
