"""The planned closure is held against owlrl, on drawn ontologies and on the project's own."""

import os
import random
from collections.abc import Callable, Iterable
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graphkit import content
from graphkit.errors import AxiomError
from graphkit.reasoning import Clash, entail, entail_across, entail_reference, plan
from graphkit.vocabulary import OWL, PREFIXES, RCQ, RDF, RDFS, SKOS, XSD, Namespace

ID = Namespace("https://example.org/id/")
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@prefix id: <{ID.iri}> .\n"

Triples = frozenset[Triple]


def turtle(text: str) -> Triples:
    return frozenset(quad.triple for quad in parse(PROLOGUE + text, format=RdfFormat.TURTLE))


def derived(ontology: str, stated: str) -> Triples:
    return entail(turtle(stated), plan(turtle(ontology))).triples


# What each axiom gives, by hand.


@pytest.mark.parametrize(
    ("ontology", "stated", "expected"),
    [
        ("rcq:A rdfs:subClassOf rcq:B . rcq:B rdfs:subClassOf rcq:C .", "id:x a rcq:A .", "id:x a rcq:B, rcq:C ."),
        ("rcq:A owl:equivalentClass rcq:B .", "id:x a rcq:A . id:y a rcq:B .", "id:x a rcq:B . id:y a rcq:A ."),
        ("rcq:p rdfs:subPropertyOf rcq:q .", "id:x rcq:p id:y, 'words' .", "id:x rcq:q id:y, 'words' ."),
        (
            "rcq:p rdfs:subPropertyOf rcq:q . rcq:q rdfs:domain rcq:A ; rdfs:range rcq:B .",
            "id:x rcq:p id:y . id:z rcq:q 'words' .",
            "id:x rcq:q id:y ; a rcq:A . id:y a rcq:B . id:z a rcq:A .",
        ),
        (
            "rcq:p a owl:SymmetricProperty ; rdfs:subPropertyOf rcq:q .",
            "id:x rcq:p id:y .",
            "id:y rcq:p id:x ; rcq:q id:x . id:x rcq:q id:y .",
        ),
        ("rcq:p a owl:TransitiveProperty .", "id:w rcq:p id:x . id:x rcq:p id:y .", "id:w rcq:p id:y ."),
        ("rcq:p owl:propertyChainAxiom (rcq:q) .", "id:x rcq:q id:y .", "id:x rcq:p id:y ."),
        (
            "rcq:p owl:propertyChainAxiom (rcq:q rcq:r), (rcq:r rcq:q rcq:q) .",
            "id:w rcq:q id:x . id:x rcq:r id:y . id:y rcq:q id:z . id:z rcq:q id:w .",
            "id:w rcq:p id:y . id:x rcq:p id:w .",
        ),
        (  # a chain of chains, one link of which is transitive by way of a superproperty
            "rcq:q rdfs:subPropertyOf rcq:r . rcq:r a owl:TransitiveProperty . "
            "rcq:p owl:propertyChainAxiom (rcq:r rcq:s) . rcq:t owl:propertyChainAxiom (rcq:p rcq:s) .",
            "id:v rcq:q id:w . id:w rcq:q id:x . id:x rcq:s id:y . id:y rcq:s 1 .",
            "id:v rcq:r id:w, id:x ; rcq:p id:y ; rcq:t 1 . id:w rcq:r id:x ; rcq:p id:y ; rcq:t 1 .",
        ),
        (
            "rcq:p rdfs:range xsd:string, owl:Thing . rcq:A rdfs:subClassOf owl:Thing .",
            "id:x a rcq:A ; rcq:p 'y' .",
            "",
        ),
        ("rcq:p rdfs:range rcq:A . rcq:V rdfs:label 'of the ontology' .", "id:x rcq:p rcq:V .", ""),
        (  # a transitive property one of whose steps is concluded late
            "rcq:p a owl:TransitiveProperty ; owl:propertyChainAxiom (rcq:q rcq:r) .",
            "id:w rcq:p id:x . id:x rcq:q id:y . id:y rcq:r id:z .",
            "id:x rcq:p id:z . id:w rcq:p id:z .",
        ),
        (  # a chain whose first link is concluded later than the transitive property has grown
            "rcq:p a owl:TransitiveProperty . rcq:q owl:propertyChainAxiom (rcq:r rcq:s) . "
            "rcq:r owl:propertyChainAxiom (rcq:t rcq:t) . rcq:t owl:propertyChainAxiom (rcq:v rcq:w) . "
            "rcq:u owl:propertyChainAxiom (rcq:q rcq:p) .",
            "id:a rcq:p id:b . id:b rcq:p id:c . id:x rcq:v id:y . id:y rcq:w id:y ; rcq:v id:z . "
            "id:z rcq:w id:z ; rcq:s id:a .",
            "id:a rcq:p id:c . id:x rcq:t id:y . id:y rcq:t id:z . id:x rcq:r id:z ; rcq:q id:a ; rcq:u id:b, id:c .",
        ),
        ("rcq:V rcq:q rcq:W . rcq:p owl:propertyChainAxiom (rcq:q rcq:q) .", "rcq:W rcq:q id:x .", ""),
        ("rcq:V rcq:q id:y . rcq:p owl:propertyChainAxiom (rcq:q rcq:q) .", "id:x rcq:q rcq:V .", "id:x rcq:p id:y ."),
    ],
)
def test_an_axiom_gives_what_it_says_and_no_more(ontology: str, stated: str, expected: str) -> None:
    assert derived(ontology, stated) == turtle(expected)


