"""Tables of a person specification: items in columns, beside their heading or beside the mark that ranks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.columns import Column, Names, columns
from graphkit.documents.tools.gathering import aligned, gathered, widths
from graphkit.documents.tools.items import ends_sentence
from graphkit.documents.tools.known import Known, heading_of
from graphkit.documents.tools.marks import Stretch, is_legend, is_tick
from graphkit.documents.tools.rows import Cell, Row
from graphkit.documents.wording import Entry, key
from graphkit.records import Status

__all__ = ["Table", "TableReader", "class_of", "tables"]

#: a line in the first column that is longer is no heading of a row
_LONGEST = 60
#: more cells are no names over columns
_CELLS = 12
#: so far aside of a name its second line stands at most
_ASIDE = 6


def tables(names: Names, found: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Rows that may be a table together, and each other row by itself."""
    at = 0
    while at < len(found):
        end = _end(names, found, at)
        yield found[at:end]
        at = end


def _header(names: Names, found: Sequence[Row]) -> Row | None:
    """The names over columns that rows begin with; in a text they may be over two lines."""
    first, *others = found[:2]
    places = {cell.place for cell in first.cells}
    is_near = (
        bool(others)
        and not first.is_told
        and len(first.cells) <= _CELLS
        and others[0].lines[0].number == first.lines[0].number + 1
    )
    if is_near and all(min(abs(cell.place - at) for at in places) <= _ASIDE for cell in others[0].cells):
        cells = {cell.place: Cell(cell.place, list(cell.lines)) for cell in first.cells}
        for cell in others[0].cells:
            cells[min(places, key=lambda at: abs(at - cell.place))].lines.extend(cell.lines)
        both = Row(list(cells.values()), [*first.lines, *others[0].lines], is_told=False)
        more = [cell.text for cell in cells.values() if len(cell.lines) > 1]
        if names.are_over(both) and all(names.is_name(text) for text in more):
            return both
    return first if names.are_over(first) else None


def _end(names: Names, found: Sequence[Row], at: int) -> int:
    """Where the table ends that begins in a row: with its header, or with cells told by more than tabs."""
    first, header = found[at], _header(names, found[at : at + 2])
    end = at + _height(header)
    if header or (first.is_told and not first.has_tabs):
        while end < len(found) and not names.are_over(found[end]) and _is_of_table(first, found, end):
            end += 1
    return end


def _height(header: Row | None) -> int:
    """How many rows a header is: in a text each of its lines is one."""
    return len(header.lines) if header and not header.is_told else 1


