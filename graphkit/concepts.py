"""Words by their stems, and the concepts of the thesaurus among them, whatever name a text gives them.

>>> thesaurus = Thesaurus({"van": ["van", "delivery vehicle"], "log": ["log book"]})
>>> thesaurus.concepts("Cleaning vehicles for deliveries")
{'van': 1}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.text import words
from graphkit.vocabulary import SKOS

__all__ = ["Thesaurus", "broader", "labels", "stems"]

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


class Thesaurus:
    """The concepts that a text names: the words of a label, in any order, with few others between them.

    What names a concept names every broader one too.
    """

    def __init__(self, named: Mapping[str, Iterable[str]], broader: Mapping[str, Iterable[str]] | None = None) -> None:
        self._labels: dict[str, list[tuple[frozenset[str], int, tuple[str, ...]]]] = defaultdict(list)
        for concept in sorted(named):
            meant = tuple(each for each in _upwards(concept, broader or {}) if each in named)
            for label in named[concept]:
                stemmed = stems(label)
                self._labels[max(stemmed, key=len)].append((frozenset(stemmed), len(stemmed) + _BETWEEN, meant))

    def concepts(self, printed: str) -> dict[str, int]:
        """The concepts of a text, and before each of them how many words."""
        found: dict[str, int] = {}
        before = 0
        for part in _PART.split(printed):
            stemmed = stems(part)
            places = defaultdict(list)
            for place, stem in enumerate(stemmed):
                places[stem].append(place)
            for stem in places.keys() & self._labels.keys():
                for label, reach, concepts in self._labels[stem]:
                    first = _together(label, reach, places) if label <= places.keys() else None
                    if first is not None:
                        for concept in concepts:
                            found[concept] = min(found.get(concept, before + first), before + first)
            before += len(stemmed)
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
