"""One term of the ontology as its page tells it: definition, examples, what it is joined to, which rules use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from graphkit.exports.site.checks import using
from graphkit.exports.site.declarations import KINDS, Ontology, Term, curie, ontology
from graphkit.exports.site.pages import Page
from graphkit.exports.site.places import Place
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import DCTERMS, OWL, RDF, RDFS, SKOS

__all__ = ["definition", "linked", "listed", "rows"]

#: of more rules than this the links are folded away
_FEW = 6
#: what the ontology says of its terms: the name of it, the property, and whether it is read from its other end
_JOINED = (
    ("Subclass of", RDFS.subClassOf, False),
    ("Superclass of", RDFS.subClassOf, True),
    ("Equivalent to", OWL.equivalentClass, False),
    ("Equivalent to", OWL.equivalentProperty, False),
    ("Subproperty of", RDFS.subPropertyOf, False),
    ("Superproperty of", RDFS.subPropertyOf, True),
    ("Inverse of", OWL.inverseOf, False),
    ("Inverse of", OWL.inverseOf, True),
    ("In the domain of", RDFS.domain, True),
    ("In the range of", RDFS.range, True),
    ("Individuals", RDF.type, True),
    ("Exact match", SKOS.exactMatch, False),
    ("Close match", SKOS.closeMatch, False),
    ("Broader match", SKOS.broadMatch, False),
    ("Narrower match", SKOS.narrowMatch, False),
    ("Related match", SKOS.relatedMatch, False),
    ("See also", RDFS.seeAlso, False),
    ("Source", DCTERMS.source, False),
)
_WORDS = (("Example", SKOS.example), ("Scope", SKOS.scopeNote), ("Remark", RDFS.comment))


def definition(page: Page, term: Term) -> Html:
    """A term under its name."""
    stated = ontology()
    return element(
        "section",
        element("h3", told(term.label)),
        element("p", element("code", curie(term.node.value)), f" {term.kind}", class_="kind"),
        element("p", told(term.definition)),
        rows(_facts(page, term, stated)),
        id=term.name,
        class_="term",
    )


def linked(page: Page, node: NamedNode) -> Html:
    """A link to a term: by its label where it is one of the ontology, else by its short IRI."""
    if term := ontology().terms.get(node):
        return page.link(Place("ontology", term.name), term.label)
    short = curie(node.value)
    return element("a", told(re.sub(r"^https?://(www\.)?", "", short)), href=node.value)


def rows(facts: Iterable[tuple[str, Sequence[str]]], kind: str = "relations") -> Html:
    """A list of names and what stands beside each; a name beside which nothing stands is left out."""
    told_of = (element("div", element("dt", name), element("dd", listed(said))) for name, said in facts if said)
    return element("dl", *told_of, class_=kind)


def listed(said: Iterable[str], between: str = ", ") -> Html:
    """Several pieces with something between each two."""
    return join([piece for each in said for piece in (between, each)][1:])


def _facts(page: Page, term: Term, stated: Ontology) -> Iterator[tuple[str, Sequence[str]]]:
    node = term.node
    for name, predicate in _WORDS:
        for words in stated.words(node, predicate):
            yield name, [told(words)]
    kinds = [kind for kind in stated.values(node, RDF.type) if kind not in KINDS]
    yield "Type", [linked(page, kind) for kind in kinds if kind in stated.terms]
    yield "Characteristics", [_characteristic(kind) for kind in kinds if kind not in stated.terms]
    for name, predicate in (("Domain", RDFS.domain), ("Range", RDFS.range)):
        yield name, [_inherited(page, *each) for each in stated.inherited(node, predicate)]
    for name, predicate, is_backwards in _JOINED:
        found = stated.subjects(predicate, node) if is_backwards else stated.values(node, predicate)
        yield name, [linked(page, each) for each in found]
    yield "Disjoint with", [linked(page, each) for each in stated.disjoint(node)]
    chains = stated.lists(node, OWL.propertyChainAxiom)
    steps = [listed((linked(page, each) for each in chain), " then ") for chain in chains]
    yield "Follows from", [listed(steps, ", or ")] if steps else []
    yield "Used by", _rules(page, node)
    yield "IRI", [element("code", node.value)]


def _characteristic(kind: NamedNode) -> str:
    """What an axiom says of a property by its type alone.

    >>> _characteristic(OWL.InverseFunctionalProperty)
    'inverse functional'
    """
    name = curie(kind.value).rpartition(":")[2].removesuffix("Property")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _inherited(page: Page, value: NamedNode, source: NamedNode | None) -> Html:
    """A domain or range, and the property that gives it where that is a broader one."""
    return join([linked(page, value), *([" (by ", linked(page, source), ")"] if source else [])])


def _rules(page: Page, node: NamedNode) -> Sequence[str]:
    """The rules that are written in a term."""
    links = [page.link(Place("rule", check.rule.code), check.rule.code) for check in using().get(node, ())]
    if len(links) <= _FEW:
        return links
    return [element("details", element("summary", f"{len(links)} rules"), listed(links))]
