"""The DCAT export: what the shapes of DCAT-AP and CKAN's own reader make of it, and that its numbers are right."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SH, SKOS, VOID, XSD, Literal, URIRef

import graphkit
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.targets import dcat
from graphkit.exports.view import File, Loss, View

SHAPES = ROOT.parent / "shared" / "conformance" / "dcat-ap"
CKAN = ROOT / ".venv-ckan" / "bin" / "python"
IDS = "https://w3id.org/rcq/id/"
GRAPH = URIRef(f"{IDS}catalogue/graph")
OFFICER = URIRef(f"{IDS}ps-jes-0031/6.0/dataset")
ADDRESS = "https://data.example.org/rcq files/".replace(" ", "%20")
SETTINGS = Settings(
    publisher="A county", publisher_iri="https://example.org/county", homepage="https://example.org/data",
    contact="The data desk", contact_email="data@example.org", address=ADDRESS, dated="2026-11-22",
)  # fmt: skip
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
OGL = URIRef("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
Change = Callable[[rdflib.Graph], object]


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "dcat"
    writing.export("dcat", build, output, SETTINGS)
    return output


@pytest.fixture
def catalogue(folder: Path) -> rdflib.Graph:
    return read(folder / "catalogue.ttl")


def read(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


@cache
def shapes() -> rdflib.Graph:
    """The shapes of DCAT-AP, its ranges and its vocabularies, without what in them cannot be kept."""
    if not SHAPES.is_dir():
        pytest.skip("the shapes of DCAT-AP are not beside the project (shared/conformance/dcat-ap)")
    found = rdflib.Graph()
    for name in ("dcat-ap-SHACL", "shapes", "range", "mdr-vocabularies.shape"):
        found.parse(SHAPES / f"{name}.ttl")
    dangling = [link for link in found.triples((None, SH.property, None)) if not set(found.objects(link[2]))]
    assert len(dangling) == 2  # SEMICeu/DCAT-AP#448
    # the vocabularies' shape asks for https://spdx.org, while SPDX's namespace, and its term, begin with http://
    for triple in (*dangling, *found.triples((None, SH.targetClass, SPDX.Checksum))):
        if triple in dangling or str(triple[0]).endswith("Checksum_ShapeCV"):
            found.remove(triple)
    return found


def violations(graph: rdflib.Graph) -> set[str]:
    """The properties at which the shapes are broken; that a publisher is no body of the EU is only a warning."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes())
    found = set()
    for result in report.subjects(SH.resultSeverity, SH.Violation):
        focus = report.value(result, SH.focusNode)
        if (focus, RDF.type, FOAF.Agent) not in graph or report.value(result, SH.resultPath) != SKOS.inScheme:
            found.add(str(report.value(result, SH.resultPath)))
    return found


def problems(graph: rdflib.Graph) -> set[str]:
    """What data.gov.uk and others refuse, and no shape sees."""
    found = set()
    titles = [str(graph.value(node, DCTERMS.title)) for node in graph.subjects(RDF.type, DCAT.Dataset)]
    if len(set(titles)) < len(titles):
        found.add("two datasets have one title")
    for node in graph.subjects(RDF.type, DCAT.Dataset):
        if len(str(graph.value(node, DCTERMS.title))) > 65:
            found.add("a title is long")
        if len(re.split(r"(?<=[.!?])\s", str(graph.value(node, DCTERMS.description)))[0]) > 140:
            found.add("a first sentence is long")
        if not graph.value(node, DCTERMS.identifier):
            found.add("a dataset has no identifier")
        licence, rights = graph.value(node, DCTERMS.license), graph.value(node, DCTERMS.rights)
        if licence is None and "unknown" not in str(graph.value(rights, DCTERMS.description)):
            found.add("a dataset has no licence and does not say why")
        if {graph.value(each, DCTERMS.license) for each in graph.objects(node, DCAT.distribution)} > {licence}:
            found.add("a file has another licence than its dataset")
    for foreign in ("http://publications.europa.eu/", "http://www.iana.org/", "http://spdx.org/", "http://www.nat"):
        for node in set(graph.objects()):
            if (
                not isinstance(node, URIRef)
                or not node.startswith(foreign)
                or node in set(graph.objects(None, RDF.type))
            ):
                continue
            if not graph.value(node, RDF.type) or not (
                graph.value(node, RDFS.label) or graph.value(node, DCTERMS.title)
            ):
                found.add("a term of others stands without its class and label")
    if any(isinstance(node, rdflib.BNode) for node in graph.all_nodes()):
        found.add("a node has no name")
    return found


