"""Answers: what Python reads, and what is written in each form."""

from __future__ import annotations

import csv
import json
import sys
from io import BytesIO

import pandas
import polars
import pyarrow.parquet
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from graphkit.errors import QueryError
from graphkit.queries import sparql
from graphkit.queries.answers import FORMATS, Answer
from graphkit.vocabulary import RDF

ANSWER = sparql.run(
    """
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT ?document ?role ?line ?long ?is ?share ?odd WHERE {
      VALUES (?document ?role ?line ?long ?is ?share ?odd) {
        ("post" <https://p.example/id/post/1/role> 3 "sort, \\"them\\" all"@en true 0.5 "x"^^xsd:integer)
        ("post" <https://p.example/id/post/1/duty/2> 12 "=1+1" false 1.5e0 UNDEF)
      }
    }
    """,
    Store(),
)


def test_python_reads_words_numbers_truths_and_nothing() -> None:
    assert list(ANSWER) == [
        {"document": "post", "role": "https://p.example/id/post/1/role", "line": 3, "long": 'sort, "them" all',
         "is": True, "share": 0.5, "odd": "x"},
        {"document": "post", "role": "https://p.example/id/post/1/duty/2", "line": 12, "long": "=1+1",
         "is": False, "share": 1.5, "odd": None},
    ]  # fmt: skip
    assert len(ANSWER) == 2
    assert ANSWER.columns == ("document", "role", "line", "long", "is", "share", "odd")


def test_csv_and_json_are_those_of_the_w3c() -> None:
    assert list(csv.reader(ANSWER.to_csv().splitlines()))[1][:4] == [
        "post", "https://p.example/id/post/1/role", "3", 'sort, "them" all',
    ]  # fmt: skip
    assert "=1+1" in ANSWER.to_csv()
    bindings = json.loads(ANSWER.to_json())["results"]["bindings"]
    assert bindings[0]["long"] == {"type": "literal", "value": 'sort, "them" all', "xml:lang": "en"}
    assert "odd" not in bindings[1]


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_that_is_offered_can_be_written(form: str) -> None:
    assert b"post" in ANSWER.to(form)


def test_another_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="choose one of table, csv, tsv, json, xml, ttl, parquet"):
        ANSWER.to("fax")


def test_a_table_says_once_what_is_the_same_and_shortens_individuals() -> None:
    lines = ANSWER.to_table(100).splitlines()
    assert lines[:2] == ["id: https://p.example/id/post/1/", "document: post"]
    assert lines[2].split() == ["role", "line", "long", "is", "share", "odd"]
    assert lines[4].startswith("id:role ")
    assert lines[-1] == "2 rows"


def test_a_table_fits_the_width_and_loses_no_letter() -> None:
    table = ANSWER.to_table(60)
    assert max(map(len, table.splitlines())) <= 60
    for letters in ("sort,", '"them"', "=1+1"):
        assert letters in table


def test_an_answer_without_rows_shows_its_columns() -> None:
    empty = Answer(b'{"head":{"vars":["line","text"]},"results":{"bindings":[]}}')
    assert empty.to_table() == "line  text\n----  ----\n0 rows\n"


RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def test_turtle_is_the_result_set_of_the_w3c_without_blank_nodes() -> None:
    store = Store()
    store.load(ANSWER.to("ttl"), format=RdfFormat.TURTLE)
    assert b"_:" not in ANSWER.to("ttl")
    told = sparql.run(
        f"""
        PREFIX rs: <{RS}>
        SELECT ?number ?column ?value WHERE {{
          ?set a rs:ResultSet ; rs:resultVariable ?column ; rs:solution ?row .
          ?row rs:index ?number ; rs:binding ?cell . ?cell rs:variable ?column ; rs:value ?value
        }}
        """,
        store,
    )
    cells = {(row[0], row[1]): row[2] for row in told.terms}
    assert len(cells) == len(told) == 13  # one of two times seven is empty
    for number, row in enumerate(ANSWER.terms, 1):
        for column, term in zip(ANSWER.columns, row, strict=True):
            assert cells.get((Literal(number), Literal(column))) == term


def test_turtle_of_constructed_triples_is_those_triples() -> None:
    store = Store()
    store.load(b"<http://e.example/a> <http://e.example/b> 3 .", format=RdfFormat.TURTLE)
    answer = sparql.run("CONSTRUCT { ?s a ?p } { ?s ?p ?o }", store)
    (told,) = parse(answer.to("ttl"), format=RdfFormat.TURTLE)
    node, kind = NamedNode("http://e.example/a"), NamedNode("http://e.example/b")
    assert (told.subject, told.predicate, told.object) == (node, RDF.type, kind)
    odd = Answer.of(["subject", "predicate", "object"], [(Literal("a"), kind, node)])
    assert b"ResultSet" in odd.to("ttl")


def test_parquet_keeps_numbers_truths_and_nothing() -> None:
    table = pyarrow.parquet.read_table(BytesIO(ANSWER.to("parquet")))
    assert [str(field.type) for field in table.schema] == [
        "string", "string", "int64", "string", "bool", "double", "string",
    ]  # fmt: skip
    assert table.to_pylist() == list(ANSWER)


def test_frames_of_pandas_and_polars_have_the_same_rows() -> None:
    assert polars.DataFrame(ANSWER.to_polars()).to_dicts() == list(ANSWER)
    found = ANSWER.to_pandas()
    assert isinstance(found, pandas.DataFrame)
    assert list(found.columns) == list(ANSWER.columns)
    assert found["line"].to_list() == [3, 12]
    assert found["odd"].isna().to_list() == [False, True]


def test_values_of_several_types_are_words_and_of_two_kinds_of_number_are_numbers() -> None:
    mixed = Answer.of(["a", "b"], [(Literal("x"), Literal(1)), (Literal(True), Literal(0.5))])
    assert mixed.to_polars().to_dicts() == [{"a": "x", "b": 1.0}, {"a": "true", "b": 0.5}]


def test_an_answer_without_rows_can_be_written_in_every_form() -> None:
    empty = Answer.of(["line"], [])
    assert pyarrow.parquet.read_table(BytesIO(empty.to("parquet"))).num_rows == 0
    assert empty.to_pandas().shape == (0, 1)
    assert b"resultVariable" in empty.to("ttl")


@pytest.mark.parametrize(
    ("form", "module", "advice"),
    [
        ("to_parquet", "pyarrow", r"pyarrow: is not installed; pip install 'graphkit-rcq\[tables\]'"),
        ("to_pandas", "pandas", "pandas: is not installed; pip install pandas"),
        ("to_polars", "polars", "polars: is not installed; pip install polars"),
    ],
)
def test_a_missing_library_is_named_with_its_install_line(
    form: str, module: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(QueryError, match=advice):
        getattr(ANSWER, form)()
