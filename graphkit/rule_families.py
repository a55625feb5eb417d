"""The families that rules belong to, read from ontology/shapes, in the order in which a report shows them.

>>> [family.label for family in rule_families()][:2]
['Complete', 'Not against itself']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graphkit import content
from graphkit.vocabulary import RDF, SH, SKOS

__all__ = ["RuleFamily", "rule_families"]


@dataclass(frozen=True, slots=True)
class RuleFamily:
    """A kind of question that its rules ask of documents; `rules` are their IRIs."""

    label: str
    definition: str
    rules: frozenset[str]


def rule_families(shapes: Iterable[Triple] | None = None) -> tuple[RuleFamily, ...]:
    """All families; of the project's own rules unless others are given."""
    triples = tuple(content.shapes() if shapes is None else shapes)
    families = [t.subject for t in triples if t.predicate == RDF.type and t.object == SKOS.Collection]
    found = []
    for node in families:
        about = [triple for triple in triples if triple.subject == node]
        words = {t.predicate: t.object.value for t in about if isinstance(t.object, Literal)}
        rules = (t.object.value for t in about if t.predicate == SKOS.member and isinstance(t.object, NamedNode))
        family = RuleFamily(words[SKOS.prefLabel], words[SKOS.definition], frozenset(rules))
        found.append((int(words[SH.order]), family))
    return tuple(family for _, family in sorted(found, key=lambda item: item[0]))
