"""The vocabulary stays inside OWL 2 DL and RL, by the judgement of the OWL API."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "ontology").glob("*.ttl"))
SCHEMES = [*sorted((ROOT / "ontology" / "schemes").glob("*.ttl")), ROOT / "data" / "thesaurus.ttl"]
JARS = Path("/usr/share/java")


def profile(path: Path, *modules: Path) -> subprocess.CompletedProcess[str]:
    """The judgement on a file and all it imports, from files of this project only."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is not installed")
    if not (JARS / "owlapi-distribution.jar").exists():
        pytest.skip("the OWL API (Debian: libowlapi-java) is not installed")
    headers = [(str(next(Graph().parse(module).subjects(RDF.type, OWL.Ontology))), str(module)) for module in modules]
    pairs = [word for pair in headers for word in pair]
    checker = str(ROOT / "graphkit" / "ontology_report" / "ProfileCheck.java")
    return subprocess.run(
        [java, "-cp", f"{JARS}/*", checker, str(path), *pairs], capture_output=True, text=True, timeout=120, check=False
    )


def merged(*paths: Path) -> Graph:
    """The files as one ontology that imports nothing."""
    one = Graph()
    for path in paths:
        one.parse(path)
    for header in set(one.subjects(RDF.type, OWL.Ontology)):
        one.remove((header, None, None))
    one.add((URIRef("https://w3id.org/rcq/merged"), RDF.type, OWL.Ontology))
    return one


@pytest.mark.parametrize("stem", ["alignment", "competence"])
def test_a_module_and_its_imports_are_owl_2_dl_and_rl(stem: str) -> None:
    judgement = profile(ROOT / "ontology" / f"{stem}.ttl", *MODULES)
    assert judgement.returncode == 0, judgement.stdout + judgement.stderr
    imported = len(MODULES) - (stem != "alignment")
    assert f"ontologies\t{imported}\n" in judgement.stdout


def test_modules_alignment_and_schemes_together_are_owl_2_dl_and_rl(tmp_path: Path) -> None:
    file = tmp_path / "merged.ttl"
    merged(*MODULES, *SCHEMES).serialize(file, format="turtle")
    judgement = profile(file)
    assert judgement.returncode == 0, judgement.stdout + judgement.stderr
    assert "ontologies\t1\n" in judgement.stdout


@pytest.mark.parametrize(
    ("profile_name", "axiom"),
    [
        ("OWL2_RL", "rcq:about rdfs:range [ a owl:Class ; owl:unionOf ( rcq:Document rcq:Role ) ] ."),
        ("OWL2_DL", "rcq:fileName rdfs:range xsd:gYear . xsd:gYear a rdfs:Datatype . rcq:text rdfs:range xsd:date ."),
        ("OWL2_DL", "rcq:progressesTo a owl:IrreflexiveProperty ."),
    ],
)
def test_the_judge_sees_what_leaves_a_profile(profile_name: str, axiom: str, tmp_path: Path) -> None:
    stray = merged(*MODULES)
    prefixes = {
        "rcq": "https://w3id.org/rcq/ontology#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    stray.parse(data="".join(f"@prefix {p}: <{iri}> .\n" for p, iri in prefixes.items()) + axiom, format="turtle")
    file = tmp_path / "stray.ttl"
    stray.serialize(file, format="turtle")
    judgement = profile(file)
    assert judgement.returncode == 1, judgement.stderr
    assert profile_name in judgement.stdout
