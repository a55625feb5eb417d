"""The judge itself, on a document of three statements: it passes what is right and names what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold_compare import Comparison, compare
from pyoxigraph import RdfFormat, Store

GOLD = """
[document]
identifier = "ab-1"
edition = "2.0"
issued = "2021-03-04"
[role]
class = "Job"
job_title = "Keeper"
[[statement]]
class = "Duty"
text = "Feed the otters."
lines = [3, 4]
section = "Duties"
order = 1
[[statement]]
class = "Experience"
text = "Experience of otters"
lines = [6, 6]
section = "Experience"
order = 1
modality = "Essential"
timing = "AtEntry"
[[statement]]
class = "Acronym"
text = "Otter Care Team (OCT)"
lines = [3, 3]
short_form = "OCT"
expansion = "Otter Care Team"
[[name]]
class = "Organisation"
text = "Otter Care Team"
line = 3
[[name]]
class = "Organisation"
text = "OCT"
line = 3
[[name]]
class = "Group"
text = "visitors"
line = 5
optional = true
"""

GRAPH = """
@prefix rcq: <https://w3id.org/rcq/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/rcq/id/ab-1/> .
GRAPH <stated> {
    <2.0> a rcq:Document ; dcterms:identifier "ab-1" ; dcat:version "2.0" ; dcterms:issued "2021-03-04" ;
        rcq:describes <role> .
    <role> a rcq:Job ; rcq:jobTitle "Keeper"@en .
    <duty/1> a rcq:Duty ; rcq:fromDocument <2.0> ; rcq:text "Feed the otters."@en ; rcq:section "Duties" ; rcq:order 1 ;
        rcq:quotedFrom <q/1> , <q/2> ; rcq:mentions <team> .
    <experience/1> a rcq:Experience ; rcq:fromDocument <2.0> ; rcq:text "Experience of otters"@en ; rcq:order 1 ;
        rcq:section "Experience" ; rcq:modality rcq:Essential ; rcq:timing rcq:AtEntry ; rcq:quotedFrom <q/3> .
    <acronym/oct> a rcq:Acronym ; rcq:fromDocument <2.0> ; rcq:text "Otter Care Team (OCT)"@en ; rcq:shortForm "OCT" ;
        rcq:expansion "Otter Care Team" .
    <q/1> rcq:firstLine 3 ; rcq:lastLine 3 . <q/2> rcq:firstLine 4 ; rcq:lastLine 4 .
    <q/3> rcq:firstLine 6 ; rcq:lastLine 6 .
    <team> a rcq:Organisation ; rdfs:label "Otter Care  Team"@en .
}
GRAPH <derived> { <duty/1> a rcq:Statement . <experience/1> a rcq:Requirement . }
"""


def judged(folder: Path, before: str = "", after: str = "") -> Comparison:
    assert before in GRAPH
    store = Store()
    store.load(GRAPH.replace(before, after, 1) if before else GRAPH, format=RdfFormat.TRIG)
    store.dump(str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    (folder / "gold.toml").write_text(GOLD, encoding="utf-8")
    return compare(folder / "graph.nq", [folder / "gold.toml"])


def test_a_graph_that_says_what_is_printed_has_no_fault(tmp_path: Path) -> None:
    result = judged(tmp_path)
    assert (result.f1, result.faulty(0), result.documents, result.classes) == (1.0, [], [], []), f"\n{result}"
    assert [result.recall("names"), result.precision("names")] == [1.0, 1.0]
    assert [result.recall("acronyms"), result.precision("acronyms")] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"Feed the otters."', '"Feed the otter."', "missing: line 3 'Feed the otters.' <- nearest: 'Feed the otter.'"),
        ("a rcq:Duty", "a rcq:Ability", "missing: line 3 'Feed the otters.' <- stands there as Ability"),
        ("rcq:order 1 ", "rcq:order 2 ", "order 2, not 1"),
        ('rcq:section "Duties"', 'rcq:section "Duty"', "section 'Duty', not 'Duties'"),
        ("rcq:modality rcq:Essential", "rcq:modality rcq:Desirable", "modality 'Desirable', not 'Essential'"),
        ("rcq:AtEntry", "rcq:AtEntry, rcq:Unstated", "timing 'AtEntry | Unstated', not 'AtEntry'"),
        ("rcq:timing", "rcq:code", "timing None, not 'AtEntry'"),
        ("rcq:order 1 ", "rcq:order 1 ; rcq:level 3 ", "level 3, not None"),
        ("rcq:lastLine 4", "rcq:lastLine 5", "lines [3, 5], not [3, 4]"),
        ("Otter Care  Team", "Otters", "missing: Otter Care Team (Organisation)"),
        ("Otter Care  Team", "Otters", "extra: Otters (Organisation)"),
        ("a rcq:Organisation", "a rcq:Group", "class of a name: ab-1: Otter Care Team: Group, not Organisation"),
        ('rcq:expansion "Otter', 'rcq:expansion "Other', "OCT: expansion 'Other Care Team', not 'Otter Care Team'"),
        ('rcq:shortForm "OCT"', 'rcq:shortForm "OT"', "missing: OCT"),
        ('"Keeper"', '"Reader"', "rcq:jobTitle is ['Reader'], not 'Keeper'"),
        ('dcat:version "2.0"', 'dcat:version "3.0"', "0 documents of edition 2.0, not one"),
    ],
)
def test_what_is_not_as_printed_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert said in str(judged(tmp_path, before, after))


def test_an_item_too_many_is_a_fault(tmp_path: Path) -> None:
    more = 'GRAPH <stated> { <duty/2> a rcq:Duty ; rcq:fromDocument <2.0> ; rcq:text "Sleep." . '
    assert judged(tmp_path, "GRAPH <stated> {", more).faulty(0) == [("ab-1", "Duty")]


def test_a_misread_item_is_one_fault(tmp_path: Path) -> None:
    result = judged(tmp_path, '"Feed the otters."', '"Feed the otter."')
    assert result.categories["ab-1", "Duty"].faults == 1
    assert result.f1 == pytest.approx(0.5)
