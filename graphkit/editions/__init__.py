"""One edition of a document against another: what was added and removed, reworded and moved, and what is asked for
more or less strongly than before.

>>> from dataclasses import replace
>>> def edition(version: str, *items: Item) -> Edition:
...     return Edition("ps-jes-0001", version, f"{version}.txt", items)
>>> driving = Item(statement="1", kind="Experience", text="Experience of driving a van.", modality="Desirable")
>>> found = diff(edition("1.0", driving), edition("2.0", replace(driving, statement="2", modality="Essential")))
>>> [str(kind) for change in found.changes for kind in change.kinds]
['strengthened', 'relisted']
"""

from __future__ import annotations

from graphkit.changes import Change, Diff, Edition, Item, Kind
from graphkit.editions.alignment import align
from graphkit.editions.comparison import Comparison
from graphkit.editions.facts import edition_in, edition_named

__all__ = ["Change", "Diff", "Edition", "Item", "Kind", "diff", "edition_in", "edition_named"]


def diff(old: Edition, new: Edition) -> Diff:
    """What differs between two editions; the other way round, the same mirrored.

    Items are aligned by their words (`alignment`) and what is printed of them is compared, not what a person states of
    the file. A copy in the success-profile table that changed as its item did is only counted.
    """
    pairs = align(old, new)
    comparison = Comparison(old, new, pairs)
    changes = comparison.changes()
    repeats = comparison.repeats(changes)
    return Diff(
        old,
        new,
        tuple(sorted((change for change in changes if change not in repeats), key=_order)),
        unchanged=len(pairs) - sum(bool(change.differences) for change in changes),
        reordered=comparison.reordered(),
        repeated=len(repeats),
    )


def _order(change: Change) -> tuple[object, ...]:
    return change.kinds[0].rank, [place.key for place in change.item.places], change.item.statement
