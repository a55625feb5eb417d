"""Expansions: the words an acronym in brackets stands for, found by their initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from graphkit.documents.naming.headnouns import joins
from graphkit.documents.naming.tokens import Word, short_form_end

__all__ = ["Expansion", "expansions"]

#: no expansion has more words than its acronym has letters, small words aside, nor more than this
_LONGEST = 16


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
    """Each "expansion (ACRONYM)" and "ACRONYM (expansion)" of a text.

    >>> from graphkit.documents.naming.tokens import words
    >>> text = "Draft the flood action plans, (FAPs) and use VALE (Ward Audit)."
    >>> [text[found.start:found.end] for found in expansions(text, words(text))]
    ['flood action plans, (FAPs)']
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
            if last > after + 1 and _matches(printed, words[after:last]):
                yield Expansion(at, after, after, last, word.start, text.index(")", words[last - 1].end) + 1)


def _before(words: Sequence[Word], at: int, acronym: str) -> int:
    """How many words before the bracket the acronym expands to; 0 for none."""
    for matches in (_matches, partial(_matches, lenient=True), _is_made_of, _is_numbered, _lacks_a_letter):
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


def _matches(acronym: str, words: Sequence[Word], *, lenient: bool = False) -> bool:
    """Whether the words spell the acronym by their beginnings, in order and to the last letter.

    A word gives its first letter, and more where the acronym prints them small (RuCB) or the word is itself in
    capitals; a small word may give nothing. `lenient` lets any word give up to three letters (RUCB).
    """
    bare = re.sub("[ ‐‑-]", "", acronym)
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
