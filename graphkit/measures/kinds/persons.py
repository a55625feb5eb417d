"""Statements that speak to the holder in a document that otherwise speaks of the holder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.groups import Occurrence, group
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: what names a thing, repeats another or is quoted from elsewhere
_ASIDE = frozenset({"Field", "Acronym", "Restatement", "NosUnit", "NosOutcome", "Training", "Qualification"})
_YOU = re.compile(r"\b(?:you(?:['’](?:ll|re|ve|d))?|your(?:s|self)?)\b", re.IGNORECASE)
_HOLDER = re.compile(
    r"\b(?:the|an?|this)\s+(?:(?:job|post|role)[ -]?holder|employee|practitioner|candidate)s?\b"
    r"|\bthey\s+(?:will|must|may|are|work|can)\b|\b(?:he/she|s/he)\b",
    re.IGNORECASE,
)
#: a document that says "you" in more of its statements than this speaks to its reader throughout
_SELDOM = 0.2


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each document that says "you" in a few of its statements and names the holder in others."""
    total: dict[NamedNode, int] = defaultdict(int)
    spoken: dict[NamedNode, list[Occurrence]] = defaultdict(list)
    named: set[NamedNode] = set()
    for item in facts.items:
        if item.kind in _ASIDE:
            continue
        total[item.document] += 1
        if found := _YOU.search(item.text):
            spoken[item.document].append(Occurrence(item, *found.span()))
        elif _HOLDER.search(item.text):
            named.add(item.document)
    for document, places in spoken.items():
        if document in named and len(places) <= _SELDOM * total[document]:
            words = list(dict.fromkeys(place.words.lower() for place in places))
            label = " and ".join(f"“{word}”" for word in words[:2])
            yield from group(RCQ.PersonChange, document.value, places, facts, names, label=label)
