"""A question, the report and a move of the site as a browser shows them: legible, narrow and wide, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_files import written

import graphkit
from graphkit.exports.settings import Settings
from graphkit.exports.site import moves, questions, report
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: pip install .[test]")
if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for part in (moves, questions, report):
        written(part, Site(View(build, Settings())), folder)
    return folder


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 400)])
@pytest.mark.parametrize(
    "path",
    ["questions", "questions/duties", "report", "report/essential-and-desirable", "moves/ps-jes-0031/ps-jes-0108"],
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
