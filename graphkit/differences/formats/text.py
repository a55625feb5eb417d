"""A diff to read at the prompt: by kind, each change with both texts beside their lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from graphkit.changes import Diff
from graphkit.differences.telling import HEADINGS, at, by_kind, name, note, sides, summary, told
from graphkit.text import printable

__all__ = ["render"]

_WIDTH = 110


def render(diff: Diff) -> str:
    """The diff as plain text."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: Diff) -> Iterator[str]:
    yield printable(f"{diff.new.document}: {name(diff.old)} → {name(diff.new)}")
    if told_apart := note(diff):
        yield f"note: {printable(told_apart)}"
    yield summary(diff)
    for kind, changes in by_kind(diff):
        heading, colon, meaning = HEADINGS[kind].partition(":")
        yield ""
        yield f"{heading.upper()}{colon}{meaning}"
        for change in changes:
            yield ""
            yield from _wrapped(told(change), "  ", "    ")
            for sign, item in sides(change):
                yield from _wrapped(f"{sign} {at(item)}  “{item.text}”", "    ", "      ")


def _wrapped(words: str, first: str, then: str) -> list[str]:
    words = "  ".join(map(printable, words.split("  ")))
    return textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
