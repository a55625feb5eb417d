"""The search for the item that each line of a table prints: the cheapest reading of all lines.

It goes through the lines once and keeps the cheapest readings of what it has seen (a beam search). A reading is dropped
where it costs more than all lines may; that is little at first, and more until there is a reading, so that a table that
repeats its items word for word is read nearly without alternatives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from graphkit.documents.source import Line
from graphkit.documents.tools.items import ends_sentence
from graphkit.documents.tools.table_words import after_bullet, spoken

__all__ = ["MORE", "NEW", "choices"]

NEW, MORE = -1, -2  # choices for a line that is foreign to every item: it begins a cell, it goes on with the last one

# What a reading pays. Only the proportions matter: a word that differs costs more than a foreign one, so a line that
# has little in common with an item is foreign; the smallest sums decide between readings that explain the words alike.
_OTHER_WORD = 300  # an item's word was printed as another one
_EXTRA_WORD = 200  # a word stands in an item's line that the item has not
_LOST_WORD = 200  # an item's word is not printed
_LOST_REST = 600  # the whole end of an item is not printed: an item cut short takes no words of others
_LEAST = min(_OTHER_WORD, _EXTRA_WORD, _LOST_WORD)  # where a line is not printed as the item has it
_FOREIGN_WORD = 100
_FOREIGN_CELL = 100
_LOST_ITEM = 100
_SMALL_START = 200  # a foreign cell begins in lower case
_LARGE_INSIDE = 60  # a foreign cell goes on with a capital,
_SENTENCE_INSIDE = 200  # after the end of a sentence
_MARKER_INSIDE = 400  # any cell goes on with a bullet
_OUT_OF_ORDER = 20  # an item does not follow the item before it in the body
_NEW_ROW = 1  # a line does not stand to the right of the line before it
_INTERRUPTED = 3  # a foreign line stands where an item is not finished

# Which readings are kept after each line: so many, of those with the same open items so many, so much dearer at most.
_WIDTH = 60
_ALIKE = 2
_SLACK = 1200

# What the whole table may cost more than the least possible, at first; more until there is a reading.
_FIRST_SLACK = _LEAST - 1


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the search sees of a line."""

    words: tuple[str, ...]
    marked: bool  # a bullet stands in front
    large: bool  # it does not begin in lower case
    ended: bool  # it ends as sentences do


class _Reading(NamedTuple):
    """One way to understand the lines so far."""

    cost: int
    open: tuple[tuple[int, int], ...]  # for each column the item last begun, or -1, and the cursor in its words
    used: int  # a bit for each item begun
    foreign: bool | None  # whether the last foreign line ended a sentence; None before there is one
    last: int  # the column of the last line that was not foreign
    before: _Reading | None
    choice: int


