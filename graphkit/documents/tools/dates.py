"""Printed dates as ISO 8601, as far as they can be dates."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["iso"]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def iso(printed: str) -> str | None:
    """A British date in ISO form; None where the words are no date.

    >>> iso("30 May 2022"), iso("10th April 2025"), iso("26/02/20"), iso("31/02/2020"), iso("in spring")
    ('2022-05-30', '2025-04-10', '2020-02-26', None, None)
    """
    words = printed.strip().rstrip(".")
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})", words):
        names = [
            number for number, name in enumerate(_MONTHS, 1) if len(match[2]) > 2 and name.startswith(match[2].lower())
        ]
        return _valid(match[3], names[0], match[1]) if names else None
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", words):
        year = match[3] if len(match[3]) == 4 else "20" + match[3]
        return _valid(year, match[2], match[1])
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words):
        return _valid(*match.groups())
    return None


def _valid(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
