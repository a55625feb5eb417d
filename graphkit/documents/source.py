"""A file as text with numbered lines, every character keeping its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from graphkit.errors import ReadError
from graphkit.records import Span

__all__ = ["SUPPORTED", "Line", "Source", "joined", "open_source", "runs"]

#: endings of the files that are documents
SUPPORTED = frozenset({".txt"})

_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]*>|\*\*")
_BREAK = re.compile(r"(?<=[^\W\d_])([-\u2010])[ \t]*\r?\n\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the white space around it: its number from 1, its place and its words."""

    number: int
    span: Span
    text: str

    def part(self, start: int, end: int | None = None) -> Line:
        """A stretch of the line as a line of its own, white space trimmed, its place kept.

        >>> Line(4, Span(10, 20), "Band:    5").part(5)
        Line(number=4, span=Span(start=19, end=20), text='5')
        """
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        words = piece.strip()
        begin = self.span.start + start + lead
        return Line(self.number, Span(begin, begin + len(words)), words)


@dataclass(frozen=True)
class Source:
    """The decoded text of one file."""

    file: str
    text: str
    sha256: str

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins; a line ends at a line feed."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines, blank ones included."""
        ends = [*(start - 1 for start in self.starts[1:]), len(self.text)]
        found = []
        for number, (start, end) in enumerate(zip(self.starts, ends, strict=True), 1):
            raw = self.text[start:end]
            words = raw.strip()
            begin = start + len(raw) - len(raw.lstrip()) if words else start
            found.append(Line(number, Span(begin, begin + len(words)), words))
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
    """
    whole = "\n".join(span.of(text) for span in spans)
    return " ".join(_BREAK.sub(r"\1", _MARKUP.sub("", whole)).split())


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


def open_source(path: Path, name: str) -> Source:
    """Read one text file; anything that is not text is a ReadError with its reason and what to do."""
    try:
        raw = path.read_bytes()
    except IsADirectoryError:
        raise ReadError(
            name, "is a folder, not a file", "name a file, or the folder above it", "unreadable-file"
        ) from None
    except FileNotFoundError:
        reason = "links to a file that does not exist" if path.is_symlink() else "does not exist"
        raise ReadError(name, reason, "check the path", "missing-file") from None
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error})"
        raise ReadError(name, reason, "check the file and its permissions", "unreadable-file") from error
    if b"\0" in raw:
        place = f"{name}:{raw.count(10, 0, raw.index(0)) + 1}" if b"\n" in raw else name
        raise ReadError(
            place, "holds NUL bytes, so it is not a text file", "export the document as UTF-8 text", "binary-file"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"{name}:{raw.count(10, 0, error.start) + 1}"
        raise ReadError(
            place, f"byte {error.start} is not UTF-8", "save the document as UTF-8 text", "binary-file"
        ) from None
    if not text.strip():
        raise ReadError(name, "holds no text", "extract the document again", "empty-file")
    return Source(name, text, sha256(raw).hexdigest())
