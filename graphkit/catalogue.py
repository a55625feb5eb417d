"""The catalogue graph: what is known of the documents and graphs themselves, none of it printed in a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Quad

from graphkit.curated import Curated
from graphkit.iris import Names
from graphkit.records import Reading
from graphkit.vocabulary import DCTERMS, PROV, RCQ, RDF, RDFS, XSD

__all__ = ["catalogue", "editions_in_order"]

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


def editions_in_order(readings: Iterable[Reading]) -> dict[str, list[str]]:
    """Document -> its editions, the oldest first, by date of issue and then by the numbers of the version."""
    editions: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        editions[reading.identifier].append(reading)
    return {
        identifier: [
            reading.edition for reading in sorted(found, key=lambda reading: (*_age(reading), reading.edition))
        ]
        for identifier, found in editions.items()
    }


def _age(reading: Reading) -> tuple[str, list[int]]:
    """What an edition prints of when it was made; nothing comes before all."""
    issued = max(map(str, _stated(reading, "dcterms:issued")), default="")
    return issued, [int(number) for number in re.findall(r"\d+", reading.edition)]


def _revised(readings: Sequence[Reading], editions: dict[str, list[str]]) -> dict[tuple[str, str], str]:
    """Document and edition -> the edition it revises; none where that one prints neither date nor version."""
    aged = {(reading.identifier, reading.edition) for reading in readings if any(_age(reading))}
    return {
        (identifier, later): earlier
        for identifier, printed in editions.items()
        for earlier, later in pairwise(printed)
        if (identifier, earlier) in aged
    }


def catalogue(readings: Sequence[Reading], names: Names, curated: Curated) -> Iterator[Quad]:
    """The quads of graph/catalogue, but for the words that no reader understood."""
    graph = names.graph("catalogue")
    for name, kind in _KINDS.items():
        yield Quad(names.graph(name), RDF.type, RCQ[kind], graph)
    editions = editions_in_order(readings)
    revised = _revised(readings, editions)
    for reading in readings:
        document = names.document(reading.identifier, reading.edition)
        role = names.role(reading.identifier, reading.edition)
        yield Quad(names.stated(reading.identifier, reading.edition), RDF.type, RCQ.StatedGraph, graph)
        yield Quad(document, RCQ.sha256, Literal(reading.sha256), graph)
        yield Quad(document, RCQ.family, Literal(reading.family), graph)
        is_current = editions[reading.identifier][-1] == reading.edition
        yield Quad(role, RCQ.current, Literal(str(is_current).lower(), datatype=XSD.boolean), graph)
        if earlier := revised.get((reading.identifier, reading.edition)):
            yield Quad(document, PROV.wasRevisionOf, names.document(reading.identifier, earlier), graph)
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
