"""Forms: where a known label or heading opens, though its words may be wrapped around its value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.documents.source import Line
from graphkit.documents.tools.beside import side_by_side
from graphkit.documents.wording import Entry, Wording, key
from graphkit.records import Span
from graphkit.text import in_order

__all__ = ["PAGE", "Opening", "drop_footers", "labelled", "opening", "sections", "standing", "without_page"]

#: how many lines a label may be spread over, its value's lines included
_WINDOW = 7

#: a page number as footers print it
PAGE = re.compile(
    r"[(\[]?(?:(?:page\s*)?\d+\s*(?:of|/)\s*\d+|(?:page|pg\.?|p\.)\s*\|?\s*\d+|\d+\s*\|\s*page|[-\u2013]\s?\d+\s?[-\u2013])[)\]]?",
    re.IGNORECASE,
)
_BESIDE_PAGE = re.compile(rf"^(?:{PAGE.pattern})\s+|(?<!\s)\s++(?:{PAGE.pattern})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """A label or heading found: its entry, its printed pieces, and the value's beginning on its own line."""

    entry: Entry
    pieces: tuple[Line, ...]
    rest: Line | None = None

    @property
    def text(self) -> str:
        """The label as printed, its lines joined by one blank."""
        return " ".join(piece.text for piece in self.pieces).strip(" #:*_-\u2013\u2014")

    @property
    def has_colon(self) -> bool:
        """Whether the label is printed with a colon behind it."""
        return self.pieces[-1].text.rstrip(" *_").endswith(":")


def opening(lines: Sequence[Line], at: int, entries: Iterable[Entry], *, values: bool = False) -> Opening | None:
    """The label that opens at a line, the longest first; with `values` its value may follow on the same line."""
    words = key(lines[at].text)
    if not words:
        return None
    for entry in entries:
        wanted = entry.words
        if not wanted or wanted[0] != words[0]:
            continue
        if words == wanted:
            return Opening(entry, (lines[at],))
        if len(words) < len(wanted) and words == wanted[: len(words)]:
            if pieces := _wrapped(lines, at, entry):
                return Opening(entry, pieces)
        elif values and words[: len(wanted)] == wanted and (found := _inline(lines[at], entry)):
            return found
    return None


def _wrapped(lines: Sequence[Line], at: int, entry: Entry) -> tuple[Line, ...]:
    """The pieces of a label printed on several lines among the lines of its value."""
    pieces = [lines[at]]
    left = entry.words[len(key(lines[at].text)) :]
    for line in lines[at + 1 : at + _WINDOW]:
        words = key(line.text)
        if words and words == left[: len(words)] and not _starts_low(line.text, entry.text):
            pieces.append(line)
            left = left[len(words) :]
        if not left:
            return tuple(pieces)
    return ()


def _starts_low(piece: str, entry: str) -> bool:
    """Whether a piece opens with a small letter where the label has a capital: then it is the value's."""
    first = piece.split()[0]
    return first[0].islower() and first not in entry


