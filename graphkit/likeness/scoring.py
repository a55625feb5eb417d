"""How much two statements of different documents speak of one thing, by their words and concepts; no model is needed.

Three likenesses are added. *Words*: the cosine of stems and thesaurus concepts, each weighing the more the fewer
statements have it, what stands first more than what comes late. *Share*: how much of the lighter text both have.
*Clauses*: how well each clause of one finds its like in the other. From the sum goes what each statement shares with
its ten nearest on average, because one that is like everything is like nothing in particular (CSLS: Conneau and others,
"Word translation without parallel data", 2018). What a statement is listed under, and how a scheme defines what it
denotes, counts a little too, because short items lean on it.

>>> left, right = Said("a1", "a", "Keep a log of every visit"), Said("b1", "b", "Visits are kept in a log")
>>> other = Said("b2", "b", "Paint the gates")
>>> scores = Scores([left, right, other], Thesaurus({}))
>>> scores.of("a1", "b1") > scores.of("a1", "b2")
True
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby
from math import fsum, log, sqrt

from graphkit.concepts import Thesaurus

__all__ = ["Said", "Scores"]

#: a concept weighs so much more than a word
_CONCEPT = 1.5
#: how much less a word weighs for each that stands before it
_LATER = 0.05
#: what a statement leans on weighs so much
_CONTEXT = 0.3
_CLAUSES = 0.5
_NEAREST, _CROWDED = 10, 0.5
_CLAUSE = re.compile(r"[,;:.()]|\band\b|\bor\b")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its IRI, its document, its words, and the texts it leans on."""

    iri: str
    document: str
    text: str
    context: tuple[str, ...] = ()


class Scores:
    """The scores of all pairs of statements of different documents; the same both ways."""

    def __init__(self, statements: Sequence[Said], thesaurus: Thesaurus) -> None:
        self._at = {said.iri: at for at, said in enumerate(statements)}
        self._documents = [said.document for said in statements]
        self._thesaurus = thesaurus
        features = [self._features(said) for said in statements]
        self._weighed = _by_rarity(features)
        self._sums = [fsum(vector.values()) for vector in self._weighed]
        self._clauses = self._clause_vectors(statements)
        self._cosines = self._all_cosines([_unit(vector) for vector in self._weighed])
        self._crowd = self._crowding()

    def of(self, left: str, right: str) -> float:
        """The score of two statements, by their IRIs: about 0 for strangers, 2 and more for the same words."""
        one, other = self._at[left], self._at[right]
        crowd = self._crowd.get((one, self._documents[other]), 0.0)
        crowd += self._crowd.get((other, self._documents[one]), 0.0)
        near = self._cosines[one].get(other, 0.0) - _CROWDED * crowd / 2
        return near + self._share(one, other) + _CLAUSES * self._by_clause(one, other)

    def shared(self, left: str, right: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The concepts and the words that two statements share, the weightiest first."""
        one, other = (self._weighed[self._at[iri]] for iri in (left, right))
        both = sorted(one.keys() & other.keys(), key=lambda name: (-min(one[name], other[name]), name))
        return tuple(name[1:] for name in both if name[0] == "@"), tuple(name for name in both if name[0] != "@")

    def _features(self, said: Said) -> Vector:
        found: Vector = defaultdict(float)
        for text, weight in ((said.text, 1.0), *((text, _CONTEXT) for text in said.context)):
            before = 0
            for part in self._thesaurus.parts(text):
                here = weight / (1 + _LATER * before)
                if part.concept:
                    found["@" + part.concept] = max(found["@" + part.concept], here * _CONCEPT)
                for stem in part.stems:
                    found[stem] = max(found[stem], here)
                before += len(part.stems)
        return dict(found)

    def _clause_vectors(self, statements: Sequence[Said]) -> list[list[tuple[Vector, float]]]:
        """For each statement its clauses, each as a unit vector and what it weighs."""
        owned = []
        for said in statements:
            clauses = [clause for clause in _CLAUSE.split(said.text) if len(clause.split()) > 1] or [said.text]
            owned += [(said.iri, self._features(Said("", "", clause))) for clause in clauses]
        plain = [dict.fromkeys(vector, 1.0) for _, vector in owned]
        for vector in plain:
            vector.update((name, _CONCEPT) for name in vector if name[0] == "@")
        holding = Counter(name for _, group in groupby(zip(owned, plain, strict=True), key=lambda each: each[0][0])
                          for name in {name for _, vector in group for name in vector})  # fmt: skip
        found: list[list[tuple[Vector, float]]] = [[] for _ in statements]
        for (iri, _), vector in zip(owned, plain, strict=True):
            weighed = {name: weight * log(len(statements) / holding[name]) for name, weight in vector.items()}
            found[self._at[iri]].append((_unit(weighed), _length(weighed)))
        return found

    def _all_cosines(self, units: Sequence[Vector]) -> list[dict[int, float]]:
        """For each statement those of other documents that share anything with it, and the cosine."""
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, vector in enumerate(units):
            for name, weight in vector.items():
                holders[name].append((at, weight))
        found = []
        for at, vector in enumerate(units):
            near: dict[int, float] = defaultdict(float)
            for name, weight in sorted(vector.items()):
                for other, its in holders[name]:
                    near[other] += weight * its
            found.append({o: cosine for o, cosine in near.items() if self._documents[o] != self._documents[at]})
        return found

    def _crowding(self) -> dict[tuple[int, str], float]:
        """What a statement shares on average with its nearest in each other document."""
        found = {}
        for at, near in enumerate(self._cosines):
            by_document = defaultdict(list)
            for other, cosine in near.items():
                by_document[self._documents[other]].append(cosine)
            for document, cosines in by_document.items():
                found[at, document] = fsum(nlargest(_NEAREST, cosines)) / _NEAREST
        return found

    def _share(self, one: int, other: int) -> float:
        left, right = self._weighed[one], self._weighed[other]
        both = fsum(min(left[name], right[name]) for name in left.keys() & right.keys())
        return both / sqrt(self._sums[one] * self._sums[other]) if both else 0.0

    def _by_clause(self, one: int, other: int) -> float:
        return (_best_clauses(self._clauses[one], self._clauses[other])
                + _best_clauses(self._clauses[other], self._clauses[one])) / 2  # fmt: skip


def _best_clauses(ours: Sequence[tuple[Vector, float]], theirs: Sequence[tuple[Vector, float]]) -> float:
    """How well our clauses find their like, each by its weight."""
    whole = fsum(weight for _, weight in ours)
    best = (weight * max((_dot(vector, other) for other, _ in theirs), default=0.0) for vector, weight in ours)
    return fsum(best) / whole if whole else 0.0


def _by_rarity(features: Sequence[Vector]) -> list[Vector]:
    holding = Counter(name for vector in features for name in vector)
    number = len(features)
    return [{name: weight * log(number / holding[name]) for name, weight in vector.items()} for vector in features]


def _length(vector: Vector) -> float:
    return sqrt(fsum(weight * weight for weight in vector.values()))


def _unit(vector: Vector) -> Vector:
    length = _length(vector)
    return {name: weight / length for name, weight in vector.items() if weight} if length else {}


def _dot(one: Vector, other: Vector) -> float:
    names: Iterable[str] = one.keys() & other.keys()
    return fsum(one[name] * other[name] for name in names)
