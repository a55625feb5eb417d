"""What is measured of how one document words things: spares as well as finds."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal
from shelf import NAMES, Shelf, groups

from graphkit.measures.kinds import (
    acronyms,
    capitals,
    demands,
    holder_names,
    interleaved,
    list_forms,
    persons,
    phrase_forms,
    risk_levels,
    said_twice,
)
from graphkit.vocabulary import RCQ


def written(*statements: tuple[str, str]) -> Shelf:
    """One document with these statements, each a class and its words."""
    shelf = Shelf()
    shelf.document("a")
    for kind, text in statements:
        shelf.add(shelf.statement(kind, text), RCQ.section, Literal(kind))
    return shelf


ROUND = "walk round both locks before dark and write in the log what was seen there"


def test_a_long_run_of_words_is_said_twice_in_one_kind_of_statement_only() -> None:
    twice = written(("Duty", f"In summer {ROUND}"), ("Duty", f"Every day {ROUND}"))
    assert len(groups(said_twice.measure(twice.facts, NAMES), "SaidTwice")) == 1
    apart = written(("Duty", f"In summer {ROUND}"), ("Passage", f"Every day {ROUND}"))
    assert groups(said_twice.measure(apart.facts, NAMES), "SaidTwice") == {}
    short = written(("Duty", "Write in the log what was seen"), ("Duty", "Read in the log what was seen"))
    assert groups(said_twice.measure(short.facts, NAMES), "SaidTwice") == {}


def test_you_is_a_change_of_person_only_where_the_holder_is_spoken_of_elsewhere() -> None:
    others = [("Duty", f"Open gate {number}") for number in range(5)]
    mixed = written(*others, ("Passage", "The job holder lives near."), ("Passage", "You live near."))
    assert list(groups(persons.measure(mixed.facts, NAMES), "PersonChange")) == ["“you”"]
    alone = written(*others, ("Passage", "You live near."))
    assert groups(persons.measure(alone.facts, NAMES), "PersonChange") == {}
    throughout = written(("Passage", "You live near."), ("Passage", "You swim."), ("Duty", "They may row."))
    assert groups(persons.measure(throughout.facts, NAMES), "PersonChange") == {}


def test_conditions_for_every_post_may_name_its_holder_otherwise() -> None:
    one = written(("Passage", "The job holder rows."), ("Eligibility", "Post holders are checked."))
    assert groups(holder_names.measure(one.facts, NAMES), "HolderNames") == {}
    two = written(("Passage", "The job holder rows."), ("Passage", "The postholder swims."))
    assert len(groups(holder_names.measure(two.facts, NAMES), "HolderNames")) == 1


def test_noun_and_adjective_before_one_word_are_two_forms_and_before_others_not() -> None:
    two = written(("Duty", "Follow the organisational policies"), ("Duty", "Follow each organisation policy"))
    assert len(groups(phrase_forms.measure(two.facts, NAMES), "PhraseForms")) == 1
    one = written(("Duty", "Follow the organisational policies"), ("Duty", "Write an organisation chart"))
    assert groups(phrase_forms.measure(one.facts, NAMES), "PhraseForms") == {}


def test_one_duty_in_another_form_makes_no_mixed_list() -> None:
    mixed = ("To keep the log", "To open the gates", "Mend the nets", "Write the reports")
    assert len(groups(list_forms.measure(written(*(("Duty", t) for t in mixed)).facts, NAMES), "MixedList")) == 1
    assert groups(list_forms.measure(written(*(("Duty", t) for t in mixed[:3])).facts, NAMES), "MixedList") == {}


OUTCOMES = ("Demonstrates care", "Recognises what others need", "Challenges what is unfair", "Identify barriers")


@pytest.mark.parametrize(
    ("outcomes", "found"),
    [
        (OUTCOMES, 1),
        (("Identify barriers", *OUTCOMES[:3]), 1),
        (OUTCOMES[:3], 0),
        (OUTCOMES[1:], 0),  # of a few, one in another form may be meant
        (("Keep the log", "Open the gates", "Mend the nets", "Keeping calm"), 0),
        (("Keep the log", "Open the gates", "Mend the nets", "Boats moored well", "Progress reviewed"), 0),
    ],
    ids=["three and one", "one and three", "alike", "two and one", "participle", "nouns"],
)
def test_one_outcome_that_says_what_one_does_among_orders_makes_a_mixed_list(
    outcomes: tuple[str, ...], found: int
) -> None:
    shelf = Shelf()
    shelf.document("a")
    unit = shelf.statement("NosUnit", "Keep locks")
    for text in outcomes:
        shelf.add(shelf.statement("NosOutcome", text), RCQ.listedUnder, unit)
    assert len(groups(list_forms.measure(shelf.facts, NAMES), "MixedList")) == found


def test_items_one_after_the_other_are_not_interleaved() -> None:
    shelf = written(("Restatement", "Keep the log"), ("Restatement", "Open the gates"))
    assert groups(interleaved.measure(shelf.facts, NAMES), "InterleavedTable") == {}


def test_a_name_in_small_letters_varies_and_part_of_a_longer_name_does_not() -> None:
    two = written(("Duty", "Work for the Canal Board daily"), ("Duty", "Write to the canal board"))
    assert list(groups(capitals.measure(two.facts, NAMES), "CapitalsVariant")) == ["“Canal Board” and “canal board”"]
    law = written(("Duty", "Apply the Data Protection Act"), ("Duty", "Know the law on data protection"))
    assert groups(capitals.measure(law.facts, NAMES), "CapitalsVariant") == {}


def test_all_people_of_a_kind_against_some_levels_of_risk() -> None:
    limited = ("Duty", "Work with people on tow assessed as low or medium risk")
    whole = written(("Passage", "The keeper meets the full range of people on tow."), limited)
    assert len(groups(risk_levels.measure(whole.facts, NAMES), "RiskSaid")) == 1
    other = written(("Passage", "The keeper does the full range of tasks."), limited)
    assert groups(risk_levels.measure(other.facts, NAMES), "RiskSaid") == {}


def test_letters_of_a_reference_stand_for_no_name() -> None:
    for field, wanted in (("LKS 0688", 0), ("LKS", 1)):
        shelf = written(("Passage", "Write to the Lock Keepers Society"))
        at = shelf.at
        shelf.statement("Field", field)
        shelf.at = at
        shelf.add(shelf.statement("Acronym", "LKS"), RCQ.shortForm, Literal("LKS"))
        assert len(groups(acronyms.measure(shelf.facts, NAMES), "UnlinkedAcronym")) == wanted


def test_posts_under_one_title_that_deal_with_other_levels_of_risk_differ() -> None:
    shelf = Shelf()
    for name, levels in (("a", "low or medium"), ("b", "high")):
        shelf.document(name, title="Lock Keeper", publisher=name)
        shelf.statement("Duty", f"Work with people of {levels} risk")
    assert list(groups(demands.measure(shelf.facts, NAMES), "DifferentDemands")) == ["Lock Keeper (levels of risk)"]