def test_annotations_declarations_and_headers_are_passed_over() -> None:
    ontology = """
        <https://example.org/o> a owl:Ontology ; owl:imports <https://example.org/p> ; owl:versionInfo "1" ;
            owl:versionIRI <https://example.org/o/1> ; dcterms:title "An ontology" .
        rcq:A a owl:Class ; rdfs:label "a" ; rdfs:comment "A." ; rdfs:seeAlso rcq:B ;
            rdfs:isDefinedBy <https://example.org/o> ; skos:definition "A." ; owl:deprecated true .
        rcq:p a owl:ObjectProperty . rcq:q a owl:DatatypeProperty . rcq:r a owl:AnnotationProperty .
        rcq:V a owl:NamedIndividual, rcq:A ; skos:prefLabel "V" .
        [] a owl:Axiom ; owl:annotatedSource rcq:A ; owl:annotatedProperty rdfs:label ; owl:annotatedTarget "a" .
    """
    assert derived(ontology, "id:x a rcq:A ; rcq:p id:y ; skos:broader id:z .") == frozenset()


REFUSED = {
    "owl:inverseOf": "rcq:X owl:inverseOf rcq:p .",
    "owl:FunctionalProperty": "rcq:X a owl:FunctionalProperty .",
    "owl:InverseFunctionalProperty": "rcq:X a owl:InverseFunctionalProperty .",
    "owl:ReflexiveProperty": "rcq:X a owl:ReflexiveProperty .",
    "owl:IrreflexiveProperty": "rcq:X a owl:ObjectProperty, owl:IrreflexiveProperty .",
    "owl:AsymmetricProperty": "rcq:X a owl:AsymmetricProperty .",
    "owl:equivalentProperty": "rcq:X owl:equivalentProperty rcq:p .",
    "owl:propertyDisjointWith": "rcq:X owl:propertyDisjointWith rcq:p .",
    "owl:AllDisjointProperties": "rcq:X rdfs:seeAlso [ a owl:AllDisjointProperties ; owl:members (rcq:p rcq:q) ] .",
    "owl:unionOf": "rcq:X rdfs:domain [ a owl:Class ; owl:unionOf (rcq:A rcq:B) ] .",
    "owl:intersectionOf": "rcq:X owl:equivalentClass [ a owl:Class ; owl:intersectionOf (rcq:A rcq:B) ] .",
    "owl:complementOf": "rcq:X rdfs:subClassOf [ owl:complementOf rcq:B ] .",
    "owl:oneOf": "rcq:X rdfs:range [ a owl:Class ; owl:oneOf (rcq:V) ] .",
    "owl:disjointUnionOf": "rcq:X owl:disjointUnionOf (rcq:A rcq:B) .",
    "owl:someValuesFrom": "rcq:X rdfs:subClassOf [ owl:onProperty rcq:p ; owl:someValuesFrom rcq:A ] .",
    "owl:allValuesFrom": "rcq:X rdfs:subClassOf [ owl:onProperty rcq:p ; owl:allValuesFrom rcq:A ] .",
    "owl:hasValue": "rcq:X rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rcq:p ; owl:hasValue rcq:V ] .",
    "owl:maxCardinality": "rcq:X rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rcq:p ; owl:maxCardinality 1 ] .",
    "owl:Restriction": "rcq:X rdfs:seeAlso [ a owl:Restriction ] .",
    "owl:hasKey": "rcq:X owl:hasKey (rcq:p) .",
    "owl:sameAs": "rcq:X owl:sameAs rcq:W .",
    "owl:differentFrom": "rcq:X owl:differentFrom rcq:W .",
    "owl:AllDifferent": "rcq:X rdfs:seeAlso [ a owl:AllDifferent ; owl:distinctMembers (rcq:V rcq:W) ] .",
    "owl:NegativePropertyAssertion": "rcq:X rdfs:seeAlso [ a owl:NegativePropertyAssertion ; owl:targetValue 1 ] .",
    "owl:withRestrictions": "rcq:X rdfs:range [ a rdfs:Datatype ; owl:withRestrictions () ] .",
    "rdfs:subClassOf with owl:Nothing": "rcq:X rdfs:subClassOf owl:Nothing .",
    "rdfs:subClassOf with a node without a name": "rcq:X rdfs:subClassOf [] .",
    "owl:disjointWith with owl:Thing": "rcq:X owl:disjointWith owl:Thing .",
    "rdfs:subPropertyOf with rdf:type": "rcq:X rdfs:subPropertyOf rdf:type .",
    "rdfs:subPropertyOf with owl:sameAs": "rcq:X rdfs:subPropertyOf owl:sameAs .",
    "owl:propertyChainAxiom with rdf:type": "rcq:X owl:propertyChainAxiom (rdf:type rcq:p) .",
    "an empty owl:propertyChainAxiom": "rcq:X owl:propertyChainAxiom () .",
    "owl:propertyChainAxiom with a broken list": "rcq:X owl:propertyChainAxiom [ rdf:first rcq:p ] .",
    "owl:AllDisjointClasses with a broken list": "rcq:X a owl:AllDisjointClasses .",
    "rdfs:member": "rcq:X rdfs:member rcq:W .",
}


