"""What two editions are compared by, and what may differ between them, as nouns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from graphkit.findings import Place

__all__ = ["Aspect", "Change", "Diff", "Difference", "Edition", "Item", "Kind", "Said", "counts"]


class Kind(StrEnum):
    """What happened to an item; the first that holds is the one it is reported under.

    STRENGTHENED: more is asked than before. Desirable became essential; more months of experience, a higher level, or
    either where none was asked; wanted at entry and no longer only after appointment; one way fewer to meet it.
    WEAKENED is the same the other way round. RELISTED: under another of essential, desirable and neither; RETIMED:
    wanted at another time or at none that is stated. What was or is not stated makes nothing stronger or weaker.
    """

    CHANGED = "changed"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    RECLASSIFIED = "reclassified"
    RELISTED = "relisted"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    RETIMED = "retimed"
    MOVED = "moved"
    REMAPPED = "remapped"
    RENUMBERED = "renumbered"

    @property
    def rank(self) -> int:
        """0 for the kind that is reported first."""
        return list(Kind).index(self)


class Aspect(StrEnum):
    """What of an item differs."""

    VALUE = "value"
    LABEL = "label"
    TEXT = "text"
    CLASS = "class"
    MODALITY = "modality"
    TIMING = "timing"
    MONTHS = "months of experience"
    LEVEL = "level"
    ALTERNATIVES = "alternatives"
    SECTION = "section"
    LISTED_UNDER = "listed under"
    SUPPORTED_BY = "supported by"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One statement of an edition, or words that no reader understood (class UnreadText), with its places.

    `statement` is its IRI, by which others name it; modality and timing are local names of the ontology.
    """

    statement: str
    kind: str
    text: str
    places: tuple[Place, ...] = ()
    section: str | None = None
    order: int | None = None
    code: str | None = None
    identifier: str | None = None
    level: int | None = None
    modality: str | None = None
    timing: str | None = None
    months_of_experience: int | None = None
    listed_under: str | None = None
    alternative_to: frozenset[str] = frozenset()
    supported_by: frozenset[str] = frozenset()
    restates: str | None = None
    label: str | None = None
    about: str | None = None
    property: str | None = None
    short_form: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of one document: which it is, its file, and everything it prints, in the order printed."""

    document: str
    edition: str
    file: str
    items: tuple[Item, ...] = ()

    def __str__(self) -> str:
        return f"{self.document}@{self.edition}"


#: what an edition says of an aspect: words, a number, the texts of other items, or nothing
Said: TypeAlias = str | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect of an item, what each edition says of it, and what kinds of change that is."""

    aspect: Aspect
    old: Said
    new: Said
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An item that only one edition has, or one that both have and that differs."""

    old: Item | None
    new: Item | None
    differences: tuple[Difference, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What happened, the kind it is reported under first."""
        if self.old is None:
            return (Kind.ADDED,)
        if self.new is None:
            return (Kind.REMOVED,)
        found = {kind for difference in self.differences for kind in difference.kinds}
        return tuple(sorted(found, key=lambda kind: kind.rank))

    @property
    def item(self) -> Item:
        """The item as the newer edition has it, or as the older had it."""
        item = self.new or self.old
        assert item
        return item


@dataclass(frozen=True, slots=True)
class Diff:
    """One edition against another. `unchanged` items are the same in both; `reordered` is the least number of items
    that changed places within their lists; `repeated` changes of the success-profile table are those of the items it
    repeats, and are not among the changes.
    """

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    unchanged: int = 0
    reordered: int = 0
    repeated: int = 0

    @property
    def are_editions(self) -> bool:
        """Whether both are editions of one document, by its id."""
        return self.old.document == self.new.document


def counts(changes: Iterable[Change]) -> dict[Kind, int]:
    """How many changes there are of each kind that there is; a change of several kinds counts for each.

    >>> duty = Item(statement="duty/1", kind="Duty", text="Keep records.")
    >>> counts([Change(None, duty), Change(duty, None), Change(None, duty)])
    {<Kind.ADDED: 'added'>: 2, <Kind.REMOVED: 'removed'>: 1}
    """
    found = [kind for change in changes for kind in change.kinds]
    return {kind: found.count(kind) for kind in Kind if kind in found}