def test_the_shapes_of_dcat_ap_find_nothing(catalogue: rdflib.Graph) -> None:
    assert violations(catalogue) == set()


def test_nor_where_only_licensed_documents_are_exported_or_nothing_is_set(
    build: graphkit.Build, tmp_path: Path
) -> None:
    writing.export("dcat", build, tmp_path / "licensed", SETTINGS, licensed_only=True)
    writing.export("dcat", build, tmp_path / "default")
    for name, size in (("licensed", 4), ("default", 5)):
        graph = read(tmp_path / name / "catalogue.ttl")
        assert (violations(graph), problems(graph)) == (set(), set())
        assert len(set(graph.subjects(RDF.type, DCAT.Dataset))) == size


def without(subject: URIRef | None, predicate: URIRef, value: URIRef | None = None) -> Change:
    return lambda graph: graph.remove((subject, predicate, value))


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (without(GRAPH, DCTERMS.title), DCTERMS.title),
        (without(OFFICER, DCTERMS.description), DCTERMS.description),
        (without(None, DCAT.accessURL), DCAT.accessURL),
        (without(None, FOAF.name), FOAF.name),
        (without(None, SPDX.checksumValue), SPDX.checksumValue),
        (without(OGL, RDF.type), DCTERMS.license),
        (without(None, RDF.type, DCTERMS.LinguisticSystem), DCTERMS.language),
        (without(None, RDF.type, DCTERMS.RightsStatement), DCTERMS.rights),
        (without(None, RDF.type, DCTERMS.MediaType), DCAT.mediaType),
        (lambda graph: graph.add((OFFICER, DCTERMS.publisher, GRAPH)), DCTERMS.publisher),
        (lambda graph: graph.add((OFFICER, DCTERMS.language, Literal("en"))), DCTERMS.language),
    ],
    ids=map(str, count()),
)
def test_the_shapes_see_a_fault(fault: Change, seen: URIRef, catalogue: rdflib.Graph) -> None:
    fault(catalogue)
    assert str(seen) in violations(catalogue)


def retitled(graph: rdflib.Graph) -> None:
    graph.set((OFFICER, DCTERMS.title, graph.value(GRAPH, DCTERMS.title) or GRAPH))


def test_what_no_shape_sees_is_right_too(catalogue: rdflib.Graph) -> None:
    assert problems(catalogue) == set()


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (lambda graph: graph.set((OFFICER, DCTERMS.title, Literal("a" * 66))), "a title is long"),
        (retitled, "two datasets have one title"),
        (lambda graph: graph.set((OFFICER, DCTERMS.description, Literal("a" * 141))), "a first sentence is long"),
        (without(OFFICER, DCTERMS.identifier), "a dataset has no identifier"),
        (without(OFFICER, DCTERMS.license), "a dataset has no licence and does not say why"),
        (without(URIRef(f"{OFFICER}/text"), DCTERMS.license), "a file has another licence than its dataset"),
        (without(OGL, RDFS.label), "a term of others stands without its class and label"),
        (without(SPDX.checksumAlgorithm_sha256, RDF.type), "a term of others stands without its class and label"),
        (lambda graph: graph.add((OFFICER, DCTERMS.relation, rdflib.BNode())), "a node has no name"),
    ],
    ids=map(str, count()),
)  # fmt: skip
def test_each_of_our_checks_sees_its_fault(fault: Change, seen: str, catalogue: rdflib.Graph) -> None:
    fault(catalogue)
    if seen == "a term of others stands without its class and label":
        catalogue.remove((OGL, DCTERMS.title, None))
    assert seen in problems(catalogue)


def test_a_dataset_for_the_graph_and_one_for_each_document(catalogue: rdflib.Graph) -> None:
    assert {
        str(catalogue.value(node, DCTERMS.title)): [str(part) for part in catalogue.objects(node, DCTERMS.license)]
        for node in catalogue.subjects(RDF.type, DCAT.Dataset)
    } == {
        "Roles, competences and qualifications": [],
        "Probation Service Officer (essex-crc-probation-service-officer)": [],
        "Probation service practitioner (occ0494)": [str(OGL)],
        "Probation Services Officer (ps-jes-0031 6.0)": [str(OGL)],
        "CT Specialist Probation Practitioner (ps-jes-0108 1.0)": [str(OGL)],
    }
    assert catalogue.value(OFFICER, URIRef(f"{DCAT}version")) == Literal("6.0")
    assert catalogue.value(OFFICER, PROV.wasDerivedFrom) == URIRef(f"{IDS}ps-jes-0031/6.0")
    assert str(catalogue.value(URIRef(f"{GRAPH}/rights"), DCTERMS.description)) == (
        "The words of the documents are under the licences of the documents. "
        "Those of essex-crc-probation-service-officer are unknown."
    )


