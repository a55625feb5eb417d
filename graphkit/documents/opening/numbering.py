"""The bullets and numbers of a Word document, which it does not print but derives from its lists and styles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graphkit.documents.opening.neutral import bullet

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["Numbering"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: so many styles may be based on each other
_LONGEST_CHAIN = 10
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """What stands before the next paragraph of each list; ask for every paragraph once, in order."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
        part = getattr(document.part, "numbering_part", None) if _has_lists(document) else None
        root = part.element if part is not None else None
        self._lists = {} if root is None else {num.get(f"{_W}numId"): num for num in root.iter(f"{_W}num")}
        self._abstract = (
            {} if root is None else {num.get(f"{_W}abstractNumId"): num for num in root.iter(f"{_W}abstractNum")}
        )
        #: list -> the last number at each depth
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        #: indent and depth of each list that the next item may go on with, the outermost first
        self._open: list[tuple[int, int]] = []

    def marker(self, paragraph: Any) -> str:
        """The bullet or number of a paragraph; "" where it is in no list."""
        found = self._list_of(paragraph)
        level = self._level(*found) if found else None
        kind = (_value(level, "numFmt") or "decimal") if level is not None else "bullet"
        if not found or kind == "none":
            return ""
        number, depth = found
        place = (self._indent(paragraph, level), depth)
        while self._open and self._open[-1] > place:
            self._open.pop()
        if not self._open or self._open[-1] < place:
            self._open.append(place)
        if kind == "bullet":
            return bullet(len(self._open) - 1)
        counts = self._counts[number]
        first = int(_value(level, "start") or 1)
        counts[depth] = counts.get(depth, first - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _printed(counts[depth], kind) + "."

    def is_heading(self, paragraph: Any) -> bool:
        """Whether the paragraph's style, or one it is based on, is a title's or heading's."""
        style = self._styles.get(_value(paragraph.find(f"{_W}pPr"), "pStyle"))
        for _ in range(_LONGEST_CHAIN):
            if re.match(r"(?i)(?:title|heading)\b", _value(style, "name") or ""):
                return True
            style = self._styles.get(_value(style, "basedOn"))
        return False

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """The list a paragraph is in, by itself or by its style, and how deep."""
        depth: str | None = None
        for properties in self._properties(paragraph):
            numbering = properties.find(f"{_W}numPr")
            depth = depth or _value(numbering, "ilvl")
            number = _value(numbering, "numId")
            if number is not None:
                return None if number == "0" else (number, int(depth or 0))
        return None

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's own properties, then those of its style and of the styles that one is based on."""
        own = paragraph.find(f"{_W}pPr")
        if own is not None:
            yield own
        style = self._styles.get(_value(own, "pStyle"))
        for _ in range(_LONGEST_CHAIN):
            properties = None if style is None else style.find(f"{_W}pPr")
            if properties is not None:
                yield properties
            style = self._styles.get(_value(style, "basedOn"))

    def _indent(self, paragraph: Any, level: Any) -> int:
        """How far from the margin a list item stands, in twentieths of a point."""
        own = paragraph.find(f"{_W}pPr")
        listed = None if level is None else level.find(f"{_W}pPr")
        for properties in (own, listed, *self._properties(paragraph)):
            indent = None if properties is None else properties.find(f"{_W}ind")
            for side in ("left", "start"):
                if indent is not None and re.fullmatch(r"-?\d{1,6}", indent.get(f"{_W}{side}", "")):
                    return int(indent.get(f"{_W}{side}"))
        return 0

    def _level(self, number: str, depth: int) -> Any:
        listed = self._lists.get(number)
        abstract = self._abstract.get(_value(listed, "abstractNumId")) if listed is not None else None
        levels = [] if abstract is None else abstract.iter(f"{_W}lvl")
        return next((level for level in levels if level.get(f"{_W}ilvl") == str(depth)), None)


def _has_lists(document: Document) -> bool:
    return any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values())


def _value(element: Any, name: str) -> str | None:
    """The value of a child of an element."""
    child = None if element is None else element.find(f"{_W}{name}")
    value = None if child is None else child.get(f"{_W}val")
    return None if value is None else str(value)


def _printed(number: int, kind: str) -> str:
    """A number as a list prints it.

    >>> _printed(4, "decimal"), _printed(4, "lowerLetter"), _printed(4, "lowerRoman"), _printed(4, "upperRoman")
    ('4', 'd', 'iv', 'IV')
    """
    printed = str(number)
    if kind.endswith("Letter") and number <= 26:
        printed = chr(ord("a") + number - 1)
    elif kind.endswith("Roman") and number < 40:
        printed = ""
        for value, letters in _ROMAN:
            printed += letters * (number // value)
            number %= value
    return printed.upper() if kind.startswith("upper") else printed
