"""Person specifications as employers print them: items under headings, in columns, or with a mark behind each.

What is essential and what desirable is told by a line above items, by the column they stand in, or by the mark behind
them. All three become stretches of lines with one heading and one modality.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.columns import Names
from graphkit.documents.tools.criteria_table import Table, TableReader, class_of, tables
from graphkit.documents.tools.items import split_marker
from graphkit.documents.tools.known import Known, heading_of, looks_like_heading
from graphkit.documents.tools.marks import Marks, Stretch, explains, is_legend
from graphkit.documents.tools.pasted import whole
from graphkit.documents.tools.rows import rows
from graphkit.documents.wording import Wording, key
from graphkit.records import Status

__all__ = ["UNREAD", "Criteria", "Stretch"]

#: what is read of items under a heading nobody knows, where nothing says that they are asked for
UNREAD = ""

#: a sentence that says how strictly what is under it is asked has no more words
_NAMED = 12
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
    #: whether a table stands right above
    is_under_table: bool = False

    def __post_init__(self) -> None:
        self.title = self.above.heading
        self._modalities = self.known.modalities
        self._names = Names(self.words, self.known)

    def stretches(self, lines: Sequence[Line]) -> Iterator[Stretch]:
        """What stands in the specification, in order."""
        self._marks = Marks(self._modalities, lines)
        plain: list[Line] = []
        for own in tables(self._names, list(whole(self._names, list(rows(self.draft.source, lines))))):
            table = Table.of(self._names, own)
            if table is None:
                plain += [line for row in own for line in row.lines]
                continue
            yield from self._plain(plain)
            plain = []
            reader = TableReader(self.draft, self.known, self.above)
            yield from reader.stretches(table)
            self.above, self.is_under_table = reader.above, True
        yield from self._plain(plain, is_last=True)

    # under headings, or with marks

    def _plain(self, lines: Sequence[Line], *, is_last: bool = False) -> Iterator[Stretch]:
        """The items of lines that stand in no table.

        A modality right above headings holds for what stands under them, until the next one; one with items of its own
        ends at the next heading, because nothing says that it goes on.
        """
        current, gathered = self.above, list[Line]()
        is_outer: bool | None = None
        used = 0
        is_ranked = is_under_modality = False
        for at, line in enumerate(lines):
            if at < used:
                continue
            modality = self._modality_over(line)
            opened = None if modality else self._opened(lines, at)
            if is_ranked and opened and not gathered and self._is_item(opened, lines[at + 1 : at + 2]):
                opened = None
            is_ranked = bool(modality) or (is_ranked and not gathered and not opened)
            key_lines = 0 if opened else self._key_lines(lines[at : at + 2])
            if opened and gathered and is_under_modality:
                is_outer = False
            if not (modality or opened or key_lines or self._names.is_column(line.text)):
                gathered.append(line)
                continue
            yield from self._cut(current, gathered, is_last=False)
            gathered = []
            is_under_modality = bool(modality)
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
        yield from self._cut(current, gathered, is_last=is_last)
        self.above = replace(current, modality="Unstated")

    def _cut(self, current: Stretch, lines: Sequence[Line], *, is_last: bool) -> Iterator[Stretch]:
        """Items by their marks; but running text under a table, or between the title and what is asked, is none."""
        words = " ".join(line.text for line in lines)
        is_between = self.is_under_table or (current.heading == self.title and not is_last)
        is_text = words.endswith((".", ".)")) and len(words.split()) > _CLAUSE
        self.is_under_table = self.is_under_table and not lines
        if (
            is_between
            and is_text
            and not any(line.cell or split_marker(line)[0] or self._marks.has(line) for line in lines)
        ):
            yield Stretch(current.heading if current.reads == UNREAD else self.title, UNREAD, lines=tuple(lines))
        else:
            yield from self._marks.cut(self.draft, replace(current, lines=tuple(lines)))

    def _key_lines(self, lines: Sequence[Line]) -> int:
        """How many lines from the first on only say what the marks mean."""
        printed = [line.text for line in lines]
        whole = [" ".join(printed[:count]) for count in range(1, len(lines) + 1)]
        says = (explains(words, self._modalities) or is_legend(words) for words in whole)
        return next((count for count, is_key in enumerate(says, 1) if is_key), 0)

    def _is_item(self, opened: _Opened, below: Sequence[Line]) -> bool:
        """Whether what looks like a heading right under a modality is the first item of a list without bullets."""
        is_printed = opened.lines[0].is_heading or opened.lines[0].text.startswith(("#", "*"))
        is_over = bool(below) and bool(split_marker(below[0])[0])
        return opened.stretch.reads == UNREAD and not is_printed and not is_over

    def _is_beside(self, line: Line) -> bool:
        """Whether a heading is numbered as that of the specification, so that it stands beside it and not in it."""
        return line.text[0].isdigit() and self.heading.text[0].isdigit()

    def _modality_over(self, line: Line) -> str | None:
        """The modality that a line says of what stands under it; a single letter is a mark behind an item."""
        words = key(line.text)
        if len("".join(words)) < 2 or words in self._modalities:
            return self._modalities.get(words) if len("".join(words)) > 1 else None
        if (
            len(words) > _NAMED
            or not (line.text.rstrip("* ").endswith(":") or line.is_heading)
            or split_marker(line)[0]
        ):
            return None
        said = [self._modalities[word,] for word in words if len(word) > 1 and (word,) in self._modalities]
        return said[0] if said and self.known.unranked(line) is None else None

    def _opened(self, lines: Sequence[Line], at: int) -> _Opened | None:
        """The heading that opens at a line, with the modality some name: "Essential skills"."""
        text = heading_of([lines[at]])
        if ranked := self.known.unranked(lines[at]):
            return _Opened((lines[at],), Stretch(text, class_of(ranked[0])), ranked[1])
        if found := self.known.heading(lines, at):
            return _Opened(found.pieces, Stretch(heading_of(found.pieces), class_of(found.entry)), None, found.rest)
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
