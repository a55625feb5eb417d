"""Pages of the occupational maps: an occupation, its products, knowledge, skills, behaviours and duties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.naming import split_list
from graphkit.documents.source import Line, Source, joined, runs
from graphkit.documents.tools.form import Opening, opening
from graphkit.documents.tools.items import blocks, split_marker
from graphkit.documents.tools.mapped import CODE, codes_behind
from graphkit.documents.wording import Wording, key, wording
from graphkit.records import Concept, Span, Statement, Status, Value

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "occupational-map"
DESCRIBES = "Occupation"
IS_GENERAL = False

_ICON = re.compile(r"[a-z]+(?:_[a-z]+)*\s*(?=[A-Z])")
_GLUED = re.compile(r"(?:[a-z]+(?:_[a-z]+)+|[a-z]{4,})(?=[A-Z])")
_LEVEL = re.compile(r"\(?Level (\d)\)?(?:\s*[-\u2013]\s*\S.*)?")
_PRODUCT = re.compile(r"([A-Z]{2,4}\d{2,5}):?\s*")
_KSB = re.compile(r"([KSB])(\d{1,3})\s*[:.]?\s+(?=\S)")
_DUTY = re.compile(r"Duty\s+(D?\d{1,3})\b\s*:?\s*")
#: a label that the family's wording does not know, and its value on the same line
_UNKNOWN_LABEL = re.compile(r"([A-Z][\w ()/&-]{2,40}):\s+(?=\S)")
_TELLING = {"Reference", "SOC 2020 code", "Typical job titles include", "Duties", "Technical Education Products"}
_KSB_CLASS = {"K": "Knowledge", "S": "Skill", "B": "KsbBehaviour"}


def recognises(source: Source) -> float:
    """By its headings and labels, which every page prints; a standard's own page has neither of the two that tell."""
    found, has_ksbs = _signs(source)
    sure = (len(found & _TELLING) + has_ksbs) / (len(_TELLING) + 1)
    return sure if found & {"SOC 2020 code", "Technical Education Products"} else sure / 2


def lacks(source: Source) -> list[str]:
    """The labels and headings that are not there."""
    found, has_ksbs = _signs(source)
    missing = [f"“{words}”" for words in sorted(_TELLING - found)]
    return missing if has_ksbs else [*missing, "statements coded K, S and B"]


def _signs(source: Source) -> tuple[set[str], bool]:
    """The labels and headings that are there, and whether coded statements are."""
    entries = wording(NAME).kind("Heading", "Label")
    lines = [line for line in source.lines if line.text]
    found = {hit.entry.text for at in range(len(lines)) if (hit := opening(lines, at, entries, values=True))}
    return found, any(_KSB.match(line.text) for line in lines)


def read(source: Source) -> Draft:
    """The page's fields, passages, K/S/B statements and duties."""
    draft, words = Draft(source), wording(NAME)
    lines = [line for line in source.lines if line.text]
    legend = [line for line in lines if words.exact(line, "Boilerplate")]
    draft.mark(legend, Status.BOILERPLATE)
    if len(legend) > 1:
        message = f"the legend of the page stands in the text, from “{legend[0].text}” to “{legend[-1].text}”"
        draft.observe("page-legend-in-text", message, Span(legend[0].span.start, legend[-1].span.end))
    _Page(draft, words).read([line for line in lines if line not in legend])
    return draft


