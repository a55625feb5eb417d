"""The page of the ontology: every term with all that is said of it, links that hold, and pictures that can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pytest
from browsing import Visit
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from site_html import facts, links, parsed, words

from graphkit import content
from graphkit.canonical import canonical
from graphkit.exports.site import ontology, rules
from graphkit.exports.site.declarations import Ontology
from graphkit.exports.site.diagram import Join, diagram, joins, main
from graphkit.exports.site.pages import files
from graphkit.exports.site.reading import Site
from graphkit.exports.site.trees import tree
from graphkit.markup import Html

if TYPE_CHECKING:
    from playwright.sync_api import Page

RCQ = Namespace("https://w3id.org/rcq/ontology#")
KINDS = {
    OWL.Class: "class", OWL.ObjectProperty: "object property", OWL.DatatypeProperty: "data property",
    OWL.AnnotationProperty: "annotation property", OWL.NamedIndividual: "individual",
}  # fmt: skip


@pytest.fixture(scope="module")
def stated() -> Graph:
    """The ontology as rdflib reads its files."""
    graph = Graph()
    for path in sorted((content.ROOT / "ontology").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def terms(exported: Path) -> dict[str, Element]:
    """The part of the page under each anchor."""
    return {each.get("id", ""): each for each in parsed(exported / "ontology" / "index.html").iter("section")}


def local(term: object) -> str:
    return str(term).removeprefix(RCQ)


@pytest.mark.parametrize("part", ["ontology", "rule"])
def test_a_page_is_valid_with_headings_in_order_and_anchors_of_their_own(exported: Path, part: str) -> None:
    page = parsed(exported / part / "index.html")
    anchors = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(anchors) == len(set(anchors))
    levels = [int(each.tag[1]) for each in page.iter() if re.fullmatch(r"h[1-6]", str(each.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_term_has_its_anchor_with_label_kind_and_definition(stated: Graph, terms: dict[str, Element]) -> None:
    declared = {node for kind in KINDS for node in stated.subjects(RDF.type, kind) if str(node).startswith(RCQ)}
    assert len(declared) > 150
    for node in declared:
        section = terms[local(node)]
        assert words(section[0]) == str(stated.value(node, RDFS.label))
        kinds = {name for kind, name in KINDS.items() if (node, RDF.type, kind) in stated}
        assert words(section[1]) in {f"rcq:{local(node)} {kind}" for kind in kinds}
        assert words(section[2]) == str(stated.value(node, SKOS.definition))
    shown = {name for name, each in terms.items() if each.get("class") == "term"}
    assert shown == {local(node) for node in declared}


def test_all_that_the_ontology_says_of_a_term_stands_under_it(stated: Graph, terms: dict[str, Element]) -> None:
    missing = []
    for node, predicate, value in stated:
        if not str(node).startswith(RCQ) or predicate == RDFS.isDefinedBy or value in KINDS:
            continue
        section = terms[local(node)]
        values = [value]
        if isinstance(value, BNode):
            values = list(Collection(stated, value))
        for each in values:
            own = str(each).startswith(RCQ)
            if isinstance(each, Literal):
                told = " ".join(str(each).split()) in words(section)
            elif predicate == RDF.type and not own:
                told = local(each).partition("#")[2].removesuffix("Property").lower() in words(section)
            else:
                told = (f"#{local(each)}" if own else str(each)) in links(section)
            if not told:
                missing.append((local(node), predicate, each))
    assert missing == []


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range])
def test_what_joins_two_terms_is_told_of_both(stated: Graph, terms: dict[str, Element], predicate: URIRef) -> None:
    pairs = [pair for pair in stated.subject_objects(predicate) if all(str(each).startswith(RCQ) for each in pair)]
    assert pairs
    assert [pair for pair in pairs if f"#{local(pair[0])}" not in links(terms[local(pair[1])])] == []


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Duty", {"Subclass of": "ceterms:Task, statement", "In the domain of": "supported by",
                  "In the range of": "has duty", "IRI": "https://w3id.org/rcq/ontology#Duty",
                  "Disjoint with": "acronym, competence, field, passage, requirement, restatement"}),
        ("hasDuty", {"Domain": "role", "Range": "duty", "Subproperty of": "ceterms:hasTask",
                     "Close match": "schema:responsibilities"}),
        ("reportsTo", {"Domain": "role", "Range": "role", "Close match": "org:reportsTo",
                       "Example": "“Manager – Service Delivery” (essex-crc-probation-service-officer)"}),
        ("Knowledge", {"Subclass of": "competence", "In the range of": "has knowledge",
                       "Source": "gov.uk/government/organisations/skills-england"}),
        ("Skill", {"Subclass of": "competence", "In the range of": "has skill"}),
        ("KsbBehaviour", {"Subclass of": "competence", "In the range of": "has behaviour of a standard"}),
        ("hasBehaviour", {"Domain": "role (by has competence), role (by has requirement)", "Range": "behaviour",
                          "Subproperty of": "has competence, has requirement"}),
        ("alternativeTo", {"Characteristics": "symmetric"}),
        ("progressesTo", {"Characteristics": "transitive", "Superproperty of": "progresses directly to"}),
        ("asksFor", {"Follows from": "has requirement then denotes, or has competence then denotes"}),
        ("Unstated", {"Type": "modality value, timing value"}),
        ("Modality", {"Individuals": "desirable, essential, unstated"}),
        ("Strength", {"Subclass of": "competence, requirement"}),
        ("Statement", {"Subclass of": "prov:Entity"}),
        ("standsFor", {"IRI": "https://w3id.org/rcq/ontology#standsFor"}),
    ],
)  # fmt: skip
def test_terms_are_told_as_their_files_have_them(
    terms: dict[str, Element], term: str, expected: dict[str, str]
) -> None:
    assert {name: facts(terms[term]).get(name) for name in expected} == expected


def test_rules_stand_under_the_terms_they_are_written_in(terms: dict[str, Element]) -> None:
    assert facts(terms["NosUnit"])["Used by"].split(", ")[-1] == "unit-without-outcomes"
    assert "../rule/index.html#duty-without-competence" in links(terms["Duty"])
    assert "../rule/index.html#competence-without-duty" in links(terms["supportedBy"])
    assert "../rule/index.html#role-without-duties" in links(terms["hasDuty"])
    assert facts(terms["hasOutcome"])["Used by"] == "unit-without-outcomes"
    assert "Used by" not in facts(terms["Timing"])


def test_the_ontology_as_a_whole_is_told(exported: Path) -> None:
    page = parsed(exported / "ontology" / "index.html")
    told = facts(page)
    assert words(next(page.iter("h1"))) == "Roles, competences and qualifications (ontology)"
    assert told["Version"] == "0.1.0"
    assert told["Prefix and namespace"] == "rcq: https://w3id.org/rcq/ontology#"
    assert told["Creator"] == "the graphkit project"
    assert told["Licence"] == "creativecommons.org/licenses/by/4.0/"
    assert told["Imports"].split(", ")[:4] == ["Competences", "Duties", "Levels", "Mappings"]
    assert told["Imported by"] == "Alignment with other vocabularies"
    borrowed = next([words(cell) for cell in row] for row in page.iter("tr") if words(row[0]) == "org")
    assert borrowed == ["org", "http://www.w3.org/ns/org#", "org:Organization"]


def test_the_data_beside_the_page_are_the_files_of_the_ontology(exported: Path, stated: Graph) -> None:
    beside = exported / "ontology"
    assert isomorphic(Graph().parse(beside / "index.ttl"), stated)
    forms = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
    told = [set(canonical(parse(path=str(beside / f"index.{suffix}"), format=form))) for suffix, form in forms.items()]
    assert told[0] == told[1] == told[2]


def test_blank_nodes_have_the_same_labels_every_time(site: Site, exported: Path) -> None:
    content.triples.cache_clear()
    again = [file for part in (ontology, rules) for page in part.pages(site) for file in files(page, "", Html())]
    data = [file for file in again if not file.path.endswith(".html")]
    assert len(data) == 6
    assert [file.path for file in data if (exported / file.path).read_bytes() != file.data] == []


def test_search_engines_are_told_of_every_term(exported: Path, terms: dict[str, Element]) -> None:
    script = next(
        each for each in parsed(exported / "ontology" / "index.html").iter("script")
        if each.get("type") == "application/ld+json"
    )  # fmt: skip
    told = json.loads(script.text or "")
    assert told["@type"] == "DefinedTermSet"
    codes = [each["termCode"] for each in told["hasDefinedTerm"] if each["@type"] == "DefinedTerm"]
    assert sorted(codes) == sorted(name for name, each in terms.items() if each.get("class") == "term")
    assert next(each["name"] for each in told["hasDefinedTerm"] if each["termCode"] == "reportsTo") == "reports to"


def test_the_search_finds_every_term(site: Site, terms: dict[str, Element]) -> None:
    (page,) = ontology.pages(site)
    entries = {entry.place.anchor: entry for entry in page.entries}
    assert entries.keys() == {name for name, each in terms.items() if each.get("class") == "term"}
    assert {entry.kind for entry in entries.values()} == {"Term"}
    assert (entries["hasDuty"].title, entries["hasDuty"].where) == ("has duty", "Ontology: Duties")
    assert "a duty that its document lists" in entries["hasDuty"].words


# The pictures


def test_the_picture_has_the_properties_between_the_main_classes(exported: Path) -> None:
    page = parsed(exported / "ontology" / "index.html")
    picture = next(each for each in page.iter() if str(each.tag).endswith("svg"))
    shown = links(picture)
    assert shown >= {"#Document", "#describes", "#Role", "#hasDuty", "#Duty", "#supportedBy", "#Competence"}
    assert not shown & {"#hasBehaviour", "#NosOutcome", "#Decision"}  # under a broader one, and of no main class
    alternative = [words(each) for each in page.iter("li")]
    assert {"has duty: from role to duty", "describes: from document to role", "duty is a kind of statement"} <= set(
        alternative
    )


NAMES = st.sampled_from([f"Class{'X' * n}{n}" for n in range(12)])
JOINS = st.lists(st.builds(Join, NAMES, st.integers(0, 99).map(lambda n: f"has{n}"), NAMES), min_size=1, max_size=24)


#: a line that passes two columns
LONG = [
    Join("A", "a", "C"), Join("A", "b", "D"), Join("A", "c", "B"), Join("B", "d", "C"), Join("B", "e", "C"),
    Join("D", "f", "B"), Join("D", "g", "C"),
]  # fmt: skip


@example(LONG)
@given(JOINS.map(lambda found: sorted({join.name: join for join in found}.values())))
def test_in_any_ontology_boxes_stand_apart_no_line_crosses_one_and_each_property_is_drawn_once(
    found: list[Join],
) -> None:
    drawn = diagram(found, lambda name: f"#{name}", "A picture")
    boxes = [tuple(map(int, each)) for each in re.findall(
        r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', drawn)]  # fmt: skip
    names = {name for join in found for name in (join.source, join.target)}
    assert len(boxes) == len(names)
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    lines = [line for way in re.findall(r' d="([^"]*)" class="line"', drawn) for line in runs(way)]
    assert [(line, box) for line in lines for box in boxes if overlap(line, box)] == []
    linked = re.findall(r'href="#(\w+)"', drawn)
    assert sorted(linked) == sorted([*names, *(join.name for join in found)])


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two rectangles, given by corner and size, share more than an edge."""
    return all(one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2] for axis in (0, 1))


