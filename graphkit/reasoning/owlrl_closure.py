"""The OWL 2 RL closure by owlrl on rdflib: slow, complete, and the second judge of the planned one."""

from __future__ import annotations

import re
from collections.abc import Collection

import rdflib
from owlrl import OWLRL_Semantics
from pyoxigraph import Literal, NamedNode, Triple

from graphkit import foreign
from graphkit.reasoning.axioms import Node, Term, is_builtin
from graphkit.vocabulary import RDF

__all__ = ["closure"]

_COMMON = re.compile(r"Disjoint classes (\S+) and (\S+) have a common individual (\S+)")


def closure(
    stated: Collection[Triple], ontology: Collection[Triple]
) -> tuple[set[Triple], set[tuple[NamedNode, NamedNode, Node]]]:
    """What holds of individuals in the closure, and which two disjoint classes share whom.

    owlrl has literals as subjects, every thing the same as itself, and its errors in sentences: what is not said of a
    node, or only in the words of RDF, RDFS, OWL and XSD, is left out.
    """
    terms: dict[rdflib.term.Node, Term] = {}
    graph = rdflib.Graph()
    for triple in {*stated, *ontology}:
        subject, predicate, object_ = (foreign.term(term) for term in triple)
        terms |= {subject: triple.subject, predicate: triple.predicate, object_: triple.object}
        graph.add((subject, predicate, object_))
    semantics = OWLRL_Semantics(graph, axioms=False, daxioms=False)
    semantics.closure()
    triples = set()
    for found in graph:
        node, prop, value = map(terms.get, found)
        if node is None or isinstance(node, Literal) or not isinstance(prop, NamedNode) or value is None:
            continue
        if not is_builtin(prop) or (prop == RDF.type and not is_builtin(value)):
            triples.add(Triple(node, prop, value))
    names = {str(other): term for other, term in terms.items() if not isinstance(term, Literal)}
    common = set()
    for message in semantics.error_messages:
        if match := _COMMON.fullmatch(message):
            one, other, individual = (names.get(name) for name in match.groups())
            if isinstance(one, NamedNode) and isinstance(other, NamedNode) and individual is not None:
                common.add((one, other, individual))
    return triples, common
