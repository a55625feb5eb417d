"""Dates that cannot be: days no calendar has, and a review that comes before the issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.documents.draft import Draft
from graphkit.documents.lifting import locate
from graphkit.documents.tools.dates import iso
from graphkit.records import Span, Statement

__all__ = ["observe_dates"]

_IN_WORDS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s+([A-Z][a-z]{2,8})\.?,?\s+\d{4}\b")
_IN_NUMBERS = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}")
_DATED = re.compile(r"\b(?:date[ds]?|issued?|review(?:ed)?|valid|expir\w+|from|until|due)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:next review|review (?:date|due|by)|due for review|valid (?:to|until)|expir\w+)\b", re.IGNORECASE
)


def observe_dates(draft: Draft) -> None:
    r"""Observe each impossible date, and each field whose date must come after that of issue and does not.

    >>> from graphkit.documents.source import Source
    >>> draft = Draft(Source("a.txt", "31 June 2022\n30 May 2022", ""))
    >>> for label, line in zip(["Date of Issue", "Next review"], draft.source.lines):
    ...     _ = draft.add("Field", [line], label=label)
    >>> observe_dates(draft)
    >>> [seen.message for seen in draft.observations]
    ['“31 June 2022” is a day that no calendar has']
    """
    issued = next(_issued(draft), None)
    for statement in draft.statements:
        for start, end in _impossible(statement):
            place = locate(draft.source.text, statement.spans, statement.text, start, end)
            message = f"“{statement.text[start:end]}” is a day that no calendar has"
            draft.observe("impossible-date", message, Span(place[0].start, place[-1].end), statement.local)
        date = iso(statement.text) if statement.kind == "Field" else None
        if date and issued and statement.label and _LATER.search(statement.label) and date < issued:
            message = f"“{statement.label}” is {date}, and the document was issued only on {issued}"
            draft.observe("dates-out-of-order", message, statement=statement.local)


def _issued(draft: Draft) -> Iterator[str]:
    """The date of issue; a label that speaks of a later date states none."""
    for statement in draft.statements:
        is_later = statement.label and _LATER.search(statement.label)
        if statement.property == "dcterms:issued" and not is_later and (date := iso(statement.text)):
            yield date


def _impossible(statement: Statement) -> Iterator[tuple[int, int]]:
    """Where in the words of a statement a day stands that cannot be; numbers are a date where the label says so."""
    for match in _IN_WORDS.finditer(statement.text):
        is_month = iso(f"1 {match[1]} 2000") is not None
        if is_month and iso(match.group()) is None:
            yield match.span()
    label = statement.label or ""
    is_date = statement.kind == "Field" and _DATED.search(label) and _IN_NUMBERS.fullmatch(statement.text)
    if is_date and iso(statement.text) is None:
        yield 0, len(statement.text)
