"""The words of a table: what its lines say without their bullets, and in which words two texts differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from graphkit.documents.source import Line, joined
from graphkit.documents.tools.items import split_marker
from graphkit.records import Span

__all__ = ["after_bullet", "difference", "spoken", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SIGN = re.compile(rf"{_WORD.pattern}|\S")
_PLAIN = str.maketrans("\u2010\u2011–—‘’“”", "----''\"\"")


def spoken(text: str) -> tuple[str, ...]:
    """The words of a text for comparison."""
    return tuple(_WORD.findall(text.translate(_PLAIN).casefold()))


def after_bullet(line: Line) -> tuple[bool, str]:
    """Whether a bullet opens the line, and what the line says; a number may belong to the words and stays."""
    marker, number, _, rest = split_marker(line)
    return (True, rest.text) if marker and number is None else (False, line.text)


def words_of(lines: Iterable[Line]) -> str:
    """The text that the lines of a cell make, bullets left out."""
    whole = "\n".join(after_bullet(line)[1] for line in lines)
    return joined(whole, (Span(0, len(whole)),))


def difference(body: str, table: str) -> str | None:
    """The words in which two texts differ.

    >>> difference("Work with offenders and courts.", "work  with people on probation and the courts")
    '"people on probation" for "offenders"; "the" added'
    >>> difference("Risk assessment and plans", "Risk assessment"), difference("multi-agency", "Multi- agency.")
    ('"and plans" left out', None)
    """
    if body == table:
        return None
    here, there = (list(_SIGN.finditer(text.translate(_PLAIN).rstrip(" .,;:"))) for text in (body, table))
    old_signs, new_signs = ([sign.group().casefold() for sign in side] for side in (here, there))
    changes = []
    for kind, a, b, c, d in SequenceMatcher(None, old_signs, new_signs, autojunk=False).get_opcodes():
        old, new = (
            f'"{text[side[first].start() : side[last - 1].end()]}"' if first < last else ""
            for text, side, first, last in ((body, here, a, b), (table, there, c, d))
        )
        if kind != "equal":
            changes.append(f"{new} for {old}" if old and new else f"{old} left out" if old else f"{new} added")
    return "; ".join(changes) or None
