"""The concepts of the curated schemes, found by what documents call them.

A concept is found in its scheme by notation or label. One that is of a class of names, in whatever scheme, is also
found by a label alone, and by a label and its class:

>>> oasys = NamedNode("https://w3id.org/rcq/scheme/systems/oasys")
>>> name = Literal("OASys", language="en")
>>> curated = Curated([Triple(oasys, RDF.type, RCQ.Tool), Triple(oasys, SKOS.prefLabel, name)])
>>> [curated.find(within, "OASYS") == oasys for within in ("systems", None, "Tool", "Programme")]
[True, True, True, False]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.iris import slug
from graphkit.vocabulary import RCQ, RDF, SKOS

__all__ = ["NAMES", "Curated"]

#: the classes of names; a role is none, because it belongs to the document that names it
NAMES = frozenset(
    {"Arrangement", "Framework", "Group", "Legislation", "NamedThing", "Organisation", "Programme", "Tool"}
)


class Curated:
    """The concepts of some schemes. Without triples there is none, and every name is the documents' own."""

    def __init__(self, reference: Iterable[Triple] = ()) -> None:
        #: a scheme, a class of names or neither; and folded words -> concept
        self._concepts: dict[tuple[str | None, str], NamedNode] = {}
        self._labels: dict[NamedNode, set[str]] = defaultdict(set)
        classes: dict[NamedNode, str] = {}
        for subject, predicate, value in reference:
            if not isinstance(subject, NamedNode):
                continue
            if predicate == RDF.type and isinstance(value, NamedNode) and value.value.removeprefix(RCQ.iri) in NAMES:
                classes[subject] = value.value.removeprefix(RCQ.iri)
            elif isinstance(value, Literal) and predicate in (SKOS.prefLabel, SKOS.altLabel):
                self._labels[subject].add(value.value)
                self._concepts[_scheme(subject), _folded(value.value)] = subject
            elif isinstance(value, Literal) and predicate == SKOS.notation:
                self._concepts[_scheme(subject), _folded(value.value)] = subject
        for concept, kind in classes.items():
            for words in self._labels[concept]:
                self._concepts[None, _folded(words)] = self._concepts[kind, _folded(words)] = concept

    def __contains__(self, concept: NamedNode) -> bool:
        return concept in self._labels

    def find(self, within: str | None, words: str) -> NamedNode | None:
        """The concept that a scheme, a class of names or (None) any scheme of names has under these words.

        Case, punctuation and how "and" is written make no difference.
        """
        return self._concepts.get((within, _folded(words)))


def _scheme(concept: NamedNode) -> str:
    return concept.value.rsplit("/", 2)[-2]


def _folded(words: str) -> str:
    return slug(words.replace("&", " and "))