def _is_of_table(first: Row, found: Sequence[Row], at: int) -> bool:
    row = found[at]
    words = row.lines[0].text
    if first.is_told and not first.has_tabs:
        return row.is_told and not row.has_tabs
    if is_legend(words):
        return False
    if row.is_apart or row.has_tabs or row.cells[0].place > 0:
        return not first.is_told or row.has_tabs or words[0].islower()
    if not first.is_told and first.cells[0].place == 0:  # items stand in the first column
        return first.cells[0].place + len(words) < first.cells[1].place
    if not words[0].isalpha() or len(words) > _LONGEST:
        return False
    is_near = at + 1 < len(found) and found[at + 1].has_tabs
    return not first.is_told or words[0].islower() or (is_near and not ends_sentence(words))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header, if any, its rows, what its columns hold, and how long lines are in those of a text."""

    header: Row | None
    rows: Sequence[Row]
    columns: Mapping[int, Column]
    widths: Mapping[int, int]

    @classmethod
    def of(cls, names: Names, found: Sequence[Row]) -> Self | None:
        """The table that some rows are: with a header, or such that what stands in it tells that it is of criteria."""
        header = _header(names, found)
        rows = aligned(header, found[_height(header) :]) if header else found
        if not header and (not found[0].is_told or found[0].has_tabs):
            return None
        held = columns(names, header, rows)
        if not header and not cls._tells(names.known, held, rows):
            return None
        if not header or (header.is_told and not header.has_tabs):
            return cls(header, rows, held, {})
        return cls(header, list(gathered(rows, held, names.known)), held, {} if header.is_told else widths(rows, held))

    @staticmethod
    def _tells(known: Known, held: Mapping[int, Column], rows: Sequence[Row]) -> bool:
        kinds = [column.holds for column in held.values()]
        heads = [row.cells[0].text for row in rows if row.is_apart]
        said = sum(known.entry(head) is not None or key(head) in known.modalities for head in heads)
        return "text" in kinds and ("mark" in kinds or said * 2 > len(heads))


@dataclass
class TableReader:
    """Reads the tables of one person specification; `above` is what the last heading says."""

    draft: Draft
    known: Known
    above: Stretch

    def stretches(self, table: Table) -> Iterator[Stretch]:
        """The items of a table, row by row and column by column."""
        held = table.columns
        if table.header:
            self._header(table.header, held)
        texts = [place for place, column in sorted(held.items()) if column.holds == "text"]
        asked = [at for at in texts if held[at].modality and any(not self._says(row, at) for row in table.rows)]
        #: the column of headings; items may stand in it where no other column has any
        first = texts[0] if texts and texts[0] not in asked else None
        modality = "Unstated"
        for row in table.rows:
            cells = {cell.place: cell for cell in row.cells}
            alone = row.cells[0] if not row.is_apart else None
            if alone and is_legend(alone.text):
                self.draft.mark(alone.lines, Status.LABEL)
                continue
            if alone and key(alone.text) in self.known.modalities and held[alone.place].holds == "text":
                modality = self.known.modalities[key(alone.text)]
                self.draft.mark(alone.lines, Status.LABEL)
                continue
            if alone and alone.place in asked and alone.place == texts[0] and self.known.entry(alone.text):
                self.open(alone.lines)
                continue
            for place, stretch in self._row(cells, held, first):
                is_told = stretch.modality != "Unstated" and (len(asked) != 1 or modality == "Unstated")
                said = stretch.modality if is_told else modality
                yield replace(stretch, modality=said, width=table.widths.get(place))

    def _header(self, header: Row, held: Mapping[int, Column]) -> None:
        first = header.cells[0]
        entry = self.known.entry(first.text) if held[first.place].holds == "text" else None
        self.draft.mark([line for cell in header.cells for line in cell.lines], Status.LABEL)
        if entry and entry.part == "criteria":
            self.above = Stretch(heading_of(first.lines), class_of(entry))

    def _says(self, row: Row, at: int) -> bool:
        """Whether there is nothing but a mark, or nothing at all, in a column of a row."""
        return all(
            is_tick(cell.text) or key(cell.text) in self.known.modalities for cell in row.cells if cell.place == at
        )

    def _row(
        self, cells: Mapping[int, Cell], held: Mapping[int, Column], first: int | None
    ) -> Iterator[tuple[int, Stretch]]:
        """The items of one row, by their places: beside their heading, or beside the mark that ranks them."""
        head: Cell | None = None
        items: list[Cell] = []
        asides: list[tuple[str, Cell]] = []
        modality = ""
        for at, cell in sorted(cells.items()):
            column = held[at]
            said = (column.modality or "Essential") if is_tick(cell.text) else self.known.modalities.get(key(cell.text))
            if said and (column.holds == "mark" or column.modality or at == first):
                modality = said
                self.draft.mark(cell.lines, Status.LABEL)
            elif column.holds == "aside":
                asides.append((column.title, cell))
            elif column.holds == "number" or not key(cell.text):
                self.draft.mark(cell.lines, Status.LABEL)
            elif at == first:
                head = cell
            else:
                items.append(cell)
        if head and not items and (modality or (asides and not self.known.entry(head.text))):
            items = [head]
        elif head:
            self.open(head.lines)
        for title, cell in asides:
            self.draft.add("Field", cell.lines, label=title, section=self.above.heading)
        for cell in items:
            own = modality or held[cell.place].modality or "Unstated"
            yield cell.place, replace(self.above, modality=own, lines=tuple(cell.lines), is_cell=True)

    def open(self, head: Sequence[Line]) -> None:
        """A heading, and what the items under it are."""
        self.draft.mark(head, Status.HEADING)
        text = heading_of(head)
        self.above = Stretch(text, class_of(self.known.entry(text)))


def class_of(entry: Entry | None) -> str:
    """The class of the items under a heading; what they ask is told by their words where it says none."""
    return entry.reads or "Requirement" if entry and entry.part == "criteria" else "Requirement"
