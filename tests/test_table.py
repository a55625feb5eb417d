"""Tables printed line by line are read back cell by cell: the two real ones, and tables drawn here."""

from __future__ import annotations

import os
import re
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphkit.content import ROOT
from graphkit.documents.source import Line
from graphkit.documents.tools.table import Cell, Item, align
from graphkit.records import Span

# --- the two real tables: the lines of the body's item, and the lines of the table that print it again ---

TABLES = {
    "ps-jes-0108": """
        Strengths
        127: 198 203 204
        Behaviours
        121: 205
        122: 221
        125: 237
        123: 258
        124: 264
        Ability
        129-130: 206 209 212 215 218 220
        Experience
        133-134: 210 213 216 219
        135-136: 222 224 226
        137-138: 238 240 242 244
        139-141: 259 260 261 262 263
        142-144: 265 266 267 268 269 270
        145-146: 272 273 274 275
        147-148: 277 278 279 280
        149: 282 283
        150: 284 285 286
        152-153: 287 288 289
        154-155: 290 291 292
        157-158: 294 295 296 297
        159: 298 299 300
        Technical
        161-162: 208 211 214 217
        163-166: 223 225 227 228 229 230 231 232
        167: 233
        168: 234 235
        169: 236
        170-171: 239 241 243
        173: 246 247
        174: 248
        175: 249 250
        176: 251
        178: 254 255
        179: 256 257
    """,
    "ps-jes-0031": """
        Strengths
        96: 140 144 145
        Behaviours
        90: 146
        91: 168
        92: 171
        93: 175
        94: 179
        Ability
        98-99: 147 150 153 156 159
        Experience
        101-103: 148 151 154 157 160 162
        104: 169 170
        107-108: 172 173 174
        105-106: 176 177 178
        112: 180 181
        113-114: 182 183 184 185
        115: 186 187
        116-117: 188 189 190
        118: 192 193
        109-111: 194 195 196 197 198
        Technical
        120-123: 149 152 155 158 161 163 164 165 166 167
    """,
}
DIFFERENCES = {"ps-jes-0108": {}, "ps-jes-0031": {"113-114": '"people on probation" for "offenders"'}}


