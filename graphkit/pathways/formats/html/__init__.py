"""A progression as one page that needs nothing else: picture, gap chart, gates, and every demand with both quotes.

It asks nothing of any network and runs no script.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from string import Template

from graphkit.markup import Html, element, join, told
from graphkit.moves import Progression
from graphkit.pathways import pieces

__all__ = ["render"]

_HERE = Path(__file__).parent


def render(found: Progression) -> str:
    """The progression as an HTML page; every word of the documents is escaped."""
    style = _HERE.joinpath("page.css").read_text(encoding="utf-8") + pieces.STYLE.read_text(encoding="utf-8")
    return Template(_HERE.joinpath("page.html").read_text(encoding="utf-8")).substitute(
        style=style,
        style_hash="sha256-" + b64encode(sha256(style.encode()).digest()).decode(),
        title=join([told(f"{found.role.title} → {found.target.title}")]),
        heading=_heading(found),
        opening=pieces.opening(found),
        way=pieces.way(found),
        demands=pieces.demands(found),
    )


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
