"""Job descriptions of Community Rehabilitation Companies: fields, numbered duties, units of occupational standards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.naming.tokens import small_words
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.asked import Asked
from graphkit.documents.tools.breaks import Breaks, goes_on, is_apart
from graphkit.documents.tools.drawn import each_item, in_cells, without_heads
from graphkit.documents.tools.headings import called, is_capital, is_emphasised, is_marked
from graphkit.documents.tools.items import split_marker
from graphkit.documents.tools.known import Known, bare, looks_like_heading, unknown_label
from graphkit.documents.tools.labels import Labels, employer, is_empty_label
from graphkit.documents.tools.listed_duties import listed_duties
from graphkit.documents.tools.numbers import counted, listed, unnumbered
from graphkit.documents.tools.running import printed
from graphkit.documents.tools.units import Units, is_group, is_unit, names_unit
from graphkit.documents.wording import Wording, key, wording
from graphkit.records import Status

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "crc-job-description"
DESCRIBES = "Job"
IS_GENERAL = False

#: numbers and letters with which a list begins, and words with which a group of its items does
_FIRST = ("1", "a", "i", "A", "I")
_TITLE = 4
#: words of a title at most
_NAME = 12
_NUMBERED = re.compile(r"(\d{1,2})[.):]?\s+(?=[A-Z])")
_GROUP = re.compile(r"(?:part|section|group|area|key area)\s+(?:\d{1,2}|[A-Z]|[IVX]+)\b", re.IGNORECASE)


def recognises(source: Source) -> float:
    """By the form's title, its labels, and units with their level in brackets, which no other employer's has."""
    has_title, has_units, labels = _signs(source)
    sure = 0.3 * has_title + 0.3 * has_units + 0.1 * min(4, len(labels))
    return sure if has_units else sure / 2


def lacks(source: Source) -> list[str]:
    """The title, units or labels that are not there."""
    has_title, has_units, labels = _signs(source)
    title = _words().kind("Heading", part="title")[-1].text
    missing = [] if has_title else [f"the heading “{title}”"]
    missing += [] if has_units else ["units of occupational standards with their level in brackets"]
    return missing if len(labels) > 1 else [*missing, "labels before its sections"]


def _signs(source: Source) -> tuple[bool, bool, set[tuple[str, ...]]]:
    """Whether the title and units are there, and the labels of the form that are."""
    known = _known()
    lines = in_cells(Draft(source), [line for line in source.lines if line.text])
    hits = (known.label(lines, at, in_front=line.cell is not None) for at, line in enumerate(lines))
    labels = {hit.entry.words for hit in hits if hit and hit.entry.about != "document"}
    return any(map(_is_title, lines)), any(map(names_unit, lines)), labels


@cache
def _words() -> Wording:
    """The wording of these forms, and of job descriptions in general."""
    return wording(NAME).over(wording("general-job-description"))


@cache
def _known() -> Known:
    return Known.of(_words())


def _is_title(line: Line) -> bool:
    """Whether a line is the title of the form, or begins as one: "Job description and competences"."""
    words = key(bare(line.unmarked).text)
    titles = (entry.words for entry in _words().kind("Heading", part="title"))
    return len(words) <= _NAME and any(words[: len(title)] == title for title in titles)


def read(source: Source) -> Draft:
    """The fields above the first section, then each section's passages and duties, then the units."""
    draft = Draft(source)
    heads = frozenset(entry.words for entry in _words().kind("Columns"))
    lines = each_item(source, without_heads(draft, in_cells(draft, printed(draft)), heads))
    _Form(draft, lines).read()
    return draft


