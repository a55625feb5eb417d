"""Every demand and gate as a card: what is asked for on the left, what meets it on the right, and on what ground."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphkit.markup import Html, element, join, told
from graphkit.moves import Answer, Gate, Ground, Progression, Verdict
from graphkit.pathways import telling
from graphkit.pathways.pieces.chart import anchor, badge
from graphkit.roles import Asked

__all__ = ["Cards", "where"]


#: whose words a quote is, as it is called beside them
_WHOSE = {"wanted": "target", "given": "now"}


def where(asked: Asked) -> Html:
    """The file and lines of an item."""
    return element("span", told(telling.at(asked)), class_="at")


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a page. `where` tells the place of an item, in words or by a link to it."""

    where: Callable[[Asked], Html] = where

    def gates(self, found: Progression) -> Iterator[Html]:
        """The gates by kind, each with how it is closed."""
        if not found.gates:
            yield element("p", "The target's document sets none.")
        for kind, gates in telling.by_kind(found.gates):
            key = anchor(f"gate {kind}")
            heading = element("h3", str(kind).capitalize(), id=key)
            yield element("section", heading, *(self._gate(gate) for gate in gates), aria_labelledby=key)

    def answers(self, found: Progression) -> Iterator[Html]:
        """The demands by facet and standing, what is missing first."""
        for heading, facet, answers in telling.gaps(found):
            key = anchor(facet)
            parts = [element("h2", heading, id=key)]
            for standing, some in telling.by_standing(answers):
                name = badge(standing, f"{str(standing).capitalize()} ({len(some)})")
                parts.append(element("h3", name, id=anchor(facet, standing)))
                kind = f"card {standing.name.lower()}"
                parts += (element("article", self._answer(each), class_=kind) for each in some)
            yield element("section", *parts, aria_labelledby=key)

    def left(self, found: Progression) -> Html:
        """What nothing of the target takes up."""
        perhaps = telling.left_perhaps(found)
        more = [element("p", perhaps)] if perhaps else []
        if not found.left:
            return join(more or [element("p", "Nothing: the target takes all of it up.")])
        items = (element("li", self._quoted(verdict.asked, "given")) for verdict in found.left)
        return join([element("ul", *items, class_="behind"), *more])

    def _gate(self, gate: Gate) -> Html:
        standing = gate.answer.standing
        head = element(
            "p",
            badge(standing, telling.HELD[standing]),
            *([" ", element("strong", "in the way", class_="blocks")] if gate.blocks else []),
            " ",
            told(gate.closing[:1].upper() + gate.closing[1:] + "."),
            class_="closing",
        )
        return element("article", head, self._answer(gate.answer), class_=f"card {standing.name.lower()}")

    def _answer(self, answer: Answer) -> Html:
        options = [self._verdict(option) for option in answer.options]
        if len(options) == 1:
            return options[0]
        lead = element("p", f"Any one of these {len(options)} is enough:", class_="soft")
        return element("div", lead, element("ul", *(element("li", option) for option in options), class_="options"))

    def _verdict(self, verdict: Verdict) -> Html:
        grounds, more = telling.deciding(verdict)
        shown = [self._ground(ground) for ground in grounds]
        if more:
            shown.append(element("p", f"and {more} more", class_="soft"))
        if not grounds:
            shown.append(element("p", told(telling.nothing(verdict)), class_="soft"))
        sides = element("div", self._quoted(verdict.asked, "wanted"), element("div", *shown), class_="sides")
        below = (element("div", self._answer(part), class_="part") for part in verdict.parts)
        return join([sides, *below])

    def _ground(self, ground: Ground) -> Html:
        said = element("p", told(telling.told(ground)), class_="ground")
        return element("div", *([self._quoted(ground.given, "given")] if ground.given else []), said)

    def _quoted(self, asked: Asked, side: str) -> Html:
        words = element("p", told(asked.item.text), dir="auto")
        what = ", ".join(filter(None, (telling.about(asked), telling.tags(asked))))
        whose = element("span", _WHOSE[side], class_="whose")
        return element(
            "blockquote", words, element("cite", whose, " ", self.where(asked), f" {told(what)}"), class_=side
        )
