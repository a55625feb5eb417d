"""Headings made of others that are known: "Skills, knowledge and experience required", "Main duties of the post"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graphkit.documents.wording import Entry, key

__all__ = ["Headings"]

#: a heading has no more words
_MADE_OF = 9
#: what headings may be made of that open it, and what two of them ask for together
_JOINED = frozenset({("and",), ("or",)})
_SEAM = re.compile(r"(?:[,/&]|\band|\bor)\s*$", re.IGNORECASE)
_MADE = ("criteria", "duties", "passage")
_KNOWN = "knowledge"
_JOINT = {frozenset({"Ability", "Technical"}): "Ability", frozenset({"Qualification", "Training"}): "Qualification"}


@dataclass(frozen=True)
class Headings:
    """The headings that are known by their words, and what may stand in front of such words or behind them."""

    known: Mapping[tuple[str, ...], Entry]
    around: frozenset[tuple[str, ...]]

    def entry(self, printed: str) -> Entry | None:
        """What a heading of these words opens: known as a whole, or made of known ones and of what stands around them.

        What several headings ask for together is told by the words of the items where they do not agree.
        """
        whole = self.known.get(key(printed))
        words = key(printed.replace(",", " and ").replace("/", " and "))
        if whole or not 1 < len(words) <= _MADE_OF or not self._vocabulary.issuperset(words):
            return whole
        for part in _MADE:
            if found := self._made(words, part):
                reads = frozenset(entry.reads or "" for entry in found)
                joint = found[0].reads if len(reads) == 1 else _JOINT.get(reads)
                joint = "Technical" if joint == "Ability" and _KNOWN in words else joint
                opens = part if joint else "specification"
                return Entry("Heading", printed, part=opens, reads=joint or "Requirement")
        return None

    def joint(self, above: str, below: str) -> Entry | None:
        """What a heading over two lines opens, where each is none by itself or both are known as one."""
        both = f"{above} {below}"
        if self.known.get(key(both)) or not (self.entry(above) and self.entry(below)) or _SEAM.search(above):
            return self.entry(both)
        return None

    def _made(self, words: tuple[str, ...], part: str) -> list[Entry]:
        """The headings of one part that some words are, joined to each other; none where words are left."""
        #: number of the first words, and whether a heading may follow -> the headings they are made of
        made: dict[tuple[int, bool], list[Entry]] = {(0, True): []}
        for begin in range(len(words)):
            for end in range(begin + 1, len(words) + 1):
                own, entry = words[begin:end], self.known.get(words[begin:end])
                for may_follow in (True, False):
                    found = made.get((begin, may_follow))
                    if found is None:
                        continue
                    if own in self.around:
                        made.setdefault((end, may_follow), found)
                    if own in _JOINED and found:
                        made.setdefault((end, True), found)
                    if may_follow and entry and entry.part == part:
                        made.setdefault((end, False), [*found, entry])
        return made.get((len(words), False), [])

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Every word that stands in or around a heading."""
        return frozenset(word for words in (*self.known, *self.around, *_JOINED) for word in words)
