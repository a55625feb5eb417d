"""Pages of occupational standards: labelled values, summary, duties with the codes of what supports each, versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.naming import split_list
from graphkit.documents.source import Line, Source, joined
from graphkit.documents.tools.asking import level
from graphkit.documents.tools.beside import side_by_side
from graphkit.documents.tools.breaks import Breaks, goes_on, is_apart
from graphkit.documents.tools.dates import iso
from graphkit.documents.tools.drawn import in_cells, without_heads
from graphkit.documents.tools.duties import DUTY, Supported
from graphkit.documents.tools.form import Opening, drop_footers, opening
from graphkit.documents.tools.items import ends_sentence, paragraphs, split_marker
from graphkit.documents.tools.known import unknown_label
from graphkit.documents.tools.mapped import codes_behind, is_codes
from graphkit.documents.tools.page_lines import opens_with_label, parts_of_list, without_link
from graphkit.documents.tools.pagewords import PageWords
from graphkit.documents.tools.running import printed
from graphkit.documents.tools.version_log import VersionLog
from graphkit.documents.wording import Entry, key
from graphkit.records import Status, Value

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "occupational-standard"
DESCRIBES = "Occupation"
IS_GENERAL = False

_STANDARD = re.compile(r"ST\s?\d{3,5}\b")
#: what parts the steps of a path
_STEP = re.compile(r"\s+(?:[/>|\u203a\u00bb\u2192\\]|&gt;)\s+")
#: in a text whose lines are longer than this a line is a paragraph
_UNWRAPPED = 160


def recognises(source: Source) -> float:
    """By its headings and labels, and by codes of knowledge, skills and behaviours behind its duties."""
    telling, shared = _signs(source)
    return shared + 0.2 * sum(telling.values()) if sum(telling.values()) > 1 else shared / 2


def lacks(source: Source) -> list[str]:
    """What tells such a page and is not there."""
    return [sign for sign, is_there in _signs(source)[0].items() if not is_there]


def _signs(source: Source) -> tuple[dict[str, bool], float]:
    """What tells such a page, and whether it is there; and how much there is of what others print too."""
    words = PageWords(NAME)
    lines = in_cells(Draft(source), [line.unmarked for line in source.lines if line.unmarked.text])
    lines = [part for line in lines for part in side_by_side(line, lambda piece: opens_with_label(words, piece))]
    headings = {entry.part for line in lines if (entry := words.exact(line, "Heading"))}
    labels = {hit.entry for line in lines if (hit := words.label([line], 0, everywhere=True))}
    duties = any(DUTY.match(line.text) for line in lines)
    is_mapped = duties and any(codes_behind(line) is not None for line in lines)
    has_code = any(_STANDARD.match(line.text.split(":")[-1].strip()) for line in lines)
    telling = {
        "a heading over its duties": "duties" in headings,
        "duties with the codes of what they need": is_mapped,
        "the code of a standard": has_code,
    }
    return telling, 0.1 * ("ksbs" in headings) + 0.1 * duties + 0.05 * min(4, len(labels))


def read(source: Source) -> Draft:
    """The page's fields, passages, duties, knowledge, skills, behaviours, awards and versions."""
    draft = Draft(source)
    heads = frozenset(entry.words for entry in PageWords(NAME).kind("Columns"))
    _Page(draft).read(without_heads(draft, in_cells(draft, printed(draft)), heads))
    return draft