@pytest.mark.parametrize("axiom", REFUSED)
def test_any_other_axiom_is_refused_by_its_name_and_its_subject(axiom: str) -> None:
    with pytest.raises(AxiomError) as refusal:
        plan(turtle(REFUSED[axiom] + " rcq:A rdfs:subClassOf rcq:B . rcq:p a owl:ObjectProperty ."))
    assert refusal.value.reason == f"{axiom} of rcq:X is an axiom the closure has no rule for"
    assert "\n" not in str(refusal.value)


def test_a_list_that_leads_to_itself_is_refused() -> None:
    with pytest.raises(AxiomError, match="a broken list of rcq:X"):
        plan(turtle("rcq:X owl:propertyChainAxiom _:a . _:a rdf:first rcq:p ; rdf:rest _:a ."))


# Clashes


def told(clash: Clash) -> tuple[list[str], list[str]]:
    first, second = clash.path
    return [str(step) for step in first], [str(step) for step in second]


def test_a_clash_is_told_from_what_was_stated_step_by_step() -> None:
    ontology = """
        rcq:A rdfs:subClassOf rcq:B . rcq:C owl:equivalentClass rcq:D . rcq:B owl:disjointWith rcq:C .
        rcq:p rdfs:subPropertyOf rcq:q . rcq:q a owl:SymmetricProperty . rcq:q rdfs:domain rcq:D .
    """
    (clash,) = entail(turtle("id:x a rcq:A . id:y rcq:p id:x ."), plan(turtle(ontology))).clashes
    assert (clash.individual, clash.classes) == (ID.x, (RCQ.B, RCQ.C))
    x, y = "<https://example.org/id/x>", "<https://example.org/id/y>"
    assert told(clash) == (
        [f"{x} rdf:type rcq:A (stated)", f"{x} rdf:type rcq:B (rcq:A rdfs:subClassOf rcq:B)"],
        [
            f"{y} rcq:p {x} (stated)",
            f"{y} rcq:q {x} (rcq:p rdfs:subPropertyOf rcq:q)",
            f"{x} rcq:q {y} (rcq:q a owl:SymmetricProperty)",
            f"{x} rdf:type rcq:D (rcq:q rdfs:domain rcq:D)",
            f"{x} rdf:type rcq:C (rcq:C owl:equivalentClass rcq:D)",
        ],
    )


