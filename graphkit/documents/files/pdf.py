"""PDF: lines from where words stand, tables from the lines drawn around their cells."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING, Any

from graphkit.documents.files import Text, needs
from graphkit.documents.opening.cut_rows import Rule, closing
from graphkit.documents.opening.drawn_bullets import Shape, drawn_bullets
from graphkit.documents.opening.geometry import Box, Printed, Region, Word, leading, read_region
from graphkit.documents.opening.neutral import Neutral
from graphkit.documents.tools.items import ends_sentence
from graphkit.errors import ReadError

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage

__all__ = ["IS_PLAIN", "SUFFIXES", "texts"]

SUFFIXES = frozenset({".pdf"})
IS_PLAIN = False

#: what the library raises, unforeseen, over a file that is damaged
_WRONG = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
_NO_CHARACTER = re.compile(r"\(cid:\d+\)")
#: a line in this much of the page's height at its top or bottom, in no table, is a header or footer
_EDGE = 0.08
#: letters this much larger than usual are a heading's
_LARGE = 1.15
#: a rule over this much of the page's width goes across
_ACROSS = 0.3


def texts(raw: bytes, name: str) -> Iterator[Text]:
    """The one text: page by page, cell by cell, line by line."""
    with needs(name):
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
    try:
        with pdfplumber.open(BytesIO(raw)) as document:
            pages = [_page(page) for page in document.pages]
    except PdfminerException as error:
        if isinstance(error.args[0], MemoryError):
            raise error.args[0] from None
        if isinstance(error.args[0], PDFPasswordIncorrect):
            raise ReadError(name, "is protected by a password", "save it without one") from None
        raise _broken(name) from None
    except (MalformedPDFException, PSException, struct.error, zlib.error, *_WRONG):
        raise _broken(name) from None
    if not any(page.words for page in pages):
        raise ReadError(name, "holds no text", "run text recognition (OCR) over its pages", "empty-file")
    yield _written(pages)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is taken out of a page: its words, its tables as rows of cells, the heights of rules drawn across it."""

    height: float
    width: float
    words: Sequence[Word]
    tables: Sequence[Sequence[Sequence[Box]]]
    rules: Sequence[float]


def _page(page: PdfPage) -> _Page:
    words = [_word(word) for word in page.extract_words(extra_attrs=["fontname", "size"])]
    bullets = list(drawn_bullets(_shapes(page), words))
    tables = [
        [[Box(*cell) for cell in row.cells if cell] for row in table.rows]
        for table in sorted(page.find_tables(_settings(page)), key=lambda table: (table.bbox[1], table.bbox[0]))
        if not any(bullet.box.holds(Box(*table.bbox)) for bullet in bullets)  # a square bullet is no table
    ]
    rules = [line["top"] for line in page.horizontal_edges if line["x1"] - line["x0"] > page.width * _ACROSS]
    page.close()
    return _Page(float(page.height), float(page.width), [*words, *bullets], tables, rules)


def _settings(page: PdfPage) -> dict[str, Any]:
    """How tables are found: by the rules that are drawn, and those that a page's end has cut off."""
    upright = [Rule(edge["x0"], edge["top"], edge["bottom"]) for edge in page.vertical_edges]
    across = [Rule(edge["top"], edge["x0"], edge["x1"]) for edge in page.horizontal_edges]
    drawn = [
        {
            "object_type": "line", "x0": rule.start, "x1": rule.end, "top": rule.at, "bottom": rule.at,
            "width": rule.end - rule.start, "height": 0, "orientation": "h",
        }
        for rule in closing(upright, across)
    ]  # fmt: skip
    return {"explicit_horizontal_lines": drawn}


def _shapes(page: PdfPage) -> Iterator[Shape]:
    """The closed shapes that are drawn on a page."""
    for drawn, is_round in (*((curve, True) for curve in page.curves), *((rect, False) for rect in page.rects)):
        box = Box(*(float(drawn[name]) for name in ("x0", "top", "x1", "bottom")))
        yield Shape(box, is_filled=bool(drawn["fill"]), is_round=is_round)


