"""Job descriptions of Community Rehabilitation Companies: fields, numbered duties, units of occupational standards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.naming import split_list
from graphkit.documents.source import Line, Source, joined, runs
from graphkit.documents.tools.dates import iso
from graphkit.documents.tools.items import items, split_marker
from graphkit.documents.tools.units import Units, is_unit
from graphkit.documents.wording import Wording, key, wording
from graphkit.iris import slug
from graphkit.records import Concept, Status, Value

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "crc-job-description"
DESCRIBES = "Job"
IS_GENERAL = False

_MARKUP = re.compile(r"#{1,6}\s+")
_LABEL = re.compile(r"\**([A-Z][^:*.]{1,30}?)\s*:\**(?:\s+|$)")


def recognises(source: Source) -> float:
    """By the form's title, its labels, and units with their level in brackets, which no other employer's has."""
    has_title, has_units, labels = _signs(source)
    sure = 0.3 * has_title + 0.3 * has_units + 0.1 * min(4, len(labels))
    return sure if has_units else sure / 2


def lacks(source: Source) -> list[str]:
    """The title, units or labels that are not there."""
    has_title, has_units, labels = _signs(source)
    title = wording(NAME).kind("Heading", part="title")[0].text
    missing = [] if has_title else [f"the heading “{title}”"]
    missing += [] if has_units else ["units of occupational standards with their level in brackets"]
    return missing if len(labels) > 1 else [*missing, "labels before its sections"]


def _signs(source: Source) -> tuple[bool, bool, set[tuple[str, ...]]]:
    """Whether the title and units are there, and the labels of the form that are."""
    words = wording(NAME)
    lines = [line for line in source.lines if line.text]
    labels = {key(match[1]) for line in lines if (match := _LABEL.match(line.text))}
    shared = {("date",), ("version",), ("reference",)}
    known = {key(entry.text) for entry in words.kind("Label")} - shared
    has_title = any(words.exact(line, "Heading", part="title") for line in lines)
    return has_title, any(is_unit(line) for line in lines), labels & known


def read(source: Source) -> Draft:
    """The fields above the first section, then each section's passages and duties, then the units."""
    draft, words = Draft(source), wording(NAME)
    lines = [line for line in source.lines if line.text]
    at = next((at for at, line in enumerate(lines) if words.exact(line, "Heading", part="competences")), len(lines))
    marked_up = any(_MARKUP.match(line.text) for line in lines)
    parts: list[tuple[Line | None, list[Line]]] = [(None, [])]
    for line in lines[:at]:
        if _is_heading(line, marked_up=marked_up):
            parts.append((line, []))
        else:
            parts[-1][1].append(line)
    rest = _front(draft, words, parts)
    duties = [words.exact(heading, "Heading", part="duties") is not None for heading, _ in rest]
    is_duty = not any(duties)  # a document that names no duties has them under any heading
    for (heading, under), opens in zip(rest, duties, strict=True):
        is_duty = (is_duty or opens) and not words.exact(heading, "Heading", part="specification")
        _section(draft, _mark_heading(draft, heading), under, reads="Duty" if is_duty else "Passage")
    if at < len(lines):
        Units(draft, words, _mark_heading(draft, lines[at])).read(lines[at + 1 :])
    return draft


def _is_heading(line: Line, *, marked_up: bool) -> bool:
    if line.is_heading:
        return not _LABEL.match(line.text) and not split_marker(line)[0]
    if marked_up:
        return bool(_MARKUP.match(line.text))
    return line.text == line.text.upper() and bool(re.search(r"[A-Z]{3}", line.text)) and not line.text.endswith(".")


def _mark_heading(draft: Draft, heading: Line) -> str:
    draft.mark([heading], Status.HEADING)
    return joined(draft.source.text, (heading.span,)).lstrip("# ").rstrip(" :")


