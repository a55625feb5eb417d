"""What an item of one edition and the same item of the other differ in."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias

from graphkit.changes import Aspect, Change, Difference, Edition, Item, Kind
from graphkit.editions.alignment import place_of

__all__ = ["Comparison"]

Pairs: TypeAlias = Sequence[tuple[Item, Item]]

#: what is asked the more strongly the further on it stands; what is unstated stands nowhere
_MODALITIES = ("Desirable", "Essential")
_TIMINGS = ("AfterAppointment", "AtEntry")
#: parts of items and unread words, which have nothing but their text
_BARE = frozenset({"Acronym", "UnreadText"})
#: opens what stands for a statement that the newer edition has not; no IRI opens so
_GONE = "gone "


class Comparison:
    """Two editions whose items have been aligned: `pairs` are those both have."""

    def __init__(self, old: Edition, new: Edition, pairs: Pairs) -> None:
        self.pairs = pairs
        self._old = {item.statement: item for item in old.items}
        self._new = {item.statement: item for item in new.items}
        self._now = {old.statement: new.statement for old, new in pairs}

    def changes(self) -> list[Change]:
        """Everything that differs, in no order: what only one edition has, and what both have and differs."""
        found = [Change(old, new, tuple(self._differences(old, new))) for old, new in self.pairs]
        kept = set(self._now.values())
        removed = [Change(item, None) for statement, item in self._old.items() if statement not in self._now]
        added = [Change(None, item) for statement, item in self._new.items() if statement not in kept]
        return [change for change in found if change.differences] + removed + added

    def repeats(self, changes: Sequence[Change]) -> set[Change]:
        """Of some changes those of copies in the success-profile table, where the item copied changed alike."""
        of_old = {change.old.statement: change for change in changes if change.old}
        of_new = {change.new.statement: change for change in changes if change.new}
        return {
            change
            for change in changes
            if change.item.kind == "Restatement"
            and (
                item := of_new.get(change.new.restates or "") if change.new else of_old.get(change.item.restates or "")
            )
            and (change.old is None or of_old.get(change.old.restates or "") is item)
            and set(change.kinds) <= set(item.kinds)
        }

    def reordered(self) -> int:
        """The least number of items that changed places within the lists that hold them in both editions."""
        lists: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
        now = {statement: place for place, statement in enumerate(self._new)}
        was = {statement: place for place, statement in enumerate(self._old)}
        for old, new in self.pairs:
            if old.order and new.order and new.kind != "Restatement" and self._list(old, was=True) == self._list(new):
                lists[self._list(new)].append((now[new.statement], was[old.statement]))
        return sum(len(places) - _ascending([place for _, place in sorted(places)]) for places in lists.values())

    def _list(self, item: Item, *, was: bool = False) -> Hashable:
        """What the items of one list have in common; of the older edition, said as the newer would."""
        return item.kind, place_of(item.section), item.modality, self._above(item) if was else item.listed_under

    def _above(self, old: Item) -> str | None:
        """What an item of the older edition is listed under, by what that is in the newer."""
        return old.listed_under and self._now.get(old.listed_under, _GONE)

    def _differences(self, old: Item, new: Item) -> Iterator[Difference]:
        if old.text != new.text:
            is_field = old.kind == "Field"
            aspect, kind = (Aspect.VALUE, Kind.CHANGED) if is_field else (Aspect.TEXT, Kind.REWORDED)
            yield Difference(aspect, old.text, new.text, (kind,))
        if old.kind in _BARE:
            return
        if old.label != new.label:
            yield Difference(Aspect.LABEL, old.label, new.label, (Kind.CHANGED,))
        if old.kind != new.kind:
            yield Difference(Aspect.CLASS, old.kind, new.kind, (Kind.RECLASSIFIED,))
        yield from _demands(old, new)
        yield from self._alternatives(old, new)
        if place_of(old.section) != place_of(new.section):
            yield Difference(Aspect.SECTION, old.section, new.section, (Kind.MOVED,))
        yield from self._links(old, new)
        if old.code != new.code:
            yield Difference(Aspect.CODE, old.code, new.code, (Kind.RENUMBERED,))

    def _alternatives(self, old: Item, new: Item) -> Iterator[Difference]:
        """More ways to meet an item ask for less; other ways, for neither more nor less."""
        was, now = self._today(old.alternative_to), new.alternative_to
        if was < now or was > now:
            kind = Kind.WEAKENED if was < now else Kind.STRENGTHENED
            yield Difference(Aspect.ALTERNATIVES, *self._texts(old.alternative_to, now), (kind,))

    def _links(self, old: Item, new: Item) -> Iterator[Difference]:
        """What an item is listed under, and what it is mapped to."""
        if self._above(old) != new.listed_under and old.kind != "Field":
            above = self._old.get(old.listed_under or ""), self._new.get(new.listed_under or "")
            was, now = (item.text if item else None for item in above)
            yield Difference(Aspect.LISTED_UNDER, was, now, (Kind.MOVED,))
        if self._today(old.supported_by) != new.supported_by:
            texts = self._texts(old.supported_by, new.supported_by)
            yield Difference(Aspect.SUPPORTED_BY, *texts, (Kind.REMAPPED,))

    def _today(self, statements: frozenset[str]) -> frozenset[str]:
        """Statements of the older edition as what they are in the newer; the others as themselves, gone."""
        return frozenset(self._now.get(statement, _GONE + statement) for statement in statements)

    def _texts(self, old: frozenset[str], new: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the statements say, in the order they are printed in."""
        was = tuple(item.text for statement, item in self._old.items() if statement in old)
        return was, tuple(item.text for statement, item in self._new.items() if statement in new)


def _demands(old: Item, new: Item) -> Iterator[Difference]:
    """What is asked: how strongly, by when, for how long, at which level."""
    if old.modality and new.modality and old.modality != new.modality:
        kinds = (*_stronger(_MODALITIES, old.modality, new.modality), Kind.RELISTED)
        yield Difference(Aspect.MODALITY, old.modality, new.modality, kinds)
    if old.timing and new.timing and old.timing != new.timing:
        yield Difference(
            Aspect.TIMING, old.timing, new.timing, (*_stronger(_TIMINGS, old.timing, new.timing), Kind.RETIMED)
        )
    months, level = (old.months_of_experience, new.months_of_experience), (old.level, new.level)
    for aspect, (was, now) in ((Aspect.MONTHS, months), (Aspect.LEVEL, level)):
        if was != now and old.kind != "Field":
            yield Difference(aspect, was, now, (Kind.STRENGTHENED if (was or 0) < (now or 0) else Kind.WEAKENED,))


def _stronger(scale: Sequence[str], old: str, new: str) -> tuple[Kind, ...]:
    """Whether more is asked than before, or less; neither where one of the two is not stated."""
    if old not in scale or new not in scale:
        return ()
    return (Kind.STRENGTHENED,) if scale.index(old) < scale.index(new) else (Kind.WEAKENED,)


def _ascending(places: Sequence[int]) -> int:
    """How many of some places can stay so that they ascend.

    >>> _ascending([2, 0, 1, 3])
    3
    """
    last: list[int] = []  # the lowest place that ends an ascent of each length
    for place in places:
        at = bisect_left(last, place)
        last[at : at + 1] = [place]
    return len(last)
