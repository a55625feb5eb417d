"""Lines that are not what they were taken for: a heading nobody knows, a footer with another version."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.form import without_page
from graphkit.documents.tools.items import page_width
from graphkit.documents.wording import key
from graphkit.records import Span, Statement, Status

__all__ = ["observe_footers", "observe_glued_footers", "observe_headings", "observe_reference"]

_TITLE = re.compile(r"[A-Z][a-z’'/&-]+(?: [A-Za-z’'/&-]+){0,4}:?")
_VERSION = re.compile(r"\bv\.?\s?(\d+(?:\.\d+)*)", re.IGNORECASE)

#: a line this much of the widest and no longer was ended on purpose
_SHORT = 0.5

#: a reference of fewer words is too short to be known again with another number
_LONG = 4


def observe_headings(draft: Draft) -> None:
    """Observe each short line with which running text opens among items of another kind."""
    width = page_width(draft.source.lines)
    items = {statement.section for statement in draft.statements if statement.order is not None}
    for statement in draft.statements:
        if statement.kind != "Passage" or statement.section not in items:
            continue
        first, *more = _lines(draft, statement)
        ends = len(first.text) <= width * _SHORT and all(line.text[:1].isupper() for line in more[:1])
        if _TITLE.fullmatch(first.text) and ends:
            message = f"“{first.text}” may be a heading; what stands under it is carried as running text"
            draft.observe("unknown-heading", message, first.span, statement.local)


def observe_footers(draft: Draft) -> None:
    """Observe each page footer that prints another version than the document's reference does."""
    known = _VERSION.search(draft.reference or "")
    for mark in draft.marks:
        words = mark.span.of(draft.source.text)
        if known and mark.status is Status.FOOTER and (printed := _VERSION.search(words)) and printed[1] != known[1]:
            message = f"the footer says version {printed[1]}, the reference {known[1]}"
            draft.observe("version-in-footer-differs", message, mark.span)


def observe_glued_footers(draft: Draft) -> None:
    """Observe each place where the document's reference, as page footers print it, stands in the midst of an item."""
    wanted = key(draft.reference or "")
    if len(wanted) < _LONG:
        return
    footer = re.compile(r"(?<=\w )" + r"\W+".join(map(re.escape, wanted)) + r"(?= \w)", re.IGNORECASE)
    for statement in draft.statements:
        for span in statement.spans if statement.kind != "Field" else ():
            for found in footer.finditer(draft.source.text, span.start, span.end):
                message = f"the page footer “{found[0]}” has run into a sentence"
                draft.observe("page-footer-inside", message, Span(*found.span()), statement.local)


def observe_reference(draft: Draft) -> None:
    """Observe a reference that differs in its number from a line printed twice or more, as page footers are."""
    wanted = key(draft.reference or "")
    statement = next((each for each in draft.statements if each.property == "dcterms:identifier"), None)
    if statement is None or len(wanted) < _LONG:
        return
    printed = Counter(key(without_page(line.text)) for line in draft.source.lines)
    for words, count in sorted(printed.items()):
        if count > 1 and len(words) == len(wanted):
            other = [(here, there) for here, there in zip(wanted, words, strict=True) if here != there]
            is_number = len(other) == 1 and all(re.fullmatch(r"\d{2,}", word) for word in other[0])
            if is_number:
                message = f"the reference has the number {other[0][0]}, the pages have {other[0][1]}"
                draft.observe("reference-said-two-ways", message, statement.spans[0], statement.local)


def _lines(draft: Draft, statement: Statement) -> list[Line]:
    """The lines of the source that a statement is printed on."""
    first = draft.source.line_at(statement.spans[0].start)
    after = draft.source.lines[first - 1 :]
    return list(takewhile(lambda line: line.span.start < statement.spans[-1].end, after))
