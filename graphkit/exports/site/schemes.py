"""A page for each curated scheme: where it comes from, and the tree of its concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from graphkit.exports.site import describing
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.site.uses import counted, relations, uses
from graphkit.facts import Facts
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import DCTERMS, RDF, SKOS

__all__ = ["pages", "table", "trail"]

#: what is shown of a scheme elsewhere on its page
_ASIDE = frozenset({RDF.type, DCTERMS.title, DCTERMS.description, SKOS.hasTopConcept})
#: what leads to a scheme from its own concepts
_WITHIN = (SKOS.inScheme, SKOS.topConceptOf)


def trail(site: Site, scheme: NamedNode | None) -> tuple[tuple[Place, str], ...]:
    """The page of a scheme, as what stands above that of its concept."""
    place = site.places.of(scheme.value) if scheme else None
    return ((place, site.name(scheme)),) if scheme and place else ()


def pages(site: Site, statements: Mapping[NamedNode, int]) -> Iterator[Page]:
    """The page of each scheme; the statements that name each concept are counted already."""
    for node in _schemes(site):
        yield _page(site, node, statements)


def table(site: Site, page: Page, statements: Mapping[NamedNode, int]) -> Html:
    """All schemes, how many concepts each has, and how many of these documents name."""
    rows: list[tuple[str | int, ...]] = []
    for node in _schemes(site):
        place, concepts = site.places.of(node.value), _concepts(site, node)
        assert place is not None
        used = sum(1 for concept in concepts if statements.get(concept))
        rows.append((page.link(place, site.words(node)), len(concepts), used))
    caption = "Lists of concepts that people made, with definitions and sources"
    return describing.table(caption, ("Scheme", "Concepts", "Named by documents"), rows)


def _schemes(site: Site) -> list[NamedNode]:
    found = {quad.subject for quad in site.view.store.quads_for_pattern(None, RDF.type, SKOS.ConceptScheme, None)}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def _concepts(site: Site, scheme: NamedNode) -> list[NamedNode]:
    found = {quad.subject for quad in site.view.store.quads_for_pattern(None, SKOS.inScheme, scheme, None)}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def _page(site: Site, node: NamedNode, statements: Mapping[NamedNode, int]) -> Page:
    place = site.places.of(node.value)
    assert place is not None
    page, stated = Page(place=place, title="", body=Html()), site.of(node)
    facts = Facts(Quad(*triple) for triple in stated)
    concepts, title = _concepts(site, node), site.words(node)
    within = tuple(triple for concept in concepts for triple in site.of(concept))
    others = {name: nodes for name, nodes in uses(site, node).stated.items() if name not in _WITHIN}
    about = facts.words(node, DCTERMS.description)
    tree = _tree(site, page, concepts, Facts(Quad(*triple) for triple in within), statements)
    return Page(
        place=place,
        title=f"{title} (concept scheme)",
        lead=join(element("p", told(words), class_="lead") for words in about),
        iri=node.value,
        part="concepts",
        trail=((Place("concepts"), "Concepts"),),
        body=join(
            [
                describing.described(site, page, facts, node, _ASIDE),
                section(counted(len(concepts), "concept"), tree, anchor="concepts"),
                section("What leads to it", *relations(site, page, others), anchor="relations"),
            ]
        ),
        data=(*stated, *within),
        schema=_schema(facts, node, title, concepts),
        entries=(Entry(place, title, "Concept", "Concept scheme", " ".join([title, *about])),),
    )


def _schema(facts: Facts, node: NamedNode, title: str, concepts: Iterable[NamedNode]) -> dict[str, object]:
    """The scheme in terms of schema.org."""
    said = {
        "@type": "DefinedTermSet",
        "@id": node.value,
        "name": title,
        "description": " ".join(facts.words(node, DCTERMS.description)),
        "license": "".join(licence.value for licence in facts.nodes(node, DCTERMS.license)[:1]),
        "hasDefinedTerm": [{"@id": concept.value} for concept in concepts],
    }
    return {key: value for key, value in said.items() if value}


def _tree(
    site: Site, page: Page, concepts: Iterable[NamedNode], facts: Facts, statements: Mapping[NamedNode, int]
) -> Html:
    """The concepts of a scheme, each under the first that is broader and stands in no circle with it."""
    own = sorted(concepts, key=lambda node: (_notation(facts, node), site.words(node).casefold(), node.value))
    parents: dict[NamedNode, NamedNode] = {}
    for node in own:
        for above in sorted(facts.nodes(node, SKOS.broader), key=lambda each: each.value):
            line = [above]
            while line[-1] in parents:
                line.append(parents[line[-1]])
            if above in own and node not in line:
                parents[node] = above
                break
    below: dict[NamedNode | None, list[NamedNode]] = defaultdict(list)
    for node in own:
        below[parents.get(node)].append(node)

    def branch(above: NamedNode | None) -> Html:
        rows = (element("li", *_leaf(site, page, facts, node, statements), branch(node)) for node in below[above])
        return element("ul", *rows, class_="tree") if below[above] else Html()

    return branch(None)


def _leaf(site: Site, page: Page, facts: Facts, node: NamedNode, statements: Mapping[NamedNode, int]) -> Iterator[str]:
    place = site.places.of(node.value)
    assert place is not None
    if any(_notation(facts, node)):
        yield element("code", told(" ".join(facts.words(node, SKOS.notation))))
        yield " "
    yield page.link(place, site.words(node))
    if number := statements.get(node):
        yield element("span", f" {counted(number, 'statement')}", class_="count")


def _notation(facts: Facts, node: NamedNode) -> tuple[int, str]:
    """The number that a concept is classified by, as the order goes; nothing for one that is in words."""
    number = next((words for words in facts.words(node, SKOS.notation) if words.isdecimal()), "")
    return len(number), number
