"""The SSSOM export: what sssom-py makes of the tables, and that every decision reads back equal."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

import graphkit
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.targets import sssom
from graphkit.exports.view import Loss, View
from graphkit.vocabulary import PREFIXES, RCQ

BIN = ROOT / ".venv-sssom" / "bin"
IDS = "https://w3id.org/rcq/id/"
ESSEX = "rcqid:essex-crc-probation-service-officer/unknown"
Row = dict[str, str]


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "sssom"
    writing.export("sssom", build, output, Settings())
    return output


@pytest.fixture(scope="module")
def tables(folder: Path) -> dict[str, list[Row]]:
    return {path.name.partition(".")[0]: rows(path.read_text(encoding="utf-8")) for path in folder.glob("*.tsv")}


def rows(table: str) -> list[Row]:
    lines = [line for line in table.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def program(name: str) -> Path:
    if not (BIN / name).exists():
        pytest.skip("sssom-py is not installed (make validators, or pip install sssom==0.4.21)")
    return BIN / name


def is_valid(path: Path) -> bool:
    told = subprocess.run([program("sssom"), "validate", path], capture_output=True, text=True, check=False)
    return told.returncode == 0


def test_a_table_for_each_decision(tables: dict[str, list[Row]]) -> None:
    assert sorted(tables) == ["accepted", "rejected", "suggested", "unsure"]


@pytest.mark.parametrize("name", ["accepted", "rejected", "suggested", "unsure"])
def test_sssom_finds_every_table_valid(name: str, folder: Path) -> None:
    assert is_valid(folder / f"{name}.sssom.tsv")


@pytest.mark.parametrize(
    ("name", "words", "others"),
    [
        ("accepted", "semapv:ManualMappingCuration", "semapv:Guess"),
        ("accepted", "\trcqid:occ0494", "\tother:occ0494"),
        ("suggested", "\t0.", "\t7."),
    ],
)
def test_sssom_sees_a_fault(name: str, words: str, others: str, folder: Path, tmp_path: Path) -> None:
    table = (folder / f"{name}.sssom.tsv").read_text()
    assert words in table
    (tmp_path / "faulty.sssom.tsv").write_text(table.replace(words, others))
    assert not is_valid(tmp_path / "faulty.sssom.tsv")


REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification", "comment", "text_hash")


def problems(tables: dict[str, list[Row]]) -> set[str]:
    """What sssom-py does not see."""
    found = set()
    pairs = []
    for name, table in tables.items():
        for row in table:
            if not all(row.get(column) for column in REQUIRED):
                found.add("a row lacks what every row has")
            if row.get("mapping_date") and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", row["mapping_date"]):
                found.add("a day is none")
            is_none = row["object_id"] == "sssom:NoTermFound"
            other = row["object_source"] if is_none else row["object_id"]
            pairs.append((row["subject_id"], other, row.get("subject_quote") or ""))
            if (row.get("predicate_modifier") == "Not") != (name == "rejected" and not is_none):
                found.add("a refusal is told from a match by Not")
            if is_none and not row["object_source"]:
                found.add("nobody knows where nothing was found")
            if bool(row.get("author_id")) == (name == "suggested"):
                found.add("a decision has an author, a suggestion has none")
            if bool(row.get("confidence") and row.get("mapping_tool")) != (name == "suggested"):
                found.add("a suggestion has confidence and tool, a decision has none")
            if not row["subject_label"] or not (row["object_label"] or is_none):
                found.add("a side has no words")
    if len({frozenset(pair) for pair in pairs}) < len(pairs):
        found.add("a pair is decided twice")
    return found


def test_what_sssom_does_not_see_is_right_too(tables: dict[str, list[Row]]) -> None:
    assert problems(tables) == set()


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (lambda t: t["accepted"][0].update(predicate_modifier="Not"), "a refusal is told from a match by Not"),
        (lambda t: [r.update(object_source="") for r in t["rejected"]], "nobody knows where nothing was found"),
        (lambda t: t["unsure"][0].update(author_id=""), "a decision has an author, a suggestion has none"),
        (
            lambda t: t["suggested"][0].update(confidence=""),
            "a suggestion has confidence and tool, a decision has none",
        ),
        (lambda t: t["accepted"][0].update(mapping_date="26-11-22"), "a day is none"),
        (lambda t: t["accepted"][0].pop("mapping_justification"), "a row lacks what every row has"),
        (lambda t: t["accepted"][0].update(subject_label=""), "a side has no words"),
        (lambda t: t["accepted"].append(t["accepted"][0]), "a pair is decided twice"),
    ],
    ids=map(str, count()),
)
def test_each_of_our_checks_sees_its_fault(
    fault: Callable[[dict[str, list[Row]]], object], seen: str, tables: dict[str, list[Row]]
) -> None:
    changed = {name: [dict(row) for row in table] for name, table in tables.items()}
    fault(changed)
    assert seen in problems(changed)


def one(table: list[Row], **cells: str) -> Row:
    (found,) = (row for row in table if all(row[column] == cell for column, cell in cells.items()))
    return found


def test_what_a_reader_decided_stands_in_its_row(tables: dict[str, list[Row]]) -> None:
    row = one(
        tables["rejected"],
        subject_id=f"{ESSEX}/duty/core-administrative-duties/5",
        object_source="rcqid:occ0494/unknown",
    )
    assert row["subject_label"] == (
        "Ensure all activities are conducted in accordance with Essex CRC Health & Safety Policies and procedures."
    )
    assert (row["object_id"], row["object_label"]) == ("sssom:NoTermFound", "")
    assert (row["subject_source"], row["author_id"]) == (ESSEX, "rcqid:agent/graphkit-project")
    row = one(
        tables["accepted"],
        subject_id=f"{ESSEX}/duty/core-administrative-duties/2",
        object_id="rcqid:ps-jes-0031/6.0/duty/3",
    )
    assert (row["predicate_id"], row["object_source"]) == ("skos:closeMatch", "rcqid:ps-jes-0031/6.0")
    assert row["object_label"].startswith("To use computer based systems to produce, update and maintain records")


def test_the_head_tells_the_licence_and_what_is_unknown_of_it(folder: Path) -> None:
    head = (folder / "unsure.sssom.tsv").read_text()
    assert '#license: "https://creativecommons.org/licenses/by/4.0/"\n' in head
    assert f"are under the licences of the documents. Those of {ESSEX} are unknown." in head


DECIDED = """
    SELECT ?kind ?subject ?predicate ?object ?modifier ?why ?author ?reviewer ?source ?day ?confidence ?tool ?version
           ?comment ?hash
    WHERE {
        ?row sssom:subject_id ?subject ; sssom:predicate_id ?predicate ; sssom:object_id ?object ;
             sssom:mapping_justification ?why ; rdfs:comment ?comment ; rcq:textHash ?hash .
        OPTIONAL { ?row rcq:decision ?kind } OPTIONAL { ?row sssom:predicate_modifier ?modifier }
        OPTIONAL { ?row pav:authoredBy ?author } OPTIONAL { ?row sssom:reviewer_id ?reviewer }
        OPTIONAL { ?row sssom:object_source ?source } OPTIONAL { ?row dcterms:created ?day }
        OPTIONAL { ?row sssom:confidence ?confidence } OPTIONAL { ?row sssom:mapping_tool ?tool }
        OPTIONAL { ?row sssom:mapping_tool_version ?version }
        FILTER NOT EXISTS { ?row rcq:formerDecision ?former }
    }
