"""A page for each framework that a document prints: its items as a tree, and what each of them is tied to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from pyoxigraph import NamedNode, Quad

from graphkit.exports.frameworks import ANNOUNCEMENT, Framework, frameworks
from graphkit.exports.frameworks import Entry as Node
from graphkit.exports.site.describing import described, table
from graphkit.exports.site.mappings import PREDICATES, review
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Edition, Site
from graphkit.exports.site.statements import chips, link
from graphkit.exports.site.terms import backwards, called, heading
from graphkit.exports.view import Loss
from graphkit.facts import Facts
from graphkit.markup import Html, element, join, told
from graphkit.text import short_label
from graphkit.vocabulary import DCTERMS, RCQ

__all__ = ["Frameworks"]

_PLACE = Place("frameworks")
_TRAIL = ((_PLACE, "Frameworks"),)
#: what is said of the document that prints a framework
_SOURCE = frozenset({DCTERMS.publisher, DCTERMS.issued, DCTERMS.license, DCTERMS.rights, DCTERMS.source})


class Frameworks:
    """The page of each framework, then the list of them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._list = Page(place=_PLACE, title="Frameworks", body=Html())
        self._rows: list[tuple[Html, Html, str]] = []

    def of(self, edition: Edition) -> Iterator[Page]:
        """The pages of the frameworks that an edition prints."""
        for framework in frameworks(edition.stated, self._site.view.settings.dated):
            if not isinstance(framework, Loss):
                page = _page(self._site, edition, framework)
                self._rows.append(_row(self._site, self._list, framework, page))
                yield page

    def lists(self) -> Iterator[Page]:
        """The list of those told so far."""
        caption = "What each document prints as its own, and the standards it repeats"
        lead = (
            "The printed duties, requirements, knowledge, skills, behaviours and standards of each document, as trees."
        )
        yield replace(
            self._list,
            part="frameworks",
            lead=element("p", lead, class_="lead"),
            body=table(caption, ("Framework", "Document", "Items"), self._rows),
        )


def _row(site: Site, index: Page, framework: Framework, page: Page) -> tuple[Html, Html, str]:
    counts = Counter(called(entry.item.kind) for entry in framework.entries)
    items = ", ".join(f"{kind} {number}" for kind, number in counts.items())
    return index.link(page.place, page.title), link(site, index, framework.document.node), items


def _page(site: Site, edition: Edition, framework: Framework) -> Page:
    place = site.places.of(framework.node.value)
    assert place is not None
    tree = _Tree(site, edition, framework, Page(place=place, title="", body=Html()))
    document = framework.document.node
    name = framework.title.removesuffix(f" ({framework.document.identifier})")
    sections = [(f"{heading([kind])}: {len(entries)}", f"of-{kind}", entries) for kind, entries in tree.by_kind.items()]
    contents = (element("li", tree.page.link(Place(place.path, anchor), title)) for title, anchor, _ in sections)
    known = {quad.triple for quad in edition.quads if quad.subject == document and quad.predicate in _SOURCE}
    return replace(
        tree.page,
        title=f"Framework: {name} ({site.title_of(document)})",
        lead=element(
            "p",
            "A framework that the document ",
            link(site, tree.page, document),
            " prints: its items, what it ties them to, and what people found to correspond in other documents.",
            class_="lead",
        ),
        iri=framework.node.value,
        part="frameworks",
        trail=_TRAIL,
        body=join(
            [
                described(site, tree.page, Facts(Quad(*triple) for triple in known), document),
                element("nav", element("h2", "What it holds"), element("ul", *contents), class_="contents"),
                *(section(title, tree.items(entries), anchor=anchor) for title, anchor, entries in sections),
            ]
        ),
        data=tuple({quad.triple for quad in edition.quads if quad.subject in framework.by_node}),
        schema=_schema(framework, name),
        entries=(Entry(place, name, "Framework", edition.title, name),),
    )


def _schema(framework: Framework, name: str) -> dict[str, object]:
    """The framework in terms of schema.org."""
    said = {
        "@type": "DefinedTermSet",
        "@id": framework.node.value,
        "name": name,
        "isBasedOn": framework.document.node.value,
        "license": framework.licence,
    }
    return {key: value for key, value in said.items() if value}


