"""Pages of vacancies and specifications by themselves: labels over values, sentences that announce, no duties."""

from __future__ import annotations

import pytest
import test_layouts as layouts

from graphkit.documents.families import general_job_description
from graphkit.documents.recognition import family_of
from graphkit.documents.source import Source
from graphkit.documents.tools.known import Known
from graphkit.documents.tools.over import over_values
from graphkit.documents.wording import wording
from graphkit.errors import ReadError
from graphkit.records import Statement

PAGE = """Hive Inspector (Heather)

Benefits
We pay for your veil and for your gloves.

Salary
£20,000
Working pattern
Full-time
Veil colour
White
Job grade
Officer

Job description
You will report to a Lead Inspector.
Your responsibilities will include:
- Opening hives

Location
Moor House

Behaviours
We'll assess you against these behaviours at your interview:
- Working Together
"""
SPECIFICATION = """PERSON SPECIFICATION

Post title: Hive Inspector
Grade: 4
Responsible to: Lead Inspector

Experience
Essential
- Work with bees
Desirable
- Work with goats

Knowledge
Essential
- Foulbrood
"""


def drafted(text: str) -> list[Statement]:
    return layouts.drafted(general_job_description, text).finished()


def test_labels_stand_over_their_values_between_sections() -> None:
    fields = {each.label: each.text for each in drafted(PAGE) if each.kind == "Field"}
    assert fields == {
        None: "Hive Inspector (Heather)",
        "Salary": "£20,000",
        "Working pattern": "Full-time",
        "Veil colour": "White",
        "Job grade": "Officer",
        "Location": "Moor House",
    }


def test_one_label_over_its_value_stands_apart_from_all_else() -> None:
    few = PAGE.replace("Salary\n£20,000\nWorking pattern\nFull-time\nVeil colour\nWhite\n", "")
    assert [each.label for each in drafted(few) if each.kind == "Field"][1:] == ["Job grade", "Location"]


def test_a_label_in_the_midst_of_other_lines_is_over_nothing() -> None:
    known = Known.of(wording(general_job_description.NAME))
    lines = Source("a.txt", "You may be asked for your\nJob grade\nOfficer\nwhen you go on leave.\n", "").lines
    assert [are_labels for are_labels, _ in over_values(known, lines)] == [False]


def test_a_heading_that_is_the_title_of_the_form_may_stand_over_running_text() -> None:
    found = [each for each in drafted(PAGE) if each.section == "Job description"]
    assert [(each.kind, each.text) for each in found] == [("Passage", "You will report to a Lead Inspector.")]


def test_a_long_sentence_that_announces_a_list_is_no_heading() -> None:
    found = {each.text: each for each in drafted(PAGE)}
    behaviour = found["Working Together"]
    said = found["We'll assess you against these behaviours at your interview:"]
    assert (behaviour.kind, behaviour.section, behaviour.listed_under) == ("Behaviour", "Behaviours", said.local)
    assert said.kind == "Passage"


def test_a_person_specification_needs_no_duties() -> None:
    assert family_of(Source("a.txt", SPECIFICATION, ""), "a.txt").NAME == "general-job-description"
    asked = [(each.text, each.modality) for each in drafted(SPECIFICATION) if each.modality]
    assert asked == [("Work with bees", "Essential"), ("Work with goats", "Desirable"), ("Foulbrood", "Essential")]


@pytest.mark.parametrize(
    "without",
    ["PERSON SPECIFICATION\n", "Post title: Hive Inspector\n", "Desirable\n", "Knowledge\n"],
    ids=["heading", "title", "second degree", "second heading"],
)
def test_less_than_that_is_no_person_specification(without: str) -> None:
    with pytest.raises(ReadError, match="is of no known family"):
        family_of(Source("a.txt", SPECIFICATION.replace(without, ""), ""), "a.txt")


def test_an_advertisement_with_a_specification_is_none_either() -> None:
    with pytest.raises(ReadError, match="is of no known family"):
        family_of(Source("a.txt", f"{SPECIFICATION}\nHow to apply\nClosing date\nSend a letter.\n", ""), "a.txt")
