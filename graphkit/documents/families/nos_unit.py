"""Units of National Occupational Standards: performance criteria, what must be known, and where the unit comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.beside import in_columns
from graphkit.documents.tools.dates import iso
from graphkit.documents.tools.drawn import in_cells
from graphkit.documents.tools.form import Opening, opening
from graphkit.documents.tools.items import ends_sentence, items, page_width, split_marker
from graphkit.documents.tools.running import printed
from graphkit.documents.wording import Wording, wording
from graphkit.records import Concept, Statement, Status, Value

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "nos-unit"
DESCRIBES = "Role"
IS_GENERAL = False

#: the code of a unit, alone on its line: "SFJAB1", "SFJ CPS4.2"
_CODE = re.compile(r"(?=.*\d)[A-Z]{2,}[ -]?[A-Z]{0,6}[ -]?\d{1,4}(?:\.\d{1,3}){0,2}")
#: the code or number of a criterion or of a piece of knowledge
_NUMBERED = re.compile(r"([PKSB]\d{1,3}|\d{1,3}(?=[.)]))[.):]?(?:\s+|$)")
_TELLING = ("criteria", "knowledge")
#: labels that show the form
_LABELS = 4


def recognises(source: Source) -> float:
    """By the headings over its criteria and its knowledge, the words that announce them, and its labels."""
    parts, announced, labels = _signs(source)
    sure = (len(parts) + min(len(announced), 2) + min(len(labels), _LABELS) / 2) / (len(_TELLING) + 2 + _LABELS / 2)
    return sure if parts or len(announced) > 1 else sure / 2


def lacks(source: Source) -> list[str]:
    """The headings and the announcing words that are not there."""
    parts, announced, _ = _signs(source)
    words = wording(NAME)
    headings = [words.kind("Heading", part=part)[-1].text for part in _TELLING if part not in parts]
    return [f"the heading “{heading}”" for heading in headings] + ([] if announced else ["“You must be able to”"])


def _signs(source: Source) -> tuple[set[str], set[str], set[str]]:
    """The parts that tell, the announcing words, and the labels that are there."""
    words = wording(NAME)
    lines = in_columns(in_cells(Draft(source), [line for line in source.lines if line.text]))

    def hits(*kinds: str) -> Iterator[Opening]:
        return (hit for at in range(len(lines)) if (hit := opening(lines, at, words.kind(*kinds))))

    parts = {hit.entry.part for hit in hits("Heading") if hit.entry.part in _TELLING}
    labels = {hit.entry.text for hit in hits("Label")}
    return {part for part in parts if part}, {hit.entry.text for hit in hits("Boilerplate")}, labels


def read(source: Source) -> Draft:
    """The unit with its criteria, the knowledge, the passages and the fields."""
    draft = Draft(source)
    _Unit(draft, wording(NAME), in_columns(in_cells(draft, _with_code(draft, printed(draft))))).read()
    return draft


def _with_code(draft: Draft, lines: list[Line]) -> list[Line]:
    """The lines, with the first that prints the unit's code, though it is that of a running head."""
    code = next((line for line in draft.source.lines if _CODE.fullmatch(line.text)), None)
    running = [mark for mark in draft.marks if code and mark.span == code.span and mark.status is Status.FOOTER]
    if code is None or not running:
        return lines
    draft.marks.remove(running[0])
    return sorted([*lines, code], key=lambda line: line.span)


@dataclass
class _Part:
    """A heading or label, or nothing above the first, and the lines under it."""

    opened: Opening | None
    lines: list[Line] = field(default_factory=list)


