"""Each check of the ontology fails where the ontology is broken for it and nowhere else; the ontology itself passes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphkit import content
from graphkit.cli import main
from graphkit.errors import ContentError
from graphkit.ontology_report import judges, report, run
from graphkit.ontology_report.catalogues import Check, catalogues, read
from graphkit.ontology_report.results import Place, Report, Row, Status
from graphkit.ontology_report.subject import Subject

ONTOLOGY = content.ROOT / "ontology"
CHECKS = {(check.catalogue, check.name): check for check in catalogues()}
ROOT = "<https://w3id.org/rcq/ontology>"
ROLE = "<https://w3id.org/rcq/ontology/role>"

PREFIXES = """
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
@prefix obo: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rcq: <https://w3id.org/rcq/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass(frozen=True)
class Broken:
    """An ontology broken on purpose, and where a check must say so: triples added to a file, or its words replaced.

    `alone` it is no more than the triples added.
    """

    at: tuple[str, ...]
    add: str = ""
    replace: tuple[str, str] = ("", "")
    file: str = "role"
    alone: bool = False

    def in_folder(self, folder: Path) -> Path:
        shutil.copytree(ONTOLOGY, folder, ignore=shutil.ignore_patterns("*.ttl" if self.alone else "checks"))
        path = folder / f"{self.file}.ttl"
        text = path.read_text("utf-8") if path.exists() else ""
        assert self.replace[0] in text
        text = text.replace(*self.replace, 1) if self.replace[0] else text
        path.write_text(f"{text}\n{PREFIXES}\n{self.add}" if self.add else text, "utf-8")
        return folder


def added(turtle: str, *at: str, file: str = "role") -> Broken:
    return Broken(at, add=turtle, file=file)


def changed(old: str, new: str, *at: str, file: str = "role") -> Broken:
    return Broken(at, replace=(old, new), file=file)


def alone(turtle: str, *at: str) -> Broken:
    return Broken(at, add=turtle, alone=True)


DUTY = '    rdfs:label "has duty"@en ;\n'
WITHOUT_LABEL = changed(DUTY, "", "rcq:hasDuty", file="duty")
DUTY_DEFINED = '    skos:definition "Leads from a role to a duty that its document lists."@en ;\n'
WITHOUT_DEFINITION = changed(DUTY_DEFINED, "", "rcq:hasDuty", file="duty")
LICENCE = "    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;\n"
WITHOUT_LICENCE = changed(LICENCE, "", ROLE)
CREATED = '    dcterms:created "2026-11-22" ;\n'
WITHOUT_DATE = changed(CREATED, "", ROOT, file="ontology")
PREFIX = '    vann:preferredNamespacePrefix "rcq" ;\n'
VERSION = "    owl:versionIRI <https://w3id.org/rcq/ontology/0.1.0> ;\n"

