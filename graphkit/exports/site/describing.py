"""What facts say of one node, as a list on a page, and what there is to say of several things, as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pyoxigraph import NamedNode

from graphkit.exports.site.pages import Page
from graphkit.exports.site.reading import Site
from graphkit.exports.site.statements import row, values
from graphkit.exports.site.terms import heading
from graphkit.facts import Facts
from graphkit.markup import Html, element, told
from graphkit.vocabulary import RDF

__all__ = ["described", "table"]

#: so many words stand one below the other; more go over the whole width, in columns
_FEW = 8


def described(site: Site, page: Page, facts: Facts, node: NamedNode, aside: Collection[NamedNode] = ()) -> Html:
    """Every property of a node but some, with its values; nothing where there is none."""
    rows: list[Html] = []
    for name in facts.properties(node):
        if name not in aside:
            width = {"class_": "wide"} if len(facts.words(node, name)) > _FEW else {}
            rows += row("Kind" if name == RDF.type else heading([name]), values(site, page, facts, node, name), **width)
    return element("dl", *rows, class_="facts") if rows else Html()


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Html:
    """A row for each of some things, which opens with its name; nothing where there is none."""
    listed = list(rows)
    if not listed:
        return Html()
    numbers = ["number" if isinstance(cell, int) else None for cell in listed[0]]
    head = (element("th", name, scope="col", class_=kind) for name, kind in zip(columns, numbers, strict=True))
    body = (element("tr", element("th", _cell(first), scope="row"), *map(_data, others)) for first, *others in listed)
    written = element(
        "table",
        element("caption", told(caption)),
        element("thead", element("tr", *head)),
        element("tbody", *body),
    )
    return element("div", written, class_="scrolling", role="region", aria_label=told(caption), tabindex=0)


def _data(cell: str | int) -> Html:
    return element("td", _cell(cell), class_="number" if isinstance(cell, int) else None)


def _cell(cell: str | int) -> str:
    return f"{cell:,}" if isinstance(cell, int) else cell
