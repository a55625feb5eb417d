"""Units of occupational standards, and the path above a standard, printed in all the ways their authors print them."""

from __future__ import annotations

import pytest
from test_layouts import PAGE, drafted, said

from graphkit.documents.families import crc_job_description, occupational_standard

CRC = """{employer}

JOB DESCRIPTION

Job Title: Cook
Grade: Band 2

DUTIES

- Cook.
- Serve.

{heading}AB1(2) Cook food
Cooks well.
{group}AB2(3) Clean
Cleans.
"""


def form(employer: str = "ASH CRC", heading: str = "COMPETENCES\n\n", group: str = "") -> str:
    return CRC.format(employer=employer, heading=heading, group=group)


@pytest.mark.parametrize(
    ("heading", "group", "sections"),
    [
        ("OCCUPATIONAL STANDARDS\n\n", "", [None, None]),
        ("WHAT COOKS MUST SHOW\n\n", "HALL\n", [None, "HALL"]),
        ("WHAT COOKS MUST SHOW\n\nThe units are these.\n\nKITCHEN\n", "HALL\n", ["KITCHEN", "HALL"]),
        ("WHAT COOKS MUST SHOW\nKITCHEN\n", "HALL\n", ["KITCHEN", "HALL"]),
        ("KITCHEN\n", "HALL\n", ["KITCHEN", "HALL"]),
        ("", "HALL\n", [None, "HALL"]),
        ("", "", [None, None]),
        ("National Occupational Standards\n\n", "HALL\n", [None, "HALL"]),
    ],
)
def test_units_are_found_under_any_heading_or_none(heading: str, group: str, sections: list[str | None]) -> None:
    draft = drafted(crc_job_description, form(heading=heading, group=group))
    assert [(unit.code, unit.level, unit.section) for unit in said(draft, "NosUnit")] == [
        ("AB1", 2, sections[0]), ("AB2", 3, sections[1]),
    ]  # fmt: skip
    assert [outcome.text for outcome in said(draft, "NosOutcome")] == ["Cooks well.", "Cleans."]
    assert [duty.text for duty in said(draft, "Duty")] == ["Cook.", "Serve."]
    assert [s.text for s in said(draft, "Passage")] == (["The units are these."] if "The units" in heading else [])


@pytest.mark.parametrize(
    "heading", ["# OCCUPATIONAL STANDARDS\n\n", "## What cooks must show\n\n", "### Units\n\nThese.\n\n"]
)
@pytest.mark.parametrize("kitchen", ["\tKITCHEN\n", ""])
def test_units_are_found_under_any_heading_of_a_text_with_marks(heading: str, kitchen: str) -> None:
    text = form(employer="# ASH CRC", heading=heading + kitchen, group="HALL\t\n")
    draft = drafted(crc_job_description, text.replace("JOB D", "## JOB D").replace("DUTIES", "## DUTIES"))
    assert [unit.section for unit in said(draft, "NosUnit")] == ["KITCHEN" if kitchen else None, "HALL"]


def test_shrinking_copies_stand_under_any_heading() -> None:
    row = [
        "AB3(3) Serve guests",
        "Greets each guest,",
        "Brings what was asked for.",
        "AB4(2) Wash plates",
        "Washes them.",
    ]
    copies = "\n".join("  ".join(row[at:]) for at in range(len(row)))
    draft = drafted(crc_job_description, form(heading="WHAT COOKS MUST SHOW\n\n", group=f"\n{copies}\nHALL\n"))
    assert [(unit.code, unit.section) for unit in said(draft, "NosUnit")] == [
        ("AB1", None), ("AB3", None), ("AB4", None), ("AB2", "HALL"),
    ]  # fmt: skip
    assert [s.text for s in said(draft, "NosOutcome")] == ["Cooks well.", row[1], row[2], row[4], "Cleans."]


@pytest.mark.parametrize(
    "title",
    [
        "AB1(2) Cook food for guests and\n\tstaff\n",
        "AB1(2) Cook food for\nguests and staff\n",
        "AB1(2)\nCook food for guests\nand staff\n",
        "AB1(2)\tCook food for guests and\n\n\tstaff\n",
    ],
)
def test_the_title_of_a_unit_is_printed_over_two_lines(title: str) -> None:
    draft = drafted(crc_job_description, form().replace("AB1(2) Cook food\n", title))
    assert [unit.text for unit in said(draft, "NosUnit")] == ["Cook food for guests and staff", "Clean"]
    assert [outcome.text for outcome in said(draft, "NosOutcome")] == ["Cooks well.", "Cleans."]


