"""A statement on its document's page: its words as printed, what is said of it, its quote among the lines around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from graphkit.exports.site.pages import Page
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Edition, Site
from graphkit.exports.site.terms import backwards, called, heading
from graphkit.facts import Facts, Item
from graphkit.findings import Finding
from graphkit.markup import Html, element, join, told
from graphkit.reports.html.excerpts import numbered
from graphkit.vocabulary import RCQ, RDF, SKOS

__all__ = ["Statements", "chips", "link", "row", "values"]

#: what is shown of a statement elsewhere than among its relations
_ASIDE = frozenset(
    {RDF.type, RCQ.text, RCQ.section, RCQ.order, RCQ.fromDocument, RCQ.quotedFrom, RCQ.codedAt, RCQ.code, RCQ.label}
    | {RCQ.modality, RCQ.timing, RCQ.listedUnder, RCQ.property, RCQ.value}
)
#: relations within a document that are shown at both their ends
_BOTH_WAYS = frozenset({RCQ.listedUnder, RCQ.restates, RCQ.supportedBy, RCQ.alternativeTo})
#: how deep a list is shown in a list
_DEEPEST = 3
_SIGNS = {"violation": "⛔", "warning": "⚠", "info": "ℹ"}


@dataclass(frozen=True)
class Statements:
    """The statements of one edition, to be shown on its page."""

    site: Site
    edition: Edition
    place: Place

    def card(self, item: Item) -> Html:
        """One statement."""
        marks = [(part.start, part.end) for part in item.parts]
        anchor = self._anchor(item.node)
        return element(
            "article",
            element("p", *self._head(item, anchor), class_="kind"),
            element("p", told(item.text), class_="words"),
            self._relations(item),
            *self._found(item),
            *self._context(item, marks),
            id=anchor,
            class_=f"statement under-{self._depth(item.node)}",
        )

    def _anchor(self, node: NamedNode) -> str:
        place = self.site.places.of(node.value)
        return place.anchor if place else ""

    def _head(self, item: Item, anchor: str) -> Iterator[str]:
        """Code and kind, and what the document says of how much it is asked for and when."""
        facts = self.edition.stated
        labels = facts.words(item.node, RCQ.code) + facts.words(item.node, RCQ.label)
        named = [element("b", told(" ".join(labels))), " "] if labels else []
        yield element("a", *named, heading([item.kind]), href=f"#{anchor}")
        yield from chips(facts, item.node)

    def _relations(self, item: Item) -> Html:
        """What is stated of a statement and leads on: from it, towards it, and what people decided of it."""
        facts = self.edition.stated
        rows: list[Html] = []
        for name in facts.properties(item.node):
            if name not in _ASIDE and not (name == RCQ.about and facts.nodes(item.node, name) == [self.edition.role]):
                rows += row(heading([name]), values(self.site, self._page, facts, item.node, name))
        for name in facts.nodes(item.node, RCQ.property):
            rows += row(
                "Read as", [join([f"{called(name)} ", *values(self.site, self._page, facts, item.node, RCQ.value)])]
            )
        for name, subjects in sorted(self._towards.get(item.node, {}).items(), key=lambda each: each[0].value):
            known = facts.nodes(item.node, name) if name == RCQ.alternativeTo else ()  # which may be said from both
            words, others = backwards(name), [node for node in subjects if node not in known]
            rows += row(words[:1].upper() + words[1:], [self.link(node) for node in others])
        rows += self._decided(item.node)
        return element("dl", *rows, class_="relations") if rows else Html()

    def _decided(self, node: NamedNode) -> Iterator[Html]:
        """The correspondences with statements of other documents that people accepted."""
        by_kind: dict[str, list[Html]] = defaultdict(list)
        for decision in self.site.decisions.get(node, ()):
            other = decision.other(node)
            if other is not None:
                comment = element("span", f" – {decision.comment}" if decision.comment else "", class_="comment")
                by_kind[called(SKOS[decision.seen_from(node)])].append(join([self.link(other), comment]))
        for kind, links in sorted(by_kind.items()):
            yield from row(kind[:1].upper() + kind[1:], links, class_="decided")

    def link(self, node: NamedNode) -> Html:
        """A link to a node by what it is called; to one of another document with the name of that."""
        return link(self.site, self._page, node)

    def _found(self, item: Item) -> Iterator[Html]:
        """What the rules found at a statement."""
        for finding in self.site.found_at.get(item.node.value, ()):
            yield element("p", *self._finding(finding), class_=f"found {finding.severity}")

    def _finding(self, finding: Finding) -> Iterator[str]:
        rule = Place("rule", finding.code)
        yield element("span", f"{_SIGNS[finding.severity]} {str(finding.severity).capitalize()}: ", class_="sign")
        yield told(finding.message)
        yield " "
        yield self._page.link(rule, finding.title)

    def _context(self, item: Item, marks: list[tuple[int, int]]) -> Iterator[Html]:
        """The quotes among the lines around them, or the quotes alone where the text was not kept."""
        if not item.parts:
            return
        first, last = item.parts[0], item.parts[-1]
        ends = last.line + last.exact.count("\n")
        where = f"line {first.line}" if ends == first.line else f"lines {first.line}–{ends}"
        if first.page:
            where += f", page {first.page}" if last.page == first.page else f", pages {first.page}–{last.page}"
        text = self.edition.source.text
        if text is None:
            shown = join(element("blockquote", told(part.exact)) for part in item.parts)
        else:
            place = Place(self.place.path, f"quote/{first.start}-{first.end}")
            shown = join([*numbered(text, marks), element("p", self._page.link(place, "In the whole text"))])
        yield element("details", element("summary", f"Printed at {where}"), shown, class_="context")

    def _depth(self, node: NamedNode) -> int:
        """How many statements a statement is listed under, one in the other."""
        depth, seen = 0, {node}
        while above := [each for each in self.edition.stated.nodes(node, RCQ.listedUnder) if each not in seen]:
            node = above[0]
            seen.add(node)
            depth += 1
        return min(depth, _DEEPEST)

    @cached_property
    def _page(self) -> Page:
        """Stands for the page that is being made: links are relative to it."""
        return Page(place=self.place, title="", body=Html())

    @cached_property
    def _towards(self) -> Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]]:
        """What leads to the statements within the document, by property."""
        found: dict[NamedNode, dict[NamedNode, list[NamedNode]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.edition.quads:
            if (
                isinstance(quad.object, NamedNode)
                and isinstance(quad.subject, NamedNode)
                and quad.predicate in _BOTH_WAYS
            ):
                found[quad.object][quad.predicate].append(quad.subject)
        return found


def chips(facts: Facts, node: NamedNode) -> Iterator[Html]:
    """How much a statement is asked for and when, as far as its document says so."""
    for name in (RCQ.modality, RCQ.timing):
        for value in facts.nodes(node, name):
            if value != RCQ.Unstated:
                yield join([" ", element("span", called(value), class_="chip")])


def row(name: str, content: list[Html], **attributes: str) -> Iterator[Html]:
    """A name and what it says, in a list of such."""
    if content:
        pieces = [content[0], *(piece for each in content[1:] for piece in (element("br"), each))]
        yield element("div", element("dt", name), element("dd", *pieces), **attributes)


def values(site: Site, page: Page, facts: Facts, node: NamedNode, name: NamedNode) -> list[Html]:
    """The values of a property: nodes as links, words as they are."""
    nodes = [link(site, page, each) for each in sorted(facts.nodes(node, name), key=lambda each: each.value)]
    return nodes + [join([told(words)]) for words in sorted(facts.words(node, name))]


def link(site: Site, page: Page, node: NamedNode) -> Html:
    """A link to a node by what it is called; what has no place here is linked by its IRI."""
    place = site.places.of(node.value)
    if place is None:
        name = site.name(node, node.value)
        return element("a", told(name), href=node.value) if node.value.startswith("http") else join([told(name)])
    name = called(node) if node.value in RCQ else site.name(node)
    document, shown = site.document_of(node), page.link(place, name)
    home = site.places.of(document.value) if document else None
    if document is None or home is None or f"{page.place.path}/".startswith(f"{home.path}/"):
        return shown
    return join([shown, " ", element("span", f"({told(site.title_of(document))})", class_="where")])
