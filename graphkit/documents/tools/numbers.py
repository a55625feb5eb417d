"""Bare numbers that items of a list open with: 1, 2.3, alone in their line or cell, without a full stop behind them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.records import Status

__all__ = ["are_counted", "counted", "listed", "unnumbered"]

_FIGURES = r"(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?"
_BARE = re.compile(rf"{_FIGURES}\s+(?=[\"“‘'(]?[A-Z])")
#: a number behind the letter of its list: E1, D2
_LETTERED = re.compile(r"([A-Z]{1,2})(\d{1,2})[.):]?\s+(?=[\"“‘'(]?[A-Z])")
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
    """Whether two lines open with numbers, one after the other: 3.1 and 3.2, or 3 right above 4.

    >>> from graphkit.records import Span
    >>> first, *others = [Line(1, Span(0, 9), words) for words in ("3.1 Drive", "3.2 Park", "4.1 Walk", "3 Ride")]
    >>> [are_counted(first, other) for other in others]
    [True, False, False]
    """
    above, under = _BARE.match(line.text), _BARE.match(below.text)
    if not above or not under:
        return False
    numbers = _number(above), _number(under)
    is_right_below = below.number - line.number == 1
    return (len(numbers[0]) > 1 or is_right_below) and numbers[1] == (*numbers[0][:-1], numbers[0][-1] + 1)


def counted(lines: Sequence[Line]) -> dict[Line, re.Match[str]]:
    """The lines that open with a number, where the numbers count.

    Numbers of one figure do so where all are in order and begin with 1, as one list or several; those of several also
    where some are not, or where they go on from another list.
    """
    found = {line: match for line in lines if (match := _match(line))}
    dotted = {line: match for line, match in found.items() if "." in match[1]}
    plain = {line: match for line, match in found.items() if "." not in match[1]}
    for kept in (found, dotted, plain):
        numbers = [_number(match) for match in kept.values()]
        begins = len(numbers) > 1 and numbers[0][-1] <= 1
        goes_on = len(numbers) > 1 and all(
            len(above) > 1 and below == (*above[:-1], above[-1] + 1) for above, below in pairwise(numbers)
        )
        if goes_on or (begins and (_are_in_order(numbers) or all(len(number) > 1 for number in numbers))):
            return kept
    return {}


def _are_in_order(numbers: Sequence[_Number]) -> bool:
    """Whether each number comes after the one before it, or begins another list that has a second item.

    >>> _are_in_order([(1,), (2,), (4,)]), _are_in_order([(1,), (2,), (1,), (2,)]), _are_in_order([(1,), (2,), (1,)])
    (True, True, False)
    """
    begins = [at for at, number in enumerate(numbers) if at and number == (1,)]
    return all(above < below or below == (1,) for above, below in pairwise(numbers)) and all(
        numbers[at + 1 : at + 2] == [(2,)] for at in begins
    )


def _lettered(lines: Sequence[Line]) -> dict[Line, re.Match[str]]:
    """The lines that open with a letter and a number, where the numbers of the letter count from 1."""
    found = {line: match for line in lines if (match := _LETTERED.match(line.text))}
    numbers: dict[str, list[str]] = defaultdict(list)
    for match in found.values():
        numbers[match[1]].append(match[2])
    whole = {letter for letter, own in numbers.items() if len(own) > 1 and own == [str(n + 1) for n in range(len(own))]}
    return {line: match for line, match in found.items() if match[1] in whole}


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


def unnumbered(
    draft: Draft, lines: Sequence[Line], among: Container[Line] | None = None
) -> tuple[list[Line], dict[int, str]]:
    """Lines without the numbers that count, and by the number of each line that had one the marker of its depth.

    Only lines `among` some have one, where they are given.
    """
    numbers = counted(lines) or _lettered(lines)
    found = {line: match for line, match in numbers.items() if among is None or line in among}
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
        marker = ".".join("1" * len(_number(match))) if match[1].isdigit() or "." in match[1] else match[1]
        if match.end() < len(line.text):
            markers[line.number] = marker
            plain.append(line.part(match.end()))
        elif at + 1 < len(lines):
            pending = marker
    return plain, markers