"""
COLUMNS = (
    "subject_id", "predicate_id", "object_id", "mapping_justification", "author_id", "reviewer_id", "mapping_date",
    "mapping_tool", "mapping_tool_version", "comment",
)  # fmt: skip


#: the same in the question
NAMES = ("subject", "predicate", "object", "why", "author", "reviewer", "day", "tool", "version", "comment")


def in_the_graph(build: graphkit.Build) -> tuple[set[tuple[str, ...]], dict[tuple[str, ...], str]]:
    """What was decided, by SPARQL; and the hash of both texts of each pair."""
    store = Store()
    store.extend(Quad(*quad.triple) for quads in (build.quads(), build.suggestions()) for quad in quads)
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    found = store.query(prefixes + DECIDED)
    assert isinstance(found, QuerySolutions)
    decided: set[tuple[str, ...]] = set()
    hashes: dict[tuple[str, ...], str] = {}
    for row in found:
        cell = {name.value: str(getattr(row[name], "value", "")) for name in found.variables}
        name = cell["kind"].removeprefix(RCQ.iri).lower() or "suggested"
        number = f"{float(cell['confidence']):.6f}" if cell["confidence"] else ""
        nowhere = cell["source"] if cell["object"].endswith("NoTermFound") else ""
        decided.add((name, "Not" if cell["modifier"] else "", nowhere, number, *(cell[key] for key in NAMES)))
        hashes[cell["subject"], cell["object"], nowhere] = cell["hash"]
    return decided, hashes


READER = """
import json, sys
from sssom.parsers import parse_sssom_table
found = {}
for path in sys.argv[1:]:
    table = parse_sssom_table(path)
    rows = table.df.fillna("").astype(str).to_dict("records")
    curies = ("subject_id", "predicate_id", "object_id", "mapping_justification", "author_id", "object_source")
    for row in rows:
        for column in curies:
            row[column] = table.converter.expand(row[column]) if row.get(column) else ""
    found[path] = rows
