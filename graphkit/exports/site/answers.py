"""An answer as a table of a page: things of the graph are links by what they are called, quotes are quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphkit.exports.site.pages import Page
from graphkit.exports.site.reading import Site
from graphkit.exports.site.statements import link
from graphkit.markup import Html, element, join, told
from graphkit.queries.answers import Answer
from graphkit.vocabulary import XSD

__all__ = ["SHOWN", "table", "worded"]

#: so many rows of an answer are shown on its page
SHOWN = 100
#: columns whose words stand in a column that is not named after them
_WORDS = {"statement": "text", "duty": "text", "competence": "text", "concept": "label"}
_NUMBERS = frozenset({XSD.integer, XSD.decimal, XSD.double})

Term = NamedNode | BlankNode | Literal | Triple


def table(site: Site, page: Page, answer: Answer, caption: str) -> Html:
    """The first rows of an answer. A thing and its words, two columns of the answer, are one here."""
    words = worded(answer.columns)
    shown = [column for column in answer.columns if column not in words.values()]
    heads = element("thead", element("tr", *(element("th", column, scope="col") for column in shown)))
    rows = (
        element("tr", *_cells(site, page, dict(zip(answer.columns, row, strict=True)), shown, words))
        for row in answer.terms[:SHOWN]
    )
    written = element("table", element("caption", caption), heads, element("tbody", *rows), class_="answer")
    return element("div", written, class_="scrolling", role="region", aria_label="The answer", tabindex=0)


def worded(columns: Sequence[str]) -> dict[str, str]:
    """Column of things -> the column that holds their words, where there is one.

    >>> worded(["role", "roleLabel", "statement", "text", "targetStatement", "targetText", "line"])
    {'role': 'roleLabel', 'statement': 'text', 'targetStatement': 'targetText'}
    """
    found: dict[str, str] = {}
    for column in columns:
        names = (f"{column}Label", f"{column}Text", column.replace("Statement", "Text"), _WORDS.get(column, ""))
        known = (name for name in names if name in columns and name != column and name not in found.values())
        if name := next(known, None):
            found[column] = name
    return found


def _cells(
    site: Site, page: Page, row: Mapping[str, Term | None], columns: Sequence[str], words: Mapping[str, str]
) -> list[Html]:
    cells = []
    for column in columns:
        term, name = row[column], row.get(words.get(column, ""))
        is_number = isinstance(term, Literal) and term.datatype in _NUMBERS
        content = _told(site, page, column, term, name.value if isinstance(name, Literal) else "")
        cells.append(element("td", content, class_="number" if is_number else None))
    return cells


def _told(site: Site, page: Page, column: str, term: Term | None, words: str) -> Html:
    if isinstance(term, NamedNode):
        place = site.places.of(term.value)
        return page.link(place, words) if place and words else link(site, page, term)
    value = words if term is None else term.value if isinstance(term, Literal) else str(term)
    quoted = value and column.lower().endswith("quote")
    return element("q", told(value)) if quoted else join([told(value)])
