"""Names that documents mention and the curated schemes know: one concept each, with the class the scheme gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from graphkit import content, documents, pipeline
from graphkit.catalogue import catalogue
from graphkit.curated import NAMES, Curated
from graphkit.graph import Graphs, to_graph
from graphkit.iris import DEFAULT_BASE, Names, slug
from graphkit.records import Concept, Reading, Span, Statement
from graphkit.vocabulary import DCTERMS, RCQ, RDF, RDFS, SCHEME, SKOS

LIBRARY = documents.read_all([content.ROOT / "data" / "documents"])
REFERENCE = content.reference()
CURATED = Curated(REFERENCE)
LABELS = {RDFS.label, SKOS.prefLabel, SKOS.altLabel}

#: what the four documents print, and what it is
PRINTED = {
    "OASys": "Tool", "nDelius": "Tool", "IAPs": "Tool", "Spousal Assault Risk Assessment": "Tool",
    "Risk Matrix 2000": "Tool", "ERG 22+": "Tool", "Extremism Risk Guidance 22+": "Tool",
    "HII": "Programme", "Desistance and Disengagement Programme": "Programme",
    "MAPPA": "Arrangement", "MARAC": "Arrangement", "OMiC": "Arrangement",
    "Integrated Offender Management": "Arrangement", "Drug Rehabilitation Requirement": "Arrangement",
    "Job Evaluation Scheme": "Arrangement",
    "TACT": "Legislation", "Prevent duty": "Legislation", "Offender Management Act 2007": "Legislation",
    "HMPPS": "Organisation", "PS": "Organisation", "NPS": "Organisation", "Skills for Justice": "Organisation",
    "Ministry of Justice": "Organisation", "JEXU": "Organisation", "JExU": "Organisation", "SOCT": "Organisation",
    "National Occupational Standards for Probation (2013)": "Framework",
    "Probation Qualification Framework": "Framework",
}  # fmt: skip
SAME = [
    ("ERG 22+", "Extremism Risk Guidance 22+"),
    ("NPS", "National Probation Service"),
    ("PS", "Probation Service"),
    ("HMPPS", "HM Prison and Probation Service"),
    ("JExU", "Joint Extremism Unit"),
    ("SOCT", "Security Order and Counter Terrorism"),
    ("Security Order and Counter Terrorism", "Security, Order and Counter Terrorism"),
]


def stated(curated: Curated = CURATED) -> list[Quad]:
    return [quad for reading in LIBRARY.readings for quad in to_graph(reading, Graphs(DEFAULT_BASE, curated))]


def written(*mentions: Concept, states: str | None = None, value: tuple[Concept, ...] = ()) -> list[Quad]:
    """The graph of one statement that mentions these, or whose field has this value."""
    statement = Statement(
        kind="Field", local="field/1", text="x", spans=(Span(0, 1),), mentions=mentions, about="role",
        property=states, value=value,
    )  # fmt: skip
    reading = Reading(
        identifier="a-1", edition="1.0", family="notes", file="a.txt", text="x", sha256="", describes="Job",
        statements=(statement,),
    )  # fmt: skip
    return to_graph(reading, Graphs(DEFAULT_BASE, CURATED))


def objects(quads: Iterable[Quad], predicate: NamedNode) -> set[str]:
    return {quad.object.value for quad in quads if quad.predicate == predicate and isinstance(quad.object, NamedNode)}


def mentioned(printed: str) -> str:
    (node,) = objects(written(Concept("NamedThing", printed)), RCQ.mentions)
    return node


def curated_names() -> list[tuple[NamedNode, str, str]]:
    """Every concept of a class of names, with its class and each of its labels."""
    classes = {
        triple.subject: triple.object.value.removeprefix(RCQ.iri)
        for triple in REFERENCE
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode) and triple.object.value in RCQ
    }
    return [
        (triple.subject, classes[triple.subject], triple.object.value)
        for triple in REFERENCE
        if triple.predicate in LABELS
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
        and classes.get(triple.subject) in NAMES
    ]


def test_every_label_of_a_curated_name_leads_to_it() -> None:
    names = curated_names()
    assert len(names) > 200
    for concept, kind, words in names:
        for printed in (words, words.upper(), words.replace(" and ", " & ")):
            assert mentioned(printed) == concept.value
            assert CURATED.find(kind, printed) == concept


def test_a_label_belongs_to_one_concept_of_all_schemes_of_names() -> None:
    holders = defaultdict(set)
    for concept, _, words in curated_names():
        holders[slug(words.replace("&", " and "))].add(concept.value)
    assert {words: several for words, several in holders.items() if len(several) > 1} == {}


def test_another_scheme_of_names_is_one_more_file() -> None:
    signal = SCHEME["railways/lamp-7"]
    more = [Triple(signal, RDF.type, RCQ.Tool), Triple(signal, SKOS.prefLabel, Literal("Lamp 7", language="en"))]
    assert Curated([*REFERENCE, *more]).find(None, "LAMP 7") == signal
    assert Curated([*REFERENCE, more[1]]).find(None, "LAMP 7") is None, "a concept of no class of names is no name"


@pytest.mark.parametrize(("printed", "kind"), PRINTED.items())
def test_what_the_four_documents_print_has_its_class(printed: str, kind: str) -> None:
    node = mentioned(printed)
    assert node in objects(stated(), RCQ.mentions)
    assert Triple(NamedNode(node), RDF.type, RCQ[kind]) in REFERENCE


@pytest.mark.parametrize(("one", "other"), SAME)
def test_short_and_full_form_are_one_concept(one: str, other: str) -> None:
    assert mentioned(one) == mentioned(other)


def test_a_name_that_means_something_else_does_not_lead_there() -> None:
    assert (
        len({mentioned(words) for words in ("Probation Service", "National Probation Service", "Prison Service")}) == 3
    )
    assert mentioned("WESSEX CRC") == "https://w3id.org/rcq/id/concept/namedthing/wessex-crc"
    assert mentioned("ESSEX CRC") == mentioned("Essex Community Rehabilitation Company")


@pytest.mark.parametrize("kind", ["Role", "Qualification", "NosUnit"])
def test_only_names_are_looked_up(kind: str) -> None:
    (node,) = objects(written(Concept(kind, "Probation Service")), RCQ.mentions)
    assert node.startswith("https://w3id.org/rcq/id/")


def test_a_directorate_is_an_organisation_whatever_else_bears_its_name() -> None:
    approved_premises = Concept("Organisation", "Approved Premises")
    quads = written(approved_premises, states="rcq:directorate", value=(approved_premises,))
    assert objects(quads, RCQ.mentions) == {SCHEME["justice-names/approved-premises"].value}
    (directorate,) = objects(quads, RCQ.directorate)
    assert directorate == "https://w3id.org/rcq/id/concept/organisation/approved-premises"
    assert Triple(NamedNode(directorate), RDF.type, RCQ.Organisation) in {quad.triple for quad in quads}
    police = Concept("Organisation", "Police")
    assert objects(written(states="rcq:directorate", value=(police,)), RCQ.directorate) == {mentioned("police")}


def test_a_document_says_of_a_curated_name_what_it_calls_it() -> None:
    oasys = SCHEME["justice-names/oasys"]
    for words in ("OASys", "OASYS", "Offender-Assessment System"):
        quads = [quad for quad in written(Concept("NamedThing", words)) if quad.subject == oasys]
        assert [(quad.predicate, quad.object) for quad in quads] == [(RDFS.label, Literal(words, language="en"))]
    band = written(Concept("Band", "Pay Band 5", scheme="hmpps-bands", notation="5"))
    assert SCHEME["hmpps-bands/5"].value in objects(band, RCQ.mentions)
    assert SCHEME["hmpps-bands/5"] not in {quad.subject for quad in band}


def test_a_publisher_is_the_body_that_documents_name() -> None:
    quads = list(catalogue(LIBRARY.readings, Names(DEFAULT_BASE), CURATED))
    assert SCHEME["justice-names/hmpps"].value in objects(quads, DCTERMS.publisher)
    assert not [quad for quad in quads if quad.subject == SCHEME["justice-names/hmpps"]]


def test_with_the_schemes_emptied_the_same_names_are_mentioned() -> None:
    with_schemes, without = _names_by_statement(CURATED), _names_by_statement(Curated())
    assert without.keys() == with_schemes.keys()
    assert sum(map(len, without.values())) > 100
    for statement, names in without.items():
        assert names <= with_schemes[statement]


def _names_by_statement(curated: Curated) -> dict[str, set[str]]:
    """Statement -> the labels, in small letters, of all it mentions."""
    labels, quads = defaultdict(set), stated(curated)
    for triple in [*(quad.triple for quad in quads), *REFERENCE]:
        if triple.predicate in LABELS and isinstance(triple.object, Literal):
            labels[triple.subject].add(triple.object.value.casefold())
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if (
            quad.predicate == RCQ.mentions
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
        ):
            found[quad.subject.value] |= labels[quad.object]
    return found


@pytest.mark.parametrize("emptied", [False, True])
def test_classes_follow_and_nothing_clashes(emptied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if emptied:
        monkeypatch.setattr(content, "reference", list)
    quads, derived, clashes = pipeline.quads_of(LIBRARY, Names(DEFAULT_BASE))
    assert clashes == []
    kinds = {quad.object for quad in [*quads, *derived] if quad.predicate == RDF.type}
    assert {RCQ.NamedThing, RCQ.Organisation, RCQ.Group, RCQ.Programme, RCQ.Legislation} <= kinds
    above = {quad.object for quad in derived if quad.subject == SCHEME["justice-names/oasys"]}
    assert above == (set() if emptied else {RCQ.NamedThing})


def test_a_name_is_of_one_class_in_one_document() -> None:
    for reading in LIBRARY.readings:
        kinds = defaultdict(set)
        for statement in reading.statements:
            for name in statement.mentions:
                kinds[slug(name.name)].add(name.kind)
        assert {name: several for name, several in kinds.items() if len(several) > 1} == {}
    (essex,) = (reading for reading in LIBRARY.readings if reading.identifier.startswith("essex"))
    crc = {name for statement in essex.statements for name in statement.mentions if slug(name.name) == "essex-crc"}
    assert crc == {Concept("Organisation", "ESSEX CRC"), Concept("Organisation", "Essex CRC")}
