"""Units of National Occupational Standards in a table: groups, units with code and level, outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, joined, runs
from graphkit.documents.tools.breaks import Breaks, is_apart
from graphkit.documents.tools.headings import called, is_capital, is_emphasised, is_marked
from graphkit.documents.tools.items import JOINING, ends_sentence, split_marker
from graphkit.documents.tools.known import bare
from graphkit.documents.tools.repair import copies, item_starts, mend, torn
from graphkit.documents.wording import Wording
from graphkit.records import Concept, Statement, Status

__all__ = ["Units", "is_group", "is_unit", "names_unit"]

_UNIT = re.compile(
    r"[#*_ ]*([A-Z]{1,4} ?\d{1,3})[*_]*\s*\((?:(?i:level)\s*|L)?(\d)\)[*_]*\s*(?:[:|\u2013\u2014-]+\s*)?"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
#: more lines with small letters at their beginning are outcomes
_MANY = 0.3
_CODE_BEFORE = re.compile(_UNIT.pattern + "$")
#: a longer line is no heading of a group
_HEADING = 80
#: nor is one of more words, where it stands above all units
_TITLE = 6


def is_unit(line: Line) -> bool:
    """Whether a line opens with a unit's code and level, as "AA1(3)" does, behind a bullet or not.

    A sentence that speaks of a unit may be wrapped before its code; it goes on in a small letter, as no title does.
    """
    words = split_marker(line)[3].text
    match = _UNIT.match(words)
    return match is not None and not words[match.end() :].lstrip("*_:–- \t")[:1].islower()


def names_unit(line: Line) -> bool:
    """Whether a line opens with a unit's code and level, whatever follows them."""
    return bool(_UNIT.match(split_marker(line)[3].text))


def is_group(line: Line) -> bool:
    """Whether a line is printed as the heading of a group of units is: marked as one, or in capitals."""
    return (is_marked(line) or is_capital(line)) and not is_unit(line) and len(line.text) <= _HEADING


