"""The words of a text with their offsets, and what the form of each word says: capital, acronym, number, small."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from graphkit.documents.wording import wording

__all__ = ["Word", "is_code", "is_reference", "short_form_end", "small_words", "words"]

_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|www\.", re.IGNORECASE)
_WORD = re.compile(r"\d+\+|\w+(?:['’&‐‑-]\w+)*")
_HYPHEN = re.compile(r"[‐‑-]")
_PART = re.compile(r"[^‐‑-]+")
_PLURAL = re.compile(r"(?<=[A-Z0-9]{2})s")
_ENDS = re.compile(r"[.!?:;•➢]")
_ROMAN = re.compile(r"[IVX]+")
#: an all-capital word longer than this is emphasis or a heading
_LONGEST_ACRONYM = 7


@cache
def small_words() -> frozenset[str]:
    """The words of grammar that begin sentences and no name."""
    return frozenset(entry.text for entry in wording("names").kind("SmallWord", "OpeningWord", "JoiningWord"))


@cache
def _emphasised() -> frozenset[str]:
    return frozenset(entry.text for entry in wording("names").kind("SmallWord", "JoiningWord"))


class Word(NamedTuple):
    """One word of a text: its place, its form, and what stands between it and the word before.

    `form` is acronym, capital, number, small or lower. `gap` is what stands between, without the blanks around
    punctuation; one blank where nothing else stands there. `opens` is true of the first word of a sentence.
    """

    text: str
    start: int
    end: int
    form: str
    gap: str
    opens: bool


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text.

    >>> [(word.text, word.form) for word in words("The MAPs of Old Town, 22+ of them")]
    [('The', 'small'), ('MAPs', 'acronym'), ('of', 'small'), ('Old', 'capital'), ('Town', 'capital'), ('22+', 'number'), ('of', 'small'), ('them', 'small')]
    """  # noqa: E501
    found: list[Word] = []
    for start, end in _places(text):
        printed = text[start:end]
        between = text[found[-1].end if found else 0 : start]
        gap = between if between == " " else between.strip() or (" " if between else "")
        opens = not found or (gap != " " and _ends_sentence(gap, found[-1].text))
        found.append(Word(printed, start, end, _form(printed), gap, opens))
    return tuple(_without_emphasis(found)) if any(map(str.isupper, text.split())) else tuple(found)


def _places(text: str) -> Iterator[tuple[int, int]]:
    if _ADDRESS.search(text):
        text = _CHUNK.sub(lambda chunk: " " * len(chunk[0]) if _is_address(chunk[0]) else chunk[0], text)
    for match in _WORD.finditer(text):
        (start, end), printed = match.span(), match[0]
        if printed.isalnum():
            pass
        elif printed[-2:] in ("'s", "’s"):
            end -= 2
        elif _HYPHEN.search(printed) and not is_code(printed):
            parts = [(start + part.start(), start + part.end()) for part in _PART.finditer(printed)]
            forms = {_form(text[first:last]) == "acronym" for first, last in parts}
            if forms == {True, False} and _form(printed) != "acronym":
                yield from parts
                continue
        yield start, end


def _is_address(chunk: str) -> bool:
    return "://" in chunk or "@" in chunk or chunk.lower().startswith("www.")


def is_code(printed: str) -> bool:
    """Whether a word is a code or reference rather than an acronym: RT-JES-0042, K7, AB12; but not RM2000.

    >>> is_code("RT-JES-0042"), is_code("AB12"), is_code("RM2000"), is_code("COVID-19")
    (True, True, False, False)
    """
    parts = _HYPHEN.split(printed)
    if len(parts) > 1:
        return any(part.isdigit() and len(part) > 2 for part in parts)
    return bool(re.fullmatch(r"[A-Za-z]\d+|[A-Za-z]{2,3}\d{1,3}|[A-Za-z]+0\d+", printed))


def is_reference(word: Word) -> bool:
    """Whether a number is part of a reference, over which no name goes on: "0042"."""
    return word.form == "number" and len(word.text) > 1 and word.text.startswith("0")


def short_form_end(found: Sequence[Word], at: int) -> int:
    """Where an acronym ends, the number that belongs to it included: the index of the word after.

    >>> short_form_end(words("LSI 40+ reviews"), 0), short_form_end(words("ABC 12 reviews"), 0)
    (2, 1)
    """
    after = found[at + 1] if at + 1 < len(found) else None
    return at + 2 if after and after.text[-1] == "+" and after.gap == " " else at + 1


@lru_cache(maxsize=4096)
def _form(printed: str) -> str:
    if printed[0].isdigit():
        return "number" if printed.rstrip("+").isdigit() else "lower"
    if is_code(printed):
        return "lower"
    if len(printed) == 1 or _ROMAN.fullmatch(printed):
        return "number" if printed.isupper() else ("small" if printed in small_words() else "lower")
    if _is_acronym(printed):
        return "acronym"
    if printed.lower() in small_words():
        return "small"
    return "capital" if printed[0].isupper() else "lower"


def _is_acronym(printed: str) -> bool:
    bare = _PLURAL.sub("", printed) if printed.endswith("s") else printed
    if bare.isupper():
        return len(bare) <= _LONGEST_ACRONYM + 2 * bool(_HYPHEN.search(bare)) and bare.lower() not in _emphasised()
    if _HYPHEN.search(bare) or "'" in bare or "’" in bare or bare.startswith(("Mc", "Mac")):
        return False
    return any(left.islower() and right.isupper() for left, right in pairwise(bare)) or bare[:2].isupper()


def _ends_sentence(gap: str, before: str) -> bool:
    if gap == " " or (len(before) == 1 and before.isalpha() and gap.startswith(".")):  # "i.e. Courts", "J. Smith"
        return False
    return bool(_ENDS.search(gap))


def _without_emphasis(found: list[Word]) -> Iterator[Word]:
    """Three words in a row in capitals are emphasis, not three acronyms."""
    shouted: list[Word] = []
    for word in [*found, None]:
        if word and _is_loud(word) and (not shouted or word.gap == " "):
            shouted.append(word)
            continue
        yield from (each._replace(form="lower") for each in shouted) if len(shouted) > 2 else shouted
        shouted = [word] if word and _is_loud(word) else []
        if word and not shouted:
            yield word


def _is_loud(word: Word) -> bool:
    return word.text.isupper() and word.text.isalpha()
