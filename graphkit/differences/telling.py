"""The sentences in which every format tells of changes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from graphkit.changes import Aspect, Change, Diff, Difference, Edition, Item, Kind, Said, counts
from graphkit.findings import located

__all__ = ["HEADINGS", "at", "by_kind", "name", "note", "sides", "summary", "told", "woven"]

HEADINGS = {
    Kind.CHANGED: "Changed: a field with another value or label",
    Kind.STRENGTHENED: "Strengthened: more is asked than before",
    Kind.WEAKENED: "Weakened: less is asked than before",
    Kind.RELISTED: "Relisted: under another of essential, desirable and neither",
    Kind.ADDED: "Added",
    Kind.REMOVED: "Removed",
    Kind.REWORDED: "Reworded",
    Kind.RETIMED: "Retimed: wanted at another time",
    Kind.RECLASSIFIED: "Reclassified: now another class of statement",
    Kind.MOVED: "Moved: to another section, or under another item",
    Kind.REMAPPED: "Remapped: supported by other competences",
    Kind.RENUMBERED: "Renumbered: with another code",
}
#: terms of the ontology in plain words
_PLAIN = {
    "Unstated": "not stated",
    "Essential": "essential",
    "Desirable": "desirable",
    "AtEntry": "at entry",
    "AfterAppointment": "after appointment",
}


def by_kind(diff: Diff) -> Iterator[tuple[Kind, list[Change]]]:
    """The changes under the kind they are reported under."""
    for kind, changes in groupby(diff.changes, key=lambda change: change.kinds[0]):
        yield kind, list(changes)


def name(edition: Edition) -> str:
    """An edition and its file."""
    return f"edition {edition.edition} ({edition.file})"


def note(diff: Diff) -> str | None:
    """What is to be said of two documents that are not editions of one."""
    if diff.are_editions:
        return None
    return (
        f"{diff.old.document} and {diff.new.document} are two documents, not two editions of one, by their references"
    )


def summary(diff: Diff) -> str:
    """How much differs, in one line.

    >>> summary(Diff(Edition("a-1", "1", "1.txt"), Edition("a-1", "2", "2.txt"), (), unchanged=3))
    'no changes; 3 items unchanged'
    """
    found = [f"{number} {kind}" for kind, number in counts(diff.changes).items()]
    parts = [", ".join(found) or "no changes", f"{diff.unchanged} {_items(diff.unchanged)} unchanged"]
    if diff.reordered:
        parts.append(f"{diff.reordered} {_items(diff.reordered)} in another order")
    if diff.repeated:
        parts.append(f"{diff.repeated} of the changes again in the success-profile table")
    return "; ".join(parts)


def _items(number: int) -> str:
    return "item" if number == 1 else "items"


def told(change: Change) -> str:
    """What item it is, and what of it differs but its words, which both sides show."""
    item = change.item
    what = " ".join(filter(None, (item.kind, item.code, f"“{item.label}”" if item.label else None)))
    also = [str(kind) for kind in change.kinds[1:] if kind in (Kind.REWORDED, Kind.CHANGED)]
    return "; ".join([what, *filter(None, map(_sentence, change.differences)), *also])


def _sentence(difference: Difference) -> str | None:
    aspect, old, new = difference.aspect, difference.old, difference.new
    if aspect in (Aspect.TEXT, Aspect.VALUE):
        return None
    if isinstance(old, tuple) and isinstance(new, tuple):
        gone = [f"no longer “{words}”" for words in old if words not in new]
        come = [f"now “{words}”" for words in new if words not in old]
        return f"{aspect}: {', '.join([*gone, *come])}"
    return f"{aspect}: {_plain(old)} → {_plain(new)}"


def _plain(said: Said) -> str:
    words = "none" if said is None else _PLAIN.get(str(said), str(said))
    return words if said is None or len(words.split()) < 3 or words in _PLAIN.values() else f"“{words}”"


def sides(change: Change) -> Iterator[tuple[str, Item]]:
    """The item as each edition has it, beside the sign that diffs use: - for the older, + for the newer."""
    if change.old:
        yield "-", change.old
    if change.new:
        yield "+", change.new


def at(item: Item) -> str:
    """The file and lines of an item, and its page where there is one.

    >>> from graphkit.findings import Place
    >>> at(Item(statement="", kind="Duty", text="", places=(Place(file="a.pdf", line=3, end_line=4, page=2),)))
    'a.pdf:3-4, page 2'
    """
    return located(item.places, item.statement)


def woven(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Two texts as one: runs of words that both have (" "), only the older ("-") or only the newer ("+").

    >>> list(woven("Drive a small van.", "Drive a lorry."))
    [(' ', 'Drive a'), ('-', 'small van.'), ('+', 'lorry.')]
    """
    was, now = old.split(), new.split()
    for kind, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield " ", " ".join(was[start:end])
            continue
        if start < end:
            yield "-", " ".join(was[start:end])
        if first < last:
            yield "+", " ".join(now[first:last])
