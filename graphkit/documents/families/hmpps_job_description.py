"""Job descriptions of HM Prison and Probation Service: a header, a body in sections, a success-profile table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source, joined, runs
from graphkit.documents.tools.beside import in_columns
from graphkit.documents.tools.breaks import Breaks
from graphkit.documents.tools.dates import iso
from graphkit.documents.tools.drawn import in_cells
from graphkit.documents.tools.form import Opening, drop_footers, labelled, opening, sections, standing
from graphkit.documents.tools.overhead import under_their_headings
from graphkit.documents.tools.restating import restate
from graphkit.documents.tools.running import printed
from graphkit.documents.tools.settling import Part, settled
from graphkit.documents.tools.specification import Section, aside, read_section
from graphkit.documents.tools.table_modality import observe_modality
from graphkit.documents.wording import Wording, key, wording
from graphkit.iris import slug
from graphkit.records import Concept, Span, Statement, Status, Value

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "hmpps-job-description"
DESCRIBES = "Job"
IS_GENERAL = False

#: parts of the document whose items are the person specification, in the columns of the success profile
_SPECIFICATION = ("strengths", "behaviours", "ability", "experience", "technical")
_TELLING = ("header", "body", "overview", *_SPECIFICATION, "eligibility", "profile")
_SECTIONS = (*_SPECIFICATION, "overview", "summary", "duties", "eligibility", "profile")
#: a branch whose titles and labels those of any other are made like
_KNOWN = "HQ"
#: the short name of a branch before the form's title or a band
_BRANCH = re.compile(r"^[\W_]*([A-Z]{2,5}) (?:Job Description|Band)\b", re.MULTILINE)


def recognises(source: Source) -> float:
    """By the headings of the form that stand alone on a line."""
    return sum(_parts(source).values()) / len(_TELLING)


def lacks(source: Source) -> list[str]:
    """The headings that are not there."""
    words = wording(NAME)
    missing = [part for part, is_there in _parts(source).items() if not is_there]
    return [f"the heading “{words.kind('Heading', part=part)[-1].text}”" for part in missing]


def _words(source: Source) -> Wording:
    """The wording of the form; a branch that it does not name has its title, its title over the body and its bands."""
    words = wording(NAME)
    known = [entry for entry in words.entries if entry.text.startswith(_KNOWN)]
    found = [
        replace(entry, text=branch + entry.text.removeprefix(_KNOWN), scheme=entry.scheme and _bands(branch))
        for branch in sorted({match[1] for match in _BRANCH.finditer(source.text)})
        for entry in known
    ]
    return words.over(Wording(found))


def _bands(branch: str) -> str:
    return f"hmpps-{branch.lower()}-bands"


def _parts(source: Source) -> dict[str, bool]:
    """The parts of the form, and whether the heading of each stands alone on a line."""
    words = _words(source)
    lines = in_columns(in_cells(Draft(source), [line for line in source.lines if line.text]))
    found = {entry.part for line in lines if (entry := words.exact(line, "Heading"))}
    return {part: part in found for part in _TELLING}


def read(source: Source) -> Draft:
    """The header's fields, the sections' statements and the table's restatements."""
    draft, words = Draft(source), _words(source)
    lines = in_columns(in_cells(draft, printed(draft)))
    first = _first_section(lines, words)
    loose = _front(draft, lines[:first], words)
    body, footers = drop_footers(lines[first:], draft.reference or "")
    draft.mark(footers, Status.FOOTER)
    breaks = Breaks(body, source)
    width = breaks.width
    body, profile = _until_profile(draft, body, words)
    parts = under_their_headings(_without_boilerplate(draft, list(sections(body, words)), words), words)
    made: list[Statement] = []
    hours = _hours(draft, parts, words)
    for opened, under in settled([(None, loose), *parts], words, width):
        draft.mark(opened.pieces, Status.HEADING)
        if not under and opened.entry.part != "eligibility":  # hours and allowances may stand for it
            draft.observe("empty-label", f"“{opened.text}” is printed with nothing under it", opened.pieces[0].span)
        timing = "AtEntry" if opened.entry.part in _SPECIFICATION else "Unstated"
        section = Section(opened.text, opened.entry.reads or "Passage", timing, opened.entry.scheme)
        found = read_section(draft, section, under, words, width, breaks.apart(under))
        made += found
        if under and opened.entry.part == "duties" and not any(statement.kind == "Duty" for statement in found):
            whole = Span(opened.pieces[0].span.start, opened.pieces[-1].span.end)
            draft.observe("empty-label", f"“{opened.text}” is printed with no duty under it", whole)
    for opened, value in hours:
        _field(draft, opened, value)
    if profile:
        _profile(draft, profile, made, words)
    return draft


def _until_profile(draft: Draft, lines: list[Line], words: Wording) -> tuple[list[Line], list[Line]]:
    """The body before the success profile, and the table after its heading."""
    entries = words.kind("Heading", part="profile")
    for at in range(len(lines)):
        if hit := opening(lines, at, entries):
            draft.mark(hit.pieces, Status.HEADING)
            return lines[:at], [line for line in lines[at:] if line not in hit.pieces]
    return lines, []


