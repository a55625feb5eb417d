"""Person specifications as employers print them: items under headings, in columns, or with a mark behind each.

What is essential and what desirable is told by a line above items, by the column they stand in, or by the mark behind
them. All three become stretches of lines with one heading and one modality.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.items import split_marker
from graphkit.documents.tools.known import Known, heading_of, looks_like_heading
from graphkit.documents.tools.marks import Marks, Stretch, explains, is_tick
from graphkit.documents.tools.rows import Row, rows
from graphkit.documents.wording import Entry, Wording, key
from graphkit.records import Status

__all__ = ["UNREAD", "Criteria", "Stretch"]

#: what is read of items under a heading nobody knows, where nothing says that they are asked for
UNREAD = ""

#: a line in the first column that is longer is no heading of a row
_LONGEST = 60
#: more words than these, and a full stop, make running text
_CLAUSE = 5


@dataclass
class Criteria:
    """One person specification being read; `above` is what its heading says."""

    draft: Draft
    words: Wording
    known: Known
    above: Stretch
    #: the line of that heading
    heading: Line
    #: place of a column -> the modality over it, "" where marks stand in it, None where it is about something else
    columns: dict[int, str | None] = field(default_factory=dict)
    #: place of a column that is about something else -> the name over it
    titles: dict[int, str] = field(default_factory=dict)
    #: whether cells are told, by the file or by strokes
    is_told: bool = False

    def __post_init__(self) -> None:
        self.title = self.above.heading
        self._modalities = self.known.modalities
        self._columns = {key(entry.text): entry for entry in self.words.kind("Columns")}

    def stretches(self, lines: Sequence[Line]) -> Iterator[Stretch]:
        """What stands in the specification, in order."""
        self._marks = Marks(self._modalities, lines)
        table: list[Row] = []
        plain: list[Line] = []
        for row in rows(self.draft.source, lines):
            is_header = self._is_header(row)
            if is_header or not (self.columns and self._is_of_table(row)):
                yield from self._table(table)
                table = []
            if is_header or table or (self.columns and self._is_of_table(row)):
                yield from self._plain(plain)
                plain = []
            if is_header:
                self._header(row)
            elif self.columns and self._is_of_table(row):
                table.append(row)
            else:
                plain += row.lines
        yield from self._plain(plain)
        yield from self._table(table)

    # in columns

    def _is_header(self, row: Row) -> bool:
        """Whether a row names columns: two modalities, or nothing but names of columns."""
        names = [key(cell.text) for cell in row.cells]
        modalities = {self._modalities[name] for name in names if name in self._modalities}
        known = [name for name in names if name in self._modalities or name in self._columns]
        return len(names) > 1 and (len(modalities) == 2 or len(known) == len(names))

    def _header(self, row: Row) -> None:
        self.columns, self.titles = {}, {}
        self.is_told = row.is_told
        for at, cell in enumerate(row.cells):
            self.draft.mark(cell.lines, Status.LABEL)
            name = key(cell.text)
            entry = self._columns.get(name)
            if name in self._modalities:
                self.columns[cell.place] = self._modalities[name]
            elif entry and entry.reads:
                self.columns[cell.place], self.titles[cell.place] = None, cell.text
            elif at:
                self.columns[cell.place] = ""

    def _is_of_table(self, row: Row) -> bool:
        if self.is_told or row.is_told:
            return self.is_told and row.is_told
        if len(row.cells) > 1 or row.cells[0].place > 0:
            return True
        return row.lines[0].text[0].isalpha() and len(row.lines[0].text) <= _LONGEST

    def _table(self, found: Sequence[Row]) -> Iterator[Stretch]:
        """The items of a table, row by row and column by column; in a text a row may have several lines."""
        head: list[Line] = []
        below: dict[int, list[Line]] = {}
        places = {cell.place for row in found for cell in row.cells}
        columns = {*self.columns, *(place for place in places if place == min(places) < min(self.columns))}
        for row in found:
            beside = {cell.place: min(columns, key=lambda at: abs(at - cell.place)) for cell in row.cells}
            first = [line for cell in row.cells if beside[cell.place] not in self.columns for line in cell.lines]
            if (first and not self._goes_on(head, first)) or (row.is_told and not first):
                yield from self._row(head, below)
                head, below = [], {}
            head += first
            for cell in row.cells:
                if beside[cell.place] in self.columns:
                    below.setdefault(beside[cell.place], []).extend(cell.lines)
        yield from self._row(head, below)

    def _goes_on(self, head: Sequence[Line], first: Sequence[Line]) -> bool:
        """Whether the words of a first cell go on with those above: in a text each of its lines is a row."""
        if not head or first[0].cell is not None:
            return False
        above, below = (key(" ".join(line.text for line in lines)) for lines in (head, first))
        if self.is_told and {above, below} <= self.known.headings.keys() and head[-1].text[-1] not in ",/&":
            return False  # each is a heading by itself, and strokes tell that something stands beside each
        return first[0].text[0].islower() or above + below in self.known.headings

    def _row(self, head: Sequence[Line], below: dict[int, list[Line]]) -> Iterator[Stretch]:
        """One row: a heading beside its items, or an item beside the mark that says what it is."""
        marked = None
        items: dict[int, list[Line]] = {}
        for column, inside in sorted(below.items()):
            words = " ".join(line.text for line in inside)
            modality = self.columns[column] if is_tick(words) else self._modalities.get(key(words))
            if modality:
                marked = modality
                self.draft.mark(inside, Status.LABEL)
            else:
                items[column] = inside
        if marked and head:
            yield replace(self.above, modality=marked, lines=tuple(head), is_cell=True)
        elif head:
            self.open(head)
        for column, inside in items.items():
            said = self.columns[column]
            if said is None:
                self.draft.add("Field", inside, label=self.titles[column], section=self.above.heading)
            else:
                yield replace(self.above, modality=said or "Unstated", lines=tuple(inside), is_cell=True)

    def open(self, head: Sequence[Line]) -> None:
        """A heading, and what the items under it are."""
        self.draft.mark(head, Status.HEADING)
        text = heading_of(head)
        self.above = Stretch(text, _class_of(self.known.headings.get(key(text))))

    # under headings, or with marks

    def _plain(self, lines: Sequence[Line]) -> Iterator[Stretch]:
        """The items of lines that stand in no table; a modality above all headings holds until the next one."""
        current, gathered = self.above, list[Line]()
        closing = self._closing(lines)
        if closing:
            yield Stretch(self.title, UNREAD, lines=tuple(closing))
            lines = lines[len(closing) :]
        is_outer: bool | None = None
        used = 0
        for at, line in enumerate(lines):
            if at < used:
                continue
            modality = self._modality_over(line)
            opened = None if modality else self._opened(lines, at)
            key_lines = 0 if opened else self._key_lines(lines[at : at + 2])
            if not (modality or opened or key_lines or key(line.text) in self._columns):
                gathered.append(line)
                continue
            yield from self._marks.cut(self.draft, replace(current, lines=tuple(gathered)))
            gathered = []
            if modality:
                is_outer = current is self.above if is_outer is None else is_outer
                current = replace(current, modality=modality)
                self.draft.mark([line], Status.LABEL)
            elif opened:
                is_outer = bool(is_outer)
                used = at + len(opened.lines)
                kept = current.modality if is_outer and not self._is_beside(line) else "Unstated"
                current = replace(opened.stretch, modality=opened.modality or kept)
                gathered += [opened.rest] if opened.rest else []
                self.draft.mark(opened.lines, Status.HEADING)
            else:
                used = at + max(1, key_lines)
                self.draft.mark(lines[at:used], Status.LABEL)
        yield from self._marks.cut(self.draft, replace(current, lines=tuple(gathered)))
        self.above = replace(current, modality="Unstated")

    def _closing(self, lines: Sequence[Line]) -> list[Line]:
        """The running text right under a table, which is none of its cells."""
        if not (self.is_told and lines and lines[0].cell is None):
            return []
        found = list(takewhile(lambda line: not (split_marker(line)[0] or self._is_special(line)), lines))
        words = " ".join(line.text for line in found)
        return found if words.endswith((".", ".)")) and len(words.split()) > _CLAUSE else []

    def _key_lines(self, lines: Sequence[Line]) -> int:
        """How many lines from the first on only say what the marks mean."""
        printed = [line.text for line in lines]
        whole = (count for count in range(1, len(lines) + 1) if explains(" ".join(printed[:count]), self._modalities))
        return next(whole, 0)

    def _is_special(self, line: Line) -> bool:
        return bool(self._modality_over(line) or self._opened([line], 0) or key(line.text) in self._columns)

    def _is_beside(self, line: Line) -> bool:
        """Whether a heading is numbered as that of the specification, so that it stands beside it and not in it."""
        return line.text[0].isdigit() and self.heading.text[0].isdigit()

    def _modality_over(self, line: Line) -> str | None:
        """The modality that a line says of what stands under it; a single letter is a mark behind an item."""
        words = key(line.text)
        return self._modalities.get(words) if len("".join(words)) > 1 else None

    def _opened(self, lines: Sequence[Line], at: int) -> _Opened | None:
        """The heading that opens at a line, with the modality some name: "Essential skills"."""
        if found := self.known.heading(lines, at):
            return _Opened(found.pieces, Stretch(heading_of(found.pieces), _class_of(found.entry)), None, found.rest)
        text = heading_of([lines[at]])
        first, _, others = text.partition(" ")
        modality, entry = self._modalities.get(key(first)), self.known.headings.get(key(others))
        if modality and entry and len(first) > 1:
            return _Opened((lines[at],), Stretch(text, _class_of(entry)), modality)
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below and looks_like_heading(lines, at):
            is_said = self._modality_over(below) or self._marks.has(below)
            return _Opened((lines[at],), Stretch(text, "Requirement" if is_said else UNREAD), None)
        return None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A heading among items: its lines, what it opens, the modality it names, and the item on its own line."""

    lines: tuple[Line, ...]
    stretch: Stretch
    modality: str | None
    rest: Line | None = None


def _class_of(entry: Entry | None) -> str:
    """The class of the items under a heading; what they ask is told by their words where it says none."""
    return entry.reads or "Requirement" if entry and entry.part == "criteria" else "Requirement"
