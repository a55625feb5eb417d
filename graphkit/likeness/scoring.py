"""How much two statements of different documents speak of one thing, by their words and concepts; no model is needed.

Three likenesses are added. *Words*: the cosine of stems and thesaurus concepts, each weighing the more the fewer
statements have it, what stands first more than what comes late. *Share*: how much of the lighter text both have.
*Clauses*: how well each clause of one finds its like in the other. From the sum goes what each statement shares with
its ten nearest on average, because one that is like everything is like nothing in particular (CSLS: Conneau and others,
"Word translation without parallel data", 2018). What a statement is listed under, and how a scheme defines what it
denotes, counts a little too, because short items lean on it. Where a sentence model is given, half the cosine of its
vectors is added.

>>> left, right = Said("a1", "a", "Keep a log of every visit"), Said("b1", "b", "Visits are kept in a log")
>>> other = Said("b2", "b", "Paint the gates")
>>> scores = Scores([left, right, other], Thesaurus({}))
>>> scores.of("a1", "b1") > scores.of("a1", "b2")
True
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import fsum, log, sqrt
from operator import mul
from typing import NamedTuple

from graphkit.concepts import Thesaurus, stems
from graphkit.likeness.embedding import Embedder
from graphkit.likeness.slight import SLIGHT

__all__ = ["Said", "Scores"]

#: a concept weighs so much more than a word
_CONCEPT = 1.5
#: how much less a word weighs for each that stands before it
_LATER = 0.05
#: words of grammar and form weigh so much less
_LIGHTLY = 0.5
_SLIGHT = frozenset(stem for word in SLIGHT for stem in stems(word))
#: a word is taken to be in one statement more, because one that is in a single one tells little
_MORE = 1
#: what a statement leans on weighs so much
_CONTEXT = 0.5
_CLAUSES = 0.5
#: what a sentence model adds weighs so much, and takes off where the cosine is less than this
_MEANING, _UNLIKE = 0.5, 0.4
_NEAREST, _CROWDED = 10, 0.5
#: of so many pairs of documents, or as many as there are documents, the nearness is kept
_KEPT = 64
_CLAUSE = re.compile(r"[,;:.()]|\band\b|\bor\b")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its IRI, its document, its words, and the texts it leans on."""

    iri: str
    document: str
    text: str
    context: tuple[str, ...] = ()


class _Near(NamedTuple):
    """Two documents: the cosines of statements of the first and the second that share anything, and their crowding.

    A statement is as crowded as what it shares, on average, with its nearest in the other document.
    """

    cosines: Mapping[int, Mapping[int, float]]
    crowd: Mapping[int, float]


class _Clauses(NamedTuple):
    """The clauses of a statement: what each weighs, and the words and concepts of their unit vectors by clause."""

    weights: list[float]
    having: dict[str, list[tuple[int, float]]]


