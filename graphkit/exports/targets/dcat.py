"""A catalogue for data portals by DCAT-AP 3.0.1: a dataset of the whole graph, one for each document, their files.

The files of the datasets lie beside the catalogue; the settings say at which address they will be reached. VoID tells
how much is in each dataset, PROV-O where each file comes from. Titles and first sentences are as short as data.gov.uk
takes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit.exports import authorities
from graphkit.exports.authorities import ENGLISH, THEMES
from graphkit.exports.datasets import N_QUADS, TURTLE, Dataset, Part, Rights, datasets, node_of
from graphkit.exports.origins import checksum, origins, source
from graphkit.exports.statistics import VOID, statistics
from graphkit.exports.view import File, Loss, View
from graphkit.iris import slug
from graphkit.text import short_label
from graphkit.vocabulary import DCAT, DCTERMS, FOAF, PREFIXES, PROV, RDF, XSD, Namespace

__all__ = ["export"]

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_PREFIXES = PREFIXES | {"vcard": VCARD.iri, "void": VOID.iri, "spdx": authorities.SPDX.iri}
#: characters of a title and of the first sentence of a description
TITLE, SENTENCE = 65, 140


def export(view: View) -> Iterator[File | Loss]:
    """The files of the datasets, the catalogue, the statistics and the history of the files."""
    found = datasets(view)
    for dataset in found:
        yield from (File(part.path, part.data) for part in dataset.parts)
        yield from _losses(view, dataset)
    catalogue = _turtle(view, "catalogue", "The catalogue", _catalogue(view, found))
    void = _turtle(view, "void", "The statistics", _statistics(view, found))
    provenance = _turtle(view, "provenance", "The history", origins(view, found, (catalogue, void)))
    yield from (File(part.path, part.data) for part in (catalogue, void, provenance))


def _losses(view: View, dataset: Dataset) -> Iterator[Loss]:
    if not dataset.rights.licence:
        yield Loss(dataset.node.value, "licence", "is unknown; a portal that asks for one will refuse the dataset")
    if not view.settings.address:
        for part in dataset.parts:
            yield Loss(part.node.value, f"distribution {part.path}", "needs an address, and the settings state none")
    if len(_first_sentence(dataset.description)) > SENTENCE:
        yield Loss(dataset.node.value, "description", f"its first sentence is longer than the {SENTENCE} characters "
                   "that data.gov.uk takes")  # fmt: skip


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _catalogue(view: View, found: Iterable[Dataset]) -> Iterator[Triple]:
    settings, node = view.settings, node_of(view, "")
    publisher = NamedNode(settings.publisher_iri or view.names.ids[f"agent/{slug(settings.publisher)}"].value)
    yield Triple(publisher, RDF.type, FOAF.Agent)
    yield Triple(publisher, FOAF.name, Literal(settings.publisher, language="en"))
    yield from authorities.terms()
    yield Triple(node, RDF.type, DCAT.Catalog)
    yield from _described(node, settings.title, settings.description)
    yield Triple(node, DCTERMS.publisher, publisher)
    yield Triple(node, DCTERMS.language, ENGLISH)
    yield Triple(node, DCAT.themeTaxonomy, THEMES[0])
    yield from _licensed(node, Rights(settings.licence, ""))
    yield from _dated(view, node)
    if settings.homepage:
        yield Triple(node, FOAF.homepage, NamedNode(settings.homepage))
        yield Triple(NamedNode(settings.homepage), RDF.type, FOAF.Document)
    contact = list(_contact(view))
    yield from contact
    for dataset in found:
        yield Triple(node, DCAT.dataset, dataset.node)
        yield Triple(dataset.node, DCTERMS.publisher, publisher)
        yield from (Triple(dataset.node, DCAT.contactPoint, each.subject) for each in contact[:1])
        yield from _dataset(view, dataset)


def _described(node: NamedNode, title: str, description: str) -> Iterator[Triple]:
    yield Triple(node, DCTERMS.identifier, Literal(node.value))
    yield Triple(node, DCTERMS.title, Literal(title, language="en"))
    yield Triple(node, DCTERMS.description, Literal(description, language="en"))


def _dated(view: View, node: NamedNode) -> Iterator[Triple]:
    if view.settings.dated:
        yield Triple(node, DCTERMS.modified, Literal(view.settings.dated, datatype=XSD.date))


def _contact(view: View) -> Iterator[Triple]:
    """Whom to ask; nothing where nobody is named."""
    settings, node = view.settings, node_of(view, "contact")
    if settings.contact or settings.contact_email or settings.contact_page:
        yield Triple(node, RDF.type, VCARD.Kind)
        yield Triple(node, RDF.type, VCARD.Organization)
        yield Triple(node, VCARD.fn, Literal(settings.contact or settings.publisher, language="en"))
        if settings.contact_email:
            yield Triple(node, VCARD.hasEmail, NamedNode(f"mailto:{settings.contact_email}"))
        if settings.contact_page:
            yield Triple(node, VCARD.hasURL, NamedNode(settings.contact_page))


def _licensed(node: NamedNode, rights: Rights) -> Iterator[Triple]:
    """Its licence where it is known, and what is said of its rights."""
    if rights.licence:
        term, about = authorities.licence(rights.licence)
        yield Triple(node, DCTERMS.license, term)
        yield from about
    if rights.said:
        statement = NamedNode(f"{node.value}/rights")
        yield Triple(node, DCTERMS.rights, statement)
        yield Triple(statement, RDF.type, DCTERMS.RightsStatement)
        yield Triple(statement, DCTERMS.description, Literal(rights.said, language="en"))


def _dataset(view: View, dataset: Dataset) -> Iterator[Triple]:
    node = dataset.node
    yield Triple(node, RDF.type, DCAT.Dataset)
    yield from _described(node, _title(dataset), dataset.description)
    yield from _licensed(node, dataset.rights)
    yield from _dated(view, node)
    yield Triple(node, DCTERMS.language, ENGLISH)
    yield from (Triple(node, DCAT.theme, theme) for theme in THEMES[1])
    if dataset.document:
        yield Triple(node, PROV.wasDerivedFrom, dataset.document.node)
        yield from source(view, dataset.document)
        if dataset.document.edition != "unknown":
            yield Triple(node, DCAT.version, Literal(dataset.document.edition))
    if view.settings.address:
        for part in dataset.parts:
            yield Triple(node, DCAT.distribution, part.node)
            yield from _distribution(view, dataset, part)


def _title(dataset: Dataset) -> str:
    """Its title with the document's own name, as far as a title may be long."""
    if dataset.document is None:
        return short_label(dataset.title, TITLE)
    edition = "" if dataset.document.edition == "unknown" else f" {dataset.document.edition}"
    name = f" ({dataset.document.identifier}{edition})"
    room = TITLE - len(name)
    return short_label(dataset.title, room) + name if room >= TITLE // 3 else short_label(dataset.title + name, TITLE)


