"""The page of mappings: every accepted pair with both texts, and how much else the tables of decisions hold."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from site_files import broken, written

import graphkit
from graphkit.content import ROOT
from graphkit.exports.settings import Settings
from graphkit.exports.site import mappings
from graphkit.exports.site.pages import Page
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View


@pytest.fixture(scope="module")
def page(site: Site) -> Page:
    (page,) = mappings.pages(site)
    return page


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of decisions."""
    text = (ROOT / "data" / "alignments" / f"{name}.sssom.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"))


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


def cards(page: Page) -> list[str]:
    return re.findall(r'<article id="[0-9a-f]+" class="mapping">(.*?)</article>', page.body, re.DOTALL)


def test_what_was_decided_is_counted_as_in_the_tables(page: Page) -> None:
    nothing = [row for row in rows("rejected") if row["object_id"] == "sssom:NoTermFound"]
    told = dict(re.findall(r'<th scope="row">([^<]*)</th><td class="number">([^<]*)</td>', page.body))
    assert told == {
        "Accepted": str(len(rows("accepted"))),
        "Unsure": str(len(rows("unsure"))),
        "Rejected": str(len(rows("rejected")) - len(nothing)),
        "Nothing matches": str(len(nothing)),
        "To be decided again": "0",
        "Suggested": str(len(rows("suggested"))),
    }


def test_every_accepted_pair_stands_with_both_texts_and_the_reason(page: Page) -> None:
    shown = [plain(card) for card in cards(page)]
    accepted = rows("accepted")
    assert len(shown) == len(accepted)
    for row in accepted:
        assert any(
            " ".join(row["subject_label"].split()) in card
            and " ".join(row["object_label"].split()) in card
            and f"“{row['comment']}”" in card
            for card in shown
        ), row


def test_a_pair_says_how_its_texts_stand_to_each_other_and_who_says_so(page: Page) -> None:
    """The first row of accepted.sssom.tsv; Essex prints the duty on line 51 and OCC0494 prints D9."""
    (card,) = [card for card in cards(page) if "both keep case records as organisational standards" in card]
    one, how, other = (plain(piece) for piece in re.findall(r"<blockquote>.*?</blockquote>|<p class=.*?</p>", card)[:3])
    assert one.startswith("Maintain case files, records in accordance with National Standards and Essex CRC Policies")
    assert one.endswith("Duty, essex-crc-probation-service-officer")
    assert how == "says nearly the same as"
    assert other.startswith("D9 Adhere to organisational processes and procedures for securely recording")
    assert plain(card).endswith("graphkit-project, 2026-11-23; curated, not yet reviewed by a practitioner.")


@pytest.mark.parametrize(
    ("predicate", "words"),
    [("closeMatch", "says nearly the same as"), ("broadMatch", "is narrower than"), ("exactMatch", "says the same as")],
)
def test_every_predicate_is_told_in_words(page: Page, predicate: str, words: str) -> None:
    number = sum(row["predicate_id"] == f"skos:{predicate}" for row in rows("accepted"))
    assert number > 0
    assert sum(f">{words}</a>" in card for card in cards(page)) == number


def test_the_anchor_of_each_pair_is_the_end_of_its_iri_and_the_data_are_its_triples(page: Page) -> None:
    anchors = re.findall(r'<article id="([0-9a-f]+)"', page.body)
    assert len(set(anchors)) == len(anchors)
    nodes = {NamedNode(f"https://w3id.org/rcq/id/mapping/{anchor}") for anchor in anchors}
    assert nodes == {triple.subject for triple in page.data}
    assert len(page.data) == 10 * len(anchors)  # class, decision, two ends, predicate, reason, hash, author, day, why


def test_many_pairs_have_a_page_for_each_document_and_keep_their_anchors(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mappings, "_LONGEST", 20)
    *parts, index = mappings.pages(site)
    written(mappings, site, tmp_path)
    assert {page.place.path for page in parts} == {
        "mappings/essex-crc-probation-service-officer/unknown",
        "mappings/occ0494/unknown",
        "mappings/ps-jes-0031/6.0",
    }
    assert sum(len(cards(page)) for page in parts) == len(rows("accepted"))
    assert cards(index) == []
    assert len(re.findall(r'<li id="[0-9a-f]+"><a href="', index.body)) == len(rows("accepted"))
    assert list(broken(tmp_path, ["mappings"])) == []
    data = (tmp_path / "mappings/occ0494/unknown/index.nt").read_bytes()
    assert len({quad.subject for quad in parse(data, format=RdfFormat.N_TRIPLES)}) == len(
        [row for row in rows("accepted") if row["subject_id"].startswith("rcqid:occ0494/")]
    )


def test_a_build_without_mappings_says_so(build: graphkit.Build) -> None:
    view = View(build, Settings())
    view.__dict__["store"], view.__dict__["suggestions"] = Store(), ()
    (page,) = mappings.pages(Site(view))
    assert set(re.findall(r'<td class="number">([^<]*)</td>', page.body)) == {"0"}
    assert cards(page) == []


def test_no_pair_of_a_left_out_document_is_told(build: graphkit.Build) -> None:
    """The document of Essex CRC has no licence."""
    (page,) = mappings.pages(Site(View(build, Settings(), licensed_only=True)))
    own = [row for row in rows("accepted") if "rcqid:essex" not in row["subject_id"] + row["object_id"]]
    assert len(cards(page)) == len(own) > 0
    assert "essex" not in page.body
