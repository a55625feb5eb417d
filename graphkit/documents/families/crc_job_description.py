"""Job descriptions of Community Rehabilitation Companies: fields, numbered duties, units of occupational standards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.naming import split_list
from graphkit.documents.naming.headnouns import kind_of
from graphkit.documents.naming.tokens import small_words
from graphkit.documents.naming.tokens import words as spoken
from graphkit.documents.source import Line, Source, joined, runs
from graphkit.documents.tools.dates import iso
from graphkit.documents.tools.items import ends_sentence, items, split_marker
from graphkit.documents.tools.known import looks_like_heading
from graphkit.documents.tools.running import printed
from graphkit.documents.tools.units import Units, is_group, is_unit
from graphkit.documents.wording import Wording, key, wording
from graphkit.iris import slug
from graphkit.records import Concept, Status, Value

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "crc-job-description"
DESCRIBES = "Job"
IS_GENERAL = False

_MARKUP = re.compile(r"#{1,6}\s+")
#: numbers and letters with which a list begins, and words with which a group of its items does
_FIRST = ("1", "a", "i")
_TITLE = 4
#: words of an employer's name at most
_NAME = 12
#: letters of a word that has no capital in a name
_SMALL = 3
_GROUP = re.compile(r"(?:part|section|group|area|key area)\s+(?:\d{1,2}|[A-Z]|[IVX]+)\b", re.IGNORECASE)
_GAP_LABEL = re.compile(r"\**([A-Z][\w /]{1,30}?)\**(?:\t\s*|\s{2,})(?=\S)")
_LABEL = re.compile(r"\**([A-Z][^:*.]{1,30}?)\s*\**:\**(?:\s+|$)")


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
    shared = {entry.words for entry in words.kind("Label") if entry.about == "document"}
    known = {key(entry.text) for entry in words.kind("Label")} - shared
    has_title = any(words.exact(line, "Heading", part="title") for line in lines)
    return has_title, any(is_unit(line) for line in lines), labels & known


def read(source: Source) -> Draft:
    """The fields above the first section, then each section's passages and duties, then the units."""
    draft, words = Draft(source), wording(NAME)
    lines = printed(draft)
    marked_up = any(_MARKUP.match(line.text) for line in lines)
    at, is_titled = _competences(lines, words, marked_up=marked_up)
    is_mixed = not marked_up and any(words.exact(line, "Heading") and not line.text.isupper() for line in lines)
    parts: list[tuple[Line | None, list[Line]]] = [(None, [])]
    for place, line in enumerate(lines[:at]):
        is_apart = is_mixed and not _LABEL.match(line.text) and looks_like_heading(lines, place)
        if _is_heading(line, words, marked_up=marked_up) or (is_apart and _is_over_text(lines, place)):
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
        title = _mark_heading(draft, lines[at]) if is_titled else None
        Units(draft, words, title).read(lines[at + is_titled :])
    return draft


def _competences(lines: Sequence[Line], words: Wording, *, marked_up: bool) -> tuple[int, bool]:
    """Where the units begin, and whether with a heading over them all, whatever it says, or with a group or unit."""
    for at, line in enumerate(lines):
        if words.exact(line, "Heading", part="competences"):
            return at, True
    first = next((at for at, line in enumerate(lines) if is_unit(line)), len(lines))
    above: list[int] = []
    for at in range(first - 1 if first < len(lines) else -1, -1, -1):
        if split_marker(lines[at])[0] or _LABEL.match(lines[at].text) or words.exact(lines[at], "Heading"):
            break
        if _is_heading(lines[at], words, marked_up=marked_up) or is_group(lines[at]):
            above.append(at)
    if not above:
        return first, False
    marked = [at for at in above if _MARKUP.match(lines[at].text)]
    if marked:
        return marked[0], True
    if len(above) > 1:
        return above[above[0] == first - 1], True
    gaps = {below.number - line.number for line, below in pairwise(lines[first:]) if is_group(line) and is_unit(below)}
    return above[0], lines[first].number - lines[above[0]].number not in gaps


def _is_heading(line: Line, words: Wording, *, marked_up: bool) -> bool:
    if words.exact(line, "Heading"):
        return True
    if line.is_heading:
        return not _LABEL.match(line.text) and not split_marker(line)[0]
    if marked_up:
        return bool(_MARKUP.match(line.text))
    return line.text == line.text.upper() and bool(re.search(r"[A-Z]{3}", line.text)) and not line.text.endswith(".")


