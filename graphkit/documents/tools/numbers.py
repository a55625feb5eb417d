"""Bare numbers that items of a list open with: 1, 2.3, alone in their line or cell, without a full stop behind them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.records import Status

__all__ = ["are_counted", "counted", "listed", "unnumbered"]

_FIGURES = r"(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?"
_BARE = re.compile(rf"{_FIGURES}\s+(?=[\"“‘'(]?[A-Z])")
_ALONE = re.compile(rf"{_FIGURES}$")
#: a numbered line that is longer is an item and no heading
_LONG = 50

_Number = tuple[int, ...]


def _match(line: Line) -> re.Match[str] | None:
    alone = _ALONE.match(line.text)
    if alone and (line.cell or "." in alone[1]):
        return alone
    return None if split_marker(line)[0] else _BARE.match(line.text)


def _number(match: re.Match[str]) -> _Number:
    return tuple(int(figure) for figure in match[1].split("."))


def are_counted(line: Line, below: Line) -> bool:
    """Whether two lines open with numbers of several figures, one after the other: 3.1 and 3.2.

    >>> from graphkit.records import Span
    >>> first, *others = [Line(1, Span(0, 9), words) for words in ("3.1 Drive", "3.2 Park", "4.1 Walk", "3 Ride")]
    >>> [are_counted(first, other) for other in others]
    [True, False, False]
    """
    above, under = _BARE.match(line.text), _BARE.match(below.text)
    if not above or not under:
        return False
    numbers = _number(above), _number(under)
    return len(numbers[0]) > 1 and numbers[1] == (*numbers[0][:-1], numbers[0][-1] + 1)


def counted(lines: Sequence[Line]) -> dict[Line, re.Match[str]]:
    """The lines that open with a number, where the numbers count.

    Numbers of one figure do so where all are in order and begin with 1; those of several also where some are not, or
    where they go on from another list.
    """
    found = {line: match for line in lines if (match := _match(line))}
    for kept in (found, {line: match for line, match in found.items() if "." in match[1]}):
        numbers = [_number(match) for match in kept.values()]
        begins = len(numbers) > 1 and numbers[0][-1] <= 1
        goes_on = len(numbers) > 1 and all(
            len(above) > 1 and below == (*above[:-1], above[-1] + 1) for above, below in pairwise(numbers)
        )
        if goes_on or (begins and (numbers == sorted(numbers) or all(len(number) > 1 for number in numbers))):
            return kept
    return {}


def listed(lines: Sequence[Line]) -> frozenset[Line]:
    """The counted lines that are items of a list and no headings, whatever stands under them.

    So are those of several figures that most often are long, end a sentence, or stand one under another.
    """
    groups: dict[_Number, list[Line]] = defaultdict(list)
    found = counted(lines)
    for line, match in found.items():
        groups[_number(match)[:-1]].append(line)
    follows = dict(pairwise(lines))
    items: list[Line] = []
    for prefix, own in groups.items():
        told = [
            line for line in own if len(line.text) > _LONG or ends_sentence(line.text) or follows.get(line) in found
        ]
        if prefix and len(told) * 2 >= len(own):
            items += own
    return frozenset(items)


def unnumbered(draft: Draft, lines: Sequence[Line]) -> tuple[list[Line], dict[int, str]]:
    """Lines without the numbers that count, and by the number of each line that had one the marker of its depth."""
    found = counted(lines)
    plain: list[Line] = []
    markers: dict[int, str] = {}
    pending: str | None = None
    for at, line in enumerate(lines):
        match = found.get(line)
        if match is None:
            if pending:
                markers[line.number] = pending
            pending = None
            plain.append(line)
            continue
        draft.mark([line.part(0, match.end())], Status.LABEL)
        marker = ".".join("1" * len(_number(match)))
        if match.end() < len(line.text):
            markers[line.number] = marker
            plain.append(line.part(match.end()))
        elif at + 1 < len(lines):
            pending = marker
    return plain, markers
