"""What tests in a browser share: how a page is opened, and whether everybody can read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: root, path below it, settings of the window -> the page
Visit = Callable[..., "Page"]


def flaws(page: Page) -> list[object]:
    """What of a page not everybody can read: that it is wider than its window, and what axe finds in it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    width = page.evaluate("document.documentElement.scrollWidth")
    is_wide = page.viewport_size is None or width > page.viewport_size["width"]
    found = axe.Axe().run(page, options={"preload": False}).response["violations"]
    told = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found]
    return [*([f"{width} pixels wide"] if is_wide else []), *told]


def open_details(page: Page) -> None:
    """Opens whatever is folded away."""
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
