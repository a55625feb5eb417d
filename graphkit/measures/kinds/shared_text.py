"""Statements of several documents in the same words, and in nearly the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.text import Likeness, shortened, words
from graphkit.vocabulary import DCTERMS, RCQ

__all__ = ["measure"]

#: what is a copy or has no words of its own, and what names a thing that others publish in these very words
_LEFT_OUT = frozenset({"Field", "Acronym", "Restatement", "Qualification", "Training", "NosUnit", "NosOutcome"})
#: fewer words are alike by chance, or name a concept that documents share on purpose
_FEWEST_WORDS = 5
#: texts were once one text that share a run of so many words and are so alike; the longer the run, the less alike
_RUNS = ((4, 0.75), (9, 0.5))
#: documents of one family that share a text of so many words are filled in on one template
_TEMPLATE_WORDS = 12
#: conditions that an employer sets for all its staff, in which another number is drift and no other demand
_FOR_ALL = frozenset({"Eligibility"})
#: passages of a template share a run of so many words; shorter ones introduce other things in like words
_PASSAGE_RUN = 16


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """The groups of like statements: for each text, for each set of documents that share some, and for drift."""
    texts: dict[tuple[str, tuple[str, ...]], list[Item]] = defaultdict(list)
    for item in facts.current:
        found = words(item.text)
        announces = item.kind == "Passage" and item.text.endswith(":")
        if item.kind not in _LEFT_OUT and len(found) >= _FEWEST_WORDS and not announces:
            texts[item.kind, found].append(item)
    yield from _same(names, list(texts.values()))
    yield from _nearly(facts, names, texts)


def _same(names: Names, texts: Iterable[list[Item]]) -> Iterator[Triple]:
    together: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for items in texts:
        documents = sorted({item.document.value for item in items})
        if len(documents) > 1:
            together[tuple(documents)] += items
            key, label = f"{items[0].kind} {items[0].text}", f"“{shortened(items[0].text)}”"
            yield from group(names, "SharedText", key, label, members=(item.node for item in items))
    for sharing, items in together.items():
        number = len({words(item.text) for item in items})
        label = f"{number} statement{'s' if number > 1 else ''} of {len(sharing)} documents"
        yield from group(names, "SharedTemplate", " ".join(sharing), label, members=(item.node for item in items))


def _nearly(facts: Facts, names: Names, texts: dict[tuple[str, tuple[str, ...]], list[Item]]) -> Iterator[Triple]:
    """Groups of statements of one class and one template whose words nearly agree; a number that differs is meant."""
    house = _houses(facts, texts)
    kinds: dict[tuple[str, str], dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for (kind, _), items in texts.items():
        for item in items:
            if item.document in house:
                kinds[kind, house[item.document]][items[0].text].append(item)
    for (kind, family), found in sorted(kinds.items()):
        likeness, near = Likeness(found), _Joined()
        runs = ((_PASSAGE_RUN, _RUNS[0][1]),) if kind == "Passage" else _RUNS
        for one, other in (pair for run, least in runs for pair in _sharing_a_run(found, likeness, run, least)):
            documents = {item.document for item in [*found[one], *found[other]]}
            if len(documents) > 1 and (kind in _FOR_ALL or _numbers(one) == _numbers(other)):
                near.join(one, other)
        for joined in near.groups():
            members = [item.node for text in joined for item in found[text]]
            key, label = f"{family} {kind} {joined[0]}", f"“{shortened(joined[0])}”"
            yield from group(names, "DriftedText", key, label, members=members, forms=joined)


def _houses(facts: Facts, texts: dict[tuple[str, tuple[str, ...]], list[Item]]) -> dict[NamedNode, str]:
    """The documents that are one publisher's, or share a long text with others of their family, by what they share."""
    found: dict[NamedNode, str] = {}
    for (_, printed), items in texts.items():
        if len(printed) >= _TEMPLATE_WORDS and len({item.document for item in items}) > 1:
            found.update({item.document: facts.documents[item.document].family or "" for item in items})
    for document in facts.documents.values():
        publishers = [node for node in facts.nodes(document.node, DCTERMS.publisher) if node != RCQ.Unknown]
        if publishers and document.current:
            found[document.node] = min(node.value for node in publishers)
    return found


def _sharing_a_run(texts: Iterable[str], likeness: Likeness, run: int, least: float) -> Iterator[tuple[str, str]]:
    """Texts with one before them that shares a run of words and is alike enough.

    A run leads to the first text that has it only, so that a text is held against few, however many there are.
    """
    first: dict[tuple[str, ...], str] = {}
    for text in texts:
        printed = words(text)
        runs = [printed[at : at + run] for at in range(len(printed) - run + 1)]
        for other in dict.fromkeys(first.setdefault(each, text) for each in runs):
            if other != text and likeness.of(other, text) >= least:
                yield other, text


class _Joined:
    """Texts joined in pairs, and the groups that come of it."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        self._above[self._top(other)] = self._top(one)

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for text in sorted(self._above):
            found[self._top(text)].append(text)
        return sorted(found.values())

    def _top(self, text: str) -> str:
        while (above := self._above.setdefault(text, text)) != text:
            text = above
        return text


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
