"""A page of the site: the frame all share, and beside it what is stated of its things as Turtle, JSON-LD, N-Triples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Triple, serialize

from graphkit import jsonld
from graphkit.exports.site.places import INDEX, Place, file_link
from graphkit.exports.view import File
from graphkit.markup import Html, element, join, told
from graphkit.page import STYLE, document, filled
from graphkit.vocabulary import PREFIXES

__all__ = ["DATA", "NAVIGATION", "Entry", "Page", "assets", "files", "section"]

_HERE = Path(__file__).parent
#: what a page may load: its own style, scripts and pictures
_ALLOWED = "style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
#: the data beside a page: suffix, name, media type
DATA = (
    ("ttl", "Turtle", "text/turtle"),
    ("jsonld", "JSON-LD", "application/ld+json"),
    ("nt", "N-Triples", "application/n-triples"),
)
#: the parts of the site: path and name
NAVIGATION = (
    ("documents", "Documents"),
    ("roles", "Roles"),
    ("frameworks", "Frameworks"),
    ("concepts", "Concepts"),
    ("moves", "Moves"),
    ("questions", "Questions"),
    ("report", "Report"),
    ("ontology", "Ontology"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search finds: a place, what it is called, of which kind it is, where it stands, and its words."""

    place: Place
    title: str
    kind: str
    where: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """What is special to one page. Words are plain; `lead` and `body` are HTML."""

    place: Place
    title: str
    body: Html
    #: said of the title, in the head of the page
    lead: Html = field(default=Html())
    #: the pages above this one: place and name
    trail: tuple[tuple[Place, str], ...] = ()
    #: which part of NAVIGATION it belongs to
    part: str = ""
    #: what the page is about, where that is a node
    iri: str = ""
    #: what is stated of the things on the page
    data: tuple[Triple, ...] = ()
    #: the same for search engines, in terms of schema.org
    schema: Mapping[str, Any] | None = None
    #: what the search finds on it
    entries: tuple[Entry, ...] = ()
    #: style sheets and scripts it needs beside those of every page, by path below the root
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    def link(self, place: Place, words: str, **attributes: str) -> Html:
        """A link from this page to a place."""
        return element("a", told(words), href=place.link(self.place), **attributes)


def section(title: str, *content: str, anchor: str = "", **attributes: str) -> Html:
    """A part of a page under a heading of its own; nothing where it has no content."""
    inside = join(content)
    if not inside:
        return Html()
    return element("section", element("h2", told(title), id=anchor or None), inside, **attributes)


def assets() -> Iterator[File]:
    """The style and the icon of every page, and scripts."""
    for path in sorted(_HERE.joinpath("assets").iterdir()):
        shared = STYLE.read_bytes() if path.suffix == ".css" else b""
        yield File(f"assets/{path.name}", shared + path.read_bytes())


def files(page: Page, site_title: str, foot: str) -> Iterator[File]:
    """The page and the data beside it."""
    below = f"{page.place.path}/".lstrip("/")
    yield File(below + INDEX, _html(page, site_title, foot).encode())
    if page.data:
        for (suffix, _, _), data in zip(DATA, _data(page.data), strict=True):
            yield File(f"{below}index.{suffix}", data)


def _data(triples: Iterable[Triple]) -> tuple[bytes, ...]:
    """Triples in the formats of DATA, the same bytes every time."""
    stated = sorted(set(triples), key=str)
    turtle, lines = (
        serialize(stated, format=form, prefixes=PREFIXES if form == RdfFormat.TURTLE else None)
        for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)
    )
    assert turtle is not None
    assert lines is not None
    return turtle, _a_node_a_line(jsonld.document(stated, narrow=True)), lines


def _a_node_a_line(document: Mapping[str, Any]) -> bytes:
    """A JSON-LD document with a line for its context and one for each of its nodes."""
    nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in document["@graph"])
    context = json.dumps(document["@context"], ensure_ascii=False)
    return f'{{"@context": {context},\n"@graph": [\n{nodes}\n]}}\n'.encode()


def _html(page: Page, site_title: str, foot: str) -> str:
    def asset(path: str) -> str:
        return file_link(path, page.place)

    home = Place("")
    parts = (
        page.link(Place(path), name, **({"aria_current": "true"} if path == page.part else {}))
        for path, name in NAVIGATION
    )
    trail = [element("li", page.link(place, name)) for place, name in page.trail]
    head = [
        element("link", rel="stylesheet", href=asset("assets/style.css")),
        element("link", rel="icon", type="image/svg+xml", href=asset("assets/icon.svg")),
        Html("\n"),
        *_alternates(page),
        *(element("link", rel="stylesheet", href=asset(path)) for path in page.styles),
        *(element("script", src=asset(path), defer=True) for path in page.scripts),
        *([_schema(page.schema)] if page.schema else []),
    ]
    body = filled(
        _HERE / "page.html",
        home=page.link(home, site_title, class_="site"),
        parts=join(parts),
        search=Place("search").link(page.place),
        trail=element("nav", element("ol", *trail), class_="trail", aria_label="Where this is") if trail else "",
        heading=told_html(page.title),
        lead=page.lead,
        iri=_iri(page),
        body=page.body,
        foot=foot,
    )
    title = told(page.title) + (f" – {site_title}" if page.place != home else "")
    return document(title, join(head), body, _ALLOWED)


def told_html(words: str) -> Html:
    """Words of a document as HTML."""
    return join([told(words)])


def _alternates(page: Page) -> Iterator[Html]:
    """The data beside the page, for programs that read its head."""
    if page.data:
        for suffix, _, media in DATA:
            yield element("link", rel="alternate", type=media, href=f"index.{suffix}")


def _iri(page: Page) -> Html:
    """The IRI of what the page is about, and its data."""
    data = [element("a", name, href=f"index.{suffix}", type=media) for suffix, name, media in DATA if page.data]
    listed = [element("span", "Data: ", *(join([each, " "]) for each in data), class_="data")] if data else []
    named = [element("code", told(page.iri), class_="iri")] if page.iri else []
    return element("p", *named, " ", *listed, class_="identity") if named or listed else Html()


def _schema(said: Mapping[str, Any]) -> Html:
    """JSON-LD for search engines; `<` is written so that no word of a document can end the element."""
    written = json.dumps({"@context": "https://schema.org", **said}, ensure_ascii=False, sort_keys=True)
    safe = written.replace("<", "\\u003c")
    return Html(f'<script type="application/ld+json">{safe}</script>')
