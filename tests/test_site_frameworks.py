"""The pages of frameworks: the tree of items, the published mapping both ways, and the accepted correspondences."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse
from site_files import written

import graphkit
from graphkit import pipeline
from graphkit.content import ROOT
from graphkit.exports import frameworks as trees
from graphkit.exports.settings import Settings
from graphkit.exports.site import editions
from graphkit.exports.site.frameworks import Frameworks
from graphkit.exports.site.pages import Page
from graphkit.exports.site.reading import Site
from graphkit.exports.view import Loss, View
from graphkit.vocabulary import SSSOM

ESSEX = "id/essex-crc-probation-service-officer/unknown"


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    return {page.place.path: page for page in editions.pages(site, [Frameworks])}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The frameworks of standards whose duties have a published mapping."""
    output = tmp_path_factory.mktemp("records") / "build"
    pipeline.build([ROOT / "tests" / "documents" / "api-records"], output)
    site = Site(View(graphkit.open(output), Settings()))
    return {page.place.path: page for page in editions.pages(site, [Frameworks])}


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


def item(page: Page, anchor: str) -> str:
    """An item, up to the next."""
    (found,) = re.findall(rf'<li id="{anchor}">(.*?)(?=<li id=|</section>)', page.body, re.DOTALL)
    return str(found)


def test_every_framework_of_every_document_has_a_page(pages: dict[str, Page]) -> None:
    assert set(pages) == {
        "frameworks",
        f"{ESSEX}/framework",
        f"{ESSEX}/framework/nos",
        "id/occ0494/unknown/framework",
        "id/ps-jes-0031/6.0/framework",
        "id/ps-jes-0108/1.0/framework",
    }
    listed = plain(re.sub("</t[hd]>", "|", pages["frameworks"].body))
    assert "knowledge 20, skill 19, behaviour of a standard 5, duty 10|" in listed
    assert "unit of occupational standards 22, outcome of a unit 71|" in listed


def test_the_outcomes_of_a_unit_stand_under_it(pages: dict[str, Page]) -> None:
    """Essex prints EC7 on line 139 and its first outcomes on lines 140 and 141."""
    body = pages[f"{ESSEX}/framework/nos"].body
    start = body.index('<li id="nos-unit/ec7">')
    unit = body[start:]
    assert plain(unit[: unit.index("</p>")]) == (
        "EC7 Promote and reinforce positive behavioural goals during relationships with individuals"
    )
    below = unit[unit.index('<ul class="asked items">') :]
    first, second = re.findall(r'<li id="(nos-outcome/ec7/[12])"><p><a href="([^"]*)">([^<]*)</a>', below)[:2]
    assert first == (
        "nos-outcome/ec7/1",
        "../../index.html#nos-outcome/ec7/1",
        "Facilitate behavioural change using pro-social modelling,",
    )
    assert second[2] == "Review the effectiveness of behavioural change with individuals."


def test_requirements_stand_by_kind_with_how_much_they_are_asked_for(pages: dict[str, Page]) -> None:
    """PS-JES-0108 lines 170 to 179: the training under its announcement, which is no kind of its own."""
    page = pages["id/ps-jes-0108/1.0/framework"]
    headings = re.findall(r'<h2 id="of-[^"]*">([^<]*): \d+</h2>', page.body)
    assert headings[0] == "Duty"
    assert "Passage" not in headings
    assert {"Experience", "Training requirement", "Eligibility condition"} <= set(headings)
    training = plain(item(page, "training/5"))
    assert training.startswith("Level 7 Advanced Certificate in Counter Terrorism desirable")
    announced = page.body.index(
        "Successful candidates will be required to complete the following professional training"
    )
    assert announced < page.body.index('<li id="training/1">') < page.body.index("Level 3 Education and Training")


def test_a_correspondence_says_what_it_is_why_and_that_nobody_reviewed_it(pages: dict[str, Page]) -> None:
    """data/alignments/accepted.sssom.tsv: the first administrative duty of Essex and D9 of OCC0494, by closeMatch."""
    found = item(pages["id/occ0494/unknown/framework"], "duty/d9")
    text = plain(found)
    assert text.startswith("D9 Adhere to organisational processes and procedures")
    assert "Says nearly the same as Maintain case files, records in accordance with National Standards" in text
    assert "“both keep case records as organisational standards and procedures require”" in text
    assert '<a href="../../../../mappings/index.html#' in found
    assert found.count("<li>") == text.count("curated, not yet reviewed by a practitioner")


