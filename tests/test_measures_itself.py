"""What is measured of what one document says twice, under another heading, at another level or in another number."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal
from shelf import NAMES, Shelf, documents_of, groups

from graphkit.documents.draft import Draft
from graphkit.documents.odd_lines import observe_glued_footers
from graphkit.documents.source import Source
from graphkit.measures.kinds import (
    counts,
    other_kinds,
    printed_twice,
    qualification_levels,
    risk_levels,
    scales,
    shared_text,
    titles,
)
from graphkit.records import Span, Status
from graphkit.vocabulary import RCQ, SCHEME

LONG = "Applicants from outside must serve {} months on trial before the board confirms them in the post"


def test_a_paragraph_or_an_item_of_one_list_printed_twice() -> None:
    shelf = Shelf()
    shelf.document("a")
    for kind, text in (("Passage", "The lock is kept by day and by night alike."), ("Strength", "Calm")):
        for _ in range(2):
            shelf.add(shelf.statement(kind, text), RCQ.section, Literal(kind))
    found = groups(printed_twice.measure(shelf.facts, NAMES), "PrintedTwice")
    assert {label: len(members) for label, members in found.items()} == {
        "“The lock is kept by day and by night alike.”": 2, "“Calm”": 2,
    }  # fmt: skip


def test_what_two_lists_share_is_not_printed_twice() -> None:
    shelf = Shelf()
    shelf.document("a")
    for section in ("Essential", "Desirable"):
        shelf.add(shelf.statement("Experience", "Work afloat"), RCQ.section, Literal(section))
        shelf.statement("Passage", "You must have:")
    assert list(printed_twice.measure(shelf.facts, NAMES)) == []


@pytest.mark.parametrize(
    ("kind", "text", "is_other"),
    [
        ("KsbBehaviour", "Customs law and how it binds masters", True),
        ("KsbBehaviour", "Reflect on own work and how it is seen", False),
        ("KsbBehaviour", "Act with care", False),
        ("Behaviour", "AF5(3) Teach a crew", True),
        ("Behaviour", "Working Together", False),
    ],
)
def test_knowledge_and_units_among_behaviours(kind: str, text: str, is_other: bool) -> None:
    shelf = Shelf()
    shelf.document("a")
    shelf.add(shelf.statement(kind, text), RCQ.section, Literal("Knowledge, skills and behaviours"))
    assert bool(groups(other_kinds.measure(shelf.facts, NAMES), "OtherKind")) is is_other


def test_a_ladder_of_one_name_misses_a_step_that_other_names_have() -> None:
    shelf = Shelf()
    for name, level in (("a", 3), ("b", 4), ("c", 6)):
        shelf.document(name, publisher="Canal Trust")
        shelf.statement("Qualification", f"Level {level} Certificate in Lock Keeping")
        shelf.statement("Training", "Level 5 Diploma in Weirs")
    triples = list(qualification_levels.measure(shelf.facts, NAMES))
    found = groups(iter(triples), "QualificationLadder")
    assert {label: documents_of(members) for label, members in found.items()} == {
        "Levels of the Certificate in Lock Keeping": ["a", "b", "c"]
    }
    assert [triple.object for triple in triples if triple.predicate == RCQ.missing] == [Literal("5")]


def test_a_title_behind_which_stands_the_reference_of_another() -> None:
    shelf = Shelf()
    shelf.document("cb-7", title="Lock Keeper")
    shelf.document("cb-9", title="Canal Manager")
    shelf.statement("Passage", "The manager leads the Sluice Wardens (CB-7) and the Lock Keepers (CB-7).")
    assert list(groups(titles.measure(shelf.facts, NAMES), "SharedTitle")) == ["Lock Keeper / Sluice Wardens"]


@pytest.mark.parametrize(("text", "mixed"), [("A Grade 3 post", True), ("A Band 3 post", False), ("Grade 4", False)])
def test_a_passage_that_calls_a_band_a_grade(text: str, mixed: bool) -> None:
    shelf = Shelf()
    shelf.document("a")
    shelf.add(shelf.role, RCQ.band, SCHEME["hmpps-bands/3"])
    shelf.field(RCQ.band, "3", "Band")
    shelf.statement("Passage", text)
    assert bool(groups(scales.measure(shelf.facts, NAMES), "MixedScale")) is mixed


@pytest.mark.parametrize(("kind", "drifts"), [("Eligibility", True), ("Experience", False)])
def test_another_number_is_drift_only_where_one_is_set_for_all(kind: str, drifts: bool) -> None:
    shelf = Shelf()
    for name, months in (("a", 6), ("b", 9)):
        shelf.document(name, publisher="Canal Trust")
        shelf.statement(kind, LONG.format(months))
    assert bool(groups(shared_text.measure(shelf.facts, NAMES), "DriftedText")) is drifts


def test_paragraphs_drift_only_where_they_share_a_long_run() -> None:
    shelf = Shelf()
    long = "These duties describe the post as it is now and may be changed after talks with whoever holds it, {}."
    short = "The holder of this post keeps {} and answers to the harbour board."
    for name, ends, keeps in (("a", "in writing", "locks"), ("b", "in time", "weirs")):
        shelf.document(name, publisher="Canal Trust")
        shelf.statement("Passage", long.format(ends))
        shelf.statement("Passage", short.format(keeps))
    (members,) = groups(shared_text.measure(shelf.facts, NAMES), "DriftedText").values()
    assert documents_of(members) == ["a", "b"]


@pytest.mark.parametrize(("other", "found"), [("low, medium or high", True), ("very high", False)])
def test_levels_of_risk_that_overlap_need_fewer_words_in_common(other: str, found: bool) -> None:
    shelf = Shelf()
    shelf.document("a")
    shelf.statement("Passage", "Keepers work with boats on canals assessed as low or medium risk of harm.")
    shelf.statement("Duty", f"Report boats on canals assessed as {other} risk of harm.")
    assert bool(groups(risk_levels.measure(shelf.facts, NAMES), "RiskSaid")) is found


def test_how_often_is_held_against_the_months_that_are_named() -> None:
    shelf = Shelf()
    shelf.document("a")
    shelf.statement("Duty", "Meet four times a year, in March, July and November.")
    shelf.statement("Duty", "Meet twice a year, in the town hall.")
    triples = list(counts.measure(shelf.facts, NAMES))
    numbers = {t.predicate: t.object.value for t in triples if isinstance(t.object, Literal)}
    assert (numbers[RCQ.said], numbers[RCQ.counted]) == ("4", "3")
    assert len(groups(iter(triples), "CountSaid")) == 1


def test_a_footer_run_into_a_sentence_and_a_code_above_its_words() -> None:
    text = "Duty D8\n\nMend what CB-7 Lock Keeper v3.0 was broken.\n"
    draft = Draft(Source("a.txt", text, ""))
    draft.reference = "CB-7 Lock Keeper v3.0"
    label, _, words = draft.source.lines
    draft.mark([label], Status.LABEL)
    draft.add("Duty", [words], code="D8", section="Duties")
    observe_glued_footers(draft)
    assert [seen.span.of(text) for seen in draft.observations if seen.span] == ["CB-7 Lock Keeper v3.0"]
    assert draft.finished()[0].code_span == Span(0, 7)