def _distribution(view: View, dataset: Dataset, part: Part) -> Iterator[Triple]:
    node, address = part.node, NamedNode(part.address(view.settings.address))
    yield Triple(node, RDF.type, DCAT.Distribution)
    yield Triple(node, DCTERMS.title, Literal(part.title, language="en"))
    yield Triple(node, DCTERMS.description, Literal(f"{part.title}, as {part.form.name}.", language="en"))
    yield Triple(node, DCAT.accessURL, address)
    yield Triple(node, DCAT.downloadURL, address)
    yield Triple(node, DCAT.byteSize, Literal(str(len(part.data)), datatype=XSD.nonNegativeInteger))
    yield Triple(node, DCTERMS.language, ENGLISH)
    yield from _licensed(node, dataset.rights)
    yield from _dated(view, node)
    yield from checksum(node, part.sha256)
    for predicate, (term, about) in (
        (DCTERMS["format"], authorities.file_type(part.form)),
        (DCAT.mediaType, authorities.media_type(part.form)),
    ):
        yield Triple(node, predicate, term)
        yield from about


def _statistics(view: View, found: Iterable[Dataset]) -> Iterator[Triple]:
    """The counts of every dataset, and of every named graph as a part of the whole."""
    whole = node_of(view, "graph")
    for dataset in found:
        yield from statistics(dataset.node, dataset.quads)
        yield Triple(dataset.node, VOID.uriSpace, Literal(view.names.ids.iri))
        yield Triple(dataset.node, VOID.feature, NamedNode("http://www.w3.org/ns/formats/N-Quads"))
        if dataset.document:
            yield Triple(whole, VOID.subset, dataset.node)
        for part in dataset.parts:
            if part.form == N_QUADS and view.settings.address:
                yield Triple(dataset.node, VOID.dataDump, NamedNode(part.address(view.settings.address)))
    for name in ("derived", "alignments", "reference", "ontology", "catalogue"):
        graph = view.names.graph(name)
        subset = node_of(view, f"graph/{name}")
        yield Triple(whole, VOID.subset, subset)
        yield Triple(subset, DCTERMS.source, graph)
        yield from statistics(subset, (quad for quad in view.quads if quad.graph_name == graph))


def _turtle(view: View, name: str, title: str, triples: Iterable[Triple]) -> Part:
    lines = sorted(set(triples), key=str)
    used = "\n".join(map(str, lines))
    prefixes = {prefix: namespace for prefix, namespace in _PREFIXES.items() if f"<{namespace}" in used}
    data = serialize(lines, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert data is not None
    return Part(node_of(view, f"file/{name}"), title, f"{name}.{RdfFormat.TURTLE.file_extension}", data, TURTLE)
