"""Questions asked of servers and builds sent to them: two real ones on loopback, and some that misbehave."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from test_queries import CASES, expected

import graphkit
from graphkit import content, endpoints, pipeline, pushing, queries, questions
from graphkit.cli import main
from graphkit.errors import EndpointError, QueryError
from graphkit.queries import sparql

ASK = "ASK { ?s ?p ?o }"
YES = b'{"head":{},"boolean":true}'


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def started(command: list[str], folder: Path, probe: str) -> subprocess.Popen[bytes]:
    """A server that answers at `probe`; stopped by whoever asked for it."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    for _ in range(600):
        try:
            urlopen(probe, timeout=10).close()  # noqa: S310 loopback
            return process
        except (URLError, OSError):
            assert process.poll() is None, (folder / "server.log").read_text(errors="replace")[-2000:]
            time.sleep(0.1)
    process.kill()
    raise AssertionError(f"{command[0]} does not answer")


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Oxigraph's own server: the addresses of its endpoint and its graph store."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        pytest.skip("Oxigraph's server is not installed (PyPI: oxigraph)")
    address = f"http://127.0.0.1:{free_port()}"
    process = started(
        [str(program), "serve", "--bind", address.removeprefix("http://")], tmp_path_factory.mktemp("oxigraph"), address
    )
    yield f"{address}/query", f"{address}/store"
    process.kill()
    process.wait()


VIRTUOSO = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 100000
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Virtuoso with a new, empty database, whose graph store asks for a digest of the first password."""
    program = shutil.which("virtuoso-t")
    if not program:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    folder, http = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "v.ini").write_text(VIRTUOSO.format(folder=folder, sql=free_port(), http=http))
    endpoint = f"http://127.0.0.1:{http}/sparql"
    process = started([program, "+foreground", "+configfile", str(folder / "v.ini")], folder, endpoint)
    yield endpoint, f"http://127.0.0.1:{http}/sparql-graph-crud-auth"
    process.kill()
    process.wait()


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Each real server: the addresses of its endpoint and its graph store."""
    monkeypatch.setenv("GRAPHKIT_USER", "dba")
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "dba")
    addresses: tuple[str, str] = request.getfixturevalue(request.param)
    return addresses