def test_the_main_classes_are_those_that_hang_together_most() -> None:
    apart = [Join("A", "p", "B"), Join("B", "q", "C"), Join("X", "r", "Y")]
    assert main(apart) == apart[:2]
    star = [Join("Hub", f"p{n:02}", f"C{n:02}") for n in range(30)]
    assert len(main(star)) == 15  # sixteen classes


def test_of_many_kinds_of_one_class_the_last_are_one_box() -> None:
    """A module of twelve kinds of one class, as a file of the ontology would have it."""
    lines = [
        "@prefix rcq: <https://w3id.org/rcq/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "<https://w3id.org/rcq/ontology/things> a owl:Ontology .",
        "rcq:Thing a owl:Class ; rdfs:isDefinedBy <https://w3id.org/rcq/ontology/things> .",
    ]
    for n in range(12):
        lines.append(
            f"rcq:Kind{n:02} a owl:Class ; rdfs:subClassOf rcq:Thing ;"
            " rdfs:isDefinedBy <https://w3id.org/rcq/ontology/things> ."
        )
    small = Ontology(quad.triple for quad in parse("\n".join(lines), format=RdfFormat.TURTLE))
    (module,) = small.modules.values()
    drawn = tree(module, small, lambda anchor: f"#{anchor}")
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawn) == ["Thing", *(f"Kind{n:02}" for n in range(8)), "4 more"]
    assert 'href="#module-things"' in drawn
    assert joins(small) == []


