"""Answers: what Python reads, and what is written in each form."""

from __future__ import annotations

import csv
import json

import pytest
from pyoxigraph import Store

from graphkit.errors import QueryError
from graphkit.queries import sparql
from graphkit.queries.answers import FORMATS, Answer

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
    assert "post" in ANSWER.to(form)


def test_another_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="choose one of table, csv, tsv, json, xml"):
        ANSWER.to("parquet")


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
