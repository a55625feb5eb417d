"""The static site as a whole: every link leads somewhere, every node has its place, the data are what is stated."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

import graphkit
from graphkit.exports.settings import Settings
from graphkit.exports.writing import export

SETTINGS = Settings(address="https://example.org/probation/", dated="2026-11-23")
BASE = "https://w3id.org/rcq/"


@pytest.fixture(scope="module")
def site(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "with a space"
    export("site", build, folder, SETTINGS)
    return folder


class Parsed(HTMLParser):
    """What a page links to and can be linked to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.levels: list[int] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.links += [value for name in ("href", "src", "action") if (value := said.get(name)) is not None]
        if (name := said.get("id")) is not None:
            self.ids[name] += 1
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Parsed]:
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): Parsed(path) for path in found}


def broken(pages: dict[str, Parsed], site: Path) -> Iterator[str]:
    """Every link that leads nowhere, or out of the folder."""
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            )
            if (
                parts.path.startswith("/")
                or target.startswith("..")
                or not (site / target).is_file()
                or (parts.fragment and unquote(parts.fragment) not in pages[target].ids)
            ):
                yield f"{name}: {link}"


def test_every_link_leads_to_a_file_and_an_anchor_of_the_site(pages: dict[str, Parsed], site: Path) -> None:
    assert len(pages) > 400
    assert list(broken(pages, site))[:20] == []


def test_a_link_that_leads_nowhere_is_seen(pages: dict[str, Parsed], site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "index.html"
    shutil.copy(site / "index.html", copy)
    copy.write_text(copy.read_text("utf-8").replace("roles/index.html", "rolls/index.html"), "utf-8")
    changed = {**pages, "index.html": Parsed(copy)}
    assert set(broken(changed, site)) == {"index.html: rolls/index.html"}


def test_no_page_has_an_anchor_twice(pages: dict[str, Parsed]) -> None:
    twice = [f"{name}#{anchor}" for name, page in pages.items() for anchor, number in page.ids.items() if number > 1]
    assert twice == []


def test_the_headings_of_every_page_are_in_order(pages: dict[str, Parsed]) -> None:
    for name, page in pages.items():
        assert page.levels[0] == 1, name
        assert page.levels.count(1) == 1, name
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), (name, page.levels)


def test_every_statement_quote_and_role_of_the_graph_has_its_anchor(
    build: graphkit.Build, pages: dict[str, Parsed]
) -> None:
    missing, seen = set(), 0
    for quad in build.quads():
        iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        found = re.fullmatch(re.escape(BASE) + r"(id/(?!concept|mapping|measured)[^/]+/[^/]+)/([^/]+/.+)", iri)
        if found and found[2] != "role":
            seen += 1
            if found[2] not in pages[f"{found[1]}/index.html"].ids:
                missing.add(iri)
    assert seen > 5000
    assert missing == set()


def test_the_three_writings_of_a_page_say_the_same_and_nothing_that_is_concluded(
    build: graphkit.Build, site: Path
) -> None:
    concluded = {
        quad.triple for quad in build.quads() if str(quad.graph_name).endswith("graph/derived>")
    } - {quad.triple for quad in build.quads() if not str(quad.graph_name).endswith("graph/derived>")}  # fmt: skip
    written = sorted(site.rglob("index.nt"))
    assert len(written) > 400
    for path in written:
        lines, turtle, tree = (
            {quad.triple for quad in parse(path=str(path.with_suffix(suffix)), format=form)}
            for suffix, form in (
                (".nt", RdfFormat.N_TRIPLES),
                (".ttl", RdfFormat.TURTLE),
                (".jsonld", RdfFormat.JSON_LD),
            )
        )
        assert lines, path
        if "_:" not in path.read_text("utf-8"):  # lists of the ontology have labels of their own in every file
            assert lines == turtle == tree, path
        assert not lines & concluded, path


def test_a_page_says_what_is_printed_and_where(site: Path) -> None:
    page = (site / "id" / "ps-jes-0108" / "1.0" / "index.html").read_text("utf-8")
    duty = page[page.index('id="duty/4"') :]
    duty = duty[: duty.index("</article>")]
    assert (
        "Plan, chair and review tasking with external providers for the Desistance and Disengagement Programme." in duty
    )
    assert "Printed at line" in duty
    role = (site / "id" / "ps-jes-0108" / "1.0" / "role" / "index.html").read_text("utf-8")
    assert "HMPPS Probation Service Band 5" in role
    assert role.index("Probation Counter Terrorism Lead") < role.index("Concluded")


@pytest.mark.parametrize("width", [400, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    ["index.html", "documents/index.html", "roles/index.html", "id/occ0494/unknown/index.html",
     "id/ps-jes-0108/1.0/role/index.html", "id/ps-jes-0108/role/index.html"],
)  # fmt: skip
def test_a_page_opens_from_the_disk_and_everybody_can_read_it(
    path: str, scheme: str, width: int, site: Path, browse: Callable[..., object]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install .[test]").Axe()
    page = browse(site / path, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = axe.run(page, options={"preload": False}).response["violations"]
    assert [each["id"] for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # type: ignore[attr-defined]


@pytest.fixture
def browse(browser: object, site: Path) -> Iterator[Callable[..., object]]:
    """Opens a page of the site; fails where anything outside its folder is asked for or anything is complained of."""
    told: list[str] = []
    contexts = []

    def open_page(path: Path, **settings: object) -> object:
        context = browser.new_context(**settings)  # type: ignore[attr-defined]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        inside = site.as_uri()
        page.on("request", lambda request: told.append(request.url) if not request.url.startswith(inside) else None)
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert told == []
