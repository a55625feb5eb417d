"""RDF in every common writing: N-Quads, TriG and JSON-LD with a named graph for each document, Turtle and RDF/XML.

A further graph, graph/others, says in the words of other vocabularies what the graph says in ours: what
`ontology/alignment.ttl` puts our classes and properties under, and each quote as a resource of Web Annotation (W3C,
2017) with its selectors. `hashes.json` holds the RDFC-1.0 hash of the dataset and of the union of its graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from graphkit import content, jsonld
from graphkit.canonical import canonical
from graphkit.exports.view import File, Loss, View
from graphkit.vocabulary import OA, PREFIXES, RCQ, RDF, RDFS

__all__ = ["canonical_hash", "export", "in_other_words"]

#: what XML 1.0 cannot hold
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def export(view: View) -> Iterator[File | Loss]:
    """The files, and what RDF/XML cannot hold."""
    others = view.names.graph("others")
    quads = sorted(
        {
            *view.quads,
            *(Quad(triple.subject, triple.predicate, triple.object, others) for triple in in_other_words(view.quads)),
        },
        key=str,
    )
    union = sorted({quad.triple for quad in quads}, key=str)
    prefixes = PREFIXES | {"rcqid": view.names.ids.iri}
    fits = [triple for triple in union if not _is_beyond_xml(triple)]
    yield _file(RdfFormat.N_QUADS, quads)
    yield _file(RdfFormat.TRIG, quads, prefixes)
    yield File("graph.jsonld", jsonld.dumps(jsonld.dataset(quads)))
    yield File("context.jsonld", jsonld.dumps({"@context": jsonld.context()}))
    yield _file(RdfFormat.TURTLE, union, prefixes)
    yield _file(RdfFormat.RDF_XML, fits, PREFIXES)
    hashes = {"dataset": canonical_hash(quads), "union": canonical_hash(Quad(*triple) for triple in union)}
    yield File("hashes.json", jsonld.dumps({"algorithm": "RDFC-1.0, SHA-256 of the canonical N-Quads", **hashes}))
    for triple in union:
        if _is_beyond_xml(triple):
            yield Loss(
                str(triple.subject)[1:-1], str(triple.predicate)[1:-1], "XML 1.0 cannot hold it, so RDF/XML does not"
            )
    for name in sorted({str(quad.graph_name)[1:-1] for quad in quads}):
        yield Loss(name, "named graph", "Turtle and RDF/XML hold the union, which names no graphs")


def canonical_hash(quads: Iterable[Quad]) -> str:
    """The SHA-256 of the canonical N-Quads of a dataset (RDFC-1.0, W3C, 2024), in hexadecimal."""
    return sha256(b"".join(sorted(_written([quad], RdfFormat.N_QUADS) for quad in canonical(quads)))).hexdigest()


def in_other_words(quads: Iterable[Quad]) -> set[Triple]:
    """What follows for others' vocabularies, and each quote as Web Annotation says it."""
    classes, properties = _above(RDFS.subClassOf), _above(RDFS.subPropertyOf)
    found: set[Triple] = set()
    for subject, predicate, value, _ in quads:
        if predicate == RDF.type:
            found.update(Triple(subject, RDF.type, other) for other in classes.get(value, ()))
        elif predicate == RCQ.fromDocument and "/quote/" in str(subject):
            found.add(Triple(subject, OA.hasSource, value))
        for other in properties.get(predicate, ()):
            found.add(Triple(subject, other, value))
        if predicate in (OA.start, OA.end, OA.exact) and isinstance(subject, NamedNode):
            by_words = predicate == OA.exact
            selector = NamedNode(f"{subject.value}/{'words' if by_words else 'position'}")
            found.update(
                (
                    Triple(subject, RDF.type, OA.SpecificResource),
                    Triple(subject, OA.hasSelector, selector),
                    Triple(selector, RDF.type, OA.TextQuoteSelector if by_words else OA.TextPositionSelector),
                    Triple(selector, predicate, value),
                )
            )
    return found


def _above(predicate: NamedNode) -> dict[object, list[NamedNode]]:
    """Our class or property -> those of others that it falls under."""
    above: dict[object, list[NamedNode]] = {}
    for triple in content.alignment():
        if triple.predicate == predicate and isinstance(triple.object, NamedNode):
            above.setdefault(triple.subject, []).append(triple.object)
    return above


def _is_beyond_xml(triple: Triple) -> bool:
    return isinstance(triple.object, Literal) and bool(_NO_XML.search(triple.object.value))


def _file(form: RdfFormat, quads: Iterable[Quad] | Iterable[Triple], prefixes: dict[str, str] | None = None) -> File:
    return File(f"graph.{form.file_extension}", _written(quads, form, prefixes))


def _written(
    quads: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: dict[str, str] | None = None
) -> bytes:
    data = serialize(quads, format=form, prefixes=prefixes)
    assert data is not None
    return data
