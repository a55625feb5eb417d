"""Units of National Occupational Standards in a table: groups, units with code and level, outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, joined
from graphkit.documents.tools.items import split_marker
from graphkit.documents.tools.repair import copies, item_starts, mend, torn
from graphkit.documents.wording import Wording, key
from graphkit.records import Concept, Statement, Status

__all__ = ["Units", "is_unit"]

_UNIT = re.compile(r"([A-Z]{1,4}\d{1,3})\s*\((\d)\)\s*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CODE_BEFORE = re.compile(_UNIT.pattern + "$")


def is_unit(line: Line) -> bool:
    """Whether a line opens with a unit's code and level, as "AA1(3)" does."""
    return bool(_UNIT.match(line.text))


def _is_group(line: Line) -> bool:
    return line.text == line.text.upper() and bool(re.search(r"[A-Z]{3}", line.text)) and not line.text.endswith(".")


class Units:
    """The table being read: the group and unit the next outcome belongs to."""

    def __init__(self, draft: Draft, words: Wording, heading: str) -> None:
        self.draft = draft
        self.words = words
        self.group: str | None = heading
        self.heading = heading
        self.unit: Statement | None = None
        #: code, level and place of a unit whose title is on the next line
        self.untitled: tuple[str, int] | None = None
        self.units_in_group = 0
        self.outcomes = 0
        #: whether the outcomes are printed with bullets
        self.is_bulleted = False

    def read(self, lines: Sequence[Line]) -> None:
        """Everything under the heading: what introduces the units, then the units."""
        at = next((at for at, line in enumerate(lines) if is_unit(line) or _is_group(line)), len(lines))
        self.introduction(lines[:at])
        self.is_bulleted = any(split_marker(line)[0] for line in lines[at:])
        while at < len(lines):
            line = lines[at]
            repeats = copies(lines[at:])
            if is_unit(line) and repeats > 1:
                self.block(line, lines[at + 1 : at + 1 + repeats])
                at += repeats
            elif _is_group(line) and not is_unit(line):
                self.draft.mark([line], Status.HEADING)
                self.open_group(joined(self.draft.source.text, (line.span,)).strip("#* :"))
            else:
                more = list(takewhile(self.goes_on, lines[at + 1 :]))
                self.item(line, more)
                at += len(more)
            at += 1

    def goes_on(self, line: Line) -> bool:
        """Whether a line goes on with the one before: its file says so, or all others have a bullet and it has none."""
        if line.opens is not None:
            return not line.opens
        return self.is_bulleted and not (split_marker(line)[0] or is_unit(line) or _is_group(line))

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

    def block(self, first: Line, shrunk: Sequence[Line]) -> None:
        """A row whose text repeats in shrinking copies: read once, where the copies prove its items begin."""
        self.open_group(None)
        starts = [at for at in item_starts(first, shrunk) if not _CODE_BEFORE.search(first.text[:at])]
        for begin, end in zip(starts, [*starts[1:], None], strict=True):
            self.item(first.part(begin, end))
        self.draft.mark(shrunk, Status.REPEAT)
        message = f"the text of a table row is printed {len(shrunk) + 1} times, each copy shorter; it is read once"
        self.draft.observe("repeated-copies", message, first.span)

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
            lines = [body, fragment]
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
            self.draft.add("Passage", lines, text=text, repair=repair, section=self.group, about="role")
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
