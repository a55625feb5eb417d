"""What the rules find in the four documents, typed by hand from their pages: all of it true, and nothing else."""

from __future__ import annotations

from functools import cache

import pytest

from graphkit import documents, pipeline, validation
from graphkit.content import ROOT
from graphkit.findings import Finding
from graphkit.iris import DEFAULT_BASE, Names

ESSEX, MAP, OFFICER, SPECIALIST = "essex-crc-probation-service-officer", "occ0494", "ps-jes-0031", "ps-jes-0108"

#: code, document, line of what is to be mended
EXPECTED = {
    ("essential-and-desirable", SPECIALIST, 179),  # Level 3 Education and Training, essential in line 174
    ("document-with-unknown-licence", ESSEX, 5),
    ("document-without-date", ESSEX, 5),
    ("document-without-reference", ESSEX, 5),
    ("document-without-status", ESSEX, 5),
    ("document-without-version", ESSEX, 5),
    ("document-without-author", ESSEX, 5),
    ("repeated-copies", ESSEX, 104),
    ("missing-number", ESSEX, 29),
    ("missing-number", ESSEX, 68),
    ("torn-word", ESSEX, 128),
    ("torn-word", ESSEX, 129),
    ("document-without-date", MAP, 20),
    ("document-without-version", MAP, 20),
    ("document-without-mapping", MAP, 20),
    ("empty-label", OFFICER, 133),
    ("empty-label", OFFICER, 135),
    ("item-not-restated", OFFICER, 87),
    ("role-without-reporting-line", OFFICER, 25),
    ("table-wording-differs", OFFICER, 182),  # people on probation for offenders
    ("strengths-not-chosen", OFFICER, 96),
    ("empty-label", SPECIALIST, 190),
    ("empty-label", SPECIALIST, 194),
    ("page-footer-inside", SPECIALIST, 86),
    ("unfilled-placeholder", SPECIALIST, 271),
    ("unfilled-placeholder", SPECIALIST, 276),
    ("unfilled-placeholder", SPECIALIST, 281),
    ("strengths-not-chosen", SPECIALIST, 127),
}


@cache
def found(engine: str) -> tuple[Finding, ...]:
    names = Names(DEFAULT_BASE)
    library = documents.read_all([ROOT / "data" / "documents"])
    stated, derived, clashes = pipeline.quads_of(library, names)
    seen = [remark for reading in library.readings for remark in validation.remarks(reading, names)]
    return validation.validate([*stated, *derived], [*seen, *clashes], engine=engine)


def test_the_findings_on_the_four_documents_are_the_true_ones() -> None:
    # acronyms are a matter of the names that are read, and tested there
    rest = [finding for finding in found("fast") if finding.code != "acronym-without-expansion"]
    assert {(finding.code, finding.places[0].document, finding.places[0].line) for finding in rest} == EXPECTED
    assert len(rest) == len(EXPECTED)


def test_every_quote_of_a_finding_is_the_very_slice_of_its_source() -> None:
    texts = {reading.identifier: reading.text for reading in documents.read_all([ROOT / "data" / "documents"]).readings}
    places = [place for finding in found("fast") for place in finding.places]
    assert places
    for place in places:
        assert place.document is not None
        text = texts[place.document]
        assert place.quote == text[place.start : place.end]
        assert place.start is not None
        assert place.line == text.count("\n", 0, place.start) + 1


@pytest.mark.long
def test_two_engines_find_the_same() -> None:
    assert found("fast") == found("reference")
