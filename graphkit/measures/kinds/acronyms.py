"""Acronyms that are spelt out in several ways, after their first use, or apart from the name they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.groups import Occurrence, group
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

_BRACKETED = re.compile(r"\(([A-Za-z][\w&/-]{1,9})\)")
#: capitalised words in a row, with the small words inside that letters skip
_NAME = re.compile(r"[A-Z][\w’'-]*(?:(?: (?:of|and|for|the|in|to|on|&))* [A-Z][\w’'-]*)+")
_SMALL = frozenset({"of", "and", "for", "the", "in", "to", "on", "&"})
_SHORTEST = 3


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """Groups of clashing, late and missing expansions."""
    acronyms = [item for item in facts.items if item.kind == "Acronym"]
    bodies = {
        document: list(items)
        for document, items in groupby(
            (item for item in facts.items if item.kind not in {"Acronym", "Restatement"} and item.parts),
            key=lambda item: item.document,
        )
    }
    spelt: dict[str, dict[str, list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
    for item in facts.current:
        if item.kind != "Acronym" and item.kind != "Restatement":
            for short, occurrence in _expansions(item):
                name = _name(occurrence.words, short)
                spelt[short.removesuffix("s")][name].append(occurrence)
    for short, forms in sorted(spelt.items()):
        if len(forms) > 1:
            places = [places[0] for _, places in sorted(forms.items())]
            says = " and ".join(f"“{place.words.partition(' (')[0]}”" for place in places)
            yield from group(RCQ.AcronymClash, short, places, facts, names, label=f"“{short}”", says=says)
    for acronym in acronyms:
        short, body = "".join(facts.words(acronym.node, RCQ.shortForm)[:1]), bodies.get(acronym.document, [])
        if facts.words(acronym.node, RCQ.expansion):
            yield from _late(acronym, short, body, facts, names)
        elif len(short) >= _SHORTEST and short.removesuffix("s") not in spelt:
            yield from _unlinked(acronym, short, body, facts, names)


def _late(acronym: Item, short: str, body: list[Item], facts: Facts, names: Names) -> Iterator[Triple]:
    """A group where an acronym is used before the place that spells it out."""
    spelt = acronym.parts[0].start
    used = _first(short, [item for item in body if item.parts[0].start < spelt])
    if used and used.parts[0].end <= spelt:
        places = [used, Occurrence(acronym, 0, len(acronym.text))]
        key = f"{acronym.document.value} {short}"
        yield from group(RCQ.LateExpansion, key, places, facts, names, label=f"“{short}”")


def _unlinked(acronym: Item, short: str, body: list[Item], facts: Facts, names: Names) -> Iterator[Triple]:
    """A group where a name of an acronym's letters is printed and nothing says that it is the one meant."""
    letters = re.sub(r"[^A-Za-z].*|s$", "", short)
    if len(letters) < _SHORTEST or not letters.isupper() or _is_of_a_code(acronym, short, body):
        return
    for item in body:
        for match in _NAME.finditer(item.text):
            for start, end in _runs(item.text, match.start(), match.end(), len(letters)):
                if _initials(item.text[start:end]) == letters:
                    places = [Occurrence(acronym, 0, len(acronym.text)), Occurrence(item, start, end)]
                    key = f"{acronym.document.value} {short}"
                    says = f"“{item.text[start:end]}”"
                    yield from group(RCQ.UnlinkedAcronym, key, places, facts, names, label=f"“{short}”", says=says)
                    return


def _is_of_a_code(acronym: Item, short: str, body: list[Item]) -> bool:
    """Whether the letters stand in a code, as in a reference of letters and figures."""
    start = acronym.parts[0].start
    around = (item.text for item in body if any(part.start <= start < part.end for part in item.parts))
    return any(re.search(rf"\b{re.escape(short)}[ -]?\d", text) for text in around)


def _runs(text: str, start: int, end: int, length: int) -> Iterator[tuple[int, int]]:
    """The runs of so many capitalised words inside a name."""
    found = [match for match in re.finditer(r"\S+", text[start:end]) if match[0] not in _SMALL]
    for first in range(len(found) - length + 1):
        yield start + found[first].start(), start + found[first + length - 1].end()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in _SMALL)


def _first(short: str, items: list[Item]) -> Occurrence | None:
    """Where an acronym is first used as a word."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])")
    for item in items:
        if match := pattern.search(item.text):
            return Occurrence(item, match.start(), match.end())
    return None


def _expansions(item: Item) -> Iterator[tuple[str, Occurrence]]:
    """Each acronym in brackets that the words before it spell out, with the name and the brackets.

    The letters are looked for from the last to the first; the first must begin a word (Schwartz and Hearst, 2003).
    """
    for match in _BRACKETED.finditer(item.text):
        short = match[1]
        if sum(letter.isupper() for letter in short) < 2:
            continue
        at = match.start()
        for number, letter in enumerate(reversed(short.removesuffix("s"))):
            is_first = number == len(short.removesuffix("s")) - 1
            at -= 1
            while at >= 0 and (
                item.text[at].casefold() != letter.casefold() or (is_first and at > 0 and item.text[at - 1].isalnum())
            ):
                at -= 1
            if at < 0:
                break
        before = item.text[max(at, 0) : match.start()]
        if at >= 0 and 1 < len(before.split()) <= 2 * len(short) and not re.search("[.;:()]", before):
            yield short, Occurrence(item, at, match.end())


def _name(words: str, short: str) -> str:
    """A name for comparison: without case, signs, small words and the ending of a plural."""
    name = words.removesuffix(f"({short})")
    return " ".join(
        word.removesuffix("s") for word in re.findall(r"\w+", name.casefold().replace("’", "").replace("-", ""))
        if word not in _SMALL
    )  # fmt: skip
