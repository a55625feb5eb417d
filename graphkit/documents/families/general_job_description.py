"""Job descriptions of any employer, by the labels and headings that most of them print.

What stands under a heading that nobody knows stays unread, unless it is running text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.criteria import UNREAD, Criteria
from graphkit.documents.tools.drawn import each_item, in_cells, without_heads
from graphkit.documents.tools.form import Opening, drop_footers
from graphkit.documents.tools.front import Front
from graphkit.documents.tools.items import JOINING, ends_sentence, items, page_width, split_marker
from graphkit.documents.tools.known import Known, heading_of, looks_like_heading, unknown_label
from graphkit.documents.tools.marks import Marks, Stretch
from graphkit.documents.tools.numbers import listed, unnumbered
from graphkit.documents.tools.running import printed
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
_SPECIFICATION = ("specification", "criteria")
#: a text with a longer line has a paragraph in each of its lines
_UNWRAPPED = 120


def recognises(source: Source) -> float:
    """By a title and duties, with labels before them or what is asked of a person after them, told by how strictly."""
    signs, strange = _signs(source)
    is_labelled, _, is_asked, is_ranked = list(signs.values())[2:]
    is_one = signs[_TITLE] and signs[_DUTIES] and (is_labelled or (is_asked and is_ranked))
    if strange and not (len(strange) == 1 and is_labelled and is_asked and is_ranked):
        is_one = False
    return sum(signs.values()) / len(signs) if is_one else min(_UNSURE, sum(signs.values()) / 20)


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
        "a heading over what is asked of a person": any(part in headings for part in _SPECIFICATION),
        "what is essential and what desirable": bool(modalities),
    }
    return signs, sorted({line.text for line in lines if words.exact(line, "Stranger")})


def read(source: Source) -> Draft:
    """The fields, the passages, the duties and what is asked of a person."""
    draft, known = Draft(source), Known.of(wording(NAME))
    draft.observe("general-reader", "the document is of no family with a reader of its own")
    lines, footers = drop_footers(printed(draft, breaks=True), "")
    draft.mark(footers, Status.FOOTER)
    heads = frozenset(entry.words for entry in wording(NAME).kind("Columns", part="table"))
    _Document(draft, known, without_heads(draft, in_cells(draft, lines), heads)).read()
    return draft


@dataclass
class _Part:
    """A heading, or nothing above the first, and the lines under it."""

    opened: Opening | None
    lines: list[Line] = field(default_factory=list)


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
        self.width = page_width(lines)
        gaps = sum(line.number - above.number > 1 for above, line in pairwise(lines))
        #: whether blank lines part paragraphs, and do not stand after every line
        self.has_blanks = 0 < gaps < 0.8 * max(1, len(lines) - 1)

    def read(self) -> None:
        parts = list(self.parts())
        for part in parts:
            place = part.opened.entry.part if part.opened else "title"
            if part.opened and part.opened.entry.kind == "Heading":
                self.draft.mark(part.opened.pieces, Status.HEADING)
            if place == "title":
                self.title(part.lines)
            elif place in _SPECIFICATION and part.opened:
                self.specification(part.opened, part.lines)
            elif part.opened:
                self.section(heading_of(part.opened.pieces), part.opened.entry.reads or "Passage", part.lines)

    def parts(self) -> Iterator[_Part]:
        """The document cut at its headings; a specification is one part, whatever headings stand in it."""
        part = _Part(None)
        used = 0
        for at, line in enumerate(self.lines):
            if at < used:
                continue
            found = self.known.heading(self.lines, at) or self.known.ranked(line)
            if not found or self._is_inside(part, found, at):
                part.lines.append(line)
                continue
            yield part
            part = _Part(found, [found.rest] if found.rest else [])
            used = at + len(found.pieces)
        yield part

    def _is_inside(self, part: _Part, found: Opening, at: int) -> bool:
        """Whether a heading's words open nothing here: a label, a paragraph's first words, a group of items."""
        if part.opened is None or part.opened.entry.part == "title":
            label = self.known.label(self.lines, at, in_front=True)
            return label is not None and (found.rest is not None or label.rest is None)
        if part.opened.entry.part in _SPECIFICATION:
            below = self.lines[at + 1 : at + 2]
            marks = Marks(self.known.modalities, below)
            is_asked = any(key(line.text) in self.known.modalities or marks.has(line) for line in below)
            return found.entry.part in _SPECIFICATION or is_asked or self._is_in_table(part, self.lines[at])
        if found.rest and found.entry.part == "passage":
            return part.opened.rest is None
        if part.opened.entry.part != "duties" or found.entry.part in ("duties", "specification"):
            return False
        return self._is_group(part, found, at) or _rank(self.lines[at]) > _rank(part.opened.pieces[0])

    def _is_group(self, part: _Part, found: Opening, at: int) -> bool:
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

    def _is_in_table(self, part: _Part, line: Line) -> bool:
        """Whether a line stands in a table that the part has begun."""
        last = part.lines[-1].cell if part.lines else None
        return last is not None and line.cell is not None and line.cell[0] - last[0] <= 1

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
        lines = each_item(self.draft.source, lines)
        is_item = listed(lines).__contains__
        opens = [at for at, line in enumerate(lines) if not is_item(line) and looks_like_heading(lines, at)]
        for begin, end in pairwise([None, *opens, len(lines)]):
            if begin is None:
                self._items(heading, reads, lines[:end])
                continue
            line, below = lines[begin], lines[begin + 1 : end]
            is_beside = line.text.isupper() and heading.isupper()
            if reads == "Duty" and below and (split_marker(below[0])[0] or is_item(below[0])) and not is_beside:
                self.draft.mark([line], Status.HEADING)
                self._items(heading_of([line]), reads, below)
            else:
                self._unknown(line, lines[begin + 1 :])
                return

    def _items(self, heading: str, reads: str, lines: Sequence[Line]) -> None:
        """The paragraphs or duties between two headings."""
        if own := self.front.labelled(lines):
            section = self.sections.setdefault((heading, reads == "Duty"), Section(heading, reads))
            section.parents = {}
            own, numbered = unnumbered(self.draft, own)
            starts = () if numbered else self._starts(own)
            read_section(self.draft, section, own, self.words, self.width, starts, numbered)

    def _unknown(self, heading: Line, lines: Sequence[Line]) -> None:
        """What stands under a heading that nobody knows."""
        if self._running(heading_of([heading]), lines):
            self.draft.mark([heading], Status.HEADING)

    def _running(self, heading: str, lines: Sequence[Line]) -> bool:
        """Running text is a passage whatever its heading says; a list is left unread, because it may be anything."""
        found = False
        for item in items(lines, page_width=self.width, starts=self._starts(lines)):
            words = " ".join(line.text for line in item.lines)
            if not item.is_listed and ends_sentence(words) and len(words.split()) > 4:
                found = True
                self.draft.add("Passage", item.lines, section=heading, about="role")
        return found

    def specification(self, opened: Opening, lines: Sequence[Line]) -> None:
        """What is asked of a person."""
        is_class = opened.entry.part == "criteria"
        above = Stretch(heading_of(opened.pieces), opened.entry.reads or "Requirement" if is_class else "Requirement")
        if opened.entry.kind != "Heading":  # it says how strictly, so that it is read with what stands under it
            lines = [*opened.pieces, *lines]
        criteria = Criteria(self.draft, self.words, self.known, above, opened.pieces[0])
        for stretch in criteria.stretches(self.front.labelled(each_item(self.draft.source, lines))):
            if stretch.reads == UNREAD:
                self._running(stretch.heading, stretch.lines)
                continue
            made = Section(stretch.heading, stretch.reads, "AtEntry")
            section = self.sections.setdefault((stretch.heading, False), made)
            section.modality = {} if stretch.modality == "Unstated" else {0: stretch.modality}
            section.parents, section.depths = {}, {}
            own, numbered = unnumbered(self.draft, stretch.lines)
            starts = () if numbered else self._starts(own, is_cell=stretch.is_cell)
            read_section(self.draft, section, own, self.words, self.width, starts, numbered)

    def _starts(self, lines: Sequence[Line], *, is_cell: bool = False) -> set[int]:
        """The lines with which a paragraph or an item without a bullet begins, where the file does not tell."""
        starts: set[int] = set()
        listed = any(split_marker(line)[0] for line in lines)
        for above, line in pairwise(lines):
            if line.opens is not None:
                continue
            is_capital = line.text[0].isupper() or not line.text[0].isalpha()
            has_room = len(above.text) + 1 + len(line.text.split()[0]) <= self.width
            is_apart = self.has_blanks and line.number - above.number > 1 and not self._is_broken(above, line)
            is_item = not listed and not JOINING.search(above.text) and (is_cell or has_room)
            if is_apart or (is_capital and (is_item or self.width > _UNWRAPPED)):
                starts.add(line.number)
        return starts

    def _is_broken(self, above: Line, line: Line) -> bool:
        """Whether a page ends between two lines of one sentence: what stands there is left out, and no blank line."""
        between = self.draft.source.lines[above.number : line.number - 1]
        return any(other.text for other in between) and line.text[0].islower()


def _rank(heading: Line) -> tuple[int, bool]:
    """How far below others a heading is, by its marks and its capitals."""
    return len(heading.text) - len(heading.text.lstrip("#")), not heading.text.strip("#* ").isupper()
