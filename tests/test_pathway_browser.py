"""The page of a progression as a browser shows it: from a file, light and dark, wide and narrow, with no request."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import flaws
from moving import item, moved, role

import graphkit
from graphkit.pathways.formats import written

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]


@pytest.fixture(scope="module")
def page_file(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pathway") / "page.html"
    path.write_text(written(build.progression("ps-jes-0031", "ps-jes-0108"), "html"), encoding="utf-8")
    return path


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 390)])
def test_the_page_is_accessible_and_fits(opened: Opened, scheme: str, width: int) -> None:
    assert flaws(opened(color_scheme=scheme, viewport={"width": width, "height": 900})) == []


@pytest.mark.parametrize(("width", "shown"), [(1280, "wide"), (390, "narrow")])
def test_one_picture_is_shown_and_its_words_stay_inside(opened: Opened, width: int, shown: str) -> None:
    page = opened(viewport={"width": width, "height": 900})
    visible = [each for each in page.locator("svg.picture").all() if each.is_visible()]
    assert [each.get_attribute("class") for each in visible] == [f"picture {shown}"]
    assert "described by no document of the build" in (visible[0].get_attribute("aria-label") or "")
    outside = """svg => {
        const frame = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text, rect")].map(one => one.getBoundingClientRect())
            .filter(box => box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom).length;
    }"""
    assert visible[0].evaluate(outside) == 0
    crowded = """svg => {
        const texts = [...svg.querySelectorAll("text")].map(one => one.getBoundingClientRect());
        return texts.flatMap((a, i) => texts.slice(i + 1).filter(b =>
            a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)).length;
    }"""
    assert visible[0].evaluate(crowded) == 0


def test_bars_are_as_long_as_what_they_count(opened: Opened) -> None:
    page = opened()
    rows = page.locator("table.chart tbody tr:has(svg)")
    for row in rows.all():
        cells = row.locator("td.count").all_inner_texts()
        widths = row.locator("rect").evaluate_all("all => all.map(one => +one.getAttribute('width'))")
        assert [int(cell) for cell in cells[:-1] if cell.strip().isdigit()] == widths
        assert int(cells[-1]) == sum(widths)


def test_headings_follow_one_another_and_the_table_has_a_caption(opened: Opened) -> None:
    page = opened()
    levels: list[int] = page.locator("h1,h2,h3,h4").evaluate_all("all => all.map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.locator("table").count() == page.locator("table > caption").count() == 1


def test_it_is_walked_by_keyboard(opened: Opened) -> None:
    page = opened()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "gates"
    link = page.locator("table.chart td a").first
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.url.endswith(link.get_attribute("href") or "?")


def test_a_long_title_and_one_unbroken_word_break_nothing(opened: Opened, tmp_path: Path) -> None:
    long, unbroken = "Very " * 40 + "Senior Keeper", "W" * 300
    path = tmp_path / "long.html"
    path.write_text(
        written(
            moved(
                role("a/1", item("Duty", unbroken), title=long),
                role("b/1", item("Duty", unbroken + "x"), item("Qualification", long), title=unbroken),
            ),
            "html",
        ),
        encoding="utf-8",
    )
    page = opened(path, viewport={"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_page_prints_on_white(opened: Opened) -> None:
    page = opened(color_scheme="dark")
    assert page.pdf(format="A4").startswith(b"%PDF-")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