@pytest.fixture(params=[("light", 1400), ("dark", 400)], ids=["light, wide", "dark, narrow"])
def shown(request: pytest.FixtureRequest, visit: Visit, exported: Path) -> Page:
    scheme, width = request.param
    viewport = {"width": width, "height": 900}
    return visit(exported.as_uri(), "/ontology/index.html", color_scheme=scheme, viewport=viewport)


def test_no_words_leave_their_box_and_no_two_boxes_meet(shown: Page) -> None:
    pictures = shown.evaluate(
        """() => [...document.querySelectorAll("svg.diagram")].map(svg => {
            const of = node => { const b = node.getBBox(); return [b.x, b.y, b.width, b.height] };
            return { size: [0, 0, svg.viewBox.baseVal.width, svg.viewBox.baseVal.height],
                boxes: [...svg.querySelectorAll(".box")].map(a => ["rect", "text"].map(k => of(a.querySelector(k)))),
                names: [...svg.querySelectorAll(".join text")].map(of),
                lines: [...svg.querySelectorAll(".line")].map(each => each.getAttribute("d")) } })"""
    )
    assert len(pictures) > 10
    for picture in pictures:
        rects = [rect for rect, _ in picture["boxes"]]
        assert [pair for pair in combinations(rects, 2) if overlap(*pair)] == []
        assert [(rect, text) for rect, text in picture["boxes"] if not inside(text, rect, 4)] == []
        every = [text for _, text in picture["boxes"]] + picture["names"]
        assert [pair for pair in combinations(every, 2) if overlap(*pair)] == []
        assert [each for each in rects + every if not inside(each, picture["size"], 0)] == []
        lines = [line for way in picture["lines"] for line in runs(way)]
        assert [(line, text) for line in lines for text in every if overlap(line, text)] == []
        # a name on a line touches no box; a name in a box stays in it
        touching = [(name, rect) for name in picture["names"] for rect in rects if overlap(name, rect)]
        assert [(name, rect) for name, rect in touching if not inside(name, rect, 4)] == []


def runs(way: str) -> Iterator[tuple[float, ...]]:
    """The straight runs of a path, each as a rectangle without height or width."""
    x, y = 0, 0
    for letter, numbers in re.findall(r"([MHV]) ([\d ]+)", way):
        to = [int(number) for number in numbers.split()]
        x2, y2 = {"M": to, "H": [to[0], y], "V": [x, to[-1]]}[letter]
        if letter != "M":
            yield min(x, x2), min(y, y2), abs(x2 - x), abs(y2 - y)
        x, y = x2, y2


def inside(one: tuple[float, ...], other: tuple[float, ...], margin: float) -> bool:
    """Whether a rectangle lies in another, so far from its left and right edge at least."""
    return (
        one[0] >= other[0] + margin and one[0] + one[2] <= other[0] + other[2] - margin
        and one[1] >= other[1] and one[1] + one[3] <= other[1] + other[3]
    )  # fmt: skip


def test_pictures_are_shown_at_a_size_that_can_be_read(shown: Page) -> None:
    scales = shown.evaluate(
        """() => [...document.querySelectorAll("svg.diagram")].map(
            svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
    )
    assert min(scales) == pytest.approx(1, abs=0.05)
