"""Words with places on a page to lines in reading order: columns found by the white between them, rows kept together.

What stands side by side is read cell by cell: a label, then the text beside it; the cells of a table row, each as a
whole. A region is cut across at white strips and rules into bands, and a band lengthwise at white corridors into
columns; what can be cut no further is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from graphkit.documents.source import Line
from graphkit.documents.tools.items import split_marker
from graphkit.records import Span

__all__ = ["Box", "Printed", "Region", "Word", "leading", "read_region"]

#: white this many times as wide as the letters are high parts two columns, two bands
_CORRIDOR, _STRIP = 1.2, 1.1
#: so wide at least is the white between labels in bold, of so many words, and their text
_NARROW, _LABELS = 0.4, 3
#: baselines this near to each other, in heights of a letter, are one line
_LEVEL = 0.5
#: a line that is this much further from the one above than lines usually are begins a block
_APART = 1.25
#: at least so wide, in points, is the white between the text of two columns
_GUTTER = 10.0
#: the code of a criterion or of a piece of knowledge: it goes with its text as a number does
_CODE = re.compile(r"[PKSB]\d{1,3}")
#: a word's neighbour on the next line is among so many words after it
_NEAR = 60
#: words nearer to each other than this, in heights of a letter, are printed as one
_GLUED = 0.08


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, measured from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Whether the middle of another box lies in this one."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word: its characters, where it stands, and its style: whether it is bold, and its size."""

    text: str
    box: Box
    style: tuple[bool, float] = (False, 0)

    @property
    def height(self) -> float:
        """How high its letters are."""
        return self.box.bottom - self.box.top


@dataclass(frozen=True, slots=True)
class Region:
    """Words to be read together, and what is known of them: where text ends at the right, how far apart lines are, in
    heights of a letter, and at which heights rules are drawn across.
    """

    words: Sequence[Word]

    right: float
    leading: float
    rules: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it is read: its words, where it stands, whether it begins a block, its style where it has one, and the
    upper left corner of the cell it stands in.
    """

    text: str
    box: Box
    opens: bool
    style: tuple[bool, float] | None = None
    cell: tuple[float, float] | None = None


def read_region(region: Region) -> list[Printed]:
    """The lines of a region in reading order.

    >>> words = [Word("Purpose", Box(0, 0, 40, 10)), Word("To keep", Box(80, 0, 120, 10)),
    ...          Word("of the job", Box(0, 12, 45, 22)), Word("records.", Box(80, 12, 120, 22))]
    >>> [line.text for line in read_region(Region(words, right=120, leading=1.2))]
    ['Purpose', 'of the job', 'To keep', 'records.']
    """
    lines = _lines(region.words)
    found: list[Printed] = []
    for band in _bands(lines, region.rules):
        columns = _columns(band)
        lefts = [min(line[0].box.left for line in column) for column in columns]
        margins = [*(left - _GUTTER for left in lefts[1:]), region.right]
        for row in _rows(columns, margins, region.leading):
            top = min(_top(column[0]) for column in row if column)
            for column, left, margin in zip(row, lefts, margins, strict=True):
                cell = (top, left) if len(columns) > 1 else None
                found += _read_lines(column, margin, region.leading, cell)
    return found


def leading(pages: Iterable[Sequence[Word]]) -> float:
    """How far apart the lines of a paragraph are, in heights of a letter: lists and tables are set wider."""
    found = sorted(step for words in pages for step in _steps(words))
    return found[len(found) // 5] if found else 1.2


def _steps(words: Sequence[Word]) -> Iterator[float]:
    """From each word to the one below it, in heights of a letter."""
    ordered = sorted(words, key=lambda word: word.box.bottom)
    for at, word in enumerate(ordered):
        for below in ordered[at + 1 : at + _NEAR]:
            step = below.box.bottom - word.box.bottom
            if step > word.height * 0.8 and below.box.left < word.box.right and word.box.left < below.box.right:
                yield step / word.height
                break


#: the words of one line, from left to right
_Row = list[Word]


def _lines(words: Sequence[Word]) -> list[_Row]:
    """Words by line, the lines from top to bottom; a bullet or number is one with the word after it."""
    lines: list[_Row] = []
    for word in sorted(words, key=lambda word: (word.box.bottom, word.box.left)):
        for line in reversed(lines[-3:]):
            level = min(word.height, _height(line)) * _LEVEL
            if abs(_bottom(line) - word.box.bottom) <= level or _overlap(line, word) > 0.6:
                line.append(word)
                break
        else:
            lines.append([word])
    lines.sort(key=_bottom)
    return [list(_with_markers(sorted(line, key=lambda word: word.box.left))) for line in lines]


def _overlap(line: _Row, word: Word) -> float:
    top, bottom = max(_top(line), word.box.top), min(_bottom(line), word.box.bottom)
    return (bottom - top) / max(min(word.height, _height(line)), 0.1)


def _with_markers(line: _Row) -> Iterator[Word]:
    """A line's words, a bullet or number at the beginning of a column joined to the word after it, across the white."""
    held: Word | None = None
    for at, word in enumerate(line):
        apart = at == 0 or word.box.left - line[at - 1].box.right > _CORRIDOR * word.height
        if held:
            box = Box(held.box.left, word.box.top, word.box.right, word.box.bottom)
            yield Word(f"{held.text} {word.text}", box, word.style)
            held = None
        elif apart and at + 1 < len(line) and _is_marker(word):
            held = word
        else:
            yield word


