"""What a table's edge did to words: torn words mended where the document proves them, shrinking copies told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from graphkit.documents.source import Line

__all__ = ["copies", "item_starts", "mend", "torn"]

_FRAGMENT = re.compile(r"^(.*\S)\s*\t+\s*(\S{1,8})$")
#: how much of a line must stand in the block's first line for it to be a copy of its end
_SAME = 0.8


def torn(line: Line) -> tuple[Line, Line] | None:
    """A line and the fragment of a word that stands behind a tab at its end."""
    match = _FRAGMENT.match(line.text)
    return (line.part(0, match.end(1)), line.part(match.start(2))) if match else None


def mend(text: str, body: str, fragment: str) -> str | None:
    """The body with the one word mended that the fragment was torn from; None where the document proves none.

    The proof is the same word elsewhere in the document, beginning as the torn word does and ending as the fragment:

    >>> mend("act appropriately here", "plan appropriat targeted activities", "ly")
    'plan appropriately targeted activities'
    >>> mend("of individuals and", "circumstances of individuand identify risk", "als")
    'circumstances of individuals and identify risk'
    >>> mend("nothing alike", "plan appropriat targeted activities", "ly") is None
    True
    """
    words = _counted(text)
    letters = re.match(r"[^\W\d_]+", fragment)
    if not letters:
        return None
    tails = {letters.group(), letters.group()[1:]} - {""}
    punctuation = fragment[letters.end() :]
    #: how sure (word whole, nothing lost) -> the body mended so
    found: dict[tuple[bool, bool], set[str]] = {}
    for token in re.finditer(r"[^\W\d_]+", body):
        if words[token.group()] > 1:
            continue
        for cut in range(len(token.group()), 3, -1):
            head, glued = token.group()[:cut], token.group()[cut:]
            if glued and (len(glued) < 2 or glued not in words):
                continue
            for word in words:
                lost = len(word) - len(head)
                proves = word.startswith(head) and any(
                    word.endswith(tail) and len(tail) <= lost <= len(tail) + 1 for tail in tails
                )
                if proves and word != token.group():
                    mended = word + (f"{punctuation} {glued}" if glued else "")
                    sure = (not glued, word.endswith(letters.group()) and lost == len(letters.group()))
                    found.setdefault(sure, set()).add(body[: token.start()] + mended + body[token.end() :])
    best = found[max(found)] if found else set()
    return best.pop() if len(best) == 1 else None


@lru_cache(maxsize=1)
def _counted(text: str) -> Counter[str]:
    """How often each word stands in a document."""
    return Counter(re.findall(r"[^\W\d_]+", text))


def copies(lines: Sequence[Line]) -> int:
    """How many of the lines after the first are shrinking copies of its end."""
    first = lines[0].text.split()
    count = 0
    for line in lines[1:]:
        if _place(first, line.text.split()) is None:
            break
        count += 1
    return count


def _place(first: Sequence[str], copy: Sequence[str]) -> int | None:
    """Where in the first line's words a copy of its end begins."""
    for place in range(1, len(first)):
        if first[place : place + 3] != list(copy[:3]):
            continue
        rest = first[place:]
        same = sum(mine == theirs for mine, theirs in zip(rest, copy, strict=False))
        if same >= _SAME * max(len(copy), 1) and len(copy) >= _SAME * len(rest) - 3:
            return place
    return None


def item_starts(first: Line, shrunk: Sequence[Line]) -> list[int]:
    """Where the items of a run-on line begin, as offsets in it: proved by where its copies begin and by their gaps.

    A copy that begins in the middle of a sentence (with a small letter) begins no item.
    """
    tokens = list(re.finditer(r"\S+", first.text))
    words = [token.group() for token in tokens]
    starts = {0}
    for line in (first, *shrunk):
        place = 0 if line is first else _place(words, line.text.split())
        if place is None:
            continue
        inner = list(re.finditer(r"\S+", line.text))
        for at, token in enumerate(inner):
            gap = line.text[inner[at - 1].end() : token.start()] if at else "  "
            here = place + at
            if len(gap) > 1 and here < len(words) and words[here] == token.group() and token.group()[0].isupper():
                starts.add(tokens[here].start())
    return sorted(starts)
