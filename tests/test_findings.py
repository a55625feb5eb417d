"""What is found in the four documents is quoted to the letter, by either engine. What it is, test_audit.py holds."""

from __future__ import annotations

from functools import cache

import pytest

from graphkit import documents, pipeline, validation
from graphkit.content import ROOT
from graphkit.findings import Finding
from graphkit.iris import DEFAULT_BASE, Names


@cache
def found(engine: str) -> tuple[Finding, ...]:
    names = Names(DEFAULT_BASE)
    library = documents.read_all([ROOT / "data" / "documents"])
    stated, derived, clashes = pipeline.quads_of(library, names)
    seen = [remark for reading in library.readings for remark in validation.remarks(reading, names)]
    return validation.validate([*stated, *derived], [*seen, *clashes], engine=engine)


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