def test_every_file_is_where_it_is_said_to_be_with_the_checksum_and_size_that_are_told(
    folder: Path, catalogue: rdflib.Graph
) -> None:
    seen = set()
    for node in catalogue.subjects(RDF.type, DCAT.Distribution):
        address = str(catalogue.value(node, DCAT.downloadURL))
        assert address == str(catalogue.value(node, DCAT.accessURL))
        data = (folder / address.removeprefix(ADDRESS)).read_bytes()
        told = catalogue.value(catalogue.value(node, SPDX.checksum), SPDX.checksumValue)
        assert told == Literal(sha256(data).hexdigest(), datatype=XSD.hexBinary)
        assert catalogue.value(node, DCAT.byteSize) == Literal(str(len(data)), datatype=XSD.nonNegativeInteger)
        seen.add(address.removeprefix(ADDRESS))
    assert seen == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.suffix in (".nq", ".txt")
    }
    assert len(seen) == 9


def test_the_files_are_those_of_the_build(folder: Path, build: graphkit.Build) -> None:
    assert (folder / "graph.nq").read_bytes() == build.stored.read("graph.nq")
    assert (folder / "texts/ps-jes-0031/6.0.txt").read_bytes() == build.stored.read("texts/ps-jes-0031/6.0.txt")


COUNTS = """
    SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
           (COUNT(DISTINCT ?p) AS ?properties)
    WHERE { ?s ?p ?o }
"""


@pytest.mark.parametrize(
    ("dataset", "path"),
    [
        (GRAPH, "graph.nq"),
        (OFFICER, "documents/ps-jes-0031/6.0.nq"),
        (f"{IDS}occ0494/unknown/dataset", "documents/occ0494/unknown.nq"),
    ],
)
def test_the_statistics_equal_a_recount(dataset: str, path: str, folder: Path) -> None:
    void, node = read(folder / "void.ttl"), URIRef(dataset)
    triples = "".join(f"{line.rpartition(' <')[0]} .\n" for line in (folder / path).read_text().splitlines())
    union = rdflib.Graph().parse(data=triples, format="nt")
    counts = [term for row in union.query(COUNTS) for term in row]  # type: ignore[union-attr]
    names = (VOID.triples, VOID.distinctSubjects, VOID.distinctObjects, VOID.properties)
    assert [void.value(node, name) for name in names] == counts
    classes = {
        void.value(part, VOID["class"]): void.value(part, VOID.entities)
        for part in void.objects(node, VOID.classPartition)
    }
    asked = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class FILTER(isIRI(?class)) } GROUP BY ?class"
    assert classes == {row[0]: row[1] for row in union.query(asked)}  # type: ignore[index]
    assert void.value(node, VOID.classes) == Literal(len(classes))
    properties = {
        void.value(part, VOID.property): void.value(part, VOID.triples)
        for part in void.objects(node, VOID.propertyPartition)
    }
    asked = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p"
    assert properties == {row[0]: row[1] for row in union.query(asked)}  # type: ignore[index]


def test_what_is_printed_is_counted(folder: Path) -> None:
    void = read(folder / "void.ttl")

    def printed(document: str, kind: str) -> int:
        (number,) = (
            void.value(part, VOID.entities)
            for part in void.objects(URIRef(f"{IDS}{document}/dataset"), VOID.classPartition)
            if void.value(part, VOID["class"]) == URIRef(f"https://w3id.org/rcq/ontology#{kind}")
        )
        return int(str(number))

    assert printed("occ0494/unknown", "Duty") == 10
    assert printed("occ0494/unknown", "Knowledge") == 20
    assert printed("essex-crc-probation-service-officer/unknown", "NosUnit") == 22
    assert printed("ps-jes-0031/6.0", "Duty") == 12