BROKEN = {
    "ROBOT": {
        "annotation_whitespace": added('rcq:Job dcterms:source " a page " .', "rcq:Job"),
        "deprecated_boolean_datatype": added('rcq:Job owl:deprecated "yes" .', "rcq:Job"),
        "deprecated_class_reference": added("rcq:Document owl:deprecated true .", "rcq:Document"),
        "deprecated_property_reference": added("rcq:hasCompetence owl:deprecated true .", "rcq:hasCompetence"),
        "duplicate_definition": added(
            'rcq:New skos:definition "A role as one employer describes it for people in its own service."@en .',
            "rcq:Job", "rcq:New",
        ),
        "duplicate_exact_synonym": added(
            'rcq:Job skos:altLabel "post"@en . rcq:Role skos:altLabel "post"@en .', "rcq:Job", "rcq:Role"
        ),
        "duplicate_label_synonym": added('rcq:Job skos:altLabel "Duty"@en .', "rcq:Job"),
        "duplicate_label": added('rcq:New a owl:Class ; rdfs:label "Job"@en .', "rcq:Job", "rcq:New"),
        "duplicate_scoped_synonym": added(
            'rcq:Job obo:hasBroadSynonym "work" . rcq:Duty obo:hasBroadSynonym "work" .', "rcq:Duty", "rcq:Job"
        ),
        "equivalent_pair": added("rcq:Job owl:equivalentClass rcq:Duty .", "rcq:Job"),
        "equivalent_class_axiom_no_genus": added(
            "rcq:Job owl:equivalentClass [ owl:onProperty rcq:hasDuty ; owl:someValuesFrom rcq:Duty ] .", "rcq:Job"
        ),
        "illegal_use_of_built_in_vocabulary": added('rdf:type rdfs:label "is a"@en .', "rdf:type"),
        "invalid_xref": added('rcq:Job obo:hasDbXref "no CURIE" .', "rcq:Job"),
        "label_formatting": changed('rdfs:label "job"@en', r'rdfs:label "a\njob"@en', "rcq:Job"),
        "label_whitespace": changed('rdfs:label "job title"@en', 'rdfs:label "job  title"@en', "rcq:jobTitle"),
        "lowercase_definition": changed('"A role as one employer', '"a role as one employer', "rcq:Job"),
        "missing_definition": WITHOUT_DEFINITION,
        "missing_label": WITHOUT_LABEL,
        "missing_obsolete_label": added("rcq:Job owl:deprecated true .", "rcq:Job"),
        "missing_ontology_description": changed("    dcterms:description ", "    dcterms:rights ", ROLE),
        "missing_ontology_license": WITHOUT_LICENCE,
        "missing_ontology_title": changed("    dcterms:title ", "    dcterms:rights ", ROLE),
        "missing_subset_declaration": added("rcq:Job obo:inSubset ex:slim .", "<https://example.org/slim>"),
        "missing_superclass": changed("    rdfs:subClassOf rcq:NamedThing ;\n", "", "rcq:Tool", file="naming"),
        "missing_synonymtype_declaration": added(
            "[] obo:hasSynonymType ex:abbreviation .", "<https://example.org/abbreviation>"
        ),
        "misused_obsolete_label": changed('rdfs:label "job"@en', 'rdfs:label "obsolete job"@en', "rcq:Job"),
        "misused_replaced_by": added("rcq:Job dcterms:isReplacedBy rcq:Role .", "rcq:Job"),
        "multiple_definitions": added('rcq:Job skos:definition "Work."@en .', "rcq:Job"),
        "multiple_equivalent_classes": added("rcq:Job owl:equivalentClass rcq:Duty , rcq:Role .", "rcq:Job"),
        "multiple_equivalent_class_definitions": added(
            "rcq:Job owl:equivalentClass [ owl:intersectionOf ( rcq:Role rcq:Duty ) ] , "
            "[ owl:intersectionOf ( rcq:Role rcq:Quote ) ] .",
            "rcq:Job",
        ),
        "multiple_labels": added('rcq:Job rdfs:label "work"@en .', "rcq:Job"),
        "invalid_entity_uri": added(
            "<http://purl.org/obo/IAO_0000115> a owl:AnnotationProperty .", "<http://purl.org/obo/IAO_0000115>"
        ),
    },
    "FOOPS!": {
        "PURL1": changed(
            "<https://w3id.org/rcq/ontology> a", "<https://example.org/rcq> a", "<https://example.org/rcq>",
            file="ontology",
        ),
        "VER1": changed(VERSION, "    owl:versionIRI <https://w3id.org/rcq/ontology> ;\n", ROOT, file="ontology"),
        "OM1": changed(VERSION, "", ROOT, file="ontology"),
        "OM2": changed(PREFIX, "", ROOT, file="ontology"),
        "OM4_1": changed(LICENCE, "", ROOT, file="ontology"),
        "OM5_1": WITHOUT_DATE,
        "FIND1": changed(PREFIX, "", ROOT, file="ontology"),
        "HTTP1": changed(
            "<https://w3id.org/rcq/ontology> a", "<urn:rcq:ontology> a", "<urn:rcq:ontology>", file="ontology",
        ),
        "RDF1": added(r'rcq:Job skos:example "a control \u0001 character"@en .', "role.ttl"),
        "VOC1": alone('ex:o a owl:Ontology ; rdfs:label "an ontology" .', "<https://example.org/o>"),
        "VOC2": alone(
            "ex:o a owl:Ontology . rcq:a a owl:DatatypeProperty ; rdfs:range xsd:string .",
            "<https://example.org/o>",
        ),
        "VOC3": WITHOUT_LABEL,
        "VOC4": WITHOUT_DEFINITION,
    },
    "OOPS!": {
        "P02": added("rcq:Job owl:equivalentClass rcq:Duty .", "rcq:Job"),
        "P03": added("rcq:isA a owl:ObjectProperty .", "rcq:isA"),
        "P04": added("rcq:New a owl:Class .", "rcq:New"),
        "P05": added("rcq:hasDuty owl:inverseOf rcq:reportsTo .", "rcq:hasDuty"),
        "P06": added("rcq:Role rdfs:subClassOf rcq:Job .", "rcq:Job", "rcq:Role"),
        "P07": added("rcq:JobAndRole a owl:Class .", "rcq:JobAndRole"),
        "P08": WITHOUT_DEFINITION,
        "P10": added("rcq:New a owl:Class .", "rcq:New"),
        "P11": changed(
            "    rdfs:domain rcq:Role ;\n    rdfs:range rcq:Duty ;", "    rdfs:domain rcq:Role ;", "rcq:hasDuty",
            file="duty",
        ),
        "P12": added("ex:hasDuty a owl:ObjectProperty .", "rcq:hasDuty", file="alignment"),
        "P19": added("rcq:hasDuty rdfs:domain rcq:Document .", "rcq:hasDuty"),
        "P20": changed(
            '"Leads from a role to a duty that its document lists."@en', '"duty"@en', "rcq:hasDuty", file="duty",
        ),
        "P21": added("rcq:OtherJob a owl:Class .", "rcq:OtherJob"),
        "P22": added("rcq:has_post a owl:ObjectProperty . rcq:post a owl:Class .", "rcq:has_post", "rcq:post"),
        "P23": added("rcq:DateTime a owl:Class .", "rcq:DateTime"),
        "P24": added("rcq:Job rdfs:subClassOf rcq:Job .", "rcq:Job"),
        "P25": added("rcq:hasDuty owl:inverseOf rcq:hasDuty .", "rcq:hasDuty"),
        "P26": added("rcq:alternativeTo owl:inverseOf rcq:hasDuty .", "rcq:alternativeTo"),
        "P27": added("rcq:hasDuty owl:equivalentProperty rcq:reportsTo .", "rcq:hasDuty"),
        "P28": added("rcq:hasDuty a owl:SymmetricProperty .", "rcq:hasDuty"),
        "P29": added("rcq:hasDuty a owl:TransitiveProperty .", "rcq:hasDuty"),
        "P30": added("ex:Duty a owl:Class .", "rcq:Duty", file="alignment"),
        "P32": added('rcq:New a owl:Class ; rdfs:label "job"@en .', "rcq:Job", "rcq:New"),
        "P33": added("rcq:hasDuty owl:propertyChainAxiom ( rcq:describes ) .", "rcq:hasDuty"),
        "P34": added("rcq:Job rdfs:subClassOf ex:Thing .", "<https://example.org/Thing>"),
        "P35": added("rcq:Job ex:says rcq:Role .", "<https://example.org/says>"),
        "P36": changed(
            "<https://w3id.org/rcq/ontology/role> a", "<https://w3id.org/rcq/ontology/role.ttl> a",
            "<https://w3id.org/rcq/ontology/role.ttl>",
        ),
        "P38": added("rcq:Job a owl:Class .", "post.ttl", file="post"),
        "P39": added("[] a owl:Ontology .", "post.ttl", file="post"),
        "P41": WITHOUT_LICENCE,
    },
    "OWL": {
        "OWL 2 DL": added("rcq:progressesTo a owl:IrreflexiveProperty .", "rcq:progressesTo"),
        "OWL 2 RL": added(
            "rcq:about rdfs:range [ a owl:Class ; owl:unionOf ( rcq:Document rcq:Role ) ] .", "rcq:about",
        ),
        "closure": added(
            "rcq:hasDuty owl:inverseOf rcq:reportsTo .",
            "owl:inverseOf of rcq:hasDuty is an axiom the closure has no rule for",
        ),
        "consistent": added("rcq:Essential a rcq:Duty .", ROOT),
        "satisfiable": added("rcq:New a owl:Class ; rdfs:subClassOf rcq:Duty , rcq:Field .", "rcq:New"),
    },
    "graphkit": {
        "declared": changed("rcq:Duty", "rcq:Chore", "rcq:Chore", file="shapes/duty"),
        "reused": added("ex:job a owl:ObjectProperty .", "<https://example.org/job>"),
        "untouched": added("skos:broader rdfs:domain rcq:Role .", "skos:broader"),
        "defined-by": changed(
            "rdfs:isDefinedBy <https://w3id.org/rcq/ontology/role>",
            "rdfs:isDefinedBy <https://w3id.org/rcq/ontology>", "rcq:Role",
        ),
        "english": changed('rdfs:label "job"@en', 'rdfs:label "job"', "rcq:Job"),
        "versioned": changed('owl:versionInfo "0.1.0"', 'owl:versionInfo "0.2.0"', ROLE),
        "imported": changed(f"        {ROLE} ,\n", "", ROLE, file="ontology"),
        "shape": added("rcq:New a owl:Class .", "rcq:New"),
        "use": added("rcq:New a owl:Class .", "rcq:New"),
    },
}  # fmt: skip

