"""What a line of a page is by its family's wording; most lines are nothing, which their first word shows at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graphkit.documents.source import Line
from graphkit.documents.tools.form import Opening, opening
from graphkit.documents.wording import Entry, key, wording

__all__ = ["PageWords"]

#: a number, a sum, or a code
_VALUE = re.compile(r"[£\d]|[A-Z]{2,3}\s?\d{3}")

#: a label of no more words may be other words where it has no colon
_PLAIN = 3


class PageWords:
    """The wording of one family, to be asked about every line of a page.

    >>> from graphkit.records import Span
    >>> words = PageWords("occupational-standard")
    >>> words.label([Line(1, Span(0, 8), "Level: 4")], 0, everywhere=False).rest.text
    '4'
    >>> words.label([Line(1, Span(0, 5), "Level")], 0, everywhere=False)
    """

    def __init__(self, family: str) -> None:
        self.family = family

    def kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind."""
        return _entries(self.family, kind)

    def exact(self, line: Line, kind: str) -> Entry | None:
        """The entry whose words are exactly those of the line."""
        return wording(self.family).exact(line, kind) if self._may_be(line, kind) else None

    def like(self, line: Line, kind: str) -> Entry | None:
        """The entry that the line is nearly the same as, its first word being the same."""
        return wording(self.family).like(line.text, kind) if self._may_be(line, kind) else None

    def label(self, lines: Sequence[Line], at: int, *, everywhere: bool) -> Opening | None:
        """The label that opens at a line, with a colon behind it.

        A long one needs none, alone in its line. Where labels stand everywhere any may stand alone in its line, or
        before its value with a gap between, or before a number, a sum or a code. Labels of one part of the page, which
        say so, are not looked for.
        """
        line = lines[at]
        if not self._may_be(line, "Label"):
            return None
        entries = [entry for entry in self.kind("Label") if entry.part in (None, "list")]
        hit = opening([line], 0, entries, values=everywhere or ":" in line.text)
        is_sentence = hit is not None and hit.rest is None and len(hit.entry.words) > _PLAIN
        if hit is None or hit.has_colon or is_sentence:
            return hit
        return hit if everywhere and (hit.rest is None or _is_value(line, hit.pieces[0], hit.rest)) else None

    def _may_be(self, line: Line, kind: str) -> bool:
        return key(line.text)[:1] in _first_words(self.family, kind)


def _is_value(line: Line, label: Line, rest: Line) -> bool:
    gap = line.text[len(label.text) : rest.span.start - line.span.start]
    return len(gap) > 1 or "\t" in gap or _VALUE.match(rest.text) is not None


@cache
def _entries(family: str, kind: str) -> tuple[Entry, ...]:
    return wording(family).kind(kind)


@cache
def _first_words(family: str, kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(key(entry.text)[:1] for entry in _entries(family, kind))
