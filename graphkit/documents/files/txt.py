"""Plain text: the file is the text."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.documents.files import Text
from graphkit.documents.opening.decoding import decoded

__all__ = ["IS_PLAIN", "SUFFIXES", "texts"]

SUFFIXES = frozenset({".txt"})
IS_PLAIN = True


def texts(raw: bytes, name: str) -> Iterator[Text]:
    r"""The one text; its offsets count the file where that is UTF-8.

    >>> next(texts("Duties\r\n• Keep records".encode(), "a.txt")).is_the_file
    True
    """
    text, note = decoded(raw, name)
    yield Text(text, is_the_file=note is None, note=note)
