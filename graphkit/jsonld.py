"""Triples as JSON-LD with a context of our own: our terms by short names, plain words where the context says the rest.

The same triples give the same text, which pyoxigraph's and rdflib's writers do not promise, and nothing in it needs the
network: the context stands in every document. Standard: JSON-LD 1.1 (W3C, 2020).

>>> from pyoxigraph import Literal, Triple
>>> duty = NamedNode("https://example.org/duty")
>>> told = document([Triple(duty, RDF.type, RCQ.Duty), Triple(duty, RCQ.text, Literal("Keep a log", language="en"))])
>>> told["@graph"]
[{'id': 'https://example.org/duty', 'type': 'Duty', 'text': 'Keep a log'}]
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graphkit import content
from graphkit.vocabulary import OWL, PREFIXES, RCQ, RDF, RDFS, SKOS, XSD

__all__ = ["context", "dataset", "document", "dumps"]

Term = NamedNode | BlankNode | Literal | Triple
_KEYWORDS = ("id", "type", "graph")
_WORDS = frozenset({RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.altLabel, SKOS.definition})


@cache
def context() -> dict[str, Any]:
    """The context: our terms by their names, others by prefix, what leads to a node and what is in English."""
    terms: dict[str, Any] = {"@version": 1.1, "@vocab": RCQ.iri, **PREFIXES, "id": "@id", "type": "@type"}
    for node, kinds in sorted(_properties().items(), key=lambda each: each[0].value):
        if OWL.ObjectProperty in kinds and RCQ.value != node:
            terms[_name(node)] = {"@id": node.value, "@type": "@id"}
    for node in sorted((*_WORDS, RCQ.text, RCQ.jobTitle, RCQ.typicalJobTitle), key=lambda node: node.value):
        terms[_name(node)] = {"@id": node.value, "@language": "en"}
    return terms


@cache
def _properties() -> Mapping[NamedNode, set[Term]]:
    """The properties of the ontology and what kind of property each is."""
    found: dict[NamedNode, set[Term]] = {}
    for triple in content.ontology():
        if triple.predicate == RDF.type and isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject, set()).add(triple.object)
    return {node: kinds for node, kinds in found.items() if str(node.value).startswith(RCQ.iri)}


def document(triples: Iterable[Triple], *, narrow: bool = False) -> dict[str, Any]:
    """Triples as one document: a node for each subject, in order; narrow, with no more of the context than it uses."""
    nodes = _nodes(triples)
    return {"@context": _narrowed(nodes) if narrow else context(), "@graph": nodes}


def dataset(quads: Iterable[Quad]) -> dict[str, Any]:
    """Quads as one document: a graph for each name, in order."""
    graphs: dict[str, list[Triple]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    return {
        "@context": context(),
        "@graph": [{"id": name, "@graph": _nodes(triples)} for name, triples in sorted(graphs.items())],
    }


def dumps(told: object) -> bytes:
    """A document as its bytes."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _narrowed(nodes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What a document uses of the context: its keys, and the prefixes of its keys, classes and types."""
    used = {"@version", "@vocab", "id", "type"}
    for node in nodes:
        used.update(node)
        for values in node.values():
            for value in values if isinstance(values, list) else [values]:
                used.add(value.get("@type", "") if isinstance(value, dict) else value if isinstance(value, str) else "")
    used |= {name.partition(":")[0] for name in used}
    return {name: meaning for name, meaning in context().items() if name in used}


def _nodes(triples: Iterable[Triple]) -> list[dict[str, Any]]:
    nodes: dict[str, dict[str, list[Any]]] = {}
    for triple in sorted(set(triples), key=str):
        node = nodes.setdefault(_id(triple.subject), {})
        if triple.predicate == RDF.type:
            node.setdefault("type", []).append(_type(triple.object))
        else:
            name = _name(triple.predicate)
            node.setdefault(name, []).append(_value(triple.object, context().get(name)))
    return [
        {"id": name, **{key: values if len(values) > 1 else values[0] for key, values in node.items()}}
        for name, node in nodes.items()
    ]


def _id(term: Term) -> str:
    if isinstance(term, NamedNode):
        return term.value
    assert isinstance(term, BlankNode)
    return f"_:{term.value}"


def _type(term: Term) -> str:
    return _name(term) if isinstance(term, NamedNode) else _id(term)


def _name(node: NamedNode) -> str:
    """A term of ours by its name, another's by its prefix, any else whole."""
    if node.value in RCQ:
        local = node.value.removeprefix(RCQ.iri)
        return local if local not in _KEYWORDS and local not in PREFIXES else f"rcq:{local}"
    for prefix, namespace in PREFIXES.items():
        if node.value.startswith(namespace) and not node.value.removeprefix(namespace).startswith("//"):
            return f"{prefix}:{node.value.removeprefix(namespace)}"
    return node.value


def _value(term: Term, defined: Any) -> Any:
    """A value as short as its context allows."""
    coerced = defined if isinstance(defined, dict) else {}
    if not isinstance(term, Literal):
        return _id(term) if coerced.get("@type") == "@id" else {"id": _id(term)}
    if term.language:
        plain = coerced.get("@language") == term.language
        return term.value if plain else {"@language": term.language, "@value": term.value}
    if term.datatype == XSD.integer and str(_integer(term.value)) == term.value and not coerced:
        return _integer(term.value)
    if term.datatype == XSD.boolean and term.value in ("true", "false") and not coerced:
        return term.value == "true"
    if term.datatype == XSD.string:
        return {"@value": term.value} if coerced else term.value
    return {"@type": _name(term.datatype), "@value": term.value}


def _integer(words: str) -> int | None:
    try:
        return int(words)
    except ValueError:
        return None
