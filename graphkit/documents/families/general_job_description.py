"""Job descriptions of any employer, by the labels and headings that most of them print.

What stands under a heading that nobody knows stays unread, unless it is running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.asked import read_stretch
from graphkit.documents.tools.beside import pieces
from graphkit.documents.tools.breaks import Breaks
from graphkit.documents.tools.criteria import UNREAD, Criteria
from graphkit.documents.tools.drawn import each_item, in_cells, without_heads
from graphkit.documents.tools.form import Opening, drop_footers
from graphkit.documents.tools.front import Front
from graphkit.documents.tools.items import ends_sentence, items, split_marker
from graphkit.documents.tools.known import Known, heading_of, looks_like_heading, unknown_label
from graphkit.documents.tools.marks import Marks, Stretch
from graphkit.documents.tools.numbers import listed, unnumbered
from graphkit.documents.tools.over import over_values
from graphkit.documents.tools.parts import SPECIFICATION, Parts
from graphkit.documents.tools.running import printed, titled
from graphkit.documents.tools.specification import Section, read_section
from graphkit.documents.wording import key, wording
from graphkit.records import Status

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "general-job-description"
DESCRIBES = "Job"
IS_GENERAL = True

_TITLE, _DUTIES = "the title of a job", "a heading over its duties"
#: so sure at most where something is missing without which no text is a job description
_UNSURE = 0.3
#: within so many lines stands the title of the job
_FRONT = 40


def recognises(source: Source) -> float:
    """By a title and duties, with labels before them or what is asked of a person after them, told by how strictly."""
    signs, strange = _signs(source)
    is_labelled, _, is_asked, is_ranked = list(signs.values())[2:]
    is_one = signs[_TITLE] and signs[_DUTIES] and (is_labelled or (is_asked and is_ranked))
    is_one = is_one or (signs[_TITLE] and is_labelled and _is_specification(source))
    if strange and not (len(strange) == 1 and is_labelled and is_asked and is_ranked):
        is_one = False
    return sum(signs.values()) / len(signs) if is_one else min(_UNSURE, sum(signs.values()) / 20)


def _is_specification(source: Source) -> bool:
    """Whether a text is a person specification by itself: headed so, its criteria under headings, in two degrees."""
    known = Known.of(wording(NAME))
    lines = [line for line in source.lines if line.text]
    found = [hit.entry for at in range(len(lines)) if (hit := known.heading(lines, at))]
    criteria = {entry.words for entry in found if entry.part == "criteria"}
    degrees = {known.modalities[words] for line in lines if (words := key(line.text)) in known.modalities}
    return any(entry.part == "specification" for entry in found) and len(criteria) > 1 and len(degrees) > 1


def lacks(source: Source) -> list[str]:
    """What most job descriptions print and is not there."""
    signs, strange = _signs(source)
    return [sign for sign, is_there in signs.items() if not is_there] + [f"no “{words}”" for words in strange]


def _signs(source: Source) -> tuple[dict[str, bool], list[str]]:
    """What most job descriptions print, and whether it is there; and what none prints."""
    words, known = wording(NAME), Known.of(wording(NAME))
    lines = [line for line in source.lines if line.text]
    headings = [found.entry.part for at in range(len(lines)) if (found := known.heading(lines, at))]
    hits = (known.label(lines, at, in_front=True) for at in range(len(lines)))
    labels = {hit.entry.property or hit.entry.text for hit in hits if hit}
    modalities = {entry.reads for line in lines if len(line.text) > 1 and (entry := words.exact(line, "Modality"))}
    signs = {
        _TITLE: "title" in headings or "rcq:jobTitle" in labels,
        _DUTIES: "duties" in headings,
        "labels such as its grade, its hours, whom it reports to": len(labels - {"rcq:jobTitle"}) > 1,
        "a heading over its purpose": "passage" in headings,
        "a heading over what is asked of a person": any(part in headings for part in SPECIFICATION),
        "what is essential and what desirable": bool(modalities),
    }
    return signs, sorted({line.text for line in lines if words.exact(line, "Stranger")})


def read(source: Source) -> Draft:
    """The fields, the passages, the duties and what is asked of a person."""
    draft, known = Draft(source), Known.of(wording(NAME))
    draft.observe("general-reader", "the document is of no family with a reader of its own")
    lines, footers = drop_footers(printed(draft, breaks=True), "")
    feet = titled(lines, _title(known, lines))
    draft.mark([*footers, *(line for line in lines if line in feet)], Status.FOOTER)
    lines = [line for line in lines if line not in feet]
    heads = frozenset(entry.words for entry in wording(NAME).kind("Columns", part="table"))
    _Document(draft, known, without_heads(draft, in_cells(draft, lines), heads)).read()
    return draft


def _title(known: Known, lines: Sequence[Line]) -> str:
    """The title of the job, where a label says it."""
    for at, line in enumerate(lines[:_FRONT]):
        found = known.label(lines, at, in_front=True)
        if found and found.entry.property == "rcq:jobTitle":
            value = found.rest or next(iter(lines[at + len(found.pieces) :]), line)
            return pieces(value)[0].text
    return ""


class _Document:
    """The document being read."""

    def __init__(self, draft: Draft, known: Known, lines: Sequence[Line]) -> None:
        self.draft = draft
        self.words = wording(NAME)
        self.known = known
        self.lines = lines
        self.front = Front(draft, known)
        #: heading, and whether duties stand under it -> the section, however often it is printed
        self.sections: dict[tuple[str, bool], Section] = {}
        self.breaks = Breaks(lines)

    def read(self) -> None:
        parts = list(Parts(self.known, self.lines))
        for part in parts:
            place = part.opened.entry.part if part.opened else "title"
            if part.opened and part.opened.entry.kind == "Heading":
                self.draft.mark(part.opened.pieces, Status.HEADING)
            if place == "title":
                rest = part.opened.rest if part.opened else None
                lines = [line for line in part.lines if line is not rest]
                if part.opened and part is not parts[0] and not rest and self._is_text(lines):
                    self._running(heading_of(part.opened.pieces), lines)
                    continue
                self.title(lines)
                if rest:
                    self.front.title(rest)
            elif place in SPECIFICATION and part.opened and not self._is_told(part.opened, part.lines):
                self.specification(part.opened, part.lines)
            elif part.opened:
                self.section(heading_of(part.opened.pieces), self._reads(part.opened, part.lines), part.lines)

    def _is_told(self, opened: Opening, lines: Sequence[Line]) -> bool:
        """Whether running text under a heading that is one of criteria or of duties alike tells of the job."""
        words = " ".join(line.text for line in lines)
        is_listed = any(split_marker(line)[0] or line.cell for line in lines)
        is_either = key(heading_of(opened.pieces)) in self.known.groups
        return is_either and not is_listed and ends_sentence(words) and not Marks(self.known.modalities, lines).any

    def _reads(self, opened: Opening, lines: Sequence[Line]) -> str:
        """The class of what stands under a heading; what all staff answer for are duties where it is listed."""
        if opened.entry.part == "passage" and opened.entry.reads == "Duty":
            return "Duty" if any(split_marker(line)[0] for line in lines) else "Passage"
        return "Passage" if opened.entry.part not in ("passage", "duties") else opened.entry.reads or "Passage"

    def _is_text(self, lines: Sequence[Line]) -> bool:
        """Whether nothing but running text stands under a title, so that it is the heading of a section."""
        words = " ".join(line.text for line in lines)
        is_label = (self.known.label(lines, at, in_front=True) for at in range(len(lines)))
        return ends_sentence(words) and len(words.split()) > 4 and lines[0].cell is None and not any(is_label)

    def title(self, lines: Sequence[Line]) -> None:
        """What stands in front of the sections, up to a heading that nobody knows over running text."""
        for at in range(len(lines)):
            is_label = self.known.label(lines, at, in_front=True) or unknown_label(lines[at])
            if not is_label and looks_like_heading(lines, at) and ends_sentence(lines[at + 1].text):
                self.front.read(lines[:at])
                self._unknown(lines[at], lines[at + 1 :])
                return
        self.front.read(lines)

    def section(self, heading: str, reads: str, lines: Sequence[Line]) -> None:
        """Paragraphs or duties under one heading, the labelled values among them taken out."""
        lines = self._unlabelled(lines)
        is_item = listed(lines).__contains__
        opens = [at for at, line in enumerate(lines) if not is_item(line) and looks_like_heading(lines, at)]
        #: whether duties without bullets stand in groups, the first right under the heading of all
        are_grouped = opens[:1] == [0] and not any(split_marker(line)[0] or is_item(line) for line in lines)
        for begin, end in pairwise([None, *opens, len(lines)]):
            if begin is None:
                self._items(heading, reads, lines[:end])
                continue
            line, below = lines[begin], lines[begin + 1 : end]
            is_beside = line.text.isupper() and heading.isupper()
            is_list = bool(below) and bool(are_grouped or split_marker(below[0])[0] or is_item(below[0]))
            if reads == "Duty" and is_list and not is_beside:
                self.draft.mark([line], Status.HEADING)
                self._items(heading_of([line]), reads, below)
            else:
                self._unknown(line, lines[begin + 1 :])
                return

    def _unlabelled(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of a section without the labelled values among them, which are read."""
        left: list[Line] = []
        for are_labels, own in over_values(self.known, each_item(self.draft.source, lines)):
            if are_labels:
                self.front.read(own)
            else:
                left += own
        return self.front.labelled(left)

    def _items(self, heading: str, reads: str, lines: Sequence[Line]) -> None:
        """The paragraphs or duties between two headings."""
        if lines:
            section = self.sections.setdefault((heading, reads == "Duty"), Section(heading, reads))
            section.parents = {}
            own, numbered = unnumbered(self.draft, lines)
            starts = () if numbered else self.breaks.starts(own, is_text=reads == "Passage")
            read_section(self.draft, section, own, self.words, self.breaks.width, starts, numbered)

    def _unknown(self, heading: Line, lines: Sequence[Line]) -> None:
        """What stands under a heading that nobody knows."""
        if self._running(heading_of([heading]), lines):
            self.draft.mark([heading], Status.HEADING)

    def _running(self, heading: str, lines: Sequence[Line]) -> bool:
        """Running text is a passage whatever its heading says; a list is left unread, because it may be anything."""
        found = False
        for item in items(lines, page_width=self.breaks.width, starts=self.breaks.starts(lines, is_text=True)):
            words = " ".join(line.text for line in item.lines)
            if not item.is_listed and ends_sentence(words) and len(words.split()) > 4:
                found = True
                self.draft.add("Passage", item.lines, section=heading, about="role")
        return found

    def specification(self, opened: Opening, lines: Sequence[Line]) -> None:
        """What is asked of a person."""
        is_class = opened.entry.part == "criteria"
        above = Stretch(heading_of(opened.pieces), opened.entry.reads or "Requirement" if is_class else "Requirement")
        rest = opened.rest
        if rest and not is_class and lines and lines[0] == rest and not ends_sentence(rest.text):
            self.draft.mark([rest], Status.HEADING)  # whose specification it is
            lines = lines[1:]
        if opened.entry.kind != "Heading":  # it says how strictly, so that it is read with what stands under it
            lines = [*opened.pieces, *lines]
        criteria = Criteria(self.draft, self.words, self.known, above, opened.pieces[0])
        for stretch in criteria.stretches(self._unlabelled(lines)):
            if stretch.reads == UNREAD:
                self._running(stretch.heading, stretch.lines)
                continue
            read_stretch(self.draft, self.sections, stretch, self.words, self.breaks)
