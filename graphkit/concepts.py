"""Words by their stems, and the concepts of the thesaurus among them, whatever name a text gives them.

>>> thesaurus = Thesaurus({"van": ["van", "delivery vehicle"], "log": ["log book"]})
>>> [part.concept for part in thesaurus.parts("Cleaning delivery vehicles")]
[None, 'van']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.text import words
from graphkit.vocabulary import SKOS

__all__ = ["Part", "Thesaurus", "labels", "stems"]

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
    found: list[str] = _stemmer().stemWords(list(words(_PREFIX.sub("re", printed))))
    return tuple(found)


class Part(NamedTuple):
    """One word of a text, or the words that name a concept."""

    concept: str | None
    stems: tuple[str, ...]


class Thesaurus:
    """The names of concepts, found in texts by their stems, the longest first."""

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        self._concepts: dict[tuple[str, ...], str] = {}
        for concept in sorted(named):
            for label in named[concept]:
                self._concepts.setdefault(stems(label), concept)
        self._longest = max((len(label) for label in self._concepts), default=0)

    def parts(self, printed: str) -> list[Part]:
        """A text cut into its words and the names of concepts, in order."""
        found, stemmed, at = [], stems(printed), 0
        while at < len(stemmed):
            lengths = range(min(self._longest, len(stemmed) - at), 0, -1)
            named = next((n for n in lengths if stemmed[at : at + n] in self._concepts), 0)
            here = stemmed[at : at + (named or 1)]
            found.append(Part(self._concepts[here] if named else None, here))
            at += len(here)
        return found


def labels(triples: Iterable[Triple]) -> dict[str, list[str]]:
    """What SKOS concepts are called: IRI -> preferred and other labels, and the hidden ones, made for matching."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in triples:
        if predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) and isinstance(subject, NamedNode):
            assert isinstance(value, Literal)
            found[subject.value].append(value.value)
    return dict(found)
