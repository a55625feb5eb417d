"""Where every file of an export comes from, in the words of PROV-O (W3C, 2013): file, graph, text, document.

No times are told, so that the same build gives the same words; what was read is known by its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.exports.authorities import SHA_256, SPDX
from graphkit.exports.datasets import TEXT, Dataset, Part, node_of
from graphkit.exports.frameworks import label
from graphkit.exports.view import View
from graphkit.facts import Document
from graphkit.iris import slug
from graphkit.vocabulary import DCAT, DCTERMS, FOAF, PROV, RCQ, RDF, RDFS, XSD

__all__ = ["checksum", "origins", "source"]

_PROGRAM = "graphkit-rcq"


def origins(view: View, datasets: Iterable[Dataset], others: Iterable[Part]) -> Iterator[Triple]:
    """The history of the files of some datasets, and of others that were made of these."""
    building, exporting, agent = (node_of(view, name) for name in ("building", "exporting", "program"))
    build = node_of(view, "build")
    yield Triple(agent, RDF.type, PROV.SoftwareAgent)
    yield Triple(agent, RDFS.label, Literal(f"{_PROGRAM} {version(_PROGRAM)}"))
    for activity, name in ((building, "The build of the graph"), (exporting, "The export")):
        yield Triple(activity, RDF.type, PROV.Activity)
        yield Triple(activity, RDFS.label, Literal(name, language="en"))
        yield Triple(activity, PROV.wasAssociatedWith, agent)
    yield from _entity(build, view.hash, "The build", building)
    yield Triple(exporting, PROV.used, build)
    for document in view.stated.documents.values():
        yield from source(view, document)
        yield Triple(building, PROV.used, document.node)
        yield Triple(build, PROV.wasDerivedFrom, document.node)
    for name, digest in sorted(view.build.manifest["inputs"].items()):
        if not name.startswith("documents/"):  # those are told of above, with all that is known of them
            content = node_of(view, f"content/{slug(name)}")
            yield from _entity(content, digest, name)
            yield Triple(building, PROV.used, content)
    for dataset in datasets:
        for part in dataset.parts:
            yield from _entity(part.node, part.sha256, part.path, exporting)
            is_copy = part.form == TEXT
            yield Triple(part.node, PROV.wasDerivedFrom, dataset.document.node if dataset.document else build)
            if dataset.document and not is_copy:
                yield Triple(part.node, PROV.wasDerivedFrom, build)
    for part in others:
        yield from _entity(part.node, part.sha256, part.path, exporting)
        yield Triple(part.node, PROV.wasDerivedFrom, build)


def source(view: View, document: Document) -> Iterator[Triple]:
    """What is known of a document that was read: what it is called, who published it, which bytes it was."""
    facts, node = view.stated, document.node
    yield Triple(node, RDF.type, PROV.Entity)
    yield Triple(node, DCTERMS.title, Literal(label(facts, node) or document.identifier, language="en"))
    for predicate in (DCTERMS.identifier, DCTERMS.issued, DCTERMS.rights, DCAT.version, RCQ.fileName):
        yield from (Triple(node, predicate, Literal(words)) for words in sorted(set(facts.words(node, predicate))))
    for predicate in (DCTERMS.license, DCTERMS.source, PROV.wasRevisionOf):
        known = set(facts.nodes(node, predicate)) - {RCQ.Unknown}
        yield from (Triple(node, predicate, other) for other in known)
    for publisher in set(facts.nodes(node, DCTERMS.publisher)) - {RCQ.Unknown}:
        yield Triple(node, PROV.wasAttributedTo, publisher)
        yield Triple(publisher, RDF.type, PROV.Agent)
        if name := label(facts, publisher):
            yield Triple(publisher, FOAF.name, Literal(name, language="en"))
    for digest in facts.words(node, RCQ.sha256):
        yield from checksum(node, digest)


def checksum(node: NamedNode, digest: str) -> Iterator[Triple]:
    """The sha-256 of what a node stands for."""
    found = NamedNode(f"{node.value}/checksum")
    yield Triple(node, SPDX.checksum, found)
    yield Triple(found, RDF.type, SPDX.Checksum)
    yield Triple(found, SPDX.algorithm, SHA_256)
    yield Triple(found, SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary))


def _entity(node: NamedNode, digest: str, name: str, activity: NamedNode | None = None) -> Iterator[Triple]:
    yield Triple(node, RDF.type, PROV.Entity)
    yield Triple(node, RDFS.label, Literal(name))
    yield from checksum(node, digest)
    if activity:
        yield Triple(node, PROV.wasGeneratedBy, activity)
