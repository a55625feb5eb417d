"""Where paragraphs and items begin in a text that prints no bullets: after a blank line, or where a line had room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median_low

from graphkit.documents.source import Line, Source
from graphkit.documents.tools.items import JOINING, ends_sentence, page_width, split_marker

__all__ = ["Breaks", "goes_on", "is_apart"]

#: a text with a longer line has a paragraph in each of its lines
_UNWRAPPED = 120
_CELLS = re.compile(r"\S\s{3,}\S|\t")
#: where so many lines have a blank one before them, a blank line alone parts nothing
_EVERYWHERE = 0.8


class Breaks:
    """How a text parts its paragraphs.

    >>> from graphkit.records import Span
    >>> texts = {1: "Wash the", 2: "pots.", 4: "Dry them", 6: "at once."}
    >>> lines = [Line(number, Span(0, 0), words) for number, words in texts.items()]
    >>> Breaks(lines).starts(lines)
    {4}
    """

    def __init__(self, lines: Sequence[Line], source: Source | None = None, *, is_whole: bool = False) -> None:
        #: how long a full line is, those aside in which cells stand side by side
        self.width = page_width([line for line in lines if not _CELLS.search(line.text)] or lines)
        #: the blank lines by number, where other lines too may be left out between two
        self._blank = None if source is None else {line.number for line in source.lines if not line.text}
        gaps = [line.number - above.number - 1 for above, line in pairwise(lines)]
        are_everywhere = sum(gap > 0 for gap in gaps) >= _EVERYWHERE * max(1, len(gaps))
        #: how many blank lines part nothing: none; or, where they stand after nearly every line, as many as usual in a
        #: text that `is_whole`, and any number in one that feet of pages were taken out of
        self.idle: float = 0
        if gaps and are_everywhere:
            self.idle = median_low(gaps) if is_whole else inf

    def starts(
        self, lines: Sequence[Line], *, is_cell: bool = False, width: int | None = None, is_text: bool = False
    ) -> set[int]:
        """The lines with which a paragraph or an item without a bullet begins, where the file does not tell.

        In a cell each line with a capital is one, unless lines go on in its column, which has a `width`, and a name
        may do so because it had no room. Running text begins anew only where a sentence has ended.
        """
        starts: set[int] = set()
        listed = any(split_marker(line)[0] for line in lines)
        for above, line in pairwise(lines):
            if line.opens is not None:
                continue
            is_capital = line.text[0].isupper() or not line.text[0].isalpha()
            has_room = len(above.text) + 1 + len(line.text.split()[0]) <= (width or self.width)
            is_own = has_room or (is_cell and not (width and _ends_in_name(above)))
            is_own = is_own and not (is_text and not ends_sentence(above.text) and self.width <= _UNWRAPPED)
            is_item = is_own and not listed and not JOINING.search(above.text)
            if self.is_apart(above, line) or (is_capital and (is_item or self.width > _UNWRAPPED)):
                starts.add(line.number)
        return starts

    def apart(self, lines: Sequence[Line]) -> set[int]:
        """The lines that a blank line parts from the one above them."""
        return {line.number for above, line in pairwise(lines) if self.is_apart(above, line)}

    def is_apart(self, above: Line, line: Line) -> bool:
        """Whether a blank line parts two lines, and a page's end or a slip does not stand in one sentence."""
        between = range(above.number + 1, line.number)
        blanks = len(between) if self._blank is None else len(self._blank.intersection(between))
        return blanks > self.idle and not goes_on(above, line)


def is_apart(above: Line, line: Line) -> bool:
    """Whether anything stands between two lines, if only a blank line."""
    return line.number - above.number > 1


def goes_on(above: Line, line: Line) -> bool:
    """Whether a sentence goes on from one line to the next, whatever stands between them."""
    if split_marker(line)[0] or ends_sentence(above.text):
        return False
    return line.text[0].islower() or (above.text[-1] != "," and JOINING.search(above.text) is not None)


def _ends_in_name(line: Line) -> bool:
    """Whether the last word of a line has a capital, and is not its first."""
    return " " in line.text and line.text.split()[-1][0].isupper()
