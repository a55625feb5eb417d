"""A diff as Markdown, for a wiki or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.changes import Diff
from graphkit.differences.telling import HEADINGS, at, by_kind, name, note, sides, summary, told
from graphkit.text import printable

__all__ = ["render"]

_SIDES = {"-": "before", "+": "after"}


def render(diff: Diff) -> str:
    """The diff as Markdown (CommonMark)."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: Diff) -> Iterator[str]:
    yield f"# {_plain(diff.new.document)}: {_plain(name(diff.old))} → {_plain(name(diff.new))}"
    yield ""
    if told_apart := note(diff):
        yield f"Note: {_plain(told_apart)}."
        yield ""
    yield f"{_plain(summary(diff))}."
    for kind, changes in by_kind(diff):
        yield ""
        yield f"## {HEADINGS[kind]}"
        yield ""
        for change in changes:
            yield f"- **{_plain(told(change))}**"
            for sign, item in sides(change):
                yield f"  - {_SIDES[sign]}, {_plain(at(item))}: {_plain(item.text)}"


def _plain(words: str) -> str:
    r"""Words that Markdown takes for words.

    >>> _plain("*must* hold <b>1. licence</b>\n# now")
    '\\*must\\* hold \\<b\\>1. licence\\</b\\> \\# now'
    """
    return re.sub(r"([\\`*_{}\[\]<>#|~!&]|^[-+](?=\s|$)|^\d+(?=[.)]))", _escaped, printable(words))


def _escaped(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"
