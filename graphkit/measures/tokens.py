"""The words of printed items, with their places; addresses and codes are no words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graphkit.facts import Facts, Item
from graphkit.measures.english import is_english

__all__ = ["Row", "Token", "current_rows", "rows", "without_addresses"]

#: letters, with apostrophes inside or at the end
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:(?<=s)['’](?= [a-z]))?")
#: what no ordinary word has in it, and a run of letters and signs around it
_IN_ADDRESS = r"\w@\w|://|www\.|\w\.(?:com|org|net|uk|gov|html?|pdf|docx?)\b|\w\\\w"
_HAS_ADDRESS, _ADDRESS = re.compile(_IN_ADDRESS), re.compile(rf"\S*(?:{_IN_ADDRESS})\S*")
_HAS_CODE, _CODE = re.compile(r"[\d_]"), re.compile(r"(?<!\w)(?=\w*[\d_])\w+(?:[-/.]\w+)*")
#: kinds of items that repeat or name others
_ASIDE = frozenset({"Acronym"})
_SENTENCE = re.compile(r"[.!?:;•][)”’\"']*$")


class Token(NamedTuple):
    """A word of an item: its letters, its offsets, and what stands between it and the word before."""

    item: Item
    word: str
    start: int
    end: int
    before: str

    @property
    def opens(self) -> bool:
        """Whether it is the first of a sentence or of the item."""
        return self.start == 0 or _SENTENCE.search(self.before.strip()) is not None

    def beside(self) -> list[str]:
        """The words next to it in its item."""
        before, after = _WORD.findall(self.item.text[: self.start])[-1:], _WORD.search(self.item.text, self.end)
        return [*before, after[0]] if after else before


class Row(NamedTuple):
    """An item and its words, in order."""

    item: Item
    tokens: tuple[Token, ...]


@lru_cache(maxsize=1)
def rows(facts: Facts) -> tuple[Row, ...]:
    """The items that hold English words of the document's own, with these: no acronyms, no other languages.

    The last are kept, because every kind of measure asks for them.
    """
    items = (item for item in facts.items if item.kind not in _ASIDE and item.parts and is_english(item.text))
    return tuple(Row(item, tuple(_tokens(item))) for item in items)


def current_rows(facts: Facts) -> Iterator[Row]:
    """The rows of the newest editions."""
    return (row for row in rows(facts) if facts.documents[row.item.document].current)


def without_addresses(text: str) -> str:
    """A text with blanks in place of addresses and names of files, so that offsets hold.

    >>> without_addresses("ask a.b@example.org or see B12")
    'ask                 or see B12'
    """
    return _ADDRESS.sub(_blank, text) if _HAS_ADDRESS.search(text) else text


def _tokens(item: Item) -> Iterator[Token]:
    """The words of an item, in order."""
    last, text = 0, without_addresses(item.text)
    for found in _WORD.finditer(_CODE.sub(_blank, text) if _HAS_CODE.search(text) else text):
        yield Token(item, found[0], found.start(), found.end(), item.text[last : found.start()])
        last = found.end()


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
