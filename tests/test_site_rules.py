"""The page of the rules: each under its code, as its file has it, with what it found in this build."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDFS, SKOS, Graph, Namespace
from rdflib.compare import isomorphic
from site_files import written
from site_html import facts, links, parsed, words

import graphkit
from graphkit import content
from graphkit.canonical import canonical
from graphkit.exports.settings import Settings
from graphkit.exports.site import rules
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View

RCQ, RULE = Namespace("https://w3id.org/rcq/ontology#"), "https://w3id.org/rcq/rule/"
SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def stated() -> Graph:
    """The rules as rdflib reads their files."""
    graph = Graph()
    for path in sorted((content.ROOT / "ontology" / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


def told(path: Path) -> dict[str, Element]:
    """The part of a page under each code."""
    return {each.get("id", ""): each for each in parsed(path).iter("section") if each.get("class") == "term"}


@pytest.fixture(scope="module")
def shown(exported: Path) -> dict[str, Element]:
    return told(exported / "rule" / "index.html")


def test_every_rule_stands_under_its_code(stated: Graph, shown: dict[str, Element]) -> None:
    codes = {str(node).removeprefix(RULE) for node in stated.subjects(SH.severity)}
    assert len(codes) > 150
    assert shown.keys() == codes
    for code, section in shown.items():
        node = next(each for each in stated.subjects(SH.severity) if str(each) == RULE + code)
        assert words(section[0]).endswith(str(stated.value(node, RDFS.label)))
        assert words(section[2]) == str(stated.value(node, RCQ.reason))
        assert facts(section)["What to do"] == str(stated.value(node, RCQ.advice))


def test_every_rule_stands_in_its_family(stated: Graph, exported: Path) -> None:
    text = (exported / "rule" / "index.html").read_text(encoding="utf-8")
    parts = text.split('<section><h2 id="family-')[1:]
    assert len(parts) == 8
    for part in parts:
        label = part.partition(">")[2].partition("<")[0]
        (family,) = (
            each for each in stated.subjects(SKOS.prefLabel) if str(stated.value(each, SKOS.prefLabel)) == label
        )
        codes = {str(rule).removeprefix(RULE) for rule in stated.objects(family, SKOS.member)}
        assert {code for code in codes if f'id="{code}"' in part} == codes


@pytest.mark.parametrize(
    ("code", "title", "kind", "expected"),
    [
        ("role-without-duties", "■violation A role without duties",
         "role-without-duties violation, SHACL property shape",
         {"Says": "No duty is printed: say what the holder of the role does.", "Looks at": "each job, each occupation",
          "Asks for": "has duty: at least 1", "In this build": "nothing found"}),
        ("duty-without-competence", "▲warning A duty that no competence supports",
         "duty-without-competence warning, SHACL node shape",
         {"Looks at": "each duty", "What to do": "Map at least one piece of knowledge, skill or behaviour to the duty, "
          "or drop the duty."}),
        ("disjoint-classes", "■violation One thing in two classes that share nothing",
         "disjoint-classes violation, closure rule",
         {"What to do": "Follow the path given: one of the facts, or one of the axioms, is wrong.", "Says": None}),
        ("essential-and-desirable", None, None, {"In this build": "1 finding"}),
        ("stale-mapping", "▲warning A decision on other texts", "stale-mapping warning, table rule",
         {"Looks at": None}),
    ],
)  # fmt: skip
def test_rules_are_told_as_their_files_have_them(
    shown: dict[str, Element], code: str, title: str | None, kind: str | None, expected: dict[str, str | None]
) -> None:
    section = shown[code]
    assert title is None or words(section[0]) == title
    assert kind is None or words(section[1]) == kind
    assert {name: facts(section).get(name) for name in expected} == expected


def test_a_query_stands_with_its_rule_as_it_is_run(shown: dict[str, Element]) -> None:
    (query,) = ("".join(each.itertext()) for each in shown["duty-without-competence"].iter("pre"))
    assert query.startswith("SELECT $this WHERE {\n    $this rcq:fromDocument ?document .\n")
    assert "FILTER NOT EXISTS { $this rcq:supportedBy ?competence }" in query
    assert list(shown["role-without-duties"].iter("pre")) == []


def test_which_rule_silences_which_is_told_on_both_sides(stated: Graph, shown: dict[str, Element]) -> None:
    pairs = [tuple(str(each).removeprefix(RULE) for each in pair) for pair in stated.subject_objects(RCQ.standsFor)]
    assert pairs
    for louder, silent in pairs:
        assert silent in facts(shown[louder])["Silences"].split(", ")
        assert louder in facts(shown[silent])["Silent beside"].split(", ")


def test_each_rule_says_how_much_it_found_and_leads_there(
    build: graphkit.Build, shown: dict[str, Element], exported: Path
) -> None:
    found = Counter(finding.code for finding in build.findings() if finding.silenced is None)
    assert len(found) > 10
    for code, section in shown.items():
        number = found.get(code, 0)
        assert facts(section)["In this build"] == (
            f"{number:,} finding{'' if number == 1 else 's'}" if number else "nothing found"
        )
        assert (f"../report/{code}/index.html" in links(section)) == bool(number)
        assert bool(number) == (exported / "report" / code / "index.html").is_file()


def test_what_is_found_in_a_document_that_is_left_out_is_not_counted(build: graphkit.Build, tmp_path: Path) -> None:
    site = Site(View(build, Settings(), licensed_only=True))
    written(rules, site, tmp_path)
    counted = {code: facts(each)["In this build"] for code, each in told(tmp_path / "rule" / "index.html").items()}
    assert counted["document-with-unknown-licence"] == "nothing found"
    left = Counter(finding.code for finding in site.findings)
    assert 0 < sum(left.values()) < len(build.findings())
    assert {code: int(words.split()[0]) for code, words in counted.items() if words != "nothing found"} == left


def test_the_data_beside_the_page_are_the_files_of_the_rules(exported: Path, stated: Graph) -> None:
    beside = exported / "rule"
    assert isomorphic(Graph().parse(beside / "index.ttl"), stated)
    forms = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
    same = [set(canonical(parse(path=str(beside / f"index.{suffix}"), format=form))) for suffix, form in forms.items()]
    assert same[0] == same[1] == same[2]


def test_the_search_finds_every_rule(site: Site, shown: dict[str, Element]) -> None:
    (page,) = rules.pages(site)
    entries = {entry.place.anchor: entry for entry in page.entries}
    assert entries.keys() == shown.keys()
    assert {entry.kind for entry in entries.values()} == {"Rule"}
    assert entries["unit-without-outcomes"].title == "A unit without outcomes"
    assert "cannot be assessed" in entries["unit-without-outcomes"].words
    assert entries["unit-without-outcomes"].where == "Rules: Complete"
