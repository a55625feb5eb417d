"""What several tests share: one build of the project's own documents, its site, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import Visit
from hypothesis import HealthCheck, settings

import graphkit
from graphkit.content import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from graphkit.exports.site.reading import Site

# How long an example takes says how busy the machine is, and fails nothing.
settings.register_profile("graphkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("graphkit")


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> graphkit.Build:
    """The four documents, built once and opened."""
    from graphkit import pipeline  # only the tests that ask for the build wait for every stage

    output = tmp_path_factory.mktemp("published") / "build"
    pipeline.build([ROOT / "data" / "documents"], output)
    return graphkit.open(output)


@pytest.fixture(scope="session")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> graphkit.Build:
    """The documents of tests/documents, which nothing is made to fit, built once and opened; for long tests."""
    from graphkit import pipeline

    output = tmp_path_factory.mktemp("unseen") / "build"
    pipeline.build([ROOT / "tests" / "documents"], output)
    return graphkit.open(output)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; where it or its driver is absent, the tests that ask for it are skipped and say so."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install .[test]")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium here: apt-get install chromium")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page below an address; fails where anything else was asked for, or anything was complained of."""
    told: list[str] = []
    contexts = []

    def open_page(root: str, path: str = "", **settings: object) -> Page:
        context = browser.new_context(**settings)  # type: ignore[arg-type] # playwright's own names
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(root) else told.append(request.url))
        page.goto(root + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


@pytest.fixture
def opened(visit: Visit, page_file: Path) -> Callable[..., Page]:
    """Opens the `page_file` of a module, or another."""
    return lambda path=page_file, **settings: visit(path.as_uri(), **settings)


@pytest.fixture(scope="module")
def site(build: graphkit.Build) -> Site:
    """The four documents as the pages of a site see them."""
    from graphkit.exports.settings import Settings
    from graphkit.exports.site.reading import Site
    from graphkit.exports.view import View

    return Site(View(build, Settings()))


@pytest.fixture(scope="session")
def exported(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four documents as a site, in a folder with a space in its name."""
    from graphkit.exports.settings import Settings
    from graphkit.exports.writing import export

    folder = tmp_path_factory.mktemp("site") / "with a space"
    export("site", build, folder, Settings(address="https://example.org/probation/", dated="2026-11-23"))
    return folder
