"""The site behind a real Apache on loopback: IRIs lead to pages and to data, below any path and by way of w3id.org."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import apache
import pytest
from pyoxigraph import NamedNode
from rdflib import Graph, URIRef

import graphkit
from graphkit import pipeline
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.site import serving
from graphkit.exports.site.pages import DATA
from graphkit.exports.site.places import Places
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, View

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RCQ, SCHEME = "https://w3id.org/rcq/ontology#", "https://w3id.org/rcq/scheme/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
#: what rdflib 7 asks for where it is told no format, and where it is told one
RDFLIB = (
    "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json, application/n-quads, "
    "application/trix, application/trig"
)
RDFLIB_JSON, RDFLIB_LINES = "application/ld+json, application/json;q=0.9, */*;q=0.1", "text/plain, */*;q=0.1"

#: a site of the kinds of pages there are: folder, and whether data lie beside the page
TRIAL = {
    "": True, "id/a-1/1.0": True, "id/a-1/1.0/role": True, "id/a-1/1.0/framework/main": True, "id/a-1/role": True,
    "id/concept/tool/erg-22": True, "scheme/soc2020": True, "scheme/soc2020/3229": True, "ontology": True,
    "rule/no-duty": True, "mappings": True, "report": False, "documents": False,
    "id/a-1/~253E~25202": True, "id/a-1/~253E~25202/role": True, "id/a-1/2~252Fb": True, "id/a-1/2~252Fb/role": True,
    "id/a-1/2~253F": True, "id/a-1/2~253F/role": True,
}  # fmt: skip
TURTLE = "text/turtle"
#: `Accept` of a request for a document; the suffix of the file it is sent to
ACCEPTED: tuple[tuple[str | None, str], ...] = (
    (None, "html"),
    ("", "html"),
    ("*/*", "html"),
    (BROWSER, "html"),
    ("image/png", "html"),
    (RDFLIB, "ttl"),
    ("text/turtle, application/x-turtle, */*;q=0.1", "ttl"),
    (RDFLIB_JSON, "jsonld"),
    (RDFLIB_LINES, "nt"),
    (TURTLE, "ttl"),
    ("Text/Turtle ; charset=utf-8", "ttl"),
    ("application/ld+json", "jsonld"),
    ("application/n-triples", "nt"),
    ("text/turtle-like", "html"),
    ("text/turtle;q=0.9, text/html;q=0.5", "ttl"),
    ("text/turtle;q=0.5, text/html;q=0.9", "html"),
    ("text/turtle;q=0.50, text/html;q=0.5", "html"),
    ("text/turtle;q=1.000, text/html", "html"),
    ("text/html;q=0.05,text/turtle;level=1; q=0.1", "ttl"),
    ("text/html;q=0, */*", "ttl"),
    ("text/turtle;q=0, */*;q=0.1", "html"),
    ("text/turtle;q=0.2, application/ld+json;q=0.4, application/n-triples;q=0.6", "nt"),
    ("text/turtle;q=0.6, application/ld+json;q=0.4, application/n-triples;q=0.5", "ttl"),
    ("text/turtle;q=0.2, application/ld+json;q=0.6, application/n-triples;q=0.4", "jsonld"),
    ("application/*, text/html;q=0.5", "jsonld"),
    ("application/*, application/ld+json;q=0.3", "nt"),
    ("text/*;q=0.8, application/ld+json;q=0.7", "html"),
    ("text/*;q=0.8, text/html;q=0.7", "ttl"),
)
#: path and `Accept` of a request; where the site sends it, or the media type of what it answers
EXPECTED: tuple[tuple[str, str | None, str], ...] = (
    *(("id/a-1/1.0", accept, f"303 id/a-1/1.0/index.{suffix}") for accept, suffix in ACCEPTED),
    ("id/a-1/1.0/duty/3", BROWSER, "303 id/a-1/1.0/index.html#duty/3"),
    ("id/a-1/1.0/duty/3", TURTLE, "303 id/a-1/1.0/index.ttl"),
    ("id/a-1/1.0/duty/in-court/2", None, "303 id/a-1/1.0/index.html#duty/in-court/2"),
    ("id/a-1/1.0/quote/3642-3731", None, "303 id/a-1/1.0/index.html#quote/3642-3731"),
    ("id/a-1/1.0/named/probation-officer", TURTLE, "303 id/a-1/1.0/index.ttl"),
    ("id/a-1/1.0/role", None, "303 id/a-1/1.0/role/index.html"),
    ("id/a-1/1.0/role", TURTLE, "303 id/a-1/1.0/role/index.ttl"),
    ("id/a-1/1.0/framework/main", TURTLE, "303 id/a-1/1.0/framework/main/index.ttl"),
    ("id/a-1/role", None, "303 id/a-1/role/index.html"),
    ("id/concept/tool/erg-22", TURTLE, "303 id/concept/tool/erg-22/index.ttl"),
    ("id/measured/sharedtext/re-offending-e413960a", None, "303 report/index.html"),
    ("id/measured/sharedtext/re-offending-e413960a", TURTLE, "303 report/index.html"),
    ("id/mapping/0433d6a66e60f5bb", None, "303 mappings/index.html#0433d6a66e60f5bb"),
    ("id/mapping/0433d6a66e60f5bb", TURTLE, "303 mappings/index.ttl"),
    ("id/agent/graphkit-project", None, "303 index.html"),
    ("id/catalogue/file/1", TURTLE, "303 index.ttl"),
    ("scheme/soc2020", TURTLE, "303 scheme/soc2020/index.ttl"),
    ("scheme/soc2020/3229", None, "303 scheme/soc2020/3229/index.html"),
    ("ontology", TURTLE, "303 ontology/index.ttl"),
    ("ontology", None, "303 ontology/index.html"),
    ("ontology/level", TURTLE, "303 ontology/index.ttl"),
    ("rule/no-duty", TURTLE, "303 rule/no-duty/index.ttl"),
    ("graph/a-1/1.0", TURTLE, "303 id/a-1/1.0/index.ttl"),
    ("graph/catalogue", None, "303 index.html"),
    ("id/a-1/%3E%202", None, "303 id/a-1/~253E~25202/index.html"),
    ("graph/a-1/%3E%202", TURTLE, "303 id/a-1/~253E~25202/index.ttl"),
    ("id/a-1/%3e%202/duty/3", None, "303 id/a-1/~253E~25202/index.html#duty/3"),
    ("id/a-1/%3E%202/role", None, "303 id/a-1/~253E~25202/role/index.html"),
    ("id/a-1/2%3F", TURTLE, "303 id/a-1/2~253F/index.ttl"),
    ("id/a-1/2%3F/duty/3", None, "303 id/a-1/2~253F/index.html#duty/3"),
    ("id/a-1/2%3F/role", None, "303 id/a-1/2~253F/role/index.html"),
    ("documents", None, "303 documents/index.html"),
    ("", TURTLE, "200 text/html"),
    ("id/a-1/1.0/", TURTLE, "200 text/html"),
    ("id/a-1/1.0/index.html", TURTLE, "200 text/html"),
    ("id/a-1/1.0/index.ttl", BROWSER, "200 text/turtle; charset=utf-8"),
    ("id/a-1/1.0/index.jsonld", BROWSER, "200 application/ld+json"),
    ("id/a-1/1.0/index.nt", BROWSER, "200 application/n-triples"),
    ("dump.nq", None, "200 application/n-quads"),
    ("id/", None, "404"),
    ("id", None, "404"),
    ("id/a-1", None, "404"),
    ("assets/", None, "404"),
    ("id/b-1/1.0", None, "404"),
    ("id/b-1/1.0/duty/3", TURTLE, "404"),
    ("id/a-1/2.0/role", None, "404"),
    ("id/a-1/1.0/duty/%22x", None, "404"),
    ("id/concept/tool/none", TURTLE, "404"),
    ("graph/b-1/1.0", None, "404"),
    ("graph/a-1/1.0/x", None, "404"),
    ("id/a-1/1.0/duty/3/", None, "404"),
    ("scheme/soc2020/1", None, "404"),
    ("rule/none", None, "404"),
    ("nothing", BROWSER, "404"),
    ("id/a-1/1.0/index.html/x", None, "404"),
    ("ontology/a/b", None, "404"),
)  # fmt: skip
#: the same of requests that Apache refuses before it reads any rule, unless its host lets slashes through
SLASHED: tuple[tuple[str, str | None, str], ...] = (
    ("id/a-1/2%2Fb", TURTLE, "303 id/a-1/2~252Fb/index.ttl"),
    ("id/a-1/2%2fb/duty/3", None, "303 id/a-1/2~252Fb/index.html#duty/3"),
    ("id/a-1/2%2Fb/role", None, "303 id/a-1/2~252Fb/role/index.html"),
)


@dataclass(frozen=True)
class Served:
    """A running Apache and what lies behind it."""

    server: apache.Apache
    #: of the build whose IRIs are below loopback
    base: str
    build: graphkit.Build

    def root(self, name: str) -> Path:
        return self.server.folder / "www" / name


@pytest.fixture(scope="module")
def served(build: graphkit.Build) -> Iterator[Served]:
    """The four documents with IRIs on loopback; the same with their usual IRIs, by way of w3id.org; a trial site."""
    apache.found()
    with TemporaryDirectory() as temporary:
        folder, port = Path(temporary), apache.free_port()
        folder.chmod(0o755)
        www, base = folder / "www", f"http://127.0.0.1:{port}/some/path/"
        pipeline.build([ROOT / "data" / "documents"], folder / "build", base=base)
        here = graphkit.open(folder / "build")
        (www / "some").mkdir(parents=True)
        writing.export("site", here, www / "some" / "path")
        elsewhere = Settings(address=f"http://127.0.0.1:{port}/else%20where/")
        writing.export("site", build, www / "else where", elsewhere)
        (www / "w3id" / "rcq").mkdir(parents=True)
        (www / "else where" / serving.W3ID).rename(www / "w3id" / "rcq" / serving.HTACCESS)
        trial(build, www / "a trial" / "deep")
        trial(build, www / "trial")
        with apache.running(folder, port, more=hosts(port, www)) as server:
            yield Served(server, base, here)


def hosts(port: int, www: Path) -> str:
    """The hosts: loopback, w3id.org, one whose root is the trial site, and one that lets slashes through."""
    named = (("127.0.0.1", ""), ("w3id.org", "w3id"), ("root.example", "trial"), ("slash.example", "trial"))
    return "".join(
        f'<VirtualHost 127.0.0.1:{port}>\nServerName {name}\nDocumentRoot "{www / folder}"\n'
        f'Alias "/by an/alias" "{www / "trial"}"\n'
        f"AllowEncodedSlashes {'NoDecode' if name == 'slash.example' else 'Off'}\n</VirtualHost>\n"
        for name, folder in named
    )


def trial(build: graphkit.Build, folder: Path) -> None:
    """A site with a page of each kind, and the rules for it, where editions are called `> 2`, `2/b` and `2?`."""
    site = Site(View(build, Settings(title='50 % "off" \\ {a}')))
    named = (f"https://w3id.org/rcq/id/a-1/{edition}" for edition in ("%3E%202", "2%2Fb", "2%3F"))
    site.__dict__["sources"] = (*site.sources, *(replace(site.sources[0], iri=iri) for iri in named))
    for piece in serving.pages(site):
        if isinstance(piece, File):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / piece.path).write_bytes(piece.data)
    for path, data in TRIAL.items():
        (folder / path).mkdir(parents=True, exist_ok=True)
        for suffix in ("html", *(suffix for suffix, _, _ in DATA if data)):
            (folder / path / f"index.{suffix}").write_text(f"{path} as {suffix}")
    (folder / "assets").mkdir()
    (folder / "assets" / "style.css").write_text("")
    (folder / "dump.nq").write_text("")


def differing(server: apache.Apache, base: str, host: str = "") -> Iterator[str]:
    """Every request to the trial site below a base whose answer is not the expected one."""
    for path, accept, expected in (*EXPECTED, *(SLASHED if host == "slash.example" else ())):
        answer = server.ask(base + path, accept, host)
        seen = str(answer.status)
        if answer.location:
            seen += " " + answer.location.removeprefix(f"http://{host or f'127.0.0.1:{server.port}'}{base}")
        elif answer.status == 200:
            seen += f" {answer.headers['Content-Type']}"
        if seen != expected:
            yield f"{path} as {accept}: {seen}, not {expected}"
        if (answer.headers["Vary"] == "Accept") != (answer.status == 303):
            yield f"{path}: Vary is {answer.headers['Vary']}"
        always = (answer.headers["Access-Control-Allow-Origin"], answer.headers["X-Content-Type-Options"])
        if always != ("*", "nosniff"):
            yield f"{path}: {always}"
        links = answer.headers.get_all("Link", [])
        wanted = [f'<index.{suffix}>; rel="alternate"; type="{media}"' for suffix, _, media in DATA]
        if links != (wanted if expected == "200 text/html" else []):
            yield f"{path}: the links are {links}"
    missing = server.ask(base + "nothing/at/all", host=host)
    if f"href='{base}index.html'>50 % &quot;off&quot; &#92; &#123;a}}</a>" not in missing.body:
        yield f"what is missing says {missing.body}"
    if server.ask(base + "report/", host=host).headers["Link"]:
        yield "a page without data links to some"


@pytest.mark.parametrize(
    ("base", "host"),
    [("/trial/", ""), ("/a%20trial/deep/", ""), ("/by%20an/alias/", ""), ("/", "root.example"), ("/", "slash.example")],
)
def test_every_iri_is_answered_below_any_path(base: str, host: str, served: Served) -> None:
    assert list(differing(served.server, base, host)) == []


def test_no_rule_can_be_left_out(served: Served) -> None:
    place = served.root("trial") / serving.HTACCESS
    lines = place.read_text().splitlines(keepends=True)
    directives = [number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    assert len(directives) > 50
    assert list(differing(served.server, "/by%20an/alias/", "slash.example")) == []
    needless = []
    try:
        for number in directives:
            place.write_text("".join(lines[:number] + lines[number + 1 :]))
            if next(differing(served.server, "/by%20an/alias/", "slash.example"), None) is None:
                needless.append(lines[number])
    finally:
        place.write_text("".join(lines))
    assert needless == []


def test_apache_refuses_a_slash_in_a_name_where_it_is_not_told_otherwise(served: Served) -> None:
    assert [served.server.ask(f"/trial/{path}", accept).status for path, accept, _ in SLASHED] == [404] * 3


def test_w3id_org_passes_no_question_mark_on(served: Served) -> None:
    assert served.server.ask("/rcq/id/a-1/2%3F", host="w3id.org").status == 403
    passed = served.server.ask("/rcq/id/a-1/%3E%202/duty/3", host="w3id.org")
    assert passed.status == 303
    assert str(passed.location).endswith("/else%20where/id/a-1/%3e%202/duty/3")


def test_every_iri_of_the_graph_leads_to_the_place_it_has(served: Served, build: graphkit.Build) -> None:
    view = View(build, Settings())
    below, site = "https://w3id.org/rcq/", f"http://127.0.0.1:{served.server.port}/else%20where/"
    nodes = {node for quad in view.quads for node in (quad.subject, quad.object, quad.graph_name)}
    iris = sorted(node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith(below))
    wrong = []
    for iri in iris:
        path, _, fragment = iri.removeprefix(below).partition("#")
        place = Places(view.names).of(iri)
        assert place is not None
        page = f"{site}{f'{place.path}/' if place.path else ''}index.html"
        seen = served.server.ask(f"/else%20where/{path}").location
        if seen != (f"{page}#{place.anchor}" if place.anchor and not fragment else page):
            wrong.append(f"{iri}: {seen}")
    assert wrong == []
    assert len(iris) > 1_500


def stated(build: graphkit.Build, iri: str, *, mapped: bool) -> set[tuple[str, str]]:
    """What a build states of a node, with or without its mappings: property and value, as N-Triples writes them."""
    view = View(build, Settings())
    without = {view.names.graph(name) for name in ("derived", "alignments")[: 1 if mapped else 2]}
    quads = view.store.quads_for_pattern(NamedNode(iri), None, None, None)
    return {(str(quad.predicate), str(quad.object)) for quad in quads if quad.graph_name not in without}


def told(graph: Graph, iri: str) -> set[tuple[str, str]]:
    return {(each.n3(), value.n3()) for each, value in graph.predicate_objects(URIRef(iri))}


#: path of an IRI, a property of it and a value, as the documents print them
PRINTED = (
    ("id/ps-jes-0108/1.0", "http://purl.org/dc/terms/issued", "2022-05-30"),
    ("id/ps-jes-0108/1.0/duty/3", f"{RCQ}section", "Responsibilities, Activities & Duties"),
    ("id/occ0494/unknown/knowledge/k7", f"{RCQ}code", "K7"),
    ("id/ps-jes-0108/1.0/role", f"{RCQ}jobTitle", "CT Specialist Probation Practitioner"),
    ("id/concept/namedthing/cqsw", "http://www.w3.org/2000/01/rdf-schema#label", "CQSW"),
)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's JSON-LD parser
@pytest.mark.parametrize(("path", "predicate", "value"), PRINTED)
@pytest.mark.parametrize("form", [None, "turtle", "json-ld", "nt"])
def test_rdflib_is_told_what_the_build_states_of_an_iri(
    path: str, predicate: str, value: str, form: str | None, served: Served
) -> None:
    iri = served.base + path
    graph = Graph().parse(iri, format=form)
    assert value in {str(each) for each in graph.objects(URIRef(iri), URIRef(predicate))}
    assert stated(served.build, iri, mapped=False) <= told(graph, iri) <= stated(served.build, iri, mapped=True)


class ByLoopback(urllib.request.HTTPSHandler):
    """Answers for w3id.org from the host of that name on loopback, without encryption."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port, self.asked = port, list[str]()

    def https_open(self, req: urllib.request.Request) -> Any:
        port = self.port

        class Here(HTTPConnection):
            def connect(self) -> None:
                assert self.host == "w3id.org"
                self.sock = socket.create_connection(("127.0.0.1", port))

        self.asked.append(req.full_url)
        return self.do_open(Here, req)


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/rcq/id/ps-jes-0108/1.0/duty/3",
        "https://w3id.org/rcq/id/ps-jes-0108/1.0/role",
        "https://w3id.org/rcq/id/ps-jes-0108/1.0",
        f"{SCHEME}soc2020/3229",
        f"{SCHEME}soc2020",
        f"{RCQ}Duty",
        f"{RCQ}hasDuty",
    ],
)
def test_an_iri_below_w3id_org_leads_to_the_data_of_the_site(
    iri: str, served: Served, build: graphkit.Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = ByLoopback(served.server.port)
    monkeypatch.setattr(urllib.request, "_opener", urllib.request.build_opener(way))
    graph = Graph().parse(iri)
    assert set() < stated(build, iri, mapped=False) <= told(graph, iri) <= stated(build, iri, mapped=True)
    assert way.asked == [iri]
    with urllib.request.urlopen(urllib.request.Request(iri, headers={"Accept": BROWSER})) as page:  # noqa: S310
        assert page.headers["Content-Type"] == "text/html"
        assert page.url.startswith(f"http://127.0.0.1:{served.server.port}/else%20where/")


def test_a_browser_is_shown_the_statement_of_an_iri(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(served.base + "id/ps-jes-0108/1.0/duty/3")
    assert page.url == served.base + "id/ps-jes-0108/1.0/index.html#duty/3"
    assert "Peer supervise and also undertake and deliver CT specific" in page.locator(":target").inner_text()
    assert page.locator(":target").is_visible()
    assert said == []
    missing = page.goto(served.base + "id/ps-jes-0109/1.0")
    assert missing is not None
    assert missing.status == 404
    page.get_by_role("link").click()
    assert page.url == served.base + "index.html"
    page.close()


def test_the_pages_need_no_rules(served: Served) -> None:
    port = apache.free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*command, str(served.root("some/path"))], stdout=quiet, stderr=quiet) as process:
        try:
            for path, depth in (("", ""), ("id/ps-jes-0108/1.0/", "../../../")):
                address = f"http://127.0.0.1:{port}/{path}"
                assert f'rel="stylesheet" href="{depth}assets/style.css"' in fetched(f"{address}index.html")
                assert fetched(urljoin(address, f"{depth}assets/style.css"))
                assert fetched(f"{address}index.ttl")
        finally:
            process.terminate()


def fetched(address: str) -> str:
    """A page of a server that is about to start."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 loopback
                text: str = answer.read().decode()
                return text
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError(f"{address} does not answer")
