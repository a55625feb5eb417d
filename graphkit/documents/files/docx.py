"""Word documents: paragraphs, list items and cells as lines, in their order; headers and footers after them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from graphkit.documents.files import Text, needs
from graphkit.documents.opening.archive import check_archive
from graphkit.documents.opening.neutral import Neutral
from graphkit.documents.opening.numbering import Numbering
from graphkit.errors import ReadError

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["IS_PLAIN", "SUFFIXES", "texts"]

SUFFIXES = frozenset({".docx"})
IS_PLAIN = False

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: what is no longer, or not, printed
_UNPRINTED = frozenset(
    {
        _FALLBACK,
        *(f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr")),
    }
)
_WORDS = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}noBreakHyphen": "\u2011", f"{_W}cr": "\n", f"{_W}br": "\n",
}  # fmt: skip


def texts(raw: bytes, name: str) -> Iterator[Text]:
    """The one text; a cell's lines stand together, a merged cell's once."""
    with needs(name):
        import docx
        from docx.opc.exceptions import OpcError
        from lxml import etree
    check_archive(raw, name)
    try:
        document = docx.Document(BytesIO(raw))
        reader = _Reader(document)
        reader.blocks(document.element.body)
        reader.neutral.is_edge = True
        for part in _edges(document):
            reader.blocks(part)
    except (OpcError, BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, AttributeError):
        advice = "open it in a word processor and save it anew"
        raise ReadError(name, "is no Word document that can be read", advice, "unreadable-file") from None
    yield reader.neutral.text()


def _edges(document: Document) -> Iterator[Any]:
    """The headers and footers that are defined, each once."""
    for section in document.sections:
        for edge in (
            section.first_page_header, section.header, section.even_page_header,
            section.first_page_footer, section.footer, section.even_page_footer,
        ):  # fmt: skip
            if not edge.is_linked_to_previous:
                yield edge._element


class _Reader:
    """Walks the elements of a document and writes its lines."""

    def __init__(self, document: Document) -> None:
        self.neutral = Neutral()
        self.numbering = Numbering(document)
        self.row = 0

    def blocks(self, around: Any) -> None:
        """Everything printed below an element, without recursion."""
        stack = [around]
        while stack:
            element = stack.pop()
            if element.tag == f"{_W}p":
                if next(element.iterancestors(f"{_W}tc"), None) is None:
                    self.neutral.cell = (0, 0)
                stack += reversed(self.paragraph(element))
            elif element.tag == f"{_W}tc" and _goes_on_above(element):
                continue
            elif element.tag not in _UNPRINTED:
                if element.tag == f"{_W}tr":
                    self.row += 1
                elif element.tag == f"{_W}tc":
                    self.neutral.cell = (self.row, _column(element))
                stack += reversed(element)

    def paragraph(self, paragraph: Any) -> list[Any]:
        """Write a paragraph's lines; returns the text boxes that hang on it, which are printed after it."""
        boxes: list[Any] = []
        words = self.words(paragraph, boxes)
        if words.strip():
            marker = self.numbering.marker(paragraph)
            is_heading = self.numbering.is_heading(paragraph)
            for at, line in enumerate(words.strip("\n").split("\n")):
                self.neutral.line(
                    f"{marker} {line}" if marker and not at else line, opens=not at, is_heading=is_heading
                )
        return boxes

    def words(self, paragraph: Any, boxes: list[Any]) -> str:
        """The words of a paragraph's runs, in links, fields and insertions too."""
        found: list[str] = []
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if element.tag == f"{_W}t":
                found.append(element.text or "")
            elif element.tag in _WORDS:
                found.append(" " if element.get(f"{_W}type") in ("page", "column") else _WORDS[element.tag])
            elif element.tag == f"{_W}txbxContent":
                boxes.append(element)
            elif element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None:
                continue
            elif element.tag not in _UNPRINTED:
                stack += reversed(element)
        return "".join(found)


def _column(cell: Any) -> int:
    """The number of the first column a cell stands in, from 1."""
    column = 1
    for before in cell.itersiblings(f"{_W}tc", preceding=True):
        span = before.find(f"{_W}tcPr/{_W}gridSpan")
        width = "1" if span is None else span.get(f"{_W}val", "1")
        column += int(width) if width.isdecimal() else 1
    return column


def _goes_on_above(cell: Any) -> bool:
    """Whether a cell is merged into the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"
