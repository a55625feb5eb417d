"""The pages of concepts and schemes: what names a concept stands on its page, and nothing else is in its data."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse
from site_files import broken, written

import graphkit
from graphkit.exports.settings import Settings
from graphkit.exports.site import concepts, editions, mappings, uses
from graphkit.exports.site.pages import Page
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View

ESSEX = "essex-crc-probation-service-officer"
DERIVED = NamedNode("https://w3id.org/rcq/graph/derived")


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    return {page.place.path: page for page in concepts.pages(site)}


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The concepts, with all that they and what they lead to has a page in."""
    folder = tmp_path_factory.mktemp("site")
    for part in (concepts, editions, mappings):
        written(part, site, folder)
    return folder


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


def part_of(page: Page, title: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"<h2[^>]*>{title}</h2>(.*?)</section>", page.body, re.DOTALL)
    return found[1] if found else ""


def test_every_concept_and_scheme_that_is_stated_has_a_page(build: graphkit.Build, pages: dict[str, Page]) -> None:
    own = re.compile(r"https://w3id\.org/rcq/((?:id/concept|scheme)/.+)")
    stated = {
        found[1]
        for quad in build.quads()
        if quad.graph_name != DERIVED
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode) and (found := own.fullmatch(term.value))
    }
    assert stated == set(pages) - {"concepts"}
    assert len([path for path in pages if path.count("/") == 1]) == 9  # the files in ontology/schemes and the thesaurus


def test_a_name_is_marked_in_every_statement_that_names_it(pages: dict[str, Page]) -> None:
    """OASys: lines 31 and 52 of Essex, and two duties of PS-JES-0108 that begin on lines 55 and 68."""
    named = part_of(pages["scheme/justice-names/oasys"], "Where it is named")
    assert "Named by 4 statements of 2 documents." in named
    assert re.findall(r"<mark>([^<]*)</mark>", named) == ["OASys"] * 4
    links = re.findall(r'<li><a href="([^"]*)">([^<]*)</a>', named)
    assert links == [
        (f"../../../id/{ESSEX}/unknown/index.html#duty/core-operational-duties/3", "Duty, line 31"),
        (f"../../../id/{ESSEX}/unknown/index.html#duty/core-administrative-duties/2", "Duty, line 52"),
        ("../../../id/ps-jes-0108/1.0/index.html#duty/1", "Duty, line 55"),
        ("../../../id/ps-jes-0108/1.0/index.html#duty/3", "Duty, line 68"),
    ]
    assert "Use the relevant information systems and technology effectively, including nDelius, OASys, IAPs, etc." in (
        plain(named)
    )


def test_who_has_a_band_and_who_deals_with_a_body_is_told_at_their_pages(pages: dict[str, Page]) -> None:
    """PS-JES-0108 prints "PS Band 5"; Essex line 13 "Liaison with: ... Head Office"; OCC0494 "SOC 2020 code: 3229"."""
    band = plain(part_of(pages["scheme/hmpps-bands/5"], "What leads to it"))
    assert band == "Band ofCT Specialist Probation Practitioner (ps-jes-0108)"
    office = plain(part_of(pages["id/concept/organisation/head-office"], "What leads to it"))
    assert office == f"Contact ofProbation Service Officer ({ESSEX})"
    occupation = plain(part_of(pages["scheme/soc2020/3229"], "What leads to it"))
    assert "Probation service practitioner (occ0494)" in occupation


def test_what_is_concluded_stands_apart_and_not_in_the_data(pages: dict[str, Page]) -> None:
    """PS-JES-0108 asks for "Level 3 Assessing" by an item of a list: that the role asks for it is concluded."""
    page = pages["id/concept/qualification/level-3-assessing"]
    concluded = part_of(page, "Concluded")
    assert "Asked for by" in concluded
    assert "CT Specialist Probation Practitioner" in concluded
    assert "Asked for by" not in page.body.replace(concluded, "")
    properties = {triple.predicate.value.rsplit("#", 1)[1] for triple in page.data}
    assert properties == {"type", "label"}


