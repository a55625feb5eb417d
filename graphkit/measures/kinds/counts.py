"""Counts said against counts found: "in five parts", "the following three qualifications:"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.facts import Facts, Item, quoted
from graphkit.iris import Names
from graphkit.measures.nodes import group, group_node
from graphkit.vocabulary import RCQ, XSD

__all__ = ["enumerated", "measure", "said"]

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: count for count, word in enumerate(_WORDS, 1)} | {"once": 1, "twice": 2, "thrice": 3}
_NUMBER = r"(\d{1,2}|" + "|".join(_WORDS) + r")"

#: a count that is only a bound, or a choice, says nothing of how many are listed
_BOUND = re.compile(
    r"\b(?:any|least|most|minimum|maximum|up to|over|than|between|either|one of|from)\W+(?:of\W+)?$", re.I
)
_ANNOUNCED = re.compile(rf"\b(?:following|these)\s+{_NUMBER}\b(?!\s+(?:years|months|weeks|days|hours)\b)", re.I)
_NAMED = re.compile(
    rf"\b{_NUMBER}\s+(?:[a-z-]+\s+){{0,2}}(?!years|months|weeks|days|hours|times)[a-z]+s\s*(?::|\bare[:;])", re.I
)
#: how often, and when
_TIMES = re.compile(
    rf"\b(?:{_NUMBER} times|(once)|(twice)|(thrice)) (?:a|per|each|every) (?:year|month|week)(?=, (?:in|on) )", re.I
)
_PARTS = re.compile(rf"\b(?:in|into|has|have|of)\s+{_NUMBER}\s+(?:parts|sections)\b", re.I)
_FIRST = re.compile(rf"\bfirst\s+{_NUMBER}(?:\s+(?:parts|sections))?\b[^.]*\bdut(?:y|ies)\b", re.I)


@dataclass(frozen=True)
class _Count:
    """A count in the words of an item, from `start` to `end`, and what was counted."""

    item: Item
    start: int
    end: int
    said: int
    found: int


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A node for each count that can be held against what is there, right or wrong."""
    by_document: dict[NamedNode, list[Item]] = defaultdict(list)
    for item in facts.items:
        by_document[item.document].append(item)
    for items in by_document.values():
        for count in _counts(facts, items):
            yield from _written(facts, names, count)


def said(words: str) -> int:
    """A printed number.

    >>> said("four"), said("12")
    (4, 12)
    """
    return _NUMBERS.get(words.lower()) or int(words)


def enumerated(words: str) -> range:
    """How many things a sentence lists after its colon; several numbers where an "and" may be part of a thing.

    >>> enumerated("three duties: cooking, cleaning and washing up. More follows"), enumerated("two parts: first:")
    (range(3, 4), range(0, 0))
    >>> enumerated("two teams: health and safety, search and rescue")
    range(2, 5)
    """
    listed = re.split(r"[:;]", words, maxsplit=1)[-1].split(".")[0].strip()
    parts = [part for part in re.split(r";|,(?:\s*and\b)?" if ";" not in listed else ";", listed) if part.strip()]
    if ":" in listed or len(parts) + len(re.findall(r"\band\b", listed)) < 2:
        return range(0)
    joined = len(re.findall(r"\S\s+and\s", parts[-1]))
    least = len(parts) + (1 if joined and not any(" and " in part for part in parts[:-1]) else 0)
    most = len(parts) + sum(len(re.findall(r"\S\s+and\s", part)) for part in parts)
    return range(least, max(least, most) + 1)


def _counts(facts: Facts, items: list[Item]) -> Iterator[_Count]:
    duties = {item.section for item in items if item.kind == "Duty"}
    has_groups = len(duties) > 1 and any(item.kind == "NosUnit" for item in items)
    for item in items:
        if item.kind in {"Field", "Acronym", "Restatement"}:
            continue
        if has_groups and (match := _PARTS.search(item.text)) and item.kind == "Passage":
            yield _Count(item, *match.span(), said(match[1]), len(duties) + 1)
        if has_groups and (match := _FIRST.search(item.text)) and item.kind == "Passage":
            yield _Count(item, *match.span(), said(match[1]), len(duties))
        if has_groups and (_PARTS.search(item.text) or _FIRST.search(item.text)):
            continue
        for match in _TIMES.finditer(item.text):
            number, found = said(next(filter(None, match.groups()))), _times(item.text[match.end() :])
            if found:
                yield _Count(item, *match.span(), number, number if number in found else found[0])
        for match in (*_ANNOUNCED.finditer(item.text), *_NAMED.finditer(item.text)):
            found = _found(facts, items, item, match)
            if found and not _BOUND.search(item.text[: match.start()]):
                number = said(match[1])
                yield _Count(item, *match.span(), number, number if number in found else found[0])
                break


def _found(facts: Facts, items: list[Item], item: Item, match: re.Match[str]) -> range:
    """How many things stand in the list that the words announce; none where no list can be told."""
    rest = item.text[match.end() :]
    if match.group().endswith((":", ";")) and rest.strip():
        return enumerated(f":{rest}")
    if not item.text.rstrip().endswith(":"):
        return range(0)
    below = sum(item.node in facts.nodes(other.node, RCQ.listedUnder) for other in items)
    if not below:
        below = len(_after(facts, items, item))
    return range(below, below + 1) if below else range(0)


def _times(words: str) -> range:
    """How many times a list names with which a sentence goes on to its end.

    >>> _times(", in May and in October."), _times(", in the town hall.")
    (range(2, 3), range(0, 0))
    """
    listed = re.fullmatch(r", (?:in|on) ([^.;:()]+)", words.split(".")[0])
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", listed[1]) if listed else []
    named = [re.sub(r"^(?:in|on|again|early|late|mid|the|of) ", "", part) for part in parts]
    return range(len(named), len(named) + 1) if named and all(part[:1].isupper() for part in named) else range(0)


def _after(facts: Facts, items: list[Item], item: Item) -> list[Item]:
    """The items of the list that stands under a passage: all up to the next passage, what is under others aside."""
    found = []
    for other in items[items.index(item) + 1 :]:
        if other.kind in {"Acronym", "Field"}:
            continue
        if other.section != item.section or other.kind == "Passage":
            break
        if not facts.nodes(other.node, RCQ.listedUnder):
            found.append(other)
    return found


def _written(facts: Facts, names: Names, count: _Count) -> Iterator[Triple]:
    item, document = count.item, facts.documents[count.item.document]
    key = f"{item.node.value} {count.start}"
    places = list(quoted(document, item.occurrence(count.start, count.end), names))
    label = f"“{item.text[count.start : count.end]}”"
    yield from group(names, "CountSaid", key, label, quotes=(node for node, _ in places))
    yield from (triple for _, triples in places for triple in triples)
    node = group_node(names, "CountSaid", key)
    yield Triple(node, RCQ.said, Literal(str(count.said), datatype=XSD.integer))
    yield Triple(node, RCQ.counted, Literal(str(count.found), datatype=XSD.integer))