def test_a_clash_by_a_chain_tells_each_link_first() -> None:
    ontology = """
        rcq:p owl:propertyChainAxiom (rcq:q rcq:q rcq:r) . rcq:p rdfs:range rcq:A . rcq:q a owl:TransitiveProperty .
        [] a owl:AllDisjointClasses ; owl:members (rcq:C rcq:A rcq:B) .
    """
    (clash,) = entail(
        turtle("id:w rcq:q id:x . id:x rcq:q id:y . id:y rcq:r id:z . id:z a rcq:B ."), plan(turtle(ontology))
    ).clashes
    assert [step.because for step in clash.path[0]] == [
        "stated", "stated", "stated", "rcq:p owl:propertyChainAxiom (rcq:q rcq:q rcq:r)", "rcq:p rdfs:range rcq:A",
    ]  # fmt: skip
    assert [step.triple.subject for step in clash.path[0]] == [ID.w, ID.x, ID.y, ID.w, ID.z]
    assert [step.because for step in clash.path[1]] == ["stated"]


def test_of_several_ways_into_a_class_the_shortest_is_told() -> None:
    ontology = """
        rcq:A rdfs:subClassOf rcq:B . rcq:B rdfs:subClassOf rcq:C . rcq:p rdfs:range rcq:C .
        rcq:C owl:disjointWith rcq:D .
    """
    (clash,) = entail(turtle("id:x a rcq:A, rcq:D . id:y rcq:p id:x ."), plan(turtle(ontology))).clashes
    assert [step.because for step in clash.path[0]] == ["stated", "rcq:p rdfs:range rcq:C"]


def test_of_two_ways_along_a_chain_the_same_one_is_told_in_any_order() -> None:
    planned = plan(
        turtle("rcq:p owl:propertyChainAxiom (rcq:q rcq:r) ; rdfs:range rcq:A . rcq:A owl:disjointWith rcq:B .")
    )
    stated = [*turtle("id:x rcq:q id:v, id:w . id:v rcq:r id:z . id:w rcq:r id:z . id:z a rcq:B .")]
    paths = {entail(order, planned).clashes[0].path for order in permutations(stated)}
    assert len(paths) == 1


