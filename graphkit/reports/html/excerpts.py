"""The lines of a source around the quotes of a finding, with their numbers, the quotes marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from graphkit.findings import Place
from graphkit.markup import Html, element, join, told
from graphkit.sources import Source

__all__ = ["excerpts", "line_starts", "merged", "numbered", "shown"]

#: lines shown before and after a quote
_AROUND = 2
#: of a quote of more lines than this the first and the last are shown
_LONGEST, _HEAD, _TAIL = 12, 6, 3
#: of a long line so many letters are shown before and after a mark, or at its beginning where nothing is marked
_NEAR = 160
#: a line is cut so near to where it would be, so as not to cut a word
_WORD = 25
#: stretches of the sources that are shown; of more, their places alone
_STRETCHES = 4

#: a run of a text, from start up to end
Run = tuple[int, int]


def excerpts(places: Sequence[Place], sources: dict[tuple[str, str], Source]) -> Iterator[Html]:
    """A figure for each stretch of the sources that the places lie in; the last are only named where there are many."""
    figures: list[Html] = []
    rest: list[Html] = []
    for _, group in groupby(places, key=lambda place: (place.document, place.edition, place.file)):
        here = list(group)
        for run in _stretches(here, sources):
            if len(figures) < _STRETCHES:
                figures.append(_figure(run, sources))
            else:
                rest.append(element("li", *_caption(run, sources)))
    yield from figures
    if rest:
        summary = element("summary", f"{len(rest)} more {'place' if len(rest) == 1 else 'places'}")
        yield element("details", summary, element("ul", *rest), class_="more")


def shown(words: str) -> str:
    r"""The letters of a line one for one, with nothing among them that cannot be seen.

    >>> shown("a\tb\u202ec") == "a b\ufffdc"
    True
    """
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "\ufffd" for letter in words)


def numbered(text: str, marks: list[Run]) -> Iterator[Html]:
    """The lines around some runs of a text, these marked, by their numbers; a list for each unbroken run of lines."""
    numbers = sorted({number for mark in marks for number in _numbers(text, mark)})
    for _, group in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        lines = [number for _, number in group]
        items = (element("li", _line(text, number, marks), value=number) for number in lines)
        yield element("ol", *items, class_="lines")


@lru_cache(maxsize=64)
def line_starts(text: str) -> tuple[int, ...]:
    """Where the lines of a text begin."""
    return (0, *(at + 1 for at, letter in enumerate(text) if letter == "\n"))


def _stretches(places: list[Place], sources: dict[tuple[str, str], Source]) -> Iterator[list[Place]]:
    """Places of one document, those together whose lines are near each other."""
    if _text(places[0], sources) is None:
        by_statement = groupby(places, key=lambda place: (place.statement, place.line))
        yield from (list(group) for _, group in by_statement)
        return
    near: list[Place] = []
    for place in sorted(dict.fromkeys(places), key=lambda place: (place.line or 0, place.start or 0)):
        if near and (place.line or 0) > max(other.end_line or 0 for other in near) + 2 * _AROUND + 1:
            yield near
            near = []
        near.append(place)
    if near:
        yield near


def _text(place: Place, sources: dict[tuple[str, str], Source]) -> str | None:
    """The text that a place counts, where it is known and the place is in it."""
    source = sources.get((place.document or "", place.edition or ""))
    if source is None or source.text is None or place.start is None or place.end is None:
        return None
    return source.text


def _figure(places: list[Place], sources: dict[tuple[str, str], Source]) -> Html:
    text = _text(places[0], sources)
    caption = element("figcaption", *_caption(places, sources))
    if text is None:
        quotes = dict.fromkeys(told(place.quote) for place in places if place.quote)
        return element("figure", caption, *(element("blockquote", element("p", quote)) for quote in quotes))
    marks = merged((place.start or 0, place.end or 0) for place in places)
    return element("figure", caption, *numbered(text, marks))


def _caption(places: list[Place], sources: dict[tuple[str, str], Source]) -> Iterator[str]:
    """Document, edition, file and lines of some places of one document."""
    first = places[0]
    source = sources.get((first.document or "", first.edition or ""))
    lines = sorted({line for place in places for line in (place.line, place.end_line) if line})
    pages = sorted({place.page for place in places if place.page})
    if first.document:
        name = element("b", told(source.title if source else first.document))
        yield join([name, f", edition {told(first.edition or 'unknown')}, "])
        if source and first.document not in (first.file or ""):
            yield f"{told(first.document)} in "
    at = told(first.file or first.statement or "")
    if lines:
        at += f":{lines[0]}" if lines[0] == lines[-1] else f":{lines[0]}–{lines[-1]}"
    yield element("span", at, class_="at")
    if pages:
        yield f" page {pages[0]}" if pages[0] == pages[-1] else f" pages {pages[0]}–{pages[-1]}"


def merged(runs: Iterable[Run]) -> list[Run]:
    """Runs in order, those that overlap or touch as one."""
    merged: list[Run] = []
    for start, end in sorted(runs):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _numbers(text: str, mark: Run) -> Iterator[int]:
    """The numbers of the lines to show for a mark: its own, the first and last of many, and some around."""
    starts = line_starts(text)
    first = bisect_right(starts, mark[0])
    last = max(first, bisect_right(starts, max(mark[0], mark[1] - 1)))
    for number in range(max(1, first - _AROUND), min(len(starts), last + _AROUND) + 1):
        if last - first < _LONGEST or number < first + _HEAD or number > last - _TAIL:
            yield number


def _line(text: str, number: int, marks: list[Run]) -> Html:
    """One line, what is marked of it marked; of a long one what is near the marks."""
    starts = line_starts(text)
    start = starts[number - 1]
    end = starts[number] - 1 if number < len(starts) else len(text)
    inside = [(max(start, mark[0]), min(end, mark[1])) for mark in marks if mark[0] < end and mark[1] > start]
    windows = _windows(text, (start, end), inside)
    pieces: list[str] = []
    for window in windows:
        pieces += ["… "] if window[0] > start and not pieces else []
        pieces += _marked(text, window, inside)
        pieces += [" … "] if window[1] < end else []
    return join(pieces)


def _windows(text: str, line: Run, marks: list[Run]) -> list[Run]:
    """What is shown of a line: all of it, or what is near its marks, cut between words."""
    start, end = line
    if end - start <= 2 * _NEAR:
        return [line]
    near = merged((max(start, at - _NEAR), min(end, to + _NEAR)) for at, to in marks or [(start, start)])
    return [
        (at if at == start else text.find(" ", at, at + _WORD) + 1 or at, to if to == end else _cut(text, to))
        for at, to in near
    ]


def _cut(text: str, at: int) -> int:
    """The end of the last whole word before."""
    blank = text.rfind(" ", at - _WORD, at)
    return at if blank < 0 else blank


def _marked(text: str, window: Run, marks: list[Run]) -> Iterator[str]:
    at = window[0]
    for start, end in marks:
        if window[0] <= start and end <= window[1]:
            yield shown(text[at:start])
            yield element("mark", shown(text[start:end]))
            at = end
    yield shown(text[at : window[1]])
