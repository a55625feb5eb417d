"""Concepts, frameworks and mappings as a browser shows them: legible, narrow and wide, and nothing in them runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode
from site_files import written
from site_hostile import told
from test_report_browser import PAYLOADS

import graphkit
from graphkit.exports.settings import Settings
from graphkit.exports.site import concepts, frameworks, mappings
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View
from graphkit.vocabulary import DCTERMS, RCQ, RDFS, SCHEME, SKOS, SSSOM

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: pip install .[test]")
if TYPE_CHECKING:
    from playwright.sync_api import Browser

OASYS = SCHEME["justice-names/oasys"]
DUTY = NamedNode("https://w3id.org/rcq/id/ps-jes-0108/1.0/duty/3")
HOSTILE = ("scheme/justice-names/oasys", "scheme/justice-names", "concepts", "id/ps-jes-0108/1.0/framework", "mappings")


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for part in (concepts, frameworks, mappings):
        written(part, Site(View(build, Settings())), folder)
    return folder


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 360)])
@pytest.mark.parametrize(
    "path",
    [
        "concepts",
        "scheme/justice-names/oasys",
        "scheme/soc2020",
        "id/concept/qualification/level-3-assessing",
        "frameworks",
        "id/ps-jes-0108/1.0/framework",
        "mappings",
    ],
)
def test_a_page_is_accessible_fits_and_asks_nobody_else(
    browser: Browser, folder: Path, path: str, scheme: str, width: int
) -> None:
    asked: list[str] = []
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / path / "index.html").as_uri())
    assert [url for url in asked if not url.startswith(folder.as_uri())] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []
    context.close()


def test_nothing_of_a_name_or_a_text_runs(browser: Browser, build: graphkit.Build, tmp_path: Path) -> None:
    payload = " ".join(PAYLOADS)
    accepted = build.stored.graph.quads_for_pattern(None, SSSOM.object_id, DUTY, None)
    decided = [quad.subject for quad in accepted if isinstance(quad.subject, NamedNode)]
    words = {(OASYS, name): f"{name.value[-5:]} {payload}" for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition)}
    words |= {(OASYS, RDFS.label): f"OASys {payload}", (DUTY, RCQ.text): f"{payload} OASys {payload} and {payload}"}
    words |= {
        (SCHEME["justice-names"], name): f"{name.value[-5:]} {payload}" for name in (DCTERMS.title, DCTERMS.description)
    }
    words |= {(node, RDFS.comment): payload for node in decided}
    site = told(build, words)
    for part in (concepts, frameworks, mappings):
        written(part, site, tmp_path)
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in HOSTILE:
        page.goto((tmp_path / path / "index.html").as_uri())
        assert "onerror=" in page.inner_text("main"), path
        assert page.title().endswith(" – A site"), path
        assert page.locator("script:not([type='application/ld+json'])").count() == 0, path
        assert (
            page.locator("main :is(img, iframe, svg, style), [onload], [onfocus], [href^=javascript]").count() == 0
        ), path
    assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []
    context.close()