def _written(pages: Sequence[_Page]) -> Text:
    """The lines of all pages, the first of a page going on where the one before stopped in mid-sentence."""
    neutral = Neutral()
    between = leading(page.words for page in pages)
    usual = median(word.style[1] for page in pages for word in page.words)
    last: Printed | None = None
    row, top = 0, -1.0
    reach = 0.0  # how far to the right the lines of a page go
    for page in pages:
        neutral.page()
        top = -1.0
        before, edge = last, reach
        reach = 0.0
        for line in _read_page(page, between):
            bold, size = line.style or (False, 0.0)
            opens = line.opens
            if _is_body(line.box, page.height):
                if last is before and last is not None and not ends_sentence(last.text):
                    opens = not (re.match("[a-z(]", line.text) or _had_no_room(last, line, edge))
                reach = max(line.box.right, reach)
                last = line
            if line.cell and line.cell[0] != top:
                row, top = row + 1, line.cell[0]
            neutral.cell = (row, round(line.cell[1])) if line.cell else (0, 0)
            neutral.line(line.text, opens=opens, is_heading=bold or size > usual * _LARGE)
    empty = ", ".join(str(number) for number, page in enumerate(pages, 1) if not page.words)
    return neutral.text(lost=f"no text stands on page {empty}" if empty else None)


def _is_body(box: Box, height: float) -> bool:
    """Whether something stands between the places of headers and footers."""
    return _EDGE * height < box.bottom and box.top < (1 - _EDGE) * height


def _had_no_room(last: Printed, line: Printed, edge: float) -> bool:
    """Whether a capital opens a page only because its word had no room at the end of the page before."""
    word = line.text.split()[0]
    width = (line.box.right - line.box.left) * (len(word) + 1) / len(line.text)
    return word[:1].isupper() and last.text[-1] not in ",;" and last.box.right + width > edge


def _broken(name: str) -> ReadError:
    return ReadError(name, "is no PDF that can be read", "open it and save it anew", "unreadable-file")


def _read_page(page: _Page, leading: float) -> Iterator[Printed]:
    """A page's lines, what stands in a cell together, cells and other lines from top to bottom."""
    cells = [cell for table in page.tables for row in table for cell in row]
    #: the cell each word stands in, the smallest where several hold it
    within: dict[Box | None, list[Word]] = {}
    for word in page.words:
        holding = [cell for cell in cells if cell.holds(word.box)]
        smallest = min(holding, key=lambda cell: (cell.right - cell.left) * (cell.bottom - cell.top), default=None)
        within.setdefault(smallest, []).append(word)
    outside = within.pop(None, [])
    body = (word for word in outside if _is_body(word.box, page.height))  # feet may go further to the right
    right = max((word.box.right for word in body), default=page.width)
    for table in page.tables:
        top = min((cell.top for row in table for cell in row), default=0.0)
        above = [word for word in outside if word.box.bottom <= top + 1]
        outside = [word for word in outside if word.box.bottom > top + 1]
        yield from read_region(Region(above, right, leading, page.rules))
        for row in table:
            for cell in row:
                inside = within.pop(cell, [])
                for line in read_region(Region(inside, _margin(cell, inside), leading)):
                    yield replace(line, cell=(cell.top, cell.left))
    yield from read_region(Region(outside, right, leading, page.rules))


def _word(found: dict[str, str | float]) -> Word:
    left, top, right, bottom = (float(found[name]) for name in ("x0", "top", "x1", "bottom"))
    box = Box(left, top, right, max(bottom, top + 1))
    style = ("bold" in str(found["fontname"]).lower(), round(float(found["size"])))
    return Word(_characters(str(found["text"])), box, style)


def _characters(printed: str) -> str:
    """The characters of a word; a glyph without one is a bullet where it stands alone.

    >>> _characters("(cid:127)"), _characters("o(cid:31)ce")
    ('•', 'o�ce')
    """
    return "•" if _NO_CHARACTER.fullmatch(printed) else _NO_CHARACTER.sub("\ufffd", printed)


def _margin(cell: Box, words: Sequence[Word]) -> float:
    """Where the text of a cell ends at the right: as far from its edge as it begins from the left one."""
    left = min((word.box.left for word in words), default=cell.left)
    return cell.right - min(left - cell.left, 12.0)
