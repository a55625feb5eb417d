"""Words by their stems, and the concepts of the thesaurus among them, whatever name a text gives them.

>>> thesaurus = Thesaurus({"van": ["van", "delivery vehicle"], "log": ["log book"]})
>>> thesaurus.concepts("Cleaning vehicles for deliveries")
{'van': Named(before=1, share=1.0)}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from statistics import fmean
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.text import words
from graphkit.vocabulary import SKOS

__all__ = ["Named", "Thesaurus", "broader", "labels", "stems"]

#: so many other words may stand between those of a label
_BETWEEN = 8

_PART = re.compile(r"[.;:()]")
_PREFIX = re.compile(r"\bre-(?=[a-z])", re.IGNORECASE)


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 14)
def stems(printed: str) -> tuple[str, ...]:
    """The words of a text without their endings (Porter's second English stemmer); "re-" is no word of its own.

    >>> stems("Assessing re-offending risks")
    ('assess', 'reoffend', 'risk')
    """
    return tuple(map(_stem, words(_PREFIX.sub("re", printed))))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


class Named(NamedTuple):
    """How a text names a concept: how many words stand before it, and what part of its words speaks of it alone."""

    before: int
    share: float


class _Label(NamedTuple):
    """The stems of a label, within how many words they stand together, its concept and every broader one."""

    stems: frozenset[str]
    reach: int
    concepts: tuple[str, ...]


class Thesaurus:
    """The concepts that a text names: the words of a label, in any order, with few others between them.

    What names a concept names every broader one too. A label gives way to a longer one that holds its words, and where
    a word stands in labels of several concepts, it speaks for each of them in part.

    >>> thesaurus = Thesaurus({"plan": ["plan"], "route": ["plan routes"], "trip": ["driver routes"]})
    >>> [(name, how.share) for name, how in thesaurus.concepts("Plan the routes of drivers").items()]
    [('route', 0.75), ('trip', 0.75)]
    """

    def __init__(self, named: Mapping[str, Iterable[str]], broader: Mapping[str, Iterable[str]] | None = None) -> None:
        self._labels: dict[str, list[_Label]] = defaultdict(list)
        for concept in sorted(named):
            meant = tuple(each for each in _upwards(concept, broader or {}) if each in named)
            for label in named[concept]:
                stemmed = stems(label)
                self._labels[max(stemmed, key=len)].append(_Label(frozenset(stemmed), len(stemmed) + _BETWEEN, meant))

    def concepts(self, printed: str) -> dict[str, Named]:
        """The concepts of a text, and how it names each."""
        found: dict[str, Named] = {}
        before = 0
        for part in _PART.split(printed):
            stemmed = stems(part)
            for concept, (first, share) in self._of_part(stemmed).items():
                then, so_far = found.get(concept, (before + first, 0.0))
                found[concept] = Named(then, max(so_far, share))
            before += len(stemmed)
        return found

    def _of_part(self, stemmed: Sequence[str]) -> dict[str, Named]:
        places = defaultdict(list)
        for place, stem in enumerate(stemmed):
            places[stem].append(place)
        there = {
            label: first
            for stem in places.keys() & self._labels.keys()
            for label in self._labels[stem]
            if label.stems <= places.keys() and (first := _together(label.stems, label.reach, places)) is not None
        }
        longest = [label for label in there if not any(label.stems < other.stems for other in there)]
        of_word = defaultdict(set)
        for label in longest:
            for stem in label.stems:
                of_word[stem].add(label.concepts[0])
        best: dict[tuple[str, ...], Named] = {}
        for label in longest:
            share = fmean(1 / len(of_word[stem]) for stem in sorted(label.stems))
            then, so_far = best.get(label.concepts, (there[label], 0.0))
            best[label.concepts] = Named(min(then, there[label]), max(so_far, share))
        found: dict[str, Named] = {}
        for concepts, (first, share) in sorted(best.items()):
            for concept in concepts:
                then, so_far = found.get(concept, (first, 0.0))
                found[concept] = Named(min(then, first), min(1.0, so_far + share))
        return found


def _upwards(concept: str, broader: Mapping[str, Iterable[str]]) -> list[str]:
    """A concept and all that are broader."""
    found = [concept]
    for each in found:
        found += (above for above in broader.get(each, ()) if above not in found)
    return found


def _together(label: frozenset[str], reach: int, places: Mapping[str, Sequence[int]]) -> int | None:
    """The first place from which all words of a label stand within reach."""
    stand = sorted((place, stem) for stem in label for place in places[stem])
    for first, _ in stand:
        if {stem for place, stem in stand if first <= place < first + reach} == label:
            return first
    return None


def labels(triples: Iterable[Triple]) -> dict[str, list[str]]:
    """What SKOS concepts are called: IRI -> preferred and other labels, and the hidden ones, made for matching."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in triples:
        if predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) and isinstance(subject, NamedNode):
            assert isinstance(value, Literal)
            found[subject.value].append(value.value)
    return dict(found)


def broader(triples: Iterable[Triple]) -> dict[str, list[str]]:
    """The broader concepts of SKOS concepts, by IRI."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, above in triples:
        if predicate == SKOS.broader and isinstance(subject, NamedNode) and isinstance(above, NamedNode):
            found[subject.value].append(above.value)
    return dict(found)
