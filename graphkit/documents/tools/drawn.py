"""Tables drawn with strokes in a text: each cell as lines of its own, with the row and column they stand in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.items import JOINING, split_marker
from graphkit.documents.wording import key
from graphkit.records import Status

__all__ = ["each_item", "in_cells", "without_heads"]

_STROKE = re.compile(r"(?<!\\)\|")
#: what parts the rows of a table: |---|:--:|, +---+---+
_RULE = re.compile(r"[|+][|+\s:=-]*|[\s:=-]+\|[|\s:=-]*")
#: what parts rows where a row may have several lines
_GRID = re.compile(r"\+[+:=-]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE = re.compile("(?<=[\\s\\w.;,)])(?=[•▪●◦○■□◆➢➤►▶‣⁃∙]\\s)")


def in_cells(draft: Draft, lines: Sequence[Line]) -> list[Line]:
    r"""The lines, those of tables cut into cells; the rules between rows and the strokes behind them are in none.

    Lines are a table where one opens with a stroke or a rule parts them, or where each ends in a stroke.

    >>> from graphkit.documents.source import Source
    >>> draft = Draft(Source("a.md", "| Post | Cook |\n|---|---|\n| Days | Monday<br>Friday |\nA | B\n", ""))
    >>> [(line.text, line.cell) for line in in_cells(draft, draft.source.lines)][2:]
    [('Days', (2, 0)), ('Monday', (2, 1)), ('Friday', (2, 1)), ('A', (3, 0)), ('B', (3, 1))]
    >>> [line.cell for line in in_cells(draft, Source("a.txt", "A | B\nC | D\n", "").lines)]
    [None, None]
    """
    if any(line.cell for line in lines):
        return list(lines)
    found: list[Line] = []
    row = 0
    for has_strokes, together in groupby(lines, key=lambda line: bool(_STROKE.search(line.text) or _is_rule(line))):
        own = list(together)
        if not (has_strokes and _is_table(own)):
            found += own
            continue
        is_grid = any(_GRID.fullmatch(line.text) for line in own)
        row += 2  # so that no row follows the last one of another table
        for line in own:
            is_rule = _is_rule(line)
            row += is_rule if is_grid else not is_rule
            found += [] if is_rule else _cells(draft, line, row - 2)
    return found


def _is_rule(line: Line) -> bool:
    return bool(_RULE.fullmatch(line.text)) and any(mark in line.text for mark in "-=")


def _is_table(lines: Sequence[Line]) -> bool:
    words = [line for line in lines if not _is_rule(line)]
    if len(words) < len(lines) or any(line.text.startswith("|") for line in words):
        return bool(words)
    return len(words) > 1 and all(line.text.endswith("|") for line in words)


def _cells(draft: Draft, line: Line, row: int) -> Iterator[Line]:
    strokes = [match.start() for match in _STROKE.finditer(line.text)]
    first = line.text.startswith("|")
    begins = [0, *(stroke + 1 for stroke in strokes)][first:]
    for column, (begin, end) in enumerate(zip(begins, [*strokes, None][first:], strict=True)):
        cell = line.part(begin, end)
        above: Line | None = None
        draft.mark([cell.part(*match.span()) for match in _BREAK.finditer(cell.text)], Status.LABEL)
        ends = [match.span() for match in _BREAK.finditer(cell.text)]
        starts = [0, *(end for _, end in ends)]
        for start, stop in zip(starts, [*(begin for begin, _ in ends), None], strict=True):
            piece = cell.part(start, stop)
            if piece.text:
                opens = above is None or _begins(above, piece)
                above = replace(piece, opens=opens, cell=(row, column))
                yield above


def _begins(above: Line, line: Line) -> bool:
    """Whether words under a line break in a cell are an item of their own."""
    is_capital = line.text[0].isupper() or not line.text[0].isalpha()
    return bool(split_marker(line)[0]) or (is_capital and not JOINING.search(above.text.rstrip(" ,")))


def without_heads(draft: Draft, lines: Sequence[Line], names: Container[tuple[str, ...]]) -> list[Line]:
    """The lines, but no row of cells that only names the columns under it."""
    found: list[Line] = []
    for row, together in groupby(lines, key=lambda line: line.cell[0] if line.cell else None):
        own = list(together)
        if row is not None and len(own) > 1 and all(key(line.text) in names for line in own):
            draft.mark(own, Status.LABEL)
        else:
            found += own
    return found


def each_item(source: Source, lines: Sequence[Line]) -> list[Line]:
    """The lines, those in a cell cut before each bullet in them; where no pages wrap lines, each begins an item.

    >>> from graphkit.records import Span
    >>> line = Line(1, Span(0, 14), "• Tact • Drive", cell=(0, 1))
    >>> [piece.text for piece in each_item(Source("a.txt", line.text, ""), [line])]
    ['• Tact', '• Drive']
    """
    found: list[Line] = []
    for line in lines:
        goes_on = bool(found) and line.opens is False and line.cell is not None and line.cell == found[-1].cell
        begins = goes_on and not source.pages and _begins(found[-1], line)
        cuts = [match.start() for match in _INLINE.finditer(line.text) if match.start()] if line.cell else []
        is_parted = bool(cuts) and not split_marker(line)[0]  # so that bullets stand between items and not before
        for begin, end in zip([0, *cuts], [*cuts, None], strict=True):
            piece = line.part(begin, end)
            piece = split_marker(piece)[3] if is_parted else piece
            opens = True if begin or begins else piece.opens
            found.append(replace(piece, opens=opens))
    return found
