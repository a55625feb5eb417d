"""The ESCO export: nothing is minted there, no alternative is essential, and the mappings are what registries read."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, SKOS, Graph, Literal, URIRef

import graphkit
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.targets import esco
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Facts
from graphkit.vocabulary import RCQ

ESCO = rdflib.Namespace("http://data.europa.eu/esco/model#")
KINDS = {URIRef(f"http://data.europa.eu/esco/skill-type/{kind}") for kind in ("knowledge", "skill")}
#: the terms of ESCO's model that occupations and skills need
TERMS = {ESCO[name] for name in ("Occupation", "Skill", "relatedEssentialSkill", "relatedOptionalSkill", "skillType")}
IDS = "https://w3id.org/rcq/id/"
VALIDATOR = ROOT / ".venv-sssom" / "bin" / "sssom"
OFFICER = "http://data.europa.eu/esco/occupation/6a7212c9-40da-4346-a190-3896bdd9a925"


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "esco"
    writing.export("esco", build, output)
    return output


@pytest.fixture
def exported(folder: Path) -> Graph:
    return Graph().parse(folder / "occupations.ttl")


def problems(graph: Graph) -> set[str]:
    """What is wrong with a view in the shape of ESCO."""
    found = set()
    for subject, predicate, value in graph:
        if str(subject).startswith("http://data.europa.eu/"):
            found.add("something is said in ESCO's name")
        if any(str(term).startswith(str(ESCO)) and term not in TERMS for term in (predicate, value)):
            found.add("ESCO has no such term")
    for kind in (ESCO.Occupation, ESCO.Skill):
        for node in graph.subjects(RDF.type, kind):
            labels = list(graph.objects(node, SKOS.prefLabel))
            if len(labels) != 1 or not isinstance(labels[0], Literal) or labels[0].language != "en":
                found.add("something has no one label")
    for skill in graph.subjects(RDF.type, ESCO.Skill):
        if len(KINDS & set(graph.objects(skill, ESCO.skillType))) != 1:
            found.add("a skill is of no kind")
    for occupation in graph.subjects(RDF.type, ESCO.Occupation):
        essential, optional = (
            set(graph.objects(occupation, ESCO[f"related{kind}Skill"])) for kind in ("Essential", "Optional")
        )
        if essential & optional:
            found.add("a skill is essential and optional")
        if any((skill, RDF.type, ESCO.Skill) not in graph for skill in essential | optional):
            found.add("what is related is no skill")
    return found


def test_the_view_is_sound(exported: Graph) -> None:
    assert problems(exported) == set()


ROLE, K14 = URIRef(IDS + "occ0494/unknown/role"), URIRef(IDS + "occ0494/unknown/knowledge/k14")


@pytest.mark.parametrize(
    ("add", "remove", "seen"),
    [
        ((URIRef(OFFICER), SKOS.closeMatch, ROLE), None, "something is said in ESCO's name"),
        ((ROLE, ESCO.essentialSkill, K14), None, "ESCO has no such term"),
        (None, (K14, SKOS.prefLabel, None), "something has no one label"),
        (None, (K14, ESCO.skillType, None), "a skill is of no kind"),
        ((ROLE, ESCO.relatedOptionalSkill, K14), None, "a skill is essential and optional"),
        (None, (K14, RDF.type, ESCO.Skill), "what is related is no skill"),
    ],
)
def test_each_check_sees_its_fault(
    add: tuple[URIRef, URIRef, URIRef] | None,
    remove: tuple[URIRef, URIRef, URIRef | None] | None,
    seen: str,
    exported: Graph,
) -> None:
    if add is not None:
        exported.add(add)
    if remove is not None:
        exported.remove(remove)
    assert seen in problems(exported)


def related(graph: Graph, role: str, kind: str) -> set[str]:
    return {
        str(node).removeprefix(IDS) for node in graph.objects(URIRef(IDS + role), ESCO[f"related{kind}Skill"])
    }  # fmt: skip


def test_a_standard_asks_for_all_of_its_list(exported: Graph) -> None:
    assert exported.value(ROLE, SKOS.prefLabel) == Literal("Probation service practitioner", lang="en")
    assert Literal("Victim liaison officer", lang="en") in set(exported.objects(ROLE, SKOS.altLabel))
    here = "occ0494/unknown"
    assert related(exported, f"{here}/role", "Essential") == {
        *(f"{here}/knowledge/k{n}" for n in range(1, 21)),
        *(f"{here}/skill/s{n}" for n in range(1, 20)),
        *(f"{here}/ksb-behaviour/b{n}" for n in range(1, 6)),
    }
    assert related(exported, f"{here}/role", "Optional") == set()
    assert exported.value(K14, SKOS.definition) == Literal("Principles of team work to achieve outcomes.", lang="en")
    assert str(exported.value(K14, ESCO.skillType)).endswith("/knowledge")


def test_what_is_essential_or_desirable_in_print_is_essential_or_optional(exported: Graph) -> None:
    here = "ps-jes-0108/1.0"
    assert related(exported, f"{here}/role", "Essential") == {f"{here}/experience/{n}" for n in range(1, 12)}
    optional = related(exported, f"{here}/role", "Optional")
    assert {str(exported.value(URIRef(IDS + node), SKOS.definition)) for node in optional} == {
        "Demonstrable achievements in managing/supporting change and effecting improvements in quality and efficiency.",
        "Experience of proactively championing diversity and inclusiveness.",
    }


def test_an_alternative_is_never_essential(build: graphkit.Build, exported: Graph) -> None:
    numeracy, role = f"{IDS}ps-jes-0031/6.0/technical/1", f"{IDS}ps-jes-0031/6.0/role"
    assert related(exported, "ps-jes-0031/6.0/role", "Essential") == set()
    assert related(exported, "ps-jes-0031/6.0/role", "Optional") == {"ps-jes-0031/6.0/technical/1"}
    view = View(build, Settings())
    changed = [q for q in view.quads if not (q.predicate == RCQ.modality and "ps-jes-0031" in str(q.subject))]
    derived = view.names.graph("derived")
    stated = [q for q in changed if q.graph_name != derived]
    nodes = {q.subject for q in stated if q.predicate == RCQ.timing and "ps-jes-0031" in str(q.subject)}
    stated += [Quad(node, RCQ.modality, RCQ.Essential, view.names.graph("x")) for node in nodes]
    view.__dict__["stated"] = Facts(stated)
    (file,) = (p for p in esco.export(view) if isinstance(p, File) and p.path == "occupations.ttl")
    strict = Graph().parse(data=file.data, format="turtle")
    assert len(related(strict, "ps-jes-0031/6.0/role", "Essential")) == 17  # 2 abilities, 5 behaviours, 10 experience
    assert (URIRef(role), ESCO.relatedEssentialSkill, URIRef(numeracy)) not in strict
    assert (URIRef(role), ESCO.relatedOptionalSkill, URIRef(numeracy)) in strict


def test_what_is_not_said_to_be_essential_is_told_as_lost(build: graphkit.Build) -> None:
    lost = {
        (p.item.removeprefix(IDS), p.reason) for p in esco.export(View(build, Settings())) if isinstance(p, Loss)
    }  # fmt: skip
    unsaid = "the document does not say whether it is essential, and ESCO knows essential and optional skills only"
    assert ("ps-jes-0108/1.0/behaviour/1", unsaid) in lost
    assert ("ps-jes-0108/1.0/qualification/3", "is no skill or knowledge") in lost
    assert ("ps-jes-0108/1.0/role", "no group of ISCO-08 is printed") in lost


def rows(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_roles_are_mapped_to_occupations_by_curation_that_nobody_reviewed(folder: Path) -> None:
    found = rows(folder / "occupations.sssom.tsv")
    officer = "esco:" + OFFICER.rpartition("/")[2]
    assert {(row["subject_id"], row["predicate_id"]) for row in found if row["object_id"] == officer} == {
        ("rcqid:essex-crc-probation-service-officer/unknown/role", "skos:broadMatch"),
        ("rcqid:occ0494/unknown/role", "skos:broadMatch"),
        ("rcqid:ps-jes-0031/6.0/role", "skos:broadMatch"),
        ("rcqid:ps-jes-0108/1.0/role", "skos:broadMatch"),
    }
    for row in found:
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert 0 < float(row["confidence"]) < 1
        assert row["comment"]
        assert not row.get("reviewer_id")
    assert not any("exactMatch" in row["predicate_id"] for row in found)


def test_a_mapping_of_a_role_that_is_not_there_is_not_passed_on(build: graphkit.Build) -> None:
    view = View(build, Settings(), licensed_only=True)
    (file,) = (p for p in esco.export(view) if isinstance(p, File) and p.path.endswith(".tsv"))
    assert b"rcqid:occ0494/" in file.data
    assert b"essex" not in file.data


def judged(path: Path) -> int:
    if not VALIDATOR.exists():
        pytest.skip("sssom is not installed in .venv-sssom: make validators")
    return subprocess.run([str(VALIDATOR), "validate", str(path)], capture_output=True, check=False).returncode


def test_sssom_validates_the_mappings(folder: Path) -> None:
    assert judged(folder / "occupations.sssom.tsv") == 0


def without_a_prefix(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#  esco:"))


def beyond_certain(text: str) -> str:
    return text.replace("\t0.8\t", "\t1.8\t")


@pytest.mark.parametrize("fault", [without_a_prefix, beyond_certain])
def test_sssom_sees_a_fault(fault: Callable[[str], str], folder: Path, tmp_path: Path) -> None:
    text = (folder / "occupations.sssom.tsv").read_text(encoding="utf-8")
    assert fault(text) != text
    (tmp_path / "fault.sssom.tsv").write_text(fault(text), encoding="utf-8")
    assert judged(tmp_path / "fault.sssom.tsv") != 0


def test_every_mapped_role_is_one_of_the_documents(build: graphkit.Build) -> None:
    facts = Facts(build.quads())
    (path,) = (ROOT / "data" / "alignments" / "esco").glob("*.tsv")
    for row in rows(path):
        role = NamedNode(IDS + row["subject_id"].removeprefix("rcqid:"))
        assert facts.words(role, RCQ.jobTitle) == [row["subject_label"]]


@pytest.mark.long
def test_documents_that_nothing_is_made_to_fit_are_sound(unseen: graphkit.Build) -> None:
    (file,) = (piece for piece in esco.export(View(unseen, Settings())) if isinstance(piece, File))
    assert problems(Graph().parse(data=file.data, format="turtle")) == set()
