"""The statistics of some triples in the words of VoID (W3C, 2011): how many, of which classes and properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graphkit.iris import slug
from graphkit.vocabulary import RDF, XSD, Namespace

__all__ = ["VOID", "statistics"]

VOID = Namespace("http://rdfs.org/ns/void#")


def statistics(dataset: NamedNode, quads: Iterable[Quad]) -> Iterator[Triple]:
    """What VoID counts of the union of some graphs, in which a triple that two graphs say is one."""
    triples = {quad.triple for quad in quads}
    instances = {(triple.object, triple.subject) for triple in triples if triple.predicate == RDF.type}
    classes = Counter(kind for kind, _ in instances if isinstance(kind, NamedNode))
    properties = Counter(triple.predicate for triple in triples)
    yield Triple(dataset, RDF.type, VOID.Dataset)
    for name, number in (
        (VOID.triples, len(triples)),
        (VOID.distinctSubjects, len({triple.subject for triple in triples})),
        (VOID.distinctObjects, len({triple.object for triple in triples})),
        (VOID.classes, len(classes)),
        (VOID.properties, len(properties)),
    ):
        yield Triple(dataset, name, _number(number))
    for vocabulary in sorted({_namespace(term.value) for term in (*classes, *properties)}):
        yield Triple(dataset, VOID.vocabulary, NamedNode(vocabulary))
    yield from _partitions(dataset, "class", classes, VOID.entities)
    yield from _partitions(dataset, "property", properties, VOID.triples)


def _partitions(dataset: NamedNode, name: str, counts: Counter[NamedNode], of: NamedNode) -> Iterator[Triple]:
    for term, number in counts.items():
        local = re.split("[/#]", term.value)[-1]
        part = NamedNode(f"{dataset.value}/{name}/{slug(local)}-{sha256(term.value.encode()).hexdigest()[:8]}")
        yield Triple(dataset, VOID[f"{name}Partition"], part)
        yield Triple(part, VOID[name], term)
        yield Triple(part, of, _number(number))


def _namespace(iri: str) -> str:
    """The namespace of a term.

    >>> _namespace("http://purl.org/dc/terms/title")
    'http://purl.org/dc/terms/'
    """
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
