"""Quads and terms as rdflib has them. Importing it takes a fifth of a second, so only what needs rdflib does.

>>> from pyoxigraph import Literal
>>> term(Literal("duty", language="en"))
rdflib.term.Literal('duty', lang='en')
"""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graphkit.vocabulary import XSD

__all__ = ["dataset", "term"]


def dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """The same quads, each in its named graph; the default graph is the union of all."""
    found = rdflib.Dataset(default_union=True)
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        graph = graphs.get(name)
        if graph is None:
            graph = graphs[name] = found.graph(rdflib.URIRef(name)) if name else found.default_graph
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return found


def term(node: NamedNode | BlankNode | Literal | Triple) -> rdflib.URIRef | rdflib.Literal | rdflib.BNode:
    """The same term, a literal's spelling untouched."""
    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, Literal):
        is_plain = node.language or node.datatype == XSD.string
        datatype = None if is_plain else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, lang=node.language, datatype=datatype, normalize=False)
    return rdflib.BNode(node.value if isinstance(node, BlankNode) else str(node))
