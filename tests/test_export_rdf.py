"""The RDF export, held against programs of others: all read the same triples and agree on the canonical hash."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse

import graphkit
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.targets import rdf
from graphkit.exports.view import File, Loss, View
from graphkit.vocabulary import OA, RCQ, RDF

NODE = Path(__file__).parent / "node"
READERS = {
    "graph.nq": ("nquads", "nquads"), "graph.trig": ("trig", "trig"), "graph.ttl": ("turtle", "turtle"),
    "graph.rdf": ("rdfxml", None),
}  # fmt: skip
RDFLIB = {
    "graph.nq": "nquads",
    "graph.trig": "trig",
    "graph.ttl": "turtle",
    "graph.jsonld": "json-ld",
    "graph.rdf": "xml",
}


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "rdf"
    writing.export("rdf", build, output)
    return output


def canonical(path: Path) -> set[str]:
    dataset = Dataset(parse(path=str(path)))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def test_every_quad_of_the_build_is_there_and_reads_back_equal(folder: Path, build: graphkit.Build) -> None:
    quads = canonical(folder / "graph.nq")
    assert {str(quad) for quad in build.quads() if "_:" not in str(quad)} <= quads
    assert canonical(folder / "graph.trig") == quads
    assert canonical(folder / "graph.jsonld") == quads
    union = {str(Quad(*quad.triple)) for quad in parse(path=str(folder / "graph.nq"))}
    assert len(canonical(folder / "graph.ttl")) == len(union)
    assert canonical(folder / "graph.rdf") == canonical(folder / "graph.ttl")


@pytest.mark.parametrize("name", READERS)
def test_rapper_and_serdi_count_the_same_triples(name: str, folder: Path) -> None:
    for program in ("rapper", "serdi"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (Debian: raptor2-utils, serdi)")
    of_rapper, of_serdi = READERS[name]
    count = len(canonical(folder / name))
    told = subprocess.run(
        ["rapper", "-i", of_rapper, "-c", str(folder / name)], capture_output=True, text=True, check=True
    )
    assert f"Parsing returned {count} triples" in told.stderr
    if of_serdi:
        output = "ntriples" if of_serdi == "turtle" else "nquads"
        told = subprocess.run(
            ["serdi", "-i", of_serdi, "-o", output, str(folder / name)], capture_output=True, text=True, check=True
        )
        assert len(told.stdout.splitlines()) == count


@pytest.mark.filterwarnings("ignore:Dataset.(default_context|contexts) is:DeprecationWarning")  # rdflib's own uses
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's quad parsers
def test_rdflib_counts_the_same_triples(folder: Path) -> None:
    for name, form in RDFLIB.items():
        dataset = rdflib.Dataset()
        dataset.parse(folder / name, format=form)
        assert len(list(dataset.quads())) == len(canonical(folder / name)), name


def test_jsonld_from_npm_agrees_on_the_canonical_hash(folder: Path) -> None:
    node = shutil.which("node")
    if not node or not (NODE / "node_modules" / "jsonld").exists():
        pytest.skip("jsonld is not installed (npm install --prefix tests/node --no-package-lock)")
    told = subprocess.run(
        [node, str(NODE / "canonical.js"), str(folder / "graph.jsonld")], capture_output=True, text=True, check=True
    )
    count, digest = told.stdout.split()
    assert int(count) == len(canonical(folder / "graph.nq"))
    assert digest == json.loads((folder / "hashes.json").read_text())["dataset"]


def test_a_quote_is_a_resource_of_web_annotation_with_its_selectors(folder: Path) -> None:
    quads = list(parse(path=str(folder / "graph.nq")))
    about = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    quote = next(quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == RCQ.Quote)
    assert isinstance(quote, NamedNode)
    assert (quote, RDF.type, OA.SpecificResource) in about
    by_kind = {str(o).rsplit("/", 1)[1][:-1]: o for s, p, o in about if (s, p) == (quote, OA.hasSelector)}
    assert set(by_kind) == {"words", "position"}
    for selector, terms in (("words", {OA.exact}), ("position", {OA.start, OA.end})):
        assert {p for s, p, _ in about if s == by_kind[selector]} == {RDF.type, *terms}
    assert {o for s, p, o in about if (s, p) == (quote, OA.hasSource)} == {
        o for s, p, o in about if (s, p) == (quote, RCQ.fromDocument)
    }


def test_what_xml_cannot_hold_is_left_out_of_it_and_told(build: graphkit.Build) -> None:
    node, graph = NamedNode("https://example.org/a"), NamedNode("https://example.org/graph")
    odd, plain = (Quad(node, OA.exact, Literal(words), graph) for words in ("one\x0ctwo", "one\ttwo <&>"))
    view = View(build, Settings())
    view.__dict__["quads"] = (odd, plain)
    pieces = list(rdf.export(view))
    files = {piece.path: piece.data for piece in pieces if isinstance(piece, File)}
    read = {quad.triple for quad in parse(files["graph.rdf"], format=RdfFormat.RDF_XML)}
    assert plain.triple in read
    assert odd.triple not in read
    assert odd.triple in {quad.triple for quad in parse(files["graph.ttl"], format=RdfFormat.TURTLE)}
    lost = [piece for piece in pieces if isinstance(piece, Loss) and "XML 1.0" in piece.reason]
    assert {(loss.item, loss.what) for loss in lost} == {
        (node.value, OA.exact.value), (f"{node.value}/words", OA.exact.value)
    }  # fmt: skip
    jsonld = {quad.triple for quad in parse(files["graph.jsonld"], format=RdfFormat.JSON_LD)}
    assert {Triple(*odd.triple), plain.triple} <= jsonld
