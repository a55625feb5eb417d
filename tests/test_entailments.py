"""What the ontology promises to follow, what must not follow, and what cannot be: one file a sentence.

A file of `entailments/` names its parts: `premise` and `conclusion`; in `fails/` also the `temptation`, the axiom by
which the conclusion would follow, so that every case is one that can fail. `contradictions/` hold a premise alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from owlrl import OWLRL_Semantics
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import Graph

from graphkit import content
from graphkit.reasoning import Clash, Plan, entail, plan
from graphkit.reasoning.axioms import Axioms, read
from graphkit.vocabulary import OWL, RCQ, RDF, RDFS

CASES = Path(__file__).parent / "entailments"


def cases(folder: str) -> list[Path]:
    return sorted((CASES / folder).glob("*.trig"))


def sentence(case: Path) -> str:
    return case.stem.replace("-", " ")


@cache
def part(case: Path, name: str) -> tuple[Triple, ...]:
    """One part of a case, whose individuals are its own, so that many cases can be judged at once."""
    text = case.read_text("utf-8").replace("https://example.org/id/", f"https://example.org/{case.stem}/")
    quads = parse(text, format=RdfFormat.TRIG)
    return tuple(quad.triple for quad in quads if quad.graph_name == NamedNode(f"urn:{name}"))


@cache
def ontology() -> tuple[Triple, ...]:
    """The axioms, without the words about terms, which take part in no conclusion."""
    axioms = {RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range}
    return tuple(triple for triple in content.axioms() if triple.predicate in axioms or triple.predicate.value in OWL)


def judged(*triples: Iterable[Triple]) -> tuple[set[Triple], list[str]]:
    """What owlrl says follows, and what it says cannot be."""
    data = serialize((triple for some in triples for triple in some), format=RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=data, format="nt")
    closure = OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    closure.closure()
    named = "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in graph if "Literal" not in type(s).__name__)
    return {quad.triple for quad in parse(named, format=RdfFormat.N_TRIPLES)}, closure.error_messages


@cache
def judged_together(folder: str) -> tuple[set[Triple], list[str]]:
    return judged(ontology(), *(part(case, "premise") for case in cases(folder)))


def concluded(premise: Iterable[Triple]) -> tuple[set[Triple], tuple[Clash, ...]]:
    """What graphkit says follows, and what it says cannot be."""
    entailment = entail(premise, planned())
    return set(entailment.triples), entailment.clashes


def clashes(case: Path) -> tuple[Clash, ...]:
    return concluded(part(case, "premise"))[1]


@cache
def planned() -> Plan:
    return plan(ontology())


@pytest.mark.parametrize("case", cases("holds"), ids=sentence)
def test_what_is_promised_follows(case: Path) -> None:
    premise, conclusion = part(case, "premise"), set(part(case, "conclusion"))
    assert conclusion
    assert not conclusion & set(premise)
    by_owlrl, impossible = judged_together("holds")
    by_graphkit, clashing = concluded(premise)
    assert not impossible
    assert not clashing
    assert conclusion <= by_owlrl
    assert conclusion <= by_graphkit


@pytest.mark.parametrize("case", cases("fails"), ids=sentence)
def test_what_is_ruled_out_does_not_follow(case: Path) -> None:
    premise, conclusion, temptation = part(case, "premise"), set(part(case, "conclusion")), part(case, "temptation")
    assert conclusion
    by_owlrl, impossible = judged_together("fails")
    by_graphkit, clashing = concluded(premise)
    assert not impossible
    assert not clashing
    assert not conclusion & by_owlrl
    assert not conclusion & by_graphkit
    assert conclusion <= judged(ontology(), premise, temptation)[0], "the temptation does not tempt"


@pytest.mark.parametrize("case", cases("contradictions"), ids=sentence)
def test_what_cannot_be_is_a_contradiction(case: Path) -> None:
    premise = part(case, "premise")
    assert any(f"/{case.stem}/" in message for message in judged_together("contradictions")[1])
    assert clashes(case)
    assert not judged(premise)[1]


def shown(axioms: Axioms) -> set[str]:
    """The axioms, in words, that a case of `holds/` shows at work."""
    found = set()
    for case in cases("holds"):
        premise, conclusion = part(case, "premise"), set(part(case, "conclusion"))
        for subject, prop, object_ in premise:
            if prop == RDF.type and isinstance(object_, NamedNode):
                over = axioms.superclasses.get(object_, {})
                found |= {words for cls, words in over.items() if Triple(subject, RDF.type, cls) in conclusion}
            for edges, end in ((axioms.domains, subject), (axioms.ranges, object_)):
                for cls, words in edges.get(prop, {}).items():
                    if isinstance(end, NamedNode | BlankNode) and Triple(end, RDF.type, cls) in conclusion:
                        found.add(words)
            over = axioms.superproperties.get(prop, {})
            found |= {words for above, words in over.items() if Triple(subject, above, object_) in conclusion}
            if isinstance(object_, NamedNode) and Triple(object_, prop, subject) in conclusion:
                found |= set(axioms.symmetric.get(prop, {}).values())
        for chain in axioms.chains:
            for first in premise:
                for second in premise:
                    steps = first.object == second.subject and chain.links == (first.predicate, second.predicate)
                    if steps and Triple(first.subject, chain.head, second.object) in conclusion:
                        found.add(chain.words)
    return found


def test_every_axiom_is_promised_by_a_case() -> None:
    axioms = read(ontology())
    edges = (axioms.superclasses, axioms.superproperties, axioms.domains, axioms.ranges, axioms.symmetric)
    promised = {words for edge in edges for above in edge.values() for words in above.values()}
    promised |= {chain.words for chain in axioms.chains}
    assert len(promised) > 100
    assert promised - shown(axioms) == set()


def disjointness_axioms() -> list[list[Triple]]:
    """Each disjointness axiom by itself, with the lists that one may need."""
    triples = ontology()
    lists = [triple for triple in triples if triple.predicate in {RDF.first, RDF.rest, OWL.members}]
    groups = [triple for triple in triples if triple.object == OWL.AllDisjointClasses]
    return [[axiom, *lists] for axiom in [*groups, *(each for each in triples if each.predicate == OWL.disjointWith)]]


def test_every_disjointness_is_shown_by_a_contradiction() -> None:
    shown = {tuple(sorted(clash.classes)) for case in cases("contradictions") for clash in clashes(case)}
    axioms = disjointness_axioms()
    assert len(axioms) > 5
    for axiom in axioms:
        assert read(axiom).disjoint & shown, axiom[0]


def test_the_sentences_are_about_the_vocabulary() -> None:
    for case in [*cases("holds"), *cases("fails"), *cases("contradictions")]:
        assert any(RCQ.iri in str(triple) for triple in part(case, "premise")), case.name