def test_a_long_way_is_told_whole() -> None:
    planned = plan(
        turtle("""
        rcq:p a owl:TransitiveProperty . rcq:s owl:propertyChainAxiom (rcq:q rcq:p rcq:r) ; rdfs:range rcq:A .
        rcq:A owl:disjointWith rcq:B .
        """)
    )
    way = [Triple(ID[f"n{number}"], RCQ.p, ID[f"n{number + 1}"]) for number in range(150)]
    entailed = entail([*way, *turtle("id:x rcq:q id:n0 . id:n150 rcq:r id:y . id:y a rcq:B .")], planned)
    assert len(entailed.triples) == 150 * 149 / 2 + 2
    ((first, second),) = (clash.path for clash in entailed.clashes)
    assert [step.because for step in first].count("stated") == 152
    assert len(second) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("id:x a rcq:A .", "id:x a rcq:B ."),
        ("id:x rcq:p rcq:V .", "id:y rcq:q rcq:V ."),
        ("rcq:V rcq:r id:x .", "rcq:V rcq:s id:y ."),
    ],
)
def test_a_clash_of_two_documents_is_found_across_them(first: str, second: str) -> None:
    planned = plan(
        turtle("""
        rcq:A owl:disjointWith rcq:B . rcq:V a owl:NamedIndividual .
        rcq:p rdfs:range rcq:A . rcq:q rdfs:range rcq:B . rcq:r rdfs:domain rcq:A . rcq:s rdfs:domain rcq:B .
        """)
    )
    alone = [entail(turtle(document), planned) for document in (first, second)]
    assert [entailed.clashes for entailed in alone] == [(), ()]
    (clash,) = entail_across(turtle(first + second), alone, planned).clashes
    assert clash.classes == (RCQ.A, RCQ.B)


def test_an_individual_of_the_ontology_can_clash() -> None:
    ontology = "rcq:V a rcq:A . rcq:p rdfs:range rcq:B . rcq:A owl:disjointWith rcq:B ."
    (clash,) = entail(turtle("id:x rcq:p rcq:V ."), plan(turtle(ontology))).clashes
    assert clash.individual == RCQ.V
    assert clash.path[0][0].triple == Triple(RCQ.V, RDF.type, RCQ.A)


# Drawn ontologies and data. Literals stand behind properties of their own: a symmetric property of literals is not OWL.

CLASSES = [RCQ[f"C{n}"] for n in range(5)]
LINKS = [RCQ[f"p{n}"] for n in range(4)]
VALUES = [RCQ[f"d{n}"] for n in range(2)]
INDIVIDUALS = [ID[f"i{n}"] for n in range(5)]
LITERALS = [Literal("words"), Literal("words", language="en"), Literal(1)]

classes, links, values = map(st.sampled_from, (CLASSES, LINKS, VALUES))
nodes = st.sampled_from([*INDIVIDUALS, RCQ.V])


def rdf_list(items: Iterable[NamedNode]) -> tuple[NamedNode | BlankNode, list[Triple]]:
    head: NamedNode | BlankNode = RDF.nil
    triples = []
    for item in reversed(list(items)):
        cell = BlankNode()
        triples += [Triple(cell, RDF.first, item), Triple(cell, RDF.rest, head)]
        head = cell
    return head, triples


def chain(head: NamedNode, *steps: NamedNode) -> list[Triple]:
    cell, triples = rdf_list(steps)
    return [Triple(head, OWL.propertyChainAxiom, cell), *triples]


def all_apart(members: list[NamedNode]) -> list[Triple]:
    cell, triples = rdf_list(members)
    axiom = BlankNode()
    return [Triple(axiom, RDF.type, OWL.AllDisjointClasses), Triple(axiom, OWL.members, cell), *triples]


def one(*parts: st.SearchStrategy[NamedNode]) -> st.SearchStrategy[list[Triple]]:
    return st.builds(lambda s, p, o: [Triple(s, p, o)], *parts)


