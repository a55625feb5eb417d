"""Who a sentence is about: whether its subject is the holder of the post that a document describes.

The words for a post, its holder and what may stand before or after them are those of data/wording/names.ttl.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from graphkit.documents.naming.headnouns import singulars
from graphkit.documents.naming.tokens import Word
from graphkit.documents.wording import wording

__all__ = ["helps", "is_management", "leads", "listed", "means_post", "noun_before", "of_the_post"]

#: the subject of a sentence has no more words
_LONGEST = 12


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of one kind."""
    return frozenset(entry.text for entry in wording("names").kind(kind))


def helps(word: Word) -> bool:
    """Whether a word may stand between a subject and its verb: "will", "usually"; not the noun in "a cook's work"."""
    return (word.text in listed("Auxiliary") or word.text.endswith("ly")) and word.gap[:1] not in ("'", "’")


def noun_before(spoken: Sequence[Word], begin: int, at: int) -> Sequence[Word]:
    """The nearest noun and its own words before a place, without its article: "the post holder" -> post holder."""
    first = at
    while first > max(begin, at - _LONGEST) and spoken[first - 1].text.lower() not in listed("Determiner"):
        first -= 1
        if "," in spoken[first].gap:
            break
    return spoken[first:at]


def of_the_post(named: Sequence[Word], own: Collection[str], *, alone: bool = False) -> bool:
    """Whether words name the post or its holder. `alone`: no words at all do as well."""
    if not named:
        return alone
    if means_post(named[-1]):
        return True
    main = list(_until_preposition(named))
    return bool(main) and all(word.text in ("and", "or") or _holds(word, own) for word in main)


def is_management(clause: Sequence[Word], own: Collection[str]) -> bool:
    """Whether the subject of a clause is the management of the post: "line management of the clerk", or alone."""
    said = [word for word in clause if word.text.lower() not in listed("Determiner")]
    managing, post = said, said[:0]
    for at in range(len(said) - 1, 0, -1):
        if said[at].text in ("of", "for"):
            managing, post = said[:at], said[at + 1 :]
            break
        if said[at].gap[:1] in ("'", "’"):
            managing, post = said[at:], said[:at]
            break
    if not managing or managing[-1].text.lower() not in listed("ManagingNoun"):
        return False
    if len(managing) < len(said):
        return all(word.form != "small" for word in post) and of_the_post(post, own)
    words = {word.text.lower() for word in managing} - {"and"}
    return bool(words - listed("ManagingNoun")) and words <= listed("ManagingNoun") | listed("ManagingWord")


def means_post(word: Word) -> bool:
    """Whether a noun means the post or its holder, whatever stands before it."""
    return _is_any(word, listed("PostWord"))


def _until_preposition(named: Sequence[Word]) -> Iterator[Word]:
    for word in named:
        if word.form == "small" and word.text.lower() not in listed("PostHolder") | {"and", "or"}:
            return
        yield word


def leads(spoken: Sequence[Word], begin: int, own: Collection[str]) -> bool:
    """Whether a clause opens with the holder of the post."""
    first = begin + (spoken[begin].text.lower() in listed("Determiner"))
    end = first
    while end < min(first + _LONGEST, len(spoken)) and _holds(spoken[end], own):
        end += 1
    return end > first and not (end < len(spoken) and spoken[end].gap[:1] in ("'", "’"))


def _holds(word: Word, own: Collection[str]) -> bool:
    return _is_any(word, own) or _is_any(word, listed("PostHolder")) or means_post(word)


def _is_any(word: Word, nouns: Collection[str]) -> bool:
    return any(noun in nouns for noun in singulars(word.text))
