"""The template wording a family prints in every document, read from data/wording/<family>.ttl.

Labels, headings, instructions and standing sentences are content: Python knows their kinds, not their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode

from graphkit import content
from graphkit.documents.source import Line
from graphkit.errors import ContentError
from graphkit.text import in_order
from graphkit.vocabulary import RDF, Namespace

__all__ = ["Entry", "W", "Wording", "key", "wording"]

W = Namespace("https://w3id.org/rcq/wording#")

_WORD = re.compile(r"[^\W_]+")

#: how like its template a sentence must be, in shared words
ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of template wording and what it means to the reader.

    `kind` is Label, Heading, Instruction, Boilerplate, Sentence, Word ...; `part` says which part of the document it
    opens or belongs to; `about`, `property` and `reads` say what its value states, or the class of its items; `scheme`
    the curated scheme of the concepts its items denote. `words` is the key of the text.
    """

    kind: str
    text: str
    part: str | None = None
    about: str | None = None
    property: str | None = None
    reads: str | None = None
    scheme: str | None = None
    words: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", key(self.text))


@lru_cache(maxsize=16384)
def key(printed: str) -> tuple[str, ...]:
    """The words of a label or sentence for comparison: lower case, "&" as "and", punctuation left out.

    >>> key("Responsibilities, Activities & Duties:")
    ('responsibilities', 'activities', 'and', 'duties')
    """
    return tuple(_WORD.findall(printed.replace("&", " and ").replace("’", "").replace("'", "").lower()))


#: kinds and part of the entries looked for
_Wanted = tuple[tuple[str, ...], str | None]


class Wording:
    """The entries of one family, by kind."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_kind: dict[_Wanted, tuple[Entry, ...]] = {}
        self._by_words: dict[_Wanted, dict[tuple[str, ...], Entry]] = {}

    def over(self, other: Wording) -> Wording:
        """These entries, and those of another wording that stand for other words."""
        own = {(entry.kind, entry.words) for entry in self.entries}
        return Wording([*self.entries, *(entry for entry in other.entries if (entry.kind, entry.words) not in own)])

    def kind(self, *kinds: str, part: str | None = None) -> tuple[Entry, ...]:
        """The entries of some kinds, longest wording first, so that the longer label wins."""
        if (kinds, part) not in self._by_kind:
            found = [entry for entry in self.entries if entry.kind in kinds and part in (None, entry.part)]
            self._by_kind[kinds, part] = tuple(sorted(found, key=lambda entry: (-len(entry.words), entry.text)))
        return self._by_kind[kinds, part]

    def exact(self, line: Line, *kinds: str, part: str | None = None) -> Entry | None:
        """The entry whose words are exactly those of the line."""
        if (kinds, part) not in self._by_words:
            self._by_words[kinds, part] = {entry.words: entry for entry in reversed(self.kind(*kinds, part=part))}
        return self._by_words[kinds, part].get(key(line.text))

    def opening(self, printed: str, kind: str) -> Entry | None:
        """The entry of a kind that a sentence opens with, the longest first."""
        words = key(printed)
        return next((entry for entry in self.kind(kind) if words[: len(entry.words)] == entry.words), None)

    def like(self, printed: str, *kinds: str) -> Entry | None:
        """The entry a sentence is nearly the same as."""
        words = key(printed)
        scored = [(in_order(words, entry.words, ENOUGH), entry.text, entry) for entry in self.kind(*kinds)]
        best = max(scored, key=lambda scored_entry: scored_entry[:2], default=None)
        return best[2] if best and best[0] >= ENOUGH else None


@cache
def wording(family: str) -> Wording:
    """The template wording of a family.

    >>> wording("hmpps-job-description").kind("Heading", part="behaviours")[0].text
    'Behaviours'
    """
    facts: dict[str, dict[str, str]] = {}
    for triple in content.wording(family):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.predicate, NamedNode):
            name = "kind" if triple.predicate == RDF.type else triple.predicate.value.removeprefix(W.iri)
            value = triple.object.value if isinstance(triple.object, NamedNode | Literal) else ""
            facts.setdefault(triple.subject.value, {})[name] = value.removeprefix(W.iri)
    entries = []
    for iri, fact in sorted(facts.items()):
        if "text" not in fact or "reason" not in fact:
            raise ContentError(f"data/wording/{family}.ttl", f"<{iri}> lacks its text or its reason", "add it")
        wanted = ("kind", "text", "part", "about", "property", "reads", "scheme")
        entries.append(Entry(**{name: fact[name] for name in wanted if name in fact}))
    return Wording(entries)