axioms = st.one_of(
    one(classes, st.just(RDFS.subClassOf), classes),
    one(classes, st.sampled_from([OWL.equivalentClass, OWL.disjointWith]), classes),
    st.builds(all_apart, st.lists(classes, min_size=2, max_size=3)),
    one(links, st.just(RDFS.subPropertyOf), links),
    one(values, st.just(RDFS.subPropertyOf), values),
    one(links, st.sampled_from([RDFS.domain, RDFS.range]), classes),
    one(values, st.just(RDFS.domain), classes),
    one(values, st.just(RDFS.range), st.just(XSD.string)),
    one(links, st.just(RDF.type), st.sampled_from([OWL.SymmetricProperty, OWL.TransitiveProperty])),
    st.builds(chain, links, links, links),
    st.builds(chain, links, links, links, links),
    st.builds(chain, values, links, values),
    one(st.just(RCQ.V), st.just(RDF.type), classes),
    one(st.just(RCQ.V), links, nodes),
)
ontologies = st.lists(axioms, min_size=1, max_size=10).map(
    lambda drawn: frozenset(
        [triple for axiom in drawn for triple in axiom]
        + [Triple(cls, RDF.type, OWL.Class) for cls in CLASSES]
        + [Triple(RCQ.V, RDF.type, OWL.NamedIndividual)]
    )
)
facts = st.one_of(
    st.builds(Triple, nodes, links, nodes),
    st.builds(Triple, nodes, links, nodes),
    st.builds(Triple, nodes, values, st.sampled_from(LITERALS)),
    st.builds(Triple, nodes, st.just(RDF.type), classes),
    st.builds(Triple, nodes, st.just(SKOS.broader), nodes),
)
documents = st.frozensets(facts, max_size=10)


def equals_owlrl(ontology: Triples, stated: Triples) -> None:
    assert entail(stated, plan(ontology)) == entail_reference(stated, ontology)


def rounds(number: int, *, drawn_anew: bool = False) -> settings:
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=not drawn_anew,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


@rounds(200)
@given(ontology=ontologies, stated=documents)
def test_the_closure_of_drawn_ontologies_is_that_of_owlrl(ontology: Triples, stated: Triples) -> None:
    equals_owlrl(ontology, stated)


@pytest.mark.long
def test_the_closure_of_many_drawn_ontologies_is_that_of_owlrl() -> None:
    """More rounds by GRAPHKIT_ROUNDS."""
    number = int(os.environ.get("GRAPHKIT_ROUNDS", "500"))
    rounds(number, drawn_anew=True)(given(ontology=ontologies, stated=documents)(equals_owlrl))()


@rounds(200)
@given(ontology=ontologies, parts=st.lists(documents, min_size=1, max_size=4))
def test_documents_closed_one_by_one_and_then_across_equal_the_closure_of_them_all(
    ontology: Triples, parts: list[Triples]
) -> None:
    planned = plan(ontology)
    union: Triples = frozenset().union(*parts)
    alone = [entail(part, planned) for part in parts]
    assert entail_across(union, alone, planned) == entail(union, planned)


@rounds(100)
@given(ontology=ontologies, stated=documents, more=documents)
def test_the_closure_is_closed_and_grows_with_what_is_stated(ontology: Triples, stated: Triples, more: Triples) -> None:
    planned = plan(ontology)
    once = entail(stated, planned)
    assert once.triples.isdisjoint(stated)
    again = entail(stated | once.triples, planned)
    assert again.triples == frozenset()
    both = entail(stated | more, planned)
    assert once.triples <= both.triples | more
    assert {(c.individual, c.classes) for c in once.clashes} <= {(c.individual, c.classes) for c in both.clashes}


@rounds(200)
@given(ontology=ontologies, stated=documents, order=st.randoms(use_true_random=False))
def test_the_path_of_a_clash_is_enough_for_it_and_the_same_in_any_order(
    ontology: Triples, stated: Triples, order: random.Random
) -> None:
    planned = plan(ontology)
    entailed = entail(stated, planned)
    shuffled = sorted(stated, key=str)
    order.shuffle(shuffled)
    assert entail(shuffled, planned) == entailed
    for clash in entailed.clashes:
        steps = [step for path in clash.path for step in path]
        given_steps = {step.triple for step in steps if step.because == "stated"}
        assert given_steps <= stated | ontology
        assert all(
            step.triple in stated | entailed.triples | given_steps or step.triple.subject == RCQ.V for step in steps
        )
        for cls, path in zip(clash.classes, clash.path, strict=True):
            assert path[-1].triple == Triple(clash.individual, RDF.type, cls)
        alone = entail(given_steps, planned).clashes
        assert (clash.individual, clash.classes) in {(other.individual, other.classes) for other in alone}


