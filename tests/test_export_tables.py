"""The tables: what validators and readers of others make of them, and that all that is stated reads back equal."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

import graphkit
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.tabular import files
from graphkit.exports.tabular.networks import graphml
from graphkit.exports.tabular.sheets import Column, Sheet
from graphkit.exports.targets import tables
from graphkit.exports.view import File, Loss, View
from graphkit.vocabulary import RCQ, RDF

BIN = ROOT / ".venv-tables" / "bin"
IDS = "https://w3id.org/rcq/id/"
GRAPHS = "https://w3id.org/rcq/graph/"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
SETTINGS = Settings(
    publisher="A county", homepage="https://example.org/data", contact_email="data@example.org",
    address="https://data.example.org/tables/", dated="2026-11-22",
)  # fmt: skip
Facts = set[Triple]


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "tables"
    writing.export("tables", build, output, SETTINGS)
    return output


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """The export, to be spoilt."""
    return Path(shutil.copytree(folder, tmp_path / "tables"))


def told(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What a program of the validators' environment says."""
    if not (BIN / name).exists():
        pytest.skip(f"{name} is not installed (make validators)")
    return subprocess.run([BIN / name, *arguments], capture_output=True, text=True, check=False)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def one(folder: Path, table: str, iri: str) -> dict[str, str]:
    (found,) = (row for row in rows(folder, table) if row["iri"] == IDS + iri)
    return found


def test_what_is_printed_stands_in_its_row(folder: Path) -> None:
    row = one(folder, "competences", "occ0494/unknown/knowledge/k14")
    assert (row["kind"], row["code"], row["text"]) == (
        "Knowledge", "K14", "Principles of team work to achieve outcomes."
    )  # fmt: skip
    assert row["from_document"] == f"{IDS}occ0494/unknown"
    training = one(folder, "requirements", "ps-jes-0108/1.0/training/6")
    assert (training["modality"], training["timing"]) == ("Desirable", "AfterAppointment")
    assert training["text"] == "Level 3 Education and Training and Level 3 Assessing qualifications"
    role = one(folder, "roles", "ps-jes-0031/6.0/role")
    assert (role["kind"], role["job_title"], role["current"]) == ("Job", "Probation Services Officer", "true")
    document = one(folder, "documents", "ps-jes-0031/6.0")
    assert (document["identifier"], document["version"], document["issued"]) == ("ps-jes-0031", "6.0", "2023-02-08")
    assert len(rows(folder, "duties")) == 62
    assert {row["kind"] for row in rows(folder, "requirements")} == {
        "Experience", "Technical", "Qualification", "Training", "Eligibility"
    }  # fmt: skip
    links = {(row["property"].removeprefix(RCQ.iri), row["to"]) for row in rows(folder, "relations")
             if row["iri"] == f"{IDS}ps-jes-0108/1.0/training/6"}  # fmt: skip
    assert {name for name, _ in links} >= {"denotes"}  # it names two qualifications, and a cell holds one


def read_back(folder: Path) -> Facts:
    """All that the tables say, by their metadata as CSV on the Web."""
    metadata = json.loads((folder / "csv-metadata.json").read_bytes())
    found: Facts = set()
    for table in metadata["tables"]:
        columns = {column["name"]: column for column in table["tableSchema"]["columns"]}
        for row in rows(folder, table["url"].removesuffix(".csv")):
            cells = {name: bare(cell) for name, cell in row.items() if cell}
            subject = NamedNode(cells["iri"])
            if "property" in row and table["url"] in ("relations.csv", "values.csv"):
                found.add(Triple(subject, NamedNode(cells["property"]), other_value(cells)))
                continue
            for name, cell in cells.items():
                if name != "iri":
                    found.add(Triple(subject, NamedNode(columns[name]["propertyUrl"]), value(cell, columns[name])))
    return found


def other_value(cells: dict[str, str]) -> NamedNode | Literal:
    if "to" in cells:
        return NamedNode(cells["to"])
    if "language" in cells:
        return Literal(cells["value"], language=cells["language"])
    return Literal(cells.get("value", ""), datatype=NamedNode(cells["datatype"]))


