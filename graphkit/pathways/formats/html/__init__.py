"""A progression as one page that needs nothing else: picture, gap chart, gates, and every demand with both quotes.

It asks nothing of any network and runs no script.
"""

from __future__ import annotations

from pathlib import Path

from graphkit.markup import Html, element, join, told
from graphkit.moves import Progression
from graphkit.page import alone, filled
from graphkit.pathways import pieces

__all__ = ["render"]

_HERE = Path(__file__).parent


def render(found: Progression) -> str:
    """The progression as an HTML page; every word of the documents is escaped."""
    body = filled(
        _HERE / "page.html",
        heading=_heading(found),
        opening=pieces.opening(found),
        way=pieces.way(found),
        demands=pieces.demands(found),
    )
    return alone(f"{found.role.title} → {found.target.title}", body, _HERE / "page.css", pieces.STYLE)


def _heading(found: Progression) -> Html:
    def name(lead: str, title: str, document: str) -> Html:
        return element(
            "span", element("span", f"{lead} ", class_="lead"), told(title), " ", element("small", told(document))
        )

    return join(
        [
            name("From", found.role.title, found.role.name),
            " ",
            name("to", found.target.title, found.target.name),
        ]
    )
