"""A build sent to a graph store graph by graph, each read back and held against what was sent.

Graph by graph, because not every store takes a file of many graphs, and because a graph that was put is put in the
place of the old one: a second push changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graphkit import endpoints
from graphkit.canonical import canonical
from graphkit.errors import EndpointError
from graphkit.text import printable

__all__ = ["push"]

_FORMATS = {"application/n-triples": RdfFormat.N_TRIPLES, "text/plain": RdfFormat.N_TRIPLES}
_TOLD = 160


def push(quads: Iterable[Quad], address: str) -> Iterator[tuple[str, int]]:
    """Send each named graph to a graph store; give its name and number of triples once they are seen to be there.

    Raises EndpointError where the store refuses, or holds something else than it was sent.
    """
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value].append(quad.triple)
    for graph, triples in sorted(graphs.items()):
        sent = serialize(triples, format=RdfFormat.TURTLE)
        assert sent is not None
        endpoints.send_graph(address, graph, sent)
        _check(triples, _arrived(address, graph), address, graph)
        yield graph, len(set(triples))


def _arrived(address: str, graph: str) -> list[Triple]:
    reply = endpoints.fetch_graph(address, graph)
    try:
        found = parse(reply.body, format=_FORMATS.get(reply.media_type, RdfFormat.TURTLE))
        return [quad.triple for quad in found]
    except (SyntaxError, ValueError) as error:
        reason = f"answers something else than triples when asked for {graph}"
        raise EndpointError(address, reason, "name the address of its graph store") from error


def _check(sent: Sequence[Triple], arrived: Sequence[Triple], address: str, graph: str) -> None:
    here, there = _lines(sent), _lines(arrived)
    if here == there:
        return
    lost, added = sorted(here - there), sorted(there - here)
    first = printable((lost or added)[0])
    reason = f"{graph} arrived changed: {len(lost)} triples are missing, {len(added)} are new; first {first[:_TOLD]}"
    raise EndpointError(address, reason, "see what this store does to the triples it is sent")


def _lines(triples: Iterable[Triple]) -> set[str]:
    """The triples as lines, blank nodes labelled canonically."""
    return {str(quad.triple) for quad in canonical(triples)}