def _without_boilerplate(draft: Draft, parts: list[Part], words: Wording) -> list[Part]:
    """The sections without standing sentences and instructions of several lines; two sections may share one.

    That is where labels are wrapped around it.
    """
    lines = [line for _, under in parts for line in under]
    dropped: list[Line] = []
    for kind, status in (("Boilerplate", Status.BOILERPLATE), ("Instruction", Status.INSTRUCTION)):
        for first, last in standing(lines, words, kind).items():
            own = [line for line in lines if first <= line.number <= last]
            if kind == "Instruction" and first == last:  # an item's neighbour, which is read with it
                continue
            whole = runs(draft.source.text, own)
            draft.mark([Line(first, span, span.of(draft.source.text)) for span in whole], status)
            dropped += own
    return [(opened, [line for line in under if line not in dropped]) for opened, under in parts]


def _first_section(lines: Sequence[Line], words: Wording) -> int:
    entries = [entry for part in _SECTIONS for entry in words.kind("Heading", part=part)]
    return next((at for at in range(len(lines)) if opening(lines, at, entries)), len(lines))


def _front(draft: Draft, lines: Sequence[Line], words: Wording) -> list[Line]:
    """The fields of header and body; returns what stands after the last of them and is none of its value."""
    titles = [line for line in lines if words.exact(line, "Heading")]
    draft.mark(titles, Status.HEADING)
    schemes = [entry.scheme for line in titles if (entry := words.exact(line, "Heading")) and entry.scheme]
    bands = schemes[0] if schemes else "hmpps-bands"
    loose: list[Line] = []
    for opened, value in labelled([line for line in lines if line not in titles], words):
        if opened is None:
            loose = value
            continue
        own, footers = drop_footers(value[1:], draft.reference or "")
        draft.mark(footers, Status.FOOTER)
        value = [*value[:1], *own]
        if opened.entry.property == "rcq:band":  # a band is never longer than a line
            loose, value = [*loose, *value[1:]], value[:1]
        _field(draft, opened, value, bands)
    return loose


def _field(draft: Draft, opened: Opening, value: list[Line], bands: str = "") -> None:
    draft.mark(opened.pieces, Status.LABEL)
    entry = opened.entry
    titles = (statement.property == "dcterms:title" for statement in draft.statements)
    if not value and entry.property == "dcterms:title" and any(titles):
        return  # the title over the body, on a form of no branch
    if not value:
        draft.observe("empty-label", f"“{opened.text}” is printed with nothing under it", opened.pieces[0].span)
        return
    words = joined(draft.source.text, runs(draft.source.text, value))
    draft.add(
        "Field", value, label=opened.text, about=entry.about, property=entry.property,
        value=_stated(draft, entry.property, words, bands),
    )  # fmt: skip


def _stated(draft: Draft, name: str | None, words: str, bands: str) -> tuple[Value, ...]:
    """What a field's words state, in the form its property wants."""
    if name == "dcterms:identifier":
        draft.reference = draft.reference or words
    if name == "dcat:version":
        draft.version = draft.version or words
    if name == "dcterms:issued":
        return (date,) if (date := iso(words)) else ()
    if name == "rcq:band":
        number = re.findall(r"\d+\w?|\b[A-Z]{2,}\d*\b", words)
        return (Concept("Band", words, bands, number[-1].lower() if number else slug(words)),)
    if name in {"rcq:directorate", "dcterms:creator", "rcq:authorisedBy"}:
        return (Concept("Organisation", words),)
    return (words,) if name else ()


def _hours(draft: Draft, parts: list[Part], words: Wording) -> list[tuple[Opening, list[Line]]]:
    """Hours and allowances, taken out of the sections they are printed under: the last, eligibility, or another."""
    found: list[tuple[Opening, list[Line]]] = []
    for place, (heading, under) in enumerate(parts):
        is_last = heading is not None and heading.entry.part == "eligibility"
        at = 0 if is_last else next((at for at in range(len(under)) if _opens_hours(under, at, words)), len(under))
        if heading is None or at == len(under):
            continue
        parts[place] = (heading, under[:at])
        for opened, value in labelled(under[at:], words, part="hours"):
            if opened is None:
                parts[place] = (heading, [*under[:at], *value])
                continue
            told = [line for line in value if words.exact(line, "Instruction", "Placeholder")]
            draft.mark(told, Status.INSTRUCTION)
            found.append((opened, [line for line in value if line not in told]))
    return found


def _opens_hours(lines: Sequence[Line], at: int, words: Wording) -> bool:
    """Whether the label of hours or allowances stands by itself from a line on."""
    return opening(lines, at, words.kind("Label", part="hours")) is not None


def _profile(draft: Draft, lines: Sequence[Line], made: Sequence[Statement], words: Wording) -> None:
    """The success-profile table: its columns' items again, read by aligning its words with theirs."""
    columns: dict[tuple[str, ...], str] = {}
    rest: list[Line] = []
    ranks: list[tuple[Line, str]] = []
    for line in lines:
        entry = words.exact(line, "Heading", "Modality", "Instruction", "Placeholder")
        if entry and entry.kind == "Heading" and entry.part in _SPECIFICATION and key(line.text) not in columns:
            columns[key(line.text)] = line.text.rstrip(" :")
            draft.mark([line], Status.HEADING)
        elif entry and entry.kind != "Heading":
            if rank := aside(draft, line, words):
                ranks.append((line, rank))
        else:
            rest.append(line)
    restate(draft, rest, [(columns[key(s.section)], s) for s in made if s.section and key(s.section) in columns])
    observe_modality(draft, ranks, lines)
