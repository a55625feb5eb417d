"""Questions of both kinds: what may be said for a parameter, how an answer is cited, how the questions are told of."""

from __future__ import annotations

import csv
import shlex
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

import graphkit
from graphkit import queries, questions
from graphkit.cli import main
from graphkit.content import ROOT
from graphkit.errors import QueryError
from graphkit.queries import kinds, sparql
from graphkit.queries.answers import Answer
from graphkit.queries.headers import header
from graphkit.queries.named import THINGS
from graphkit.vocabulary import RCQ, XSD

QUESTIONS = questions.load()
PARAMETERS = [(question, parameter) for question in QUESTIONS.values() for parameter in question.parameters.values()]
CASES = Path(__file__).parent / "queries"


@pytest.fixture(scope="module")
def archive() -> Store:
    store = Store()
    store.load(path=str(CASES / "archive" / "graph.trig"), format=RdfFormat.TRIG)
    return store


# what may be said for a parameter

VALUES = [
    ("x (Enum Essential|Desirable)", " essential ", Literal("Essential")),
    ("x (Integer 0..10)", "+010", Literal("10", datatype=XSD.integer)),
    ("x (Integer 0..10)", "0", Literal("0", datatype=XSD.integer)),
    ("x (Number 0..1)", "1", Literal("1", datatype=XSD.decimal)),
    ("x (Integer)", "-7", Literal("-7", datatype=XSD.integer)),
    ("x (Number 0..1)", "0.50", Literal("0.50", datatype=XSD.decimal)),
    ("x (Number 0.5..)", "7", Literal("7", datatype=XSD.decimal)),
    ("x (Text)", " as it is ", Literal(" as it is ")),
    ("x (Name)", "<https://e.example/a>", NamedNode("https://e.example/a")),
    ("x (Name)", "a b", Literal("a b")),
    ("x (Document)", "KEEPER", Literal("keeper")),
    ("x (Document)", "porter", Literal("porter")),
    ("x (Edition)", "2.0", Literal("2.0")),
    ("x (Edition)", "All", Literal("all")),
    ("x (Role)", "keeper", NamedNode("https://archive.example/id/keeper/2.0/role")),
    ("x (Role)", "keeper@1.0", NamedNode("https://archive.example/id/keeper/1.0/role")),
    ("x (Statement)", "keeper/experience/1", NamedNode("https://archive.example/id/keeper/2.0/experience/1")),
    ("x (Statement)", "keeper@1.0/experience/1", NamedNode("https://archive.example/id/keeper/1.0/experience/1")),
    ("x (Statement)", "must live  in the old town.", NamedNode("https://archive.example/id/keeper/2.0/eligibility/1")),
    (
        "x (Statement)",
        "Experience of binding old books by hand",  # as both editions print it
        NamedNode("https://archive.example/id/keeper/2.0/experience/1"),
    ),
    ("x (Concept)", "first aid", NamedNode("https://archive.example/id/concept/first-aid")),
    ("x (Qualification)", "First Aid", NamedNode("https://archive.example/id/concept/first-aid")),
]  # fmt: skip


@pytest.mark.parametrize(("written", "value", "term"), VALUES, ids=[f"{kind} {value}" for kind, value, _ in VALUES])
def test_a_value_becomes_the_term_it_names(written: str, value: str, term: NamedNode | Literal, archive: Store) -> None:
    assert kinds.terms({"x": kinds.parameter(written, "")}, {"x": value}, archive) == {"x": (term,)}


REFUSED = [
    ("x (Enum Essential|Desirable)", "desired", "is no x; did you mean 'Desirable'?"),
    ("x (Enum Essential|Desirable)", "never", "is no x; give one of Essential, Desirable"),
    ("x (Integer 0..10)", "11", "is no number that x can be; give a number from 0 to 10"),
    ("x (Integer 0..10)", "1.5", "is no number that x can be; give a whole number from 0 to 10"),
    ("x (Integer 1..)", "0", "is no number that x can be; give a number from 1"),
    ("x (Integer 0..)", "9" * 16, "is no number that x can be; give a whole number from 0, of 15 digits at most"),
    ("x (Number 0..1)", "nan", "is no number that x can be; give a number from 0 to 1"),
    ("x (Number ..1)", "1.01", "is no number that x can be; give a number to 1"),
    ("x (Document)", "keepers", "is no document here; did you mean 'keeper'?"),
    ("x (Document)", "zzz", "is no document here; give a document id: there is keeper, porter"),
    ("x (Statement)", "First Aid!", "is no statement here; did you mean 'First Aid'?"),
    ("x (Statement)", "https://archive.example/id/none", "is no statement here"),
    ("x (Concept)", "https://archive.example/id/concept/none", "is no concept here"),
    ("x (Framework)", "KSB", "is no framework here; give the name or IRI of a framework that statements belong to"),
]


