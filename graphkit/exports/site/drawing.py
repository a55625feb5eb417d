"""Boxes with words in them, and how much room words take, for pictures that are drawn as inline SVG.

>>> width("iii") < width("WWW")
True
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.markup import Html, element, join, told

__all__ = ["PAD", "Box", "svg", "width", "words"]

PAD = 10
#: letters -> how wide they are at most at the size of the style sheet, in common fonts without serifs
_WIDTHS = {"ijlI.,:' ": 5.0, "frt-()": 6.5, "mwMW": 14.5}
_UPPER, _OTHER = 11.8, 9.3


def width(text: str) -> int:
    """Room enough for words of 13 pixels, bold or not."""
    return round(sum(map(_letter, text)))


def _letter(letter: str) -> float:
    common = _UPPER if letter.isupper() or letter.isdigit() else _OTHER
    return next((size for letters, size in _WIDTHS.items() if letter in letters), common)


@dataclass(frozen=True, slots=True)
class Box:
    """A box that leads to a term: its words, where its left upper corner is, its size."""

    words: str
    href: str
    x: int
    y: int
    width: int
    height: int
    kind: str = "own"

    def drawn(self, baseline: int = 0) -> Html:
        """The box; its words in the middle of its height, or at a baseline below its upper edge."""
        y = self.y + (baseline or self.height // 2 + 5)
        rect = element("rect", x=self.x, y=self.y, width=self.width, height=self.height, rx=5)
        named = words(self.words, self.x + self.width // 2, y, "middle")
        return element("a", rect, named, href=self.href, class_=f"box {self.kind}")


def words(text: str, x: int, y: int, align: str) -> Html:
    """Words at a place: `align` is start, middle or end."""
    return element("text", told(text), x=x, y=y, text_anchor=align)


def svg(drawn: Iterable[str], size: tuple[int, int], label: str, **attributes: str) -> Html:
    """A picture whose links can be followed, at its own size."""
    wide, high = size
    return element(
        "svg", join(drawn), width=wide, height=high, viewBox=f"0 0 {wide} {high}", role="group", aria_label=label,
        **attributes,
    )  # fmt: skip
