"""Duties with bullets, numbers or letters under one heading, those that one announces listed under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.breaks import goes_on, is_apart
from graphkit.documents.tools.items import Item, items
from graphkit.records import Statement, Status

__all__ = ["listed_duties"]


def listed_duties(
    draft: Draft, heading: str, lines: Sequence[Line], numbered: Mapping[int, str], *, reads: str
) -> None:
    """The paragraphs and listed items under one heading; `reads` is the class of the items."""
    width = max((len(line.text) for line in lines), default=0)
    # a blank line parts paragraphs here
    apart = {line.number for above, line in pairwise(lines) if is_apart(above, line) and not goes_on(above, line)}
    found = list(items(lines, page_width=width, starts=apart, numbered=numbered))
    has_numbers = any(item.number for item in found)
    orders: Counter[str | None] = Counter()
    above: list[tuple[Item, Statement]] = []  # the items that announce those under them, the outermost first
    for item, below in zip(found, [*found[1:], None], strict=False):
        draft.mark(item.label, Status.LABEL)
        if not item.lines:
            continue
        if not item.is_listed or reads == "Passage":
            draft.add("Passage", item.lines, section=heading, about="role")
            continue
        while above and (item.depth < above[-1][0].depth or item.marker == above[-1][0].marker):
            if item.marker == above[-1][0].marker and item.depth > above[-1][0].depth:
                break  # the same bullet further in
            above.pop()
        under = above[-1][1].local if above else None
        orders[under] += 1
        has_none = has_numbers and not item.number and item.lines[0].number not in numbered
        repair = "missing number" if has_none and not above else None
        duty = draft.add(
            "Duty", item.lines, tail=heading, section=heading, order=orders[under], repair=repair,
            listed_under=under,
        )  # fmt: skip
        if duty.text.endswith(":") or _is_open(duty, item, below):
            above.append((item, duty))
        if repair:
            message = f"an item without a number in a numbered list; it stands in place {duty.order}"
            draft.observe("missing-number", message, duty.spans[0], duty.local)


def _is_open(duty: Statement, item: Item, below: Item | None) -> bool:
    """Whether a duty that stands under no full stop is over a deeper list, in which its sentence goes on."""
    is_deeper = below is not None and below.is_listed and below.depth == item.depth + 1
    return item.depth > 0 and is_deeper and duty.text[-1] not in ".;"
