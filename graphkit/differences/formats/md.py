"""A diff as Markdown, for a wiki or a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.changes import Diff
from graphkit.differences.telling import HEADINGS, at, by_kind, name, note, sides, summary, told
from graphkit.text import marked_down

__all__ = ["render"]

_SIDES = {"-": "before", "+": "after"}


def render(diff: Diff) -> str:
    """The diff as Markdown (CommonMark)."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: Diff) -> Iterator[str]:
    yield f"# {marked_down(diff.new.document)}: {marked_down(name(diff.old))} → {marked_down(name(diff.new))}"
    yield ""
    if told_apart := note(diff):
        yield f"Note: {marked_down(told_apart)}."
        yield ""
    yield f"{marked_down(summary(diff))}."
    for kind, changes in by_kind(diff):
        yield ""
        yield f"## {HEADINGS[kind]}"
        yield ""
        for change in changes:
            yield f"- **{marked_down(told(change))}**"
            for sign, item in sides(change):
                yield f"  - {_SIDES[sign]}, {marked_down(at(item))}: {marked_down(item.text)}"