def value(cell: str, column: dict[str, Any]) -> NamedNode | Literal:
    if template := column.get("valueUrl"):
        name = f"{{{column['name']}}}"
        return NamedNode(template.replace("{+" + name[1:], cell).replace(name, cell))
    if "lang" in column:
        return Literal(cell, language=column["lang"])
    return Literal(cell, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{column['datatype']}"))


def stated(build: graphkit.Build) -> Facts:
    """All that is stated, and beside it what was decided and is no fact; but not of which kind each graph is."""
    left = {NamedNode(f"{GRAPHS}{name}") for name in ("derived", "ontology")}
    quads = (quad for several in (build.quads(), build.suggestions()) for quad in several)
    return {
        quad.triple for quad in quads
        if quad.graph_name not in left and not str(quad.subject).startswith(f"<{GRAPHS}")
    }  # fmt: skip


def test_all_that_is_stated_reads_back_equal(folder: Path, build: graphkit.Build) -> None:
    found, wanted = read_back(folder), stated(build)
    assert wanted - found == set()
    assert found - wanted == set()
    duty = NamedNode(f"{IDS}occ0494/unknown/duty/d4")
    assert Triple(duty, RCQ.code, Literal("D4")) in found


def test_a_lost_row_is_seen(copy: Path, build: graphkit.Build) -> None:
    table = (copy / "relations.csv").read_text().splitlines(keepends=True)
    (copy / "relations.csv").write_text("".join(table[:-1]))
    assert len(stated(build) - read_back(copy)) == 1


def bare(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being run."""
    return cell[1:] if cell and files.guarded(cell[1:]) == cell else cell


def in_csv(cell: str | float | None) -> str:
    """A value of Parquet as it is written in CSV."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def test_parquet_says_what_csv_says(folder: Path) -> None:
    paths = sorted(folder.glob("*.parquet"))
    assert [path.stem for path in paths] == sorted(path.stem for path in folder.glob("*.csv") if path.stem != "losses")
    for path in paths:
        frame = polars.read_parquet(path)
        written = [[in_csv(cell) for cell in row] for row in frame.rows()]
        assert written == [[bare(cell) for cell in row.values()] for row in rows(folder, path.stem)]
    quotes = polars.read_parquet(folder / "quotes.parquet")
    assert quotes.schema["start"] == polars.Int64
    assert polars.read_parquet(folder / "roles.parquet").schema["current"] == polars.Boolean


def test_without_pyarrow_parquet_is_told_as_lost(build: graphkit.Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "has_parquet", lambda: False)
    pieces = list(tables.export(View(build, SETTINGS)))
    assert not [piece for piece in pieces if isinstance(piece, File) and piece.path.endswith(".parquet")]
    assert ("Parquet", "needs pyarrow: pip install 'graphkit-rcq[tables]'") in {
        (piece.what, piece.reason) for piece in pieces if isinstance(piece, Loss)
    }


def test_what_only_the_settings_can_state_is_left_out_and_told(build: graphkit.Build) -> None:
    pieces = list(tables.export(View(build, Settings())))
    assert {"RO-Crate", "Croissant"} <= {piece.what for piece in pieces if isinstance(piece, Loss)}
    paths = {piece.path for piece in pieces if isinstance(piece, File)}
    assert paths.isdisjoint({"ro-crate-metadata.json", "croissant.json"})
    assert {f"{GRAPHS}derived", f"{GRAPHS}ontology"} <= {p.item for p in pieces if isinstance(p, Loss)}


def test_no_spreadsheet_runs_what_is_printed(build: graphkit.Build, tmp_path: Path) -> None:
    duty = NamedNode(f"{IDS}occ0494/unknown/duty/d4")
    formula = '=HYPERLINK("https://example.org","x")'
    view = View(build, SETTINGS)
    quads = [
        Quad(quad.subject, quad.predicate, Literal(formula, language="en"), quad.graph_name)
        if (quad.subject, quad.predicate) == (duty, RCQ.text)
        else quad
        for quad in view.quads
    ]
    changed = View(build, SETTINGS)
    changed.__dict__["quads"] = tuple(quads)
    pieces = list(tables.export(changed))
    assert (
        Loss(duty.value, "text in CSV", "bears an apostrophe, so that no spreadsheet takes it for a formula") in pieces
    )
    for piece in pieces:
        if isinstance(piece, File):
            (tmp_path / piece.path).write_bytes(piece.data)
    assert one(tmp_path, "duties", "occ0494/unknown/duty/d4")["text"] == f"'{formula}"
    assert Triple(duty, RCQ.text, Literal(formula, language="en")) in read_back(tmp_path)
    frame = polars.read_parquet(tmp_path / "duties.parquet")
    assert formula in frame["text"].to_list()


def test_what_fits_into_no_cell_stands_among_the_values(build: graphkit.Build, tmp_path: Path) -> None:
    duty = NamedNode(f"{IDS}occ0494/unknown/duty/d4")
    others = {
        Triple(duty, RCQ.text, Literal("Atal troseddu", language="cy")),
        Triple(duty, RCQ.order, Literal("fourth")),
        Triple(duty, RCQ.section, Literal("")),
    }
    view = View(build, SETTINGS)
    changed = View(build, SETTINGS)
    changed.__dict__["quads"] = (*view.quads, *(Quad(*triple) for triple in others))
    for piece in tables.export(changed):
        if isinstance(piece, File):
            (tmp_path / piece.path).write_bytes(piece.data)
    written = {(row["value"], row["language"]) for row in rows(tmp_path, "values") if row["iri"] == duty.value}
    assert written == {("Atal troseddu", "cy"), ("fourth", ""), ("", "")}
    assert read_back(tmp_path) == stated(build) | others


@pytest.mark.parametrize("words", ["=1", "+1", "-1", "@x", "\t=1", "\rx", "'=1", "''@x", "＝1"])
def test_a_guard_is_put_on_and_taken_off(words: str) -> None:
    sheet = Sheet("s", "S", (Column("iri", None, "iri"), Column("text", RCQ.text, "text")), (("i", words),))
    assert files.guarded_cells(sheet) == [("i", "text")]
    ((_, written),) = list(csv.reader(io.StringIO(files.as_csv(sheet).decode(), newline="")))[1:]
    assert written == f"'{words}"
    assert files.guarded(written[1:]) == written


@pytest.mark.parametrize("words", ["1 = 1", "'quoted'", "It's", "a-b", "’tis"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert files.guarded(words) == words


def test_csvw_finds_nothing(folder: Path) -> None:
    result = told("csvwvalidate", folder / "csv-metadata.json")
    assert (result.returncode, result.stdout.split()) == (0, ["OK"])


def spoil(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")


FAULTS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a number that is none": ("type-error", lambda at: spoil(at / "roles.csv", ",true,", ",perhaps,")),
    "a row of an unknown document": ("foreign-key", lambda at: spoil(at / "documents.csv", "occ0494/unknown,", "x,")),
    "two rows of one name": ("unique-error", lambda at: doubled(at / "acronyms.csv")),
    "a column that nobody described": ("incorrect-label", lambda at: spoil(at / "duties.csv", "iri,", "name,")),
}


def doubled(path: Path) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]))


@pytest.mark.parametrize("name", FAULTS)
def test_csvw_sees_a_fault(name: str, copy: Path) -> None:
    FAULTS[name][1](copy)
    result = told("csvwvalidate", copy / "csv-metadata.json")
    assert result.returncode != 0 or result.stdout.split() != ["OK"]


def frictionless(folder: Path) -> set[str]:
    """The kinds of errors that Frictionless finds in the package."""
    result = told("frictionless", "validate", folder / "datapackage.json", "--json")
    report = json.loads(result.stdout)
    errors = [error for part in (report, *report["tasks"]) for error in part.get("errors", ())]
    return {error["type"] for error in errors}


def test_frictionless_finds_nothing(folder: Path) -> None:
    assert frictionless(folder) == set()


@pytest.mark.parametrize("name", FAULTS)
def test_frictionless_sees_a_fault(name: str, copy: Path) -> None:
    kind, fault = FAULTS[name]
    fault(copy)
    assert kind in frictionless(copy)


#: the terms of the RO-Crate 1.3 context that the crate uses, for a validator that has no network
WARM = """
import json, sys
from requests_cache import CachedRequest, CachedResponse, CachedSession
url = "https://w3id.org/ro/crate/1.3/context"
terms = {name: f"http://schema.org/{name}" for name in sys.argv[2].split()}
terms |= {"File": "http://schema.org/MediaObject", "conformsTo": "http://purl.org/dc/terms/conformsTo"}
answer = CachedResponse(
    status_code=200, url=url, headers={"Content-Type": "application/ld+json"},
    content=json.dumps({"@context": terms}).encode(), request=CachedRequest(method="GET", url=url),
)
CachedSession(cache_name=sys.argv[1], backend="sqlite").cache.save_response(answer)
"""
TERMS = (
    "about author ContactPoint contactPoint contentSize CreativeWork Dataset datePublished description email "
    "encodingFormat hasPart license name Organization publisher sha256 url"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("cache") / "http"
    assert told("python", "-c", WARM, found, TERMS).returncode == 0
    return found


def crate_problems(folder: Path, cache: Path) -> set[str]:
    report = cache.with_name("report.json")
    told(
        "rocrate-validator", "-y", "validate", "--no-paging", "-p", "ro-crate-1.3", "-l", "required", "--offline",
        "--cache-path", cache, "-f", "json", "-o", report, folder,
    )  # fmt: skip
    found = json.loads(report.read_bytes())
    report.unlink()
    assert found["statistics"]["total_checks"] > 60
    return {issue["message"] for issue in found["issues"]}


def test_the_crate_breaks_no_demand_of_ro_crate(folder: Path, cache: Path) -> None:
    assert crate_problems(folder, cache) == set()
    crate = json.loads((folder / "ro-crate-metadata.json").read_bytes())
    (root,) = (entity for entity in crate["@graph"] if entity["@id"] == "./")
    inside = {part["@id"] for part in root["hasPart"]}
    on_disk = {path.name for path in folder.iterdir()}
    assert on_disk - inside == {"ro-crate-metadata.json", "losses.csv", "export.json"}


@pytest.mark.parametrize("missing", ["datePublished", "license", "hasPart"])
def test_the_validator_of_crates_sees_a_fault(missing: str, copy: Path, cache: Path) -> None:
    path = copy / "ro-crate-metadata.json"
    crate = json.loads(path.read_bytes())
    del next(entity for entity in crate["@graph"] if entity["@id"] == "./")[missing]
    path.write_text(json.dumps(crate))
    assert crate_problems(copy, cache)


def test_croissant_is_valid_and_its_reader_finds_the_rows(folder: Path) -> None:
    result = told("mlcroissant", "validate", "--jsonld", folder / "croissant.json")
    assert result.returncode == 0, result.stderr
    reader = (
        "import json, sys, mlcroissant\n"
        "data = mlcroissant.Dataset(jsonld=sys.argv[1])\n"
        "print(json.dumps([[r['competences/code'], r['competences/text']] for r in data.records('competences')],"
        " default=bytes.decode))\n"
    )
    read = json.loads(told("python", "-W", "ignore", "-c", reader, folder / "croissant.json").stdout.splitlines()[-1])
    assert len(read) == len(rows(folder, "competences")) == 150
    assert ["K14", "Principles of team work to achieve outcomes."] in read


def test_croissant_says_what_its_validator_does_not_ask_for(folder: Path) -> None:
    metadata = json.loads((folder / "croissant.json").read_bytes())
    required = ("@context", "@type", "conformsTo", "name", "description", "url", "datePublished", "creator")
    assert [name for name in required if not metadata.get(name)] == []
    assert "license" not in metadata  # that of one document is unknown
    assert "Those of essex-crc-probation-service-officer are unknown." in metadata["description"]


def without_hash(metadata: dict[str, Any]) -> None:
    del metadata["distribution"][0]["sha256"]


def from_no_file(metadata: dict[str, Any]) -> None:
    metadata["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "missing.csv"


@pytest.mark.parametrize("fault", [without_hash, from_no_file])
def test_the_validator_of_croissant_sees_a_fault(fault: Callable[[dict[str, Any]], None], copy: Path) -> None:
    path = copy / "croissant.json"
    metadata = json.loads(path.read_bytes())
    fault(metadata)
    path.write_text(json.dumps(metadata))
    assert told("mlcroissant", "validate", "--jsonld", path).returncode != 0


NETWORK = """
import json, sys, networkx
graph = networkx.read_graphml(sys.argv[1])
print(json.dumps({"nodes": dict(graph.nodes(data=True)),
                  "edges": [[*ends, data["property"]] for *ends, data in graph.edges(data=True)]}))
"""


def test_networkx_reads_every_thing_and_every_relation(folder: Path, build: graphkit.Build) -> None:
    result = told("python", "-c", NETWORK, folder / "network.graphml")
    assert result.returncode == 0, result.stderr
    network = json.loads(result.stdout)
    facts = stated(build)
    things = {triple.subject.value for triple in facts if isinstance(triple.subject, NamedNode)}
    assert set(network["nodes"]) == things
    assert network["nodes"][f"{IDS}occ0494/unknown/knowledge/k14"] == {
        "table": "competences", "kind": "Knowledge", "words": "Principles of team work to achieve outcomes.",
    }  # fmt: skip
    edges = {tuple(edge) for edge in network["edges"]}
    assert edges == {
        (triple.subject.value, triple.object.value, triple.predicate.value)
        for triple in facts
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)
        and triple.object.value in things and triple.predicate != RDF.type
    }  # fmt: skip
    assert len(edges) == len(network["edges"])


def test_a_character_that_xml_cannot_hold_is_told() -> None:
    columns = (Column("iri", None, "iri"), Column("kind", RDF.type, "term"), Column("text", RCQ.text, "text"))
    loss, data = graphml([Sheet("duties", "Duties", columns, ((f"{IDS}a", "Duty", "one\x0c & two"),))])
    assert loss == Loss(f"{IDS}a", "characters of its words in GraphML", "XML 1.0 cannot hold them")
    assert isinstance(data, bytes)
    assert b'<data key="words">one &amp; two</data>' in data
