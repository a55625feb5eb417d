"""Paragraphs and items that one document prints twice in the very same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.text import shortened, words
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: kinds whose words stand for a thing, in a table again or under several headings
_ASIDE = frozenset({"Acronym", "Field", "NosOutcome", "Restatement"})
#: a paragraph of fewer words introduces or closes several lists alike
_PARAGRAPH = 8


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each text that a document prints twice as a paragraph, or twice as an item of one list."""
    texts: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in facts.items:
        printed = words(item.text)
        if item.kind == "Passage" and len(printed) >= _PARAGRAPH:
            texts[item.document, item.kind, printed].append(item)
        elif item.kind not in _ASIDE | {"Passage"} and printed:
            texts[item.document, item.kind, printed, item.section, *_under(facts, item)].append(item)
    for items in texts.values():
        if len(items) > 1:
            label = f"“{shortened(items[0].text)}”"
            members = [item.node for item in items]
            yield from group(names, "PrintedTwice", items[0].node.value, label, members=members)


def _under(facts: Facts, item: Item) -> list[NamedNode]:
    """What an item is listed under and how much it is asked for: alike only within one list."""
    return [*facts.nodes(item.node, RCQ.listedUnder), *facts.nodes(item.node, RCQ.modality)]