def _is_marker(word: Word) -> bool:
    marker, _, _, rest = split_marker(Line(1, Span(0, 0), word.text))
    return (bool(marker) and not rest.text) or bool(_CODE.fullmatch(word.text))


def _top(line: _Row) -> float:
    return median(word.box.top for word in line)


def _bottom(line: _Row) -> float:
    return median(word.box.bottom for word in line)


def _height(line: _Row) -> float:
    return median(word.height for word in line)


def _bands(lines: list[_Row], rules: Sequence[float]) -> Iterator[list[_Row]]:
    """The lines between white strips or rules that go all the way across."""
    band: list[_Row] = []
    reached = 0.0
    for line in lines:
        if band:
            ruled = any(reached - 1 <= rule <= _top(line) + 1 for rule in rules)
            if ruled or _top(line) - reached > _STRIP * _height(line):
                yield band
                band, reached = [], 0.0
        band.append(line)
        reached = max(reached, _bottom(line))
    if band:
        yield band


def _columns(band: list[_Row]) -> list[list[_Row]]:
    """The columns of a band, from left to right, each with its lines; one where no corridor goes through."""
    words = sorted((word for line in band for word in line), key=lambda word: word.box.left)
    height = median(_height(line) for line in band)
    cuts: list[float] = []
    reached = words[0].box.right
    for at, word in enumerate(words[1:], 1):
        gap = word.box.left - reached
        if gap > _CORRIDOR * height or (gap > _NARROW * height and _are_labels(words[:at], words[at:])):
            cuts.append((word.box.left + reached) / 2)
        reached = max(reached, word.box.right)
    edges = [float("-inf"), *cuts, float("inf")]
    columns = []
    for low, high in pairwise(edges):
        parts = ([word for word in line if low < word.box.left < high] for line in band)
        columns.append([part for part in parts if part])
    return columns


def _are_labels(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether all words on one side of a corridor are bold and none on the other, so that it may be narrower."""
    return len(left) >= _LABELS and all(word.style[0] for word in left) and not any(word.style[0] for word in right)


def _rows(columns: list[list[_Row]], margins: Sequence[float], leading: float) -> Iterator[list[list[_Row]]]:
    """The rows of a band's columns: one begins with each line of the first column that is no label going on.

    A label goes on where its next line stands right below and beside a line that goes on itself, or beside none.
    """
    if len(columns) == 1:
        yield columns
        return
    first, second = columns[:2]
    starts: list[float] = []
    for above, line in pairwise([None, *first]):
        assert line
        beside = next((at for at, other in enumerate(second) if abs(_bottom(other) - _bottom(line)) <= 2), None)
        if beside is None:
            anew = above is not None and _is_apart(above, line, leading)
            starts += [_top(line) - 1] if anew else []
        elif beside == 0 or _opens(second[beside - 1], second[beside], margins[1], leading):
            starts.append(min(_top(line), _top(second[beside])) - 1)
    for low, high in pairwise([float("-inf"), *starts, float("inf")]):
        row = [[line for line in column if low < _top(line) <= high] for column in columns]
        if any(row):
            yield row


def _read_lines(
    lines: list[_Row], margin: float, leading: float, cell: tuple[float, float] | None
) -> Iterator[Printed]:
    """Lines one below the other, each with whether it begins a block."""
    for above, line in pairwise([None, *lines]):
        assert line
        styles = {word.style for word in line}
        style = styles.pop() if len(styles) == 1 else None
        opens = above is None or _opens(above, line, margin, leading)
        yield Printed(_text(line), _box(line), opens, style, cell)


def _opens(above: _Row, line: _Row, margin: float, leading: float) -> bool:
    """Whether a line begins a block: in another style, further down than lines are, or after one ended on purpose."""
    return above[-1].style != line[0].style or _is_apart(above, line, leading) or _ended_early(above, line, margin)


def _is_apart(above: _Row, line: _Row, leading: float) -> bool:
    return _bottom(line) - _bottom(above) > leading * _height(line) * _APART


def _ended_early(above: _Row, line: _Row, margin: float) -> bool:
    """Whether the first word of a line had room on the line above."""
    first = line[0]
    return above[-1].box.right + 0.25 * first.height + (first.box.right - first.box.left) < margin - 0.5


def _text(line: _Row) -> str:
    """The words of a line; those that touch are one."""
    words = line[0].text
    for left, right in pairwise(line):
        glued = right.box.left - left.box.right < _GLUED * min(left.height, right.height)
        words += right.text if glued else f" {right.text}"
    return words


def _box(line: _Row) -> Box:
    boxes = [word.box for word in line]
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