def _first_block(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines up to the first blank one or unknown label, and the others."""
    for at, (above, line) in enumerate(pairwise(lines), 1):
        if line.number - above.number > 1 or _UNKNOWN_LABEL.match(line.text):
            return list(lines[:at]), list(lines[at:])
    return list(lines), []


class _Page:
    """The page being read: which part the next line belongs to."""

    def __init__(self, draft: Draft, words: Wording) -> None:
        self.draft = draft
        self.words = words
        self.heading: str | None = None
        self.orders: dict[str, int] = {}
        #: a duty and the codes printed behind it
        self.mapped: list[tuple[Statement, list[str]]] = []

    def read(self, lines: Sequence[Line]) -> None:
        entries = [*self.words.kind("Heading"), *self.words.kind("Label")]
        starts: list[tuple[int, Opening | None]] = [(0, None)]
        for at, line in enumerate(lines):
            hit = opening(lines, at, entries, values=":" in line.text)
            if hit and (hit.entry.kind == "Heading" or line.text.rstrip().endswith(":") or hit.rest):
                starts.append((at, hit))
        for (at, hit), (end, _) in zip(starts, [*starts[1:], (len(lines), None)], strict=True):
            if hit is None:
                self.front(lines[at:end])
            else:
                self.part(hit, lines[at + 1 : end])
        self.map()

    def part(self, hit: Opening, under: Sequence[Line]) -> None:
        entry = hit.entry
        if entry.kind == "Label":
            self.draft.mark(hit.pieces, Status.LABEL)
            self.labelled(hit, [*([hit.rest] if hit.rest else []), *under])
            return
        self.draft.mark(hit.pieces, Status.HEADING)
        if not (entry.part == "ksbs" and self.heading and len(key(entry.text)) == 1):
            self.heading = hit.text
        {
            "products": self.products,
            "ksbs": self.competences,
            "duties": self.duties,
        }.get(entry.part or "", self.passages)(under)

    def front(self, lines: Sequence[Line]) -> None:
        """Breadcrumb, title, route and level, then the overview."""
        at = next((at for at, line in enumerate(lines) if _LEVEL.fullmatch(line.text)), None)
        above = list(lines[: at or 0])
        crumbs = [line for line in above if _ICON.match(line.text)]
        self.draft.mark(crumbs, Status.REPEAT)
        above = [line for line in above if line not in crumbs]
        route = above.pop() if len(above) > 1 else None
        if above:
            title = above.pop()
            self.draft.add("Field", [title], about="role", property="rcq:jobTitle", value=(title.text,))
            self.draft.mark([line for line in above if key(line.text) == key(title.text)], Status.REPEAT)
        if route:
            self.draft.add("Field", [route], about="role", property="rcq:route", value=(route.text,))
        if at is not None:
            level = lines[at]
            number = re.search(r"\d", level.text)
            assert number
            self.draft.add(
                "Field", [level], about="role", property="rcq:level", value=(int(number[0]),), level=int(number[0])
            )
        self.passages(lines[at + 1 if at is not None else 0 :])

    def passages(self, lines: Sequence[Line]) -> None:
        for block in blocks(lines):
            self.draft.add("Passage", block, section=self.heading, about="role")

    def labelled(self, hit: Opening, value: Sequence[Line]) -> None:
        """A label's value: one field, or one an item where the label stands over a list."""
        value = [self.without_icon(line) for line in value]
        label, entry = hit.text, hit.entry
        if not value:
            self.draft.observe("empty-label", f"“{label}” is printed with nothing under it", hit.pieces[0].span)
            return
        section = self.heading
        if entry.part == "list":
            for first, *more in blocks(value):
                _, _, bullet, rest = split_marker(first)
                self.draft.mark([bullet], Status.LABEL)
                words = joined(self.draft.source.text, runs(self.draft.source.text, [rest, *more]))
                self.draft.add(
                    "Field", [rest, *more], label=label, about=entry.about, property=entry.property, value=(words,),
                    section=section,
                )  # fmt: skip
            return
        value, behind = _first_block(value)
        self.unknown(behind)
        printed = " ".join(line.text for line in value)
        stated: tuple[Value, ...] = (printed,) if entry.property else ()
        if entry.property == "dcterms:identifier":
            self.draft.reference = self.draft.reference or printed
        elif entry.property == "dcat:version":
            self.draft.version = self.draft.version or printed
        elif entry.property == "rcq:classifiedAs":
            code = re.match(r"\d{4}", printed)
            stated = (Concept("OccupationCode", printed, "soc2020", code[0]),) if code else ()
        elif entry.property == "dcterms:contributor":
            stated = split_list(printed)
        self.draft.add(
            "Field", value, label=label, about=entry.about, property=entry.property, value=stated, section=section
        )

    def unknown(self, lines: Sequence[Line]) -> None:
        """What stands behind a value: fields under labels the wording does not know, and paragraphs."""
        for line in lines:
            if match := _UNKNOWN_LABEL.match(line.text):
                label = line.part(0, match.end())
                self.draft.mark([label], Status.LABEL)
                self.draft.add(
                    "Field", [line.part(match.end())], label=match[1], about="document", section=self.heading
                )
            else:
                self.passages([line])

    def without_icon(self, line: Line) -> Line:
        """The line without the name of an icon that the extraction glued to its value."""
        if match := _GLUED.match(line.text):
            icon = line.part(0, match.end())
            self.draft.mark([icon], Status.LABEL)
            self.draft.observe("icon-in-text", f"“{icon.text}” is the name of an icon, run into the words", icon.span)
            return line.part(match.end())
        return line

    def products(self, lines: Sequence[Line]) -> None:
        """Each product: its code, name and level as one value, then what is said of it."""
        groups: list[list[Line]] = []
        for line in lines:
            if _PRODUCT.match(line.text) or not groups:
                groups.append([])
            groups[-1].append(line)
        for group in groups:
            if not (match := _PRODUCT.match(group[0].text)):
                self.passages(group)
                continue
            code, rest = group[0].part(0, match.end()), group[0].part(match.end())
            self.draft.mark([code], Status.LABEL)
            value = [rest, *group[1:]] if rest.text else group[1:]
            level = next((at for at, line in enumerate(value) if re.search(r"\(Level \d\)$", line.text)), 0)
            named, said = value[: level + 1], value[level + 1 :]
            number = re.search(r"\(Level (\d)\)$", value[level].text) if value else None
            self.draft.field(
                match[1],
                named,
                code=match[1],
                level=int(number[1]) if number else None,
                about="document",
                section=self.heading,
            )
            if named and not self.draft.framework:
                self.draft.framework = f"{match[1]}: {named[0].text}"
            for line in said:
                self.draft.add("Field", [self.without_icon(line)], about="document", section=self.heading)

    def competences(self, lines: Sequence[Line]) -> None:
        """K, S and B statements with their codes; a line without a code goes on with the one before."""
        for code, words in self.coded(lines, _KSB):
            kind = _KSB_CLASS[code[0]]
            self.draft.add(kind, words, code=code, section=self.heading, order=self.order(kind))

    def duties(self, lines: Sequence[Line]) -> None:
        """Duties, each under its code."""
        for code, words in self.coded(lines, _DUTY):
            own, codes = self.without_codes(words)
            duty = self.draft.add("Duty", own, code=code, section=self.heading, order=self.order("Duty"))
            if codes:
                self.mapped.append((duty, codes))

    def without_codes(self, words: Sequence[Line]) -> tuple[list[Line], list[str]]:
        """A duty's words, and the codes of what supports it that are printed behind or under them."""
        own: list[Line] = []
        codes: list[str] = []
        for line in words:
            parted = codes_behind(line)
            if parted:
                self.draft.mark([parted[1]], Status.LABEL)
                codes += [code.upper() for code in CODE.findall(parted[1].text)]
            own.append(parted[0] if parted else line)
        return [line for line in own if line.text], codes

    def map(self) -> None:
        """Link duties to what supports them; a code that nothing bears is observed."""
        by_code = {s.code: s for s in self.draft.statements if s.kind in _KSB_CLASS.values()}
        for duty, codes in self.mapped:
            self.draft.support(duty, [by_code[code] for code in codes if code in by_code])
            for code in codes:
                if code not in by_code:
                    message = f"{duty.code} is mapped to {code}, which nothing printed bears"
                    self.draft.observe("mapping-to-nothing", message, duty.spans[0], duty.local)

    def coded(self, lines: Sequence[Line], pattern: re.Pattern[str]) -> list[tuple[str, list[Line]]]:
        found: list[tuple[str, list[Line]]] = []
        for line in lines:
            if match := pattern.match(line.text):
                self.draft.mark([line.part(0, match.end())], Status.LABEL)
                rest = line.part(match.end())
                found.append(("".join(match.groups()), [rest] if rest.text else []))
            elif found:
                found[-1][1].append(line)
            else:
                self.passages([line])
        for code, words in found:
            if not words:
                self.draft.observe("empty-label", f"“{code}” is printed with nothing under it")
        return [(code, words) for code, words in found if words]

    def order(self, kind: str) -> int:
        self.orders[kind] = self.orders.get(kind, 0) + 1
        return self.orders[kind]
