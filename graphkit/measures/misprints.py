"""What misprints look like in any document, read from data/printing.

>>> slips()["DoubledWord"][0].pattern.findall("in the the office")
['the']
>>> "throughout" in words("Joined")
True
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from graphkit import content
from graphkit.errors import ContentError
from graphkit.vocabulary import RDF, Namespace

__all__ = ["Slip", "slips", "words"]

P = Namespace("https://w3id.org/rcq/printing#")


@dataclass(frozen=True)
class Slip:
    """A pattern of misprinted words: the class of fact they make, what is wrong, and words it finds and spares.

    `in_quotes` says that it looks in the words as they stand in the source, not in the text of a statement. Where a
    text has none of what it `needs` there is nothing to look for.
    """

    name: str
    fact: str
    pattern: re.Pattern[str]
    says: str
    in_quotes: bool
    shows: tuple[str, ...]
    spares: tuple[str, ...]
    needs: tuple[str, ...]

    def may_be_in(self, lower: str) -> bool:
        """Whether a text, given in lower case, has anything of what the pattern needs: a quick look before the search.

        A loop, because a generator takes twice the time and most looks end here.
        """
        for needed in self.needs:
            if needed in lower:
                return True
        return not self.needs


@cache
def slips() -> dict[str, tuple[Slip, ...]]:
    """The patterns by the class of fact they make, in order of their names."""
    found: dict[str, list[Slip]] = defaultdict(list)
    for iri, entry in sorted(_entries().items()):
        if entry["type"] != [P.Slip.value]:
            continue
        for key in ("fact", "pattern", "says", "shows", "spares", "reason"):
            if key not in entry:
                raise ContentError(f"<{iri}>", f"has no p:{key}", "add it in data/printing")
        pattern, (fact,), (says,) = re.compile(entry["pattern"][0]), entry["fact"], entry["says"]
        shows, spares, needs = (tuple(entry.get(key, ())) for key in ("shows", "spares", "needs"))
        found[fact].append(Slip(iri.rpartition("#")[2], fact, pattern, says, "in" in entry, shows, spares, needs))
    return {fact: tuple(some) for fact, some in sorted(found.items())}


@cache
def words(kind: str) -> frozenset[str]:
    """The English words of a kind: Prefix, Joined, Apart, Small or Opening."""
    lists = (entry["words"] for entry in _entries().values() if entry["type"] == [P[kind].value])
    return frozenset(word for some in lists for line in some for word in line.split())


@cache
def _entries() -> dict[str, dict[str, list[str]]]:
    """The entries of all files, each its properties by their short names."""
    entries: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in content.printing():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            name = "type" if triple.predicate == RDF.type else triple.predicate.value.removeprefix(P.iri)
            entries[triple.subject.value][name].append(triple.object.value)
    return {iri: dict(entry) for iri, entry in entries.items()}