def lines_of(texts: Sequence[str]) -> list[Line]:
    return [Line(number, Span(0, 0), text) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize("document", TABLES)
def test_a_real_table_is_read(document: str) -> None:
    source = (ROOT / "data" / "documents" / document / "source.txt").read_text("utf-8").split("\n")
    items: list[Item] = []
    expected: list[tuple[str, str, tuple[int, ...]]] = []
    column = ""
    for row in TABLES[document].split("\n"):
        if match := re.fullmatch(r"\s+((\d+)(?:-(\d+))?): (.*)", row):
            key, first, last, printed = match.groups()
            body = source[int(first) - 1 : int(last or first)]
            items.append(Item(key, column, " ".join(body).lstrip("•➢ ")))
            expected.append((column, key, tuple(map(int, printed.split()))))
        else:
            column = row.strip()
    numbers = sorted(number for _, _, printed in expected for number in printed)
    columns = [item.column for item in items]
    items.sort(key=lambda item: (columns.index(item.column), int(item.key.partition("-")[0])))
    cells = align(lines_of([source[number - 1] for number in numbers]), items)
    assert [(cell.column, cell.key, tuple(numbers[n] for n in cell.lines)) for cell in cells] == expected
    assert {cell.key: cell.difference for cell in cells if cell.difference} == DIFFERENCES[document]


def test_words_broken_at_a_line_end_stay_one_text() -> None:
    item = Item("e/1", "Experience", "Work in a multi-disciplinary setting")
    [cell] = align(lines_of(["➢ Work in a multi-", "disciplinary setting."]), [item])
    assert cell == Cell("Experience", "e/1", (0, 1), "Work in a multi-disciplinary setting.", None)


def test_words_that_align_with_nothing_stay_cells() -> None:
    item = Item("e/1", "Experience", "Work with groups in custody and in the community")
    printed = ["Work with groups in", "Speaking Welsh.", "custody and in the", "Keeping bees", "community", "and wasps"]
    cells = align(lines_of(printed), [Item("b/1", "Behaviours", "Working Together"), item])
    assert [(cell.column, cell.key, cell.text) for cell in cells] == [
        ("Behaviours", None, "Speaking Welsh."),
        ("Behaviours", None, "Keeping bees and wasps"),
        ("Experience", "e/1", item.text),
    ]


def test_nothing_to_read_and_nothing_to_read_it_by() -> None:
    assert align([], [Item("e/1", "Experience", "Work")]) == ()
    assert align(lines_of(["Work", "alone"]), []) == (Cell(None, None, (0, 1), "Work alone", None),)


# --- tables drawn by the test ---

ACCIDENTS = ["none", "reordered", "changed", "missing", "added"]
BEGINNINGS = [
    "Experience of working with",
    "Experience of working with a",
    "Experience of",
    "Knowledge and understanding of",
    "Understanding of the",
    "Ability to",
    "Level 3",
    "Level 3 award in",
    "An understanding of and commitment to",
]
WORDS = [
    "a",
    "the",
    "and",
    "of",
    "to",
    "in",
    "with",
    "for",
    "or",
    "garden",
    "water",
    "machine",
    "harbour",
    "safe",
    "careful",
    "children",
    "market",
    "window",
    "stone",
    "planning",
    "records",
    "rivers",
    "weekly",
    "night",
    "written",
    "bread",
    "5",
    "letters",
    "tools",
    "others’",
    "well-kept",
    "multi-layered,",
    "repair",
    "(where",
    "needed)",
    "roads/bridges",
    "2007",
    "good",
    "practice",
    "teams",
    "visitors",
    "singing",
    "under",
    "pressure,",
    "horses",
    "boats",
]
NAMES = ["Harbour", "Guild", "River", "Act", "ABC", "Level"]
COLUMNS = ["Behaviours", "Ability", "Experience", "Technical"]


@dataclass(frozen=True)
class Drawn:
    """A body, a table that prints it, and what the table really says: column, key and words of every cell."""

    items: list[Item]
    lines: list[Line]
    cells: list[tuple[str, str | None, str]]
    changed: str | None


def words_of(text: str) -> str:
    """The text but for what is no word: case, bullets, punctuation."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def sentence(random: Random) -> str:
    words = [random.choice(NAMES if random.random() < 0.1 else WORDS) for _ in range(random.randint(1, 16))]
    begin = random.choice(BEGINNINGS).split() if random.random() < 0.6 else []
    words = begin + words
    words[0] = words[0][0].upper() + words[0][1:]
    return " ".join(words).rstrip(",") + random.choice(["", "."])


def replace_a_word(random: Random, text: str) -> str:
    words = text.split()
    place = random.randrange(len(words))
    words[place] = random.choice(["elephants", "violet", *WORDS])
    if place == 0:
        words[0] = words[0][0].upper() + words[0][1:]
    return " ".join(words)


def printed_lines(rows: list[list[list[str]]], way: str) -> list[str]:
    """The lines of the rows as they come out of a file: rows of cells of lines."""
    out: list[str] = []
    for row in rows:
        height = max(map(len, row))
        places = []
        for column, cell in enumerate(row):
            for number, line in enumerate(cell):
                top = {"by line": 0.0, "by cell": column * 1000.0, "centred": (height - len(cell)) / 2}[way]
                places.append((top + number, column, line))
        out += [line for _, _, line in sorted(places)]
    return out


def draw(random: Random, accident: str) -> Drawn:
    columns = COLUMNS[: random.randint(1, 4)]
    body: dict[str, list[tuple[str | None, str]]] = {}
    items: list[Item] = []
    seen: set[str] = set()
    for column in columns:
        body[column] = []
        for _ in range(random.randint(1, 8)):
            text = sentence(random)
            if words_of(text) not in seen:
                seen.add(words_of(text))
                items.append(Item(f"{column}/{len(items)}", column, text))
                body[column].append((items[-1].key, text))
    changed = None
    if accident in ("reordered", "all"):
        random.shuffle(body[random.choice(columns)])
    if accident in ("missing", "all"):
        column = random.choice(columns)
        if body[column]:
            body[column].pop(random.randrange(len(body[column])))
    if accident in ("changed", "all"):
        column = random.choice(columns)
        places = [n for n, (_, text) in enumerate(body[column]) if len(text.split()) > 2]
        if places:
            place = random.choice(places)
            key, text = body[column][place]
            body[column][place] = (key, replace_a_word(random, text))
            changed = key if words_of(body[column][place][1]) != words_of(text) else None
    if accident in ("added", "all"):
        column = random.choice(columns)
        body[column].insert(random.randint(0, len(body[column])), (None, sentence(random)))
    bullet = random.choice(["", "", "➢ ", "• "])
    wrapped = {
        column: [(cell := textwrap.wrap(text, width)) and [bullet + cell[0], *cell[1:]] for _, text in body[column]]
        for column in columns
        for width in [random.randint(15, 40)]
    }
    if random.random() < 0.3:  # one row that holds everything
        rows = [[[line for cell in wrapped[column] for line in cell] for column in columns]]
    else:
        height = max(map(len, wrapped.values()))
        rows = [[wrapped[c][n] if n < len(wrapped[c]) else [] for c in columns] for n in range(height)]
    texts = printed_lines(rows, random.choice(["by line", "by cell", "centred"]))
    cells = [(column, key, text) for column in columns for key, text in body[column]]
    return Drawn(items, lines_of(texts), cells, changed)


def misread(drawn: Drawn) -> list[str]:
    """What the reading of a table gets wrong."""
    cells = align(drawn.lines, drawn.items)
    wrong = []
    for kind, known in (("items", True), ("foreign words", False)):
        got = [(cell.key, words_of(cell.text)) for cell in cells if (cell.key is not None) is known]
        said = [(key, words_of(text)) for _, key, text in drawn.cells if (key is not None) is known]
        if got != said:
            wrong.append(f"{kind}: {got} for {said}")
    columns = {key: column for column, key, _ in drawn.cells}
    if any(cell.column not in {columns.get(cell.key), None if cell.key is None else ""} for cell in cells):
        wrong.append("a cell in a column that it does not stand in")
    body = {item.key: words_of(item.text) for item in drawn.items}
    differing = [cell.key for cell in cells if cell.key and cell.difference and words_of(cell.text) != body[cell.key]]
    if differing != [drawn.changed] * (drawn.changed is not None):
        wrong.append(f"differences: {differing} for {drawn.changed}")
    if sorted(number for cell in cells for number in cell.lines) != list(range(len(drawn.lines))):
        wrong.append("a line in no cell or in two")
    return wrong


@pytest.mark.parametrize("accident", ACCIDENTS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(random=st.randoms(use_true_random=False))
def test_a_drawn_table_is_read(accident: str, random: Random) -> None:
    drawn = draw(random, accident)
    printed = Counter(words_of(line.text) for line in drawn.lines)
    # which of two like lines is a whole cell and which a piece of another nobody can tell
    assume(all(printed[words_of(text)] <= 1 for _, _, text in drawn.cells))
    # nor which of two items that begin alike an added one of the same beginning pushed aside; the long test draws these
    added = [words_of(text).split()[:3] for _, key, text in drawn.cells if key is None]
    assume(not any(words_of(item.text).split()[:3] in added for item in drawn.items))
    assert misread(drawn) == [], drawn


# Chance words can make two readings equally good (an added item that ends as a missing word would begin), so of many
# tables a few are misread; with every accident in one table, some more.
@pytest.mark.long
@pytest.mark.parametrize(("accident", "bar"), [*((accident, 0.985) for accident in ACCIDENTS), ("all", 0.95)])
def test_of_many_drawn_tables_nearly_all_are_read(accident: str, bar: float) -> None:
    rounds = int(os.environ.get("GRAPHKIT_ROUNDS", "300"))
    read = sum(not misread(draw(Random(f"{accident} {number}"), accident)) for number in range(rounds))  # noqa: S311
    assert read >= bar * rounds