def test_a_build_arrives_whole_and_every_question_has_the_same_rows(
    server: tuple[str, str], build: graphkit.Build, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint, graph_store = server
    for _ in range(2):  # a second push changes nothing
        assert main(["push", graph_store, "--build", str(build.path), "--with-suggestions"]) == 0
        told = dict(line.split() for line in capsys.readouterr().out.splitlines())
        assert told["https://w3id.org/rcq/graph/ps-jes-0031/6.0"] == str(
            sum(str(quad.graph_name).endswith("/ps-jes-0031/6.0>") for quad in build.quads())
        )
    graph = build.stored.graph_with_suggestions
    asked = {path.stem: expected(path)[0] for path in sorted(CASES.glob("documents/*.csv"))}
    asked |= {f"{name}.unbound": {} for name in queries.load()}
    differing = []
    for case, values in asked.items():
        values.pop("rows", None)
        question = questions.find(case.split(".")[0])
        here = questions.ask(question, graph, values)
        try:
            there = questions.ask(question, endpoint, values)
        except EndpointError as error:
            differing.append(f"{case}: {error}")
            continue
        if (here.columns, here.terms) != (there.columns, there.terms):
            differing.append(case)
    assert differing == []


#: with these beside the four, plans of Virtuoso change
BESIDE = ("ambleford-highways-inspector", "harnwick-private-sector-housing-officer", "hq-jes-0688")


def test_more_documents_change_no_row_and_no_order(server: tuple[str, str], tmp_path: Path) -> None:
    endpoint, graph_store = server
    folders = [content.ROOT / "data" / "documents", *(Path(__file__).parent / "documents" / name for name in BESIDE)]
    build = graphkit.open(pipeline.build(folders, tmp_path / "build").path)
    list(pushing.push([*build.quads(), *build.suggestions()], graph_store))
    graph = build.stored.graph_with_suggestions
    for name in ("counts", "levels", "most-opening", "reporting-line", "table-differences", "two-modalities"):
        here, there = (questions.ask(questions.find(name), source, {}) for source in (graph, endpoint))
        assert (name, there.columns, there.terms) == (name, here.columns, here.terms)


def test_constructed_triples_and_truths_are_the_same_from_every_server(server: tuple[str, str]) -> None:
    endpoint, graph_store = server
    node, graph = NamedNode("https://example.org/a"), NamedNode("https://example.org/graph?of=this&that%20one")
    quads = [Quad(node, node, Literal('é "\n{}', language="en"), graph), Quad(node, node, Literal(True), graph)]
    assert list(pushing.push(quads, graph_store)) == [(graph.value, 2)]
    rows = sparql.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER (?s = <https://example.org/a>) }", endpoint)
    assert {row["object"] for row in rows} == {'é "\n{}', True}
    found = sparql.run("SELECT ?o { <https://example.org/a> ?p ?o FILTER (!ISIRI(?o) && LANG(?o) = '') }", endpoint)
    assert found.terms == [(Literal(True),)]
    assert list(sparql.run("ASK { <https://example.org/a> ?p ?o }", endpoint)) == [{"answer": True}]


def test_an_endpoint_without_documents_is_told_from_an_answer_without_rows(odd: Serve) -> None:
    gates = questions.find("gates")
    asked = b'{"head":{"vars":[%s]},"results":{"bindings":[]}}' % b",".join(f'"{c}"'.encode() for c in gates.columns)
    for documents, told in ((b"true", None), (b"false", "holds no document to ask of; graphkit push sends a build")):
        replies = iter([asked, b'{"head":{},"boolean":%s}' % documents])
        address, _ = odd(lambda self, replies=replies: self.answer(200, next(replies)))  # type: ignore[misc]
        if told is None:
            assert list(questions.ask(gates, address, {})) == []
            continue
        with pytest.raises(QueryError, match=told):
            questions.ask(gates, address, {})


def test_an_endpoint_that_answers_something_else_is_refused(odd: Serve) -> None:
    address, _ = odd(lambda self: self.answer(200, b'{"head":{"vars":["a"]},"results":{"bindings":[]}}'))
    with pytest.raises(QueryError, match="answered other columns than were asked for"):
        questions.ask(questions.find("gates"), address, {})


def test_a_store_that_refuses_a_graph_is_named(virtuoso: tuple[str, str]) -> None:
    quad = Quad(*[NamedNode("https://example.org/a")] * 4)
    with pytest.raises(EndpointError, match="status 401; set GRAPHKIT_USER"):
        list(pushing.push([quad], virtuoso[1]))


Seen = list[tuple[str, str | None]]


class Odd(BaseHTTPRequestHandler):
    """A server that behaves as it is told; it keeps the method and credentials of every request."""

    protocol_version = "HTTP/1.1"
    behave: Callable[[Odd], None]
    seen: Seen

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def do_GET(self) -> None:
        self.seen.append((self.command, self.headers["Authorization"]))
        type(self).behave(self)

    def do_PUT(self) -> None:
        self.do_POST()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Type": "application/sparql-results+json"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Serve = Callable[[Callable[[Odd], None]], tuple[str, Seen]]


@pytest.fixture
def odd() -> Iterator[Serve]:
    """Makes a server that behaves so; gives its address, and what it was asked."""
    servers = []

    def serve(behave: Callable[[Odd], None]) -> tuple[str, Seen]:
        seen: Seen = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Odd,), {"behave": behave, "seen": seen}))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql", seen

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been waited."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    return slept


def test_a_busy_server_is_asked_again_when_it_says(odd: Serve, waits: list[float]) -> None:
    replies = iter([(429, {"Retry_After": "7"}), (503, {}), (503, {"Retry_After": "Wed, 21 Oct 2015 07:28:00 GMT"})])

    def behave(self: Odd) -> None:
        status, headers = next(replies, (200, {}))
        self.answer(status, YES if status == 200 else b"busy", **headers)

    address, seen = odd(behave)
    assert list(sparql.run(ASK, address)) == [{"answer": True}]
    assert len(seen) == 4
    assert waits == [7, 2, 0]


def test_a_server_that_stays_busy_is_left_after_three_more_tries(odd: Serve, waits: list[float]) -> None:
    address, seen = odd(lambda self: self.answer(503, Retry_After="86400"))
    with pytest.raises(EndpointError, match="status 503; it is busy"):
        sparql.run(ASK, address)
    assert len(seen) == 4
    assert max(waits) == endpoints.LONGEST_WAIT


@pytest.mark.parametrize("status", [405, 501])
def test_a_server_that_takes_no_post_is_asked_by_get(odd: Serve, status: int) -> None:
    def behave(self: Odd) -> None:
        if self.command == "POST":
            self.answer(status)
        else:
            assert parse_qs(urlsplit(self.path).query)["query"] == [ASK]
            self.answer(200, YES)

    address, seen = odd(behave)
    assert list(sparql.run(ASK, address)) == [{"answer": True}]
    assert [method for method, _ in seen] == ["POST", "GET"]


