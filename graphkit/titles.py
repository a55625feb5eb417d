"""Titles of roles, as they are compared: case, punctuation and plurals make no difference.

>>> title_key("Lock Keepers") == title_key("lock keeper")
True
>>> [is_asked_as(text, "Lock Keeper") for text in ("Two years as a trained Lock Keeper", "Meeting a Lock Keeper")]
[True, False]
"""

from __future__ import annotations

import re

from graphkit.text import words

__all__ = ["is_asked_as", "singular", "title_key"]

#: plurals that are not made with s
_PLURALS = {"people": "person", "children": "child", "men": "man", "women": "woman"}


def singular(word: str) -> str:
    """A word without the sign of the plural.

    >>> [singular(word) for word in ("services", "people", "witness", "bus", "analysis")]
    ['service', 'person', 'witness', 'bus', 'analysis']
    """
    if word in _PLURALS:
        return _PLURALS[word]
    return word[:-1] if re.fullmatch(r"\w{3,}[^sui]s", word) else word


def title_key(title: str) -> str:
    """A title for comparison."""
    return " ".join(singular(word) for word in words(title))


def is_asked_as(text: str, title: str) -> bool:
    """Whether experience in the role itself is asked for, not of working with those who hold it."""
    return re.search(rf"\bas an? (?:\w+ ){{0,2}}{re.escape(title)}\b", text, re.IGNORECASE) is not None
