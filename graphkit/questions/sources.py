"""What a question may be asked of, a store here or an endpoint elsewhere, and what is printed there.

>>> from graphkit.vocabulary import RCQ, RDF, Namespace
>>> store, names = Store(), Namespace("https://example.org/")
>>> store.extend([Quad(names.graph, RDF.type, RCQ.StatedGraph, names.catalogue),
...               Quad(names.duty, RCQ.text, Literal("Keep the log"), names.graph),
...               Quad(names.duty, RCQ.text, Literal("concluded"), names.derived)])
>>> facts_of(store).words(names.duty, RCQ.text)
['Keep the log']
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from graphkit.facts import Facts
from graphkit.queries import sparql
from graphkit.vocabulary import RCQ, RDF

__all__ = ["Row", "Source", "Terms", "facts_of", "store_of"]

#: a store here, or the address of an endpoint
Source: TypeAlias = Store | str
#: what a parameter is bound to: a term, several where a name stands for several, None where nothing is given
Terms: TypeAlias = NamedNode | Literal | tuple[NamedNode | Literal, ...] | None
#: one row of an answer: a term for each column, None where it has none
Row: TypeAlias = tuple[NamedNode | Literal | None, ...]

#: the kinds of graphs that hold what is printed, curated or accepted
_KINDS = (RCQ.StatedGraph, RCQ.CatalogueGraph, RCQ.ReferenceGraph, RCQ.AlignmentGraph)
_PRINTED = f"""
SELECT ?subject ?predicate ?object ?graph WHERE {{
  VALUES ?kind {{ {" ".join(map(str, _KINDS))} }}
  ?graph a ?kind .
  GRAPH ?graph {{ ?subject ?predicate ?object }}
}}
"""


def facts_of(source: Source) -> Facts:
    """What documents, curated schemes and accepted alignments say, without what is concluded from it.

    A store that has not grown or shrunk since is not read again.
    """
    return _facts(source, len(source)) if isinstance(source, Store) else _read(source)


def store_of(source: Source) -> Store:
    """The same as facts_of, as a store: what an endpoint holds of it, fetched once."""
    store = Store()
    store.extend(_quads(source))
    return store


@lru_cache(maxsize=2)
def _facts(store: Store, size: int) -> Facts:  # noqa: ARG001 the size tells a store from itself later on
    return _read(store)


def _read(source: Source) -> Facts:
    """Each triple once, though several graphs say it."""
    return Facts({quad.triple: quad for quad in _quads(source)}.values())


def _quads(source: Source) -> list[Quad]:
    """The quads, sorted, because engines differ in the order they give."""
    return sorted(_of_store(source) if isinstance(source, Store) else _of_endpoint(source), key=str)


def _of_store(store: Store) -> Iterator[Quad]:
    """As fast as a store can: what it is asked in SPARQL takes three times as long."""
    graphs = {quad.subject for kind in _KINDS for quad in store.quads_for_pattern(None, RDF.type, kind)}
    for graph in graphs:
        if isinstance(graph, NamedNode):
            yield from store.quads_for_pattern(None, None, None, graph)


def _of_endpoint(address: str) -> Iterator[Quad]:
    for row in sparql.run(_PRINTED, address).terms:
        match row:
            case (NamedNode() | BlankNode() as node, NamedNode() as predicate, value, NamedNode() as graph) if value:
                yield Quad(node, predicate, value, graph)
