"""Names of laws, which hold words and commas that no other name does: a "Noise, Dust and Safety at Sea etc. Act"."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.documents.naming.headnouns import joins, legal_joins, noun_kind
from graphkit.documents.naming.tokens import Word

__all__ = ["is_unfinished_law", "joins_in_a_law", "lists_in_a_law"]

#: no more words stand between a joining word or comma and the noun that ends the name
_LONGEST = 12
_CAPITALS = ("capital", "acronym")
_ARTICLES = ("the", "a", "an")


def joins_in_a_law(words: Sequence[Word], at: int) -> bool:
    """Whether a joining word stands in a law's name: the "at" of a "Safety at Sea Act", the "etc" of an "etc. Act".

    >>> from graphkit.documents.naming.tokens import words
    >>> joins_in_a_law(words("Ships etc. Act 1968"), 1), joins_in_a_law(words("Ships etc. Act on it"), 1)
    (True, False)
    """
    follows = at + 1 < len(words) and words[at + 1].form in _CAPITALS
    return words[at].text in legal_joins() and follows and _names_a_law(words, at + 1, after=words[at])


def lists_in_a_law(words: Sequence[Word], begin: int, at: int) -> bool:
    """Whether the comma before a capital parts the subjects of one law, in capitals that begin at `begin`.

    What stands before the comma must be no name of its own: a "Police, Courts and Weirs Act", not "the Land Tribunal,
    Courts and Weirs Act".
    """
    first = at - 1
    while first > begin and "," not in words[first].gap and words[first - 1].text not in _ARTICLES:
        first -= 1
    subject = words[first:at]
    is_name = _has_ended(subject) or (len(subject) > 1 and noun_kind(subject[-1].text) is not None)
    if words[at].gap != "," or words[at].form != "capital" or is_name:
        return False
    opens = words[first].opens or "," in words[first].gap or (first > 0 and words[first - 1].text in _ARTICLES)
    return opens and _names_a_law(words, at)


def is_unfinished_law(words: Sequence[Word]) -> bool:
    """Whether a run of capitals holds a comma, which only the name of a law does, and not yet the noun that ends it."""
    return any("," in word.gap for word in words[1:]) and not _has_ended(words)


def _has_ended(words: Sequence[Word]) -> bool:
    return any(word.form == "number" or _ends(word) for word in words)


def _ends(word: Word) -> bool:
    return word.form == "capital" and noun_kind(word.text) == "Legislation"


def _names_a_law(words: Sequence[Word], first: int, *, after: Word | None = None) -> bool:
    """Whether the words from `first` on reach the noun that ends the name of a law.

    They follow the joining word `after`, or else a comma; then commas may part them up to an "and".
    """
    before, last_and = after, after
    for at in range(first, min(first + _LONGEST, len(words))):
        word = words[at]
        abbreviated = word.gap == "." and before is not None and before.text == "etc"
        listed = word.gap == "," and after is None and word.form == "capital"
        if word.gap != " " and not listed and not abbreviated:
            return False
        if _ends(word):
            return last_and is not None and not (abbreviated and _is_verb(words, at))
        if word.form not in _CAPITALS and word.text not in (*joins(), *legal_joins(), "and"):
            return False
        if listed or word.text == "and":
            last_and = None if listed else word
        before = word
    return False


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether "Act" after a full stop tells someone to do something: a word that is no year follows."""
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and after.gap == " " and after.form != "number" and after.text != "and"
