"""The HTML report as a browser shows it: it asks for nothing, runs nothing foreign, filters by keyboard, is legible.

The browser is Debian's chromium; where it or its driver is absent, these tests are skipped and say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import flaws, open_details

import graphkit
from graphkit.findings import Finding, Place, Severity, Status, standing
from graphkit.reports import report
from graphkit.sources import Source

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install .[test]")
if TYPE_CHECKING:
    from playwright.sync_api import Page

PAYLOADS = (
    "<script>document.title = 'run'</script>",
    "</script><script>document.title = 'run'</script>",
    "<img src=x onerror=\"document.title = 'run'\">",
    '"><svg onload="document.title = \'run\'">',
    "' autofocus onfocus='document.title = \"run\"",
    "javascript:document.title='run'",
    "</style><body onload=\"document.title = 'run'\">",
    "<iframe srcdoc=\"<script>parent.document.title='run'</script>\">",
    "--><script>document.title = 'run'</script><!--",
    "<a href=\"javascript:document.title='run'\">click</a>",
    "${style} $$ $script",
    "&lt;script&gt;",
)


@pytest.fixture(scope="module")
def page_file(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the four documents, beside an older build that knew some and had one that is mended."""
    first, *rest = build.findings()
    old = [*rest[::2], replace(first, code="torn-word", message="“ga tes” is torn.")]
    found = build.findings()
    told = [replace(finding, status=Status.KNOWN if finding in old else Status.NEW) for finding in found]
    told += [replace(old[-1], status=Status.MENDED), replace(rest[0], silenced="It is known.")]
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report(told, "html", build.sources()), encoding="utf-8")
    return path


Opened = Callable[..., "Page"]


def shown(page: Page) -> list[str]:
    """The rules of the findings that can be seen."""
    script = "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.rule)"
    found: list[str] = page.locator("article.finding").evaluate_all(script)
    return found


def state(page: Page) -> str:
    return page.locator("output").inner_text()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    told: str = page.evaluate("document.activeElement.name || document.activeElement.type || document.activeElement.id")
    return told


def test_the_page_asks_for_nothing_and_shows_every_finding(opened: Opened, build: graphkit.Build) -> None:
    page = opened()
    number = len(standing(build.findings()))
    assert page.locator("article.finding").count() == number
    assert state(page) == f"{number} of {number} findings shown"


def test_every_quote_is_marked_in_its_line(opened: Opened) -> None:
    page = opened()
    marked = page.locator("#violation-essential-and-desirable ~ article mark").all_inner_texts()
    assert marked == [
        "Level 3 Education and Training",
        "Level 3 Education and Training and Level 3 Assessing qualifications",
    ]
    lines = page.locator("#violation-essential-and-desirable ~ article li:has(mark)")
    assert lines.evaluate_all("all => all.map(one => one.value)") == [174, 179]


def test_the_filter_is_worked_by_keyboard(opened: Opened, build: graphkit.Build) -> None:
    page = opened()
    page.locator("#findings").focus()
    press(page, "Tab")
    assert focused(page) == "words"
    page.keyboard.type("DESIRABLE both after appointment")
    assert set(shown(page)) == {"essential-and-desirable"}
    assert state(page).startswith("1 of ")
    press(page, "Control+A", "Delete", "Tab", "Space")  # without violations
    assert "essential-and-desirable" not in shown(page)
    while focused(page) != "document":
        press(page, "Tab")
    page.keyboard.type("CT Specialist")
    about = {
        finding.code
        for finding in build.findings()
        if finding.severity is not Severity.VIOLATION and "ps-jes-0108" in {place.document for place in finding.places}
    }
    assert set(shown(page)) == about
    while focused(page) != "reset":
        press(page, "Tab")
    press(page, "Enter")
    playwright.expect(page.locator("article.finding[hidden]")).to_have_count(0)
    assert state(page).startswith(f"{len(build.findings())} of ")


def test_a_number_in_the_table_shows_what_it_counts(opened: Opened) -> None:
    page = opened()
    cell = page.locator("table.matrix td a[data-family='Not against itself']").first
    number = int(cell.inner_text().split()[-1])
    cell.focus()
    press(page, "Enter")
    assert len(shown(page)) == number
    assert focused(page) == "findings"


def test_words_that_nothing_has_are_said_to_have_nothing(opened: Opened) -> None:
    page = opened()
    page.locator("[name=words]").fill("zzzz")
    assert shown(page) == []
    assert page.locator(".nothing").is_visible()
    assert state(page).startswith("0 of ")


def test_a_link_to_a_finding_opens_what_hides_it(opened: Opened, page_file: Path) -> None:
    hidden = opened().locator("details.more article.finding").last.get_attribute("id")
    page = opened()
    page.goto(f"{page_file.as_uri()}#{hidden}")
    page.reload()
    assert page.locator(f"#{hidden}").is_visible()


def test_without_script_the_page_is_plain_and_whole(opened: Opened, build: graphkit.Build) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("form.filter").is_hidden()
    assert page.locator("article.finding").count() == len(build.findings())
    assert page.locator("article.finding").first.is_visible()
    page.locator(".rule > details.more > summary").first.click()
    assert page.locator(".rule > details.more article.finding").first.is_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_page_is_accessible_and_fits(opened: Opened, scheme: str, width: int) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 900})
    open_details(page)
    assert flaws(page) == []


def test_headings_follow_one_another_and_tables_have_captions(opened: Opened) -> None:
    page = opened()
    levels: list[int] = page.locator("h1,h2,h3,h4,h5,h6").evaluate_all("all => all.map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.locator("table").count() == page.locator("table > caption").count() > 0


def test_the_page_prints_whole_on_white(opened: Opened) -> None:
    page = opened(color_scheme="dark")
    assert page.pdf(format="A4").startswith(b"%PDF-")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("form.filter").is_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article.finding").last.is_visible()


def test_nothing_of_a_document_runs(opened: Opened, tmp_path: Path) -> None:
    findings, sources = [], []
    for number, payload in enumerate(PAYLOADS):
        text = f"{payload}\n{payload} and {payload}\n"
        sources.append(
            Source(iri="urn:x", document=f"{payload}{number}", edition=payload, file=payload, title=payload, text=text)
        )
        place = Place(
            document=f"{payload}{number}", edition=payload, file=payload, line=2, end_line=2, quote=payload,
            statement=payload, start=len(payload) + 1, end=2 * len(payload) + 1,
        )  # fmt: skip
        told = Finding(payload, Severity.WARNING, payload, payload, payload, (place,), family=payload, reason=payload)
        findings += [told, replace(told, silenced=payload, places=()), replace(told, status=Status.MENDED)]
        findings.append(replace(told, places=(replace(place, document=f"other {payload}"),), weighed=payload))
    path = tmp_path / "evil.html"
    path.write_text(report(findings, "html", sources), encoding="utf-8")
    page = opened(path)
    assert page.locator("article.finding").count() == 2 * len(PAYLOADS)
    for summary in page.locator("summary").all():
        summary.click()
    page.locator("[name=words]").fill("script")
    page.locator("table.matrix td a").first.click()
    assert page.title() == "Consistency report"
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, [onload], [onerror], [onfocus], a[href^=javascript]").count() == 0
    assert set(page.locator("mark").all_text_contents()) == set(PAYLOADS)
