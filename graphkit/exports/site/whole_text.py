"""The whole text of a document on its page: numbered lines, what was read of them marked, a place for every quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import Literal

from graphkit.exports.site.pages import section
from graphkit.exports.site.reading import Edition, Site
from graphkit.markup import Html, element, join
from graphkit.reports.html.excerpts import line_starts, merged, shown
from graphkit.vocabulary import OA, RCQ

__all__ = ["whole_text"]


def whole_text(site: Site, edition: Edition) -> Html:
    """The text, with an anchor where each quote begins; the quotes alone where a build kept no text."""
    runs = _quotes(site, edition)
    text = edition.source.text
    if text is None:
        rows = (
            element("li", element("blockquote", exact), id=anchor)
            for anchor, (_, _, exact) in sorted(runs.items(), key=lambda each: each[1])
        )
        return section("Quotes", element("ul", *rows, class_="quotes"), anchor="text")
    intro = element("p", "What is marked was read; every quote of this page begins at a place here.")
    anchors: dict[int, list[str]] = defaultdict(list)
    for anchor, (start, _, _) in sorted(runs.items()):
        anchors[start].append(anchor)
    lines = element(
        "ol", *_lines(text, merged((start, end) for start, end, _ in runs.values()), anchors), class_="lines"
    )
    return section("The whole text", intro, lines, anchor="text", class_="text")


def _quotes(site: Site, edition: Edition) -> dict[str, tuple[int, int, str]]:
    """Every quote of the document by the anchor of its IRI: where it begins and ends, and its words."""
    store, found = site.view.store, dict[str, tuple[int, int, str]]()
    for quad in store.quads_for_pattern(None, RCQ.fromDocument, edition.node, None):
        place = site.places.of(str(quad.subject)[1:-1])
        if place is None or not place.anchor.startswith("quote/"):
            continue
        known = {
            name: value.object.value
            for name in (OA.start, OA.end, OA.exact)
            for value in store.quads_for_pattern(quad.subject, name, None, None)
            if isinstance(value.object, Literal)
        }
        found[place.anchor] = (int(known[OA.start]), int(known[OA.end]), known[OA.exact])
    return found


def _lines(text: str, marks: list[tuple[int, int]], anchors: dict[int, list[str]]) -> Iterator[Html]:
    """Every line of a text, numbered from 1."""
    begins = line_starts(text)
    at = 0
    for number, start in enumerate(begins, 1):
        end = begins[number] - 1 if number < len(begins) else len(text)
        while at < len(marks) and marks[at][1] <= start:
            at += 1
        yield element("li", *_pieces(text, start, end, marks[at:], anchors), value=number)


def _pieces(
    text: str, start: int, end: int, marks: list[tuple[int, int]], anchors: dict[int, list[str]]
) -> Iterator[Html]:
    """One line in pieces: what is marked of it and what is not, with the anchors of the quotes that begin there."""
    cuts = {start, end, *(at for at in range(start, end) if at in anchors)}
    inside = []
    for mark in marks:
        if mark[0] >= end:
            break
        inside.append(mark)
        cuts |= {max(start, mark[0]), min(end, mark[1])}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        yield from (element("span", id=anchor) for anchor in anchors.get(left, ()))
        is_marked = any(mark[0] <= left < mark[1] for mark in inside)
        words = shown(text[left:right])
        yield element("mark", words) if is_marked else join([words])