def drip(self: Odd) -> None:
    self.send_response(200)
    self.send_header("Content-Length", "1000")
    self.end_headers()
    for _ in range(1000):
        try:
            self.wfile.write(b" ")
            self.wfile.flush()
        except OSError:  # nobody listens any more
            return
        time.sleep(0.05)


def break_off(self: Odd) -> None:
    self.send_response(200)
    self.send_header("Content-Length", "1000")
    self.end_headers()
    self.wfile.write(YES)
    self.close_connection = True


MISBEHAVING = {
    "silent": (lambda _: time.sleep(3), "no whole answer within 0.3 seconds"),
    "in drops": (drip, "no whole answer within 0.3 seconds"),
    "breaks off": (break_off, r"broke off|IncompleteRead"),
    "a page": (lambda self: self.answer(200, b"<html>welcome</html>"), "something else than SPARQL results"),
    "another shape": (lambda self: self.answer(200, b'{"results": 1}'), "something else than SPARQL results"),
    "a wrong truth": (lambda self: self.answer(200, b'{"results": ["XMLSchema#boolean"]}'), "something else than"),
    "an error": (lambda self: self.answer(500, b"out of\nmemory \x1b[31m", Content_Type="text/plain"),
                 r"HTTP status 500: out of memory \?\[31m;"),
    "an error as a page": (lambda self: self.answer(500, b"<h1>Oh</h1>", Content_Type="text/html"), "status 500; see"),
    "elsewhere": (lambda self: self.answer(302, Location="file:///etc/hostname"), "gave no answer"),
    "no words": (lambda self: self.connection.close(), "gave no answer"),
}  # fmt: skip


@pytest.mark.parametrize(("behave", "told"), MISBEHAVING.values(), ids=list(MISBEHAVING))
def test_a_server_that_misbehaves_costs_one_clear_line(
    odd: Serve,
    behave: Callable[[Odd], None],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GRAPHKIT_TIMEOUT", "0.3")
    address, _ = odd(behave)
    question = tmp_path / "question.rq"
    question.write_text("SELECT ?s { ?s ?p ?o }")
    assert main(["query", "--sparql", str(question), "--endpoint", address]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert re.search(told, err), err


def test_credentials_go_to_the_server_that_was_named_and_to_no_other(
    odd: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, seen_elsewhere = odd(lambda self: self.answer(200, YES))
    named, seen = odd(lambda self: self.answer(302, Location=elsewhere))
    monkeypatch.setenv("GRAPHKIT_TOKEN", "secret")
    sparql.run(ASK, named)
    assert [authorization for _, authorization in seen] == ["Bearer secret"]
    assert [authorization for _, authorization in seen_elsewhere] == [None]

    monkeypatch.delenv("GRAPHKIT_TOKEN")
    monkeypatch.setenv("GRAPHKIT_USER", "ann")
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "pass:word")
    asking, asked = odd(
        lambda self: self.answer(200, YES) if self.headers["Authorization"]
        else self.answer(401, WWW_Authenticate='Basic realm="here"')
    )  # fmt: skip
    assert list(sparql.run(ASK, asking)) == [{"answer": True}]
    assert asked[-1][1] == "Basic YW5uOnBhc3M6d29yZA=="
    other, asked_other = odd(lambda self: self.answer(401, WWW_Authenticate='Basic realm="here"'))
    redirecting, _ = odd(lambda self: self.answer(302, Location=other))
    with pytest.raises(EndpointError, match="status 401"):
        sparql.run(ASK, redirecting)
    assert {authorization for _, authorization in asked_other} == {None}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ftp://example.org/", "not the address of an endpoint"),
        ("http://", "not the address of an endpoint"),
        ("http://ann:secret@127.0.0.1:1/sparql", "http://127.0.0.1:1/sparql: holds credentials"),
    ],
)
def test_an_address_that_is_none_or_tells_a_secret_is_refused(address: str, told: str) -> None:
    with pytest.raises(EndpointError, match=told) as refusal:
        sparql.run(ASK, address)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("seconds", ["x", "0", "-1", "nan", "inf"])
def test_a_time_limit_that_is_none_is_refused(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_TIMEOUT", seconds)
    with pytest.raises(EndpointError, match="no number of seconds"):
        sparql.run(ASK, "http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (b'<https://example.org/a> <https://example.org/a> "x" .', "1 triples are missing, 1 are new"),
        (b"<html>", "something else than triples"),
    ],
)
def test_what_arrives_changed_is_told(odd: Serve, kept: bytes, told: str) -> None:
    address, _ = odd(lambda self: self.answer(200, kept, Content_Type="text/turtle"))
    with pytest.raises(EndpointError, match=told):
        list(pushing.push([Quad(*[NamedNode("https://example.org/a")] * 4)], address))
