"""What the terms of the ontology are called on a page: classes, properties and how these read from the other end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Literal, NamedNode

from graphkit import content
from graphkit.vocabulary import DCAT, DCTERMS, FOAF, PROV, RCQ, RDFS, SKOS

__all__ = ["backwards", "called", "heading"]

#: borrowed terms, which our ontology does not label
_BORROWED = {
    DCTERMS.identifier: "identifier", DCTERMS.issued: "issued", DCTERMS.license: "licence",
    DCTERMS.publisher: "publisher", DCTERMS.rights: "rights", DCTERMS.source: "source", DCTERMS.title: "title",
    DCTERMS.creator: "author", DCTERMS.contributor: "contributor", DCTERMS.modified: "modified",
    DCTERMS.created: "made", DCTERMS.isVersionOf: "edition of", DCTERMS.subject: "subject", DCAT.version: "edition",
    DCAT.keyword: "keyword", PROV.wasRevisionOf: "follows", FOAF.name: "name", RDFS.label: "label",
    RDFS.comment: "remark", SKOS.prefLabel: "label", SKOS.altLabel: "other label", SKOS.hiddenLabel: "label to find by",
    SKOS.definition: "definition", SKOS.scopeNote: "scope", SKOS.example: "example", SKOS.notation: "notation",
    SKOS.inScheme: "in scheme", SKOS.topConceptOf: "top concept of", SKOS.hasTopConcept: "top concept",
    SKOS.broader: "broader", SKOS.narrower: "narrower", SKOS.related: "related", SKOS.exactMatch: "exact match",
    SKOS.closeMatch: "close match", SKOS.broadMatch: "broader match", SKOS.narrowMatch: "narrower match",
    SKOS.relatedMatch: "related match",
}  # fmt: skip
#: how a property reads from what it leads to, where a plain word says it
_BACKWARDS = {
    RCQ.supportedBy: "supports", RCQ.alternativeTo: "alternative to", RCQ.restates: "restated by",
    RCQ.listedUnder: "lists", RCQ.denotes: "denoted by", RCQ.mentions: "mentioned by", RCQ.reportsTo: "reported to by",
    RCQ.hasOutcome: "outcome of", RCQ.inFramework: "holds", RCQ.progressesTo: "progresses from",
    RCQ.about: "what the head says", RCQ.value: "value of", RCQ.band: "band of", RCQ.directorate: "directorate of",
    RCQ.asksFor: "asked for by", RCQ.authorisedBy: "authorises", RCQ.levelScheme: "scale of the level of",
    RCQ.liaisesWith: "contact of", RCQ.describes: "described by", DCTERMS.publisher: "publisher of",
    PROV.wasRevisionOf: "followed by",
}  # fmt: skip


@cache
def _labels() -> dict[object, str]:
    found: dict[object, str] = dict(_BORROWED.items())
    for triple in content.ontology():
        if triple.predicate == RDFS.label and isinstance(triple.object, Literal):
            found[triple.subject] = triple.object.value
    return found


def called(term: NamedNode | str) -> str:
    """What a class or property is called: its label, else the end of its IRI.

    >>> called("KsbBehaviour"), called(RCQ.reportsTo), called(DCTERMS.issued), called("Nothing")
    ('behaviour of a standard', 'reports to', 'issued', 'Nothing')
    """
    node = RCQ[term] if isinstance(term, str) else term
    return _labels().get(node) or node.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def heading(terms: Iterable[NamedNode | str]) -> str:
    """Some terms, as they stand at the beginning of a line.

    >>> heading(["Duty"]), heading(["Band", "Level"])
    ('Duty', 'Pay band, level')
    """
    words = ", ".join(map(called, terms))
    return words[:1].upper() + words[1:]


def backwards(term: NamedNode) -> str:
    """How a property reads from what it leads to.

    >>> backwards(RCQ.supportedBy), backwards(RCQ.classifiedAs)
    ('supports', 'classified as, said of')
    """
    return _BACKWARDS.get(term) or f"{called(term)}, said of"
