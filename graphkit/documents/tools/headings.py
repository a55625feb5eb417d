"""How a line is printed as a heading where no wording knows it: with marks, in bold or italics, in capitals."""

from __future__ import annotations

import re

from graphkit.documents.source import Line
from graphkit.documents.tools.items import ends_sentence
from graphkit.documents.tools.known import bare

__all__ = ["called", "is_capital", "is_emphasised", "is_marked"]

_EMPHASISED = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_]).*(?<=[^\s*_])\1:?")
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|\(?(?:[A-Z]|[a-z]|[ivx]{1,5})[.)])\s+")
_LONGEST = 80


def called(line: Line) -> str:
    """A heading's words, without its marks and its number.

    >>> from graphkit.records import Span
    >>> [called(Line(1, Span(0, 9), words)) for words in ("## **2.1 At sea**", "Part 2: On land", "(a) *In port*:")]
    ['At sea', 'Part 2: On land', 'In port']
    """
    words = line.unmarked
    number = _NUMBER.match(words.text)
    return words.text[number.end() if number else 0 :].strip(" :*_|")


def is_marked(line: Line) -> bool:
    """Whether the file says that a line is a heading, or the marks before it do."""
    return line.is_heading or bool(re.match(r"#{1,6}\s*[^\s#]", line.text))


def is_emphasised(line: Line) -> bool:
    """Whether a whole line is in bold or italics and no sentence, nor a label with its value.

    >>> from graphkit.records import Span
    >>> [is_emphasised(Line(1, Span(0, 9), words)) for words in ("**At sea**", "**Base:** Hull", "*Do it now.*")]
    [True, False, False]
    """
    words = line.unmarked.text
    marks = "**" in words or "__" in words
    return bool(_EMPHASISED.fullmatch(line.text)) and len(words) <= _LONGEST and not ends_sentence(words) and not marks


def is_capital(line: Line) -> bool:
    """Whether a line is printed in capitals, and is no sentence; its number tells nothing.

    >>> from graphkit.records import Span
    >>> [is_capital(Line(1, Span(0, 9), words)) for words in ("2. AT SEA", "RSPCA.", "At sea")]
    [True, False, False]
    """
    words = bare(line).text
    return words == words.upper() and bool(re.search(r"[A-Z]{3}", words)) and not words.endswith(".")
