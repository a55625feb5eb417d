"""What kind of thing a name means, by the noun that heads it (data/wording/names.ttl)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from graphkit.documents.naming.tokens import Word
from graphkit.documents.wording import wording

__all__ = [
    "UNSAID",
    "follows_in_lower_case",
    "head_kind",
    "is_level",
    "is_subject",
    "joins",
    "kind_of",
    "legal_joins",
    "noun_kind",
    "people",
    "singulars",
]

#: the class of a name whose form says no more
UNSAID = "NamedThing"


@cache
def _nouns(kind: str) -> dict[str, str]:
    return {entry.text.lower(): entry.reads or UNSAID for entry in wording("names").kind(kind)}


@cache
def _lower() -> frozenset[str]:
    return frozenset(entry.text for entry in wording("names").kind("HeadNoun") if entry.text.islower())


@cache
def joins() -> frozenset[str]:
    """The words that stand inside names: of, for."""
    return frozenset(entry.text for entry in wording("names").kind("JoiningWord"))


@cache
def legal_joins() -> frozenset[str]:
    """The words that stand inside the names of laws only: at, to, etc."""
    return frozenset(entry.text for entry in wording("names").kind("LegalJoiningWord"))


def singulars(printed: str) -> list[str]:
    """What a noun may be in the singular, in small letters.

    >>> singulars("Agencies")
    ['agency', 'agenci', 'agencie', 'agencies']
    """
    noun = printed.lower()
    ends = {"ies": "y", "es": "", "s": "", "": ""}
    return [noun.removesuffix(end) + instead for end, instead in ends.items() if noun.endswith(end)]


@lru_cache(maxsize=4096)
def noun_kind(printed: str) -> str | None:
    """The class a noun says, in singular or plural; None where it says none.

    >>> noun_kind("Services"), noun_kind("Duties"), noun_kind("Policeman")
    ('Organisation', 'Legislation', None)
    """
    return next((_nouns("HeadNoun")[noun] for noun in singulars(printed) if noun in _nouns("HeadNoun")), None)


def people(printed: str) -> bool:
    """Whether a noun means people, in a list of those one deals with."""
    return any(noun in _nouns("ListNoun") for noun in singulars(printed)) or noun_kind(printed) in ("Group", "Role")


def is_subject(printed: str) -> bool:
    """Whether a noun ends the name of a subject of study, which has capitals by custom."""
    return any(noun in _nouns("SubjectNoun") for noun in singulars(printed))


def is_level(words: Sequence[Word]) -> bool:
    """Whether words open with a noun and its number, as the names of some things do: "Level 3"."""
    return len(words) > 1 and words[0].text.lower() in _nouns("LeadNoun") and words[1].form == "number"


def follows_in_lower_case(printed: str) -> bool:
    """Whether a noun in small letters belongs to the capitals before it: "Old Town team", but not "Old Town duties"."""
    return printed in _lower()


def head_kind(words: Sequence[Word]) -> str | None:
    """The class the head of a name says; None where the name has no known head.

    >>> from graphkit.documents.naming.tokens import words
    >>> [head_kind(words(name)) for name in ("Ministry of Works", "Harbours Act 1964", "Lead – Night Duty", "Old Town")]
    ['Organisation', 'Legislation', 'Role', None]
    """
    if len(words) > 2 and is_level(words):
        return _nouns("LeadNoun")[words[0].text.lower()]
    stop = len(words)
    for at, word in enumerate(words[1:], 1):
        if word.gap.endswith(("–", "—", "-")) or (word.form == "small" and (word.text in joins() or word.text == "in")):
            if noun_kind(words[at - 1].text):
                stop = at
            break
    named = [word for word in words[:stop] if word.form != "number"]
    return noun_kind(named[-1].text) if named else None


def kind_of(words: Sequence[Word]) -> str:
    """The class of a name, NamedThing where its form says no more."""
    return head_kind(words) or UNSAID
