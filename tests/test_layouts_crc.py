"""Forms with units of occupational standards: what is asked of a person in them, lists in lists, units in tables."""

from __future__ import annotations

import pytest
import test_layouts as layouts

from graphkit.documents.families import crc_job_description
from graphkit.records import Statement

FRONT = "Hollow Way CRC\n\n# JOB DESCRIPTION\n\nJob Title: Mentor\n\nGrade: Band 2\n\n# DUTIES\n\n"
UNITS = "\n# COMPETENCES\n\nAA1(2) Equality and diversity\n\n- Challenge what is unfair,\n"


def drafted(text: str) -> list[Statement]:
    return layouts.drafted(crc_job_description, text, "a.md").finished()


HEADINGS = """
## Experience

**Essential**

- Work with bees

**Desirable**

- Work with goats
"""
TABLE = """
| | Essential | Desirable |
|---|---|---|
| Experience | Work with bees | Work with goats |
"""
MODALITIES = """
## ESSENTIAL

### Experience

- Work with bees

## DESIRABLE

### Experience

- Work with goats
"""


@pytest.mark.parametrize("asked", [HEADINGS, TABLE, MODALITIES], ids=["headings", "table", "modalities above headings"])
def test_a_person_specification_asks_for_what_it_lists(asked: str) -> None:
    found = drafted(f"{FRONT}- Meet people at the gate.\n\n# PERSON SPECIFICATION\n{asked}{UNITS}")
    told = [(each.kind, each.text, each.section, each.modality, each.timing) for each in found if each.modality]
    assert told == [
        ("Experience", "Work with bees", "Experience", "Essential", "AtEntry"),
        ("Experience", "Work with goats", "Experience", "Desirable", "AtEntry"),
    ]
    assert [each.text for each in found if each.kind == "Duty"] == ["Meet people at the gate."]
    assert [each.code for each in found if each.kind == "NosUnit"] == ["AA1"]


def test_duties_are_listed_three_deep() -> None:
    court = (
        "• Go to court:\n◦ speak for the form;\n◦ prosecute, including\n▪ late cases;\n▪ lost cases;\n◦ come back.\n"
    )
    duties = f"{court}• Rest.\n"
    found = [each for each in drafted(FRONT + duties + UNITS) if each.kind == "Duty"]
    texts = {each.local: each.text for each in found}
    assert [(each.text, each.order, texts.get(each.listed_under or "")) for each in found] == [
        ("Go to court:", 1, None),
        ("speak for the form;", 1, "Go to court:"),
        ("prosecute, including", 2, "Go to court:"),
        ("late cases;", 1, "prosecute, including"),
        ("lost cases;", 2, "prosecute, including"),
        ("come back.", 3, "Go to court:"),
        ("Rest.", 2, None),
    ]


def test_a_row_of_one_cell_over_units_is_their_group() -> None:
    table = (
        "# COMPETENCES\n\n| Unit | Title | Outcomes |\n|---|---|---|\n| Working with others |\n"
        "| AD1(2) | Work with staff | Agree who does what |\n"
        "| Protecting people |\n| GC2(2) | Protect people | Act at once |\n"
    )
    found = [each for each in drafted(f"{FRONT}- Meet people.\n\n{table}") if each.kind.startswith("Nos")]
    assert [(each.text, each.section, each.order) for each in found] == [
        ("Work with staff", "Working with others", 1),
        ("Agree who does what", "Working with others", 1),
        ("Protect people", "Protecting people", 1),
        ("Act at once", "Protecting people", 1),
    ]


def test_an_outcome_in_a_row_of_its_own_is_no_group() -> None:
    table = (
        "# COMPETENCES\n\n| AD1(2) | Work with staff |\n|---|---|\n| | Agree who does what |\n| | Meet staff |\n"
        "| GC2(2) | Protect people |\n| | Act at once |\n"
    )
    found = [each for each in drafted(f"{FRONT}- Meet people.\n\n{table}") if each.kind == "NosOutcome"]
    assert [each.text for each in found] == ["Agree who does what", "Meet staff", "Act at once"]