def _front(
    draft: Draft, words: Wording, parts: Sequence[tuple[Line | None, list[Line]]]
) -> list[tuple[Line, list[Line]]]:
    """Employer, title and labelled fields; returns the sections that follow them."""
    employer = ""
    for place, (heading, under) in enumerate(parts):
        if heading and words.exact(heading, "Heading", part="title"):
            _mark_heading(draft, heading)
        elif (
            heading
            and not employer
            and not any(_LABEL.match(line.text) for _, lines in parts[:place] for line in lines)
        ):
            field = _value(heading)
            employer = field.text
            draft.add(
                "Field",
                [field],
                about="document",
                property="dcterms:publisher",
                value=(Concept("Organisation", employer),),
            )
        elif heading:
            return [(heading, lines) for heading, lines in parts[place:] if heading]
        _fields(draft, words, under, employer)
    return []


def _value(line: Line) -> Line:
    """The words of a line without the markup around them."""
    opening = re.match(r"[#*\s]*", line.text)
    assert opening
    return line.part(opening.end(), len(line.text.rstrip("* ")))


def _fields(draft: Draft, words: Wording, lines: Sequence[Line], employer: str) -> None:
    """Each `Label: value`; a line without a label goes on with the value before it."""
    fields: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if match := _LABEL.match(line.text):
            rest = line.part(match.end())
            fields.append((line.part(0, match.end()), [rest] if rest.text else []))
        elif fields:
            fields[-1][1].append(line)
        elif joined(draft.source.text, (line.span,)):  # else it is nothing but markup
            draft.add("Passage", [line], about="role")
    for label, value in fields:
        name = label.text.strip("*: ")
        draft.mark([label], Status.LABEL)
        if not value:
            draft.observe("empty-label", f"“{name}” is printed with nothing under it", label.span)
            continue
        entry = next((entry for entry in words.kind("Label") if key(entry.text) == key(name)), None)
        printed = joined(draft.source.text, runs(draft.source.text, value))
        draft.add(
            "Field", value, label=name, about=entry.about if entry else "role",
            property=entry.property if entry else None,
            value=_stated(draft, entry.property if entry else None, printed, employer),
        )  # fmt: skip


def _stated(draft: Draft, name: str | None, printed: str, employer: str) -> tuple[Value, ...]:
    """What a field's words state, in the form its property wants."""
    if name == "rcq:band":
        number = re.search(r"\d+\w?", printed)
        scheme = f"{slug(employer)}-bands" if employer else "bands"
        return (Concept("Band", printed, scheme, number[0] if number else slug(printed)),)
    if name == "rcq:reportsTo":
        return (Concept("Role", printed),)
    if name == "rcq:liaisesWith":
        return tuple(split_list(printed))
    if name == "dcterms:issued":
        return (date,) if (date := iso(printed)) else ()
    if name == "dcterms:identifier":
        draft.reference = printed
    if name == "dcat:version":
        draft.version = printed
    return (printed,) if name else ()


def _is_plain_heading(line: Line, below: Line) -> bool:
    """A short line without a full stop over a list that begins anew."""
    marker, number, _, _ = split_marker(below)
    is_title = len(line.text) <= 60 and line.text[:1].isupper() and line.text[-1:].isalpha()
    return is_title and not split_marker(line)[0] and bool(marker) and number in (None, "1")


def _section(draft: Draft, heading: str, lines: Sequence[Line], *, reads: str) -> None:
    """The paragraphs and listed items under one heading; `reads` is the class of the items."""
    heading_at = next((at for at in range(len(lines) - 1) if _is_plain_heading(lines[at], lines[at + 1])), None)
    if heading_at is not None:
        _section(draft, heading, lines[:heading_at], reads=reads)
        _section(draft, _mark_heading(draft, lines[heading_at]), lines[heading_at + 1 :], reads=reads)
        return
    width = max((len(line.text) for line in lines), default=0)
    # a blank line parts paragraphs here
    apart = {line.number for before, line in pairwise(lines) if line.number - before.number > 1}
    found = list(items(lines, page_width=width, starts=apart))
    numbered = any(item.number for item in found)
    order = 0
    for item in found:
        draft.mark(item.label, Status.LABEL)
        if not item.lines:
            continue
        if not item.is_listed or reads == "Passage":
            draft.add("Passage", item.lines, section=heading, about="role")
            continue
        order += 1
        repair = "missing number" if numbered and not item.number else None
        duty = draft.add("Duty", item.lines, tail=heading, section=heading, order=order, repair=repair)
        if repair:
            message = f"an item without a number in a numbered list; it stands in place {order}"
            draft.observe("missing-number", message, duty.spans[0], duty.local)