print(json.dumps(found))
"""


def test_every_decision_reads_back_equal(folder: Path, build: graphkit.Build, tables: dict[str, list[Row]]) -> None:
    paths = sorted(folder.glob("*.tsv"))
    told = subprocess.run([program("python"), "-c", READER, *paths], capture_output=True, text=True, check=True)
    read = set()
    for path, table in json.loads(told.stdout).items():
        for row in table:
            number = f"{float(row['confidence']):.6f}" if row.get("confidence") else ""
            nowhere = row["object_source"] if row["object_id"].endswith("NoTermFound") else ""
            values = (str(row.get(column, "")) for column in COLUMNS)
            read.add((Path(path).name.partition(".")[0], row.get("predicate_modifier", ""), nowhere, number, *values))
    decided, hashes = in_the_graph(build)
    assert read == decided
    assert len(decided) > 900  # a look that found nothing would be equal too
    written = {
        tuple(re.sub(r"^(rcqid|sssom):", lambda prefix: {"rcqid": IDS, "sssom": PREFIXES["sssom"]}[prefix[1]], cell)
              for cell in (row["subject_id"], row["object_id"],
                           row["object_source"] if row["object_id"].endswith("NoTermFound") else "")): row["text_hash"]
        for table in tables.values() for row in table
    }  # fmt: skip
    assert written == hashes  # sssom-py passes over columns that it does not know


def test_a_decision_that_holds_no_longer_is_told(build: graphkit.Build, monkeypatch: pytest.MonkeyPatch) -> None:
    row = NamedNode(f"{IDS}mapping/stale")
    stale = [Quad(row, predicate, value) for predicate, value in (
        (NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), RCQ.Mapping),
        (RCQ.formerDecision, RCQ.Accepted), (RCQ.textHash, Literal("0")),
    )]  # fmt: skip
    view = View(build, Settings())
    monkeypatch.setattr(View, "suggestions", stale)
    assert [piece for piece in sssom.export(view) if isinstance(piece, Loss)] == [
        Loss(row.value, "decision", "was made on other texts; somebody has to decide again")
    ]


def test_other_namespaces_get_prefixes_of_their_own(build: graphkit.Build) -> None:
    named = [
        NamedNode("https://example.org/a#x"),
        NamedNode("https://example.org/b/1"),
        NamedNode(f"{IDS}occ0494/unknown"),
    ]
    found = sssom._prefixes(View(build, Settings()), named)
    assert (found["ns1"], found["ns2"], found["rcqid"]) == ("https://example.org/a#", "https://example.org/b/", IDS)
    assert [sssom._curie(node.value, found) for node in named] == ["ns1:x", "ns2:1", "rcqid:occ0494/unknown"]
