"""HTML: headings, paragraphs, list items and cells as lines; scripts, navigation and what is hidden are left out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.documents.files import Text, needs
from graphkit.documents.opening.decoding import decoded
from graphkit.documents.opening.neutral import Neutral, bullet
from graphkit.errors import ReadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["IS_PLAIN", "SUFFIXES", "texts"]

SUFFIXES = frozenset({".htm", ".html"})
IS_PLAIN = False

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_UNPRINTED_NAMES = (
    "audio button canvas head iframe input map math nav noscript object script select style svg template textarea "
    "title video"
)
_BLOCKS = _HEADINGS | set(_BLOCK_NAMES.split())
#: what stands beside others in a row; a term and what is said of it are a row too
_CELLS = frozenset({"td", "th", "dt", "dd"})
_UNPRINTED = frozenset(_UNPRINTED_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
#: elements in elements; a page of a site has some twenty
_DEEPEST = 250


def texts(raw: bytes, name: str) -> Iterator[Text]:
    r"""The one text; where the page marks its main part, that alone.

    >>> page = b"<nav>Home</nav><h1>Duties</h1><ul><li>Keep <b>records</b><li>Answer<br>letters</ul>"
    >>> next(texts(page, "a.html")).text
    'Duties\n• Keep records\n• Answer\nletters\n'
    """
    with needs(name):
        from lxml import etree, html
    text, note = _decoded(raw, name)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ReadError(name, "holds no text", "get the page again", "empty-file") from None
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise ReadError(name, f"nests elements more than {_DEEPEST} deep", "save its text as .txt", "unsafe-file")
    main = root.xpath("//main | //*[@role='main']")
    reader = _Reader(Neutral())
    reader.read(main[0] if len(main) == 1 else root)
    yield reader.neutral.text(note=note)


def _decoded(raw: bytes, name: str) -> tuple[str, str | None]:
    """The page as text: as UTF-8, else by what it declares, else as any text."""
    if b"\0" in raw:
        return decoded(raw, name)
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        declared = _CHARSET.search(raw[:4096])
    if declared:
        encoding = declared[1].decode()
        if encoding.lower() in ("iso-8859-1", "latin1", "us-ascii"):
            encoding = "cp1252"  # which is what every browser takes them for
        try:
            text = raw.decode(encoding)
            return text, f"the file is {codecs.lookup(encoding).name}, not UTF-8"
        except (LookupError, UnicodeError):
            pass
    return decoded(raw, name)


class _Reader:
    """Walks a page once and writes its lines."""

    def __init__(self, neutral: Neutral) -> None:
        self.neutral = neutral
        self.words: list[str] = []
        #: bullet or number of the item whose first line comes next
        self.marker = ""
        self.opens = True
        #: for each list around: the number of the next item, None where it has bullets
        self.lists: list[int | None] = []
        self.heading = 0
        self.verbatim = 0
        self.rows = 0
        #: for each table around: row and column of the next cell
        self.tables: list[list[int]] = []
        #: the cells around
        self.cells: list[tuple[int, int]] = []

    def read(self, root: HtmlElement) -> None:
        """Every element below, without recursion."""
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack:
            element, is_end = stack.pop()
            if is_end:
                self.end(element)
                if element is not root:
                    self.text(element.tail)
                continue
            if _is_unprinted(element):
                self.text(None if element is root else element.tail)
                continue
            self.start(element)
            self.text(element.text)
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]
        self.line()

    def start(self, element: HtmlElement) -> None:
        """What begins with an element."""
        tag = element.tag
        if tag == "br":
            self.line(goes_on=True)
        if tag not in _BLOCKS:
            return
        self.line()
        if tag in ("ul", "ol"):
            first = element.get("start", "1")
            self.lists.append((int(first) if re.fullmatch(r"\d{1,4}", first) else 1) if tag == "ol" else None)
        elif tag == "li":
            self.marker = self.next_marker(element)
        elif tag in ("table", "dl"):
            self.tables.append([0, 0])
        elif tag in ("tr", "dt") and self.tables:
            self.rows += 1
            self.tables[-1] = [self.rows, 0]
        if tag in _CELLS:
            self.cells.append(self.next_cell(element))
            self.neutral.cell = self.cells[-1]
        self.heading += tag in _HEADINGS
        self.verbatim += tag == "pre"

    def end(self, element: HtmlElement) -> None:
        """What ends with an element."""
        tag = element.tag
        if tag not in _BLOCKS:
            return
        self.line()
        if tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag in ("table", "dl") and self.tables:
            self.tables.pop()
        elif tag in _CELLS:
            self.cells.pop()
            self.neutral.cell = self.cells[-1] if self.cells else (0, 0)
        self.heading -= tag in _HEADINGS
        self.verbatim -= tag == "pre"

    def next_marker(self, item: HtmlElement) -> str:
        """The number of the next item of the list around, or its bullet."""
        number = self.lists[-1] if self.lists else None
        if number is None:
            return bullet(max(0, len(self.lists) - 1))
        value = item.get("value", "")
        number = int(value) if re.fullmatch(r"\d{1,4}", value) else number
        self.lists[-1] = number + 1
        return f"{number}."

    def next_cell(self, cell: HtmlElement) -> tuple[int, int]:
        """The row and column of a cell; one that spans several columns counts as the first of them."""
        if not self.tables:
            return 0, 0
        row, column = self.tables[-1]
        if cell.tag == "dd":
            return row, 2
        span = cell.get("colspan", "1")
        self.tables[-1][1] += int(span) if re.fullmatch(r"\d{1,3}", span) else 1
        return row, column + 1

    def text(self, words: str | None) -> None:
        """Words as they come."""
        if words and self.verbatim:
            first, *more = words.split("\n")
            self.words.append(first)
            for line in more:
                self.line(goes_on=True)
                self.words.append(line)
        elif words:
            self.words.append(words)

    def line(self, *, goes_on: bool = False) -> None:
        """The line so far; what comes next goes on with its block, or begins one."""
        words = "".join(self.words)
        self.words.clear()
        if words.strip():
            marked = f"{self.marker} {words}" if self.marker else words
            self.neutral.line(marked, opens=self.opens, is_heading=bool(self.heading))
            self.marker, self.opens = "", True
        self.opens = not goes_on or not words.strip()


def _is_unprinted(element: HtmlElement) -> bool:
    """Whether no browser prints it, or only to find one's way about the site."""
    return (
        not isinstance(element.tag, str)
        or element.tag in _UNPRINTED
        or element.get("hidden") is not None
        or element.get("role") == "navigation"
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
    )
