"""The best one-to-one matching: pairs, nobody in two of them, whose weights add up to the most.

Greedy picking can lose: here it would take a1 and leave b with nothing.

>>> match({("a", 1): 0.9, ("a", 2): 0.8, ("b", 1): 0.8})
[('a', 2), ('b', 1)]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import inf
from typing import TypeVar

__all__ = ["greedy", "match"]

L = TypeVar("L", bound=Hashable)
R = TypeVar("R", bound=Hashable)


def match(weights: Mapping[tuple[L, R], float]) -> list[tuple[L, R]]:
    """The best pairs, in the order in which they are listed; what is not listed weighs nothing.

    What hangs together by pairs that weigh something is solved by itself, because statements mostly have few likely
    partners: by the Hungarian method with shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987).
    """
    chosen = {pair for group in _groups(weights) for pair in _solved(weights, *group)}
    return [pair for pair in weights if pair in chosen]


def greedy(weights: Mapping[tuple[L, R], float]) -> list[tuple[L, R]]:
    """The likeliest pair, then the likeliest of what is left, and so on."""
    found, lefts, rights = [], set[L](), set[R]()
    for (left, right), _ in sorted(weights.items(), key=lambda each: -each[1]):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            found.append((left, right))
    return found


def _groups(weights: Mapping[tuple[L, R], float]) -> Iterator[tuple[list[L], list[R]]]:
    """What hangs together."""
    of_left: dict[L, list[R]] = defaultdict(list)
    of_right: dict[R, list[L]] = defaultdict(list)
    for (left, right), weight in weights.items():
        if weight > 0:
            of_left[left].append(right)
            of_right[right].append(left)
    seen: set[L] = set()
    for first in of_left:
        if first in seen:
            continue
        seen.add(first)
        lefts, rights = [first], dict[R, None]()
        for left in lefts:  # grows while it is walked
            for right in of_left[left]:
                if right not in rights:
                    rights[right] = None
                    new = [other for other in of_right[right] if other not in seen]
                    seen.update(new)
                    lefts += new
        yield lefts, list(rights)


def _solved(weights: Mapping[tuple[L, R], float], lefts: Sequence[L], rights: Sequence[R]) -> Iterator[tuple[L, R]]:
    if len(lefts) <= len(rights):
        costs = [[-weights.get((left, right), 0.0) for right in rights] for left in lefts]
        pairs = [(lefts[row], rights[column]) for row, column in _assigned(costs)]
    else:
        costs = [[-weights.get((left, right), 0.0) for left in lefts] for right in rights]
        pairs = [(lefts[column], rights[row]) for row, column in _assigned(costs)]
    return (pair for pair in pairs if weights.get(pair, 0.0) > 0)


def _assigned(costs: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """For each row its column, at the least cost of all; there are at least as many columns as rows."""
    width = len(costs[0])
    of_row, of_column = [0.0] * len(costs), [0.0] * (width + 1)  # the potentials
    row_at: list[int | None] = [None] * (width + 1)  # the row each column is given to; the last column is a start
    for start in range(len(costs)):
        row_at[width], column = start, width
        slack, before, used = [inf] * width, [width] * width, set[int]()
        while (row := row_at[column]) is not None:
            used.add(column)
            step, following = inf, width
            for other in range(width):
                if other in used:
                    continue
                reduced = costs[row][other] - of_row[row] - of_column[other]
                if reduced < slack[other]:
                    slack[other], before[other] = reduced, column
                if slack[other] < step:
                    step, following = slack[other], other
            for other in used:
                taken = row_at[other]
                assert taken is not None
                of_row[taken] += step
                of_column[other] -= step
            for other in range(width):
                if other not in used:
                    slack[other] -= step
            column = following
        while column != width:  # along the path, each column takes the row of the one before it
            row_at[column], column = row_at[before[column]], before[column]
    return ((row, column) for column, row in enumerate(row_at[:width]) if row is not None)
