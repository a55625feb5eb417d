"""The report on the site: every finding by its rule and at its place, and the same findings in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from site_files import broken, written

import graphkit
from graphkit.exports.settings import Settings
from graphkit.exports.site import report as part
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View
from graphkit.findings import loads


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    assert written(part, site, folder) == []
    return folder


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_files_hold_the_findings_of_the_build(folder: Path, build: graphkit.Build) -> None:
    found = build.findings()
    assert loads(text(folder / "report/findings.json")) == found
    names = {path.name for path in (folder / "report").iterdir() if path.is_file()}
    forms = {"csv", "json", "junit.xml", "sarif", "ttl", "txt"}
    assert names == {"index.html", "whole.html", *(f"findings.{form}" for form in forms)}
    (run,) = json.loads(text(folder / "report/findings.sarif"))["runs"]
    assert len(run["results"]) == len(found)


def test_a_finding_leads_to_the_statements_it_is_about(folder: Path) -> None:
    """Lines 174 and 179 of PS-JES-0108 ask for one qualification as essential and as desirable."""
    page = text(folder / "report/essential-and-desirable/index.html")
    assert "../../rule/essential-and-desirable/index.html" in page or "../../rule/index.html#essential" in page
    assert page.count('href="../../id/ps-jes-0108/1.0/index.html#training/') >= 2
    assert "<q>Level 3 Education and Training and Level 3 Assessing qualifications</q>" in page
    assert ":174" in page
    assert ":179" in page


def test_every_finding_is_told_where_other_pages_look_for_it(folder: Path, site: Site) -> None:
    places = part.places_of(site)
    assert set(places) == set(site.findings)
    for finding, place in places.items():
        page = text(folder / place.path / "index.html")
        assert f'id="{place.anchor}"' in page, finding.message


def test_the_first_page_counts_by_document_and_rule(folder: Path, build: graphkit.Build) -> None:
    page = text(folder / "report/index.html")
    violations = sum(finding.severity == "violation" for finding in build.findings())
    assert f'<span class="number">{violations}</span>' in page
    assert "../id/ps-jes-0108/1.0/index.html" in page
    assert "../id/ps-jes-0108/1.0/report.html" in page
    assert "essential-and-desirable/index.html" in page
    assert (folder / "id/ps-jes-0108/1.0/report.html").is_file()


def test_no_link_within_the_report_leads_nowhere(folder: Path) -> None:
    assert list(broken(folder, ["report", "assets"])) == []


def test_what_touches_a_document_that_is_left_out_is_left_out(build: graphkit.Build, tmp_path: Path) -> None:
    site = Site(View(build, Settings(), licensed_only=True))
    assert len(site.findings) < len(build.findings())
    written(part, site, tmp_path)
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"essex-crc-probation-service-officer" not in path.read_bytes(), path


def test_of_very_many_findings_there_is_no_page_of_all(
    build: graphkit.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part, "WHOLE", 10)
    monkeypatch.setattr(part, "SHOWN", 5)
    (loss,) = written(part, Site(View(build, Settings())), tmp_path)
    assert loss.what == "all findings on one page"
    assert not (tmp_path / "report/whole.html").exists()
    assert "more are in the" in text(tmp_path / "report/acronym-without-expansion/index.html")
    assert list(broken(tmp_path, ["report"])) == []


def test_words_of_a_finding_are_never_markup(build: graphkit.Build, tmp_path: Path) -> None:
    payload = "<script>document.title = 'run'</script>"
    site = Site(View(build, Settings()))
    first = site.findings[0]
    places = tuple(replace(place, quote=payload) for place in first.places)
    evil = replace(first, title=payload, message=payload, advice=payload, reason=payload, places=places)
    site.__dict__["findings"] = (evil,)
    written(part, site, tmp_path)
    for path in [*tmp_path.glob("report/index.html"), *tmp_path.glob("report/*/index.html")]:
        assert "<script" not in text(path)
        assert "&lt;script&gt;" in text(path)
