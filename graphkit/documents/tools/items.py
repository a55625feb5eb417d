"""Lines to items: bulleted and numbered lists, the paragraphs between them, and how deep an item lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphkit.documents.source import Line
from graphkit.records import Span

__all__ = ["JOINING", "Item", "blocks", "ends_sentence", "items", "page_width", "paragraphs", "split_marker"]

#: a word after which no item of a list begins
JOINING = re.compile(r"(?:\b(?:and|or|of|in|the|a|an|to|for|with|at|on|by|as|from|&)|[,/(\u2013-])$")

#: glyphs that are nothing but bullets, then characters that are one where white space follows
_BULLET = re.compile("(?:[•▪●◦○■□◆➢➤►▶‣⁃∙·\ue000-\uf8ff]\\s*|(?:[*?\u2013\u2014-]|o)(?:\\s+|$))")
_NUMBER = re.compile(r"\(?(?:(?:\d{1,2}|[a-z]|[ivx]{2,5})[.)]|[A-Z]\))(?:\s+|$)")

#: a line this much of the widest and no longer may be followed by a new paragraph
_SHORT = 0.6

#: in a text wrapped at its margin so many of the lines end near it; so few more may run far over it
_NEAR, _FULL, _OVER, _FAR = 0.85, 0.1, 0.02, 1.2


@dataclass(slots=True)
class Item:
    """One item or paragraph: its marker ("" for a paragraph), printed number, depth from 0, and lines."""

    marker: str
    depth: int = 0
    number: str | None = None
    is_alone: bool = False
    label: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def is_listed(self) -> bool:
        """Whether the item has a bullet or a number."""
        return bool(self.marker)


def split_marker(line: Line) -> tuple[str, str | None, Line, Line]:
    """The bullet and number a line opens with, the place of both, and the rest of the line.

    >>> from graphkit.records import Span
    >>> marker, number, _, rest = split_marker(Line(1, Span(0, 16), "- 2. Keep files."))
    >>> marker, number, rest.text
    ('-', '2', 'Keep files.')
    """
    position, marker, number = 0, "", None
    if match := _BULLET.match(line.text):
        marker, position = match.group().strip(), match.end()
    if match := _NUMBER.match(line.text, position):
        number = match.group().strip(" \t().")
        marker, position = marker or "1", match.end()
    if not position:
        return "", None, Line(line.number, Span(line.span.start, line.span.start), ""), line
    return marker, number, line.part(0, position), line.part(position)


def ends_sentence(words: str) -> bool:
    """Whether a line closes a sentence."""
    return bool(re.search(r"[.:;?!][)\"”’']*$", words))


def _opens(words: str) -> bool:
    return bool(re.match(r"[\"“‘'(]?[A-Z0-9]", words))


def _is_wrapped_number(current: Item | None, number: str | None, rest: Line) -> bool:
    """Whether a number at a line's start is the sentence's: the sentence goes on, with a small letter."""
    if rest.opens is not None:
        return number is not None and not rest.opens
    goes_on = current is not None and bool(current.lines) and not ends_sentence(current.lines[-1].text)
    is_next = current is not None and number is not None and _follows(number, current.number)
    return number is not None and goes_on and rest.text[:1].islower() and not is_next


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _follows(number: str, above: str | None) -> bool:
    """Whether a number, roman number or letter is the next after another.

    >>> _follows("10", "9"), _follows("c", "b"), _follows("iv", "iii"), _follows("v", "b")
    (True, True, True, False)
    """
    if above is None or number.isdigit() != above.isdigit():
        return False
    if number.isdigit():
        return int(number) == int(above) + 1
    is_letter = len(above) == len(number) == 1 and ord(number) == ord(above) + 1
    return is_letter or (above, number) in pairwise(_ROMAN)


def _style(number: str, above: str | None) -> str:
    """What stands for all numbers of one kind; a letter that may be a roman number goes on with the one above it.

    >>> _style("2", None), _style("b", "a"), _style("i", "h"), _style("i", "b"), _style("v", "iv"), _style("D", None)
    ('1', 'a', 'a', 'i', 'i', 'A')
    """
    if number.isdigit():
        return "1"
    is_roman = number in _ROMAN and not (len(number) == 1 and above not in _ROMAN and _follows(number, above))
    return "i" if is_roman else "a" if number.islower() else "A"


def _follows_break(current: Item, line: Line, page_width: int, widest_item: int) -> bool:
    """Whether `line` starts anew: the line before it ended a sentence, or much too early, although there was room."""
    if not current.lines:
        return False
    if line.opens is not None:
        return line.opens
    last, width = current.lines[-1], widest_item if current.is_listed else page_width
    first_word = line.text.split(maxsplit=1)[0]
    # a bullet or number takes room too on the line that it opens
    label = sum(len(label.text) + 1 for label in current.label if label.number == last.number)
    room = label + len(last.text) + 1 + len(first_word)
    return _opens(line.text) and ((ends_sentence(last.text) and room <= width) or room <= width * _SHORT)


def items(
    lines: Sequence[Line],
    *,
    page_width: int,
    whole: Mapping[int, int] | None = None,
    starts: Collection[int] = (),
    numbered: Mapping[int, str] | None = None,
    alone: Callable[[Line], bool] = lambda _: False,
) -> Iterator[Item]:
    """The items and paragraphs of a block, in order.

    A new bullet glyph inside a list opens a deeper list; a glyph seen before returns to its depth, unless it stands
    further in, where the file prints lines as they are, under an item that goes on with what it lists. `whole` says
    which lines, from a first to a last number, are one paragraph whatever they look like, `starts` at which lines a new
    one begins, `numbered` with which an item whose number was taken off, and its marker; a line that is `alone` (a
    sub-heading) ends what stands before it and joins nothing.
    """
    whole, numbered = whole or {}, numbered or {}
    inside = {number for first, last in whole.items() for number in range(first + 1, last + 1)}
    ends = set(whole.values())
    current: Item | None = None
    glyphs: list[tuple[str, int]] = []
    widest_item = int(page_width * _SHORT)
    for line in lines:
        if alone(line):
            if current:
                yield current
            yield Item("", lines=[line], is_alone=True)
            current = None
            continue
        marker, number, label, rest = split_marker(line)
        if number and marker == "1":
            marker = _style(number, current.number if current else None)
        marker = marker or numbered.get(line.number, "")
        if marker and not _is_wrapped_number(current, number, rest):
            if current:
                yield current
            _descend(glyphs, marker, line.indent if line.opens is None and line.cell is None else 0, current)
            current = Item(marker, len(glyphs) - 1, number, label=[label], lines=[rest] if rest.text else [])
        elif line.number in inside and current:
            current.lines.append(line)
        elif (
            current is None
            or line.number in whole
            or (current.lines and line.number in starts)
            or (current.lines and current.lines[-1].number in ends)
            or _follows_break(current, line, page_width, widest_item)
        ):
            if current:
                yield current
            current = Item("", lines=[line])
        else:
            current.lines.append(line)
        if current.is_listed and current.lines:
            widest_item = max(widest_item, len(current.lines[-1].text))
    if current:
        yield current


def _descend(glyphs: list[tuple[str, int]], marker: str, indent: int, above: Item | None) -> None:
    """Put a marker, and how far in it stands, to those of the lists that are open, and close those that are deeper."""
    same = [at for at, (glyph, _) in enumerate(glyphs) if glyph == marker]
    is_open = above is not None and bool(above.lines) and not re.search(r"[.;]$", above.lines[-1].text)
    if same and is_open and same[-1] == len(glyphs) - 1 and indent > glyphs[same[-1]][1] + 1:
        same = []
    if not same:
        glyphs.append((marker, indent))
        return
    level = next((at for at in reversed(same) if glyphs[at][1] <= indent + 1), same[0])
    del glyphs[level + 1 :]


def page_width(lines: Iterable[Line]) -> int:
    """How long a full line is: the longest, but for the few that run far over the margin of a text that is wrapped.

    >>> from graphkit.records import Span
    >>> wrapped = [Line(at, Span(0, 1), "w" * (80 - at % 20)) for at in range(60)]
    >>> page_width(wrapped), page_width([*wrapped, Line(61, Span(0, 1), "w" * 140)])
    (80, 80)
    >>> page_width([Line(at, Span(0, 1), "w" * at) for at in (10, 70, 300)])
    300
    """
    lengths = sorted((len(line.text) for line in lines), reverse=True)
    for over in range(1, int(len(lengths) * _OVER) + 1):
        edge = lengths[over]
        full = sum(edge * _NEAR <= length <= edge for length in lengths)
        if lengths[over - 1] > edge * _FAR and full >= len(lengths) * _FULL:
            return edge
    return max(lengths, default=0)


def blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines by the block they stand in, where the file tells blocks; else each line as one.

    >>> from graphkit.records import Span
    >>> kept, on, known = (Line(at, Span(0, 1), "a", opens) for at, opens in enumerate((True, False, None)))
    >>> [len(block) for block in blocks([kept, on, known])]
    [2, 1]
    """
    found: list[list[Line]] = []
    for line in lines:
        if found and line.opens is False:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def paragraphs(lines: Iterable[Line], *, page_width: int) -> list[list[Line]]:
    """Running text cut where a sentence ends short of the margin, so that its line was ended on purpose."""
    return [item.lines for item in items(list(lines), page_width=page_width) if item.lines]