def test_outcomes_may_all_begin_with_small_letters() -> None:
    draft = drafted(
        crc_job_description, form().replace("Cooks well.", "cooks well,\ntastes,\nserves.").replace("Cleans", "cleans")
    )
    assert [outcome.text for outcome in said(draft, "NosOutcome")] == ["cooks well,", "tastes,", "serves.", "cleans."]


@pytest.mark.parametrize(
    "employer",
    ["ASH AND ELM CRC", "**ASH AND ELM CRC**", "Ash and Elm CRC", "**Ash and Elm CRC**", "# ASH AND ELM CRC"],
)
@pytest.mark.parametrize("marked", [True, False], ids=["marks", "none"])
def test_the_employer_stands_over_the_form(employer: str, marked: bool) -> None:
    text = form(employer=employer)
    if marked:
        text = text.replace("JOB D", "# JOB D").replace("DUTIES", "# DUTIES").replace("COMPETENCES", "# COMPETENCES")
    draft = drafted(crc_job_description, text)
    assert [(f.text, f.property) for f in said(draft, "Field") if not f.label] == [
        (employer.strip("*# "), "dcterms:publisher")
    ]
    assert said(draft, "Passage") == []


@pytest.mark.parametrize(
    ("label", "stated"),
    [
        ("Post", "rcq:jobTitle"), ("Role", "rcq:jobTitle"), ("POST", "rcq:jobTitle"), ("Band", "rcq:band"),
        ("Pay Band", "rcq:band"), ("Base", None), ("Reports to", "rcq:reportsTo"), ("Accountable to", "rcq:reportsTo"),
        ("Line Manager", "rcq:reportsTo"), ("Contacts", "rcq:liaisesWith"), ("Liaises with", "rcq:liaisesWith"),
        ("**Working with**", "rcq:liaisesWith"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("gap", [": ", ":\t", "\t", "    "], ids=repr)
def test_labels_of_the_form_have_many_names(label: str, stated: str | None, gap: str) -> None:
    draft = drafted(crc_job_description, form().replace("Grade: Band 2", f"{label}{gap}Head Chef"))
    assert [(f.label, f.text, f.property) for f in said(draft, "Field")][-1] == (label.strip("*"), "Head Chef", stated)


@pytest.mark.parametrize("mark", ["/", ">", "›", "»", "→", "|"])
@pytest.mark.parametrize("has_title", [True, False])
@pytest.mark.parametrize("steps", [("Home", "Apprenticeships"), ("Home",), ("Apprenticeship standards", "Crafts")])
def test_a_path_in_one_line_ends_in_the_title(mark: str, has_title: bool, steps: tuple[str, ...]) -> None:
    path = f" {mark} ".join([*steps, "Basket maker"])
    text = PAGE.format(front="", end="").replace("Basket maker\n", f"{path}\n" + "Basket maker\n" * has_title)
    draft = drafted(occupational_standard, text)
    assert [f.text for f in said(draft, "Field") if f.property == "rcq:jobTitle"] == ["Basket maker"]
    assert said(draft, "Passage") == []


def test_a_path_that_ends_above_the_title_is_the_site_s() -> None:
    text = PAGE.format(front="", end="").replace("Basket maker\n", "Home / Apprenticeship standards\nBasket maker\n")
    draft = drafted(occupational_standard, text)
    assert [f.text for f in said(draft, "Field") if f.property == "rcq:jobTitle"] == ["Basket maker"]
    assert said(draft, "Passage") == []


def test_a_title_with_a_stroke_is_no_path() -> None:
    draft = drafted(occupational_standard, PAGE.format(front="", end="").replace("Basket maker", "Joiner / Carpenter"))
    assert [f.text for f in said(draft, "Field") if f.property == "rcq:jobTitle"] == ["Joiner / Carpenter"]


@pytest.mark.parametrize("words", ["Recruitment pack", "Please read this first."])
def test_words_over_the_form_are_no_employer(words: str) -> None:
    draft = drafted(crc_job_description, form(employer=words))
    assert [f.text for f in said(draft, "Field") if f.property == "dcterms:publisher"] == []
