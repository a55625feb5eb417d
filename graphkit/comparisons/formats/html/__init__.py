"""A comparison as one page that needs nothing else: it asks nothing of any network and runs no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graphkit.comparison import Compared, Comparison, Pair
from graphkit.comparisons import telling
from graphkit.markup import Html, bar, element, join, told
from graphkit.page import alone, filled
from graphkit.roles import Asked, Role

__all__ = ["render"]

_HERE = Path(__file__).parent
_SIDES = ("left", "right")


def render(comparison: Comparison) -> str:
    """The comparison as an HTML page."""
    body = filled(
        _HERE / "page.html",
        heading=_heading(comparison),
        headline=_headline(comparison),
        kinds=_kinds(comparison),
        apart=_apart(comparison),
        methods=_methods(comparison),
        pairs=join(_sections(comparison)),
        gates=_gates(comparison),
        notes=join(element("p", sentence) for sentence in telling.NOTES),
    )
    return alone(telling.title(comparison), body, _HERE / "page.css")


def _heading(comparison: Comparison) -> Html:
    def called(role: Role, side: str) -> Html:
        name = element("small", f"({told(telling.name(role))})")
        return join([element("span", told(role.title), class_=side), " ", name])

    return join([called(comparison.left, "left"), " and ", called(comparison.right, "right")])


def _headline(comparison: Comparison) -> Html:
    found = comparison.headline
    if found is None:
        return element("p", told(telling.summary(comparison)), class_="headline")
    number = element("p", telling.percent(found.coverage.mean), class_="number")
    said = [element("p", told(telling.summary(comparison)) + ".")]
    if sure := telling.between(comparison):
        said.append(element("p", f"It stays {sure}." if len(found.weights) > 1 else f"{sure}.", class_="soft"))
    return element("div", number, element("div", *said), class_="headline")


def _kinds(comparison: Comparison) -> Html:
    names = telling.sides(comparison)
    head = element(
        "tr",
        element("th", "Kind", scope="col"),
        *(element("th", f"of {told(name)} covered", scope="col") for name in names),
        element("th", "Matched", scope="col"),
    )
    rows = (_row(each, names) for each in comparison.compared)
    caption = element("caption", "The share of each role's statements that the other has too")
    return element("table", caption, element("thead", head), element("tbody", *rows), class_="kinds")


def _row(compared: Compared, names: Iterable[str]) -> Html:
    said = telling.note(compared)
    name = [compared.name, *([element("div", said, class_="soft")] if said else [])]
    shares = (
        element("td", f"{telling.percent(share)} of {len(asked)} in {told(whose)}", bar(share, side))
        for share, asked, whose, side in zip(
            compared.coverage, (compared.left, compared.right), names, _SIDES, strict=True
        )
    )
    matched = element("td", telling.matched(compared))
    return element("tr", element("th", *name, scope="row"), *shares, matched)


def _apart(comparison: Comparison) -> Html:
    """What is not compared, and why."""
    said = [
        *(element("li", f"Not comparable: {told(telling.alone(each, comparison))}.") for each in comparison.alone),
        *(
            element("li", f"Left out, {told(telling.left_out(each))}: “{told(each.asked.item.text)}”")
            for each in comparison.left_out
        ),
        *(element("li", told(sentence)) for sentence in telling.unread(comparison)),
    ]
    return element("ul", *said, class_="apart") if said else join([])


def _methods(comparison: Comparison) -> Html:
    rows = (
        element("tr", element("td", number, class_="number"), element("th", told(method), scope="row"))
        for method, number in telling.methods(comparison)
    )
    caption = element("caption", "The same two roles by other methods, for what this one changes")
    return element("table", caption, element("tbody", *rows))


def _sections(comparison: Comparison) -> Iterator[Html]:
    """The pairs of each kind, then what is in none."""
    names = telling.sides(comparison)
    for number, each in enumerate(comparison.compared):
        key = f"kind-{number}"
        content = [element("h2", each.name.capitalize(), id=key), *map(_pair, each.pairs)]
        if not each.pairs:
            content.append(element("p", "No statement of the one is like one of the other."))
        for name, asked, side in zip(names, (each.only_left, each.only_right), _SIDES, strict=True):
            if asked:
                summary = element("summary", f"{telling.statements(len(asked))} only in {told(name)}")
                content.append(element("details", summary, *(_quoted(one, side) for one in asked)))
        yield element("section", *content, aria_labelledby=key)


def _pair(pair: Pair) -> Html:
    sure, _, why = telling.because(pair).partition(", ")
    sides = element("div", _quoted(pair.left, "left"), _quoted(pair.right, "right"), class_="sides")
    said = element("p", element("strong", sure), f", {told(why)}" if why else "")
    return element("div", said, sides, class_="pair" if pair.is_likely else "pair perhaps")


def _quoted(asked: Asked, side: str) -> Html:
    words = element("p", told(asked.item.text), dir="auto")
    return element("blockquote", words, element("cite", told(telling.at(asked))), class_=side)


def _gates(comparison: Comparison) -> Html:
    if not comparison.gates:
        return join([])
    columns = []
    for name, side in zip(telling.sides(comparison), _SIDES, strict=True):
        found = telling.gates(comparison, is_left=side == "left")
        quotes = (
            element("div", element("span", gate.kind, class_="soft"), _quoted(gate.asked, side)) for gate in found
        )
        columns.append(element("div", element("h3", told(name)), *(quotes if found else ["none stated"])))
    heading = element("h2", "Conditions, met or not", id="gates")
    return element("section", heading, element("div", *columns, class_="gates"), aria_labelledby="gates")
