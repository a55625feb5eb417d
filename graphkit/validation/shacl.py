"""The two SHACL engines behind one function each: triples and shapes in, what breaks which rule out.

`fast` is pyshacl-turbo; `reference` is pyshacl, the second judge. Both read the default graph of a store and must give
the same results. They are imported where they are used, because each brings rdflib, which only a build needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, serialize

from graphkit.errors import ContentError
from graphkit.validation.parts import parts
from graphkit.validation.rules import RULE, rules
from graphkit.vocabulary import RCQ, SH

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["ENGINES", "Result", "broken", "fast", "reference"]


class Result(NamedTuple):
    """One rule broken: its code, the node to mend, the node it is held against, and the sentence."""

    code: str
    focus: str
    value: str | None
    message: str


def fast(data: Store, shapes: tuple[Triple, ...]) -> set[Result]:
    """What pyshacl-turbo finds; a shape it does not know is refused.

    It reads a store twice as fast as N-Triples. From a store (0.6.5) every plain string comes typed xsd:string, which a
    string in a pattern of a shape's SPARQL does not match: such strings are compared in a FILTER.
    """
    _, report, _ = _compiled(shapes).validate(data)
    return set(_results(report))


@cache
def _compiled(shapes: tuple[Triple, ...]) -> Any:
    import pyshacl_turbo

    compile_shapes: Callable[..., Any] = pyshacl_turbo.compile_shapes
    try:
        return compile_shapes(serialize(shapes, format=RdfFormat.N_TRIPLES), shacl_graph_format="nt")
    except (RuntimeError, ValueError) as error:
        raise ContentError("ontology/shapes", str(error), "mend the shape") from error


def reference(data: Store, shapes: tuple[Triple, ...]) -> set[Result]:
    """What pyshacl finds."""
    from pyshacl import validate
    from rdflib import Graph

    triples = data.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    graph = Graph().parse(data=triples, format="nt")
    rules = Graph().parse(data=serialize(shapes, format=RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = validate(graph, shacl_graph=rules)
    return set(_results(report))


#: name of an engine -> the engine
ENGINES: dict[str, Callable[[Store, tuple[Triple, ...]], set[Result]]] = {"fast": fast, "reference": reference}


def broken(quads: Iterable[Quad], union: Store, shapes: tuple[Triple, ...], engine: str = "fast") -> set[Result]:
    """What breaks a rule in a graph; `union` holds the same quads in its default graph.

    A rule that looks inside one document is run over each by itself, one that crosses documents once over the union.
    """
    run, crossing = ENGINES[engine], {triple.subject for triple in shapes if triple.predicate == RCQ.scope}
    looking_inside = {RULE[code] for code in rules(shapes)} - crossing
    inside = tuple(triple for triple in shapes if triple.subject not in crossing)
    across = tuple(triple for triple in shapes if triple.subject not in looking_inside)
    return run(union, across).union(*(run(part, inside) for part in parts(quads)))


def _results(report: Graph) -> Iterator[Result]:
    from rdflib import URIRef

    def the(node: Any, name: str) -> Any:
        return report.value(node, URIRef(SH[name].value))

    for node in report.objects(None, URIRef(SH.result.value)):
        shape, focus, value = (the(node, name) for name in ("sourceShape", "focusNode", "value"))
        if str(shape) not in RULE:
            raise ContentError("ontology/shapes", f"{shape} reports and is no rule", "one rule is one shape")
        other = str(value) if isinstance(value, URIRef) and value != focus else None
        yield Result(str(shape).removeprefix(RULE.iri), str(focus), other, str(the(node, "resultMessage")))
