"""What a document calls whoever holds the post: job holder here, post holder there."""

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

#: conditions that hold for every post have words of their own
_ASIDE = frozenset({"Field", "Acronym", "Restatement", "Eligibility"})
_HOLDER = re.compile(r"\b(job|post|role|position)[ -]?holders?\b", re.IGNORECASE)


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each document that has several names for its holder: every place where it has the rarer ones."""
    found: dict[NamedNode, dict[str, list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
    for item in facts.items:
        if item.kind not in _ASIDE:
            for match in _HOLDER.finditer(item.text):
                found[item.document][match[1].lower()].append(Occurrence(item, *match.span()))
    for document, forms in found.items():
        if len(forms) > 1:
            common = max(forms.values(), key=len)
            places = [place for some in forms.values() for place in (some[:1] if some is common else some)]
            label = " and ".join(f"“{some[0].words.lower()}”" for some in forms.values())
            yield from group(RCQ.HolderNames, document.value, places, facts, names, label=label)
