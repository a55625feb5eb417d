"""Every demand and gate as a card: what is asked for on the left, what meets it on the right, and on what ground."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.markup import Html, element, join, told
from graphkit.moves import Answer, Gate, Ground, Progression, Verdict
from graphkit.pathways import telling
from graphkit.pathways.formats.html.chart import anchor, badge
from graphkit.roles import Asked

__all__ = ["answers_of", "gates_of", "left_of"]


#: whose words a quote is, as it is called beside them
_WHOSE = {"wanted": "target", "given": "now"}


def gates_of(found: Progression) -> Iterator[Html]:
    """The gates by kind, each with how it is closed."""
    if not found.gates:
        yield element("p", "The target's document sets none.")
    for kind, gates in telling.by_kind(found.gates):
        key = anchor(f"gate {kind}")
        heading = element("h3", str(kind).capitalize(), id=key)
        yield element("section", heading, *(_gate(gate) for gate in gates), aria_labelledby=key)


def _gate(gate: Gate) -> Html:
    standing = gate.answer.standing
    head = element(
        "p",
        badge(standing, telling.HELD[standing]),
        *([" ", element("strong", "in the way", class_="blocks")] if gate.blocks else []),
        " ",
        told(gate.closing[:1].upper() + gate.closing[1:] + "."),
        class_="closing",
    )
    return element("article", head, _answer(gate.answer), class_=f"card {standing.name.lower()}")


def answers_of(found: Progression) -> Iterator[Html]:
    """The demands by facet and standing, what is missing first."""
    for heading, facet, answers in telling.gaps(found):
        key = anchor(facet)
        parts = [element("h2", heading, id=key)]
        for standing, some in telling.by_standing(answers):
            name = badge(standing, f"{str(standing).capitalize()} ({len(some)})")
            parts.append(element("h3", name, id=anchor(facet, standing)))
            parts += (element("article", _answer(each), class_=f"card {standing.name.lower()}") for each in some)
        yield element("section", *parts, aria_labelledby=key)


def left_of(found: Progression) -> Html:
    """What nothing of the target takes up."""
    if not found.left:
        return element("p", "Nothing: the target takes all of it up.")
    return element("ul", *(element("li", _quoted(verdict.asked, "given")) for verdict in found.left), class_="behind")


def _answer(answer: Answer) -> Html:
    options = [_verdict(option) for option in answer.options]
    if len(options) == 1:
        return options[0]
    lead = element("p", f"Any one of these {len(options)} is enough:", class_="soft")
    return element("div", lead, element("ul", *(element("li", option) for option in options), class_="options"))


def _verdict(verdict: Verdict) -> Html:
    grounds, more = telling.deciding(verdict)
    shown = [_ground(ground) for ground in grounds]
    if more:
        shown.append(element("p", f"and {more} more", class_="soft"))
    if not grounds:
        shown.append(element("p", told(telling.nothing(verdict)), class_="soft"))
    sides = element("div", _quoted(verdict.asked, "wanted"), element("div", *shown), class_="sides")
    below = (element("div", _answer(part), class_="part") for part in verdict.parts)
    return join([sides, *below])


def _ground(ground: Ground) -> Html:
    said = element("p", told(telling.told(ground)), class_="ground")
    return element("div", *([_quoted(ground.given, "given")] if ground.given else []), said)


def _quoted(asked: Asked, side: str) -> Html:
    words = element("p", told(asked.item.text), dir="auto")
    what = ", ".join(filter(None, (telling.about(asked), telling.tags(asked))))
    where = element("span", told(telling.at(asked)), class_="at")
    cite = element("cite", element("span", _WHOSE[side], class_="whose"), " ", where, f" {told(what)}")
    return element("blockquote", words, cite, class_=side)
