"""A question reads this graph only, is of a size the engine survives, and is answered alike here and from elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store

from graphkit.errors import EndpointError, QueryError
from graphkit.queries import sparql


class Listener(BaseHTTPRequestHandler):
    """An endpoint over one triple; it keeps what it was sent."""

    asked: list[str]
    answer: bytes | None

    def do_POST(self) -> None:
        text = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        self.asked.append(text)
        self.send_response(200 if self.answer is None or self.answer.startswith(b"<") else 400)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(self.answer if self.answer is not None else rows_of(text))

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(400)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def store() -> Store:
    name = NamedNode("http://e.example/s")
    graph = Store()
    graph.add(Quad(name, NamedNode("http://e.example/p"), Literal('a, "b"\nc', language="en"), name))
    return graph


def rows_of(text: str) -> bytes:
    found = store().query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found.serialize(format=QueryResultsFormat.JSON) or b""


@pytest.fixture
def endpoint() -> Iterator[str]:
    Listener.asked, Listener.answer = [], None
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


#: each sends a request, or would with another engine, if it were let through; HERE stands for the listener
OUTWARD = [
    "ASK { SERVICE <HERE> { ?s ?p ?o } }",
    "ASK { SERVICE SILENT <HERE> { ?s ?p ?o } }",
    "ASK{SERVICESILENT<HERE>{}}",
    "ASK { VALUES ?where { <HERE> } service ?where { ?s ?p ?o } }",
    "ASK { { SELECT * { OPTIONAL { SERVICE <HERE> { ?s ?p ?o } } } } }",
    "PREFIX : <HERE> ASK { SERVICE:x{ ?s ?p ?o } }",
    "PREFIX e: <HERE> ASK { ?s e:a\\#b ?o . SERVICE e:x { ?s ?p ?o } }",
    "ASK { VALUES ?one { 1 }SERVICE<HERE>{ ?s ?p ?o } }",
    "ASK { ?s ?p 1SERVICE<HERE>{ ?s ?p ?o } }",
    "ASK { FILTER(1<2) SERVICE <HERE> { ?s ?p ?o } FILTER(2>1) }",
    "ASK { FILTER('\\'' != \"\\\"\") SERVICE <HERE> { ?s ?p ?o } }",
    "ASK { S\\u0045RVICE <HERE> { ?s ?p ?o } }",
    'ASK { FILTER("\\u0022) SERVICE <HERE> { ?s ?p ?o } FILTER(\\u0022" = "") }',
    "SELECT * FROM <HERE> { ?s ?p ?o }",
    "SELECT *FROM<HERE>{ ?s ?p ?o }",
    "SELECT * FROMNAMED <HERE> { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT FROM <HERE> WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", OUTWARD)
def test_no_question_reads_from_elsewhere(text: str, endpoint: str) -> None:
    for source in (store(), endpoint):
        with pytest.raises(QueryError, match="reads from elsewhere"):
            sparql.run(text.replace("HERE", endpoint), source)
    assert Listener.asked == []


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?from 'SERVICE' } # SERVICE",
        'SELECT * { ?s ?p """a "FROM" b""" }',
        "PREFIX e: <http://e.example/SERVICE/> ASK { e:service e:from-SERVICE ?o }",
        "ASK { ?s ?p 'x'@en ; <http://e.example/FROM> ?o }",
    ],
)
def test_the_words_may_stand_where_they_do_nothing(text: str) -> None:
    sparql.run(text, store())


UPDATES = ["INSERT DATA { <a:a> <a:b> 1 }", "LOAD <file:///etc/hostname>", "DELETE WHERE { ?s ?p ?o }", "DROP ALL",
           "ASK { ?s ?p ?o } ; DROP ALL"]  # fmt: skip


@pytest.mark.parametrize("text", UPDATES)
def test_no_question_changes_the_graph(text: str, endpoint: str) -> None:
    graph = store()
    for source in (graph, endpoint):
        with pytest.raises(QueryError, match="is not a SPARQL query"):
            sparql.run(text, source)
    assert len(graph) == 1
    assert Listener.asked == []


def nested(opening: str, closing: str, times: int) -> str:
    return "ASK { FILTER(true) " + opening * times + closing * times + " }"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (nested("{", "}", 101), "nests more than 100"),
        ("ASK { FILTER(" + "(" * 101 + "1" + ")" * 101 + ") }", "nests more than 100"),
        ("ASK { FILTER(" + "!" * 5000 + "true) }", "signs and words"),
        ("ASK { " + "MINUS { ?s ?p ?o } " * 3000 + "}", "signs and words"),
        ("ASK { ?s ?p '" + "x" * 100_000 + "' }", "100,000 characters"),
    ],
    ids=["groups", "brackets", "signs", "words", "length"],
)
def test_a_question_that_would_crash_the_engine_is_refused(text: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        sparql.run(text, store())


def test_a_large_question_is_answered() -> None:
    assert list(sparql.run(nested("{", "}", 98), Store())) == [{"answer": True}]
    assert len(sparql.run("SELECT ?x { VALUES ?x { " + " ".join(map(str, range(5000))) + " } }", store())) == 5000


@given(st.text(max_size=60))
@example("'''")
@example("\\")
def test_any_text_is_answered_or_refused_by_type(text: str) -> None:
    with suppress(QueryError):
        sparql.run(text, Store())


def test_an_endpoint_gives_the_same_answer(endpoint: str) -> None:
    text = "SELECT ?s ?o WHERE { ?s ?p ?o }"
    here, there = sparql.run(text, store()), sparql.run(text, endpoint)
    assert list(there) == list(here) == [{"s": "http://e.example/s", "o": 'a, "b"\nc'}]
    assert there.terms == here.terms
    assert Listener.asked == [text]


def test_an_endpoint_that_refuses_or_says_something_else_is_named(endpoint: str) -> None:
    Listener.answer = b"no"
    with pytest.raises(EndpointError, match="gave no answer: HTTP status 400: no") as refusal:
        sparql.run("ASK { ?s ?p ?o }", endpoint)
    assert "\n" not in str(refusal.value)
    Listener.answer = b"<html>welcome</html>"
    with pytest.raises(QueryError, match="something else than SPARQL results"):
        sparql.run("ASK { ?s ?p ?o }", endpoint)
    with pytest.raises(EndpointError, match="gave no answer"):
        sparql.run("ASK { ?s ?p ?o }", "http://127.0.0.1:1/")
    with pytest.raises(EndpointError, match="not the address of an endpoint"):
        sparql.run("ASK { ?s ?p ?o }", "file:///etc/hostname")


def test_a_yes_or_no_is_one_row() -> None:
    answer = sparql.run("ASK { ?s ?p ?o }", store())
    assert list(answer) == [{"answer": True}]
    assert answer.to("csv") == b"true"
    assert answer.to_table() == "answer\n------\ntrue\n1 row\n"


def test_constructed_triples_are_rows_in_order() -> None:
    text = "PREFIX e: <http://e.example/> CONSTRUCT { ?s e:q 2 , 1 } WHERE { ?s ?p ?o }"
    rows = list(sparql.run(text, store()))
    assert [row["object"] for row in rows] == [1, 2]
    assert list(rows[0]) == ["subject", "predicate", "object"]
