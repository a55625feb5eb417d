"""What is printed side by side on one line: parts with a gap between, labels each with its value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from graphkit.documents.source import Line
from graphkit.documents.tools.items import split_marker

__all__ = ["GAP", "in_columns", "pieces", "side_by_side"]

#: what parts two that stand side by side
GAP = re.compile(r"\s{2,}|\t\s*|\s*\|\s*")

#: a second column begins so far to the right at least, and so many lines stand in it
_MARGIN, _MOST = 8, 0.4


def pieces(line: Line) -> list[Line]:
    """The parts of a line that wide blanks, tabs or upright strokes part; a bullet goes with what follows it.

    >>> from graphkit.records import Span
    >>> [piece.text for piece in pieces(Line(1, Span(0, 25), "Base   - Hall |  -  Mill"))]
    ['Base', '- Hall', '-  Mill']
    """
    found: list[Line] = []
    start = 0
    for gap in [*GAP.finditer(line.text), None]:
        piece = line.part(start, gap.start() if gap else None)
        if gap and (not piece.text or not split_marker(piece)[3].text):
            start = start if piece.text else gap.end()
            continue
        found += [piece] if piece.text else []
        start = gap.end() if gap else start
    return found


def side_by_side(line: Line, is_label: Callable[[Line], bool]) -> list[Line]:
    """The lines of several labels, each with its value, that are printed side by side.

    >>> from graphkit.records import Span
    >>> line = Line(1, Span(0, 30), "Base:   Mill     Days:   Monday")
    >>> [part.text for part in side_by_side(line, lambda piece: piece.text.endswith(":"))]
    ['Base:   Mill', 'Days:   Monday']
    """
    parts = pieces(line)
    starts = [at for at in range(len(parts)) if at == 0 or is_label(parts[at])]
    if len(starts) < 2:
        return [line]
    begins = [parts[at].span.start - line.span.start for at in starts]
    found = [line.part(begin, end) for begin, end in zip(begins, [*begins[1:], None], strict=True)]
    return [part.part(0, len(part.text.rstrip("| \t"))) for part in found]


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines, each cut where the text of a second column begins, if most lines stand in that column.

    >>> from graphkit.records import Span
    >>> texts = {"Summary   Cook for": 0, "the crew.": 10, "Band      3": 0, "Wash up.": 10, "Ability   To swim": 0}
    >>> lines = [Line(1, Span(0, 0), words, indent=indent) for words, indent in texts.items()]
    >>> [line.text for line in in_columns(lines)][:3]
    ['Summary', 'Cook for', 'the crew.']
    """
    begins: Counter[int] = Counter()
    for line in lines:
        begins.update({line.indent} if line.indent >= _MARGIN else _columns(line))
    column, count = max(begins.items(), key=lambda found: (found[1], -found[0]), default=(0, 0))
    if count < _MOST * len(lines) or not any(line.indent == column for line in lines):
        return list(lines)
    found: list[Line] = []
    for line in lines:
        if line.indent < column and column in _columns(line):
            found += [line.part(0, column - line.indent), line.part(column - line.indent)]
        else:
            found.append(line)
    return found


def _columns(line: Line) -> set[int]:
    """Where parts of a line begin behind a gap, counted from the margin."""
    return {line.indent + gap.end() for gap in re.finditer(r"\s{2,}", line.text)}
