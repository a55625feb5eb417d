"""What a build is published as: a dataset for the whole graph and one for each document, each with its files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from graphkit.exports.frameworks import kind_label, label
from graphkit.exports.view import View
from graphkit.facts import Document
from graphkit.records import text_path
from graphkit.vocabulary import DCTERMS, RCQ

__all__ = ["N_QUADS", "TEXT", "TURTLE", "Dataset", "Form", "Part", "Rights", "datasets", "node_of", "rights_of_all"]

_OF_A_DOCUMENT = "One document as a graph in which every statement leads back to the words it was read from."


@dataclass(frozen=True, slots=True)
class Form:
    """A type of files: its name, its code among the file types of the EU's authority tables, its media type."""

    name: str
    code: str
    media: str


N_QUADS = Form("N-Quads", "RDF_N_QUADS", "application/n-quads")
TURTLE = Form("RDF Turtle", "RDF_TURTLE", "text/turtle")
TEXT = Form("plain text", "TXT", "text/plain")


@dataclass(frozen=True, slots=True)
class Rights:
    """The IRI of a licence, "" where nobody knows it, and what is said of the rights."""

    licence: str
    said: str


@dataclass(frozen=True)
class Part:
    """One file of a dataset: its IRI, what it is, its path below the export, its bytes."""

    node: NamedNode
    title: str
    path: str
    data: bytes
    form: Form

    @cached_property
    def sha256(self) -> str:
        """The hash of its bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    def address(self, below: str) -> str:
        """Where it is reached, once the export lies below an address."""
        return below + quote(self.path)


@dataclass(frozen=True)
class Dataset:
    """What is published under one title. `document` is None for the whole graph."""

    node: NamedNode
    title: str
    description: str
    document: Document | None
    rights: Rights
    quads: tuple[Quad, ...]
    parts: tuple[Part, ...]


def node_of(view: View, name: str) -> NamedNode:
    """The IRI of what an export says and no document does: the catalogue and what hangs on it."""
    return view.names.ids["/".join(("catalogue", name)).rstrip("/")]


def datasets(view: View) -> list[Dataset]:
    """The dataset of the whole graph, then one for each document, in order."""
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in view.quads:
        by_graph[str(quad.graph_name)[1:-1]].append(quad)
    kinds: dict[NamedNode, Counter[str]] = defaultdict(Counter)
    for item in view.stated.items:
        kinds[item.document][item.kind] += 1
    ids, graphs = view.names.ids.iri, view.names.graph("").value
    documents = (
        _of_document(view, document, by_graph[node.value.replace(ids, graphs, 1)], kinds[node])
        for node, document in view.stated.documents.items()
    )
    return [_whole(view), *documents]


def rights_of_all(view: View) -> Rights:
    """The rights in everything together: no licence where that of a document is unknown, whose words are in it."""
    documents = view.stated.documents
    unknown = [documents[node].identifier for node in map(NamedNode, view.unlicensed) if node in documents]
    said = "The words of the documents are under the licences of the documents."
    if unknown:
        return Rights("", f"{said} Those of {', '.join(dict.fromkeys(unknown))} are unknown.")
    return Rights(view.settings.licence, said)


def _whole(view: View) -> Dataset:
    node, settings = node_of(view, "graph"), view.settings
    return Dataset(
        node=node,
        title=settings.title,
        description=settings.description,
        document=None,
        rights=rights_of_all(view),
        quads=view.quads,
        parts=(_quads(node, "All named graphs", "graph.nq", view.quads),),
    )


def _of_document(view: View, document: Document, quads: list[Quad], kinds: Counter[str]) -> Dataset:
    facts, node = view.stated, NamedNode(f"{document.node.value}/dataset")
    known = [licence.value for licence in facts.nodes(document.node, DCTERMS.license) if licence != RCQ.Unknown]
    rights = list(dict.fromkeys(facts.words(document.node, DCTERMS.rights)))
    if not known:
        rights = [*rights, "The licence of the document is unknown."]
    title = label(facts, document.node) or document.identifier
    told = ", ".join(f"{kind_label(kind)} {number}" for kind, number in sorted(kinds.items()))
    return Dataset(
        node=node,
        title=title,
        description=f"{_OF_A_DOCUMENT} {title}: {document.identifier}, edition {document.edition}. Items: {told}.",
        document=document,
        rights=Rights(known[0] if known else "", " ".join(rights)),
        quads=tuple(quads),
        parts=tuple(_parts(view, document, node, quads)),
    )


def _parts(view: View, document: Document, node: NamedNode, quads: list[Quad]) -> Iterator[Part]:
    text = text_path(document.identifier, document.edition)
    graph = text.replace("texts/", "documents/", 1).removesuffix(".txt") + ".nq"
    yield _quads(node, "The graph of the document", graph, quads)
    if text in view.build.manifest["outputs"]:
        words = "The text of the document, in which its quotes are counted"
        yield Part(NamedNode(f"{node.value}/text"), words, text, view.build.stored.read(text), TEXT)


def _quads(node: NamedNode, title: str, path: str, quads: Iterable[Quad]) -> Part:
    data = serialize(quads, format=RdfFormat.N_QUADS)
    assert data is not None
    return Part(NamedNode(f"{node.value}/n-quads"), title, path, data, N_QUADS)