def test_the_history_of_every_file_leads_back_to_the_document(folder: Path) -> None:
    graph = read(folder / "provenance.ttl")
    told = {str(graph.value(node, RDFS.label)): node for node in graph.subjects(PROV.wasGeneratedBy)}
    for path in folder.rglob("*.*"):
        name = path.relative_to(folder).as_posix()
        if name in ("export.json", "losses.csv", "provenance.ttl"):
            continue
        sums = graph.value(graph.value(told[name], SPDX.checksum), SPDX.checksumValue)
        assert sums == Literal(sha256(path.read_bytes()).hexdigest(), datatype=XSD.hexBinary)
        sources = set(graph.transitive_objects(told[name], PROV.wasDerivedFrom))
        assert any((node, PROV.wasAttributedTo, None) in graph for node in sources)
    officer = URIRef(f"{IDS}ps-jes-0031/6.0")
    digest = sha256((ROOT / "data/documents/ps-jes-0031/source.txt").read_bytes()).hexdigest()
    assert str(graph.value(graph.value(officer, SPDX.checksum), SPDX.checksumValue)) == digest
    assert str(graph.value(graph.value(officer, PROV.wasAttributedTo), FOAF.name)) == "HM Prison and Probation Service"


READER = """
import json, sys
from ckanext.dcat.processors import RDFParser
parser = RDFParser()
parser.parse(sys.stdin.read(), "turtle")
print(json.dumps(list(parser.datasets())))
"""


def as_ckan_reads(turtle: str) -> dict[str, dict[str, Any]]:
    if not (ROOT / ".venv-ckan" / "installed").exists():
        pytest.skip(
            "CKAN's reader is not installed (make validators, or pip install 'ckan[requirements]' ckanext-dcat)"
        )
    told = subprocess.run(
        [CKAN, "-W", "ignore", "-c", READER], input=turtle, capture_output=True, text=True, check=True
    )
    return {dataset["title"]: dataset for dataset in json.loads(told.stdout.splitlines()[-1])}


def test_ckan_reads_title_licence_files_and_checksums(folder: Path, catalogue: rdflib.Graph) -> None:
    datasets = as_ckan_reads((folder / "catalogue.ttl").read_text())
    assert len(datasets) == 5
    officer = datasets["Probation Services Officer (ps-jes-0031 6.0)"]
    assert officer["notes"].startswith("One document as a graph in which every statement leads back to the words")
    extras = {extra["key"]: extra["value"] for extra in officer["extras"]}
    assert extras["identifier"] == str(OFFICER)
    assert (extras["publisher_name"], extras["contact_name"]) == ("A county", "The data desk")
    data = (folder / "documents/ps-jes-0031/6.0.nq").read_bytes()
    graph, text = officer["resources"]
    assert graph["url"] == f"{ADDRESS}documents/ps-jes-0031/6.0.nq"
    assert (graph["license"], graph["mimetype"]) == ("Open Government Licence v3.0", "application/n-quads")
    assert (graph["hash"], graph["hash_algorithm"]) == (sha256(data).hexdigest(), "SHA-256")
    assert graph["size"] == len(data)
    assert text["url"] == f"{ADDRESS}texts/ps-jes-0031/6.0.txt"
    essex = datasets["Probation Service Officer (essex-crc-probation-service-officer)"]
    assert all("license" not in part for part in essex["resources"])
    catalogue.remove((None, SPDX.checksum, None))  # what it says comes from the catalogue
    (_, changed) = as_ckan_reads(catalogue.serialize())["Probation Services Officer (ps-jes-0031 6.0)"]["resources"]
    assert "hash" not in changed


def losses(build: graphkit.Build, settings: Settings) -> list[Loss]:
    return [piece for piece in dcat.export(View(build, settings)) if isinstance(piece, Loss)]


def test_what_nobody_states_is_told(build: graphkit.Build) -> None:
    told = {(loss.item.removeprefix(IDS), loss.what) for loss in losses(build, Settings(description="a" * 141))}
    assert {
        ("catalogue/graph", "licence"),
        ("essex-crc-probation-service-officer/unknown/dataset", "licence"),
        ("catalogue/graph", "description"),
        ("catalogue/graph/n-quads", "distribution graph.nq"),
        ("ps-jes-0108/1.0/dataset/text", "distribution texts/ps-jes-0108/1.0.txt"),
    } < told
    assert {loss.what for loss in losses(build, SETTINGS)} == {"licence"}


def test_a_long_title_is_cut(build: graphkit.Build) -> None:
    (file,) = (
        piece for piece in dcat.export(View(build, Settings(title="Very long words " * 6, publisher="x")))
        if isinstance(piece, File) and piece.path == "catalogue.ttl"
    )  # fmt: skip
    graph = rdflib.Graph().parse(data=file.data.decode())
    assert str(graph.value(GRAPH, DCTERMS.title)) == "Very long words Very long words Very long words Very long words …"
