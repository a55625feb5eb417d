"""The parts of a job description: its headings, each with the lines under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graphkit.documents.source import Line
from graphkit.documents.tools.form import Opening
from graphkit.documents.tools.items import split_marker
from graphkit.documents.tools.known import Known, heading_of, looks_like_heading
from graphkit.documents.tools.marks import Marks
from graphkit.documents.wording import key

__all__ = ["SPECIFICATION", "Part", "Parts"]

#: the parts in which is said what is asked of a person
SPECIFICATION = ("specification", "criteria")


@dataclass
class Part:
    """A heading, or nothing above the first, and the lines under it."""

    opened: Opening | None
    lines: list[Line] = field(default_factory=list)


@dataclass
class Parts:
    """The lines of a description, cut at its headings."""

    known: Known
    lines: Sequence[Line]

    def __iter__(self) -> Iterator[Part]:
        """The document cut at its headings; a specification is one part, whatever headings stand in it."""
        part = Part(None)
        used = 0
        for at, line in enumerate(self.lines):
            if at < used:
                continue
            found = self.known.heading(self.lines, at) or self.known.ranked(line)
            if not found or self._is_inside(part, found, at):
                part.lines.append(line)
                continue
            yield part
            part = Part(found, [found.rest] if found.rest else [])
            used = at + len(found.pieces)
        yield part

    def _is_inside(self, part: Part, found: Opening, at: int) -> bool:
        """Whether a heading's words open nothing here: a label, a paragraph's first words, a group of items."""
        if part.opened is None or part.opened.entry.part == "title":
            label = self.known.label(self.lines, at, in_front=True)
            if found.entry.part in SPECIFICATION and found.rest is None and _is_beside(part.lines, self.lines, at):
                return True
            is_whole = label is not None and len(key(heading_of(found.pieces))) > len(label.entry.words)
            if found.entry.part == "title" and found.rest and is_whole:
                return False
            return label is not None and (found.rest is not None or label.rest is None)
        if part.opened.entry.part in SPECIFICATION:
            below = self.lines[at + 1 : at + 2]
            marks = Marks(self.known.modalities, below)
            is_asked = any(key(line.text) in self.known.modalities or marks.has(line) for line in below)
            return found.entry.part in SPECIFICATION or is_asked or self._is_in_table(part, self.lines[at])
        if found.rest and found.entry.part == "passage":
            return part.opened.rest is None
        if part.opened.entry.part != "duties" or found.entry.part in ("duties", "specification"):
            return False
        return self._is_group(part, found, at) or _rank(self.lines[at]) > _rank(part.opened.pieces[0])

    def _is_group(self, part: Part, found: Opening, at: int) -> bool:
        """Whether a heading among duties stands over a group of them: right under theirs, or among other groups."""
        below = self.lines[at + 1 : at + 2]
        if not below or found.rest or found.pieces[1:] or not split_marker(below[0])[0]:
            return False
        if found.entry.part == "criteria":
            return key(heading_of(found.pieces)) in self.known.groups and not Marks(self.known.modalities, below).has(
                below[0]
            )
        rank = _rank(self.lines[at])
        lines = [*part.lines, *below]
        others = (other for other in range(len(part.lines)) if looks_like_heading(lines, other))
        return not part.lines or any(rank >= _rank(lines[other]) for other in others)

    def _is_in_table(self, part: Part, line: Line) -> bool:
        """Whether a line stands in a table that the part has begun."""
        last = part.lines[-1].cell if part.lines else None
        return last is not None and line.cell is not None and line.cell[0] - last[0] <= 1


def _rank(heading: Line) -> tuple[int, bool]:
    """How far below others a heading is, by its marks and its capitals."""
    return len(heading.text) - len(heading.text.lstrip("#")), not heading.text.strip("#* ").isupper()


def _is_beside(above: Sequence[Line], lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands in front of a value in a table of labels."""
    cell, last = lines[at].cell, above[-1].cell if above else None
    value = next((line for line in lines[at + 1 : at + 4] if line.cell != cell), None)
    is_row = bool(cell and value and value.cell and value.cell[0] == cell[0])
    return is_row and bool(cell and last and cell[0] - last[0] == 1)
