"""The roles most like a role, without comparing every statement with every other.

Statements that have rare words or concepts in common are found through an index of which statements have them. From
these each role gets a shortlist, and only what is on it is compared in full. docs/similarity.md says how many of the
true nearest are found so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from math import fsum, sqrt
from typing import NamedTuple

from pyoxigraph import NamedNode

from graphkit.roles import Asked
from graphkit.similarity.comparing import GATES, Similarity, kind_of

__all__ = ["SHORTLIST", "Index", "nearest"]

#: so many roles are compared in full with each
SHORTLIST = 20
#: a word is rare that so many statements have at most, or this part of them
_FEW, _PART = 200, 0.01


class _Stated(NamedTuple):
    role: NamedNode
    kind: str


class Index:
    """Which statements have rare words and concepts in common."""

    def __init__(self, similarity: Similarity) -> None:
        self._stated: list[_Stated] = []
        self._of: dict[NamedNode, list[int]] = defaultdict(list)
        self._units: list[dict[str, float]] = []
        for role, said in similarity.said.items():
            for asked in said:
                self._add(role, asked, similarity)
        having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, unit in enumerate(self._units):
            for name, weight in unit.items():
                having[name].append((at, weight))
        most = max(_FEW, round(_PART * len(self._stated)))
        self._having = {name: some for name, some in having.items() if len(some) <= most}
        self._sizes = Counter(self._stated)

    def _add(self, role: NamedNode, asked: Asked, similarity: Similarity) -> None:
        if asked.facet not in GATES:
            weights = similarity.scores.weights(asked.node.value)
            length = sqrt(fsum(weight * weight for weight in weights.values())) or 1.0
            self._of[role].append(len(self._stated))
            self._stated.append(_Stated(role, kind_of(asked)))
            self._units.append({name: weight / length for name, weight in weights.items()})

    def shortlist(self, role: NamedNode, number: int = SHORTLIST) -> list[NamedNode]:
        """The roles that may be nearest to a role, the likeliest first.

        What is added up is the square of the best cosine of each statement, by rare words, in its kind, both ways.
        """
        guess: dict[NamedNode, float] = defaultdict(float)
        theirs: dict[int, float] = {}
        for at in self._of[role]:
            best: dict[_Stated, float] = {}
            for other, cosine in self._cosines(at).items():
                stated = self._stated[other]
                best[stated] = max(cosine, best.get(stated, 0.0))
                theirs[other] = max(cosine, theirs.get(other, 0.0))
            for stated, cosine in best.items():
                guess[stated.role] += cosine**2 / self._sizes[self._stated[at]]
        for other, cosine in theirs.items():
            stated = self._stated[other]
            guess[stated.role] += cosine**2 / self._sizes[stated]
        return nsmallest(number, guess, key=lambda other: (-guess[other], other.value))

    def _cosines(self, at: int) -> dict[int, float]:
        """The statements of its kind in other roles that share rare words with a statement."""
        found: dict[int, float] = defaultdict(float)
        for name, weight in self._units[at].items():
            for other, its in self._having.get(name, ()):
                found[other] += weight * its
        role, kind = self._stated[at]
        return {
            other: cosine
            for other, cosine in found.items()
            if self._stated[other].kind == kind and self._stated[other].role != role
        }


def nearest(
    similarity: Similarity, role: NamedNode, index: Index | None = None, *, shortlist: int = SHORTLIST
) -> Iterator[tuple[NamedNode, float]]:
    """The roles most like a role and how like they are, the likest first."""
    found = (index or Index(similarity)).shortlist(role, shortlist)
    near = [(other, similarity.nearness(role, other)) for other in found]
    yield from sorted(near, key=lambda each: (-each[1], each[0].value))