class _Unit:
    """The unit being read."""

    def __init__(self, draft: Draft, words: Wording, lines: Sequence[Line]) -> None:
        self.draft = draft
        self.words = words
        self.lines = lines
        self.width = page_width(lines)
        self.unit: Statement | None = None

    def read(self) -> None:
        first, *parts = self.parts()
        self.front(first.lines)
        for part in parts:
            opened = part.opened
            assert opened
            if opened.entry.kind == "Label":
                self.draft.mark(opened.pieces, Status.LABEL)
                self.labelled(opened, part.lines)
                continue
            self.draft.mark(opened.pieces, Status.HEADING)
            reads = opened.entry.reads or "Passage"
            if reads == "Passage":
                self.passages(opened.text, part.lines)
            else:
                self.coded(opened.text, reads, part.lines)

    def parts(self) -> list[_Part]:
        """The lines cut at headings and labels; what only announces a list is taken out."""
        entries = self.words.kind("Heading", "Label", "Boilerplate")
        found = [_Part(None)]
        used: set[Line] = set()
        for at, line in enumerate(self.lines):
            if line in used:
                continue
            hit = opening(self.lines, at, entries, values=":" in line.text)
            if hit and hit.rest and not (hit.has_colon and hit.entry.kind == "Label"):
                hit = None
            if hit is None:
                found[-1].lines.append(line)
            elif hit.entry.kind == "Boilerplate":
                self.draft.mark(hit.pieces, Status.BOILERPLATE)
                used.update(hit.pieces)
            else:
                found.append(_Part(hit, [hit.rest] if hit.rest else []))
                used.update(hit.pieces)
        return found

    def front(self, lines: Sequence[Line]) -> None:
        """The unit's code and title; whatever else stands before the first heading is a passage."""
        at = next((at for at, line in enumerate(lines) if _CODE.fullmatch(line.text)), None)
        title = list(lines) if at is None else list(lines[at + 1 :]) or list(lines[:at])
        if at is not None:
            code = lines[at]
            self.draft.add("Field", [code], about="document", property="dcterms:identifier", value=(code.text,))
            self.draft.reference = code.text
        above = [line for line in lines if line not in title and (at is None or line != lines[at])]
        self.passages(None, above)
        if title:
            name = self.draft.reference and self.draft.reference.replace(" ", "")
            denotes = (Concept("NosUnit", name),) if name else ()
            facts = {"code": name} if name else {}
            self.unit = self.draft.add("NosUnit", title, denotes=denotes, **facts)
            told = (self.unit.text,)
            self.unit = self.draft.amend(self.unit, about="document", property="dcterms:title", value=told)

    def labelled(self, opened: Opening, lines: Sequence[Line]) -> None:
        """A label with its value."""
        entry = opened.entry
        if not lines:
            message = f"“{opened.text}” is printed with nothing under it"
            self.draft.observe("empty-label", message, opened.pieces[0].span)
            return
        for own in _listed(lines) if entry.part == "list" else [lines]:
            words = " ".join(line.text for line in own)
            value = self.stated(entry.property, words)
            self.draft.add("Field", own, label=opened.text, about=entry.about, property=entry.property, value=value)

    def stated(self, name: str | None, words: str) -> tuple[Value, ...]:
        """What a field's words state, in the form its property wants."""
        if name == "dcat:version":
            self.draft.version = self.draft.version or words
        elif name == "dcterms:identifier":
            self.draft.reference = self.draft.reference or words
        elif name == "dcterms:issued":
            return (day,) if (day := iso(words)) else ()
        elif name == "dcterms:publisher":
            return (Concept("Organisation", words),)
        return (words,) if name else ()

    def passages(self, heading: str | None, lines: Sequence[Line]) -> None:
        """Running text, with the items of a list under the line that announces them."""
        above: Statement | None = None
        for own in self.gathered(lines):
            marker, _, label, rest = split_marker(own[0])
            if marker:
                self.draft.mark([label], Status.LABEL)
                under = above.local if above else None
                self.draft.add("Passage", [rest, *own[1:]], section=heading, about="role", listed_under=under)
                continue
            for item in items(own, page_width=self.width):
                above = self.draft.add("Passage", item.lines, section=heading, about="role")

    def coded(self, heading: str, reads: str, lines: Sequence[Line]) -> None:
        """The items of a list, each with its code or number where one is printed, under their own headings."""
        section, order = heading, 0
        over: list[Line] = []  # what is a heading where an item follows, and else stays unread
        for own in self.gathered(lines):
            line = own[0]
            marker, _, label, rest = split_marker(line)
            match = _NUMBERED.match(line.text)
            if not (match or marker):
                over = own
                continue
            if over:
                self.draft.mark(over, Status.HEADING)
                section, order, over = " ".join(line.text for line in over).rstrip(" :"), 0, []
            label, rest = (line.part(0, match.end()), line.part(match.end())) if match else (label, rest)
            self.draft.mark([label], Status.LABEL)
            order += 1
            facts = {"code": match[1]} if match else {}
            under = self.unit.local if self.unit and reads == "NosOutcome" else None
            self.draft.add(reads, [rest, *own[1:]], section=section, order=order, listed_under=under, **facts)

    def gathered(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """The lines by item or heading: a code, number or bullet opens one, and so does a heading set apart."""
        column = min((self.column(line) for line in lines if _is_item(line)), default=0)
        #: whether what goes on stands further in than codes do, so that what does not is a heading
        is_hanging = any(self.column(line) > column for line in lines if not _is_item(line))
        own: list[Line] = []
        for line in lines:
            is_out = is_hanging and self.column(line) <= column
            if own and (_is_item(line) or self.is_heading(own[-1], line, is_out=is_out)):
                yield own
                own = []
            own.append(line)
        if own:
            yield own

    def column(self, line: Line) -> int:
        """How far in a line stands, where the file prints it as it is."""
        return line.indent if line.opens is None else 0

    def is_heading(self, above: Line, line: Line, *, is_out: bool) -> bool:
        """Whether a line without a code does not go on with the one above it."""
        is_apart = line.opens if line.opens is not None else is_out or line.number - above.number > 1
        is_title = line.text[0].isupper() and not ends_sentence(line.text.rstrip(":"))
        return bool(is_apart) and (is_title or line.is_heading)


def _listed(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The parts of a value between semicolons, which may go on over lines."""
    own: list[Line] = []
    for line in lines:
        begin = 0
        for sign in [*re.finditer(";", line.text), None]:
            part = line.part(begin, sign.start() if sign else None)
            own += [part] if part.text else []
            begin = sign.end() if sign else begin
            if sign and own:
                yield own
                own = []
    if own:
        yield own


def _is_item(line: Line) -> bool:
    return bool(_NUMBERED.match(line.text) or split_marker(line)[0])