class _Page:
    """The page being read."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words = PageWords(NAME)
        self.heading: str | None = None
        self.bulleted: set[int] = set()
        self.breaks = Breaks([])
        self.orders: dict[tuple[str | None, str], int] = {}
        self.items = Supported(draft, self.words, self)

    def read(self, lines: Sequence[Line]) -> None:
        lines, footers = drop_footers(lines, "")
        self.draft.mark(footers, Status.FOOTER)
        lines = self.without_standing(lines)
        self.breaks = Breaks(lines, is_whole=True)
        lines = [part for line in lines for part in self.beside(line)]
        starts = [at for at in range(len(lines)) if self.is_heading(lines, at)]
        first = next((at for at in range(len(lines)) if self.words.label(lines, at, everywhere=True)), len(lines))
        front = min([first, *starts])
        self.front(lines[:front])
        self.text(lines[front : starts[0] if starts else len(lines)], everywhere=True)
        draft = self.draft
        readers: dict[str, Callable[[Sequence[Line]], None]] = {
            "duties": self.items.duties,
            "ksbs": self.items.competences,
            "qualifications": self.awards,
            "versions": lambda log: VersionLog(draft, self.words, self.heading).read(log, self.passages),
        }
        for at, end in pairwise([*starts, len(lines)]):
            entry = self.words.exact(lines[at], "Heading")
            assert entry
            self.open(lines[at])
            if entry.part in readers:
                readers[entry.part](lines[at + 1 : end])
            else:
                self.text(lines[at + 1 : end], everywhere=entry.part in ("front", "details"))
        self.items.support()

    def is_heading(self, lines: Sequence[Line], at: int) -> bool:
        """Whether a line is a heading, and not the word before the codes that a duty is mapped to."""
        entry = self.words.exact(lines[at], "Heading")
        under = lines[at + 1 : at + 3]
        if not entry or (entry.part == "sentence" and not (under and ends_sentence(under[0].text))):
            return False
        if not under or not is_codes(under[0]):
            return True
        after = under[-1] if len(under) > 1 else None
        return after is not None and not (
            is_codes(after) or DUTY.match(after.text) or self.words.exact(after, "Heading")
        )

    def without_standing(self, lines: Sequence[Line]) -> list[Line]:
        """The lines that are not the site's own; what stands at the top of every page does so only there."""
        top = next((at for at in range(len(lines)) if self.words.label(lines, at, everywhere=True)), 0)
        kept = []
        for at, line in enumerate(lines):
            entry = self.words.exact(line, "Boilerplate")
            if entry and (entry.part != "top" or at < top):
                self.draft.mark([line], Status.BOILERPLATE)
            elif self.words.like(line, "Footer"):
                self.draft.mark([line], Status.FOOTER)
            else:
                marker, number, bullet, rest = split_marker(line)
                if marker and not number:
                    self.draft.mark([bullet], Status.LABEL)
                    self.bulleted.add(line.number)
                    line = rest
                kept.append(without_link(self.draft, self.words, line.unmarked))
        return [line for line in kept if line.text]

    def beside(self, line: Line) -> list[Line]:
        """The labels, each with its value, that are printed side by side."""
        return side_by_side(line, lambda piece: opens_with_label(self.words, piece))

    def open(self, line: Line) -> None:
        """A heading, under which the next items stand."""
        self.draft.mark([line], Status.HEADING)
        self.heading = joined(self.draft.source.text, (line.span,)).rstrip(" :")

    def front(self, lines: Sequence[Line]) -> None:
        """The title, which the path above it may print too; what follows it is said of the role."""
        lines = [left for line in lines if (left := self.without_path(line, lines))]
        printed = [key(line.text) for line in lines]
        at = next((at for at, words in enumerate(printed) if printed.count(words) > 1), 0)
        if lines:
            title = lines[at]
            self.draft.add("Field", [title], about="role", property="rcq:jobTitle", value=(title.text,))
            self.draft.mark([line for line in lines[at + 1 :] if key(line.text) == printed[at]], Status.REPEAT)
            self.passages([line for line in lines[at + 1 :] if key(line.text) != printed[at]])

    def without_path(self, line: Line, lines: Sequence[Line]) -> Line | None:
        """The last step of a path in one line, unless the site's own; it begins so, or ends with another line."""
        steps = list(_STEP.finditer(line.text))
        if not steps:
            return line
        first, last = line.part(0, steps[0].start()), line.part(steps[-1].end())
        if not (self.words.exact(first, "Boilerplate") or any(key(other.text) == key(last.text) for other in lines)):
            return line
        is_site = self.words.exact(last, "Boilerplate") is not None
        self.draft.mark([line if is_site else line.part(0, steps[-1].end())], Status.HEADING)
        return None if is_site else last

    def text(self, lines: Sequence[Line], *, everywhere: bool) -> None:
        """Paragraphs, and labels with their values between them."""
        said: list[Line] = []
        at = 0
        while at < len(lines):
            hit = self.words.label(lines, at, everywhere=everywhere) or (
                unknown_label(lines[at]) if everywhere else None
            )
            at += 1
            if not hit:
                said.append(lines[at - 1])
                continue
            self.passages(said)
            said = []
            value = [hit.rest] if hit.rest else []
            wanted = len(lines) if hit.entry.part == "list" else 1
            while len(value) < wanted and at < len(lines) and not self.is_label(lines, at, everywhere, bool(value)):
                value.append(lines[at])
                at += 1
            has_colon = everywhere and hit.has_colon  # then other labels have one too
            while wanted == 1 and at < len(lines) and value and self.value_goes_on(lines, at, everywhere, has_colon):
                value.append(lines[at])
                at += 1
            self.labelled(hit, value)
        self.passages(said)

    def value_goes_on(self, lines: Sequence[Line], at: int, everywhere: bool, has_colon: bool) -> bool:
        """Whether a line goes on with the value above it, whose line had no room for its first word, or whose label
        shows that it is none.
        """
        above, line = lines[at - 1], lines[at]
        if is_apart(above, line) or self.is_label(lines, at, everywhere, True) or line.cell != above.cell:
            return False
        whole = self.draft.source.lines[above.number - 1].text
        is_full = self.breaks.width <= _UNWRAPPED and len(whole) + 1 + len(line.text.split()[0]) > self.breaks.width
        return has_colon or is_full or goes_on(above, line) or above.text.endswith(",")

    def is_label(self, lines: Sequence[Line], at: int, everywhere: bool, has_value: bool) -> bool:
        """Whether a line is a label; one alone under an empty label is its value where another label follows."""
        if not (hit := self.words.label(lines, at, everywhere=everywhere)):
            return has_value and everywhere and unknown_label(lines[at]) is not None
        alone = not has_value and hit.rest is None and not hit.has_colon
        return not (alone and (at + 1 == len(lines) or self.words.label(lines, at + 1, everywhere=everywhere)))

    def passages(self, lines: Sequence[Line]) -> None:
        width = max((len(line.text) for line in lines), default=0)
        starts = self.breaks.starts(lines)
        blocks: list[list[Line]] = []
        for line in lines:
            follows = bool(blocks) and line.number not in starts | self.bulleted
            if follows and width <= _UNWRAPPED:
                blocks[-1].append(line)
            else:
                blocks.append([line])
        announced: str | None = None
        for block in blocks:
            is_listed = block[0].number in self.bulleted
            for said in paragraphs(block, page_width=width):
                under = announced if is_listed else None
                made = self.draft.add("Passage", said, section=self.heading, about="role", listed_under=under)
                if not is_listed:
                    announced = made.local if made.text.endswith(":") else None

    def labelled(self, hit: Opening, value: Sequence[Line]) -> None:
        """A label's value: one field, or one an item where the label stands over a list."""
        entry, label = hit.entry, hit.text
        self.draft.mark(hit.pieces, Status.LABEL)
        if not value:
            self.draft.observe("empty-label", f"“{label}” is printed with nothing under it", hit.pieces[0].span)
            return
        facts = {"label": label, "about": entry.about or "role", "section": self.heading}
        if entry.part == "list":
            for item in parts_of_list(value, is_one=hit.rest is not None or len(value) == 1):
                self.draft.add("Field", [item], property=entry.property, value=(item.text,), **facts)
            return
        printed = " ".join(line.text for line in value)
        name, stated, number = self.stated(entry, printed)
        self.draft.add("Field", value, property=name, value=stated, level=number, **facts)

    def stated(self, entry: Entry, printed: str) -> tuple[str | None, tuple[Value, ...], int | None]:
        """What a value states, in the form its property wants; a level also as a number."""
        name = entry.property
        if name == "dcterms:identifier":
            self.draft.reference = self.draft.reference or printed
        elif name == "dcat:version":
            self.draft.version = self.draft.version or printed
        elif name == "dcterms:issued":
            day = iso(printed)
            return (name, (day,), None) if day else (None, (), None)
        elif name == "rcq:level":
            number = re.fullmatch(r"(?:level\s+)?(\d{1,2})", printed, re.IGNORECASE)
            return (name, (int(number[1]),), int(number[1])) if number else (None, (), None)
        elif name == "dcterms:contributor":
            return name, tuple(split_list(printed)), None
        return name, ((printed,) if name else ()), None

    def order(self, kind: str) -> int:
        self.orders[self.heading, kind] = self.orders.get((self.heading, kind), 0) + 1
        return self.orders[self.heading, kind]

    def awards(self, lines: Sequence[Line]) -> None:
        """Awards that must be held, each with the level printed in or under it; sentences between them."""
        found: list[tuple[Line, int | None]] = []
        levels = [entry for entry in self.words.kind("Label") if entry.part == "qualifications"]
        for line in lines:
            label = opening([line], 0, levels, values=True)
            if found and label and label.rest and re.fullmatch("[0-9]", label.rest.text):
                self.draft.mark([line], Status.LABEL)
                found[-1] = (found[-1][0], int(label.rest.text))
            elif ends_sentence(line.text) or self.words.exact(line, "Nothing"):
                self.passages([line])
            else:
                found.append((line, level(line.text)))
        for line, number in found:
            self.draft.add(
                "Qualification", [line], section=self.heading, order=self.order("Qualification"), level=number,
                modality="Unstated", timing="Unstated",
            )  # fmt: skip
