"""A progression as one page that needs nothing else: picture, gap chart, gates, and every demand with both quotes.

It asks nothing of any network and runs no script.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from string import Template

from graphkit.markup import Html, element, join, told
from graphkit.moves import Progression, Standing
from graphkit.pathways import telling
from graphkit.pathways.formats.html.cards import answers_of, gates_of, left_of
from graphkit.pathways.formats.html.chart import badge, gap_chart, tiles
from graphkit.pathways.formats.html.picture import picture

__all__ = ["render"]

_HERE = Path(__file__).parent


def render(found: Progression) -> str:
    """The progression as an HTML page; every word of the documents is escaped."""
    style = _HERE.joinpath("page.css").read_text(encoding="utf-8")
    return Template(_HERE.joinpath("page.html").read_text(encoding="utf-8")).substitute(
        style=style,
        style_hash="sha256-" + b64encode(sha256(style.encode()).digest()).decode(),
        title=join([told(f"{found.role.title} → {found.target.title}")]),
        heading=_heading(found),
        tiles=tiles(found),
        remarks=element("ul", *(element("li", told(remark)) for remark in telling.remarks(found)), class_="remarks"),
        picture=picture(found),
        way=element("ul", *_way(found), class_="way"),
        levels=_levels(found),
        chart=gap_chart(found),
        gates=join(gates_of(found)),
        demands=join(answers_of(found)),
        left=left_of(found),
        meanings=element("dl", *_meanings()),
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


def _way(found: Progression) -> Iterator[Html]:
    for kind, sentence in telling.way(found):
        yield element("li", element("span", kind, class_=f"kind {kind.split()[-1]}"), " ", told(sentence))


def _levels(found: Progression) -> Html:
    if not found.levels:
        return element("p", "Neither document prints a band, a level or an occupational class.")
    return element("ul", *(element("li", told(telling.level(step))) for step in found.levels))


def _meanings() -> Iterator[Html]:
    for standing in Standing:
        yield element("dt", badge(standing, str(standing)))
        yield element("dd", f"{telling.MEANINGS[standing]}. A gate is then called {telling.HELD[standing]}.")
