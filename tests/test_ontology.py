"""The vocabulary: every term complete, its examples true, its axioms those the closure knows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from owlrl import OWLRL_Semantics
from pyoxigraph import Literal as PlainLiteral
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graphkit import content, documents
from graphkit import graph as to_quads
from graphkit.catalogue import catalogue
from graphkit.curated import Curated
from graphkit.iris import DEFAULT_BASE, Names

ROOT = Path(__file__).parent.parent
RCQ = Namespace("https://w3id.org/rcq/ontology#")
MODULES = sorted((ROOT / "ontology").glob("*.ttl"))
SCHEMES = [*sorted((ROOT / "ontology" / "schemes").glob("*.ttl")), ROOT / "data" / "thesaurus.ttl"]

DECLARATIONS = (
    OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual,
)  # fmt: skip

#: reason -> the terms that no printed words can show
WITHOUT_EXAMPLE = {
    "the build states it, no document prints it": {
        "current", "family", "fileName", "textFile", "sha256", "obtained", "fromDocument", "quotedFrom", "codedAt",
        "firstLine", "lastLine", "page", "Unknown", "UnreadText", "Graph", "StatedGraph", "DerivedGraph",
        "AlignmentGraph", "ReferenceGraph", "OntologyGraph", "CatalogueGraph",
    },
    "it gathers values that have examples of their own": {"Modality", "Timing", "ProgressionStatus"},
    "the four documents leave strengths to be chosen locally": {"Strength", "hasStrength"},
    "the four documents print no such link": {"relatedOccupation", "supportedBy", "levelScheme"},
    "the four documents print no progression": {
        "Progression", "fromRole", "toRole", "basis", "shownBy", "status", "Stated", "Inferred", "progressesTo",
        "progressesDirectlyTo",
    },
    "it speaks of groups of places, which are measured": {
        "MeasuredFact", "member", "form", "missing", "names", "SharedText", "SharedTemplate", "DriftedText",
        "SharedTitle", "UndescribedRole", "DifferentDemands", "CompetenceSchemes", "BandLadder", "QualificationLadder",
        "SharedNumber", "MixedScale", "OlderAbove", "TermDrift", "EndedName",
    },
    "it speaks of what a document says in two ways, which is measured": {
        "CountSaid", "said", "counted", "OtherOrder", "RiskSaid", "OtherKind", "PrintedTwice",
    },
    "it speaks of groups of misprints, which are measured": {
        "says", "Placeholder", "MarkupDebris", "HiddenCharacter", "DoubledWord", "PrintingSlip", "Misspelling",
        "SpellingVariant", "CapitalsVariant", "HyphenVariant", "SplitWord", "WordSlip", "UnfinishedSentence",
        "MissingEnd", "AcronymClash", "LateExpansion", "UnlinkedAcronym", "WrongWord", "SaidTwice", "PersonChange",
        "HolderNames", "PhraseForms", "MixedList", "InterleavedTable",
    },
    "it is said of curated concepts, not by documents": {
        "ended", "lowestLevel", "highestLevel", "skillLevel",
    },
    "it speaks of decisions on mappings, not of documents": {
        "Mapping", "Suggestion", "Decision", "Accepted", "Rejected", "Unsure", "decision", "formerDecision", "textHash",
        "subjectQuote",
        "SuggestionGraph", "TableRule",
    },
    "it speaks of rules, not of documents": {
        "ReaderRule", "ClosureRule", "reason", "advice", "standsFor", "scope", "AcrossDocuments", "WholeRule",
    },
}  # fmt: skip

#: attributes of the namespace in Python that are no terms, and why
NO_TERMS = {"iri": "the namespace's own IRI"}


@cache
def graph(*paths: Path) -> Graph:
    found = Graph()
    for path in paths:
        found.parse(path)
    return found


def terms() -> list[URIRef]:
    subjects = {s for kind in DECLARATIONS for s in graph(*MODULES).subjects(RDF.type, kind)}
    return sorted(s for s in subjects if isinstance(s, URIRef) and s in RCQ)


def name(term: Node) -> str:
    return str(term).removeprefix(str(RCQ))


@cache
def document(identifier: str) -> str:
    return " ".join((ROOT / "data" / "documents" / identifier / "source.txt").read_text("utf-8").split())


# Terms


@pytest.mark.parametrize("term", terms(), ids=name)
def test_a_term_is_complete(term: URIRef) -> None:
    found = graph(*MODULES)
    labels = list(found.objects(term, RDFS.label))
    assert [label.language for label in labels if isinstance(label, Literal)] == ["en"]
    (definition,) = found.objects(term, SKOS.definition)
    assert isinstance(definition, Literal)
    assert definition.language == "en"
    assert re.fullmatch(r"[A-Z][^\n]*\.", definition)
    assert not re.search(r"[.!?]\s", definition), "a definition is one sentence"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_term_is_defined_by_the_module_it_stands_in(path: Path) -> None:
    module = graph(path)
    (header,) = module.subjects(RDF.type, OWL.Ontology)
    declared = {s for kind in DECLARATIONS for s in module.subjects(RDF.type, kind) if str(s) in RCQ}
    assert {term: list(module.objects(term, RDFS.isDefinedBy)) for term in declared} == {t: [header] for t in declared}
    for prop in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, OWL.versionInfo):
        assert len(list(module.objects(header, prop))) == 1, prop
    assert str(header) == "https://w3id.org/rcq/ontology" + ("" if path.stem == "ontology" else f"/{path.stem}")


def test_no_two_terms_share_a_label() -> None:
    labels = Counter(str(label).casefold() for term in terms() for label in graph(*MODULES).objects(term, RDFS.label))
    assert [label for label, times in labels.items() if times > 1] == []


def test_a_term_has_an_example_or_a_reason_why_not() -> None:
    excused = {term for some in WITHOUT_EXAMPLE.values() for term in some}
    assert {name(term) for term in terms() if not graph(*MODULES).value(term, SKOS.example)} == excused


def test_examples_quote_the_documents() -> None:
    examples = [(name(term), str(o)) for term in terms() for o in graph(*MODULES).objects(term, SKOS.example)]
    assert len(examples) > 50
    for term, example in examples:
        quoted, source = re.findall(r"“([^”]+)”", example), re.search(r" \(([a-z0-9-]+)\)$", example)
        assert quoted, term
        assert source, term
        for words in quoted:
            assert " ".join(words.split()) in document(source[1]), (term, words)


def test_every_term_used_is_declared() -> None:
    declared = {name(term) for term in terms()}
    places = ("ontology/**/*.ttl", "queries/**/*.rq", "data/**/*.ttl", "graphkit/**/*.py")
    used: dict[str, Path] = {}
    for path in (path for pattern in places for path in ROOT.glob(pattern)):
        for match in re.finditer(r"\brcq:(\w+)|\bRCQ\.(\w+)|\bRCQ\[\"(\w+)\"\]", path.read_text("utf-8")):
            used[next(filter(None, match.groups()))] = path
    assert len(used) > 50
    assert {term: str(path) for term, path in used.items() if term not in declared | NO_TERMS.keys()} == {}


def test_the_graph_of_the_documents_says_everything_as_declared() -> None:
    library, names = documents.read_all([ROOT / "data" / "documents"]), Names(DEFAULT_BASE)
    graphs = to_quads.Graphs(names.base, Curated(content.reference()))
    quads = [quad for reading in library.readings for quad in to_quads.to_graph(reading, graphs)]
    kinds = {str(s): str(o) for kind in DECLARATIONS for s, o in graph(*MODULES).subject_objects(RDF.type) if o == kind}
    kinds[str(RDFS.label)] = str(OWL.AnnotationProperty)
    strays = set()
    for quad in [*quads, *catalogue(library.readings, names, graphs.curated)]:
        if quad.predicate.value == str(RDF.type):
            said = kinds.get(str(getattr(quad.object, "value", ""))) == str(OWL.Class)
        else:
            wanted = OWL.DatatypeProperty if isinstance(quad.object, PlainLiteral) else OWL.ObjectProperty
            said = kinds.get(quad.predicate.value) in {str(wanted), str(OWL.AnnotationProperty)}
        if not said:
            strays.add(str(quad))
    assert len(quads) > 5000
    assert strays == set()


# Axioms


def test_only_axioms_that_the_closure_knows() -> None:
    logic = (str(OWL), str(RDFS), str(RDF))
    properties = {
        RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith, OWL.members,
        OWL.propertyChainAxiom, RDF.first, RDF.rest, RDFS.label, RDFS.isDefinedBy, OWL.imports, OWL.versionInfo,
        OWL.versionIRI,
    }  # fmt: skip
    kinds = {*DECLARATIONS, OWL.Ontology, OWL.SymmetricProperty, OWL.TransitiveProperty, OWL.AllDisjointClasses}
    found = graph(*MODULES)
    assert {p for p in found.predicates() if str(p).startswith(logic)} <= properties
    assert {o for o in found.objects(None, RDF.type) if str(o).startswith(logic)} <= kinds
    for prop in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith):
        assert all(isinstance(s, URIRef) and isinstance(o, URIRef) for s, o in found.subject_objects(prop)), prop
    datatypes = {o for o in found.objects(None, RDFS.range) if str(o).startswith(str(XSD))}
    assert datatypes == {XSD.string, XSD.integer, XSD.boolean}


def test_a_property_is_of_one_kind_and_an_annotation_has_no_axioms() -> None:
    found = graph(*MODULES)
    kinds = [set(found.subjects(RDF.type, kind)) for kind in DECLARATIONS[1:4]]
    assert sum(map(len, kinds)) == len(set.union(*kinds))
    assert RCQ.value in kinds[2]
    for prop in kinds[2]:
        assert not {RDFS.domain, RDFS.range, RDFS.subPropertyOf} & set(found.predicates(prop)), prop


def test_the_root_imports_every_module_and_the_alignment_imports_the_root() -> None:
    root = URIRef("https://w3id.org/rcq/ontology")
    headers = {path.stem: next(graph(path).subjects(RDF.type, OWL.Ontology)) for path in MODULES}
    imports = {stem: set(graph(path).objects(None, OWL.imports)) for stem, path in zip(headers, MODULES, strict=True)}
    others = {stem: iri for stem, iri in headers.items() if stem not in {"ontology", "alignment"}}
    assert imports.pop("ontology") == set(others.values())
    assert imports == {stem: {root} for stem in [*others, "alignment"]}


def test_nothing_in_the_vocabulary_and_its_schemes_is_a_contradiction() -> None:
    everything = Graph()
    remarks = {SKOS.definition, SKOS.example, SKOS.scopeNote, SKOS.altLabel, RDFS.isDefinedBy, DCTERMS.description}
    for triple in graph(*MODULES, *SCHEMES):
        if triple[1] not in remarks:
            everything.add(triple)
    closure = OWLRL_Semantics(everything, axioms=False, daxioms=False, rdfs=False)
    closure.closure()
    assert closure.error_messages == []
    assert (RCQ.Behaviour, RDFS.subClassOf, RCQ.Statement) in everything