#: checks that cannot fail while the ontology is one that the others can be asked of, or is waived as a whole
NEVER_FAILS = {
    ("FOOPS!", "OM3"): "waived as a whole",
    ("FOOPS!", "OM5_2"): "waived as a whole",
    ("OOPS!", "P13"): "waived as a whole",
}
HERMIT = "needs HermiT (the Python package owlready2 brings it)"
CASES = [(catalogue, check) for catalogue, cases in BROKEN.items() for check in cases]


@pytest.fixture(scope="module")
def ours() -> Report:
    return report()


def available(row: Row) -> None:
    """Skip what this machine has no judge for."""
    if row.catalogue == "OWL" and row.status is Status.NOT_RUN:
        pytest.skip(row.reason)


@pytest.mark.parametrize(("catalogue", "name"), CASES)
def test_a_check_fails_at_what_is_broken_and_nowhere_else(catalogue: str, name: str, tmp_path: Path) -> None:
    broken = BROKEN[catalogue][name]
    row = run(CHECKS[catalogue, name], Subject(broken.in_folder(tmp_path / "ontology")))
    available(row)
    assert row.status is Status.FAILED
    found = {place.term.removeprefix(f"<{tmp_path.as_uri()}/ontology/").removesuffix(">") if tmp_path.name in place.term
             else place.term for place in row.places}  # fmt: skip
    assert found == set(broken.at)


