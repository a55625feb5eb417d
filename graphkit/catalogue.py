"""The catalogue graph: what is known of the documents and graphs themselves, none of it printed in a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from graphkit.curated import Curated
from graphkit.iris import Names
from graphkit.records import Reading
from graphkit.vocabulary import DCTERMS, RCQ, RDF, RDFS, XSD

__all__ = ["catalogue", "current_editions"]

#: graph -> its kind, for the graphs every build has
_KINDS = {
    "derived": "DerivedGraph",
    "alignments": "AlignmentGraph",
    "reference": "ReferenceGraph",
    "ontology": "OntologyGraph",
    "catalogue": "CatalogueGraph",
}
#: what a person states in about.ttl, or nobody knows
_ASKED = (DCTERMS.publisher, DCTERMS.license)


def current_editions(readings: Iterable[Reading]) -> dict[str, str]:
    """Document -> its newest edition, by date of issue and then by the numbers of the version."""
    editions: dict[str, list[tuple[str, list[int], str]]] = defaultdict(list)
    for reading in readings:
        issued = "".join(str(value) for value in _stated(reading, "dcterms:issued"))
        version = [int(number) for number in re.findall(r"\d+", reading.edition)]
        editions[reading.identifier].append((issued, version, reading.edition))
    return {identifier: max(found)[2] for identifier, found in editions.items()}


def catalogue(readings: Sequence[Reading], names: Names, curated: Curated) -> Iterator[Quad]:
    """The quads of graph/catalogue, but for the words that no reader understood."""
    graph = names.graph("catalogue")
    for name, kind in _KINDS.items():
        yield Quad(names.graph(name), RDF.type, RCQ[kind], graph)
    current = current_editions(readings)
    for reading in readings:
        document = names.document(reading.identifier, reading.edition)
        role = names.role(reading.identifier, reading.edition)
        yield Quad(names.graph(f"{reading.identifier}/{reading.edition}"), RDF.type, RCQ.StatedGraph, graph)
        yield Quad(document, RCQ.sha256, Literal(reading.sha256), graph)
        yield Quad(document, RCQ.family, Literal(reading.family), graph)
        is_current = current[reading.identifier] == reading.edition
        yield Quad(role, RCQ.current, Literal(str(is_current).lower(), datatype=XSD.boolean), graph)
        yield from _about(reading, document, names, curated)
        titles = _stated(reading, "rcq:jobTitle")
        stated = {predicate for predicate, _ in reading.about}
        if titles and not _stated(reading, "dcterms:title") and DCTERMS.title not in stated:
            yield Quad(document, DCTERMS.title, Literal(str(titles[0]), language="en"), graph)


def _about(reading: Reading, document: NamedNode, names: Names, curated: Curated) -> Iterator[Quad]:
    graph = names.graph("catalogue")
    for predicate, value in reading.about:
        if predicate == DCTERMS.publisher and isinstance(value, Literal):
            in_scheme = curated.find("Organisation", value.value)
            organisation = in_scheme or names.concept("organisation", value.value)
            yield Quad(document, predicate, organisation, graph)
            if not in_scheme:
                yield Quad(organisation, RDF.type, RCQ.Organisation, graph)
                yield Quad(organisation, RDFS.label, value, graph)
        else:
            yield Quad(document, predicate, value, graph)
    known = {predicate for predicate, _ in reading.about}
    for predicate in _ASKED:
        if predicate not in known and not _stated(reading, "dcterms:" + predicate.value.rsplit("/", 1)[1]):
            yield Quad(document, predicate, RCQ.Unknown, graph)


def _stated(reading: Reading, name: str) -> list[object]:
    """What the document's fields state under a property."""
    return [value for statement in reading.statements if statement.property == name for value in statement.value]