def choices(lines: Sequence[Line], items: Sequence[str], column_of: Sequence[int]) -> list[int]:
    """For every line the index of the item whose words it prints, or NEW or MORE; items are texts in columns."""
    printed = [_look(line) for line in lines]
    known = [spoken(text) for text in items]
    among = [frozenset(words) for words in known]
    ended = [ends_sentence(text) for text in items]
    follows = [max((i for i in range(n) if column_of[i] == column), default=-1) for n, column in enumerate(column_of)]
    columns = max(column_of, default=-1) + 1
    lost = [[min(_LOST_REST, _LOST_WORD * (len(words) - at)) for at in range(len(words) + 1)] for words in known]
    lost.append([0])  # of no item, -1, nothing is lost
    least = _least_costs(printed, known)

    @cache
    def advance(number: int, item: int, cursor: int) -> tuple[tuple[int, int], ...]:
        line, words = printed[number], known[item][cursor:]
        late = _after(ended[item] and not words, line) if cursor else 0
        mark = _MARKER_INSIDE if cursor and line.marked else 0
        return tuple((cursor + step, cost + mark + (cost and late)) for step, cost in _advance(line.words, words))

    def may_begin(line: tuple[str, ...], item: int, bound: int) -> bool:
        if len(line) > 1 and set(line).isdisjoint(known[item][: len(line) + 2]):
            return False
        return _LEAST * sum(word not in among[item] for word in line) <= bound

    @cache
    def starts(number: int, is_whole: bool) -> list[tuple[int, int, int]]:
        """Each item that a line may begin, the cursor in it and the cost; `is_whole`: only where it lacks no word."""
        line, size = printed[number], len(printed[number].words)
        bound = max(_OTHER_WORD + _EXTRA_WORD, _FOREIGN_WORD * size)
        found = []
        for item, words in enumerate(known):
            if line.words != words[:size] and (is_whole or not may_begin(line.words, item, bound)):
                continue
            small = 0 if line.large or line.marked or items[item][:1].islower() else _SMALL_START
            steps = ((reached, cost + small) for reached, cost in advance(number, item, 0))
            found += [(item, reached, cost) for reached, cost in steps if reached and cost <= bound]
        return found

    def readings(old: _Reading, number: int, limit: int) -> Iterator[_Reading]:
        """The ways to understand a line after those before it; some that cost more than a limit are left out."""
        line = printed[number]
        before, places, used, foreign, last = old[:5]
        is_whole = before + _LEAST > limit
        for column, (item, cursor) in enumerate(places):
            if item >= 0 and not (is_whole and line.words != known[item][cursor : cursor + len(line.words)]):
                row = before + (_NEW_ROW if column <= last else 0)
                for reached, cost in advance(number, item, cursor):
                    put = (*places[:column], (item, reached), *places[column + 1 :])
                    yield _Reading(row + cost, put, used, foreign, column, old, item)
        for item, reached, cost in starts(number, is_whole):
            if not used >> item & 1:
                column = column_of[item]
                here, cursor = places[column]
                row = before + (_NEW_ROW if column <= last else 0) + lost[here][cursor]
                row += 0 if follows[item] == here else _OUT_OF_ORDER
                put = (*places[:column], (item, reached), *places[column + 1 :])
                yield _Reading(row + cost, put, used | 1 << item, foreign, column, old, item)
        cost = before + _FOREIGN_WORD * len(line.words)
        cost += _INTERRUPTED if any(lost[item][cursor] for item, cursor in places) else 0
        small = 0 if line.large or line.marked else _SMALL_START
        yield _Reading(cost + _FOREIGN_CELL + small, places, used, line.ended, last, old, NEW)
        if foreign is not None:
            cost += _after(foreign, line) + (_MARKER_INSIDE if line.marked else 0)
            yield _Reading(cost, places, used, line.ended, last, old, MORE)

    def search(limit: int) -> list[_Reading]:
        """The readings of all lines that cost no more than a limit, as far as the beam is wide enough."""
        beam = [_Reading(0, ((-1, 0),) * columns, 0, None, -1, None, NEW)]
        for number in range(len(lines)):
            best: dict[tuple[object, ...], _Reading] = {}
            room = limit - least[number + 1]
            for old in beam:
                for new in readings(old, number, room):
                    state = new[1:4]
                    if new.cost <= room and (state not in best or new.cost < best[state].cost):
                        best[state] = new
            beam = []
            alike: Counter[object] = Counter()
            for reading in sorted(best.values(), key=itemgetter(0)):
                alike[reading.open] += 1
                if alike[reading.open] <= _ALIKE:
                    beam.append(reading)
                if len(beam) == _WIDTH or reading.cost > beam[0].cost + _SLACK:
                    break
        return [reading for reading in beam if total(reading) <= limit]

    def total(reading: _Reading) -> int:
        lost_words = sum(lost[item][cursor] for item, cursor in reading.open)
        return reading.cost + lost_words + _LOST_ITEM * (len(items) - reading.used.bit_count())

    slack = _FIRST_SLACK
    while not (found := search(least[0] + slack)):
        slack += max(_FIRST_SLACK, slack // 2)
    reading = min(found, key=total)
    path = []
    while reading.before is not None:
        path.append(reading.choice)
        reading = reading.before
    return path[::-1]


def _least_costs(lines: Sequence[_Printed], known: Sequence[tuple[str, ...]]) -> list[int]:
    """What the lines from each on cost at the least, however they are read.

    A line costs nothing where some item has its words as they stand; else it is foreign, or differs from every item.
    """
    whole = "\n".join(f" {' '.join(words)} " for words in known)
    costs = [0]
    for line in reversed(lines):
        least = 0 if f" {' '.join(line.words)} " in whole else _FOREIGN_WORD * len(line.words)
        for words in known if least > _LEAST else ():
            if _LEAST * sum(word not in words for word in line.words) < least:
                least = min(least, *_edits(line.words, words, [0] * (len(words) + 1)))
        costs.append(costs[-1] + least)
    return costs[::-1]


def _look(line: Line) -> _Printed:
    marked, text = after_bullet(line)
    return _Printed(spoken(text), marked, not text[:1].islower(), ends_sentence(text))


def _after(ended: bool, line: _Printed) -> int:
    """What it costs a cell to go on with this line where nothing proves that it does."""
    return (_SENTENCE_INSIDE if ended else 0) + (_LARGE_INSIDE if line.large else 0)


def _advance(line: tuple[str, ...], words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """How many of an item's next words a line may print, and what it costs to say so.

    >>> _advance(("people", "on", "probation", "and"), ("offenders", "and", "the"))
    ((0, 800), (2, 700))
    """
    size = len(line)
    if line == words[:size]:
        return ((size, 0),)
    words = words[: size + 3]
    costs = _edits(line, words, [_LOST_WORD * step for step in range(len(words) + 1)])
    bound = min(min(costs) + _OTHER_WORD, _FOREIGN_WORD * size + 400)
    return tuple((step, cost) for step, cost in enumerate(costs) if cost <= bound)


def _edits(line: tuple[str, ...], words: tuple[str, ...], costs: list[int]) -> list[int]:
    """What it costs to have printed an item's words up to each with a line; `costs` is what it cost before the line."""
    for position, word in enumerate(line):
        row = [costs[0] + _EXTRA_WORD]
        for step, known in enumerate(words):
            changed = min(costs[step] + (0 if known == word else _OTHER_WORD), costs[step + 1] + _EXTRA_WORD)
            # words lost after the line's last one are the next line's to count
            row.append(changed if position == len(line) - 1 else min(changed, row[-1] + _LOST_WORD))
        costs = row
    return costs
