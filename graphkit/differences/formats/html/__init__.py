"""A diff as one page that needs nothing else: what was there on the left, what is there now on the right."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from graphkit.changes import Change, Diff, Item
from graphkit.differences.telling import HEADINGS, at, by_kind, name, note, summary, told, woven
from graphkit.markup import Html
from graphkit.page import alone
from graphkit.text import printable

__all__ = ["render"]

_HERE = Path(__file__).parent


def render(diff: Diff) -> str:
    """The diff as an HTML page; every word of the documents is escaped."""
    title = f"{diff.new.document}: {name(diff.old)} → {name(diff.new)}"
    return alone(title, Html("\n".join(_lines(diff, title)) + "\n"), _HERE / "page.css")


def _lines(diff: Diff, title: str) -> Iterator[str]:
    yield f"<main><h1>{_text(title)}</h1>"
    if told_apart := note(diff):
        yield f"<p><strong>Note: {_text(told_apart)}.</strong></p>"
    yield f"<p>{_text(summary(diff))}.</p>"
    for kind, changes in by_kind(diff):
        yield f"<section><h2>{_text(HEADINGS[kind])}</h2>"
        for change in changes:
            yield from _change(change)
        yield "</section>"
    yield "</main>"


def _change(change: Change) -> Iterator[str]:
    yield f'<section><h3>{_text(told(change))}</h3><div class="sides">'
    runs = list(woven(change.old.text, change.new.text)) if change.old and change.new else None
    yield _side(change.old, "-", "del", runs)
    yield _side(change.new, "+", "ins", runs)
    yield "</div></section>"


def _side(item: Item | None, sign: str, tag: str, runs: list[tuple[str, str]] | None) -> str:
    """One edition's words, those marked that the other has not."""
    if item is None:
        return "<div></div>"
    shown = [(sign, item.text)] if runs is None else [run for run in runs if run[0] in (" ", sign)]
    marked = (f"<{tag}>{_text(words)}</{tag}>" if of == sign else _text(words) for of, words in shown)
    return f'<div><p class="at">{_text(at(item))}</p><p dir="auto">{" ".join(marked)}</p></div>'


def _text(words: str) -> str:
    return escape(printable(words))