def test_every_check_that_is_run_is_broken_once() -> None:
    asked = {key for key, check in CHECKS.items() if not check.not_run}
    assert set(CASES) == asked - NEVER_FAILS.keys()
    assert all(CHECKS[key].waived[0].covers(Place("rcq:anything")) for key in NEVER_FAILS)


def test_no_check_fails_on_the_ontology(ours: Report) -> None:
    assert [f"{row.catalogue} {row.check}: {row.places}" for row in ours.rows if row.status is Status.FAILED] == []
    assert ours.ontology == "https://w3id.org/rcq/ontology"
    assert ours.version == "0.1.0"


def test_whatever_is_not_passed_says_why(ours: Report) -> None:
    assert [row.check for row in ours.rows if row.status is not Status.PASSED and not row.reason] == []


def test_every_waiver_waives_something(ours: Report) -> None:
    found = {
        (row.catalogue, row.check): {
            words for place in row.places for words in (place.term, f"{place.term} ({place.found})")
        }
        for row in ours.rows
    }
    for key, check in CHECKS.items():
        for waiver in check.waived:
            assert waiver.terms <= found[key], key
            assert found[key], key


def test_the_catalogues_are_whole() -> None:
    names = {catalogue: [name for other, name in CHECKS if other == catalogue] for catalogue, _ in CHECKS}
    assert names["OOPS!"] == [f"P{number:02}" for number in range(1, 42)]
    assert len(names["FOOPS!"]) == 24
    assert len(names["ROBOT"]) == 32