def _inline(line: Line, entry: Entry) -> Opening | None:
    """`Label: value`, `Label - value` or `Label value` on one line."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", entry.text))
    pattern = r"[*_]*" + words + r"[.)]?[*_]*\s*(?::[*_]*\s*|\s[-\u2013\u2014]\s+|\s+)"
    match = re.match(pattern, line.text, re.IGNORECASE)
    if not match or not line.text[match.end() :]:
        return None
    return Opening(entry, (line.part(0, match.end()),), line.part(match.end()))


def labelled(
    lines: Sequence[Line], words: Wording, *, part: str | None = None
) -> Iterator[tuple[Opening | None, list[Line]]]:
    """Each label with the lines of its value; first, under None, what stands before any label."""
    entries = words.kind("Label", part=part)
    current: Opening | None = None
    value: list[Line] = []
    used: set[Span] = set()
    lines = [part for line in lines for part in side_by_side(line, lambda piece: _is_label(piece, entries))]
    for at, line in enumerate(lines):
        if line.span in used:
            continue
        found = opening(lines, at, entries, values=True)
        if found and found.rest and current and not value and found.entry == current.entry:
            found = None  # the value repeats its label's word: "Band", and under it "Band 3"
        if found:
            yield current, value
            current, value = found, [found.rest] if found.rest else []
            used = {piece.span for piece in found.pieces}
        else:
            value.append(line)
    yield current, value


def _is_label(piece: Line, entries: Iterable[Entry]) -> bool:
    """Whether one of several parts of a line is a label, by itself or with a colon before its value."""
    found = opening([piece], 0, entries, values=True)
    return found is not None and (found.rest is None or found.has_colon)


def sections(lines: Sequence[Line], words: Wording) -> Iterator[tuple[Opening | None, list[Line]]]:
    """Each heading with the lines under it; first, under None, what stands before any heading."""
    entries = words.kind("Heading")
    current: Opening | None = None
    body: list[Line] = []
    used: set[Span] = set()
    for at, line in enumerate(lines):
        if line.span in used:
            continue
        found = opening(lines, at, entries)
        if found and not _starts_low(line.text, found.entry.text):  # else a sentence goes on with a heading's words
            yield current, body
            current, body = found, []
            used = {piece.span for piece in found.pieces}
        else:
            body.append(line)
    yield current, body


def without_page(text: str) -> str:
    """The words of a line without the page number before or behind them.

    >>> without_page("X-1 Cook v2   Page 2 of 5")
    'X-1 Cook v2'
    """
    return _BESIDE_PAGE.sub("", text)


def drop_footers(lines: Sequence[Line], reference: str) -> tuple[list[Line], list[Line]]:
    """The lines that are no page footer, and those that are: the document's reference, a page number, or both.

    >>> from graphkit.records import Span
    >>> lines = [Line(n, Span(0, 1), text) for n, text in enumerate(["a duty", "X-1 Cook v2   Page 2 of 5", "goes on"])]
    >>> [line.text for line in drop_footers(lines, "X-1 Cook v2")[1]]
    ['X-1 Cook v2   Page 2 of 5']
    """
    wanted = key(reference)
    footers: list[Line] = []
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        count = _footer(lines, at, wanted)
        (footers if count else kept).extend(lines[at : at + (count or 1)])
        at += count or 1
    return kept, footers


def _footer(lines: Sequence[Line], at: int, wanted: tuple[str, ...]) -> int:
    """How many lines from `at` on are a footer; a long reference may be printed over several."""
    if PAGE.fullmatch(lines[at].text):
        return 1
    if not wanted or not key(lines[at].text):  # a bullet alone in its line is none of the footer under it
        return 0
    name = _unversioned(wanted)  # a footer may say another version
    printed: tuple[str, ...] = ()
    for count, line in enumerate(lines[at : at + 3], 1):
        printed += key(without_page(line.text))
        if printed == wanted or (name and _unversioned(printed) == name):
            return count
        if printed != wanted[: len(printed)]:
            break
    return 0


def _unversioned(reference: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of a reference before its version; None where it ends in none."""
    found = next((at for at, word in enumerate(reference) if re.fullmatch(r"v\d+", word)), None)
    rest = () if found is None else reference[found + 1 :]
    return reference[:found] if found and all(word.isdigit() for word in rest) else None


def standing(lines: Sequence[Line], words: Wording, *kinds: str) -> dict[int, int]:
    """Where standing sentences stand: number of a first line -> number of the last."""
    found: dict[int, int] = {}
    at = 0
    while at < len(lines):
        count = max((_extent(lines, at, entry.words) for entry in words.kind(*kinds)), default=0)
        if count:
            found[lines[at].number] = lines[at + count - 1].number
        at += count or 1
    return found


def _extent(lines: Sequence[Line], at: int, wanted: tuple[str, ...]) -> int:
    """How many lines from `at` on print a sentence, 0 if it does not open there."""
    first = key(lines[at].text)
    if not first or in_order(first, wanted[: len(first)], 0.75) < 0.75:
        return 0
    words: tuple[str, ...] = ()
    best = (0.8, 0)
    for count, line in enumerate(lines[at : at + 12], 1):
        words += key(line.text)
        best = max(best, (in_order(words, wanted, best[0]), count), key=lambda found: found[0])
        if len(words) > len(wanted) * 1.3:
            break
    return best[1]
