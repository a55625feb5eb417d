"""A diff as one page that needs nothing else: what was there on the left, what is there now on the right."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from graphkit.changes import Change, Diff, Item
from graphkit.differences.telling import HEADINGS, at, by_kind, name, note, summary, told, woven
from graphkit.text import printable

__all__ = ["render"]

_STYLE = """
:root { color-scheme: light dark; --old: #b3261e; --new: #146c2e; --line: #8886; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; }
section section { margin: 1rem 0 1.5rem; }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides > div { border-left: 3px solid var(--line); padding-left: .75rem; overflow-wrap: anywhere; }
.sides p { margin: 0; }
.at { font-size: .85rem; opacity: .75; }
del { color: var(--old); }
ins { color: var(--new); }
@media (prefers-color-scheme: dark) { :root { --old: #ff8a80; --new: #7ddf95; } }
@media (max-width: 45rem) { .sides { grid-template-columns: 1fr; } }
"""


def render(diff: Diff) -> str:
    """The diff as an HTML page; every word of the documents is escaped."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: Diff) -> Iterator[str]:
    title = _text(f"{diff.new.document}: {name(diff.old)} → {name(diff.new)}")
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title><style>{_STYLE}</style></head>"
    yield f"<body><h1>{title}</h1>"
    if told_apart := note(diff):
        yield f"<p><strong>Note: {_text(told_apart)}.</strong></p>"
    yield f"<p>{_text(summary(diff))}.</p>"
    for kind, changes in by_kind(diff):
        yield f"<section><h2>{_text(HEADINGS[kind])}</h2>"
        for change in changes:
            yield from _change(change)
        yield "</section>"
    yield "</body></html>"


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
