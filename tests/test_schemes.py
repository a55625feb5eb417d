"""The curated SKOS schemes and the thesaurus: whole, named once, and under the pinned IRIs."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).parent.parent
RCQ = Namespace("https://w3id.org/rcq/ontology#")
SCHEME = "https://w3id.org/rcq/scheme/"
SCHEMES = [*sorted((ROOT / "ontology" / "schemes").glob("*.ttl")), ROOT / "data" / "thesaurus.ttl"]


@cache
def graph(path: Path) -> Graph:
    return Graph().parse(path)


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_a_scheme_is_whole(path: Path) -> None:
    found = graph(path)
    scheme = URIRef(SCHEME + path.stem)
    assert list(found.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    for prop in (DCTERMS.title, DCTERMS.description, DCTERMS.license):
        assert len(list(found.objects(scheme, prop))) == 1, prop
    assert list(found.objects(scheme, DCTERMS.source))
    concepts = set(found.subjects(RDF.type, SKOS.Concept))
    assert concepts
    assert set(found.subjects(SKOS.inScheme, scheme)) == concepts
    assert set(found.subjects(SKOS.topConceptOf, scheme)) == set(found.objects(scheme, SKOS.hasTopConcept))
    below = set(found.subjects(SKOS.broader, None))
    assert set(found.objects(scheme, SKOS.hasTopConcept)) == concepts - below
    assert {(o, s) for s, o in found.subject_objects(SKOS.broader)} == set(found.subject_objects(SKOS.narrower))


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_a_concept_has_one_name_one_notation_and_a_definition(path: Path) -> None:
    found = graph(path)
    names: list[str] = []
    for concept in found.subjects(RDF.type, SKOS.Concept):
        (notation,) = found.objects(concept, SKOS.notation)
        assert str(concept) == f"{SCHEME}{path.stem}/{notation}"
        (label,) = found.objects(concept, SKOS.prefLabel)
        labels = [label, *found.objects(concept, SKOS.altLabel)]
        assert {each.language for each in labels if isinstance(each, Literal)} == {"en"}
        (definition,) = found.objects(concept, SKOS.definition)
        assert re.fullmatch(r"[A-Z][^\n]*\.", str(definition))
        names += [str(each).casefold() for each in labels]
    assert [each for each, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize(
    ("scheme", "kind", "notations"),
    [
        ("hmpps-bands", RCQ.Band, "1 2 3 4 5 6"),
        ("essex-crc-bands", RCQ.Band, "3"),
        ("rqf-levels", RCQ.Level, "1 2 3 4 5 6 7 8 entry-1 entry-2 entry-3"),
        ("eqf-levels", RCQ.Level, "1 2 3 4 5 6 7 8"),
        (
            "soc2020",
            None,
            "11 12 21 22 23 24 31 32 3229 33 34 35 41 42 51 52 53 54 61 62 63 71 72 81 82 91 92",
        ),
        (
            "civil-service-behaviours",
            None,
            "changing-and-improving communicating-and-influencing delivering-at-pace developing-self-and-others "
            "leadership making-effective-decisions managing-a-quality-service seeing-the-big-picture working-together",
        ),
    ],
)
def test_a_scheme_holds_what_is_pinned(scheme: str, kind: URIRef | None, notations: str) -> None:
    found = graph(ROOT / "ontology" / "schemes" / f"{scheme}.ttl")
    assert sorted(map(str, found.objects(None, SKOS.notation))) == notations.split()
    for concept in found.subjects(RDF.type, SKOS.Concept):
        assert set(found.objects(concept, RDF.type)) == {SKOS.Concept} | ({kind} if kind else set())


def test_behaviours_printed_in_the_documents_are_in_the_scheme() -> None:
    labels = {str(label) for label in graph(SCHEMES[0]).objects(None, SKOS.prefLabel)}
    printed = {
        "Working Together", "Developing Self and Others", "Managing a Quality Service", "Making Effective Decisions",
        "Communicating and Influencing", "Changing and Improving", "Delivering at Pace",
    }  # fmt: skip
    assert SCHEMES[0].stem == "civil-service-behaviours"
    assert labels - printed == {"Seeing the Big Picture", "Leadership"}


def test_every_other_name_in_the_thesaurus_is_printed_in_a_document() -> None:
    texts = [" ".join(path.read_text("utf-8").split()).casefold() for path in ROOT.glob("data/documents/*/source.txt")]
    found = graph(ROOT / "data" / "thesaurus.ttl")
    for concept in found.subjects(RDF.type, SKOS.Concept):
        names = list(found.objects(concept, SKOS.altLabel))
        assert names or list(found.objects(concept, SKOS.hiddenLabel)), concept
        for words in names:
            one = str(words).casefold()
            several = one.replace("individual", "individuals").replace("person", "people").replace("victim", "victims")
            assert any(one in text or several in text for text in texts), words


def test_a_name_of_the_justice_sector_is_of_one_class() -> None:
    found = graph(ROOT / "ontology" / "schemes" / "justice-names.ttl")
    names = ["Organisation", "Group", "NamedThing", "Tool", "Programme", "Arrangement", "Legislation", "Framework"]
    for concept in found.subjects(RDF.type, SKOS.Concept):
        (kind,) = set(found.objects(concept, RDF.type)) - {SKOS.Concept}
        assert kind in {RCQ[name] for name in names}, concept


def test_what_has_ended_has_a_day_and_a_source() -> None:
    found = graph(ROOT / "ontology" / "schemes" / "former-names.ttl")
    found = found + graph(ROOT / "ontology" / "schemes" / "justice-names.ttl")
    ends = {concept: str(day) for concept, day in found.subject_objects(RCQ.ended)}
    assert len(ends) > 10
    for concept, day in ends.items():
        assert date.fromisoformat(day) < date(2026, 1, 1)
        assert list(found.objects(concept, DCTERMS.source)), concept
    assert set(found.subjects(SKOS.inScheme, URIRef(SCHEME + "former-names"))) <= set(ends)


def test_a_group_of_occupations_has_the_levels_of_its_skill() -> None:
    found = graph(ROOT / "ontology" / "schemes" / "soc2020.ttl")
    for concept in set(found.objects(None, SKOS.hasTopConcept)):
        lowest, highest = (int(str(found.value(concept, RCQ[f"{end}Level"]))) for end in ("lowest", "highest"))
        assert 1 <= lowest < highest <= 8


def test_the_source_of_an_act_is_of_its_year() -> None:
    found = graph(ROOT / "ontology" / "schemes" / "justice-names.ttl")
    years = 0
    for act in found.subjects(RDF.type, RCQ.Legislation):
        label, source = str(found.value(act, SKOS.prefLabel)), str(found.value(act, DCTERMS.source))
        if year := re.fullmatch(r"https://www\.legislation\.gov\.uk/uk(?:pga|si)/(\d{4})/\d+", source):
            assert label.endswith(f" {year[1]}")
            years += 1
    assert years > 30
