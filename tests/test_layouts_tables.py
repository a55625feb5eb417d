"""Numbers, cells, marks and running feet of job descriptions, printed in all the ways their authors print them."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_layouts import HMPPS, drafted, said

from graphkit import documents
from graphkit.documents.families import general_job_description, hmpps_job_description

FRONT = "Job description\nJob title: Bee Keeper\nGrade: 3\nReports to: Head Gardener\n\nMain duties\n"
ASKED = FRONT + "- Feed.\n\nPerson specification\n\n"
WANTED = ["Feed the bees and keep the record of each hive complete and up to date", "Wire frames.", "Sell honey."]
SELL = "- Sell.\n" * 8


@pytest.mark.parametrize(
    "numbers",
    [
        "1.1 1.2 1.3", "2.1. 2.2. 2.3.", "1.1) 1.2) 1.3)", "1.1: 1.2: 1.3:", "1.1 1.2 1.10", "3.1.1 3.1.2 3.1.3",
        "1 2 3", "1. 1. 1.", "1) 1) 1)", "a. b. c.",
    ],
)  # fmt: skip
@pytest.mark.parametrize("gap", [" ", "\t", "   "], ids=repr)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=repr)
def test_duties_are_numbered_in_many_ways(numbers: str, gap: str, between: str) -> None:
    printed = between.join(
        f"{number}{gap}{words}" for number, words in zip(numbers.split(), WANTED, strict=True)
    ).replace("hive complete", "hive\n     Complete")
    draft = drafted(general_job_description, f"{FRONT}\n{printed}\n\nPerson specification\n\nExperience\n- Bees\n")
    found = [(duty.section, duty.order, duty.text.lower()) for duty in said(draft, "Duty")]
    assert found == [("Main duties", order, words.lower()) for order, words in enumerate(WANTED, 1)]


@pytest.mark.parametrize("heading", ["1 Hives", "2 Hives", "Hives"])
def test_headings_of_groups_may_be_numbered_as_their_duties_are(heading: str) -> None:
    number = heading.split()[0] if heading[0].isdigit() else "1"
    draft = drafted(general_job_description, f"{FRONT}\n{heading}\n{number}.1 Feed.\n{number}.2 Wire.\n")
    assert [(duty.section, duty.text) for duty in said(draft, "Duty")] == [("Hives", "Feed."), ("Hives", "Wire.")]


def test_a_numbered_duty_lists_others() -> None:
    draft = drafted(general_job_description, f"{FRONT}1.1 Feed:\n- bees\n- wasps\n1.2 Wire frames.\n")
    feed, *inside, wire = said(draft, "Duty")
    assert [duty.text for duty in (feed, *inside, wire)] == ["Feed:", "bees", "wasps", "Wire frames."]
    assert [duty.listed_under for duty in (feed, *inside, wire)] == [None, feed.local, feed.local, None]


LABELS = {"Job title": "Bee Keeper", "Hive colours": "White", "Responsible to": "Head Gardener", "Hours": "20 a week"}


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| | |\n|---|---|\n", "| **{}** | {} |\n"),
        ("| | |\n|:--|--:|\n", "| {} | {} |\n"),
        ("", "| {} | {} |\n"),
        ("", "|{}|{}|\n"),
        ("", "| {}: | {} |\n"),
        ("", "| **{}:** | {} | |\n"),
        ("| | | |\n|---|---|---|\n", "| {} | | {} |\n"),
        ("+---+---+\n", "| {} | {} |\n+---+---+\n"),
        ("---|---\n", "{} | {}\n"),
        ("", "{} | {} |\n"),
        ("", "| __{}__ | {} |\n"),
        ("", "\n| {} | {} |\n"),
    ],
)
def test_labels_stand_in_a_table_of_strokes(head: str, row: str) -> None:
    table = head + "".join(row.format(label, value) for label, value in LABELS.items())
    draft = drafted(general_job_description, f"Job description\n\n{table}\nMain duties\n- Feed.\n")
    assert {field.label: field.text for field in said(draft, "Field")} == LABELS


def test_the_head_row_of_a_table_may_be_a_label_and_its_value() -> None:
    first, *others = [f"| {label} | {value} |\n" for label, value in LABELS.items()]
    table = f"{first}|---|---|\n{''.join(others)}"
    draft = drafted(general_job_description, f"# Job description\n\n{table}\n## Main duties\n- Feed.\n")
    assert {field.label: field.text for field in said(draft, "Field")} == LABELS


def test_several_lines_of_a_value_in_a_cell_are_one_value() -> None:
    table = "| Job title | Bee Keeper |\n| Responsible<br>to | Head<br>Gardener |\n| Hours | 20 |\n"
    draft = drafted(general_job_description, f"Job description\n\n{table}\nMain duties\n- Feed.\n")
    assert {f.label: f.text for f in said(draft, "Field")} == {
        "Job title": "Bee Keeper", "Responsible to": "Head Gardener", "Hours": "20",
    }  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "• Lifts hives<br>• Drives a van",
        "• Lifts hives<br/>• Drives a van",
        "• Lifts hives <BR /> • Drives a van",
        "• Lifts hives • Drives a van",
        "Lifts hives<br>Drives a van",
        "Lifts hives<br><br>Drives a van",
        "- Lifts hives<br>- Drives a van",
        "1. Lifts hives<br>2. Drives a van",
        "Lifts<br>hives<br>Drives a<br>van",
        "▪ Lifts hives ▪ Drives a van",
        "Lifts hives • Drives a van",
    ],
)
@pytest.mark.parametrize("rule", ["|---|---|---|\n", ""], ids=["rule", "none"])
def test_a_cell_holds_several_items(cell: str, rule: str) -> None:
    table = f"| Criteria | Essential | Desirable |\n{rule}| **Other requirements** | {cell} | Sings |\n"
    table += "| Experience | | Bees |\n"
    draft = drafted(general_job_description, ASKED + table)
    assert [(s.kind, s.text, s.modality, s.order) for s in said(draft, "Eligibility", "Experience")] == [
        ("Eligibility", "Lifts hives", "Essential", 1), ("Eligibility", "Drives a van", "Essential", 2),
        ("Eligibility", "Sings", "Desirable", 3), ("Experience", "Bees", "Desirable", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("• Lifts hives<br>• Drives a van", ["Lifts hives", "Drives a van"]),
        ("Lifts hives<br>Drives a van", ["Lifts hives", "Drives a van"]),
        ("Lifts<br>hives<br>Drives a<br>van", ["Lifts hives", "Drives a van"]),
        ("• Lifts hives • Drives a van", ["Lifts hives", "Drives a van"]),
        ("<ul><li>Lifts hives<li>Drives a van</ul>", ["Lifts hives", "Drives a van"]),
    ],
)
def test_a_cell_of_a_page_holds_several_items(tmp_path: Path, cell: str, items: list[str]) -> None:
    path = tmp_path / "bees.html"
    path.write_text(
        "<h1>Job description</h1><p>Job title: Bee Keeper</p><p>Grade: 3</p><p>Hours: 20</p><h2>Main duties</h2>"
        "<ul><li>Feed.</ul><h2>Person specification</h2><table><tr><th>Criteria<th>Essential<th>Desirable</tr>"
        f"<tr><td>Other requirements<td>{cell}<td>Sings</tr></table>"
    )
    asked = [s for s in documents.read(path).statements if s.kind == "Eligibility"]
    assert [(s.text, s.modality) for s in asked] == [*((item, "Essential") for item in items), ("Sings", "Desirable")]


PASTED = "Criteria\tEssential\tDesirable\tAssessed by\n"


def test_cells_of_a_pasted_table_go_on_at_the_margin() -> None:
    table = "Other requirements\tLifts hives\nDrives a\nvan\nSwims\tSings\nDances\tForm\n\nExperience\tBees\t\tTest\n"
    draft = drafted(general_job_description, f"{ASKED}{PASTED}{table}")
    assert [(s.section, s.text, s.modality, s.order) for s in said(draft, "Eligibility", "Experience")] == [
        ("Other requirements", "Lifts hives", "Essential", 1),
        ("Other requirements", "Drives a van", "Essential", 2),
        ("Other requirements", "Swims", "Essential", 3),
        ("Other requirements", "Sings", "Desirable", 4),
        ("Other requirements", "Dances", "Desirable", 5),
        ("Experience", "Bees", "Essential", 1),
    ]
    assert [f.text for f in said(draft, "Field") if f.label == "Assessed by"] == ["Form", "Test"]


@pytest.mark.parametrize(
    ("table", "items"),
    [
        (
            "Criteria\tEssential\tDesirable\nExperience\tBees\nOther requirements\tLifts\nTraining\tHoney\t\n",
            ["Bees", "Lifts", "Honey"],
        ),
        ("Criterion\tE/D\tHow assessed\nLifts\tE\tTest\nDrives\tE\nSwims\tE\n", ["Lifts", "Drives", "Swims"]),
    ],
)
def test_a_row_without_its_last_cells_does_not_go_on(table: str, items: list[str]) -> None:
    draft = drafted(general_job_description, f"{ASKED}{table}")
    asked = said(draft, "Eligibility", "Experience", "Technical", "Training")
    assert [(s.text, s.modality) for s in asked] == [(item, "Essential") for item in items]


def test_a_numbered_duty_lists_others_by_letters_with_tabs() -> None:
    draft = drafted(general_job_description, f"{FRONT}1.\tFeed:\na)\tbees\nb)\twasps\n2.\tWire frames.\n")
    feed, *inside, wire = said(draft, "Duty")
    assert [duty.text for duty in (feed, *inside, wire)] == ["Feed:", "bees", "wasps", "Wire frames."]
    assert [duty.listed_under for duty in (feed, *inside, wire)] == [None, feed.local, feed.local, None]


@pytest.mark.parametrize("names", ["Field | Value", "**Item** | **Details**", "Label | Information"])
@pytest.mark.parametrize("duties", ["No. | Duty", "Number | Description", "Ref | Main duties"])
def test_a_row_that_names_columns_is_nothing(names: str, duties: str) -> None:
    draft = drafted(
        general_job_description,
        f"Job description\n\n| {names} |\n|---|---|\n| Job title | Bee Keeper |\n| Grade | 3 |\n| Hours | 20 |\n\n"
        f"Main duties\n\n| {duties} |\n|---|---|\n| 1 | Feed the bees. |\n| 2. | Wire frames. |\n",
    )
    assert [f.label for f in said(draft, "Field")] == ["Job title", "Grade", "Hours"]
    assert [(s.section, s.text) for s in said(draft, "Duty", "Passage")] == [
        ("Main duties", "Feed the bees."), ("Main duties", "Wire frames."),
    ]  # fmt: skip


def test_numbers_go_on_from_one_heading_to_the_next() -> None:
    asked = "Experience\n3.1 Work with bees\n3.2 Work with wasps\n\nOther requirements\n3.3 Lifts hives\n3.4 Drives\n"
    draft = drafted(general_job_description, f"{ASKED}{asked}")
    assert [(s.section, s.text) for s in said(draft, "Experience", "Eligibility")] == [
        ("Experience", "Work with bees"), ("Experience", "Work with wasps"),
        ("Other requirements", "Lifts hives"), ("Other requirements", "Drives"),
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "_____", "==========", "————", "- - - -"])
def test_a_line_that_parts_two_sections_is_nothing(rule: str) -> None:
    text = f"{FRONT}- Feed.\n\n{rule}\n\nPerson specification\n\nOther requirements\n- Drives\n\n{rule}\n"
    draft = drafted(general_job_description, text)
    assert [s.text for s in said(draft, "Duty", "Eligibility", "Passage")] == ["Feed.", "Drives"]


@pytest.mark.parametrize(
    "words",
    [
        "Criteria are marked (E) for essential and (D) for desirable.",
        "E = Essential; D = Desirable",
        "Key: E – essential, D – desirable",
        "Each criterion is either essential (E) or desirable (D).",
        "(D) means that it is desirable,\nand (E) that it is essential.",
        "*E: essential D: desirable*",
        "Please note that essential requirements are marked E and\ndesirable ones D.",
    ],
)
def test_what_says_what_the_marks_mean_is_asked_of_nobody(words: str) -> None:
    draft = drafted(general_job_description, f"{ASKED}{words}\n\nOther requirements\n- Lifts hives (E)\n- Drives (D)\n")
    asked = said(draft, "Eligibility", "Technical", "Passage", "Field")[3:]
    assert [(s.text, s.modality) for s in asked] == [("Lifts hives", "Essential"), ("Drives", "Desirable")]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "blank lines"])
@pytest.mark.parametrize("unknown", ["Hive colours", "Where the bees fly", "Honey"])
def test_a_label_nobody_knows_stands_over_its_value_as_others_do(unknown: str, between: str) -> None:
    front = {
        "Job title": "Bee Keeper",
        "Grade": "Grade 3",
        unknown: "White",
        "Reports to": "Head Gardener",
        "Hours": "20",
    }
    printed = "\n".join(f"{label}\n{value}" for label, value in front.items())
    draft = drafted(general_job_description, f"Job description\n\n{printed}\n\nMain duties\n- Feed.\n{between}")
    assert {f.label: f.text for f in said(draft, "Field")} == front


@pytest.mark.parametrize("label", ["Vetting level", "Hive colours"])
@pytest.mark.parametrize("order", [1, -1])
def test_labels_under_the_last_section_are_fields(label: str, order: int) -> None:
    closing = "\n".join([f"{label}:   High", "Date prepared:   March 2025"][::order])
    draft = drafted(general_job_description, f"{ASKED}Other requirements\n- Drives\n\n{closing}\n")
    assert {f.label: f.text for f in said(draft, "Field")[3:]} == {label: "High", "Date prepared": "March 2025"}
    assert [s.text for s in said(draft, "Eligibility")] == ["Drives"]


@pytest.mark.parametrize(
    "closing",
    ["*Job description agreed:* 14 May 2024", "**Job description agreed:** 14 May 2024", "_Date agreed_: 14 May 2024"],
)
def test_a_label_in_italics_is_a_label(closing: str) -> None:
    draft = drafted(general_job_description, f"{ASKED}Other requirements\n- Drives\n\n{closing}\n")
    assert [(f.text, f.property, f.value) for f in said(draft, "Field")[3:]] == [
        ("14 May 2024", "dcterms:issued", ("2024-05-14",))
    ]


@pytest.mark.parametrize(
    "foot", ["Ash Gardens – Job description – Official", "Ash Gardens | Human Resources", "HR: ash form 7"]
)
def test_words_that_break_a_sentence_more_than_once_are_a_running_foot(foot: str) -> None:
    pairs = [("Feed the bees of each hive", "and wire the frames."), ("Keep the log of sales", "and the shop tidy.")]
    duties = "".join(f"- {begin}\n{foot}\n{end}\n" + SELL for begin, end in pairs)
    draft = drafted(general_job_description, f"{FRONT}{duties}")
    long = [duty.text for duty in said(draft, "Duty") if duty.text != "Sell."]
    assert long == [f"{begin} {end}" for begin, end in pairs]


def test_a_line_that_two_items_share_is_no_running_foot() -> None:
    item = "- Keep the log and\nThe Book of Hives\nin good order.\n"
    draft = drafted(general_job_description, f"{FRONT}{item}" + SELL + item)
    long = [duty.text for duty in said(draft, "Duty") if duty.text != "Sell."]
    assert long == ["Keep the log and The Book of Hives in good order."] * 2


def test_a_heading_that_is_known_elsewhere_stands_over_a_later_group() -> None:
    text = f"{FRONT}1. Feed.\n1. Wire.\n\nHives\n1. Look.\n\nCorporate responsibilities\n- Obey.\n"
    draft = drafted(general_job_description, text)
    assert [(duty.section, duty.text) for duty in said(draft, "Duty")] == [
        ("Main duties", "Feed."), ("Main duties", "Wire."), ("Hives", "Look."), ("Corporate responsibilities", "Obey."),
    ]  # fmt: skip


@pytest.mark.parametrize("level", ["Level 6 Diploma in Baking", "a Level 6 Diploma in Baking"])
def test_an_alternative_has_the_level_it_names(level: str) -> None:
    form = HMPPS.format(front="Version\n1.0", asked=f"Technical\n• A degree in food science or {level}")
    draft = drafted(hmpps_job_description, form)
    assert [s.level for s in said(draft, "Qualification")] == [None, None, 6]
