"""Pages as a strict HTML5 parser reads them, and what stands in their lists of names."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

html5 = pytest.importorskip("html5rdf", reason="html5rdf is not installed: pip install .[test]")


def parsed(path: Path) -> Element:
    """A page as a strict HTML5 parser reads it, which refuses what the standard calls a parse error."""
    parser = html5.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(path.read_text(encoding="utf-8"))
    return root


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def facts(section: Element) -> dict[str, str]:
    """What stands beside each name in the list of a term or a rule."""
    return {words(each[0]): words(each[1]) for each in section.iter("div") if len(each) == 2 and each[0].tag == "dt"}


def links(section: Element) -> set[str]:
    return {each.get("href", "") for each in section.iter() if str(each.tag).rpartition("}")[2] == "a"}
