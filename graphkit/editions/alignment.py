"""Which item of one edition is which of the other: by identity, by words, by label; never by code.

An item is aligned with one other at most. The likest pairs come first, so the result is the same both ways.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias

from graphkit.changes import Edition, Item
from graphkit.text import Likeness

__all__ = ["ALIKE", "ALIKE_ELSEWHERE", "align", "place_of"]

#: how like an item of its own class a reworded one is at least, and how like one of another class
ALIKE, ALIKE_ELSEWHERE = 0.5, 0.8

#: what an item of the older (0) or newer edition (1) is aligned by; None where it is not
_Key: TypeAlias = Callable[[Item, int], Hashable]
#: the items of one key that are not yet aligned, of either edition
_Group: TypeAlias = tuple[Sequence[Item], Sequence[Item]]

#: classes whose items are aligned with their like only
_APART = frozenset({"Field", "Acronym", "Restatement", "UnreadText"})


def align(old: Edition, new: Edition) -> tuple[tuple[Item, Item], ...]:
    """The items that both editions have, as pairs in the order of the newer.

    Those of one class and identity (the publisher's own, such as a GUID) are one item, however reworded; then those
    of the same words, then those alike, in their class before any other. A field is known by its label and by what it
    is a field of; where its label is printed with several values, by these.
    """
    alignment = _Alignment(old, new)
    alignment.by_identity()
    alignment.by_words()
    alignment.by_label()
    return tuple((alignment.old_of[item.statement], item) for item in new.items if item.statement in alignment.old_of)


def place_of(section: str | None) -> str:
    """A section for comparison: case, white space and the places in a JSON pointer left out.

    >>> place_of("Essential  Skills"), place_of("/duties/3/dutyDetail")
    ('essential skills', '/duties/*/dutydetail')
    """
    words = " ".join((section or "").split()).casefold()
    return re.sub(r"/\d+(?=/|$)", "/*", words) if words.startswith("/") else words


def _words_section_modality(item: Item, _: int) -> Hashable:
    return None if item.kind == "Field" else (item.kind, item.text, place_of(item.section), item.modality)


def _words_section(item: Item, _: int) -> Hashable:
    return None if item.kind == "Field" else (item.kind, item.text, place_of(item.section))


def _words(item: Item, _: int) -> Hashable:
    return None if item.kind == "Field" else (item.kind, item.text)


def _words_in_any_class(item: Item, _: int) -> Hashable:
    return None if item.kind in _APART else item.text


def _by_text(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.text].append(item)
    return found


class _Alignment:
    """Two editions whose items are being aligned."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.items = (old.items, new.items)
        self.old_of: dict[str, Item] = {}  # statement of the newer -> item of the older
        self.aligned: tuple[set[str], set[str]] = (set(), set())
        self.place = [{item.statement: place for place, item in enumerate(items)} for items in self.items]
        self.likeness = Likeness(item.text for items in self.items for item in items)

    def by_identity(self) -> None:
        for group in self.groups(lambda item, _: item.identifier and (item.kind, item.identifier)):
            if len(group[0]) == len(group[1]) == 1:
                self.in_order(group)

    def by_words(self) -> None:
        """Items of the same words, those in the same place first; then the likest."""
        for key in (_words_section_modality, _words_section, _words, _words_in_any_class):
            for group in self.groups(key):
                self.in_order(group)
        self.likest(lambda item, _: None if item.kind in _APART else item.kind, ALIKE)
        self.likest(lambda item, _: None if item.kind in _APART else "any class", ALIKE_ELSEWHERE)
        self.likest(lambda item, _: item.kind if item.kind in ("Restatement", "UnreadText") else None, ALIKE)
        for group in self.groups(lambda item, _: item.short_form if item.kind == "Acronym" else None):
            self.in_order(group)

    def by_label(self) -> None:
        """Fields by their label, then by what they state; where that has several values, by these."""
        above = [self.above(side) for side in (0, 1)]

        def stating(item: Item, side: int) -> Hashable:
            return (item.property, item.about, above[side][item.statement]) if item.kind == "Field" else None

        def labelled(item: Item, side: int) -> Hashable:
            return ((item.label or "").casefold(), stating(item, side)) if item.kind == "Field" else None

        for key in (labelled, lambda item, side: stating(item, side) if item.property else None):
            for group in self.groups(key, is_whole=True):
                for same in self.groups(lambda item, _: item.text, group):
                    self.in_order(same)
                if all(len({item.text for item in items}) == 1 for items in group):
                    self.in_order(group)
            self.likest(key, ALIKE)

    def above(self, side: int) -> dict[str, Hashable]:
        """Statement -> what it is listed under: what both editions have as the older names it, a field by its text."""
        named: dict[str, Hashable] = {
            item.statement: item.text if item.kind == "Field" else (side, item.statement) for item in self.items[side]
        }
        if side:
            named |= {statement: (0, old.statement) for statement, old in self.old_of.items() if old.kind != "Field"}
        return {item.statement: named.get(item.listed_under or "") for item in self.items[side]}

    def groups(self, key: _Key, among: _Group | None = None, *, is_whole: bool = False) -> Iterator[_Group]:
        """The items of each edition that have one key, only where both have some; those aligned too if it is whole."""
        found: dict[Hashable, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
        for side, items in enumerate(among or self.items):
            for item in items:
                is_free = item.statement not in self.aligned[side]
                if (is_free or is_whole) and (known := key(item, side)) is not None:
                    found[known][side].append(item)
        return (group for group in found.values() if all(group))

    def in_order(self, group: _Group) -> None:
        """The first that is not yet aligned with the first, and so on."""
        free = [
            [item for item in items if item.statement not in self.aligned[side]] for side, items in enumerate(group)
        ]
        for old, new in zip(*free, strict=False):
            self.take(old, new)

    def likest(self, key: _Key, least: float) -> None:
        """The likest of each group, those nearest in place first where two pairs are as like."""
        for group in self.groups(key):
            olds, news = (_by_text(items) for items in group)
            pairs = [(-alike, olds[one], news[other]) for alike, one, other in self.likeness.pairs(olds, news, least)]
            pairs.sort(key=lambda pair: (pair[0], self.apart(pair[1][0], pair[2][0])))
            for _, *alike in pairs:
                self.in_order((alike[0], alike[1]))

    def apart(self, old: Item, new: Item) -> tuple[bool, bool, int, int]:
        """How far apart two items stand; no two pairs with an item in common stand equally far apart."""
        places = self.place[0][old.statement], self.place[1][new.statement]
        elsewhere = place_of(old.section) != place_of(new.section)
        return elsewhere, old.modality != new.modality, abs(places[0] - places[1]), sum(places)

    def take(self, old: Item, new: Item) -> None:
        self.old_of[new.statement] = old
        self.aligned[0].add(old.statement)
        self.aligned[1].add(new.statement)
