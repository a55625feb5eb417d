"""A neutral text being written: its lines, and where its pages and blocks begin."""

from __future__ import annotations

from graphkit.documents.files import Text

__all__ = ["Neutral", "bullet"]

_BULLETS = "•◦▪"


def bullet(depth: int) -> str:
    """The glyph before an item that lies so deep, from 0.

    >>> bullet(0), bullet(1), bullet(7)
    ('•', '◦', '▪')
    """
    return _BULLETS[min(depth, len(_BULLETS) - 1)]


class Neutral:
    r"""The growing text of a file that is not text itself.

    >>> neutral = Neutral()
    >>> neutral.line("•  Keep\trecords")
    >>> neutral.line("of visits.", opens=False)
    >>> neutral.text()
    Text(text='• Keep records\nof visits.\n', is_the_file=False, pages=(), blocks=(0,), headings=(), cells=(), edges=(), note=None, lost=None, pointer=None)
    """  # noqa: E501

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._size = 0
        self._pages: list[int] = []
        self._blocks: list[int] = []
        self._headings: list[int] = []
        self._cells: list[tuple[int, int, int]] = []
        #: row and column of the cell that lines stand in, (0, 0) outside of tables
        self.cell = (0, 0)
        #: whether lines stand in the head or foot of every page
        self.is_edge = False
        self._edges: list[int] = []

    def line(self, words: str, *, opens: bool = True, is_heading: bool = False) -> None:
        """One line, its white space single blanks; nothing where it has no words."""
        line = " ".join(words.split())
        if not line:
            return
        if self.cell != (self._cells[-1][1:] if self._cells else (0, 0)):
            self._cells.append((self._size, *self.cell))
        if opens:
            self._blocks.append(self._size)
        if is_heading:
            self._headings.append(self._size)
        if self.is_edge:
            self._edges.append(self._size)
        self._lines.append(line + "\n")
        self._size += len(line) + 1

    def page(self) -> None:
        """What comes next stands on a new page."""
        self._pages.append(self._size)

    def text(self, *, note: str | None = None, lost: str | None = None) -> Text:
        """All that was written."""
        offsets = (
            tuple(self._pages),
            tuple(self._blocks),
            tuple(self._headings),
            tuple(self._cells),
            tuple(self._edges),
        )
        return Text("".join(self._lines), False, *offsets, note, lost)
