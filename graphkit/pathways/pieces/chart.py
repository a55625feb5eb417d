"""What a planner sees first: how many demands stand how, kind by kind; gates by themselves, never in one number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.markup import Html, element, join
from graphkit.moves import Answer, Progression, Standing, counts
from graphkit.pathways import telling

__all__ = ["SIGNS", "anchor", "badge", "gap_chart", "tiles"]

#: what tells a standing where no colour is seen
SIGNS = {Standing.MET: "✓", Standing.PARTLY: "◐", Standing.UNKNOWN: "?", Standing.MISSING: "✕"}


def anchor(kind: str, standing: Standing | None = None) -> str:
    """The anchor of a section, or of what stands so in it.

    >>> anchor("duties", Standing.PARTLY)
    'duties-partly'
    """
    words = [*kind.split(), *(standing.name.lower().split() if standing else [])]
    return "-".join(words)


def badge(standing: Standing, name: str) -> Html:
    """A standing with its sign."""
    sign = element("span", SIGNS[standing], class_="sign", aria_hidden="true")
    return element("span", sign, " ", name, class_=f"badge {standing.name.lower()}")


def tiles(found: Progression) -> Html:
    """How many demands stand how, and how many gates are in the way."""
    items = [
        _tile(str(number), f"{SIGNS[standing]} {standing}", standing.name.lower())
        for standing, number in counts(found.answers).items()
    ]
    blocking = len(found.blocking)
    items.append(_tile(f"{blocking} of {len(found.gates)}", "gates in the way", "missing" if blocking else "met"))
    items.append(_tile(str(len(found.left)), "left behind", "behind"))
    return element("ul", *items, class_="tiles")


def _tile(number: str, name: str, kind: str) -> Html:
    return element(
        "li", element("span", number, class_="number"), " ", element("span", name, class_="name"), class_=f"tile {kind}"
    )


def gap_chart(found: Progression) -> Html:
    """A table with a bar for each kind of demand and for each kind of gate."""
    demands = [(heading, anchor(facet), answers) for heading, facet, answers in telling.gaps(found)]
    gates = [
        (str(kind).capitalize(), anchor(f"gate {kind}"), [gate.answer for gate in some])
        for kind, some in telling.by_kind(found.gates)
    ]
    longest = max((len(answers) for _, _, answers in [*demands, *gates]), default=1)
    heads = (element("th", badge(standing, str(standing)), scope="col", class_="count") for standing in Standing)
    head = element(
        "tr",
        element("th", "Demands", scope="col"),
        *heads,
        element("th", "All", scope="col", class_="count"),
        element("td"),
    )
    caption = element(
        "caption", "What the target asks for, by kind and standing; bars are as long as there are demands"
    )
    bodies = [element("tbody", *_rows(demands, longest, is_gate=False))]
    if gates:
        name = element("th", "Gates, each by itself", scope="colgroup", colspan=7, class_="group")
        bodies.append(element("tbody", element("tr", name), *_rows(gates, longest, is_gate=True)))
    table = element("table", caption, element("thead", head), *bodies, class_="chart")
    return element(
        "div", table, class_="scrolling", role="region", aria_label="Demands and gates by standing", tabindex=0
    )


def _rows(rows: Sequence[tuple[str, str, Sequence[Answer]]], longest: int, *, is_gate: bool) -> Iterator[Html]:
    for heading, key, answers in rows:
        numbers = counts(answers)
        cells = (
            element("td", *_number(number, key if is_gate else f"{key}-{standing.name.lower()}"), class_="count")
            for standing, number in numbers.items()
        )
        link = element("a", heading, href=f"#{key}")
        whole = element("td", str(len(answers)), class_="count")
        bar = element("td", _bar(numbers, longest), class_="bar")
        yield element("tr", element("th", link, scope="row"), *cells, whole, bar)


def _number(number: int, key: str) -> Iterator[str]:
    if number:
        yield element("a", str(number), href=f"#{key}")
    else:
        yield element("span", "·", aria_hidden="true")
        yield element("span", "none", class_="unseen")


def _bar(numbers: dict[Standing, int], longest: int) -> Html:
    rects, at = [], 0
    for standing, number in numbers.items():
        if number:
            rects.append(element("rect", class_=standing.name.lower(), x=at, y=0, width=number, height=1))
        at += number
    return element("svg", join(rects), viewBox=f"0 0 {longest} 1", preserveAspectRatio="none", aria_hidden="true")
