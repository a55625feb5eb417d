"""Pairs of statements that may speak of one thing, each with how sure that is and why, as an SSSOM table."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import combinations

from pyoxigraph import Quad

from graphkit.alignments.tables import text_hash
from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.likeness import KINDS, Embedder, confidence, scores_of
from graphkit.text import printable

__all__ = ["Suggestion", "suggest", "table"]

#: a pair is suggested from here on
LEAST = 0.1
_SHOWN = 6
#: no score is higher
_ALIKE = 3
_HEAD = """#sssom_version: "1.1"
#curie_map:
#  rcq: https://w3id.org/rcq/ontology#
#  rcqid: {ids}
#mapping_set_id: https://w3id.org/rcq/alignments/{set}
#mapping_set_title: {title}
#mapping_set_description: {description}
#mapping_tool: graphkit
#mapping_tool_version: "{version}"
#license: https://creativecommons.org/licenses/by/4.0/
#extension_definitions:
#  - slot_name: text_hash
#    property: rcq:textHash
#    type_hint: xsd:string
"""
_SUGGESTED = {
    "set": "suggested",
    "title": "Suggested correspondences",
    "description": "Pairs of printed items that share words and concepts. Nobody has decided on them.",
}
_SCORED = {
    "set": "scored",
    "title": "Scored pairs",
    "description": "Every pair of items of different documents, decided or not, with how sure a match would be.",
}
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence",
    "similarity_score", "mapping_tool", "mapping_tool_version", "match_string", "comment", "text_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two statements of different documents: the score, how sure the match is (0 to 1), what they share."""

    subject: Item
    object: Item
    score: float
    concepts: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the match is."""
        return confidence(self.score)

    @property
    def predicate(self) -> str:
        """skos:closeMatch within a class; across classes one is only evidence for the other."""
        return "skos:closeMatch" if self.subject.kind == self.object.kind else "skos:relatedMatch"


def suggest(
    stated: Iterable[Quad],
    *,
    least: float = LEAST,
    decided: Collection[frozenset[str]] = (),
    embed: Embedder | None = None,
) -> list[Suggestion]:
    """The pairs of at least that confidence that nobody has decided, the surest first; 0 gives every pair.

    A statement that was found to match nothing in a document is decided against all of it. Only the newest edition of
    each document is looked at. With a sentence model (`embed`) its cosine counts as well; without, only pairs that
    share a word or concept can be above 0.02.
    """
    facts = Facts(stated)
    items = [item for item in facts.current if item.kind in KINDS]
    scores = scores_of(facts, items, embed=embed)
    found = []
    for one, other in combinations(items, 2):
        if one.document == other.document or any(pair in decided for pair in _told_apart(one, other)):
            continue
        score = scores.of(one.node.value, other.node.value)
        if confidence(score) >= least:
            found.append(Suggestion(one, other, score, *scores.shared(one.node.value, other.node.value)))
    return sorted(found, key=lambda each: (-each.score, each.subject.node.value, each.object.node.value))


def _told_apart(one: Item, other: Item) -> Iterator[frozenset[str]]:
    """What would settle a pair: the two, or either and the document of the other."""
    for left, right in ((one.node, other.node), (one.node, other.document), (other.node, one.document)):
        yield frozenset((left.value, right.value))


def table(suggestions: Iterable[Suggestion], names: Names, *, everything: bool = False) -> str:
    """The suggestions as an SSSOM table: tab-separated rows under a head of commented YAML.

    The head says whether the rows are `everything`, decided or not, or only what nobody has decided.
    """
    text = io.StringIO()
    tool = version("graphkit-rcq")
    text.write(_HEAD.format(ids=names.ids.iri, version=tool, **(_SCORED if everything else _SUGGESTED)))
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    label = cache(printable)
    for each in suggestions:
        concepts = ", ".join(iri.rsplit("/", 1)[-1] for iri in each.concepts[:_SHOWN])
        likeness = min(max(each.score, 0) / _ALIKE, 1)
        writer.writerow(
            (
                _curie(each.subject, names), label(each.subject.text), each.predicate,
                _curie(each.object, names), label(each.object.text),
                "semapv:LexicalSimilarityThresholdMatching", f"{each.confidence:.6f}", f"{likeness:.6f}",
                "graphkit", tool, " ".join(each.stems[:_SHOWN]),
                f"shared concepts: {concepts}" if concepts else "no shared concept",
                text_hash(each.subject.text, each.object.text),
            )
        )  # fmt: skip
    return text.getvalue()


def _curie(item: Item, names: Names) -> str:
    return "rcqid:" + item.node.value.removeprefix(names.ids.iri)