class _Form:
    """The form being read."""

    def __init__(self, draft: Draft, lines: Sequence[Line]) -> None:
        self.draft = draft
        self.words = _words()
        self.known = _known()
        self.front = Labels(draft, self.known, Breaks(lines))
        #: line -> the marker of its depth, of the lines that opened with a bare number
        self.numbered: dict[int, str] = {}
        end = self.closing(lines)
        self.lines, self.below = lines[:end], lines[end:]
        self.breaks = Breaks(self.lines)
        self.asked = Asked(draft, self.words, self.known, self.breaks)
        self.is_marked_up = any(map(is_marked, self.lines))
        headings = [line for at, line in enumerate(self.lines) if self.is_known(at)]
        self.counted = frozenset(self.counted_headings())
        #: whether headings may be printed in small letters and without a mark
        self.is_mixed = not self.is_marked_up and any(not bare(line).text.isupper() for line in headings)

    def read(self) -> None:
        at, is_titled = self.competences()
        parts: list[tuple[Line | None, list[Line]]] = [(None, [])]
        for place, line in enumerate(self.lines[:at]):
            if self.is_heading(place):
                parts.append((line, []))
            else:
                parts[-1][1].append(line)
        rest = list(self.asked.without(self.in_front(parts)))
        opens = [self.part(heading) for heading, _ in rest]
        are_named = "duties" in opens
        is_duty = False
        sections: list[tuple[Line, list[Line], bool]] = []
        for (heading, under), part in zip(rest, opens, strict=True):
            is_listed = not (are_named or part == "passage") and _has_list(under)
            is_duty = (is_duty or is_listed or part == "duties") and part != "specification"
            sections.append((heading, under, is_duty))
        duties = [line for _, under, is_duty in sections if is_duty for line in under]
        bare_numbers = {line for line, match in counted(duties).items() if "." not in match[1]}
        plain, self.numbered = unnumbered(self.draft, duties, listed(duties) | bare_numbers)
        without = {line.number: line for line in plain}
        for heading, under, is_duty in sections:
            own = [without[line.number] for line in under if line.number in without] if is_duty else under
            self.section(self.mark(heading), own, reads="Duty" if is_duty else "Passage")
        self.asked.read()
        if at < len(self.lines):
            title = self.mark(self.lines[at]) if is_titled else None
            Units(self.draft, self.words, title).read(self.lines[at + is_titled :])
        self.front.read(self.below)

    def closing(self, lines: Sequence[Line]) -> int:
        """Where the labels begin that stand below everything else, each with its value or a place for it."""
        end = len(lines)
        while end and (unknown_label(lines[end - 1]) or is_empty_label(lines[end - 1])):
            end -= 1
        while end < len(lines) and not (end and is_apart(lines[end - 1], lines[end])):
            end += 1
        return end

    def competences(self) -> tuple[int, bool]:
        """Where the units begin, and whether with a heading over them all, whatever it says, a group or a unit."""
        lines = self.lines
        first = next((at for at, line in enumerate(lines) if is_unit(line)), len(lines))
        above: list[int] = []
        is_known = False  # then what stands over it is another section's, unless its words say that it is the one
        for at in range(first - 1, -1, -1):
            if self.is_competences(at):
                above.append(at)
            elif self.is_known(at):
                is_known = True
            elif self.is_heading(at) or is_group(lines[at]):
                above += [] if is_known else [at]
            elif (split_marker(lines[at])[0] or self.front.opened(lines[at])) and (above or first < len(lines)):
                break
        named = [at for at in above if self.is_competences(at)]
        if named or not above or first == len(lines):
            return (named[-1], True) if named else (first, False)
        marked = [at for at in above if is_marked(lines[at])]
        if marked:
            return marked[0], True
        if len(above) > 1:
            return above[above[0] == first - 1], True
        gaps = {
            below.number - line.number for line, below in pairwise(lines[first:]) if is_group(line) and is_unit(below)
        }
        return above[0], lines[first].number - lines[above[0]].number not in gaps

    def is_competences(self, at: int) -> bool:
        """Whether a line is a heading that speaks of competences or standards."""
        words = key(bare(self.lines[at].unmarked).text)
        said = (entry.words for entry in self.words.kind("Word", part="competences"))
        return any(words[at : at + len(one)] == one for one in said for at in range(len(words))) and (
            self.is_heading(at) or len(words) <= _TITLE
        )

    def is_known(self, at: int) -> bool:
        """Whether a line is a heading that the wording knows, with nothing behind it."""
        found = self.known.heading(self.lines, at)
        return found is not None and found.rest is None and len(found.pieces) == 1

    def part(self, heading: Line) -> str | None:
        entry = self.known.entry(called(heading))
        return entry.part if entry else None

    def is_heading(self, at: int) -> bool:
        """Whether a line is printed as a heading, or known as one."""
        line, above = self.lines[at], self.lines[at - 1] if at else None
        marker, number, _, _ = split_marker(line)
        is_value = above is not None and is_empty_label(above)
        if (marker and not number) or is_value or line.cell or self.front.opened(line):
            return False
        if self.is_known(at) or is_marked(line) or is_emphasised(line) or is_capital(line) or at in self.counted:
            return True
        return self.is_mixed and looks_like_heading(self.lines, at) and self.is_over_text(at)

    def counted_headings(self) -> Iterator[int]:
        """The lines set apart with the number after that of a known heading, which no item of a list has had since."""
        #: number -> whether the last line that opens with it is a heading
        seen: dict[int, bool] = {}
        for at, line in enumerate(self.lines):
            if match := _NUMBERED.match(line.text):
                number = int(match[1])
                is_next = seen.get(number - 1, False) and self.is_title_apart(at)
                seen[number] = is_next or self.is_known(at)
                if is_next:
                    yield at

    def is_title_apart(self, at: int) -> bool:
        """Whether a line has the form of a title and blank lines around it."""
        words, around = called(self.lines[at]), self.lines[max(at - 1, 0) : at + 2]
        is_title = bool(words) and len(words) <= 60 and words[0].isupper() and words[-1].isalpha()
        return is_title and len(around) == 3 and all(is_apart(above, line) for above, line in pairwise(around))

    def is_over_text(self, at: int) -> bool:
        """Whether a line set apart stands over running text, and not at the end of what is above it."""
        above, below = self.lines[at - 1] if at else None, self.lines[at + 1]
        is_end = above is not None and above.text[-1:] in (",", "&", "-", "\u2013")
        return not is_end and is_apart(self.lines[at], below) and not split_marker(below)[0]

    def mark(self, heading: Line) -> str:
        self.draft.mark([heading], Status.HEADING)
        return called(heading)

    def in_front(self, parts: Sequence[tuple[Line | None, list[Line]]]) -> list[tuple[Line, list[Line]]]:
        """Employer, title and labelled fields; returns the sections that follow them."""
        is_labelled = False
        for place, (heading, under) in enumerate(parts):
            if heading and _is_title(heading):
                self.mark(heading)
            elif heading and not self.front.employer and not is_labelled:
                self.front.publisher(heading)
            elif heading:
                return [(heading, lines) for heading, lines in parts[place:] if heading]
            above = list(takewhile(lambda line: not self.front.opened(line), under))
            if not self.front.employer and not is_labelled and (name := employer(above, is_first=heading is None)):
                self.front.publisher(name)
                under = [line for line in under if line != name]
            is_labelled = is_labelled or len(above) < len(under)
            self.front.read(under)
        return []

    def section(self, heading: str, lines: Sequence[Line], *, reads: str) -> None:
        """The paragraphs and listed items under one heading, and under those of groups that stand among them."""
        groups = [at for at in range(len(lines) - 1) if self.is_group(lines, at)]
        for begin, end in pairwise([None, *groups, len(lines)]):
            if begin is None:
                listed_duties(self.draft, heading, lines[:end], self.numbered, reads=reads)
            else:
                below = lines[begin + 1 : end]
                listed_duties(self.draft, self.mark(lines[begin]), below, self.numbered, reads=reads)

    def is_group(self, lines: Sequence[Line], at: int) -> bool:
        """A short line without a full stop over a list: one that begins anew, or goes on over groups set apart."""
        line, below = lines[at], lines[at + 1]
        marker, number, _, _ = split_marker(below)
        marker = marker or self.numbered.get(below.number, "")
        words = bare(line).text.rstrip(":")
        is_title = len(words) <= 60 and words[:1].isupper() and words[-1:].isalpha()
        stands_apart = is_apart(line, below) and (at == 0 or is_apart(lines[at - 1], line))
        if not is_title or split_marker(line)[0] or line.number in self.numbered:
            return False
        if not marker:  # it may stand over the heading of the first group
            return stands_apart and at + 2 < len(lines) and self.is_group(lines, at + 1)
        is_long = len(words.split()) > _TITLE or words.split()[-1].lower() in small_words()
        if is_long and not line.text.endswith(words):
            return False  # "The cook will:" is a sentence
        if number in (None, *_FIRST):
            return True
        if _GROUP.match(line.text) or (line.text.endswith(":") and (at == 0 or is_apart(lines[at - 1], line))):
            return True
        return stands_apart and (at == 0 or not goes_on(lines[at - 1], line))


def _has_list(lines: Sequence[Line]) -> bool:
    return any(split_marker(line)[0] for line in lines) or bool(counted(lines))
