"""Reporting lines: the sentence that says to whom a role reports, in any of its usual wordings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphkit.documents.headnouns import head_kind, noun_kind
from graphkit.documents.tokens import Word, words

__all__ = ["reporting_line"]

_TO = re.compile(
    r"\b(?:(?P<noun>reports?)|reporting(?:\s+line)?(?:\s+is)?|responsible|accountable|answerable|(?:line[\s-]+)?(?:managed|supervised))"
    r"(?:\s+directly)?\s+(?:to|by)\b\s*:?\s*(?:(?:the|an?|their|your|his|her|its)\s+)?",
    re.IGNORECASE,
)
#: a role's name has no more words
_LONGEST = 10
#: far enough to hold any role's name
_WINDOW = 120
_WITHIN = (" ", "'s", "’s", "'", "’", "&", "/", "–", "—", "-")
_JOINING = ("of", "for")


def reporting_line(text: str) -> tuple[int, int, str] | None:
    """The place and name of the role that is reported to; None where no sentence says it.

    >>> reporting_line("The clerk reports to the Head of Records, who is in charge.")
    (25, 40, 'Head of Records')
    >>> reporting_line("They will report to a senior records officer or similar.")
    (22, 44, 'senior records officer')
    >>> reporting_line("Provide reports to the court.") is None
    True
    """
    for match in _TO.finditer(text):
        found = words(text[match.end() : match.end() + _WINDOW])
        if not found or found[0].start > 0:
            continue
        if found[0].form in ("capital", "acronym"):
            named = _capitals(found)
            kind = head_kind(named)
            accepted = kind == "Role" or (kind is None and not match["noun"])
        else:
            named = _small(found)
            accepted = bool(named) and head_kind(named) == "Role"
        if accepted:
            start, end = match.end() + named[0].start, match.end() + named[-1].end
            return start, end, text[start:end]
    return None


def _capitals(found: Sequence[Word]) -> Sequence[Word]:
    """The capitals a text opens with, joining words between them included."""
    end = 1
    for at in range(1, min(len(found), _LONGEST)):
        word = found[at]
        if word.gap not in _WITHIN or word.opens:
            break
        if word.form in ("capital", "acronym", "number"):
            end = at + 1
        elif word.text not in (*_JOINING, "and", "the") or (
            word.text == "and" and noun_kind(found[at - 1].text) == "Role"
        ):
            if at == end and noun_kind(word.text) == "Role":
                end = at + 1
            break
    return found[:end]


def _small(found: Sequence[Word]) -> Sequence[Word]:
    """The words in small letters up to the noun that names a post: "senior records officer", "head of records"."""
    end = 0
    for at, word in enumerate(found[:_LONGEST]):
        if at and word.text in _JOINING and noun_kind(found[at - 1].text) == "Role":
            continue
        if (at and word.gap not in _WITHIN) or word.form == "small":
            break
        end = at + 1
    return found[:end]
