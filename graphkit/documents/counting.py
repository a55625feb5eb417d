"""Numbers of lists: one printed twice, one left out."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.documents.draft import Draft
from graphkit.documents.tools.items import split_marker
from graphkit.records import Statement

__all__ = ["observe_numbers"]

#: an item and its printed number, None where it has none
_Numbered = tuple[Statement, int | None]


def observe_numbers(draft: Draft) -> None:
    r"""Observe each number that two items of a list bear, and each that none bears.

    >>> from graphkit.documents.source import Source
    >>> draft = Draft(Source("a.txt", "1. Keep bees.\n2. Sell honey.\n2. Paint.\n5. Sing.", ""))
    >>> for line in draft.source.lines:
    ...     _ = draft.add("Duty", [line.part(2)], section="Duties")
    >>> observe_numbers(draft)
    >>> [seen.message for seen in draft.observations]
    ['the number 2 is printed for two items of one list', 'the numbers 3 and 4 before this item are printed nowhere']
    """
    lists = list(_lists(draft))
    ends = {numbers[-1] for entries in lists if (numbers := [number for _, number in entries if number])}
    for entries in lists:
        known = {number for _, number in entries if number}
        last = min(known) - 1 if min(known) - 1 in ends else 0  # the list may go on with another's numbers
        seen: set[int] = set()
        unnumbered = 0
        for statement, number in entries:
            if number is None:
                unnumbered += 1
                continue
            missing = [gap for gap in range(last + 1, number) if gap not in known]
            if number in seen:
                message = f"the number {number} is printed for two items of one list"
                draft.observe("number-used-twice", message, statement=statement.local)
            elif len(missing) > unnumbered:
                draft.observe("number-skipped", _skipped(missing), statement=statement.local)
            seen.add(number)
            last, unnumbered = number, 0


def _skipped(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"the number {numbers[0]} before this item is printed nowhere"
    joining = "and" if len(numbers) == 2 else "to"
    return f"the numbers {numbers[0]} {joining} {numbers[-1]} before this item are printed nowhere"


def _lists(draft: Draft) -> Iterator[list[_Numbered]]:
    """The numbered lists, each the items of one kind under one heading; a 1 begins anew."""
    lists: dict[object, list[_Numbered]] = {}
    for statement in sorted(draft.statements, key=lambda statement: statement.spans):
        if statement.kind in {"Field", "Acronym", "Restatement"} or statement.code:
            continue
        key = (statement.kind, statement.section, statement.listed_under)
        number = _number(draft, statement)
        if number == 1 and any(known for _, known in lists.get(key, ())):
            yield lists.pop(key)
        lists.setdefault(key, []).append((statement, number))
    yield from (entries for entries in lists.values() if sum(number is not None for _, number in entries) > 1)


def _number(draft: Draft, statement: Statement) -> int | None:
    """The number with which the line opens that the item begins on."""
    start = statement.spans[0].start
    line = draft.source.lines[draft.source.line_at(start) - 1]
    _, number, label, _ = split_marker(line)
    is_first = label.span.end <= start and not draft.source.text[label.span.end : start].strip()
    if number is None or not is_first:
        return None
    return int(number) if number.isdigit() else None
