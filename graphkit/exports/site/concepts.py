"""A page for each concept, of documents and of curated schemes, with all that names it; and the list of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graphkit import content
from graphkit.curated import NAMES
from graphkit.exports.site import schemes
from graphkit.exports.site.describing import described, table
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.site.terms import called
from graphkit.exports.site.uses import INVERSE, Uses, mentions, relations, uses
from graphkit.facts import Facts
from graphkit.iris import slug
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import OWL, RCQ, RDF, RDFS, SCHEME, SKOS

__all__ = ["pages"]

#: what a concept may be stated to be
_CLASSES = (SKOS.Concept, RCQ.Band, RCQ.Level, *(RCQ[name] for name in sorted(NAMES)))
#: what names a concept, the best first
_LABELS = (SKOS.prefLabel, RDFS.label, SKOS.altLabel)
#: what is shown of a concept elsewhere on its page
_ASIDE = frozenset({SKOS.definition, SKOS.topConceptOf})
#: so many concepts of a kind stand in the list of all
_LONGEST = 500
_TRAIL = ((Place("concepts"), "Concepts"),)


@dataclass(frozen=True, slots=True)
class _Row:
    """A concept in the list: its group is a scheme or a kind of name."""

    place: Place
    label: str
    group: str
    scheme: NamedNode | None
    statements: int
    documents: int


def pages(site: Site) -> Iterator[Page]:
    """The page of each concept and of each scheme, then the list of them."""
    rows: dict[NamedNode, _Row] = {}
    for node in _concepts(site):
        page, rows[node] = _page(site, node)
        yield page
    statements = {node: row.statements for node, row in rows.items()}
    yield from schemes.pages(site, statements)
    yield from _lists(site, rows.values(), statements)


def _concepts(site: Site) -> list[NamedNode]:
    """Every concept that is stated, in order."""
    derived = site.view.names.graph("derived")
    own = (SCHEME.iri, site.view.names.ids["concept/"].value)
    found = {
        quad.subject
        for kind in _CLASSES
        for quad in site.view.store.quads_for_pattern(None, RDF.type, kind, None)
        if quad.graph_name != derived
    }
    nodes = (node for node in found if isinstance(node, NamedNode) and node.value.startswith(own))
    return sorted(nodes, key=lambda node: node.value)


def _page(site: Site, node: NamedNode) -> tuple[Page, _Row]:
    place = site.places.of(node.value)
    assert place is not None
    data = site.of(node)
    facts = Facts(Quad(*triple) for triple in data)
    found, label = uses(site, node), site.words(node)
    scheme = next(iter(facts.nodes(node, SKOS.inScheme)), None)
    kind = _kind(site, facts, node)
    group = site.name(scheme) if scheme else kind
    frame = Page(place=place, title="", body=Html())  # which links are relative to
    names = [words for name in _LABELS for words in facts.words(node, name)]
    page = Page(
        place=place,
        title=f"{label} ({kind or group})",
        lead=join(element("p", told(words), class_="lead") for words in facts.words(node, SKOS.definition)),
        iri=node.value,
        part="concepts",
        trail=(*_TRAIL, *schemes.trail(site, scheme)),
        body=join(
            [
                described(site, frame, _both_ways(node, data, found), node, _ASIDE),
                mentions(site, frame, found, names) or element("p", "No statement was read as naming it."),
                _relations(site, frame, found),
                _concluded(site, frame, node, found),
            ]
        ),
        data=data,
        schema=_schema(facts, node, label),
        entries=(Entry(place, label, "Concept", group, " ".join([*names, *facts.words(node, SKOS.definition)])),),
    )
    return page, _Row(place, label, group, scheme, len(found.statements), found.documents)


def _kind(site: Site, facts: Facts, node: NamedNode) -> str:
    """What a concept is: the class stated of it, else the kind that its IRI tells."""
    stated = [kind for kind in facts.nodes(node, RDF.type) if kind.value in RCQ]
    if stated:
        return ", ".join(called(kind) for kind in sorted(stated, key=lambda kind: kind.value))
    minted = site.view.names.ids["concept/"].value
    name = node.value.removeprefix(minted).split("/")[0]
    return _by_slug().get(name, name) if node.value.startswith(minted) else ""


@cache
def _by_slug() -> dict[str, str]:
    """The names of the classes of the ontology, by how an IRI of a concept writes them."""
    stated = content.ontology()
    classes = [t.subject for t in stated if t.predicate == RDF.type and t.object == OWL.Class]
    return {
        slug(node.value.removeprefix(RCQ.iri)): called(node).removesuffix(" requirement")  # which is what names it
        for node in classes
        if isinstance(node, NamedNode)
    }


def _both_ways(node: NamedNode, data: Iterable[Triple], found: Uses) -> Facts:
    """What is stated of a concept and says more than its title, from it and of its relations from their other end."""
    stated = Facts(Quad(*triple) for triple in data)
    told_already = [Literal(words, language="en") for words in stated.words(node, SKOS.prefLabel)]
    own = (t for t in data if t.object != SKOS.Concept and not (t.predicate == RDFS.label and t.object in told_already))
    turned = (
        Triple(node, INVERSE[name], subject)
        for name, subjects in found.stated.items()
        if name in INVERSE
        for subject in subjects
    )
    return Facts(Quad(*triple) for triple in dict.fromkeys([*own, *turned]))


def _relations(site: Site, page: Page, found: Uses) -> Html:
    """What else is stated and leads to a concept."""
    stated = {name: subjects for name, subjects in found.stated.items() if name not in INVERSE}
    return section("What leads to it", *relations(site, page, stated), anchor="relations")


def _concluded(site: Site, page: Page, node: NamedNode, found: Uses) -> Html:
    """What follows from what is stated, from a concept and towards it."""
    derived = site.view.names.graph("derived")
    facts = Facts(site.view.store.quads_for_pattern(node, None, None, derived))
    inside = join([described(site, page, facts, node), *relations(site, page, found.concluded)])
    intro = (
        element("p", "Nobody states this. It follows from what is stated, or is measured over it.") if inside else ""
    )
    return section("Concluded", intro, inside, anchor="concluded", class_="concluded")


def _schema(facts: Facts, node: NamedNode, label: str) -> dict[str, object]:
    """The concept in terms of schema.org."""
    said = {
        "@type": "DefinedTerm",
        "@id": node.value,
        "name": label,
        "alternateName": sorted({words for name in _LABELS for words in facts.words(node, name)} - {label}),
        "description": " ".join(facts.words(node, SKOS.definition)),
        "termCode": " ".join(facts.words(node, SKOS.notation)),
        "inDefinedTermSet": "".join(scheme.value for scheme in facts.nodes(node, SKOS.inScheme)[:1]),
    }
    return {key: value for key, value in said.items() if value}


def _lists(site: Site, rows: Iterable[_Row], statements: Mapping[NamedNode, int]) -> Iterator[Page]:
    """The list of what documents name, by kind and scheme; a long kind has a list of its own beside it."""
    page = Page(place=_TRAIL[0][0], title="Concepts", body=Html())
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.statements or not row.scheme:
            groups[row.group].append(row)
    tables = []
    for group, found in sorted(groups.items(), key=lambda each: each[0].casefold()):
        found.sort(key=lambda row: (-row.statements, row.label.casefold(), row.place.path))
        title = group[:1].upper() + group[1:]
        more = Html()
        if len(found) > _LONGEST:
            rest = Page(place=Place(f"concepts/{slug(group)}"), title=f"{title} (concepts)", body=Html())
            yield replace(rest, part="concepts", trail=_TRAIL, body=_table(rest, title, found))
            more = element("p", f"The first {_LONGEST} are shown. ", page.link(rest.place, f"All {len(found):,}"))
        tables += [element("h3", told(title)), _table(page, title, found[:_LONGEST]), more]
    lead = "What documents name and several of them may mean: bodies, tools, laws, qualifications, bands and levels."
    yield replace(
        page,
        part="concepts",
        lead=element("p", lead, class_="lead"),
        body=join(
            [
                section("Named by documents", *tables, anchor="named"),
                section("Curated schemes", schemes.table(site, page, statements), anchor="schemes"),
            ]
        ),
    )


def _table(page: Page, title: str, rows: Iterable[_Row]) -> Html:
    """Some concepts, and how often they are named."""
    lines = ((page.link(row.place, row.label), row.statements, row.documents) for row in rows)
    return table(f"{title}: those first that most statements name", ("Concept", "Statements", "Documents"), lines)
