"""HTML that cannot be broken out of: words are escaped where they are put in, and only elements are not.

>>> element("p", "a < b ", element("b", "c"), class_="note", hidden=True)
'<p class="note" hidden>a &lt; b <b>c</b></p>'
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from graphkit.text import printable

__all__ = ["Html", "bar", "element", "join", "told"]

_VOID = frozenset({"br", "input", "link", "rect"})


class Html(str):
    """Text that is HTML already. Only `element` and `join` make it."""

    __slots__ = ()


def element(tag: str, /, *content: str, **attributes: str | int | bool | None) -> Html:
    """An element with its content; plain words are escaped. `class_` and `data_rule` are `class` and `data-rule`."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in _VOID and not content:
        return Html(f"<{tag}{written}/>" if tag == "rect" else f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(content)}</{tag}>")


def join(content: Iterable[str]) -> Html:
    """Several pieces, one after another."""
    return Html("".join(piece if isinstance(piece, Html) else escape(piece) for piece in content))


def told(words: str) -> str:
    """Words on one line with nothing in them that a reader cannot see."""
    return printable(words)


def bar(share: float, severity: str) -> Html:
    """A horizontal bar of so much of its width, for numbers that stand beside it."""
    rect = element("rect", class_=severity, width=f"{100 * share:.1f}", height="8")
    return element("svg", rect, class_="bar", viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true")


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
