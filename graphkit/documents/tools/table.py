"""A table whose columns were printed into each other, read by aligning its words with words known from elsewhere.

Text taken out of a table comes line by line: the lines of one cell in their order, lines of the other columns between
them. Where the document prints the same items in its body, every line finds its cell by what it says. The search walks
through the lines once and keeps the cheapest readings of what it has seen (a beam search): in each reading a column
has one open item and a cursor in that item's words, and the next line goes on at a cursor, begins an item, or is
foreign to all of them.

>>> from graphkit.records import Span
>>> items = [Item("b/1", "Behaviours", "Working Together"), Item("e/1", "Experience", "Work with groups at risk")]
>>> words = ("Work with people", "Working Together", "at risk")
>>> lines = [Line(number, Span(0, 0), text) for number, text in enumerate(words, 1)]
>>> for cell in align(lines, items):
...     print(cell.key, cell.lines, cell.text, "|", cell.difference)
b/1 (1,) Working Together | None
e/1 (0, 2) Work with people at risk | "people" for "groups"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.documents.source import Line
from graphkit.documents.tools.table_search import NEW, choices
from graphkit.documents.tools.table_words import difference, words_of

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
    texts, column_of = [item.text for item in items], [place[item.column] for item in items]
    printed: dict[int, list[int]] = {}
    foreign: list[list[int]] = []
    for number, choice in enumerate(choices(lines, texts, column_of)):
        if choice >= 0:
            printed.setdefault(choice, []).append(number)
        elif choice == NEW:
            foreign.append([number])
        else:
            foreign[-1].append(number)
    cells = []
    for index, numbers in printed.items():
        item, text = items[index], words_of(lines[number] for number in numbers)
        cells.append(Cell(item.column, item.key, tuple(numbers), text, difference(item.text, text)))
    for numbers in foreign:
        column = _only_free_column(numbers, cells, columns)
        cells.append(Cell(column, None, tuple(numbers), words_of(lines[number] for number in numbers), None))
    return tuple(sorted(cells, key=lambda cell: (place.get(cell.column or "", len(columns)), cell.lines)))


def _only_free_column(numbers: Sequence[int], cells: Sequence[Cell], columns: Sequence[str]) -> str | None:
    """The one column that had no unfinished item while these lines were printed."""
    busy = {
        cell.column for cell in cells if cell.key and any(cell.lines[0] < number < cell.lines[-1] for number in numbers)
    }
    free = [column for column in columns if column not in busy]
    return free[0] if len(free) == 1 else None
