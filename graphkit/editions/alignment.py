"""Which item of one edition is which of the other: by identity, by words, by label; never by code.

An item is aligned with one other at most. The likest pairs come first, so the result is the same both ways.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeAlias

from graphkit.changes import Edition, Item
from graphkit.text import Likeness

__all__ = ["ALIKE", "ALIKE_ELSEWHERE", "align", "place_of"]

#: how like an item of its own class a reworded one is at least, and how like one of another class
ALIKE, ALIKE_ELSEWHERE = 0.5, 0.8

#: what an item is aligned by; None where it is not
_Key: TypeAlias = Callable[[Item], Hashable]
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


def _words_section_modality(item: Item) -> Hashable:
    return None if item.kind == "Field" else (item.kind, item.text, place_of(item.section), item.modality)


def _words_section(item: Item) -> Hashable:
    return None if item.kind == "Field" else (item.kind, item.text, place_of(item.section))


def _words(item: Item) -> Hashable:
    return None if item.kind == "Field" else (item.kind, item.text)


def _words_in_any_class(item: Item) -> Hashable:
    return None if item.kind in _APART else item.text


class _Alignment:
    """Two editions whose items are being aligned."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.items = (old.items, new.items)
        self.old_of: dict[str, Item] = {}  # statement of the newer -> item of the older
        self.aligned: tuple[set[str], set[str]] = (set(), set())
        self.place = [{item.statement: place for place, item in enumerate(items)} for items in self.items]
        self.likeness = Likeness(item.text for items in self.items for item in items)

    def by_identity(self) -> None:
        for group in self.groups(lambda item: item.identifier and (item.kind, item.identifier)):
            if len(group[0]) == len(group[1]) == 1:
                self.in_order(group)

    def by_words(self) -> None:
        """Items of the same words, those in the same place first; then the likest."""
        for key in (_words_section_modality, _words_section, _words, _words_in_any_class):
            for group in self.groups(key):
                self.in_order(group)
        self.likest(lambda item: None if item.kind in _APART else item.kind, ALIKE)
        self.likest(lambda item: None if item.kind in _APART else "any class", ALIKE_ELSEWHERE)
        self.likest(lambda item: item.kind if item.kind in ("Restatement", "UnreadText") else None, ALIKE)
        for group in self.groups(lambda item: item.short_form if item.kind == "Acronym" else None):
            self.in_order(group)

    def by_label(self) -> None:
        """Fields by their label, then by what they state; those with several values by these."""
        for key in (self.labelled, self.stating):
            for group in self.groups(key):
                for same in self.groups(lambda item: item.text, group):
                    self.in_order(same)
            for group in self.groups(key):
                if all(len({item.text for item in items}) == 1 for items in group):
                    self.in_order(group)
            self.likest(key, ALIKE)

    def labelled(self, field: Item) -> Hashable:
        """A field's label, and what it states of what."""
        stating = self.of(field)
        return stating and (stating, (field.label or "").casefold())

    def stating(self, field: Item) -> Hashable:
        """What a field states of what, under whatever label."""
        return self.of(field) if field.property else None

    def of(self, field: Item) -> Hashable:
        if field.kind != "Field":
            return None
        above = self.old_of.get(field.listed_under or "")
        return field.property, field.about, above.statement if above else field.listed_under

    def groups(self, key: _Key, among: _Group | None = None) -> Iterator[_Group]:
        """The items of each edition, not yet aligned, that have one key; only where both have some."""
        found: dict[Hashable, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
        for side, items in enumerate(among or self.items):
            for item in items:
                if item.statement not in self.aligned[side] and (known := key(item)) is not None:
                    found[known][side].append(item)
        return (group for group in found.values() if all(group))

    def in_order(self, group: _Group) -> None:
        """The first with the first, and so on."""
        for old, new in zip(*group, strict=False):
            self.take(old, new)

    def likest(self, key: _Key, least: float) -> None:
        """The likest of each group, those nearest in place first where two pairs are as like."""
        for olds, news in self.groups(key):
            texts = [item.text for item in olds], [item.text for item in news]
            pairs = [(-alike, olds[one], news[other]) for alike, one, other in self.likeness.pairs(*texts, least)]
            pairs.sort(key=lambda pair: (pair[0], self.apart(*pair[1:])))
            for _, old, new in pairs:
                if old.statement not in self.aligned[0] and new.statement not in self.aligned[1]:
                    self.take(old, new)

    def apart(self, old: Item, new: Item) -> tuple[bool, bool, int, int]:
        """How far apart two items stand; no two pairs with an item in common stand equally far apart."""
        places = self.place[0][old.statement], self.place[1][new.statement]
        elsewhere = place_of(old.section) != place_of(new.section)
        return elsewhere, old.modality != new.modality, abs(places[0] - places[1]), sum(places)

    def take(self, old: Item, new: Item) -> None:
        self.old_of[new.statement] = old
        self.aligned[0].add(old.statement)
        self.aligned[1].add(new.statement)
