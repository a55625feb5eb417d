"""The SKOS export: what skosify and the integrity conditions of SKOS say of it, and that its facts read back equal."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

import graphkit
from graphkit.exports import writing
from graphkit.exports.targets.skos import FACETS
from graphkit.facts import Facts
from graphkit.text import short_label
from graphkit.vocabulary import DCTERMS, RCQ, RDF, SKOS

IDS = "https://w3id.org/rcq/id/"
#: the integrity conditions of the SKOS Reference, and what else its readers rely on: each finds what is against it
CONDITIONS = {
    "S9: a scheme is no concept": "?x a skos:ConceptScheme, skos:Concept",
    "S13: labels of two kinds are disjoint": "?x skos:prefLabel ?l ; skos:altLabel|skos:hiddenLabel ?l",
    "S14: one preferred label in a language": """
        ?x skos:prefLabel ?l, ?m FILTER (LANG(?l) = LANG(?m) && STR(?l) < STR(?m))""",
    "S27: what is related is not above or below": "?x skos:related ?y ; skos:broader+ ?y",
    "S37: only concepts match": """
        ?x skos:exactMatch|skos:closeMatch|skos:relatedMatch ?y FILTER NOT EXISTS { ?x a skos:Concept }""",
    "S46: an exact match is no broad or related one": """
        ?x skos:exactMatch ?y ; skos:broadMatch|skos:narrowMatch|skos:relatedMatch ?y""",
    "a label has a language": "?x skos:prefLabel|skos:definition ?l FILTER (LANG(?l) = '')",
    "a concept has a label": "?x a skos:Concept FILTER NOT EXISTS { ?x skos:prefLabel ?l }",
    "a concept is in a scheme": "?x a skos:Concept FILTER NOT EXISTS { ?x skos:inScheme ?s . ?s a skos:ConceptScheme }",
    "a notation is one concept's": """
        ?x skos:notation ?n ; skos:inScheme ?s . ?y skos:notation ?n ; skos:inScheme ?s FILTER (?x != ?y)""",
    "broader and narrower go both ways": """
        { ?x skos:broader ?y FILTER NOT EXISTS { ?y skos:narrower ?x } }
        UNION { ?x skos:narrower ?y FILTER NOT EXISTS { ?y skos:broader ?x } }""",
    "top concepts go both ways": """
        { ?x skos:topConceptOf ?y FILTER NOT EXISTS { ?y skos:hasTopConcept ?x } }
        UNION { ?x skos:hasTopConcept ?y FILTER NOT EXISTS { ?y skos:topConceptOf ?x } }""",
    "nothing is above itself": "?x skos:broader+ ?x",
    "a top concept has nothing above it": "?x skos:topConceptOf ?s ; skos:broader ?y . ?y skos:inScheme ?s",
    "a scheme has a title": "?x a skos:ConceptScheme FILTER NOT EXISTS { ?x dcterms:title ?t }",
    "a scheme tells its licence or that it is unknown": """
        ?x a skos:ConceptScheme FILTER NOT EXISTS { ?x dcterms:license|dcterms:rights ?l }""",
}
PREFIXES = f"PREFIX skos: <{SKOS.iri}> PREFIX dcterms: <{DCTERMS.iri}> "


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "skos"
    writing.export("skos", build, output)
    return output


def broken(store: Store) -> list[str]:
    """The conditions that a graph does not keep."""
    return [
        name for name, pattern in CONDITIONS.items()
        if bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}"))
    ]  # fmt: skip


def loaded(*paths: Path) -> Store:
    store = Store()
    for path in paths:
        store.extend(Quad(*quad.triple) for quad in parse(path=str(path)))
    return store


def test_every_file_keeps_every_condition_alone_and_all_do_together(folder: Path) -> None:
    paths = sorted(folder.glob("*.ttl"))
    assert {path.name: found for path in paths if (found := broken(loaded(path)))} == {}
    assert broken(loaded(*paths)) == []


def test_every_file_has_one_scheme(folder: Path) -> None:
    for path in folder.glob("*.ttl"):
        schemes = list(loaded(path).quads_for_pattern(None, RDF.type, SKOS.ConceptScheme))
        assert len(schemes) == 1, path.name


A, B, S = (NamedNode(f"https://example.org/{name}") for name in "abs")
SOUND = [
    *(Triple(node, RDF.type, SKOS.Concept) for node in (A, B)),
    *(Triple(node, SKOS.inScheme, S) for node in (A, B)),
    *(Triple(node, SKOS.prefLabel, Literal(node.value, language="en")) for node in (A, B)),
    Triple(S, RDF.type, SKOS.ConceptScheme), Triple(S, DCTERMS.title, Literal("s", language="en")),
    Triple(S, DCTERMS.license, A), Triple(A, SKOS.narrower, B), Triple(B, SKOS.broader, A),
    Triple(A, SKOS.topConceptOf, S), Triple(S, SKOS.hasTopConcept, A), Triple(A, SKOS.notation, Literal("1")),
]  # fmt: skip
FAULTS = {
    "S9: a scheme is no concept": [Triple(A, RDF.type, SKOS.ConceptScheme)],
    "S13: labels of two kinds are disjoint": [Triple(A, SKOS.altLabel, Literal(A.value, language="en"))],
    "S14: one preferred label in a language": [Triple(A, SKOS.prefLabel, Literal("other", language="en"))],
    "S27: what is related is not above or below": [Triple(B, SKOS.related, A)],
    "S37: only concepts match": [Triple(S, SKOS.closeMatch, A)],
    "S46: an exact match is no broad or related one": [
        Triple(A, SKOS[name], B) for name in ("exactMatch", "broadMatch")
    ],
    "a label has a language": [Triple(A, SKOS.definition, Literal("x"))],
    "a concept has a label": [Triple(NamedNode("https://example.org/c"), RDF.type, SKOS.Concept)],
    "a concept is in a scheme": [Triple(NamedNode("https://example.org/c"), RDF.type, SKOS.Concept)],
    "a notation is one concept's": [Triple(B, SKOS.notation, Literal("1"))],
    "broader and narrower go both ways": [Triple(A, SKOS.broader, S)],
    "top concepts go both ways": [Triple(B, SKOS.topConceptOf, S)],
    "nothing is above itself": [Triple(A, SKOS.broader, B)],
    "a top concept has nothing above it": [Triple(A, SKOS.broader, B)],
    "a scheme has a title": [Triple(NamedNode("https://example.org/t"), RDF.type, SKOS.ConceptScheme)],
    "a scheme tells its licence or that it is unknown": [
        Triple(NamedNode("https://example.org/t"), RDF.type, SKOS.ConceptScheme)
    ],
}


def test_a_sound_scheme_breaks_no_condition() -> None:
    store = Store()
    store.extend(Quad(*triple) for triple in SOUND)
    assert broken(store) == []


@pytest.mark.parametrize("name", CONDITIONS)
def test_each_condition_is_seen_to_be_broken(name: str) -> None:
    store = Store()
    store.extend(Quad(*triple) for triple in [*SOUND, *FAULTS[name]])
    assert name in broken(store)


def test_skosify_has_nothing_to_mend(folder: Path, tmp_path: Path) -> None:
    program = Path(sysconfig.get_path("scripts")) / "skosify"
    if not program.exists():
        pytest.skip("skosify is not installed (PyPI: skosify)")
    (tmp_path / "fault.ttl").write_bytes(
        serialize([*SOUND, Triple(B, SKOS.related, A)], format=RdfFormat.TURTLE) or b""
    )

    def told(*paths: Path) -> str:
        command = [str(program), "--output", str(tmp_path / "mended.ttl"), *map(str, paths)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stderr

    warnings = [line for path in folder.glob("*.ttl") for line in told(path).splitlines() if "WARNING" in line]
    assert warnings == []
    assert "removing skos:related" in told(tmp_path / "fault.ttl")  # it can see a fault


def test_the_items_of_every_list_read_back_equal(folder: Path, build: graphkit.Build) -> None:
    facts = Facts(build.quads())
    kinds = {kind for _, kinds in FACETS.values() for kind in kinds}
    wanted = {
        (item.node.value, item.text, *sorted(facts.words(item.node, RCQ.code)))
        for item in Facts(quad for quad in build.quads() if not str(quad.graph_name).endswith("/derived>")).items
        if item.kind in kinds
    }
    store = loaded(*folder.glob("*--*.ttl"))
    found = set()
    for quad in store.quads_for_pattern(None, SKOS.definition, None):
        assert isinstance(quad.subject, NamedNode)
        codes = [code.object.value for code in store.quads_for_pattern(quad.subject, SKOS.notation, None)]  # type: ignore[union-attr]
        assert isinstance(quad.object, Literal)
        found.add((quad.subject.value, quad.object.value, *sorted(codes)))
    assert found == wanted
    assert (f"{IDS}occ0494/unknown/knowledge/k14", "Principles of team work to achieve outcomes.", "K14") in found
    unit, outcome = (
        NamedNode(f"{IDS}essex-crc-probation-service-officer/unknown/{of}")
        for of in ("nos-unit/aa1", "nos-outcome/aa1/1")
    )
    assert Quad(outcome, SKOS.broader, unit) in store
    assert Quad(unit, SKOS.narrower, outcome) in store


def test_a_label_is_short_and_a_definition_whole(folder: Path) -> None:
    store = loaded(folder / "occ0494--unknown--knowledge-skills-behaviours.ttl")
    node = NamedNode(f"{IDS}occ0494/unknown/knowledge/k14")
    (label,) = store.quads_for_pattern(node, SKOS.prefLabel, None)
    assert label.object == Literal("K14 Principles of team work to achieve outcomes", language="en")
    assert all(
        len(quad.object.value) <= 120  # type: ignore[union-attr]
        for path in folder.glob("*--*.ttl") for quad in loaded(path).quads_for_pattern(None, SKOS.prefLabel, None)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "size", "label"),
    [("Keep a log.", 60, "Keep a log"), ("a" * 70, 60, "a" * 59 + " …"), ("one two three", 10, "one two …")],
)
def test_the_first_words_are_the_label(words: str, size: int, label: str) -> None:
    assert short_label(words, size) == label