@pytest.mark.parametrize(("written", "value", "told"), REFUSED, ids=[f"{kind} {value}" for kind, value, _ in REFUSED])
def test_a_value_that_names_nothing_is_refused_with_what_does(
    written: str, value: str, told: str, archive: Store
) -> None:
    with pytest.raises(QueryError) as refusal:
        kinds.terms({"x": kinds.parameter(written, "")}, {"x": value}, archive)
    assert str(refusal.value).startswith(f"{value}: {told}")


def test_words_that_several_statements_have_are_refused_with_their_places(build: graphkit.Build) -> None:
    either = "ps-jes-0031/ability/1, ps-jes-0108/ability/1"
    words = "An ability to fulfil all spoken aspects of the role with confidence through the medium of English or"
    with pytest.raises(QueryError, match=f"names more than one statement; say which: {either}"):
        THINGS["Statement"].terms(f"{words} (where specified in Wales) Welsh.", build.stored.graph, None)


@pytest.mark.parametrize(
    "written",
    ["x", "x ()", "x (Colour)", "x (Enum)", "x (Enum one)", "x (Integer 0)", "x (Number a..b)", "x (Role 1..2)"],
)
def test_a_kind_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not written as name"):
        kinds.parameter(written, "")


@pytest.mark.parametrize(("question", "parameter"), PARAMETERS, ids=[f"{q.name}-{p.name}" for q, p in PARAMETERS])
def test_what_a_pick_list_offers_may_be_said(
    question: questions.Question, parameter: kinds.Parameter, build: graphkit.Build
) -> None:
    if parameter.kind == "Text":
        with pytest.raises(QueryError, match="may be any words"):
            build.choices(question.name, parameter.name)
        return
    offered = build.choices(question.name, parameter.name)
    assert len(offered) > 0
    if parameter.kind in {"Integer", "Number"}:
        assert offered.columns == ("least", "greatest")
        return
    for (term, *_), row in [*zip(offered.terms, offered, strict=True)][:3]:
        value = str(row[offered.columns[0]])
        assert kinds.terms({"x": parameter}, {"x": value}, build.stored.graph) == {"x": (term,)}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("officer", "did you mean 'Probation Service Officer' or 'Probation Services Officer'?"),
        ("specialist ct", "did you mean 'CT Specialist Probation Practitioner'?"),
        ("Probation", "Practitioner'?"),
        ("off", "give a document id, a job title or an IRI"),
    ],
)
def test_a_part_of_a_title_leads_to_the_titles_that_hold_it(value: str, told: str, build: graphkit.Build) -> None:
    with pytest.raises(QueryError) as refusal:
        build.query("gates", role=value)
    assert told in str(refusal.value)


