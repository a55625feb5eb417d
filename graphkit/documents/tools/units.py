"""Units of National Occupational Standards in a table: groups, units with code and level, outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, joined, runs
from graphkit.documents.tools.items import JOINING, split_marker
from graphkit.documents.tools.repair import copies, item_starts, mend, torn
from graphkit.documents.wording import Wording, key
from graphkit.records import Concept, Statement, Status

__all__ = ["Units", "is_group", "is_unit"]

_UNIT = re.compile(r"([A-Z]{1,4}\d{1,3})\s*\((\d)\)\s*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
#: more lines with small letters at their beginning are outcomes
_MANY = 0.3
_CODE_BEFORE = re.compile(_UNIT.pattern + "$")


def is_unit(line: Line) -> bool:
    """Whether a line opens with a unit's code and level, as "AA1(3)" does."""
    return bool(_UNIT.match(line.text))


def is_group(line: Line) -> bool:
    """Whether a line is printed in capitals, as the heading of a group of units is."""
    return line.text == line.text.upper() and bool(re.search(r"[A-Z]{3}", line.text)) and not line.text.endswith(".")


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
        #: whether the outcomes are printed with bullets
        self.is_bulleted = False
        #: whether outcomes begin with small letters
        self.are_low = False

    def read(self, lines: Sequence[Line]) -> None:
        """Everything under the heading: what introduces the units, then the units."""
        at = next((at for at, line in enumerate(lines) if is_unit(line) or is_group(line)), len(lines))
        self.introduction(lines[:at])
        self.is_bulleted = any(split_marker(line)[0] for line in lines[at:])
        self.are_low = sum(line.text[0].islower() for line in lines[at:]) > _MANY * len(lines[at:])
        while at < len(lines):
            line = lines[at]
            repeats = copies(lines[at:])
            if is_unit(line) and repeats > 1:
                is_apart = at > 0 and line.number - lines[at - 1].number > 1
                self.block(line, lines[at + 1 : at + 1 + repeats], above=self.group if is_apart else None)
                at += repeats
            elif is_group(line) and not is_unit(line):
                self.draft.mark([line], Status.HEADING)
                self.open_group(joined(self.draft.source.text, (line.span,)).strip("#* :"))
            else:
                more = [below for _, below in takewhile(lambda two: self.goes_on(*two), pairwise(lines[at:]))]
                self.item(line, more)
                at += len(more)
            at += 1

    def goes_on(self, above: Line, line: Line) -> bool:
        """Whether a line goes on with the one above it.

        Its file says so, all others have a bullet and it has none, it has a small letter where others have capitals,
        or no item ends as the line above does.
        """
        if line.opens is not None:
            return not line.opens
        if split_marker(line)[0] or is_unit(line) or is_group(line):
            return False
        is_low = line.text[0].islower() and not self.are_low
        return self.is_bulleted or is_low or (above.text[-1] != "," and JOINING.search(above.text) is not None)

    def introduction(self, lines: Sequence[Line]) -> None:
        """What stands above the units: the framework's name, where to find it."""
        framework = next(iter(self.words.kind("Framework")), None)
        paragraphs: list[list[Line]] = []
        for line in lines:
            if paragraphs and _ADDRESS.fullmatch(joined(self.draft.source.text, (line.span,))):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        for paragraph in paragraphs:
            line = paragraph[0]
            words = joined(self.draft.source.text, (line.span,)).strip("#* ")
            if framework and key(words)[: len(key(framework.text))] == key(framework.text):
                self.draft.framework = words
                concept = Concept("Framework", words)
                self.draft.add("Passage", [line], section=self.heading, about="document", mentions=(concept,))
            else:
                self.draft.add("Passage", paragraph, section=self.heading, about="document")

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
        _, _, label, line = split_marker(line)
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
            self.untitled = (match[1], int(match[2]))
            lines = [line.part(match.end()), *more]
        if self.untitled:
            if any(line.text for line in lines):
                self.open_unit(*self.untitled, lines, text=text, repair=repair)
        elif self.unit is None:
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