def test_a_wider_statement_is_called_wider_from_one_side_and_narrower_from_the_other(pages: dict[str, Page]) -> None:
    bodies = [plain(page.body) for page in pages.values()]
    wider, narrower = (sum(body.count(words) for body in bodies) for words in ("Is wider than", "Is narrower than"))
    assert wider == narrower == 40  # 29 broadMatch and 11 narrowMatch in accepted.sssom.tsv, each seen from both sides


def test_who_reviewed_a_correspondence_is_named(build: graphkit.Build) -> None:
    view = View(build, Settings())
    site = Site(view)
    quads = list(build.quads())
    node = next(quad.subject for quad in quads if quad.predicate == SSSOM.subject_id)
    reviewer = NamedNode("https://example.org/people/reader")
    store = Store()
    store.extend([*quads, Quad(node, SSSOM.reviewer_id, reviewer, view.names.graph("alignments"))])
    view.__dict__["store"] = store
    told = [plain(page.body).count("reviewed by reader") for page in editions.pages(site, [Frameworks])]
    assert sum(told) == 2  # at either end


def test_the_published_mapping_of_duties_is_read_both_ways(records: dict[str, Page]) -> None:
    """tests/documents/api-records: the duty of ST1910 1.0 maps one K, one S and one B."""
    page = records["id/st1910/1.0/framework"]
    duty = page.body[page.body.index("Cut, lay and stake a hedge.") :]
    tied = re.search(r"<dt>Supported by</dt><dd>(.*?)</dd>", duty)
    assert tied is not None
    assert plain(tied[1]) == "Growth of thorn and hazel, Sharpen a billhook, Work patiently"
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', tied[1]))
    assert (
        len(re.findall(r"<dt>Supports</dt><dd><a href=\"#[^\"]*\">Cut, lay and stake a hedge</a></dd>", page.body)) == 3
    )


def test_two_editions_have_two_titles(records: dict[str, Page]) -> None:
    titles = {path: page.title for path, page in records.items()}
    assert titles["id/st1910/1.0/framework"].endswith("(st1910, edition 1.0)")
    assert titles["id/st1910/1.1/framework"].endswith("(st1910, edition 1.1)")
    assert len(set(titles.values())) == len(titles)


def test_the_data_are_what_is_stated_of_the_items(build: graphkit.Build, site: Site, tmp_path: Path) -> None:
    written(editions, site, tmp_path)
    place = "id/occ0494/unknown"
    graph = NamedNode(f"https://w3id.org/rcq/graph/{place.removeprefix('id/')}")
    own = re.compile(rf"https://w3id\.org/rcq/{place}/(?:knowledge|skill|ksb-behaviour|duty)/[^/]+")
    stated: set[Triple] = {
        quad.triple
        for quad in build.quads()
        if quad.graph_name == graph and isinstance(quad.subject, NamedNode) and own.fullmatch(quad.subject.value)
    }
    data = (tmp_path / place / "framework" / "index.nt").read_bytes()
    assert {quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)} == stated
    assert len({triple.subject for triple in stated}) == 54


def test_one_document_at_a_time_gives_the_frameworks_of_all(site: Site) -> None:
    whole = [each for each in trees.frameworks(site.view.stated, "2024-01-01") if not isinstance(each, Loss)]
    apart = [
        each
        for edition in site.editions()
        for each in trees.frameworks(edition.stated, "2024-01-01")
        if not isinstance(each, Loss)
    ]
    assert [(each.node, each.name, each.title, each.dated) for each in apart] == [
        (each.node, each.name, each.title, each.dated) for each in whole
    ]
    assert [[(e.node, e.parent, e.place) for e in each.entries] for each in apart] == [
        [(e.node, e.parent, e.place) for e in each.entries] for each in whole
    ]
    assert {each.dated for each in apart} >= {"2022-05-30"}
