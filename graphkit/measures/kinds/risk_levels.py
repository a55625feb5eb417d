"""Levels of risk that one document gives in two ways for the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item, quoted
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.text import words

__all__ = ["levels", "measure", "mentioned"]

_SCALE = ("low", "medium", "high", "very high")
_LEVEL = r"(?:very\s+)?(?:low|medium|high)"
_JOINED = rf"{_LEVEL}(?:\s*(?:,\s*(?:or|and|to)?|/|\bor\b|\band\b|\bto\b|-)\s*{_LEVEL})*"
_RISK = re.compile(rf"\b({_JOINED})\s+risks?\b(?:\s+of\s+(?:serious\s+)?harm)?", re.IGNORECASE)

#: all people or cases of a kind
_WHOLE = re.compile(
    r"\bfull range of (?:[a-z-]+ ){0,3}((?:people|persons|offenders|clients|cases|individuals)(?: on [a-z]+)?)"
)

#: so many words in a row, so many of them of five letters or more, say that two sentences speak of the same thing;
#: fewer of these are enough where they share a level too
_ALIKE, _TELLING, _TELLING_WITH_A_LEVEL = 5, 4, 3


@dataclass(frozen=True)
class _Mention:
    """A level of risk in an item, and the words before and after it."""

    item: Item
    start: int
    end: int
    levels: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each two places of a document that say the same of different levels of risk."""
    mentions: dict[NamedNode, list[_Mention]] = defaultdict(list)
    for item in facts.items:
        if item.kind not in {"Field", "Acronym", "Restatement"}:
            mentions[item.document].extend(_mentions(item))
    for found in mentions.values():
        for one, other in combinations(found, 2):
            if one.levels != other.levels and one.item is not other.item and _is_same(one, other):
                yield from _written(facts, names, one, other)
    yield from _whole_range(facts, names, mentions)


def _whole_range(facts: Facts, names: Names, mentions: dict[NamedNode, list[_Mention]]) -> Iterator[Triple]:
    """A group where a passage gives the post all people of a kind, and a duty those of some levels of risk."""
    for item in facts.items:
        whole = _WHOLE.search(item.text) if item.kind == "Passage" else None
        kind = words(whole[1]) if whole else ()
        for limited in mentions[item.document] if whole else []:
            is_duty = limited.item.kind == "Duty" and len(limited.levels) < len(_SCALE)
            said_of = limited.before[-len(kind) - 3 :] if kind else ()
            if whole and is_duty and kind[-1] in said_of and set(kind) <= set(said_of) and "assessed" in said_of:
                span = whole.span()
                yield from _written(facts, names, _Mention(item, *span, frozenset(_SCALE), (), ()), limited)
                break


def levels(printed: str) -> frozenset[str]:
    """The levels that some words name, those between two ends of a range too.

    >>> sorted(levels("low to high")), sorted(levels("medium, high or very high"))
    (['high', 'low', 'medium'], ['high', 'medium', 'very high'])
    """
    plain = " ".join(printed.lower().split())
    named = [_SCALE.index(found) for found in re.findall(_LEVEL, plain)]
    if re.search(r"\bto\b|-", plain):
        named = list(range(min(named), max(named) + 1))
    return frozenset(_SCALE[place] for place in named)


def mentioned(text: str) -> frozenset[str]:
    """The levels of risk that a text speaks of.

    >>> sorted(mentioned("those of low or medium risk of harm"))
    ['low', 'medium']
    """
    return frozenset(level for found in _RISK.finditer(text) for level in levels(found[1]))


def _mentions(item: Item) -> Iterator[_Mention]:
    for match in _RISK.finditer(item.text):
        before, after = words(item.text[: match.start()]), words(item.text[match.end() :])
        yield _Mention(item, *match.span(), levels(match[1]), before, after)


def _is_same(one: _Mention, other: _Mention) -> bool:
    """Whether both are said in the same words; what goes on alike must begin alike."""
    before = _shared(one.before[::-1], other.before[::-1])
    shared = [*before, *_shared(one.after, other.after)] if before else []
    telling = _TELLING_WITH_A_LEVEL if one.levels & other.levels else _TELLING
    return len(shared) >= _ALIKE and sum(len(word) > 4 for word in shared) >= telling


def _shared(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The words that both open with."""
    found = []
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        found.append(left)
    return found


def _written(facts: Facts, names: Names, one: _Mention, other: _Mention) -> Iterator[Triple]:
    document = facts.documents[one.item.document]
    forms = [mention.item.text[mention.start : mention.end] for mention in (one, other)]
    places = [
        place
        for mention in (one, other)
        for place in quoted(document, mention.item.parts, names)
    ]  # fmt: skip
    key = f"{one.item.node.value} {one.start} {other.item.node.value} {other.start}"
    label = " and ".join(f"“{form}”" for form in forms)
    yield from group(names, "RiskSaid", key, label, quotes=(node for node, _ in places), forms=forms)
    yield from (triple for _, triples in places for triple in triples)