def test_the_data_beside_a_page_are_all_that_is_stated_of_its_concepts(
    build: graphkit.Build, folder: Path, pages: dict[str, Page]
) -> None:
    stated: dict[str, set[Triple]] = defaultdict(set)
    for quad in build.quads():
        if quad.graph_name != DERIVED and isinstance(quad.subject, NamedNode):
            stated[quad.subject.value.removeprefix("https://w3id.org/rcq/")].add(quad.triple)
    for path in set(pages) - {"concepts"}:
        expected = set(stated[path])
        if path.count("/") == 1:
            expected |= {
                triple for other, triples in stated.items() if other.startswith(f"{path}/") for triple in triples
            }
        for suffix, form in (("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)):
            data = (folder / path / f"index.{suffix}").read_bytes()
            assert {quad.triple for quad in parse(data, format=form)} == expected, (path, suffix)


def test_a_scheme_is_a_tree_with_its_source_and_licence(pages: dict[str, Page]) -> None:
    """ontology/schemes/soc2020.ttl: 26 sub-major groups, and the unit group 3229 under 32."""
    page = pages["scheme/soc2020"]
    assert "by/4.0/" in page.body
    assert "https://www.ons.gov.uk/" in page.body
    tree = part_of(page, "27 concepts")
    under = re.search(r'Health and social care associate professionals</a><ul class="tree">(.*?)</ul>', tree)
    assert under is not None
    assert plain(under[1]) == "3229 Welfare and housing associate professionals n.e.c. 1 statement"
    numbers = re.findall(r"<code>(\d+)</code>", tree)
    assert numbers == sorted(numbers)


def test_broader_and_narrower_lead_to_each_other(pages: dict[str, Page]) -> None:
    """data/thesaurus.ttl: risk assessment has a broader concept, risk, and a narrower one, risk factor."""
    body = pages["scheme/thesaurus/risk-assessment"].body
    assert re.search(r'<dt>Broader</dt><dd><a href="../risk/index.html">risk</a></dd>', body)
    assert re.search(r'<dt>Narrower</dt><dd><a href="../risk-factor/index.html">risk factor</a></dd>', body)
    assert '<a href="../risk-assessment/index.html">risk assessment</a>' in pages["scheme/thesaurus/risk-factor"].body
    assert "No statement was read as naming it." in body


def test_a_relation_that_is_stated_at_one_end_is_shown_at_both(pages: dict[str, Page]) -> None:
    """ontology/schemes/rqf-levels.ttl says that RQF level 3 is a close match of EQF level 4; the other says nothing."""
    page = pages["scheme/eqf-levels/4"]
    assert not any("closeMatch" in triple.predicate.value for triple in page.data)
    assert re.search(r'<dt>Close match</dt><dd><a href="../../rqf-levels/3/index.html">', page.body)


def test_used_concepts_are_listed_by_kind_with_their_counts(pages: dict[str, Page]) -> None:
    text = plain(re.sub("</t[hd]>", "|", part_of(pages["concepts"], "Named by documents")))
    assert "|OASys|4|2|" in text.replace("|Documents", "")
    assert "Head Office|1|1|" in text
    assert "risk assessment" not in text  # of the thesaurus, which no statement names
    schemes = plain(re.sub("</t[hd]>", "|", part_of(pages["concepts"], "Curated schemes")))
    assert "Standard Occupational Classification 2020: codes in use|27|1|" in schemes


def test_no_two_pages_have_one_title(pages: dict[str, Page], site: Site) -> None:
    titles = [page.title for part in (concepts, editions, mappings) for page in part.pages(site)]
    assert len(titles) == len(set(titles))
    assert pages["scheme/hmpps-bands/5"].title == "HMPPS Probation Service Band 5 (pay band)"
    assert pages["id/concept/qualification/level-3-assessing"].title == "Level 3 Assessing (qualification)"


def test_a_page_tells_search_engines_what_its_term_means(folder: Path) -> None:
    page = (folder / "scheme/justice-names/oasys/index.html").read_text(encoding="utf-8")
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(said) == {
        "@context": "https://schema.org",
        "@id": "https://w3id.org/rcq/scheme/justice-names/oasys",
        "@type": "DefinedTerm",
        "alternateName": ["Offender Assessment System"],
        "description": "The system with which prison and probation staff assess a person's risks and needs "
        "and plan the sentence.",
        "inDefinedTermSet": "https://w3id.org/rcq/scheme/justice-names",
        "name": "OASys",
        "termCode": "oasys",
    }


def test_what_thousands_name_is_shown_in_part_and_counted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uses, "SHOWN", 3)
    pages = {page.place.path: page for page in concepts.pages(site)}
    named = part_of(pages["scheme/justice-names/oasys"], "Where it is named")
    assert "Named by 4 statements of 2 documents. The first 3 are shown." in named
    assert named.count("<li>") == 3
    held = part_of(pages["id/concept/framework/st0494-probation-service-practitioner"], "What leads to it")
    assert "The first 3 of 44 are shown." in held
    assert held.count("<li>") == 3


def test_a_long_kind_has_a_list_of_its_own(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concepts, "_LONGEST", 3)
    pages = {page.place.path: page for page in concepts.pages(site)}
    own = pages["concepts/organisation"]
    assert own.body.count('<th scope="row">') == 8
    listed = part_of(pages["concepts"], "Named by documents")
    assert '<a href="organisation/index.html">All 8</a>' in listed
    assert len(re.findall(r'href="\.\./id/concept/organisation/', listed)) == 3


def test_no_link_leads_nowhere(folder: Path) -> None:
    parts = ["concepts", "scheme", "frameworks", "mappings", "id"]
    assert list(broken(folder, parts)) == []


def test_what_only_a_left_out_document_names_has_no_page(build: graphkit.Build) -> None:
    """The document of Essex CRC has no licence; it alone names Head Office."""
    site = Site(View(build, Settings(), licensed_only=True))
    pages = {page.place.path: page for page in concepts.pages(site)}
    assert "id/concept/organisation/head-office" not in pages
    assert "Named by 2 statements of 1 document." in pages["scheme/justice-names/oasys"].body
    assert not any(ESSEX in page.body for page in pages.values())


def test_what_is_only_concluded_of_is_no_concept(build: graphkit.Build) -> None:
    """PS-JES-0108 alone names the programme that it misprints; that it is a named thing is concluded."""
    store = Store()
    store.extend(quad for quad in build.quads() if "ps-jes-0108" not in str(quad.graph_name))
    programme = NamedNode("https://w3id.org/rcq/id/concept/programme/heathy-identity-intervention")
    assert list(store.quads_for_pattern(programme, None, None, None))
    view = View(build, Settings())
    view.__dict__["store"] = store
    assert "id/concept/programme/heathy-identity-intervention" not in {
        page.place.path for page in concepts.pages(Site(view))
    }
