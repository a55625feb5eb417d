"""The fast engines are held against the reference engines on the four documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from owlrl import OWLRL_Semantics
from pyoxigraph import NamedNode, Quad, Store
from rdflib.namespace import RDF

import graphkit
from graphkit import content, pipeline
from graphkit.foreign import term
from graphkit.validation.parts import parts
from graphkit.validation.shacl import ENGINES, broken
from graphkit.vocabulary import RCQ
from graphkit.vocabulary import RDF as TERMS

TYPE = TERMS.type


def built_alike(documents: Path, folder: Path) -> None:
    """Both builds of some documents hold the same bytes."""
    ours = pipeline.build([documents], folder / "ours").path
    theirs = pipeline.build([documents], folder / "theirs", engines="reference").path
    quads = [set((path / "graph.nq").read_bytes().splitlines()) for path in (ours, theirs)]
    assert (sorted(quads[0] - quads[1]), sorted(quads[1] - quads[0])) == ([], [])
    found, judged = (json.loads((path / "findings.json").read_bytes()) for path in (ours, theirs))
    assert found == judged
    for name in ("graph.nq", "findings.json"):
        assert (ours / name).read_bytes() == (theirs / name).read_bytes()


def test_reference_engines_build_the_same_graph_and_findings(tmp_path: Path) -> None:
    built_alike(content.ROOT / "data" / "documents" / "occ0494", tmp_path)


@pytest.mark.long
def test_reference_engines_build_the_same_of_all_four(tmp_path: Path) -> None:
    built_alike(content.ROOT / "data" / "documents", tmp_path)


def test_rules_find_the_same_in_each_document_and_in_all(build: graphkit.Build) -> None:
    quads, shapes, union = list(build.quads()), tuple(content.shapes()), Store()
    union.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    assert len(list(parts(quads))) == 5
    assert broken(quads, union, shapes) == ENGINES["fast"](union, shapes)


def test_the_closure_is_that_of_owlrl_on_domain_triples(build: graphkit.Build) -> None:
    stated, derived = graph_of(build, RCQ.StatedGraph, RCQ.ReferenceGraph), graph_of(build, RCQ.DerivedGraph)
    assert len(stated) > 5_000
    assert len(derived) > 500
    assert not set(derived) & set(stated)
    ontology = rdflib.Graph()
    for path in content.files("ontology/*.ttl"):
        if path.stem != "alignment":  # which exports apply
            ontology.parse(path)
    expanded = stated + measured_in(derived) + ontology
    OWLRL_Semantics(expanded, axioms=False, daxioms=False).closure()
    expected, ours = domain_triples(expanded), domain_triples(stated + derived)
    assert (sorted(expected - ours), sorted(ours - expected)) == ([], [])


def measured_in(derived: rdflib.Graph) -> rdflib.Graph:
    """The groups of places that were measured, and their quotes, which no logic concludes."""
    quotes = set(derived.subjects(RDF.type, rdflib.URIRef(RCQ.Quote.value)))
    found = rdflib.Graph()
    for triple in derived:
        group = "/id/measured/" in str(triple[0]) and triple[2] != rdflib.URIRef(RCQ.MeasuredFact.value)
        if group or triple[0] in quotes:
            found.add(triple)
    return found


def graph_of(build: graphkit.Build, *kinds: NamedNode) -> rdflib.Graph:
    """All graphs of some kinds as one."""
    quads = list(build.quads())
    names = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object in kinds}
    graph = rdflib.Graph()
    for quad in quads:
        if quad.graph_name in names:
            graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def domain_triples(graph: rdflib.Graph) -> set[tuple[rdflib.term.Node, ...]]:
    """By the definition alone: subject under id/, and an rcq: property or an rcq: class as type."""
    return {
        (subject, prop, value)
        for subject, prop, value in graph
        if isinstance(subject, rdflib.URIRef)
        and "/id/" in subject
        and str(value if prop == RDF.type else prop).startswith(RCQ.iri)
    }
