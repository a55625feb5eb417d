"""The page of the ontology: what it is, how its classes are joined, and every term by module under its own anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode

from graphkit import content
from graphkit.canonical import canonical
from graphkit.exports.site.declarations import Module, Ontology, Term, curie, ontology, prefixes
from graphkit.exports.site.definitions import definition, linked, listed, rows
from graphkit.exports.site.diagram import Join, diagram, joins, main
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.site.trees import tree
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import DCTERMS, OWL, RCQ, RDFS, SKOS

__all__ = ["PLACE", "pages"]

PLACE = Place("ontology")


def pages(site: Site) -> Iterator[Page]:  # noqa: ARG001 # the ontology is the same for every build
    """One page with every term."""
    stated = ontology()
    modules = [module for module in stated.modules.values() if module.terms]
    title = _said(stated, DCTERMS.title)
    page = Page(place=PLACE, title=title, body=Html())
    yield Page(
        place=PLACE,
        title=f"{title} (ontology)",
        lead=element("p", told(_said(stated, DCTERMS.description)), class_="lead"),
        iri=stated.root.value,
        part="ontology",
        body=join(
            [
                _about(page, stated),
                _contents(modules),
                section("How the classes are joined", *_joined(stated), anchor="joined"),
                section("The classes by module", _trees(modules, stated), anchor="trees"),
                *(_module(page, module) for module in modules),
                section("Other vocabularies", *_borrowed(page, stated), anchor="other-vocabularies"),
            ]
        ),
        data=tuple(quad.triple for quad in canonical(content.ontology())),
        schema=_schema(stated),
        entries=tuple(_entry(term, stated) for term in stated.terms.values()),
    )


def _said(stated: Ontology, predicate: NamedNode) -> str:
    """The words of the ontology as a whole under a property."""
    return next(iter(stated.words(stated.root, predicate)), "")


def _link(anchor: str) -> str:
    return Place(PLACE.path, anchor).link(PLACE)


def _entry(term: Term, stated: Ontology) -> Entry:
    words = [term.name, term.label, term.definition, *stated.words(term.node, SKOS.example)]
    where = f"Ontology: {stated.modules[term.module].title}"
    return Entry(Place(PLACE.path, term.name), term.label, "Term", where, " ".join(words))


def _about(page: Page, stated: Ontology) -> Html:
    """What is said of the ontology as a whole."""
    root = stated.root
    modules = [stated.modules[node] for node in stated.values(root, OWL.imports) if node in stated.modules]
    aligned = [module for module in stated.modules.values() if module not in modules]
    facts: tuple[tuple[str, Sequence[str]], ...] = (
        ("Version", [told(words) for words in stated.words(root, OWL.versionInfo)]),
        ("IRI of this version", [element("code", node.value) for node in stated.values(root, OWL.versionIRI)]),
        ("Prefix and namespace", [element("code", f"{prefixes()[RCQ.iri]}: {RCQ.iri}")]),
        ("Creator", [told(words) for words in stated.words(root, DCTERMS.creator)]),
        ("Licence", [linked(page, node) for node in stated.values(root, DCTERMS.license)]),
        ("Created", [told(words) for words in stated.words(root, DCTERMS.created)]),
        ("Cite as", [told(words) for words in stated.words(root, DCTERMS.bibliographicCitation)]),
        ("Imports", [element("a", told(each.title), href=_link(each.anchor)) for each in modules]),
        ("Imported by", [element("a", told(each.title), href=_link("other-vocabularies")) for each in aligned]),
        ("Rules", [page.link(Place("rule"), "what documents are checked against")]),
    )
    return rows(facts, "facts")


def _contents(modules: Sequence[Module]) -> Html:
    """The modules, each with its terms."""
    items = (
        element(
            "li",
            element("b", element("a", told(module.title), href=_link(module.anchor))),
            ": ",
            listed(_short(term) for term in module.terms),
        )
        for module in modules
    )
    number = sum(len(module.terms) for module in modules)
    return section(f"Contents: {number} terms in {len(modules)} modules", element("ul", *items), anchor="contents")


def _short(term: Term) -> Html:
    return element("a", term.name, href=_link(term.name))


def _joined(stated: Ontology) -> Iterator[Html]:
    """The picture of the properties between the main classes, and all of them in words."""
    every = joins(stated)
    drawn = main(every)
    if not drawn:
        return
    label = "Classes and the properties that join them"
    note = (
        f"{len(drawn)} of {len(every)} properties that lead from one class of the ontology to another: those between "
        "the classes that are joined most. ↻ leads to things of the same class. None is under a broader one."
    )
    picture = element(
        "div", diagram(drawn, _link, label), class_="scrolling", role="region", aria_label=label, tabindex=0
    )
    yield element("figure", picture, element("figcaption", note))
    yield element("details", element("summary", "The same in words"), element("ul", *_sentences(stated, every)))


def _sentences(stated: Ontology, every: Sequence[Join]) -> Iterator[Html]:
    labels = {term.name: term.label for term in stated.terms.values()}
    for each in every:
        yield element("li", told(f"{labels[each.name]}: from {labels[each.source]} to {labels[each.target]}"))
    for term in stated.terms.values():
        above = [stated.terms[node] for node in stated.values(term.node, RDFS.subClassOf) if node in stated.terms]
        if above:
            yield element("li", told(f"{term.label} is a kind of {' and of '.join(each.label for each in above)}"))


def _trees(modules: Sequence[Module], stated: Ontology) -> Html:
    """A tree of the classes of each module that has any."""
    figures = []
    for module in modules:
        if picture := tree(module, stated, _link):
            caption = element("figcaption", element("a", told(module.title), href=_link(module.anchor)))
            figures.append(element("figure", caption, picture))
    return element("div", *figures, class_="trees") if figures else Html()


def _module(page: Page, module: Module) -> Html:
    intro = element("p", told(module.description), " ", element("code", module.node.value))
    return section(module.title, intro, *(definition(page, term) for term in module.terms), anchor=module.anchor)


def _borrowed(page: Page, stated: Ontology) -> Iterator[Html]:
    """The terms of others that are declared here, by vocabulary."""
    for module in stated.modules.values():
        if not module.terms:
            yield element("p", told(module.description), " ", element("code", module.node.value))
    groups: dict[str, list[NamedNode]] = defaultdict(list)
    for node in stated.borrowed:
        groups[curie(node.value).partition(":")[0]].append(node)
    namespaces = {prefix: namespace for namespace, prefix in prefixes().items()}
    lines = (
        element(
            "tr",
            element("th", element("code", prefix), scope="row"),
            element("td", element("code", namespaces.get(prefix, ""))),
            element("td", listed(linked(page, node) for node in nodes)),
        )
        for prefix, nodes in sorted(groups.items())
    )
    head = element("tr", *(element("th", name, scope="col") for name in ("Prefix", "Namespace", "Terms used here")))
    caption = element("caption", "Terms of other vocabularies that the ontology declares")
    table = element("table", caption, element("thead", head), element("tbody", *lines))
    yield element("div", table, class_="scrolling", role="region", aria_label="Other vocabularies", tabindex=0)


def _schema(stated: Ontology) -> dict[str, Any]:
    """The ontology as a set of defined terms."""
    return {
        "@type": "DefinedTermSet",
        "@id": stated.root.value,
        "name": _said(stated, DCTERMS.title),
        "description": _said(stated, DCTERMS.description),
        "version": _said(stated, OWL.versionInfo),
        "license": [licence.value for licence in stated.values(stated.root, DCTERMS.license)],
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": term.node.value,
                "name": term.label,
                "description": term.definition,
                "termCode": term.name,
            }
            for term in stated.terms.values()
        ],
    }