def _is_row(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a whole row of a table and begins where the next row does, as the heading of rows does."""
    cell, below = lines[at].cell, lines[at + 1].cell if at + 1 < len(lines) else None
    above = lines[at - 1].cell if at else None
    if cell is None or below is None or (above and above[0] == cell[0]):
        return False
    return below[0] != cell[0] and below[1] == cell[1]


def _is_code(line: Line) -> bool:
    """Whether a line prints a unit's code and level and nothing else."""
    match = _UNIT.match(line.text)
    return match is not None and not line.text[match.end() :].strip("*_ ")


class Units:
    """The table being read: the group and unit the next outcome belongs to."""

    def __init__(self, draft: Draft, words: Wording, heading: str | None) -> None:
        self.draft = draft
        self.words = words
        #: the last group heading; units above the first have none
        self.group: str | None = None
        self.heading = heading
        self.unit: Statement | None = None
        #: code, level and place of a unit whose title is on the next line
        self.untitled: tuple[str, int] | None = None
        self.units_in_group = 0
        self.outcomes = 0
        #: whether the outcomes of this unit are printed with bullets
        self.is_bulleted = False
        self.breaks = Breaks([])
        #: whether outcomes begin with small letters
        self.are_low = False

    def read(self, lines: Sequence[Line]) -> None:
        """Everything under the heading: what introduces the units, then the units."""
        self.breaks = Breaks(lines)
        at = next((at for at, line in enumerate(lines) if is_unit(line) or self.is_group(lines, at)), len(lines))
        self.introduction(lines[:at])
        self.are_low = sum(line.text[0].islower() for line in lines[at:]) > _MANY * len(lines[at:])
        while at < len(lines):
            line = lines[at]
            repeats = copies(lines[at:]) if is_unit(line) else 0
            if repeats > 1:
                stands_apart = at > 0 and is_apart(lines[at - 1], line)
                self.block(line, lines[at + 1 : at + 1 + repeats], above=self.group if stands_apart else None)
                at += repeats
            elif self.is_group(lines, at):
                self.draft.mark([line], Status.HEADING)
                self.open_group(called(line))
            else:
                if is_unit(line):
                    self.is_bulleted = self.has_bullets(lines, at + 1)
                more = [below for _, below in takewhile(lambda two: self.goes_on(*two), pairwise(lines[at:]))]
                self.item(line, more)
                at += len(more)
            at += 1

    def is_group(self, lines: Sequence[Line], at: int) -> bool:
        """Whether a line is the heading of a group: printed as one, or standing apart above a unit."""
        line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        if _is_row(lines, at) and is_unit(lines[at + 1]) and len(line.text) <= _HEADING:
            return True
        if is_group(line):
            return not (at and _is_code(lines[at - 1]))
        words = bare(line).text
        if below is None or not is_unit(below) or is_unit(line) or split_marker(line)[0] or len(words) > _HEADING:
            return False
        if is_emphasised(line):
            return not (at and _is_code(lines[at - 1]))
        is_title = words[:1].isupper() and words[-1:].isalpha() and not self.is_framework(line)
        stands_apart = at == 0 or is_apart(lines[at - 1], line)
        if self.unit is None:
            return is_title and stands_apart and is_apart(line, below) and len(words.split()) <= _TITLE
        above = lines[at - 1]
        is_parted = self.breaks.is_apart(above, line) and (self.is_bulleted or self.breaks.is_apart(line, below))
        return is_title and is_parted

    def has_bullets(self, lines: Sequence[Line], at: int) -> bool:
        """Whether the outcomes from a line to the next unit are printed with bullets."""
        own = takewhile(lambda line: not (is_unit(line) or is_group(line)), lines[at:])
        return any(split_marker(line)[0] for line in own)

    def goes_on(self, above: Line, line: Line) -> bool:
        """Whether a line goes on with the one above it.

        Its file says so, all others have a bullet and it has none, it has a small letter where others have capitals,
        or no item ends as the line above does.
        """
        if line.opens is not None:
            return not line.opens
        if split_marker(line)[0] or is_unit(line) or (is_group(line) and not _is_code(above)):
            return False
        is_low = line.text[0].islower() and not self.are_low
        is_next = self.is_bulleted and not (self.breaks.is_apart(above, line) and ends_sentence(above.text))
        return is_next or is_low or (above.text[-1] != "," and JOINING.search(above.text) is not None)

    def introduction(self, lines: Sequence[Line]) -> None:
        """What stands above the units: the framework's name, where to find it."""
        starts = self.breaks.starts(lines)
        found: list[list[Line]] = []
        names: set[int] = set()
        for line in lines:
            words = joined(self.draft.source.text, (line.span,)).strip("#* ")
            is_name = self.is_framework(line)
            is_under_name = bool(found) and found[-1][-1].number in names and not line.text[0].islower()
            begins = is_name or is_under_name or line.number in starts
            if found and (not begins or _ADDRESS.fullmatch(words)):
                found[-1].append(line)
            else:
                found.append([line])
            if is_name:
                names.add(line.number)
                self.draft.framework = words
        for paragraph in found:
            name = self.draft.framework if paragraph[0].number in names else None
            mentions = (Concept("Framework", name),) if name else ()
            self.draft.add("Passage", paragraph, section=self.heading, about="document", mentions=mentions)

    def is_framework(self, line: Line) -> bool:
        """Whether a line opens with the name of what the units are taken from."""
        return self.words.opening(line.unmarked.text, "Framework") is not None

    def open_group(self, heading: str | None) -> None:
        """What comes next belongs to a group of units."""
        self.group, self.unit = heading, None
        self.units_in_group = 0

    def block(self, first: Line, shrunk: Sequence[Line], above: str | None = None) -> None:
        """A row whose text repeats in shrinking copies: read once, where the copies prove its items begin.

        `above` is the group that it stands under, parted from it by a blank line.
        """
        self.open_group(None)
        starts = [at for at in item_starts(first, shrunk) if not _CODE_BEFORE.search(first.text[:at])]
        for begin, end in zip(starts, [*starts[1:], None], strict=True):
            self.item(first.part(begin, end))
        self.draft.mark(shrunk, Status.REPEAT)
        if above:
            message = f"the units have no heading of their own and stand under “{above}”"
            self.draft.observe("unit-without-group", message, first.span)
        message = f"the text of a table row is printed {len(shrunk) + 1} times, each copy shorter; it is read once"
        self.draft.observe("repeated-copies", message, first.span)
        whole = "".join(first.text.split())
        if other := next((copy for copy in shrunk if not whole.endswith("".join(copy.text.split()))), None):
            ends = " and ".join(f"“… {' '.join(line.text.split()[-4:])}”" for line in (first, other))
            self.draft.observe("copies-differ", f"copies of one text end differently: {ends}", other.span)

    def item(self, line: Line, more: Sequence[Line] = ()) -> None:
        """One unit or outcome; a word torn at the table's edge is mended where the document proves it."""
        marker, _, label, line = split_marker(line)
        self.draft.mark([label], Status.LABEL)
        if not line.text and not more:
            return
        text, lines, repair = None, [line, *more], None
        if pieces := torn(line):
            body, fragment = pieces
            mended = mend(self.draft.source.text, body.text, fragment.text)
            text, repair = mended, "torn word" if mended else None
            lines = [body, fragment, *more]
            text = text and " ".join((text, joined(self.draft.source.text, runs(self.draft.source.text, more)))).strip()
            said = f"a word is torn: “{fragment.text}” stands apart at the end of the line"
            self.draft.observe("torn-word", said + ("; mended" if mended else ""), line.span)
        if match := _UNIT.match(line.text):
            self.draft.mark([line.part(0, match.end())], Status.LABEL)
            self.untitled = (match[1].replace(" ", ""), int(match[2]))
            lines = [line.part(match.end()), *more]
        if self.untitled:
            if any(line.text for line in lines):
                self.open_unit(*self.untitled, lines, text=text, repair=repair)
        elif self.unit is None or (self.is_bulleted and not marker):
            heading = self.group or self.heading
            self.draft.add("Passage", lines, text=text, repair=repair, section=heading, about="role")
        else:
            self.outcomes += 1
            self.draft.add(
                "NosOutcome", lines, tail=self.unit.code, text=text, repair=repair, section=self.group,
                order=self.outcomes, listed_under=self.unit.local,
            )  # fmt: skip

    def open_unit(self, code: str, level: int, title: list[Line], *, text: str | None, repair: str | None) -> None:
        """What comes next are the outcomes of a unit."""
        self.untitled = None
        self.units_in_group += 1
        self.outcomes = 0
        self.unit = self.draft.add(
            "NosUnit", title, code=code, level=level, section=self.group, order=self.units_in_group,
            denotes=(Concept("NosUnit", code),), text=text, repair=repair,
        )  # fmt: skip