@dataclass(frozen=True)
class _Tree:
    """The items of a framework, to be shown on its page."""

    site: Site
    edition: Edition
    framework: Framework
    page: Page

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Node]]:
        """What stands under nothing, by its class; the announcement of a list by the class of what it announces."""
        found: dict[str, list[Node]] = defaultdict(list)
        for entry in self._below.get(None, ()):
            first = entry
            while first.item.kind == ANNOUNCEMENT and first.node in self._below:
                first = self._below[first.node][0]
            found[first.item.kind].append(entry)
        return found

    @cached_property
    def _below(self) -> Mapping[NamedNode | None, Sequence[Node]]:
        """What stands under each item, and under none."""
        found: dict[NamedNode | None, list[Node]] = defaultdict(list)
        for entry in self.framework.entries:
            found[entry.parent].append(entry)
        return dict(found)

    @cached_property
    def _supports(self) -> Mapping[NamedNode, Sequence[NamedNode]]:
        """The duties that each item is said to support."""
        found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for entry in self.framework.entries:
            for node in self.edition.stated.nodes(entry.node, RCQ.supportedBy):
                found[node].append(entry.node)
        return found

    def items(self, entries: Sequence[Node]) -> Html:
        """Some items with all that stands under them."""
        return element("ul", *(self._item(entry) for entry in entries), class_="asked items") if entries else Html()

    def _item(self, entry: Node) -> Html:
        node, place = entry.node, self.site.places.of(entry.node.value)
        assert place is not None
        return element(
            "li",
            element("p", *self._words(entry, place)),
            self._relations(node),
            *self._decided(node),
            self.items(self._below.get(node, ())),
            id=place.anchor,
        )

    def _words(self, entry: Node, place: Place) -> Iterator[str]:
        """Code and words, which lead to the document, and how much and when they are asked for."""
        facts = self.edition.stated
        for code in facts.words(entry.node, RCQ.code):
            yield element("b", told(code))
            yield " "
        yield self.page.link(place, entry.item.text)
        yield from chips(facts, entry.node)

    def _relations(self, node: NamedNode) -> Html:
        """What the document itself ties an item to."""
        facts = self.edition.stated
        found = [(called(name), facts.nodes(node, name)) for name in (RCQ.supportedBy, RCQ.alternativeTo, RCQ.denotes)]
        found.append((backwards(RCQ.supportedBy), list(self._supports.get(node, ()))))
        rows = (
            element("div", element("dt", name[:1].upper() + name[1:]), element("dd", *self._links(nodes)))
            for name, nodes in found
            if nodes
        )
        inside = list(rows)
        return element("dl", *inside, class_="relations") if inside else Html()

    def _links(self, nodes: Sequence[NamedNode]) -> Iterator[str]:
        """Links to nodes; to items of this page, which come first and in their order, by code or first words."""
        for number, node in enumerate(sorted(nodes, key=self._order)):
            yield ", " if number else ""
            place, entry = self.site.places.of(node.value), self.framework.by_node.get(node)
            if entry and place:
                code = " ".join(self.edition.stated.words(node, RCQ.code))
                yield self.page.link(Place(self.page.place.path, place.anchor), code or short_label(entry.item.text))
            else:
                yield link(self.site, self.page, node)

    def _order(self, node: NamedNode) -> tuple[float, str]:
        return self._places.get(node, inf), node.value

    @cached_property
    def _places(self) -> Mapping[NamedNode, int]:
        """Where each item stands among all of them."""
        return {entry.node: number for number, entry in enumerate(self.framework.entries)}

    def _decided(self, node: NamedNode) -> Iterator[Html]:
        """The correspondences with statements of other documents that people accepted."""
        rows = []
        for decision in self.site.decisions.get(node, ()):
            other, place = decision.other(node), self.site.places.of(decision.node.value)
            if other is not None and place is not None:
                comment = f", “{decision.comment}”" if decision.comment else ""
                said = PREDICATES[decision.seen_from(node)]
                shown = link(self.site, self.page, other)
                reviewed = self.page.link(place, review(self.site, decision))
                why = element("span", told(comment), " (", reviewed, ")", class_="comment")
                rows.append(element("li", said[:1].upper() + said[1:], " ", shown, why))
        if rows:
            yield element("ul", *rows, class_="matches")