def test_a_parameter_may_stand_behind_an_option(build: graphkit.Build, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["query", "gates", "role=ps-jes-0108", "--format", "csv", "--build", str(build.path)]
    told = []
    for words in (asked, [*asked[:2], *asked[3:], asked[2]], ["query", "7", *asked[3:], asked[2]]):
        assert main(words) == 0
        told.append(capsys.readouterr().out)
    assert len(told[0].splitlines()) == 5
    assert len(set(told)) == 1


@pytest.mark.parametrize("words", [["query", "gates", "--cite", "role=x", "--nope"], ["compare", "a", "b", "c"]])
def test_what_no_command_takes_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "unrecognized arguments" in capsys.readouterr().err


def test_an_endpoint_without_an_address_is_none_and_not_the_build(
    build: graphkit.Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "gates", "--build", str(build.path), "--endpoint", ""]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", "graphkit: the endpoint: has no address; write one with http:// or https://\n")


def test_a_pick_list_is_printed(build: graphkit.Build, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["query", "open-mappings", "--choices", "decision", "--format", "csv", "--build", str(build.path)]
    assert main(asked) == 0
    assert capsys.readouterr().out.split() == ["decision", "Accepted", "Rejected", "Unsure", "Stale", "Suggested"]


# questions that are functions

EVIL = '" } } DROP ALL # {'


def test_a_function_writes_no_words_of_a_parameter_into_a_question(
    archive: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    run = sparql.run

    def listening(text: str, source: questions.Source) -> Answer:
        texts.append(text)
        return run(text, source)

    monkeypatch.setattr(sparql, "run", listening)
    for question, parameter in PARAMETERS:
        if parameter.kind in {"Text", "Name"} and not question.in_sparql:
            with suppress(QueryError):
                questions.ask(question, archive, {parameter.name: EVIL})
    assert not [text for text in texts if "DROP ALL" in text]


def test_facts_are_read_again_when_a_store_has_grown(archive: Store) -> None:
    store = Store()
    store.extend(archive)
    before = questions.facts_of(store)
    assert questions.facts_of(store) is before
    assert len(before.items) == 16
    quads = list(
        questions.store_of(store).quads_for_pattern(None, None, Literal("Must live in the old town.", language="en"))
    )
    store.remove(quads[0])
    assert len(questions.facts_of(store).items) == 15


# citations


def test_asking_again_as_a_citation_says_gives_the_same_rows(
    build: graphkit.Build, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    cited = build.cite("requirements", role="Probation Services Officer", edition="6.0")
    assert cited.parameters == {
        "role": ("<https://w3id.org/rcq/id/ps-jes-0031/6.0/role>",), "edition": ('"6.0"',)
    }  # fmt: skip
    assert [each.document for each in cited.documents] == ["ps-jes-0031"]
    source = ROOT / "data" / "documents" / "ps-jes-0031" / "source.txt"
    assert cited.documents[0].sha256 == sha256(source.read_bytes()).hexdigest()
    assert cited.graph["graph.nq"] == sha256(build.stored.read("graph.nq")).hexdigest()
    assert cited.graph["manifest.json"] == sha256(build.stored.read("manifest.json")).hexdigest()
    assert cited.question_sha256 == sha256((ROOT / "queries/role/requirements.rq").read_bytes()).hexdigest()
    program, *words = shlex.split(cited.command)
    assert program == "graphkit"
    assert main([*words, "--format", "csv"]) == 0
    rows = capsysbinary.readouterr().out
    assert sha256(rows).hexdigest() == cited.rows_sha256
    assert rows.count(b"\r\n") == cited.rows + 1


def test_a_citation_is_said_beside_the_answer(build: graphkit.Build, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["query", "open-mappings", "decision=unsure", "--build", str(build.path)]
    assert main([*asked, "--with-suggestions", "--cite", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out.count("Unsure") > 100
    assert f"again     graphkit {' '.join(asked)} --with-suggestions\n" in err
    assert "suggested.nq" in err
    assert "document  ps-jes-0108@1.0, CT Specialist Probation Practitioner, HM Prison and Probation Service" in err
    assert main([*asked, "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("Unsure") == 0


def test_what_the_program_suggests_is_an_open_mapping_where_it_is_loaded(
    build: graphkit.Build, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["query", "open-mappings", "decision=suggested", "--format", "csv", "--build", str(build.path)]
    assert main([*asked, "--with-suggestions"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    proposed = {str(quad.subject)[1:-1] for quad in build.suggestions() if quad.object == RCQ.Suggestion}
    assert {row["mapping"] for row in rows} == proposed
    assert len(rows) == len(proposed) > 0
    table = (ROOT / "data/alignments/suggested.sssom.tsv").read_text("utf-8").splitlines()
    written = csv.DictReader([line for line in table if not line.startswith("#")], delimiter="\t")
    suggested = {(row["subject_id"], row["object_id"], float(row["confidence"])) for row in written}
    ids = "https://w3id.org/rcq/id/"
    assert {
        (*(row[side].replace(ids, "rcqid:") for side in ("subject", "object")), float(row["confidence"]))
        for row in rows
    } <= suggested
    assert main(asked) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_what_is_no_question_of_the_list_is_not_cited(
    build: graphkit.Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.rq").write_text("ASK { }")
    assert main(["query", "--sparql", str(tmp_path / "own.rq"), "--cite", "--build", str(build.path)]) == 2
    said = "graphkit: --cite: tells of a question by its name; leave it out with --sparql and --choices\n"
    assert capsys.readouterr() == ("", said)


def test_parquet_is_not_thrown_at_a_terminal(
    build: graphkit.Build, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["query", "duties", "--format", "parquet", "--build", str(build.path)]) == 2
    said = "graphkit: parquet: is no text to print; say --output FILE, or send it to a program\n"
    assert capsys.readouterr() == ("", said)


def test_the_hash_of_a_graph_is_that_of_its_lines_without_blank_nodes(build: graphkit.Build) -> None:
    lines = build.stored.read("graph.nq").decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("_:") and "> _:" not in line]
    assert len(kept) < len(lines)
    (told,) = [row["sha256"] for row in build.query("citation") if row["what"] == "graph"]
    assert told == sha256("".join(sorted(kept)).encode()).hexdigest()


# how the questions are told of


def test_the_page_says_what_the_headers_say() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page == questions.listed("md"), "graphkit query --list --format md --output docs/questions.md"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_header_is_the_yaml_that_grlc_reads(question: questions.Question) -> None:
    lines = [line for line in question.text.splitlines() if line.startswith("#+")]
    read = yaml.safe_load("\n".join(line.lstrip("#+") for line in lines))
    assert set(read) >= {"summary", "description", "number", "columns", "tags"}
    assert read["summary"] == question.summary == header("\n".join(lines))["summary"][0]
    assert read["description"] == question.description
    assert read["number"] == question.number
    assert tuple(read["tags"]) == question.tags
    columns = {name: told for each in read["columns"] for name, told in each.items()}
    assert columns == dict(question.columns)
    parameters = {name.split()[0]: told for each in read["parameters"] or [] for name, told in each.items()}
    assert parameters == {name: each.description for name, each in question.parameters.items()}


def test_executables_read_back_ask_the_same_questions(archive: Store) -> None:
    store = Store()
    store.load(questions.listed("ttl").encode(), format=RdfFormat.TURTLE)
    found = sparql.run(
        """
        PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?name ?select (GROUP_CONCAT(?declared; separator="\\n") AS ?prefixes) WHERE {
          ?node a sh:SPARQLSelectExecutable ; dcterms:identifier ?name ; sh:select ?select .
          ?node sh:prefixes/sh:declare ?each .
          ?each sh:prefix ?prefix ; sh:namespace ?namespace
          BIND(CONCAT("PREFIX ", ?prefix, ": <", STR(?namespace), ">") AS ?declared)
        } GROUP BY ?name ?select
        """,
        store,
    )
    asked = {str(row["name"]): f"{row['prefixes']}\n{row['select']}" for row in found}
    assert set(asked) == set(queries.load())
    for name, text in asked.items():
        assert "PREFIX" not in text.partition("SELECT")[2]
        assert sparql.run(text, archive).terms == sparql.run(QUESTIONS[name].text, archive).terms
    kinds_told = sparql.run(
        """
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?name ?least ?word WHERE {
          <https://w3id.org/rcq/question/open-mappings> sh:parameter ?parameter . ?parameter sh:name ?name
          OPTIONAL { ?parameter sh:minInclusive ?least } OPTIONAL { ?parameter sh:in/rdf:rest*/rdf:first ?word }
        } ORDER BY ?name ?word
        """.replace("SELECT", "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT", 1),
        store,
    )
    words = [(row["name"], row["least"], row["word"]) for row in kinds_told]
    assert words == [
        ("confidence", 0.0, None), ("decision", None, "Accepted"), ("decision", None, "Rejected"),
        ("decision", None, "Stale"), ("decision", None, "Suggested"), ("decision", None, "Unsure"),
    ]  # fmt: skip


def test_a_list_in_another_form_is_refused() -> None:
    with pytest.raises(QueryError, match="choose one of table, json, md, ttl"):
        questions.listed("csv")