class Scores:
    """The scores of all pairs of statements of different documents; the same both ways.

    What only holds between two documents is reckoned when a pair of theirs is first asked for, so that few of many
    documents can be held against each other.
    """

    def __init__(self, statements: Sequence[Said], thesaurus: Thesaurus, embed: Embedder | None = None) -> None:
        self._at = {said.iri: at for at, said in enumerate(statements)}
        self._documents = [said.document for said in statements]
        self._thesaurus = thesaurus
        features = [self._features(said) for said in statements]
        self._holding = Counter(name for vector in features for name in vector)
        self._weighed = [self._by_rarity(vector) for vector in features]
        self._sums = [fsum(vector.values()) for vector in self._weighed]
        self._clauses = self._clause_vectors(statements)
        self._units = [_unit(vector) for vector in self._weighed]
        self._of_document: dict[str, list[int]] = defaultdict(list)
        for at, said in enumerate(statements):
            self._of_document[said.document].append(at)
        self._between: dict[tuple[str, str], _Near] = {}
        self._meanings = list(embed([said.text for said in statements])) if embed else []

    def of(self, left: str, right: str) -> float:
        """The score of two statements, by their IRIs: about 0 for strangers, 2 and more for the same words."""
        one, other = self._at[left], self._at[right]
        if self._documents[other] < self._documents[one]:
            one, other = other, one
        near = self._near(self._documents[one], self._documents[other])
        crowded = _CROWDED * (near.crowd[one] + near.crowd[other]) / 2
        apart = near.cosines[one].get(other, 0.0) - crowded
        meant = _MEANING * (_inner(self._meanings[one], self._meanings[other]) - _UNLIKE) if self._meanings else 0.0
        return apart + self._share(one, other) + _CLAUSES * self._by_clause(one, other) + meant

    def shared(self, left: str, right: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The concepts and the words that two statements share, the weightiest first."""
        one, other = (self._weighed[self._at[iri]] for iri in (left, right))
        both = sorted(one.keys() & other.keys(), key=lambda name: (-min(one[name], other[name]), name))
        return tuple(name[1:] for name in both if name[0] == "@"), tuple(name for name in both if name[0] != "@")

    def weights(self, iri: str) -> Mapping[str, float]:
        """What each concept (after an @) and stem of a statement weighs."""
        return self._weighed[self._at[iri]]

    def _features(self, said: Said) -> Vector:
        found: Vector = defaultdict(float)
        for text, weight in ((said.text, 1.0), *((text, _CONTEXT) for text in said.context)):
            for before, stem in enumerate(stems(text)):
                lightly = _LIGHTLY if stem in _SLIGHT else 1.0
                found[stem] = max(found[stem], weight * lightly / (1 + _LATER * before))
            for concept, (before, share) in self._thesaurus.concepts(text).items():
                name = "@" + concept
                found[name] = max(found[name], weight / (1 + _LATER * before) * _CONCEPT * share)
        return dict(found)

    def _by_rarity(self, features: Vector) -> Vector:
        """The features, each weighing the more the fewer statements have it."""
        number = len(self._at) + _MORE
        return {name: weight * log(number / (self._holding[name] + _MORE)) for name, weight in features.items()}

    def _clause_vectors(self, statements: Sequence[Said]) -> list[_Clauses]:
        """For each statement its clauses."""
        owned = []
        for said in statements:
            clauses = [clause for clause in _CLAUSE.split(said.text) if len(clause.split()) > 1] or [said.text]
            owned += [(said.iri, self._features(Said("", "", clause))) for clause in clauses]
        found = [_Clauses([], defaultdict(list)) for _ in statements]
        for iri, vector in owned:
            weighed = self._by_rarity(vector)
            weights, having = found[self._at[iri]]
            for name, weight in _unit(weighed).items():
                having[name].append((len(weights), weight))
            weights.append(_length(weighed))
        return found

    def _near(self, one: str, other: str) -> _Near:
        """How near the statements of two documents stand, in order of name; looked at when it is first asked for."""
        key = (one, other)
        if key not in self._between:
            if len(self._between) >= max(len(self._of_document), _KEPT):
                self._between.clear()
            self._between[key] = self._nearness(*map(self._of_document.__getitem__, key))
        return self._between[key]

    def _nearness(self, left: Sequence[int], right: Sequence[int]) -> _Near:
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for other in right:
            for name, weight in self._units[other].items():
                holders[name].append((other, weight))
        cosines: dict[int, dict[int, float]] = {}
        shared: dict[int, list[float]] = defaultdict(list)
        for one in left:
            near = cosines[one] = defaultdict(float)
            for name, weight in sorted(self._units[one].items()):
                for other, its in holders.get(name, ()):
                    near[other] += weight * its
            shared[one] += near.values()
            for other, cosine in near.items():
                shared[other].append(cosine)
        return _Near(cosines, {at: fsum(nlargest(_NEAREST, shared[at])) / _NEAREST for at in (*left, *right)})

    def _share(self, one: int, other: int) -> float:
        fewer, more = sorted((self._weighed[one], self._weighed[other]), key=len)
        both = fsum([min(weight, more[name]) for name, weight in fewer.items() if name in more])
        return both / sqrt(self._sums[one] * self._sums[other]) if both else 0.0

    def _by_clause(self, one: int, other: int) -> float:
        """How well the clauses of each find their like in the other, each by its weight."""
        ours, theirs = self._clauses[one], self._clauses[other]
        products: dict[tuple[int, int], list[float]] = defaultdict(list)
        for name in ours.having.keys() & theirs.having.keys():
            for first, weight in ours.having[name]:
                for second, its in theirs.having[name]:
                    products[first, second].append(weight * its)
        alike = [[0.0] * len(theirs.weights) for _ in ours.weights]
        for (first, second), both in products.items():
            alike[first][second] = fsum(both)
        there = _mean_of_best(alike, ours.weights)
        return (there + _mean_of_best(list(zip(*alike, strict=True)), theirs.weights)) / 2


def _mean_of_best(rows: Sequence[Sequence[float]], weights: Sequence[float]) -> float:
    whole = fsum(weights)
    return fsum([weight * max(row) for row, weight in zip(rows, weights, strict=True)]) / whole if whole else 0.0


def _length(vector: Vector) -> float:
    return sqrt(fsum(weight * weight for weight in vector.values()))


def _unit(vector: Vector) -> Vector:
    length = _length(vector)
    return {name: weight / length for name, weight in vector.items() if weight} if length else {}


def _inner(one: Sequence[float], other: Sequence[float]) -> float:
    return fsum(map(mul, one, other))
