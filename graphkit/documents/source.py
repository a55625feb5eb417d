"""A file as text with numbered lines, every character keeping its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from graphkit.records import Span

__all__ = ["Line", "Source", "joined", "runs"]

_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]*>|\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
#: words in italics, and words that are a link, of whose marks and address nothing is said
_ITALIC = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{0,300}(?<=[^\s*_]))\1(?![\w*])")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:[a-z]+:|[/#.])[^()\s]{0,500}\)")
_OPENING = re.compile(r"[#*_\s]*")
_BREAK = re.compile(r"(?<=[^\W\d_])([-\u00ad\u2010])[ \t]*\r?\n\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the white space around it: its number from 1, its place and its words.

    By the file's own account, `opens` says whether a paragraph, item or cell begins here, None where it gives none;
    `is_heading`, whether the line is printed as a heading; `cell`, in which row and column of a table it stands.
    `indent` is how far in its words begin.
    """

    number: int
    span: Span
    text: str
    opens: bool | None = field(default=None, repr=False, compare=False)
    is_heading: bool = field(default=False, repr=False, compare=False)
    cell: tuple[int, int] | None = field(default=None, repr=False, compare=False)
    indent: int = field(default=0, repr=False, compare=False)

    def part(self, start: int, end: int | None = None) -> Line:
        """A stretch of the line as a line of its own, white space trimmed, its place kept.

        >>> Line(4, Span(10, 20), "Band:    5").part(5)
        Line(number=4, span=Span(start=19, end=20), text='5')
        """
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        words = piece.strip()
        begin = self.span.start + start + lead
        place = Span(begin, begin + len(words))
        return Line(self.number, place, words, self.opens, self.is_heading, self.cell, self.indent + start + lead)

    @property
    def unmarked(self) -> Line:
        """The words without the markup around them.

        >>> Line(1, Span(0, 14), "## **Canteen**").unmarked.text
        'Canteen'
        """
        opening = _OPENING.match(self.text)
        assert opening
        return self.part(opening.end(), max(opening.end(), len(self.text.rstrip("*_# "))))


@dataclass(frozen=True)
class Source:
    """The neutral text of one file, or of one record in it: what `files.Text` says, and of which bytes."""

    file: str
    text: str
    sha256: str
    is_the_file: bool = True
    pages: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    cells: tuple[tuple[int, int, int], ...] = ()
    edges: tuple[int, ...] = ()
    note: str | None = None
    lost: str | None = None
    pointer: str | None = None

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins; a line ends at a line feed."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines, blank ones included."""
        ends = [*(start - 1 for start in self.starts[1:]), len(self.text)]
        blocks, headings = frozenset(self.blocks), frozenset(self.headings)
        cells = {start: (row, column) if row else None for start, row, column in self.cells}
        cell: tuple[int, int] | None = None
        found = []
        for number, (start, end) in enumerate(zip(self.starts, ends, strict=True), 1):
            raw = self.text[start:end]
            words = raw.strip()
            begin = start + len(raw) - len(raw.lstrip()) if words else start
            opens = start in blocks if blocks else None
            cell = cells.get(start, cell)
            place = Span(begin, begin + len(words))
            found.append(Line(number, place, words, opens, start in headings, cell, begin - start))
        if len(found) > 1 and not found[-1].text and self.text.endswith("\n"):
            found.pop()
        return tuple(found)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds a character."""
        return bisect_right(self.starts, offset)


def joined(text: str, spans: tuple[Span, ...]) -> str:
    r"""The words of an item from the runs it is printed in.

    White space becomes one blank, a hyphen at a line's end stays and joins without a blank, markup is left out.

    >>> source = "in a multi-\ndisciplinary **setting**,\nFOOTER\nthe 5<sup>th</sup>"
    >>> joined(source, (Span(0, 38), Span(45, len(source))))
    'in a multi-disciplinary setting, the 5th'
    >>> joined("See *the* [rota](http://www.example.org/rota).", (Span(0, 46),))
    'See the rota.'
    """
    whole = "\n".join(span.of(text) for span in spans)
    if "](" in whole:
        whole = _LINK.sub(r"\1", whole)
    if "<" in whole or "*" in whole or "_" in whole:
        whole = _ITALIC.sub(r"\2", _MARKUP.sub("", whole))
    if "\n" in whole:
        whole = _BREAK.sub(r"\1", whole)
    return " ".join(whole.split())


def runs(text: str, lines: Iterable[Line]) -> tuple[Span, ...]:
    r"""The unbroken runs that lines make, in order; only white space may stand inside a run.

    >>> source = "some\ntext\nFOOT\nmore"
    >>> runs(source, [Line(1, Span(0, 4), "some"), Line(2, Span(5, 9), "text"), Line(4, Span(15, 19), "more")])
    (Span(start=0, end=9), Span(start=15, end=19))
    """
    found: list[Span] = []
    for line in lines:
        if not line.text:
            continue
        if found and found[-1].end <= line.span.start and not text[found[-1].end : line.span.start].strip():
            found[-1] = Span(found[-1].start, line.span.end)
        else:
            found.append(line.span)
    return tuple(found)
