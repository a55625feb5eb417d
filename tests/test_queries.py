"""The canned questions: their headers, the rows they give, and that a value stays a value.

Expected rows are files `tests/queries/<graph>/<question>.<case>.csv`, typed by hand: the first line holds the
parameters (`rows=some` where only some of the rows are typed), the second the columns that are compared.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

import graphkit
from graphkit import foreign, queries, questions
from graphkit.errors import ContentError, QueryError
from graphkit.queries import sparql
from graphkit.queries.answers import Answer

Ask = Callable[[str, questions.Source], Answer]
CASES = Path(__file__).parent / "queries"
QUESTIONS = questions.load()
IN_SPARQL = queries.load()
NUMBERS = {
    "requirements": 1, "after-appointment": 2, "naming": 3, "duties": 4, "reporting-line": 5, "alternatives": 6,
    "gates": 7, "origin": 8, "asking-for": 10, "gap": 16, "unread": 39,
    "table-differences": 33, "changes": 34, "two-modalities": 35, "drifting-terms": 36, "near-duplicates": 37,
    "open-mappings": 38, "citation": 40, "most-like": 11, "same-job": 12,
    "closed-by": 17, "blocking-gates": 18, "reachable": 19, "stepping-stones": 20, "left-behind": 21,
    "most-opening": 22, "level-steps": 23, "mapping-paths": 24,
    "shared-requirements": 9, "stronger": 13, "unique-duties": 14, "counts": 15, "teaching-units": 25,
    "unused-ksbs": 26, "unsupported-duties": 27, "not-asked-for": 28, "untaught": 29,
    "framework-coverage": 30, "superseded": 31,
    "levels": 32,
}  # fmt: skip
AS_REQUIREMENTS = "role roleLabel statement text class modality timing alternativeTo document line"
COLUMNS = {
    "requirements": AS_REQUIREMENTS,
    "after-appointment": AS_REQUIREMENTS,
    "naming": "term statement text document line",
    "duties": "role roleLabel duty text section order competence competenceText",
    "reporting-line": "role roleLabel band manager managerLabel managerDescribed text document line",
    "alternatives": "role statement text alternative alternativeText",
    "gates": AS_REQUIREMENTS,
    "origin": "role subject property object kind",
    "asking-for": "competence role roleLabel statement text modality document line",
    "gap": "role target statement text class modality timing document line",
    "unread": "document line text",
    "table-differences": "role roleLabel difference statement text line copy copyText copyLine document",
    "changes": "document old new change statement text line was wasText wasLine",
    "two-modalities": "role roleLabel concept statement text timing line essential essentialText",
    "drifting-terms": "term name document line statement text",
    "near-duplicates": "group likeness statement text class document line",
    "open-mappings": "mapping decision subject subjectText predicate object objectText confidence",
    "citation": "what name sha256",
    "most-like": "role target alike kind ofRole ofTarget statement text line targetStatement targetText targetLine",
    "same-job": "role target kind difference statement text line targetStatement targetText targetLine confidence",
    "closed-by": "qualification role target statement text class document line by",
    "blocking-gates": "role target gate kind statement text class document line standing closing",
    "reachable": "role target gaps blocking demands",
    "stepping-stones": "role target stone before after direct covers",
    "left-behind": "role target statement text class document line",
    "most-opening": "competence competenceLabel roles",
    "level-steps": "role target scale old new change note",
    "mapping-paths": "statement target step from predicate to fromText toText length weakest author reviewed",
    "shared-requirements": "role target holding statement text class document line quote counterpart counterpartText",
    "stronger": "role target aspect inRole inTarget statement text document line targetStatement targetText",
    "unique-duties": "role roleLabel duty text answer unreviewed document line",
    "counts": "role roleLabel document class count",
    "teaching-units": "statement text unit unitText predicate justification",
    "unused-ksbs": "role roleLabel answer competence text class code document line",
    "unsupported-duties": "role roleLabel answer duty text code document line",
    "not-asked-for": "role standard answer statement text code class match matchText",
    "untaught": "role roleLabel answer statement text class taughtBy",
    "framework-coverage": "document target class items covered perhaps notCovered refused unreviewed",
    "superseded": "document concept label answer ended issued statement text line",
    "levels": "role roleLabel statement text level extent rqf rqfLabel eqf eqfLabel",
}


def cases() -> list[Path]:
    return sorted(CASES.glob("*/*.csv"))


def expected(path: Path) -> tuple[dict[str, str], list[str], list[list[str]]]:
    """The parameters of a case, its columns, its rows."""
    first, _, table = path.read_text(encoding="utf-8").partition("\n")
    columns, *rows = csv.reader(table.splitlines())
    return dict(re.findall(r"(\w+)=(.*?)(?= \w+=|$)", first.removeprefix("#"))), columns, rows


def written(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class Case:
    """A question asked of a graph, and the rows typed by hand."""

    path: Path
    store: Store

    @property
    def question(self) -> questions.Question:
        return QUESTIONS[self.path.stem.split(".")[0]]


def read(folder: str) -> Store:
    store = Store()
    store.load(path=str(CASES / folder / "graph.trig"), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def invented() -> Store:
    return read("invented")


@pytest.fixture(scope="session")
def archive() -> Store:
    return read("archive")


@pytest.fixture(scope="session")
def ferry() -> Store:
    return read("ferry")


@pytest.fixture(scope="session")
def bakery() -> Store:
    return read("bakery")


@pytest.fixture(scope="session")
def lock() -> Store:
    return read("lock")


@pytest.fixture(scope="session")
def documents(build: graphkit.Build) -> Store:
    return build.stored.graph


@pytest.fixture(scope="session")
def in_rdflib() -> Callable[[Store], Ask]:
    """Of a store, how rdflib answers a question of what is in it, whatever source it is asked of."""

    @cache
    def asking(store: Store) -> Ask:
        dataset = foreign.dataset(store)

        @cache
        def run(text: str, _: questions.Source) -> Answer:
            document = dataset.query(text).serialize(format="json")
            assert document
            return Answer(document)

        return run

    return asking


@pytest.fixture(params=cases(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def case(request: pytest.FixtureRequest) -> Case:
    """A case with the graph it is asked of; only those of the documents wait for a build."""
    path: Path = request.param
    return Case(path, request.getfixturevalue(path.parent.name))


def test_a_question_gives_the_rows_typed_by_hand(case: Case) -> None:
    values, columns, rows = expected(case.path)
    some = values.pop("rows", "all") == "some"
    answer = questions.ask(case.question, case.store, values)
    found = [[written(row[column]) for column in columns] for row in answer]
    if some:
        assert [row for row in rows if row not in found] == []
    else:
        assert found == rows


@pytest.mark.filterwarnings("ignore:Dataset.(default_context|contexts) is:DeprecationWarning")  # rdflib's own uses
def test_rdflib_gives_the_same_rows_in_the_same_order(
    case: Case, in_rdflib: Callable[[Store], Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    values, _, _ = expected(case.path)
    values.pop("rows", None)
    ours = questions.ask(case.question, case.store, values)
    monkeypatch.setattr(sparql, "run", in_rdflib(case.store))
    theirs = questions.ask(case.question, "http://rdflib.example/", values)
    assert (theirs.columns, theirs.terms) == (ours.columns, ours.terms)


def test_every_question_has_expected_rows_and_one_case_at_least_with_a_row() -> None:
    with_rows = {path.stem.split(".")[0] for path in cases() if expected(path)[2]}
    assert with_rows == set(QUESTIONS)


def test_the_questions_have_their_names_numbers_and_columns() -> None:
    assert {question.name: question.number for question in QUESTIONS.values()} == NUMBERS
    for name, columns in COLUMNS.items():
        assert list(QUESTIONS[name].columns)[: len(columns.split())] == columns.split(), name


@pytest.mark.parametrize("question", IN_SPARQL.values(), ids=list(IN_SPARQL))
def test_a_question_runs_as_it_stands_and_its_header_names_its_columns(
    question: queries.Question, invented: Store
) -> None:
    found = invented.query(question.text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    assert [variable.value for variable in found.variables] == list(question.columns)
    assert question.description
    assert question.tags[0] == question.noun or question.noun in question.tags


@pytest.mark.parametrize("question", IN_SPARQL.values(), ids=list(IN_SPARQL))
def test_a_question_spells_no_individual_and_no_graph_and_names_no_dataset(question: queries.Question) -> None:
    assert "/id/" not in question.text
    assert "/graph/" not in question.text
    sparql.checked(question.text)
    assert ("GRAPH" in question.text) == (question.name == "origin")


def differences(one: Any, other: Any) -> list[tuple[Any, Any]]:
    """Where two parsed questions differ."""
    if isinstance(one, CompValue) and isinstance(other, CompValue):
        assert one.name == other.name
        assert list(one) == list(other)
        return [pair for key in one for pair in differences(one[key], other[key])]
    if isinstance(one, dict) and isinstance(other, dict):
        assert list(one) == list(other)
        return [pair for key in one for pair in differences(one[key], other[key])]
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        assert len(one) == len(other)
        return [pair for first, second in zip(one, other, strict=True) for pair in differences(first, second)]
    return [] if one == other else [(one, other)]


ANY_TEXT = st.one_of(
    st.text(max_size=40), st.text(alphabet="\"\\{}<>?uU0041 \n\r\t'#", max_size=40), st.sampled_from(["UNDEF", "?role"])
)


@cache
def parsed(text: str) -> Any:
    """The algebra; rdflib numbers what it aggregates, always from the same number."""
    return prepareQuery(text).algebra


def only_the_values_differ(question: questions.Question, values: dict[str, str]) -> bool:
    bound = queries.bind(question, **{name: Literal(value) for name, value in values.items()})
    found = differences(parsed(question.text), parsed(bound))
    return set(found) == {("UNDEF", rdflib.Literal(value)) for value in values.values()}


EVIL = (
    '" } } DROP ALL #',
    r"\u0022 } SERVICE <http://127.0.0.1/> { ?s ?p ?o } #",
    r"\U00000022",
    "\\\x1f",
    "\x1f0022\n}\r{",
    "VALUES ?edition { UNDEF }",
)


@pytest.mark.parametrize("question", IN_SPARQL.values(), ids=list(IN_SPARQL))
def test_a_question_bound_to_evil_words_differs_in_the_values_only(question: questions.Question) -> None:
    start = question.number  # so that all words come to the same place of some question
    values = {name: EVIL[(start + at) % len(EVIL)] for at, name in enumerate(question.parameters)}
    assert only_the_values_differ(question, values)


@settings(deadline=None, max_examples=60)
@given(question=st.sampled_from([question for question in IN_SPARQL.values() if question.parameters]), value=ANY_TEXT)
def test_a_bound_question_differs_in_the_value_only(question: questions.Question, value: str) -> None:
    assert only_the_values_differ(question, {min(question.parameters): value})


@settings(deadline=None, max_examples=200)
@given(value=ANY_TEXT)
@example(value=r"\u0041")
@example(value=r"a\\u0022b")
def test_any_value_arrives_as_it_was_given(value: str) -> None:
    text = "SELECT ?document { VALUES ?document { UNDEF } }"
    bound = queries.bind(replace(QUESTIONS["unread"], text=text), document=Literal(value))
    assert list(sparql.run(bound, Store())) == [{"document": value}]


def test_every_copy_of_a_parameter_is_bound_alike() -> None:
    text = queries.bind(QUESTIONS["naming"], term=Literal("UNDEF"))
    assert text.count('VALUES ?term { "UNDEF" }') == QUESTIONS["naming"].text.count("VALUES ?term { UNDEF }") == 3
    assert text.count("VALUES ?edition { UNDEF }") == 1


def test_several_terms_are_bound_side_by_side() -> None:
    text = queries.bind(QUESTIONS["duties"], role=[NamedNode("http://e.example/1"), NamedNode("http://e.example/2")])
    assert "VALUES ?role { <http://e.example/1> <http://e.example/2> }" in text


REFUSED: list[tuple[str, dict[str, str], str]] = [
    ("requirements", {"role": "Sorting Lead"}, "head@unknown (SORTING LEAD), lead@3 (Sorting Lead)"),
    ("requirements", {"role": "clark"}, "did you mean 'clerk'?"),
    ("requirements", {"role": "zzz"}, "give a document id"),
    ("requirements", {"role": "clerk@9"}, "there is clerk@1.0, clerk@2.0"),
    (
        "requirements",
        {"role": "https://post.example/id/clerk/3.0/role"},
        "did you mean 'https://post.example/id/clerk/",
    ),
    ("requirements", {"role": "https://not an iri"}, "is not an IRI"),
    ("requirements", {"role": " "}, "is empty"),
    ("requirements", {"roles": "clerk"}, "did you mean 'role'?"),
    ("asking-for", {"competence": "Taking Cake"}, "did you mean 'Taking Care'?"),
    ("naming", {"term": "half \ud800"}, "is no text"),
    ("unread", {"document": "haed"}, "did you mean 'head'?"),
    ("unread", {"edition": "yesterday"}, "there is all, unknown, 1.0, 2.0, 3"),
]


@pytest.mark.parametrize(("name", "values", "told"), REFUSED, ids=[told for _, _, told in REFUSED])
def test_what_cannot_be_asked_is_refused_with_what_to_ask(
    name: str, values: dict[str, str], told: str, invented: Store
) -> None:
    with pytest.raises(QueryError, match=re.escape(told)) as refusal:
        questions.ask(QUESTIONS[name], invented, values)
    assert "\n" not in str(refusal.value)


def test_a_label_of_two_concepts_is_refused_with_both() -> None:
    store = Store()
    store.load(
        b"@prefix rcq: <https://w3id.org/rcq/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        b"<http://e.example/s> rcq:denotes <http://e.example/1>, <http://e.example/2> ."
        b'<http://e.example/1> rdfs:label "Care"@en . <http://e.example/2> rdfs:label "care"@en .',
        format=RdfFormat.TURTLE,
    )
    with pytest.raises(QueryError, match=re.escape("say which: http://e.example/1, http://e.example/2")):
        questions.ask(QUESTIONS["asking-for"], store, {"competence": "CARE"})


def test_an_unknown_question_is_refused_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'requirements'"):
        questions.find("requirement")


BROKEN: dict[str, Callable[[str], str]] = {
    "no number": lambda text: text.replace("#+ number: 39\n", ""),
    "no kind": lambda text: text.replace("document (Document)", "document"),
    "unknown kind": lambda text: text.replace("(Document)", "(Colour)"),
    "another parameter": lambda text: text.replace("VALUES ?document", "VALUES ?paper"),
    "no header": lambda text: text[text.index("PREFIX") :],
}


@pytest.mark.parametrize("why", BROKEN)
def test_a_question_with_a_broken_header_is_named(why: str, tmp_path: Path) -> None:
    (tmp_path / "document").mkdir()
    broken = tmp_path / "document" / "unread.rq"
    broken.write_text(BROKEN[why](QUESTIONS["unread"].text), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(str(broken))):
        queries.load(tmp_path)
