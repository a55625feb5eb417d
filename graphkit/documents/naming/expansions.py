"""Expansions: the words an acronym in brackets stands for, found by their initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from graphkit.documents.naming.headnouns import joins, noun_kind
from graphkit.documents.naming.tokens import Word, short_form_end

__all__ = ["Expansion", "expansions"]

#: no expansion has more words than its acronym has letters, small words aside, nor more than this
_LONGEST = 16
#: what may part an acronym from the expansion behind it
_PARTED = frozenset({":", "=", "-", "\u2013", "\u2014"})
#: so many letters at least where nothing but that parts them
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Expansion:
    """An acronym with its expansion, as they stand together: `words[first:last]` expands `words[at:after]`."""

    at: int
    after: int
    first: int
    last: int
    start: int
    end: int


def expansions(text: str, words: Sequence[Word]) -> Iterator[Expansion]:
    """Each "expansion (ACRONYM)", "ACRONYM (expansion)" and "ACRONYM: expansion" of a text.

    >>> from graphkit.documents.naming.tokens import words
    >>> text = "Draft the flood action plans, (FAPs) and use VALE (Ward Audit)."
    >>> [text[found.start:found.end] for found in expansions(text, words(text))]
    ['flood action plans, (FAPs)']
    >>> text = "The Mines and Quarries Act 1954 (MAQA) and MRS: Mines Rescue Service"
    >>> [text[found.start:found.end] for found in expansions(text, words(text))]
    ['Mines and Quarries Act 1954 (MAQA)', 'MRS: Mines Rescue Service']
    """
    for at, word in enumerate(words):
        shouted = word.form == "small" and word.text.isupper() and word.gap.endswith("(")
        if word.form != "acronym" and not word.text[-1].isdigit() and not shouted:
            continue
        after = short_form_end(words, at)
        printed = text[word.start : words[after - 1].end]
        closes = text.find(")", words[after - 1].end, words[after - 1].end + 2)
        if word.gap.endswith("(") and closes >= 0 and not text[words[after - 1].end : closes].strip():
            if count := _before(words, at, printed):
                yield Expansion(at, after, at - count, at, words[at - count].start, closes + 1)
        elif after < len(words) and words[after].gap == "(" and word.form == "acronym":
            last = _bracket(text, words, after)
            first = _behind_article(words, after)
            if last > first + 1 and _spells(printed, words[first:last]):
                yield Expansion(at, after, first, last, word.start, text.index(")", words[last - 1].end) + 1)
        elif after < len(words) and words[after].gap in _PARTED and word.form == "acronym":
            first = _behind_article(words, after)
            if len(printed) >= _LETTERS and (last := _after(words, first, printed)):
                yield Expansion(at, after, first, last, word.start, words[last - 1].end)


def _behind_article(words: Sequence[Word], at: int) -> int:
    """The word at a place, or the next where that is an article."""
    return at + 1 if words[at].text.lower() in ("the", "a", "an") and at + 1 < len(words) else at


def _after(words: Sequence[Word], first: int, acronym: str) -> int:
    """Where the words end that spell an acronym from `first` on, the most of them; 0 where none do."""
    end = first + 1
    while end < min(len(words), first + _LONGEST) and words[end].gap in (" ", ",", "&", "-", "\u2011", ". "):
        end += 1
    for last in range(end, first + 1, -1):
        if words[last - 1].form != "small" and _spells(acronym, words[first:last]):
            return last
    return 0


def _before(words: Sequence[Word], at: int, acronym: str) -> int:
    """How many words before the bracket the acronym expands to; 0 for none."""
    for matches in (_spells, partial(_matches, lenient=True), _is_made_of, _is_numbered, _lacks_a_letter):
        for count in range(2, min(at, _LONGEST) + 1):
            first = words[at - count]
            if first.text in (*joins(), "and"):
                continue
            if first.form == "small" and acronym[0].lower() != first.text[0].lower():
                continue
            if matches(acronym, words[at - count : at]):
                return count
            if words[at - count].opens:
                break
    return 0


def _is_made_of(acronym: str, words: Sequence[Word]) -> bool:
    """Whether each of some capitalised words gives the acronym its first letter and any later ones: Moorland, ML."""
    letters = acronym.lower()
    reached = {0}
    for word in words:
        if word.form not in ("capital", "acronym"):
            return False
        onward: set[int] = set()
        for at in reached:
            if letters[at : at + 1] == word.text[0].lower():
                onward.add(at + 1)
        for letter in word.text[1:].lower():
            onward |= {at + 1 for at in onward if letters[at : at + 1] == letter}
        reached = onward
    return len(letters) in reached


def _is_numbered(acronym: str, words: Sequence[Word]) -> bool:
    """Whether words that end in the number of an acronym begin with its letters, in order: SPC-30."""
    numbered = re.fullmatch(r"([A-Z]+)[‐‑-]?(\d+)", acronym)
    if not numbered or any(word.form not in ("capital", "acronym") for word in words):
        return False
    letters, number = numbered.groups()
    if not re.search(rf"\D{number}$", words[-1].text) or words[0].text[0] != letters[0]:
        return False
    initials = iter(word.text[0] for word in words)
    return all(letter in initials for letter in letters)


def _lacks_a_letter(acronym: str, words: Sequence[Word]) -> bool:
    """Whether the words give an acronym all but the one letter before its hyphen: P-HELM."""
    apart = re.fullmatch(r"[A-Z][‐‑-]([A-Z]{3,})", acronym)
    return apart is not None and _matches(apart[1], words)


def _bracket(text: str, words: Sequence[Word], first: int) -> int:
    """The word after the last one in the bracket that opens before `first`; `first` where it does not close soon."""
    for last in range(first, min(first + _LONGEST, len(words))):
        stop = words[last + 1].start if last + 1 < len(words) else len(text)
        between = text[words[last].end : stop]
        if ")" in between:
            return last + 1
        if "(" in between:
            break
    return first


def _spells(acronym: str, words: Sequence[Word]) -> bool:
    """Whether words spell an acronym; the year of a law, and the noun that says it is one, may give no letter."""
    if _matches(acronym, words):
        return True
    left = words[:-1] if words and words[-1].form == "number" and len(words[-1].text) == 4 else words
    if len(left) < len(words) and _matches(acronym, left):
        return True
    return bool(left) and noun_kind(left[-1].text) == "Legislation" and _matches(acronym, left[:-1])


def _matches(acronym: str, words: Sequence[Word], *, lenient: bool = False) -> bool:
    """Whether the words spell the acronym by their beginnings, in order and to the last letter.

    A word gives its first letter, and more where the acronym prints them small (RuCB) or the word is itself in
    capitals; a small word may give nothing. `lenient` lets any word give up to three letters (RUCB).
    """
    bare = re.sub("[ &‐‑-]", "", acronym)
    bare = bare.removesuffix("s") if bare[-2:-1].isupper() else bare
    parts = [(part, word.form == "small") for word in words for part in word.text.replace("-", "‑").split("‑") if part]
    reached = {0}
    for part, is_small in parts:
        onward = {at for at in reached if is_small}
        for at in reached:
            for size in range(1, min(len(part), len(bare) - at) + 1):
                piece = bare[at : at + size]
                if piece.lower() != part[:size].lower():
                    break
                if (
                    size == 1
                    or piece[1:].islower()
                    or part[:size].isupper()
                    or piece.isdigit()
                    or (lenient and size < 4)
                ):
                    onward.add(at + size)
        reached = onward
    return len(bare) in reached and len(parts) > 1
