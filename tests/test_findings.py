"""What is found in the four documents is quoted to the letter. What it is, test_audit.py holds."""

from __future__ import annotations

from graphkit import documents, pipeline
from graphkit.content import ROOT
from graphkit.iris import DEFAULT_BASE, Names


def test_every_quote_of_a_finding_is_the_very_slice_of_its_source() -> None:
    library = documents.read_all([ROOT / "data" / "documents"])
    texts = {reading.identifier: reading.text for reading in library.readings}
    _, findings, _ = pipeline.examine(library, Names(DEFAULT_BASE), tables=[])
    places = [place for finding in findings for place in finding.places]
    assert places
    for place in places:
        assert place.document is not None
        text = texts[place.document]
        assert place.quote == text[place.start : place.end]
        assert place.start is not None
        assert place.line == text.count("\n", 0, place.start) + 1