# The project's own ontology


def two_roles() -> Triples:
    """A role of each kind with statements of many classes, and what hangs on them, in the words of the ontology."""
    return turtle("""
        id:a a rcq:Document ; rcq:describes id:warden ; dcterms:issued "2031-02-03" .
        id:warden a rcq:Job ; rcq:jobTitle "Warden"@en ; rcq:reportsTo id:governor ; rcq:current true ;
            rcq:hasDuty id:rounds ; rcq:hasRequirement id:licence, id:diploma ; rcq:hasBehaviour id:calm ;
            rcq:hasStrength id:team ; rcq:progressesDirectlyTo id:senior .
        id:rounds a rcq:Duty ; rcq:text "Walks the rounds"@en ; rcq:order 1 ; rcq:fromDocument id:a ;
            rcq:quotedFrom id:q .
        id:q a rcq:Quote ; rcq:fromDocument id:a .
        id:licence a rcq:Qualification ; rcq:alternativeTo id:diploma ; rcq:modality rcq:Essential ;
            rcq:timing rcq:AtEntry ; rcq:denotes id:driving .
        id:diploma a rcq:Qualification ; rcq:modality rcq:Unstated ; rcq:timing rcq:Unstated .
        id:calm a rcq:Behaviour ; rcq:denotes id:calmness .
        id:team a rcq:Strength .
        id:restated a rcq:Restatement ; rcq:restates id:calm .
        id:senior a rcq:Occupation ; rcq:hasSkill id:listening ; rcq:hasNosUnit id:unit ;
            rcq:progressesDirectlyTo id:chief .
        id:listening a rcq:Skill ; rcq:denotes id:listens .
        id:unit a rcq:NosUnit ; rcq:hasOutcome id:outcome .
        id:outcome a rcq:NosOutcome ; rcq:listedUnder id:unit .
    """)


#: name -> the stated triples, document by document; a further source of documents is one more line
SOURCES: dict[str, Callable[[], list[Triples]]] = {"two roles": lambda: [two_roles()]}


@pytest.mark.parametrize("source", SOURCES)
def test_by_the_own_ontology_the_closure_is_that_of_owlrl(source: str) -> None:
    parts = SOURCES[source]()
    planned = plan(content.axioms())
    union: Triples = frozenset().union(*parts)
    together = entail_across(union, [entail(part, planned) for part in parts], planned)
    assert together == entail_reference(union, content.axioms())
    assert together.clashes == ()


def test_by_the_own_ontology_what_a_role_asks_for_and_leads_to_follows() -> None:
    follows = entail(two_roles(), plan(content.axioms())).triples
    assert follows >= turtle("""
        id:warden a rcq:Role ; rcq:hasRequirement id:calm, id:team ; rcq:hasCompetence id:calm, id:team ;
            rcq:asksFor id:driving, id:calmness ; rcq:progressesTo id:senior, id:chief .
        id:senior a rcq:Role ; rcq:hasCompetence id:listening, id:unit ; rcq:asksFor id:listens .
        id:governor a rcq:Role . id:chief a rcq:Role .
        id:diploma a rcq:Requirement, rcq:Statement ; rcq:alternativeTo id:licence .
        id:calm a rcq:Requirement, rcq:Competence, rcq:Statement .
        id:listening a rcq:Competence, rcq:Statement .
    """)
    assert Triple(ID.listening, RDF.type, RCQ.Requirement) not in follows
    assert Triple(ID.restated, RDF.type, RCQ.Requirement) not in follows


def test_by_the_own_ontology_a_duty_that_is_a_requirement_clashes() -> None:
    stated = turtle("id:warden rcq:hasDuty id:rounds ; rcq:hasRequirement id:rounds .")
    entailed = entail(stated, plan(content.axioms()))
    assert (ID.rounds, (RCQ.Duty, RCQ.Requirement)) in {(c.individual, c.classes) for c in entailed.clashes}
    assert entailed == entail_reference(stated, content.axioms())
