"""What is measured between documents: terms, shared wording, names of what has ended."""

from __future__ import annotations

from time import perf_counter

import pytest
from shelf import NAMES, Shelf, documents_of, groups

from graphkit.measures.kinds import ended_names, shared_text, term_drift
from graphkit.vocabulary import RCQ, SCHEME

# Words


def drifted(*texts: str) -> list[str]:
    shelf = Shelf()
    for at, text in enumerate(texts):
        shelf.document(f"d{at}")
        shelf.statement("Duty", text)
    return list(groups(term_drift.measure(shelf.facts, NAMES), "TermDrift"))


def test_two_names_of_one_concept_are_a_drift_and_singular_and_plural_are_not() -> None:
    assert drifted("Meet offenders", "Meet each person on probation") == ["offender / person on probation"]
    assert drifted("Meet people on probation", "Meet a person on probation") == []
    assert drifted("Meet offenders", "Meet the Offender") == []


def test_a_name_that_holds_a_term_is_no_use_of_it() -> None:
    assert drifted("Apply the Offender Management Act", "Meet people on probation") == []


def test_labels_without_a_warning_do_not_drift() -> None:
    assert drifted("Write a sentence plan", "Take part in sentence planning") == []


MORNING = "Open the upper gates of both locks with care in the morning before any boat has come"
LONG = "All keepers are subject to checks of their papers, their boats and their health before they are sent out"


def shared(*texts: str, kind: str = "Duty", family: str = "form") -> dict[str, dict[str, list[str]]]:
    shelf = Shelf()
    for at, text in enumerate(texts):
        shelf.document(f"d{at}", family=f"{family}{at}" if family == "own" else family)
        shelf.statement("Eligibility", LONG)
        shelf.statement(kind, text)
    triples = list(shared_text.measure(shelf.facts, NAMES))
    return {name: groups(iter(triples), name) for name in ("SharedText", "SharedTemplate", "DriftedText")}


def test_the_same_words_are_one_group_for_each_text_and_one_for_each_set_of_documents() -> None:
    found = shared("Open the gates in the morning", "Open the gates in the morning.")
    assert list(found["SharedText"]) == ["“All keepers are subject to checks of their papers, their…”", (
        "“Open the gates in the morning”")]  # fmt: skip
    assert list(found["SharedTemplate"]) == ["2 statements of 2 documents"]
    assert found["DriftedText"] == {}


def test_nearly_the_same_words_drift() -> None:
    found = shared(MORNING, MORNING.replace("in the", "each"))
    assert [documents_of(members) for members in found["DriftedText"].values()] == [["d0", "d1"]]


def test_a_long_run_of_the_same_words_is_enough() -> None:
    run = "people who have met with a range of floods and droughts"
    found = shared(f"Work with many {run} in all their years afloat", f"Work with {run}")
    assert len(found["DriftedText"]) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind", "family"),
    [
        (MORNING.replace("upper", "2 upper"), MORNING.replace("upper", "3 upper"), "Duty", "form"),
        (MORNING, "Mend the lower fence in the evening", "Duty", "form"),
        (MORNING, MORNING.replace("in the", "each"), "Duty", "own"),
        (MORNING, MORNING.replace("in the", "each"), "NosOutcome", "form"),
        (MORNING, MORNING.replace("in the", "each"), "Passage", "form"),
    ],
)
def test_what_is_no_drift(one: str, other: str, kind: str, family: str) -> None:
    assert shared(one, other, kind=kind, family=family)["DriftedText"] == {}


def test_wording_of_a_thousand_documents_is_measured_in_seconds() -> None:
    shelf = Shelf()
    for at in range(200):
        shelf.document(f"d{at}")
        shelf.statement("Eligibility", LONG)
        for line in range(16):
            shelf.statement("Duty", f"Keep lock w{at * 7 % 91} and weir v{line * at % 83} open u{at} for t{line} boats")
    facts = shelf.facts
    assert len(facts.current) == 200 * 17
    began = perf_counter()
    list(shared_text.measure(facts, NAMES))
    assert perf_counter() - began < 10


# Time


def ended(text: str, above: str = "") -> list[str]:
    shelf = Shelf()
    shelf.document("a", issued="2023-01-01")
    node = shelf.statement("Duty", text)
    shelf.add(node, RCQ.mentions, SCHEME["justice-names/crc"])
    if above:
        shelf.add(node, RCQ.listedUnder, shelf.statement("Passage", above))
    return list(groups(ended_names.measure(shelf.facts, NAMES), "EndedName"))


def test_what_has_ended_is_gathered_unless_the_words_speak_of_the_past() -> None:
    assert ended("Refer cases to a CRC") == ["Community Rehabilitation Company"]
    assert ended("Refer cases to a former CRC") == []
    assert ended("Staff of a CRC", above="These were previously eligible:") == []
