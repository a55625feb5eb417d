"""The static site as a whole: every link leads somewhere, every node has its place, the data are what is stated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Visit, flaws, open_details
from pyoxigraph import NamedNode, RdfFormat, parse
from site_files import Parsed, broken, parsed

import graphkit

BASE = "https://w3id.org/rcq/"


@pytest.fixture(scope="module")
def pages(exported: Path) -> dict[str, Parsed]:
    return parsed(exported)


def test_every_link_leads_to_a_file_and_an_anchor_of_the_site(pages: dict[str, Parsed], exported: Path) -> None:
    assert len(pages) > 400
    assert list(broken(exported, pages=pages))[:20] == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    links = ("a/index.html#one", "#here", "a/index.html#two", "b/index.html", "../index.html", "/index.html", "file:x")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text('<h1 id="one">A</h1>')
    (tmp_path / "index.html").write_text("".join(f'<a href="{link}" id="{at}">' for at, link in enumerate(links)))
    assert list(broken(tmp_path)) == [
        "index.html: #here leads to no anchor",
        "index.html: a/index.html#two leads to no anchor",
        "index.html: b/index.html leads to no file",
        "index.html: ../index.html leads out of the site",
        "index.html: /index.html leads out of the site",
        "index.html: file:x leads out of the site",
    ]


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
    build: graphkit.Build, exported: Path
) -> None:
    concluded = {
        quad.triple for quad in build.quads() if str(quad.graph_name).endswith("graph/derived>")
    } - {quad.triple for quad in build.quads() if not str(quad.graph_name).endswith("graph/derived>")}  # fmt: skip
    written = sorted(exported.rglob("index.nt"))
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


def test_a_page_says_what_is_printed_and_where(exported: Path) -> None:
    page = (exported / "id" / "ps-jes-0108" / "1.0" / "index.html").read_text("utf-8")
    duty = page[page.index('id="duty/4"') :]
    duty = duty[: duty.index("</article>")]
    assert (
        "Plan, chair and review tasking with external providers for the Desistance and Disengagement Programme." in duty
    )
    assert "Printed at line" in duty
    role = (exported / "id" / "ps-jes-0108" / "1.0" / "role" / "index.html").read_text("utf-8")
    assert "HMPPS Probation Service Band 5" in role
    assert role.index("Probation Counter Terrorism Lead") < role.index("Concluded")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 360)])
@pytest.mark.parametrize(
    "path",
    ["", "documents/", "id/occ0494/unknown/", "roles/", "id/ps-jes-0108/1.0/role/", "id/ps-jes-0108/role/",
     "frameworks/", "id/ps-jes-0108/1.0/framework/", "concepts/", "scheme/justice-names/oasys/", "scheme/soc2020/",
     "id/concept/qualification/level-3-assessing/", "mappings/", "moves/", "moves/ps-jes-0031/ps-jes-0108/",
     "questions/", "questions/duties/", "report/", "report/essential-and-desirable/", "ontology/", "rule/"],
)  # fmt: skip
def test_a_page_opens_from_the_disk_and_everybody_can_read_it(
    path: str, scheme: str, width: int, exported: Path, visit: Visit
) -> None:
    viewport = {"width": width, "height": 900}
    page = visit(exported.as_uri(), f"/{path}index.html", color_scheme=scheme, viewport=viewport)
    open_details(page)
    assert flaws(page) == []
