"""The ELM export: what the shapes of the Commission say of it, what is left out, and who says what is not printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, SKOS, Graph, Literal, URIRef

import graphkit
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.targets import elm
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Facts

SHAPES = ROOT.parent / "shared" / "conformance" / "elm"
ELM = rdflib.Namespace("http://data.europa.eu/snb/model/elm/")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
IDS = "https://w3id.org/rcq/id/"
STANDARD = URIRef(IDS + "concept/framework/st0494-probation-service-practitioner")
EQF = "http://data.europa.eu/snb/eqf/"
#: the national levels that the Commission lists; no level of England's framework is known to be among them
QDR = URIRef("http://data.europa.eu/snb/qdr/25831c2")


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "elm"
    writing.export("elm", build, output)
    return output


@pytest.fixture
def exported(folder: Path) -> Graph:
    return Graph().parse(folder / "occ0494--unknown.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    if not SHAPES.is_dir():
        pytest.skip("the shapes of the European Learning Model are not beside the project (shared/conformance/elm)")
    graph = Graph()
    for name in ("LOQ-constraints.ttl", "LOQ-constraints-mdr.ttl"):
        graph.parse(SHAPES / name)
    return graph


def broken(graph: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """What the shapes find: the local name of the path, and the constraint."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=False)
    assert isinstance(report, Graph)
    return {
        (local(report.value(result, SH.resultPath)), local(report.value(result, SH.sourceConstraintComponent)))
        for result in report.objects(None, SH.result)
    }


def local(node: Any) -> str:
    return str(node).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def test_the_shapes_find_nothing_but_a_level_that_no_list_of_theirs_holds(exported: Graph, shapes: Graph) -> None:
    assert broken(exported, shapes) == {("NQFLevel", "NodeConstraintComponent")}
    level = exported.value(STANDARD, ELM.NQFLevel)
    assert isinstance(level, URIRef)
    exported.add((level, SKOS.inScheme, QDR))
    exported.add((QDR, RDF.type, SKOS.ConceptScheme))
    assert broken(exported, shapes) == set()


def two_levels(graph: Graph) -> None:
    graph.add((STANDARD, ELM.EQFLevel, URIRef(EQF + "5")))


def a_level_of_no_list(graph: Graph) -> None:
    graph.remove((URIRef(EQF + "4"), SKOS.inScheme, None))


def without_title(graph: Graph) -> None:
    graph.remove((STANDARD, DCTERMS.title, None))


def without_field(graph: Graph) -> None:
    graph.remove((STANDARD, ELM.ISCEDFCode, None))


def nothing_learnt(graph: Graph) -> None:
    graph.remove((STANDARD, ELM.learningOutcome, None))


def a_word_of_ours(graph: Graph) -> None:
    graph.add((STANDARD, URIRef("https://w3id.org/rcq/ontology#level"), Literal(3)))


def untitled(graph: Graph) -> None:
    graph.remove((URIRef(IDS + "occ0494/unknown/skill/s1"), DCTERMS.title, None))


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (two_levels, ("EQFLevel", "MaxCountConstraintComponent")),
        (a_level_of_no_list, ("EQFLevel", "NodeConstraintComponent")),
        (without_title, ("title", "MinCountConstraintComponent")),
        (without_field, ("ISCEDFCode", "MinCountConstraintComponent")),
        (nothing_learnt, ("learningOutcome", "MinCountConstraintComponent")),
        (a_word_of_ours, ("level", "ClosedConstraintComponent")),
        (untitled, ("title", "MinCountConstraintComponent")),
    ],
)
def test_the_shapes_see_a_fault(
    fault: Callable[[Graph], None], seen: tuple[str, str], exported: Graph, shapes: Graph
) -> None:
    fault(exported)
    assert seen in broken(exported, shapes)


def test_a_standard_is_a_qualification(exported: Graph) -> None:
    assert list(exported.subjects(RDF.type, ELM.Qualification)) == [STANDARD]
    assert exported.value(STANDARD, DCTERMS.title) == Literal("ST0494: Probation service practitioner", lang="en")
    assert exported.value(STANDARD, ELM.EQFLevel) == URIRef(EQF + "4")
    assert exported.value(STANDARD, ELM.NQFLevel) == URIRef("https://w3id.org/rcq/scheme/rqf-levels/3")
    assert exported.value(STANDARD, ELM.ISCEDFCode) == URIRef("http://data.europa.eu/snb/isced-f/0923")
    learnt = set(exported.objects(STANDARD, ELM.learningOutcome))
    assert len(learnt) == 44  # 20 of knowledge, 19 skills, 5 behaviours; no duty
    k14 = URIRef(IDS + "occ0494/unknown/knowledge/k14")
    assert exported.value(k14, DCTERMS.title) == Literal("Principles of team work to achieve outcomes.", lang="en")
    code = exported.value(k14, URIRef("http://www.w3.org/ns/adms#identifier"))
    assert exported.value(code, SKOS.notation) == Literal("K14")


def test_who_states_what_is_not_printed_is_told(exported: Graph) -> None:
    note = str(exported.value(exported.value(STANDARD, ELM.additionalNote), ELM.noteLiteral))
    assert note == (
        "Printed in occ0494: the level and what is learnt. Stated by the graphkit project and not printed: that the "
        "level is RQF Level 3, that this is EQF level 4, and the field of education 0923. Crown copyright, under the "
        "Open Government Licence v3.0 where not stated otherwise. The institute's functions have since passed to "
        "Skills England."
    )
    (assertion,) = exported.subjects(DCTERMS.subject, STANDARD)
    derived = set(exported.objects(assertion, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")))
    assert URIRef(IDS + "occ0494/unknown") in derived
    assert URIRef("https://www.gov.uk/what-different-qualification-levels-mean/list-of-qualification-levels") in derived


def test_a_qualification_that_is_only_asked_for_is_left_out(folder: Path, build: graphkit.Build) -> None:
    assert sorted(path.name for path in folder.glob("*.ttl")) == ["occ0494--unknown.ttl"]
    lost = {
        (piece.item.removeprefix(IDS), piece.what, piece.reason)
        for piece in elm.export(View(build, Settings())) if isinstance(piece, Loss)
    }  # fmt: skip
    missing = "level of a named framework, field of education, learning outcomes"
    assert ("ps-jes-0108/1.0/training/2", "training", f"not printed and not stated: {missing}") in lost
    assert ("ps-jes-0108/1.0/qualification/3", "qualification", f"not printed and not stated: level, {missing}") in lost


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        ("ontology#levelScheme", "no rcq:levelScheme in about.ttl says which framework the level counts in"),
        ("dc/terms/subject", "no dcterms:subject in about.ttl is a field of education"),
        ("ontology#level", "no one level is printed"),
        ("core#closeMatch", "no level of the European framework is known for it"),
    ],
)
def test_nothing_is_made_up(hidden: str, why: str, build: graphkit.Build) -> None:
    view = View(build, Settings())
    derived = view.names.graph("derived")
    kept = (q for q in view.quads if q.graph_name != derived and not q.predicate.value.endswith(hidden))
    view.__dict__["stated"] = Facts(kept)
    pieces = list(elm.export(view))
    assert not any(isinstance(piece, File) for piece in pieces)
    assert any(why in piece.reason for piece in pieces if isinstance(piece, Loss))
