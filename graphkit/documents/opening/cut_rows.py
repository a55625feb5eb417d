"""Rows of a ruled table that a page cuts: the rules between cells stop where no rule is drawn across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Rule", "closing"]

#: rules this near to each other, in points, meet
_NEAR = 2.0
#: so far apart at least are the rules on both sides of a cell
_CELL = 10.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on a page: where it runs (its x, or its y) and from where to where."""

    at: float
    start: float
    end: float


def closing(upright: Sequence[Rule], across: Sequence[Rule]) -> Iterator[Rule]:
    """The rules across that would close the cells which are open at their top or bottom.

    Several upright rules end at one height there, and no other rule touches those ends.

    >>> upright = [Rule(0, 20, 80), Rule(50, 20, 80), Rule(100, 20, 80)]
    >>> list(closing(upright, [Rule(20, 0, 100)]))
    [Rule(at=80, start=0, end=100)]
    """
    for is_end in (False, True):
        ends = sorted((_end(rule, is_end), rule.at) for rule in upright if _is_open(rule, is_end, upright))
        levels: list[list[tuple[float, float]]] = []
        for end in ends:
            if not levels or end[0] - levels[-1][-1][0] > _NEAR:
                levels.append([])
            levels[-1].append(end)
        for level in levels:
            height, left, right = level[0][0], min(x for _, x in level), max(x for _, x in level)
            is_cell = right - left >= _CELL
            if is_cell and not any(_touches(rule, height, left, right) for rule in across):
                yield Rule(height, left, right)


def _end(rule: Rule, is_end: bool) -> float:
    return rule.end if is_end else rule.start


def _is_open(rule: Rule, is_end: bool, upright: Sequence[Rule]) -> bool:
    """Whether no other upright rule goes on where this one ends."""
    beyond = _end(rule, is_end) + (_NEAR if is_end else -_NEAR)
    beside = (other for other in upright if abs(other.at - rule.at) <= _NEAR)
    return not any(
        other.start <= beyond < other.end if is_end else other.start < beyond <= other.end for other in beside
    )


def _touches(rule: Rule, height: float, left: float, right: float) -> bool:
    """Whether a rule across runs between two places of a height; the ends of upright rules are too short to."""
    is_there = abs(rule.at - height) <= _NEAR and rule.end - rule.start >= _CELL
    return is_there and rule.start < right - _NEAR and rule.end > left + _NEAR
