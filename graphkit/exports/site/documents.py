"""The page of each edition of a document: what is known of it, every statement in printed order, its whole text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from graphkit.exports.site.describing import described
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Edition, Site
from graphkit.exports.site.statements import Statements, link
from graphkit.exports.site.terms import heading
from graphkit.exports.site.whole_text import whole_text
from graphkit.facts import Item
from graphkit.markup import Html, element, join, told
from graphkit.text import short_label
from graphkit.vocabulary import DCAT, DCTERMS, RCQ, RDF, RDFS

__all__ = ["Documents"]

#: what is said of a document elsewhere on its page
_ASIDE = frozenset({RDF.type, RCQ.describes, DCTERMS.title})
_UNDER = (Place("documents"), "Documents")
_HEAD, _AGAIN = "Fields and other words", ", said again"


class Documents:
    """The page of each edition, then the list of them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._list = Page(place=_UNDER[0], title="Documents", body=Html())
        self._rows: list[Html] = []

    def of(self, edition: Edition) -> Iterator[Page]:
        """The page of an edition."""
        self._rows.append(_row(self._site, self._list, edition))
        yield _page(self._site, edition)

    def lists(self) -> Iterator[Page]:
        """The list of those told so far."""
        columns = ("Document", "Edition", "Issued", "Publisher", "Role", "Statements", "Findings")
        heads = element("thead", element("tr", *(element("th", name, scope="col") for name in columns)))
        caption = element("caption", "Every document of the graph, by its id.")
        table = element("table", caption, heads, element("tbody", *self._rows))
        yield replace(
            self._list,
            part="documents",
            lead=element("p", "Every word that a page says stands in one of these documents.", class_="lead"),
            body=element("div", table, class_="scrolling"),
            data=tuple(quad.triple for quad in self._site.catalogue),
        )


def _row(site: Site, page: Page, edition: Edition) -> Html:
    """A document in the list."""
    facts, node = edition.stated, edition.node
    publishers = [link(site, page, each) for each in facts.nodes(node, DCTERMS.publisher) if each != RCQ.Unknown]
    cells = (
        edition.source.edition,
        ", ".join(facts.words(node, DCTERMS.issued)),
        join(publishers),
        link(site, page, edition.role) if edition.role else "",
        str(len(facts.items)),
        str(len(site.found_at.get(node.value, ()))),
    )
    place = site.places.of(node.value)
    assert place is not None
    name = element(
        "th",
        page.link(place, edition.title),
        element("span", f" {edition.source.document}", class_="where"),
        scope="row",
    )
    return element("tr", name, *(element("td", cell if isinstance(cell, Html) else told(cell)) for cell in cells))


def _page(site: Site, edition: Edition) -> Page:
    place = site.places.of(edition.node.value)
    assert place is not None
    page = Page(place=place, title="", body=Html())  # which links are relative to
    statements = Statements(site, edition, place)
    items = edition.stated.items
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[
            _HEAD if item.section is None else f"{item.section}{_AGAIN if item.kind == 'Restatement' else ''}"
        ].append(item)
    sections, contents = [], []
    for number, (name, group) in enumerate(groups.items(), 1):
        sections.append(section(name, *map(statements.card, group), anchor=f"section-{number}"))
        to = page.link(Place(place.path, f"section-{number}"), name)
        contents.append(element("li", to, element("span", f" {len(group)}", class_="count")))
    return Page(
        place=place,
        title=f"{edition.title} ({site.title_of(edition.node)})",
        lead=_lead(site, page, edition),
        iri=edition.node.value,
        part="documents",
        trail=(_UNDER,),
        body=join(
            [
                described(site, page, edition.stated, edition.node, _ASIDE),
                element("nav", element("h2", "What is printed"), element("ol", *contents), class_="contents"),
                *sections,
                _named(site, page, edition),
                _unread(edition),
                whole_text(site, edition),
            ]
        ),
        data=tuple({quad.triple for quad in edition.quads}),
        schema=_schema(edition),
        entries=(
            Entry(place, edition.title, "Document", edition.source.document, edition.title),
            *(_entry(site, edition, item) for item in items),
        ),
    )


def _lead(site: Site, page: Page, edition: Edition) -> Html:
    """What the document is, in a sentence, and what was found in it."""
    facts, node = edition.stated, edition.node
    is_standard = edition.role is not None and RCQ.Occupation in facts.nodes(edition.role, RDF.type)
    pieces: list[str] = ["Occupational standard" if is_standard else "Job description" if edition.role else "Document"]
    if edition.role:
        pieces += [" of the role ", link(site, page, edition.role)]
    for publisher in facts.nodes(node, DCTERMS.publisher):
        if publisher != RCQ.Unknown:
            pieces += [", published by ", link(site, page, publisher)]
    found = site.found_at.get(node.value, ())
    number = len(found)
    pieces += [
        ". ",
        page.link(Place("report"), f"{number} {'finding' if number == 1 else 'findings'}"),
        " in the report.",
    ]
    return element("p", *pieces, class_="lead")


def _named(site: Site, page: Page, edition: Edition) -> Html:
    """The roles that the document names and does not describe."""
    facts = edition.stated
    rows = []
    for role in facts.instances(RCQ.Role):
        place = site.places.of(role.value)
        if place is not None and place.path == page.place.path:
            shown = [link(site, page, node) for node, _, _ in site.towards(role) if node != edition.node]
            named = [piece for each in shown for piece in (element("br"), each)]
            words = ", ".join(facts.words(role, RDFS.label))
            rows.append(element("li", element("b", told(words)), *named, id=place.anchor))
    intro = element("p", "The document names these and does not describe them.") if rows else ""
    return section(
        "Roles only named", intro, element("ul", *rows, class_="named") if rows else "", anchor="roles-named"
    )


def _unread(edition: Edition) -> Html:
    """The words that no reader understood."""
    facts = edition.stated
    rows = [element("li", told(" ".join(facts.words(node, RCQ.text)))) for node in facts.instances(RCQ.UnreadText)]
    intro = (
        element("p", "These words stand in the document, and no reader of graphkit understood them.") if rows else ""
    )
    return section("Not read", intro, element("ul", *rows) if rows else "", anchor="unread")


def _entry(site: Site, edition: Edition, item: Item) -> Entry:
    facts = edition.stated
    place = site.places.of(item.node.value)
    assert place is not None
    label = " ".join([*facts.words(item.node, RCQ.code), *facts.words(item.node, RCQ.label)])
    title = short_label(" ".join([label, item.text]).strip(), 80)
    return Entry(place, title, heading([item.kind]), edition.title, f"{label} {item.text}".strip())


def _schema(edition: Edition) -> dict[str, object]:
    """The document in terms of schema.org."""
    facts, node = edition.stated, edition.node
    said: dict[str, object] = {"@type": "DigitalDocument", "@id": node.value, "name": edition.title}
    for key, name in (("identifier", DCTERMS.identifier), ("datePublished", DCTERMS.issued), ("version", DCAT.version)):
        if words := facts.words(node, name):
            said[key] = words[0]
    if licences := [each.value for each in facts.nodes(node, DCTERMS.license) if each != RCQ.Unknown]:
        said["license"] = licences[0]
    if edition.role:
        said["about"] = {
            "@type": "Occupation",
            "@id": edition.role.value,
            "name": " / ".join(facts.words(edition.role, RDFS.label)),
        }
    return said
