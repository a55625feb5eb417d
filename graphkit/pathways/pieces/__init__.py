"""The pieces of a page about a progression: what stands how, the way as a picture, every demand with both quotes.

The page of `graphkit progression --format html` is made of them, and so are the moves of a site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from graphkit.markup import Html, element, join, told
from graphkit.moves import Progression, Standing
from graphkit.page import filled
from graphkit.pathways import telling
from graphkit.pathways.pieces.cards import Cards, where
from graphkit.pathways.pieces.chart import badge, gap_chart, tiles
from graphkit.pathways.pieces.picture import picture
from graphkit.roles import Asked

__all__ = ["STYLE", "demands", "opening", "way"]

_HERE = Path(__file__).parent
#: how the pieces look, wherever they stand
STYLE = _HERE / "style.css"


def opening(found: Progression) -> Html:
    """How many demands stand how, and what is to be known before anything else is read."""
    remarks = element("ul", *(element("li", told(remark)) for remark in telling.remarks(found)), class_="remarks")
    return join([tiles(found), Html("\n"), remarks])


def way(found: Progression) -> Html:
    """What is known of the way, as a picture and in sentences."""
    return filled(_HERE / "way.html", picture=picture(found), way=element("ul", *_way(found), class_="way"))


def demands(found: Progression, where: Callable[[Asked], Html] = where) -> Html:
    """Levels, gap chart, gates, every demand with both quotes, what is left behind; `where` tells where an item is."""
    cards = Cards(where)
    return filled(
        _HERE / "demands.html",
        levels=_levels(found),
        chart=gap_chart(found),
        gates=join(cards.gates(found)),
        demands=join(cards.answers(found)),
        left=cards.left(found),
        meanings=element("dl", *_meanings()),
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