@pytest.mark.parametrize(
    ("name", "reason"),
    [("shutil.which", "needs Java"), ("find_spec", HERMIT)],
)
def test_a_judge_that_is_not_there_has_not_run_and_fails_nothing(
    name: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"graphkit.ontology_report.judges.{name}", lambda _: None)
    row = run(CHECKS["OWL", "consistent"], Subject())
    assert row.status is Status.NOT_RUN
    assert row.reason in {reason, HERMIT}


def test_without_the_owl_api_the_profiles_have_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(judges, "JARS", tmp_path)
    row = run(CHECKS["OWL", "OWL 2 DL"], Subject())
    assert (row.status, row.reason) == (Status.NOT_RUN, "needs the OWL API (Debian: libowlapi-java)")


def test_of_what_is_waived_only_the_named_terms_are(tmp_path: Path) -> None:
    check = Check("OOPS!", "P21", "no rest", select=CHECKS["OOPS!", "P21"].select)
    assert {place.term for place in run(check, Subject()).places} == {"rcq:OtherOrder", "rcq:OtherKind"}
    row = run(CHECKS["OOPS!", "P21"], Subject(BROKEN["OOPS!"]["P21"].in_folder(tmp_path / "ontology")))
    assert [place.term for place in row.places] == ["rcq:OtherJob"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[P25", "is no catalogue of checks"),
        ('[P25]\nasks = "x"', "is no catalogue of checks"),
        ('[catalogue]\nname = "OOPS!"\n[P25]\nasks = "x"', "P25 is not found out in one way"),
        (
            '[catalogue]\nname = "OOPS!"\n[P25]\nasks = "x"\njudge = "y"\nnot_run = "z"',
            "P25 is not found out in one way",
        ),
        ('[catalogue]\nname = "OOPS!"\n[P25]\nask = "x"', "P25 has the key ask"),
    ],
)
def test_a_catalogue_that_is_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ContentError, match=reason):
        read(text)


# The command


def test_the_command_prints_a_table_and_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--ontology"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "https://w3id.org/rcq/ontology 0.1.0"
    assert told[1].startswith("111 checks: 0 failed, ")
    assert any(line.split()[:2] == ["OOPS!", "P13"] and "waived" in line for line in told)


def test_a_failed_check_is_told_and_sets_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(WITHOUT_LABEL.in_folder(tmp_path / "ontology"))
    assert main(["validate", "--ontology", folder, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    failed = {(row["catalogue"], row["check"]): row["places"] for row in told["checks"] if row["status"] == "failed"}
    at = [{"term": "rcq:hasDuty", "found": "", "waived": ""}]
    assert failed.pop(("OOPS!", "P08")) == [{"term": "rcq:hasDuty", "found": "rdfs:label", "waived": ""}]
    assert failed == {("ROBOT", "missing_label"): at, ("FOOPS!", "VOC3"): at}
    assert told["counts"]["failed"] == 3
    assert main(["validate", "--ontology", folder, "--fail-on", "never", "--output", str(tmp_path / "told.txt")]) == 0
    assert "3 failed" in (tmp_path / "told.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no/such/folder"], "no/such/folder: no Turtle file in it declares an ontology"),
        (["--format", "sarif"], "--format sarif: is no format of the checks of an ontology; choose json or text"),
        (["--engines", "fast"], "--ontology: --profile, --baseline and --engines speak of the findings of a build"),
    ],
)
def test_what_cannot_be_done_is_refused(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--ontology", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_module_that_is_no_turtle_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = added("rcq:Job a .").in_folder(tmp_path / "ontology")
    assert main(["validate", "--ontology", str(folder)]) == 2
    assert "role.ttl" in capsys.readouterr().err


def test_a_question_does_not_wait_for_the_checks() -> None:
    told = "import sys, graphkit.cli; print([name for name in sys.modules if 'ontology_report' in name])"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
