"""What other methods say of two roles: the share of common words, and the algorithm of Mapping Career Causeways.

Mapping Career Causeways (Nesta, 2020; its code is nestauk/mapping-career-causeways) compares two occupations in four
facets of equal weight. In each it pairs items greedily, the likeliest first, puts each likeness through a logistic
curve, and divides the sum by the number of items at the destination; a facet the destination lacks counts 0. Ours is
the same with five facets of a role description, and our confidence in place of its curve over sentence vectors.
Template wording stays in, and what is a condition is averaged like anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import fsum

from graphkit.comparison import Coverage, Others
from graphkit.concepts import stems
from graphkit.facts import Facts
from graphkit.roles import Asked, Facet, Role
from graphkit.similarity.matching import greedy

__all__ = ["others"]

_FACETS = (Facet.DUTY, Facet.BEHAVIOUR, Facet.EXPERIENCE, Facet.COMPETENCE, Facet.QUALIFICATION)
#: what repeats a statement, and what is no sentence
_NO_STATEMENTS = frozenset({"Field", "Acronym", "Restatement"})


def others(
    facts: Facts,
    left: Role,
    right: Role,
    kept: Sequence[Sequence[Asked]],
    confidence: Callable[[Asked, Asked], float],
) -> Others:
    """What the other methods say; `kept` are the statements that are compared, without template wording."""
    said = _words_of_documents(facts)
    statements = [frozenset(stem for asked in some for stem in stems(asked.item.text)) for some in kept]
    documents = [said.get(role.document.node.value, frozenset()) for role in (left, right)]
    forward = fsum(_causeways(left, right, facet, confidence) for facet in _FACETS) / len(_FACETS)
    backward = fsum(_causeways(right, left, facet, confidence) for facet in _FACETS) / len(_FACETS)
    return Others(_jaccard(*documents), _jaccard(*statements), Coverage(backward, forward))


def _causeways(origin: Role, destination: Role, facet: Facet, confidence: Callable[[Asked, Asked], float]) -> float:
    here, there = ([asked for asked in role.asked if asked.facet == facet] for role in (origin, destination))
    sure = {
        (one, other): confidence(here[one], there[other]) for one in range(len(here)) for other in range(len(there))
    }
    return fsum(sure[pair] for pair in greedy(sure)) / len(there) if there else 0.0


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


@lru_cache(maxsize=2)
def _words_of_documents(facts: Facts) -> dict[str, frozenset[str]]:
    """The stems of everything a document says."""
    found: dict[str, set[str]] = {}
    for item in facts.items:
        if item.kind not in _NO_STATEMENTS:
            found.setdefault(item.document.value, set()).update(stems(item.text))
    return {document: frozenset(said) for document, said in found.items()}
