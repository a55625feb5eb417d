"""A table whose columns were printed into each other, read by aligning its words with words known from elsewhere.

Text taken out of a table comes line by line: the lines of one cell in their order, lines of the other columns between
them. Where the document prints the same items in its body, every line finds its cell by what it says. The search walks
through the lines once and keeps the cheapest readings of what it has seen (a beam search): in each reading a column
has one open item and a cursor in that item's words, and the next line goes on at a cursor, begins an item, or is
foreign to all of them.

>>> items = [Item("b/1", "Behaviours", "Working Together"), Item("e/1", "Experience", "Work with groups at risk")]
>>> words = ("Work with people", "Working Together", "at risk")
>>> lines = [Line(number, Span(0, 0), text) for number, text in enumerate(words, 1)]
>>> for cell in align(lines, items):
...     print(cell.key, cell.lines, cell.text, "|", cell.difference)
b/1 (1,) Working Together | None
e/1 (0, 2) Work with people at risk | "people" for "groups"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from graphkit.documents.source import Line, joined
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.records import Span

__all__ = ["Cell", "Item", "align"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the body that the table may repeat, and the column it would stand in."""

    key: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines that print one item, by their index, and what they say.

    `key` is the body's item, None where the words are none of them; `column` is None where it is not certain.
    `difference` tells the words that differ from the body's; case, white space and end punctuation do not count.
    """

    column: str | None
    key: str | None
    lines: tuple[int, ...]
    text: str
    difference: str | None


def align(lines: Sequence[Line], items: Sequence[Item]) -> tuple[Cell, ...]:
    """The table's cells: column by column in the order of `items`, in a column by first line, the uncertain last.

    Every line belongs to one cell.
    """
    columns = list(dict.fromkeys(item.column for item in items))
    place = {column: number for number, column in enumerate(columns)}
    printed: dict[int, list[int]] = {}
    foreign: list[list[int]] = []
    for number, choice in enumerate(_choices(lines, items, columns)):
        if choice >= 0:
            printed.setdefault(choice, []).append(number)
        elif choice == _NEW:
            foreign.append([number])
        else:
            foreign[-1].append(number)
    cells = []
    for index, numbers in printed.items():
        item, text = items[index], _join(lines[number] for number in numbers)
        cells.append(Cell(item.column, item.key, tuple(numbers), text, _difference(item.text, text)))
    for numbers in foreign:
        column = _only_free_column(numbers, cells, columns)
        cells.append(Cell(column, None, tuple(numbers), _join(lines[number] for number in numbers), None))
    return tuple(sorted(cells, key=lambda cell: (place.get(cell.column or "", len(columns)), cell.lines)))


def _only_free_column(numbers: Sequence[int], cells: Sequence[Cell], columns: Sequence[str]) -> str | None:
    """The one column that had no unfinished item while these lines were printed."""
    busy = {
        cell.column for cell in cells if cell.key and any(cell.lines[0] < number < cell.lines[-1] for number in numbers)
    }
    free = [column for column in columns if column not in busy]
    return free[0] if len(free) == 1 else None


# --- words ---

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SIGN = re.compile(rf"{_WORD.pattern}|\S")
_PLAIN = str.maketrans("\u2010\u2011–—‘’“”", "----''\"\"")


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.translate(_PLAIN).casefold()))


def _after_bullet(line: Line) -> tuple[bool, str]:
    """Whether a bullet opens the line, and what the line says; a number may belong to the words and stays."""
    marker, number, _, rest = split_marker(line)
    return (True, rest.text) if marker and number is None else (False, line.text)


def _join(lines: Iterable[Line]) -> str:
    """The text that the lines of a cell make, bullets left out."""
    whole = "\n".join(_after_bullet(line)[1] for line in lines)
    return joined(whole, (Span(0, len(whole)),))


def _difference(body: str, table: str) -> str | None:
    """The words in which two texts differ.

    >>> _difference("Work with offenders and courts.", "work  with people on probation and the courts")
    '"people on probation" for "offenders"; "the" added'
    >>> _difference("Risk assessment and plans", "Risk assessment"), _difference("multi-agency", "Multi- agency.")
    ('"and plans" left out', None)
    """
    if body == table:
        return None
    here, there = (list(_SIGN.finditer(text.translate(_PLAIN).rstrip(" .,;:"))) for text in (body, table))
    old_signs, new_signs = ([sign.group().casefold() for sign in side] for side in (here, there))
    changes = []
    for kind, a, b, c, d in SequenceMatcher(None, old_signs, new_signs, autojunk=False).get_opcodes():
        old, new = (
            f'"{text[side[first].start() : side[last - 1].end()]}"' if first < last else ""
            for text, side, first, last in ((body, here, a, b), (table, there, c, d))
        )
        if kind != "equal":
            changes.append(f"{new} for {old}" if old and new else f"{old} left out" if old else f"{new} added")
    return "; ".join(changes) or None


# --- the search ---

_NEW, _MORE = -1, -2  # choices for a line that is foreign to every item: it begins a cell, it goes on with the last one

# What a reading pays. Only the proportions matter: a word that differs costs more than a foreign one, so a line that
# has little in common with an item is foreign; the smallest sums decide between readings that explain the words alike.
_OTHER_WORD = 300  # an item's word was printed as another one
_EXTRA_WORD = 200  # a word stands in an item's line that the item has not
_LOST_WORD = 200  # an item's word is not printed
_LOST_REST = 600  # the whole end of an item is not printed: an item cut short takes no words of others
_LEAST = min(_OTHER_WORD, _EXTRA_WORD, _LOST_WORD)
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

# What the whole table may cost more than the least possible, at first; doubled until there is a reading.
_FIRST_SLACK = 200


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


def _choices(lines: Sequence[Line], items: Sequence[Item], columns: Sequence[str]) -> list[int]:
    """For every line the index of its item, or _NEW or _MORE."""
    printed = [_look(line) for line in lines]
    known = [_words(item.text) for item in items]
    among = [frozenset(words) for words in known]
    ended = [ends_sentence(item.text) for item in items]
    column_of = [columns.index(item.column) for item in items]
    follows = [max((i for i in range(n) if column_of[i] == column), default=-1) for n, column in enumerate(column_of)]

    lost = [[min(_LOST_REST, _LOST_WORD * (len(words) - at)) for at in range(len(words) + 1)] for words in known]
    lost.append([0])  # of no item, -1, nothing is lost
    least = _least_costs(printed, known)

    @cache
    def advance(number: int, item: int, cursor: int) -> tuple[tuple[int, int], ...]:
        line, words = printed[number], known[item][cursor:]
        late = _after(ended[item] and not words, line) if cursor else 0
        mark = _MARKER_INSIDE if cursor and line.marked else 0
        return tuple((cursor + step, cost + mark + (cost and late)) for step, cost in _advance(line.words, words))

    def readings(old: _Reading, number: int, limit: int) -> Iterator[_Reading]:
        line = printed[number]
        before, places, used, foreign, last = old[:5]
        for column, (item, cursor) in enumerate(places):
            if item >= 0:
                row = before + (_NEW_ROW if column <= last else 0)
                if row + _LEAST > limit and line.words != known[item][cursor : cursor + len(line.words)]:
                    continue
                for reached, cost in advance(number, item, cursor):
                    put = (*places[:column], (item, reached), *places[column + 1 :])
                    yield _Reading(row + cost, put, used, foreign, column, old, item)
        for item, reached, cost in starts[number]:
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
        yield _Reading(cost + _FOREIGN_CELL + small, places, used, line.ended, last, old, _NEW)
        if foreign is not None:
            cost += _after(foreign, line) + (_MARKER_INSIDE if line.marked else 0)
            yield _Reading(cost, places, used, line.ended, last, old, _MORE)

    def starting(number: int, item: int) -> Iterator[tuple[int, int]]:
        line, size = printed[number], len(printed[number].words)
        bound = max(_OTHER_WORD + _EXTRA_WORD, _FOREIGN_WORD * size)
        if _LEAST * sum(word not in among[item] for word in line.words) > bound:
            return
        if size == 1 or not set(line.words).isdisjoint(known[item][: size + 2]):
            small = 0 if line.large or line.marked or items[item].text[:1].islower() else _SMALL_START
            for reached, cost in advance(number, item, 0):
                if reached and cost + small <= bound:
                    yield reached, cost + small

    starts = [[(n, *step) for n in range(len(items)) for step in starting(number, n)] for number in range(len(lines))]

    def search(limit: int) -> list[_Reading]:
        """The readings of all lines that cost no more than a limit, as far as the beam is wide enough."""
        beam = [_Reading(0, ((-1, 0),) * len(columns), 0, None, -1, None, _NEW)]
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
        slack *= 2
    reading = min(found, key=total)
    path = []
    while reading.before is not None:
        path.append(reading.choice)
        reading = reading.before
    return path[::-1]


def _least_costs(lines: Sequence[_Printed], known: Sequence[tuple[str, ...]]) -> list[int]:
    """What the lines from each on cost at the least, however they are read.

    Nothing, where some item has the words of a line as they stand; else it is foreign, or some words are not the item's.
    """
    whole = "\n".join(f" {' '.join(words)} " for words in known)
    anywhere = {word for words in known for word in words}
    costs = [0]
    for line in reversed(lines):
        unknown = sum(word not in anywhere for word in line.words)
        foreign = _FOREIGN_WORD * len(line.words)
        differing = _LEAST * max(1, unknown)
        costs.append(costs[-1] + (0 if f" {' '.join(line.words)} " in whole else min(foreign, differing)))
    return costs[::-1]


def _look(line: Line) -> _Printed:
    marked, text = _after_bullet(line)
    return _Printed(_words(text), marked, not text[:1].islower(), ends_sentence(text))


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
    # the edit distance of the line to every beginning of the words, row by row of the line's words
    costs = [_LOST_WORD * step for step in range(len(words) + 1)]
    for position, word in enumerate(line):
        row = [costs[0] + _EXTRA_WORD]
        for step, known in enumerate(words):
            changed = min(costs[step] + (0 if known == word else _OTHER_WORD), costs[step + 1] + _EXTRA_WORD)
            # words lost after the line's last one are the next line's to count
            row.append(changed if position == size - 1 else min(changed, row[-1] + _LOST_WORD))
        costs = row
    bound = min(min(costs) + _OTHER_WORD, _FOREIGN_WORD * size + 400)
    return tuple((step, cost) for step, cost in enumerate(costs) if cost <= bound)
