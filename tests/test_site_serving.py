"""What lies beside the pages for servers and crawlers: rules for Apache, an entry for w3id.org, sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

import graphkit
from graphkit import pipeline
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.site import serving
from graphkit.exports.site.pages import DATA
from graphkit.exports.site.places import Place, Places
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, Loss, View
from graphkit.iris import Names

ADDRESS = "https://roles.example/a%20site/"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def split(pieces: Iterator[File | Loss]) -> tuple[dict[str, str], list[Loss]]:
    """The texts of the files by path, and the losses."""
    files, losses = dict[str, str](), list[Loss]()
    for piece in pieces:
        if isinstance(piece, File):
            files[piece.path] = piece.data.decode()
        else:
            losses.append(piece)
    return files, losses


def served(build: graphkit.Build, settings: Settings, *editions: str) -> tuple[dict[str, str], list[Loss]]:
    """What is yielded of a build, to which documents were added, each named by what follows `id/` in its IRI."""
    site = Site(View(build, settings))
    more = (replace(site.sources[0], iri=f"https://w3id.org/rcq/id/{edition}") for edition in editions)
    site.__dict__["sources"] = (*site.sources, *more)
    return split(serving.pages(site))


def located(text: str) -> list[str]:
    """The addresses that a sitemap names, in order."""
    return [str(found.text) for found in etree.fromstring(text.encode()).iter(f"{SITEMAPS}loc")]


def test_the_rules_name_no_path_of_a_host_and_every_format(build: graphkit.Build) -> None:
    files, _ = served(build, Settings(address=ADDRESS))
    rules = files[serving.HTACCESS]
    assert "://" not in rules
    assert "roles.example" not in rules
    assert "rcq" not in rules
    assert "@" not in rules
    for suffix, _, media in DATA:
        assert re.search(rf'AddType "?{re.escape(media)}\b.*\.{suffix}\n', rules)
        assert f"[E=SUFFIX:{suffix}" in rules


def test_a_title_cannot_end_the_directive_it_stands_in(build: graphkit.Build) -> None:
    files, _ = served(build, Settings(title='A "b" \\ %{ENV:X} <i>\nRequire all denied é'))
    (line,) = (line for line in files[serving.HTACCESS].splitlines() if line.startswith("ErrorDocument"))
    assert line.isascii()
    assert line.count('"') == 2
    assert "<title>Not found - A &quot;b&quot; &#92; %&#123;ENV:X} &lt;i&gt; Require all denied &#233;</title>" in line
    assert not any(line.startswith("Require") for line in files[serving.HTACCESS].splitlines())


def test_the_entry_for_w3id_org_sends_all_below_the_base_to_the_address(build: graphkit.Build) -> None:
    settings = Settings(address=ADDRESS, title="Roles\nof ours", publisher="A council", contact_email="a@roles.example")
    files, losses = served(build, settings)
    assert files[serving.W3ID].splitlines() == [
        "# Roles of ours: the entry of https://w3id.org/rcq/, rcq/.htaccess in w3id.org's own files",
        "# A council, a@roles.example",
        "",
        "Header always set Access-Control-Allow-Origin *",
        "RewriteEngine on",
        'RewriteRule "^(.*)$" "https://roles.example/a site/$1" [R=303,L]',
    ]
    assert losses == []


def test_without_an_address_there_is_no_entry_for_w3id_org(build: graphkit.Build) -> None:
    files, losses = served(build, Settings())
    assert list(files) == [serving.HTACCESS]
    assert [(loss.item, loss.what) for loss in losses] == [("https://w3id.org/rcq/", "w3id.htaccess")]


def test_a_base_elsewhere_has_no_entry_at_w3id_org(tmp_path: Path) -> None:
    pipeline.build([ROOT / "data" / "documents" / "ps-jes-0031"], tmp_path / "build", base="https://roles.example/")
    files, losses = served(graphkit.open(tmp_path / "build"), Settings(address=ADDRESS))
    assert list(files) == [serving.HTACCESS]
    assert losses == []


def test_a_base_that_no_server_is_asked_for_is_told(tmp_path: Path) -> None:
    pipeline.build([ROOT / "data" / "documents" / "ps-jes-0031"], tmp_path / "build", base="https://w3id.org/roles#")
    files, losses = served(graphkit.open(tmp_path / "build"), Settings(address=ADDRESS))
    assert list(files) == [serving.HTACCESS]
    assert [(loss.item, loss.what) for loss in losses] == [("https://w3id.org/roles#", "the answers to all IRIs")]


def test_what_no_server_finds_by_its_iri_is_told(build: graphkit.Build) -> None:
    odd = ("a-1/%3E%202", "a-1/2%2Fb", "a-1/2%3F", "a-1/..")
    files, losses = served(build, Settings(address=ADDRESS), *odd)
    assert [(loss.item.removeprefix("https://w3id.org/rcq/id/"), loss.reason.split(" ")[0]) for loss in losses] == [
        ("a-1/2%2Fb", "Apache"),
        ("a-1/..", "no"),
        ("a-1/2%3F", "w3id.org"),
    ]
    for name, pattern in zip(odd[:3], (r"\x3E\x202", r"2%2[Ff]b", r"2\x3F"), strict=True):
        folder = name.replace("%", "~25")
        assert rf'"^(?:id|graph)/a\-1/{pattern}$" - [E=PAGE:/id/{folder}/index]' in files[serving.HTACCESS]


@pytest.mark.parametrize(
    ("edition", "folder"), [("..", "~2E~2E"), (".", "~2E"), (".htaccess", "~2Ehtaccess"), ("1..2", "1..2")]
)
def test_dots_of_an_edition_are_no_steps_of_a_path(edition: str, folder: str) -> None:
    names = Names("https://w3id.org/rcq/")
    for node in (names.document("a-1", edition), names.stated("a-1", edition)):
        assert Places(names).of(node.value) == Place(f"id/a-1/{folder}")
    assert Places(names).of(names.role("a-1", edition).value) == Place(f"id/a-1/{folder}/role")


def test_a_sitemap_names_every_page_by_its_address() -> None:
    pages = ["index.html", "id/a-1/~253E/index.html", "a b/é & co/index.html"]
    files, losses = split(serving.sitemap(pages, Settings(address="https://roles.example/?a&b/")))
    assert losses == []
    assert located(files[serving.SITEMAP]) == [
        "https://roles.example/?a&b/index.html",
        "https://roles.example/?a&b/id/a-1/~253E/index.html",
        "https://roles.example/?a&b/a%20b/%C3%A9%20%26%20co/index.html",
    ]
    assert "lastmod" not in files[serving.SITEMAP]


def test_a_sitemap_of_a_dated_export_says_when() -> None:
    files, _ = split(serving.sitemap(["index.html"], Settings(address=ADDRESS, dated="2026-11-22")))
    tree = etree.fromstring(files[serving.SITEMAP].encode())
    assert [found.text for found in tree.iter(f"{SITEMAPS}lastmod")] == ["2026-11-22"]
    assert tree.tag == f"{SITEMAPS}urlset"


@pytest.mark.parametrize(("number", "parts"), [(0, []), (50_000, []), (50_001, [50_000, 1]), (100_000, [50_000] * 2)])
def test_a_sitemap_holds_no_more_than_its_protocol_allows(number: int, parts: list[int]) -> None:
    files, _ = split(serving.sitemap((f"id/a-{each}/index.html" for each in range(number)), Settings(address=ADDRESS)))
    if parts:
        names = [f"sitemap-{each}.xml" for each in range(1, len(parts) + 1)]
        assert etree.fromstring(files[serving.SITEMAP].encode()).tag == f"{SITEMAPS}sitemapindex"
        assert located(files[serving.SITEMAP]) == [ADDRESS + name for name in names]
        assert [len(located(files[name])) for name in names] == parts
        assert len({page for name in names for page in located(files[name])}) == number
    else:
        assert sorted(files) == ["robots.txt", "sitemap.xml"]
        assert len(located(files[serving.SITEMAP])) == number


def test_robots_are_told_of_the_sitemap() -> None:
    files, _ = split(serving.sitemap(["index.html"], Settings(address="https://roles.example/site/")))
    robots = RobotFileParser()
    robots.parse(files[serving.ROBOTS].splitlines())
    assert robots.site_maps() == ["https://roles.example/site/sitemap.xml"]
    assert robots.can_fetch("*", "https://roles.example/site/id/a-1/1.0/index.html")


def test_without_an_address_there_is_no_sitemap() -> None:
    files, losses = split(serving.sitemap(["index.html"], Settings()))
    assert files == {}
    assert [loss.item for loss in losses] == [serving.SITEMAP]


def test_the_sitemap_of_an_export_names_the_pages_that_are_there(build: graphkit.Build, tmp_path: Path) -> None:
    writing.export("site", build, tmp_path / "site", Settings(address=ADDRESS))
    there = {ADDRESS + path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    named = located((tmp_path / "site" / serving.SITEMAP).read_text())
    assert set(named) == there
    assert len(named) == len(there)
    assert f"{ADDRESS}id/ps-jes-0108/1.0/index.html" in there
