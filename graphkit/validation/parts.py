"""A graph cut by document, so that rules that look inside one document are run over little, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Store

from graphkit.vocabulary import RCQ, RDF

__all__ = ["parts"]

#: the kinds of graphs that say what all documents share
_SHARED = frozenset({RCQ.OntologyGraph, RCQ.ReferenceGraph})
#: what leads from a node that no document states to what one states; a quote of its own comes before those it quotes
_LEADS = (frozenset({RCQ.fromDocument}), frozenset({RCQ.quotedFrom, RCQ.member}))


def parts(quads: Iterable[Quad]) -> Iterator[Store]:
    """The part of each document, and one of what is of no document or of several; each with what all share.

    A part has what its document states and all that is said elsewhere of the nodes it states something of. Together
    the parts hold every quad, in their default graphs.
    """
    graphs = defaultdict[object, list[Quad]](list)
    kinds = defaultdict[object, set[object]](set)
    for quad in quads:
        graphs[quad.graph_name].append(quad)
        if quad.predicate == RDF.type:
            kinds[quad.subject].add(quad.object)
    stated = {graph: graphs.pop(graph) for graph in list(graphs) if RCQ.StatedGraph in kinds[graph]}
    shared = [quad for graph in list(graphs) if not _SHARED.isdisjoint(kinds[graph]) for quad in graphs.pop(graph)]
    others = [quad for some in graphs.values() for quad in some]
    homes = _homes(stated, others)
    known, alone = {quad.subject for quad in shared}, list[Quad]()
    for quad in others:
        if quad.subject in known:
            shared.append(quad)
        else:
            for part in [stated[graph] for graph in homes.get(quad.subject, ())] or [alone]:
                part.append(quad)
    for part in (*stated.values(), alone):
        store = Store()
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for some in (shared, part) for quad in some)
        yield store


def _homes(stated: dict[object, list[Quad]], others: list[Quad]) -> dict[object, set[object]]:
    """Node -> the graphs of the documents that state something of it; of any other, the one that it leads to."""
    homes = defaultdict[object, set[object]](set)
    for graph, quads in stated.items():
        for quad in quads:
            homes[quad.subject].add(graph)
    for leads in _LEADS:
        found = defaultdict[object, set[object]](set)
        for quad in others:
            if quad.predicate in leads and quad.subject not in homes:
                found[quad.subject] |= homes.get(quad.object, set())
        homes |= {node: graphs for node, graphs in found.items() if len(graphs) == 1}
    return homes
