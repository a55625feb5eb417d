"""The general reader: labels and headings of any employer, what is essential told in three ways, nothing guessed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from printing import Block, Contents, Table, as_docx, as_html, as_pdf

from graphkit import documents
from graphkit.documents.draft import Draft
from graphkit.documents.families import general_job_description
from graphkit.documents.source import Source
from graphkit.documents.tools.known import Known
from graphkit.documents.wording import wording
from graphkit.records import Reading, Status

FORM = """Job description
Job title: Bee Keeper
Grade: 3
Reports to: Head Gardener

Main duties
- Feed the bees.

"""


def drafted(text: str) -> Draft:
    return general_job_description.read(Source("a.txt", text, ""))


def asked(draft: Draft) -> list[tuple[str, str, str | None, str | None]]:
    """Class, words, section and modality of what is asked of a person."""
    kinds = ("Ability", "Behaviour", "Eligibility", "Experience", "Qualification", "Technical", "Training")
    return [(s.kind, s.text, s.section, s.modality) for s in draft.finished() if s.kind in kinds]


def unread(draft: Draft) -> list[str]:
    reading = Reading(
        identifier="a", edition="1", family="", file="a.txt", text=draft.source.text, sha256="", describes="Job",
        statements=tuple(draft.finished()), marks=tuple(draft.marks),
    )  # fmt: skip
    return [span.of(reading.text) for span in documents.unread(reading)]


WANTED = [
    ("Qualification", "Diploma in apiculture", "Qualifications", "Desirable"),
    ("Experience", "Two summers with hives", "Experience", "Essential"),
    ("Experience", "Queen rearing", "Experience", "Desirable"),
    ("Technical", "How swarms behave", "Knowledge", "Essential"),
    ("Ability", "Calm", "Personal qualities", "Essential"),
]


@pytest.mark.parametrize(
    "specification",
    [
        # a line above the items, inside each heading
        "Person specification\n\nQualifications\nDesirable\n- Diploma in apiculture\n\nExperience\nEssential\n"
        "- Two summers with hives\nDesirable\n- Queen rearing\n\nKnowledge\nEssential\n- How swarms behave\n\n"
        "Personal qualities\nEssential\n- Calm\n",
        # marks behind the items
        "Person specification\n\nQualifications\n- Diploma in apiculture D\n\nExperience\n- Two summers with hives E\n"
        "- Queen rearing D\n\nKnowledge\n- How swarms behave E\n\nPersonal qualities\n- Calm E\n",
        "Person specification\n\nQualifications\nDiploma in apiculture (D)\n\nExperience\nTwo summers with hives (E)\n"
        "Queen rearing (D)\n\nKnowledge\nHow swarms behave (E)\n\nPersonal qualities\nCalm (E)\n",
        "Person specification\n\nQualifications\nDiploma in apiculture        Desirable\n\nExperience\n"
        "Two summers with hives       Essential\nQueen rearing        Desirable\n\nKnowledge\n"
        "How swarms behave        Essential\n\nPersonal qualities\nCalm        Essential\n",
        # columns, by blanks and by strokes
        "Person specification\n\n                 Essential                 Desirable\n"
        "Qualifications                             Diploma in apiculture\n"
        "Experience       Two summers with          Queen rearing\n                 hives\n"
        "Knowledge        How swarms behave\nPersonal         Calm\nqualities\n",
        "## Person specification\n\n| Criteria | Essential | Desirable |\n|---|---|---|\n"
        "| Qualifications |                 |   Diploma in apiculture |\n"
        "| Experience | Two summers with hives | Queen rearing |\n"
        "| Knowledge | How swarms behave | |\n| Personal qualities | Calm | |\n",
    ],
    ids=["above", "letters", "brackets", "words", "blanks", "strokes"],
)
def test_what_is_essential_is_told_above_items_behind_them_or_over_their_column(specification: str) -> None:
    draft = drafted(FORM + specification)
    assert asked(draft) == WANTED
    assert unread(draft) == []


@pytest.mark.parametrize(
    "table",
    [
        # tabs, a heading in a row of its own, a cell over two lines
        "Criteria\tEssential or Desirable\tHow identified\nExperience\t\t\nTwo summers with\nhives\tE\tInterview\n"
        "Queen rearing\tD\tInterview\nPersonal qualities\t\t\nCalm\tE\tReferences\n",
        # blanks, the names of columns over two lines
        "Area                 Criteria                      Essential/    Assessed\n"
        "                                                   Desirable     by\n\n"
        "Experience           Two summers with                  E         Interview\n"
        "                     hives\n"
        "                     Queen rearing                     D         Interview\n\n"
        "Personal             Calm                              E         References\nqualities\n",
        # ticks under the names of columns, a letter for how each is assessed
        "| Criterion | Essential | Desirable | Tested at |\n|---|---|---|---|\n| **Experience** | | | |\n"
        "| Two summers with hives | ✓ | | Interview |\n| Queen rearing | | ✓ | Interview |\n"
        "| **Personal qualities** | | | |\n| Calm | ✓ | | References |\n",
    ],
    ids=["tabs", "blanks", "ticks"],
)
def test_how_each_item_is_assessed_is_a_field_and_no_item(table: str) -> None:
    draft = drafted(f"{FORM}Person specification\n\n{table}\nKey: I = interview, R = references\n")
    assert asked(draft) == [WANTED[1], WANTED[2], WANTED[4]]
    fields = [s.text for s in draft.finished() if s.kind == "Field" and s.label and s.property is None]
    assert fields == ["Interview", "Interview", "References"]
    assert unread(draft) == []


@pytest.mark.parametrize(
    ("heading", "opens"),
    [
        ("Skills, knowledge and experience required", ("specification", "Requirement")),
        ("Qualifications & Professional Training", ("criteria", "Qualification")),
        ("Principal duties and key accountabilities of the post", ("duties", "Duty")),
        ("Experience of training", None),
        ("Skills experience", None),
    ],
)
def test_headings_are_made_of_headings_that_are_known(heading: str, opens: tuple[str, str] | None) -> None:
    entry = Known.of(wording(general_job_description.NAME)).entry(heading)
    assert (entry and (entry.part, entry.reads)) == opens


def test_the_same_bullet_further_in_is_listed_under_the_item_above() -> None:
    items = "* Keep the tools:\n    * veils\n    * smokers\n* Sell honey.\n"
    draft = drafted(FORM.replace("- Feed the bees.\n", items))
    assert [(s.text, s.order, bool(s.listed_under)) for s in draft.finished() if s.kind == "Duty"] == [
        ("Keep the tools:", 1, False),
        ("veils", 1, True),
        ("smokers", 2, True),
        ("Sell honey.", 2, False),
    ]


def test_a_line_with_the_title_that_is_printed_again_is_none_of_the_duties() -> None:
    foot = "Bee Keeper – March\n"
    items = "".join(f"- Feed hive {count}.\n" for count in range(9))
    draft = drafted(FORM.replace("- Feed the bees.\n", items + foot + items.replace("Feed", "Close") + foot))
    assert len([s for s in draft.finished() if s.kind == "Duty"]) == 18
    assert [s.text for s in draft.finished() if "March" in s.text] == []


def test_the_number_of_a_post_is_no_reference_of_the_document() -> None:
    assert drafted("Post number: BK 12\n" + FORM).reference is None
    assert drafted("Job ref: BK 12\n" + FORM).reference == "BK 12"


def test_a_modality_above_the_headings_holds_under_all_of_them() -> None:
    draft = drafted(
        FORM + "Person specification\n\nEssential\n\nExperience\n- Hives\n\nSkills\n- Carpentry\n\n"
        "Desirable\n\nExperience\n- Queens\n"
    )
    assert asked(draft) == [
        ("Experience", "Hives", "Experience", "Essential"),
        ("Technical", "Carpentry", "Skills", "Essential"),
        ("Experience", "Queens", "Experience", "Desirable"),
    ]


@pytest.mark.parametrize("heading", ["Behaviours", "Training", "Experience"])
def test_a_modality_over_items_of_its_own_ends_at_the_next_heading(heading: str) -> None:
    draft = drafted(
        FORM + f"Person specification\n\nEssential\n- Strong\nDesirable\n- Tall\n\n{heading}\n- Leads bees\n"
    )
    assert [(text, modality) for _, text, _, modality in asked(draft)] == [
        ("Strong", "Essential"),
        ("Tall", "Desirable"),
        ("Leads bees", "Unstated"),
    ]


def test_a_heading_may_name_the_modality() -> None:
    draft = drafted(FORM + "Essential skills\n- Carpentry\n\nDesirable qualifications\n- Diploma in apiculture\n")
    assert [(kind, section, modality) for kind, _, section, modality in asked(draft)] == [
        ("Technical", "Essential skills", "Essential"),
        ("Qualification", "Desirable qualifications", "Desirable"),
    ]


def test_without_a_heading_that_tells_the_class_the_words_do() -> None:
    items = "- Experience of hives\n- Diploma in apiculture\n- Able to lift 25 kg\n"
    draft = drafted(f"{FORM}Person specification\n\nEssential criteria\n{items}")
    assert [kind for kind, *_ in asked(draft)] == ["Experience", "Qualification", "Technical"]
    assert {section for _, _, section, _ in asked(draft)} == {"Person specification"}


def as_table() -> Contents:
    def cell(*items: str) -> list[Block]:
        return [Block("item", item) for item in items]

    def words(text: str) -> list[Block]:
        return [Block("paragraph", text)]

    front = [[words("Job title"), words("Bee Keeper")], [words("Reports to"), words("Head Gardener")]]
    rows = [
        [words("Criteria"), words("Essential"), words("Desirable")],
        [words("Qualifications"), [], cell("Diploma in apiculture")],
        [words("Experience"), cell("Two summers with hives"), cell("Queen rearing")],
        [words("Knowledge"), cell("How swarms behave"), []],
        [words("Personal qualities"), cell("Calm"), []],
    ]
    return Contents([
        Block("heading", "Job description"), Table(front, (1, 2)), Block("heading", "Main duties"),
        Block("item", "Feed the bees."), Block("item", "Wire the frames."),
        Block("heading", "Person specification"), Table(rows, (1, 2, 2)),
        Block("heading", "Equal opportunities"), Block("paragraph", "Anybody may apply."),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("suffix", "printer"), [("pdf", as_pdf), ("docx", as_docx), ("html", as_html)], ids=["pdf", "docx", "html"]
)
def test_a_table_is_read_from_every_type_of_file(
    tmp_path: Path, suffix: str, printer: Callable[[Contents], bytes]
) -> None:
    path = tmp_path / f"bees.{suffix}"
    path.write_bytes(printer(as_table()))
    reading = documents.read(path)
    assert reading.family == general_job_description.NAME
    found = [(s.kind, s.text, s.section, s.modality) for s in reading.statements if s.modality]
    assert found == WANTED
    fields = {s.property: s.text for s in reading.statements if s.kind == "Field"}
    assert fields == {"rcq:jobTitle": "Bee Keeper", "rcq:reportsTo": "Head Gardener"}
    assert [s.text for s in reading.statements if s.kind == "Duty"] == ["Feed the bees.", "Wire the frames."]
    assert [s.section for s in reading.statements if s.kind == "Passage"] == ["Equal opportunities"]
    assert documents.unread(reading) == ()


@pytest.mark.parametrize(
    "front",
    [
        "Job title: Bee Keeper\nGrade: 3\nReports to: Head Gardener\n",
        "Job title      Bee Keeper\nGrade          3\nReports to     Head\n               Gardener\n",
        "Job title\nBee Keeper\nGrade\n3\nReports to\nHead Gardener\n",
        "Job title       Bee Keeper\nGrade           3\nProfessionally  Head Gardener\naccountable to\n",
        "Job Title: Bee Keeper     Grade: 3\nReports to: Head Gardener\n",
        "**Job title:** Bee Keeper\n\n**Grade:** 3\n\n**Reports to:** Head Gardener\n",
        "Job title Bee Keeper\nGrade 3\nReports to the Head Gardener\n".replace("the ", ""),
        "| Job title | Bee Keeper |\n| Grade | 3 |\n| Reports to | Head Gardener |\n",
    ],
)
def test_a_label_and_its_value_are_read_however_they_are_parted(front: str) -> None:
    draft = drafted(f"Job description\n\n{front}\nMain duties\n- Feed the bees.\n")
    fields = {s.property: s.text.strip("| ") for s in draft.finished() if s.kind == "Field"}
    assert fields == {"rcq:jobTitle": "Bee Keeper", "rcq:band": "3", "rcq:reportsTo": "Head Gardener"}
    assert unread(draft) == []


def test_a_label_nobody_knows_is_a_field_that_states_nothing() -> None:
    (field,) = [
        s for s in drafted("Job title: Bee Keeper\nVeil size: Large\n" + FORM).finished() if s.label == "Veil size"
    ]
    assert (field.text, field.about, field.property) == ("Large", "role", None)


def test_pay_is_a_band_only_where_it_says_so() -> None:
    stated = [
        s.property for s in drafted("Salary: £20,000\nPay: Band C\n" + FORM).finished() if s.label in ("Salary", "Pay")
    ]
    assert stated == [None, "rcq:band"]


def test_a_list_under_a_heading_nobody_knows_is_left_unread_and_running_text_is_a_passage() -> None:
    draft = drafted(FORM + "Zebra crossings\n\nThere is one in the yard, and it is often used.\n- Paint it.\n")
    assert [s.section for s in draft.finished() if s.kind == "Passage"] == ["Zebra crossings"]
    assert unread(draft) == ["Paint it"]


def test_a_heading_over_a_list_of_duties_is_their_section() -> None:
    draft = drafted(FORM.replace("- Feed", "\nHives\n- Feed") + "Honey\n- Sell it.\n")
    assert [(s.text, s.section, s.order) for s in draft.finished() if s.kind == "Duty"] == [
        ("Feed the bees.", "Hives", 1),
        ("Sell it.", "Honey", 1),
    ]


def test_bare_numbers_that_count_are_no_part_of_the_duties() -> None:
    items = "1.1 Feed the bees, also\nin winter.\n1.2 Wire 40 frames\n1.3 Sell honey\n"
    draft = drafted(FORM.replace("- Feed the bees.\n", items))
    assert [s.text for s in draft.finished() if s.kind == "Duty"] == [
        "Feed the bees, also in winter.",
        "Wire 40 frames",
        "Sell honey",
    ]


def test_the_general_reader_says_that_it_read_the_document() -> None:
    draft = drafted(FORM)
    assert "general-reader" in [seen.code for seen in draft.observations]
    assert Status.HEADING in {mark.status for mark in draft.marks}


@pytest.mark.parametrize(
    "garbled",
    ["a" + " " * 20_000 + "x\n", "Honey\n\n- Sell it.\n\n" * 1_500, "(" * 20_000 + "\n", "| " * 20_000 + "\n"],
    ids=["blanks", "groups", "brackets", "strokes"],
)
def test_what_is_long_is_read_at_once_and_not_one_inside_the_other(garbled: str) -> None:
    for heading in ("", "Person specification\n"):
        before = time.process_time()
        assert drafted(FORM + heading + garbled).source.text
        assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("Version 2.1, issued 3 June 2023", {"dcat:version": "2.1", "dcterms:issued": "2023-06-03"}),
        ("Version: 4 (dated 26/02/2020)", {"dcat:version": "4", "dcterms:issued": "2020-02-26"}),
        ("Version 3.0", {"dcat:version": "3.0"}),
        ("Issued 1 May 2024", {"dcterms:issued": "2024-05-01"}),
    ],
)
def test_a_version_with_its_date_is_two_facts(printed: str, stated: dict[str, str]) -> None:
    found = drafted(FORM.replace("Grade: 3", f"Grade: 3\n{printed}")).finished()
    said = {each.property: each.value for each in found if each.property in ("dcat:version", "dcterms:issued")}
    assert said == {name: (value,) for name, value in stated.items()}