def _is_over_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a line set apart stands over running text, and not at the end of what is above it."""
    above, below = lines[at - 1] if at else None, lines[at + 1]
    is_end = above is not None and above.text[-1:] in (",", "&", "-", "\u2013")
    return not is_end and below.number - lines[at].number > 1 and not split_marker(below)[0]


def _mark_heading(draft: Draft, heading: Line) -> str:
    draft.mark([heading], Status.HEADING)
    return joined(draft.source.text, (heading.span,)).lstrip("# ").rstrip(" :")


def _front(
    draft: Draft, words: Wording, parts: Sequence[tuple[Line | None, list[Line]]]
) -> list[tuple[Line, list[Line]]]:
    """Employer, title and labelled fields; returns the sections that follow them."""
    employer, is_labelled = "", False
    for place, (heading, under) in enumerate(parts):
        if heading and words.exact(heading, "Heading", part="title"):
            _mark_heading(draft, heading)
        elif heading and not employer and not is_labelled:
            employer = _publisher(draft, heading)
        elif heading:
            return [(heading, lines) for heading, lines in parts[place:] if heading]
        name = None if employer or is_labelled else _employer(under, is_first=heading is None)
        if name:
            employer = _publisher(draft, name)
        is_labelled = is_labelled or any(_label(line) for line in under)
        _fields(draft, words, [line for line in under if line != name], employer)
    return []


def _employer(lines: Sequence[Line], *, is_first: bool) -> Line | None:
    """The employer's name above the labels: its words say so, or above the form's title its print or place does."""
    above = list(takewhile(lambda line: not _label(line), lines))
    for line in above:
        name = line.unmarked.text
        if not name or ends_sentence(name) or len(name.split()) > _NAME or split_marker(line)[0]:
            continue
        is_title = all(word[0].isupper() for word in name.split() if len(word) > _SMALL)
        is_printed = is_first and is_title and (name.isupper() or name != line.text or len(above) == 1)
        if is_printed or kind_of(spoken(name)) == "Organisation":
            return line
    return None


def _label(line: Line) -> re.Match[str] | None:
    """The label that a line opens with: before a colon, or one that is known before a gap."""
    gap = _GAP_LABEL.match(line.text)
    known = {entry.words for entry in wording(NAME).kind("Label")} if gap else ()
    return _LABEL.match(line.text) or (gap if gap and key(gap[1]) in known else None)


def _publisher(draft: Draft, line: Line) -> str:
    """The employer's name, as a field."""
    name = line.unmarked
    employer = (Concept("Organisation", name.text),)
    draft.add("Field", [name], about="document", property="dcterms:publisher", value=employer)
    return name.text


def _fields(draft: Draft, words: Wording, lines: Sequence[Line], employer: str) -> None:
    """Each `Label: value`; a line without a label goes on with the value before it."""
    fields: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if match := _label(line):
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


def _is_plain_heading(lines: Sequence[Line], at: int) -> bool:
    """A short line without a full stop over a list: one that begins anew, or goes on over groups set apart."""
    line, below = lines[at], lines[at + 1]
    marker, number, _, _ = split_marker(below)
    words = line.text.rstrip(":")
    is_title = len(words) <= 60 and words[:1].isupper() and words[-1:].isalpha()
    if not is_title or split_marker(line)[0] or not marker:
        return False
    if words != line.text and (len(words.split()) > _TITLE or words.split()[-1].lower() in small_words()):
        return False  # "The cook will:" is a sentence
    if number in (None, *_FIRST):
        return True
    is_apart = below.number - line.number > 1 and (at == 0 or line.number - lines[at - 1].number > 1)
    return _GROUP.match(line.text) is not None or (is_apart and (at == 0 or ends_sentence(lines[at - 1].text)))


def _section(draft: Draft, heading: str, lines: Sequence[Line], *, reads: str) -> None:
    """The paragraphs and listed items under one heading, and under those of groups that stand among them."""
    groups = [at for at in range(len(lines) - 1) if _is_plain_heading(lines, at)]
    for begin, end in pairwise([None, *groups, len(lines)]):
        if begin is None:
            _group(draft, heading, lines[:end], reads=reads)
        else:
            _group(draft, _mark_heading(draft, lines[begin]), lines[begin + 1 : end], reads=reads)


def _group(draft: Draft, heading: str, lines: Sequence[Line], *, reads: str) -> None:
    """The paragraphs and listed items under one heading; `reads` is the class of the items."""
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
