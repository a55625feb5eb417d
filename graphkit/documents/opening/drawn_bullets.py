"""Bullets that a page draws as small shapes beside their text, as browsers do, instead of printing a character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.documents.opening.geometry import Box, Word

__all__ = ["Shape", "drawn_bullets"]

#: a bullet is at least and at most so wide and high, in heights of a letter
_LEAST, _MOST = 0.12, 0.7
#: and one side is at most so much longer than the other
_SQUARE = 1.5
#: its text begins at most so far to the right of it, in heights of a letter
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed shape on a page: where it is, and whether it is filled and round."""

    box: Box
    is_filled: bool = True
    is_round: bool = True


def drawn_bullets(shapes: Iterable[Shape], words: Sequence[Word]) -> Iterator[Word]:
    """A word for each shape that is a bullet: small, about as wide as high, before the first word of some text.

    >>> words = [Word("Keep", Box(20, 0, 45, 10)), Word("records.", Box(48, 0, 90, 10))]
    >>> [bullet.text for bullet in drawn_bullets([Shape(Box(8, 3, 11, 6)), Shape(Box(93, 3, 96, 6))], words)]
    ['•']
    """
    for shape in shapes:
        beside = [word for word in words if _is_level(shape.box, word.box)]
        after = min((word for word in beside if word.box.left >= shape.box.right), key=_left, default=None)
        if after is None or after.box.left - shape.box.right > _NEAR * after.height or not _is_small(shape.box, after):
            continue
        if not any(
            word.box.right > shape.box.left - after.height and word.box.left < shape.box.right for word in beside
        ):
            sign = ("•" if shape.is_round else "▪") if shape.is_filled else "◦"
            if shape.is_filled or shape.is_round:  # an empty square is a box to tick
                box = Box(shape.box.left, after.box.top, shape.box.right, after.box.bottom)
                yield Word(sign, box, after.style)


def _left(word: Word) -> float:
    return word.box.left


def _is_level(box: Box, beside: Box) -> bool:
    return beside.top <= (box.top + box.bottom) / 2 <= beside.bottom


def _is_small(box: Box, word: Word) -> bool:
    sides = sorted((box.right - box.left, box.bottom - box.top))
    return _LEAST * word.height <= sides[0] and sides[1] <= min(_MOST * word.height, _SQUARE * sides[0])
