"""What is measured between documents: titles, roles, scales, demands."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal
from shelf import NAMES, Shelf, documents_of, groups, number

from graphkit import documents, measures, pipeline
from graphkit.measures.kinds import (
    competence_schemes,
    demands,
    qualification_levels,
    scales,
    titles,
    undescribed_roles,
)
from graphkit.vocabulary import RCQ, RDFS, SCHEME

FOUR = Path(__file__).parent.parent / "data" / "documents"


# Titles and roles


def test_titles_that_differ_by_plurals_and_case_are_one() -> None:
    shelf = Shelf()
    shelf.document("a", title="Lock Services Officer")
    shelf.document("b", title="Lock Service Officer")
    shelf.document("c", title="Lock Officer")
    shelf.document("d", kind=RCQ.Occupation, title="Bargee")
    shelf.field(RCQ.typicalJobTitle, "Lock services officer")
    found = groups(titles.measure(shelf.facts, NAMES), "SharedTitle")
    assert {label: documents_of(members) for label, members in found.items()} == {
        "Lock Services Officer / Lock Service Officer": ["a", "b", "d"]
    }


def test_a_title_only_named_counts_where_a_role_is_described_under_it() -> None:
    shelf = Shelf()
    shelf.document("a", title="Lock Services Officer")
    shelf.document("b", title="Bargee")
    shelf.names(
        shelf.statement("Duty", "Report to the Lock Service Officer and the Dyke Reeve"), "Lock Service Officer"
    )
    shelf.names(shelf.statement("Duty", "Write to the Dyke Reeve"), "Dyke Reeve")
    assert list(groups(titles.measure(shelf.facts, NAMES), "SharedTitle")) == [
        "Lock Services Officer / Lock Service Officer"
    ]


def test_a_title_printed_twice_in_one_document_is_not_shared() -> None:
    shelf = Shelf()
    shelf.document("a", title="Lock Keeper")
    shelf.field(RCQ.jobTitle, "Lock Keepers")
    assert groups(titles.measure(shelf.facts, NAMES), "SharedTitle") == {}


def test_an_older_edition_is_no_second_document() -> None:
    shelf = Shelf()
    shelf.document("a", title="Lock Keeper", edition="1", current="false")
    shelf.document("a", title="Lock Keepers", edition="2")
    assert groups(titles.measure(shelf.facts, NAMES), "SharedTitle") == {}


def test_a_manager_whom_no_document_describes_is_one_group_whatever_the_number_of_places() -> None:
    shelf = Shelf()
    for name in ("a", "b"):
        shelf.document(name, title=f"Keeper {name}")
        manager = shelf.names(line := shelf.field(RCQ.reportsTo, "Reeve of Locks"), "Reeve of Locks")
        shelf.add(line, RCQ.value, manager)
    found = groups(undescribed_roles.measure(shelf.facts, NAMES), "UndescribedRole")
    assert {label: documents_of(members) for label, members in found.items()} == {"Reeve of Locks": ["a", "b"]}
    shelf.document("c", title="reeve of locks")
    assert groups(undescribed_roles.measure(shelf.facts, NAMES), "UndescribedRole") == {}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Two years as a Lock Keeper", True),
        ("Two years as a trained Lock Keeper", True),
        ("Recognised at the time by the Lock Keeper", False),
        ("Lock Keeper training as required", False),
    ],
)
def test_experience_asked_in_a_role_is_told_from_experience_with_it(text: str, asked: bool) -> None:
    shelf = Shelf()
    shelf.document("a", title="Reeve")
    shelf.names(shelf.statement("Experience", text), "Lock Keeper")
    assert bool(groups(undescribed_roles.measure(shelf.facts, NAMES), "UndescribedRole")) is asked


# Scales


def banded(shelf: Shelf, name: str, band: str, issued: str = "", text: str = "3", label: str = "Band") -> None:
    shelf.document(name, issued=issued)
    shelf.add(shelf.role, RCQ.band, SCHEME[band])
    shelf.field(RCQ.band, text, label)


def test_a_band_left_out_between_two_is_missing() -> None:
    shelf = Shelf()
    banded(shelf, "a", "hmpps-bands/2")
    banded(shelf, "b", "hmpps-bands/5")
    triples = list(scales.measure(shelf.facts, NAMES))
    assert [triple.object for triple in triples if triple.predicate == RCQ.missing] == [Literal("3, 4")]
    assert list(groups(iter(triples), "BandLadder")) == ["Pay bands of HMPPS: Probation Service"]
    banded(shelf, "c", "hmpps-bands/3")
    banded(shelf, "d", "hmpps-bands/4")
    assert groups(scales.measure(shelf.facts, NAMES), "BandLadder") == {}


def test_a_number_on_two_scales_is_shared_and_on_one_it_is_not() -> None:
    shelf = Shelf()
    banded(shelf, "a", "hmpps-bands/3")
    banded(shelf, "b", "hmpps-bands/3")
    assert groups(scales.measure(shelf.facts, NAMES), "SharedNumber") == {}
    banded(shelf, "c", "essex-crc-bands/3")
    found = groups(scales.measure(shelf.facts, NAMES), "SharedNumber")
    assert {label: documents_of(members) for label, members in found.items()} == {"Band 3": ["a", "b", "c"]}


def test_bands_of_an_unknown_employer_are_on_no_scale() -> None:
    shelf = Shelf()
    for name in ("a", "b"):
        shelf.document(name)
        shelf.add(shelf.role, RCQ.band, NAMES.concept("band", f"x bands {2 if name == 'a' else 4}"))
    assert list(scales.measure(shelf.facts, NAMES)) == []


@pytest.mark.parametrize(("lower", "older"), [("2023-02-08", True), ("2022-05-30", False), ("", False)])
def test_a_higher_band_in_an_older_document(lower: str, older: bool) -> None:
    shelf = Shelf()
    banded(shelf, "a", "hmpps-bands/3", lower)
    banded(shelf, "b", "hmpps-bands/5", "2022-05-30")
    found = groups(scales.measure(shelf.facts, NAMES), "OlderAbove")
    assert [documents_of(members) for members in found.values()] == ([["a", "a", "b", "b"]] if older else [])


def test_a_band_under_the_label_of_a_grade() -> None:
    shelf = Shelf()
    banded(shelf, "a", "hmpps-bands/3", text="Band 3", label="Grade")
    banded(shelf, "b", "hmpps-bands/3", text="Pay Band 3", label="Band")
    banded(shelf, "c", "hmpps-bands/3", text="3", label="Grade")
    found = groups(scales.measure(shelf.facts, NAMES), "MixedScale")
    assert [documents_of(members) for members in found.values()] == [["a"]]


def test_levels_are_read_in_numbers_and_in_names() -> None:
    known = qualification_levels.named_levels()
    assert qualification_levels.levels("Honours degree, HNC or a Level 2 or 3 award", known) == {2, 3, 4, 6}
    assert qualification_levels.levels("communicate at all levels", known) == frozenset()


def test_a_level_between_is_missing_only_among_the_documents_of_one_publisher() -> None:
    shelf = Shelf()
    shelf.document("a", publisher="Canal Trust")
    shelf.statement("Qualification", "Level 3 Diploma in Locks")
    shelf.document("b", publisher="Canal Trust")
    shelf.statement("Qualification", "Honours degree in Locks")
    shelf.document("c", publisher="River Board")
    shelf.statement("Qualification", "Level 4 Diploma in Weirs")
    triples = list(qualification_levels.measure(shelf.facts, NAMES))
    assert [triple.object for triple in triples if triple.predicate == RCQ.missing] == [Literal("4, 5")]


# What is asked for


def test_one_post_two_publishers_and_what_differs() -> None:
    shelf = Shelf()
    shelf.document("a", title="Lock Keeper", publisher="Canal Trust")
    years = shelf.statement("Experience", "Three years of locks")
    shelf.add(years, RCQ.monthsOfExperience, number(36))
    shelf.statement("Qualification", "Level 3 Diploma in Locks")
    shelf.document("b", title="Lock Keepers", publisher="River Board")
    year = shelf.statement("Experience", "One year of locks")
    shelf.add(year, RCQ.monthsOfExperience, number(12))
    shelf.statement("Qualification", "Level 3 Certificate in Locks")
    assert list(groups(demands.measure(shelf.facts, NAMES), "DifferentDemands")) == ["Lock Keeper (experience)"]


def test_one_publisher_or_like_demands_are_no_difference() -> None:
    for publishers, texts in ((("X", "X"), ("Level 3", "Level 5")), (("X", "Y"), ("Level 3", "Level 3"))):
        shelf = Shelf()
        for name, publisher, text in zip(("a", "b"), publishers, texts, strict=True):
            shelf.document(name, title="Lock Keeper", publisher=publisher)
            shelf.statement("Qualification", f"{text} Diploma")
        assert groups(demands.measure(shelf.facts, NAMES), "DifferentDemands") == {}


def test_schemes_of_competence_meet_in_one_title() -> None:
    shelf = Shelf()
    shelf.document("a", title="Lock Keeper")
    shelf.statement("Behaviour", "Working Together")
    shelf.statement("Behaviour", "Delivering at Pace")
    shelf.document("b", title="Waterway worker", kind=RCQ.Occupation)
    shelf.field(RCQ.typicalJobTitle, "Lock keeper")
    shelf.statement("Skill", "Open a gate")
    shelf.document("c", title="Reeve")
    shelf.statement("NosUnit", "Keep a dyke")
    found = groups(competence_schemes.measure(shelf.facts, NAMES), "CompetenceSchemes")
    assert [documents_of(members) for members in found.values()] == [["a", "b"]]


# The four documents


def test_what_the_four_documents_share_and_where_they_drift() -> None:
    stated, _, _ = pipeline.quads_of(documents.read_all([FOUR]), NAMES)
    found = defaultdict(list)
    for triple in measures.measure(stated, NAMES):
        if triple.predicate == RDFS.label and isinstance(triple.object, Literal):
            found[str(triple.subject).split("/measured/")[1].split("/")[0]].append(triple.object.value)
    assert found["sharedtitle"] == ["Probation Service Officer / Probation Services Officer"]
    assert sorted(found["undescribedrole"]) == [
        "Manager – Service Delivery",
        "Probation Counter Terrorism Lead",
        "Probation Officer",
        "senior probation officer",
    ]
    assert "Probation Qualifications Framework" in found["endedname"]
    assert found["sharedtemplate"] == ["6 statements of 2 documents"]
    assert sorted(found["termdrift"]) == [
        "diversity and inclusiveness / equal opportunities and diversity / equality and diversity / "
        "equality and inclusion",
        "individual eligible for probation support / individual subject to supervision / offender / "
        "person on probation",
        "risk of harm / risk of serious harm",
    ]
