"""How much printed items of different documents speak of one thing, and how sure that is.

The confidence is a logistic curve of the logarithm of the score (`scoring`), fitted to pairs that readers of both texts
decided, every pair of documents held out in turn (docs/alignment.md). It is a constant of this version: no table in
data/alignments changes a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from graphkit import content
from graphkit.concepts import Thesaurus, broader, labels
from graphkit.facts import Facts, Item
from graphkit.likeness.embedding import Embedder, installed
from graphkit.likeness.scoring import Said, Scores
from graphkit.vocabulary import RCQ, SKOS

__all__ = ["KINDS", "Embedder", "Scores", "confidence", "installed", "scores_of"]

#: the classes of statements that are held against each other
KINDS = frozenset(
    {
        *("Duty", "NosUnit", "NosOutcome", "Knowledge", "Skill", "KsbBehaviour", "Behaviour", "Ability", "Strength"),
        *("Experience", "Technical", "Qualification", "Training"),
    }
)
#: a pair of this score is accepted as often as not
_EVEN = 0.6


def confidence(score: float) -> float:
    """The share of pairs of that score that a reader accepts, from 0 to 1: the odds grow with the cube of the score.

    >>> [round(confidence(score), 2) for score in (0, 0.2, 0.6, 1.5)]
    [0.0, 0.04, 0.5, 0.94]
    """
    odds = (max(score, 0.0) / _EVEN) ** 3
    return odds / (1 + odds)


def scores_of(
    facts: Facts,
    items: Iterable[Item],
    concepts: Mapping[str, list[str]] | None = None,
    embed: Embedder | None = None,
) -> Scores:
    """The scores of all pairs of some items of different documents, each with what it leans on.

    `concepts` are the labels of each concept, those of the project's thesaurus unless given; `embed` a sentence model,
    none unless given.
    """
    reference = content.reference()
    definitions = _definitions(reference)
    if concepts is None:
        concepts = labels(t for t in reference if "/thesaurus/" in str(t.subject))
    return Scores([_said(facts, item, definitions) for item in items], Thesaurus(concepts, broader(reference)), embed)


def _said(facts: Facts, item: Item, definitions: Mapping[str, str]) -> Said:
    """An item with what it leans on: what it is listed under, and how schemes define what it denotes."""
    above = (text for node in facts.nodes(item.node, RCQ.listedUnder) for text in facts.words(node, RCQ.text))
    defined = (definitions.get(node.value, "") for node in facts.nodes(item.node, RCQ.denotes))
    return Said(item.node.value, item.document.value, item.text, (*above, *filter(None, defined)))


def _definitions(reference: Iterable[Triple]) -> dict[str, str]:
    found = (t for t in reference if t.predicate == SKOS.definition)
    return {
        t.subject.value: t.object.value
        for t in found
        if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal)
    }
