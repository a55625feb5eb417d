"""What documents name though it has ended by now: bodies, frameworks and laws with a curated last day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from graphkit import content
from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group, group_node
from graphkit.vocabulary import RCQ, SKOS, Namespace

__all__ = ["measure"]

_WORDING = Namespace("https://w3id.org/rcq/wording#")


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each document and each thing it names that has ended, without the words that speak of the past.

    Whether it had ended when the document was issued is for a rule to say.
    """
    ended = _ended()
    uses: dict[tuple[NamedNode, NamedNode], list[Item]] = defaultdict(list)
    by_node = {item.node: item for item in facts.items}
    for item in facts.items:
        found = [*facts.nodes(item.node, RCQ.mentions), *facts.nodes(item.node, RCQ.denotes)]
        named = [concept for concept in dict.fromkeys(found) if concept in ended]
        if named and item.kind != "Acronym" and not _of_the_past(item, facts, by_node):
            for concept in named:
                uses[item.document, concept].append(item)
    for (document, concept), items in uses.items():
        source = facts.documents[document]
        key = f"{source.identifier} {source.edition} {concept.value.rsplit('/', 1)[1]}"
        yield from group(names, "EndedName", key, ended[concept], members=(item.node for item in items))
        yield Triple(group_node(names, "EndedName", key), RCQ.names, concept)


def _of_the_past(item: Item, facts: Facts, by_node: dict[NamedNode, Item]) -> bool:
    """Whether the words of a statement, or of those it is listed under, speak of the past."""
    above = [by_node[node] for node in facts.nodes(item.node, RCQ.listedUnder) if node in by_node]
    return _past().search(item.text) is not None or any(_of_the_past(each, facts, by_node) for each in above)


def _ended() -> dict[NamedNode, str]:
    """The curated concepts with a last day, by what they are called."""
    triples = content.reference()
    dated = {triple.subject for triple in triples if triple.predicate == RCQ.ended}
    return {
        triple.subject: triple.object.value
        for triple in triples
        if triple.predicate == SKOS.prefLabel
        and triple.subject in dated
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    }


@cache
def _past() -> re.Pattern[str]:
    wording = content.wording("past")
    words = [t.object.value for t in wording if t.predicate == _WORDING.text and isinstance(t.object, Literal)]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b", re.IGNORECASE)
