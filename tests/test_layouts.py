"""One accident of layout, printed in all the ways its authors print it: each is read alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from printing import Block, Contents, Table, as_docx, as_html, as_pdf

from graphkit import documents
from graphkit.documents.draft import Draft
from graphkit.documents.families import (
    crc_job_description,
    general_job_description,
    hmpps_job_description,
    occupational_standard,
)
from graphkit.documents.naming import Piece, find
from graphkit.documents.source import Source
from graphkit.documents.tools.asking import kind, months, timing
from graphkit.records import Reading, Statement

each_printer = pytest.mark.parametrize(
    ("suffix", "printer"), [("pdf", as_pdf), ("docx", as_docx), ("html", as_html)], ids=["pdf", "docx", "html"]
)


def drafted(family: ModuleType, text: str, file: str = "a.txt") -> Draft:
    draft: Draft = family.read(Source(file, text, ""))
    reading = Reading(
        identifier="a", edition="1", family="", file=file, text=text, sha256="", describes="Job",
        statements=tuple(draft.finished()), marks=tuple(draft.marks),
    )  # fmt: skip
    assert [span.of(text) for span in documents.unread(reading)] == []
    return draft


def said(draft: Draft, *kinds: str) -> list[Statement]:
    return [statement for statement in draft.finished() if statement.kind in kinds]


# what words ask for


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("A minimum of twelve months in local government", 12),
        ("One year’s experience in a hostel", 12),
        ("a year's experience of tills", 12),
        ("At least eighteen months’ post-qualification experience", 18),
        ("a minimum of twenty-four months in a court", 24),
        ("two (2) years' experience", 24),
        ("2-3 years’ experience in care", 24),
        ("two to three years experience", 24),
        ("Three or more years’ experience", 36),
        ("5+ years' experience", 60),
        ("At least one full year of work", 12),
        ("over 5 years of relevant experience", 60),
        ("experience of work in a year group", None),
        ("a year", None),
        ("at least sixty hours", None),
    ],
)
def test_months_are_counted_in_figures_and_words(words: str, count: int | None) -> None:
    assert months(words) == count


@pytest.mark.parametrize(
    ("when", "words"),
    [
        *(("AtEntry", words) for words in (
            "passed before they take up the post.", "before appointment", "before you start", "before starting work",
            "prior to the post holder taking up post", "before the successful candidate is appointed",
            "by the start date", "before any appointment is confirmed", "prior to commencement of employment",
        )),
        *(("AfterAppointment", words) for words in (
            "When in post the job holder must complete:", "Once in post", "whilst in post", "on taking up the role",
            "within twelve months of starting", "following appointment,", "during the probationary period",
            "in their first year", "You will have to pass", "within the first six months",
            "in the first year of the job",
        )),
        *(("Unstated", words) for words in (
            "before taking decisions", "before they start to fail", "Works on joining timber", "in the first instance",
            "before starting a machine", "Experience of taking statements",
            "what happens in the first weeks after release",
        )),
    ],
)  # fmt: skip
def test_when_something_must_hold_is_told_in_many_ways(when: str, words: str) -> None:
    assert timing(words) == when


def test_a_length_of_experience_is_experience() -> None:
    assert [kind(words) for words in ("Two years' experience", "Two years of study")] == ["Experience", "Technical"]


@pytest.mark.parametrize(
    ("text", "short", "expansion"),
    [
        ("the Mines and Quarries Act 1954 (MAQA) applies", "MAQA", "Mines and Quarries Act 1954"),
        ("the Mines and Quarries Act 1954 (MAQ) applies", "MAQ", "Mines and Quarries Act 1954"),
        ("MAQ: Mines and Quarries Act 1954", "MAQ", "Mines and Quarries Act 1954"),
        ("MAQ (the Mines and Quarries Act 1954) applies", "MAQ", "Mines and Quarries Act 1954"),
        ("MAQ – the Mines and Quarries Act 1954 – applies", "MAQ", "Mines and Quarries Act 1954"),
        ("MRS = Mines Rescue Service", "MRS", "Mines Rescue Service"),
        ("Use MRS: mines rescue service", "MRS", "mines rescue service"),
        ("Search and Rescue (S&R) drills", "S&R", "Search and Rescue"),
        ("Search & Rescue (S&R) drills", "S&R", "Search & Rescue"),
        ("S&R (Search and Rescue) drills", "S&R", "Search and Rescue"),
        ("NOTE: Never open the door", "NOTE", None),
        ("MRS: Keep the lamps", "MRS", None),
    ],
)
def test_an_acronym_is_spelt_out_before_it_or_behind_it(text: str, short: str, expansion: str | None) -> None:
    forms = find([Piece("a", text, "Passage", None)])[1]
    assert {form.short_form: form.expansion for form in forms} == {short: expansion}


# other employers

FORM = "Job description\nJob title: Bee Keeper\nGrade: 3\nReports to: Head Gardener\n\nMain duties\n- Feed.\n\n"


@pytest.mark.parametrize(
    "front",
    [
        "Job title: Bee Keeper\nResponsible\nto: Head Gardener\n",
        "Job title: Bee Keeper\nResponsible to:\nHead Gardener\n",
        "Job title: Bee Keeper\nResponsible to the Head Gardener\n",
        "Job title: Bee Keeper\nThis post\nreports\nto: Head Gardener\n",
        "Job title    Bee Keeper\nYour line manager    Head Gardener\n",
    ],
)
def test_a_reporting_line_is_found_under_any_label(front: str) -> None:
    draft = drafted(general_job_description, f"Job description\n{front}Grade: 3\n\nMain duties\n- Feed.\n")
    found = [field for field in said(draft, "Field") if field.property == "rcq:reportsTo"]
    assert [field.text.removeprefix("the ") for field in found] == ["Head Gardener"]


@pytest.mark.parametrize("title", ["Team Leader", "Service Manager", "Practice Nurse"])
def test_a_title_that_opens_with_the_word_of_a_label_is_a_title(title: str) -> None:
    draft = drafted(general_job_description, f"Job description\n{title}\nGrade: 3\n\nMain duties\n- Feed.\n")
    assert [field.text for field in said(draft, "Field") if field.property == "rcq:jobTitle"] == [title]


@each_printer
def test_labels_in_a_table_may_be_wrapped_or_unknown(
    tmp_path: Path, suffix: str, printer: Callable[[Contents], bytes]
) -> None:
    front = {
        "Job title": "Bee Keeper", "Line management responsibility for": "No one", "Hive colours": "White",
        "Responsible to": "Head Gardener",
    }  # fmt: skip
    rows = [[[Block("paragraph", label)], [Block("paragraph", value)]] for label, value in front.items()]
    path = tmp_path / f"bees.{suffix}"
    path.write_bytes(
        printer(Contents([
            Block("heading", "Job description"), Table(rows, (1, 4)), Block("heading", "Main duties"),
            Block("item", "Feed the bees."),
        ]))
    )  # fmt: skip
    reading = documents.read(path)
    assert {s.label: s.text for s in reading.statements if s.kind == "Field"} == front
    assert list(documents.unread(reading)) == []


def test_a_list_of_terms_is_a_table_of_labels(tmp_path: Path) -> None:
    path = tmp_path / "bees.html"
    path.write_text(
        "<h1>Job description</h1><dl><dt>Role<dd>Bee Keeper<dt>Where<dd>Ash<dt>Hive colours<dd>White"
        "<dt>Reports to<dd>Head<br>Gardener"
        "</dl><h2>Main duties</h2><ul><li>Feed.</ul>"
    )
    fields = {s.label: s.text for s in documents.read(path).statements if s.kind == "Field"}
    assert fields == {"Role": "Bee Keeper", "Where": "Ash", "Hive colours": "White", "Reports to": "Head Gardener"}


@pytest.mark.parametrize(
    "groups",
    [
        "Communication\n- Talk.\n\nHealth and safety\n- Look.\n",
        "Training\n1. Talk.\n\nPlanning and organising\n1. Look.\n",
        "Hives:\n- Talk.\n\nCommunication\n- Look.\n",
        "Hives\na) Talk.\n\nSafeguarding\nb) Look.\n",
        "Hives\n(i) Talk.\n\nIT\n(ii) Look.\n",
    ],
)
def test_a_heading_that_is_known_elsewhere_stands_over_a_group_of_duties(groups: str) -> None:
    front = FORM.replace("- Feed.\n\n", f"\n{groups}\n")
    draft = drafted(general_job_description, front + "Person specification\n\nTraining\n- Course on hives\n")
    first, second = [line.rstrip(":") for line in groups.split("\n") if line and line[0].isupper()]
    assert [(duty.section, duty.order, duty.text) for duty in said(draft, "Duty")] == [
        (first, 1, "Talk."), (second, 1, "Look."),
    ]  # fmt: skip
    assert [s.text for s in said(draft, "Training", "Technical", "Passage")] == ["Course on hives"]


@each_printer
def test_groups_of_duties_are_told_in_every_type_of_file(
    tmp_path: Path, suffix: str, printer: Callable[[Contents], bytes]
) -> None:
    path = tmp_path / f"bees.{suffix}"
    path.write_bytes(
        printer(Contents([
            Block("heading", "Job description"), Block("paragraph", "Job title: Bee Keeper"),
            Block("paragraph", "Grade: 3"), Block("paragraph", "Hours: 20"),
            Block("heading", "Main duties"), Block("heading", "Hives"), Block("item", "Feed the bees."),
            Block("heading", "Communication"), Block("item", "Talk to visitors."),
            Block("heading", "Health and safety"), Block("item", "Keep the smoke low."),
        ]))
    )  # fmt: skip
    duties = [s for s in documents.read(path).statements if s.kind == "Duty"]
    assert [duty.section for duty in duties] == ["Hives", "Communication", "Health and safety"]


@pytest.mark.parametrize(
    "closing",
    [
        "This job description is a guide and may be changed.",
        "This list is not complete.",
        "The duties listed may change.",
        "This person specification is reviewed each year.",
    ],
)
@pytest.mark.parametrize("items", ["- Lifts hives\n- Drives\n", "Lifts hives\nDrives\n"], ids=["bullets", "none"])
def test_a_sentence_about_the_document_is_asked_of_nobody(items: str, closing: str) -> None:
    draft = drafted(general_job_description, f"{FORM}Person specification\n\nOther requirements\n{items}\n{closing}\n")
    assert [s.text for s in said(draft, "Eligibility")] == ["Lifts hives", "Drives"]
    assert [s.text for s in said(draft, "Passage")] == [closing]


@each_printer
def test_running_text_under_the_table_of_what_is_asked_is_a_passage(
    tmp_path: Path, suffix: str, printer: Callable[[Contents], bytes]
) -> None:
    def words(text: str) -> list[Block]:
        return [Block("paragraph", text)]

    rows = [
        [words("Criteria"), words("Essential"), words("Desirable")],
        [words("Other requirements"), words("Lifts hives"), words("Drives")],
    ]
    path = tmp_path / f"bees.{suffix}"
    path.write_bytes(
        printer(Contents([
            Block("heading", "Job description"), Block("paragraph", "Job title: Bee Keeper"),
            Block("paragraph", "Grade: 3"), Block("paragraph", "Hours: 20"),
            Block("heading", "Main duties"), Block("item", "Feed the bees."),
            Block("heading", "Person specification"), Table(rows, (1, 2, 2)),
            Block("paragraph", "Bees sting, and whoever keeps them must not mind that."),
        ]))
    )  # fmt: skip
    reading = documents.read(path)
    assert [s.text for s in reading.statements if s.kind == "Eligibility"] == ["Lifts hives", "Drives"]
    assert [s.text for s in reading.statements if s.kind == "Passage"] == [
        "Bees sting, and whoever keeps them must not mind that."
    ]


def test_a_sentence_that_only_opens_a_list_is_no_heading() -> None:
    draft = drafted(general_job_description, FORM.replace("- Feed.", "The keeper will:\n- feed\n- wire"))
    (announcing,) = said(draft, "Passage")
    assert [(duty.section, duty.listed_under) for duty in said(draft, "Duty")] == [
        ("Main duties", announcing.local)
    ] * 2


# HM Prison and Probation Service

HMPPS = """OR Job Description (JD)
Band 3
{front}
OR Job Description
Job Title
Baker
Band
3
Overview of the job
It is a job.
Summary
It bakes.
Responsibilities, Activities and Duties
The job holder will be required to carry out the following responsibilities, activities and duties:
• Bake.
Behaviours
• Leadership
{asked}
Minimum Eligibility
• All candidates must be cleared.
"""


@pytest.mark.parametrize("between", [" - ", " – ", ": ", "  ", "\n"], ids=repr)
def test_a_value_stands_behind_its_label_however_they_are_parted(between: str) -> None:
    front = f"Group Profile{between}Prison Cook\nJob Description{between}PC : Baker\nVersion{between}1.0"
    fields = {
        f.label: f.text for f in said(drafted(hmpps_job_description, HMPPS.format(front=front, asked="")), "Field")
    }
    assert (fields["Group Profile"], fields["Job Description"], fields["Version"]) == (
        "Prison Cook", "PC : Baker", "1.0",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "section", "modality"),
    [
        ("Experience\nEssential\n• Baked.\nDesirable\n• Sold.", "Experience", "Essential"),
        ("Essential\nExperience\n• Baked.\nDesirable\n• Sold.", "Experience", "Essential"),
        ("Essential:\nExperience\n• Baked.\nDesirable:\n• Sold.", "Experience", "Essential"),
        ("Essential\nExperience\n• Baked.\nEssential\nTechnical\n• Kneads.", "Experience", "Essential"),
        ("Essential Experience\n• Baked.\nTechnical\n• Kneads.", "Essential Experience", "Unstated"),
        ("Essential\nExperience\n• Baked.\nTechnical\n• Kneads.", "Essential Experience", "Unstated"),
    ],
)
def test_essential_above_a_heading_is_a_modality_where_the_document_shows_it(
    asked: str, section: str, modality: str
) -> None:
    draft = drafted(hmpps_job_description, HMPPS.format(front="Version\n1.0", asked=asked))
    first, *others = said(draft, "Experience", "Technical")
    assert (first.text, first.section, first.modality) == ("Baked.", section, modality)
    if "Kneads" in asked:
        assert others[-1].modality == ("Essential" if asked.count("Essential") == 2 else "Unstated")


@pytest.mark.parametrize(
    "opening",
    [
        "When in post the job holder must complete:",
        "Once in post, the job holder must attend:",
        "Whilst in post the job holder will have to complete:",
        "Within 12 months of appointment:",
        "The job holder must complete the following training:",
    ],
)
@pytest.mark.parametrize("under", [("• ", "– "), ("", "• ")], ids=["item", "paragraph"])
def test_an_item_that_announces_training_lists_training(opening: str, under: tuple[str, str]) -> None:
    asked = f"Technical\nEssential\n• Kneads.\n{under[0]}{opening}\n{under[1]}Oven course\n{under[1]}Fire drills"
    draft = drafted(hmpps_job_description, HMPPS.format(front="Version\n1.0", asked=asked))
    announced = next(s for s in said(draft, "Passage") if s.text == opening)
    found = [s for s in said(draft, "Training", "Technical") if s.listed_under]
    assert [(s.kind, s.text, s.listed_under) for s in found] == [
        ("Training", "Oven course", announced.local), ("Training", "Fire drills", announced.local),
    ]  # fmt: skip


# Community Rehabilitation Companies

CRC = """ASH AND ELM COMMUNITY REHABILITATION COMPANY

{title}

JOB TITLE:	Cook
GRADE:	Band 2

{duties}

{groups}

{competences}

AB1(2) Cook food
- Cooks well.

GROUP ONE
AB2(3) Clean
- Cleans.
"""


@pytest.mark.parametrize("case", [str.upper, str.capitalize], ids=["capitals", "small"])
@pytest.mark.parametrize(
    ("groups", "sections"),
    [
        ("Part 1: Kitchen\n\na)  Cook.\nb)  Clean.\n\nPart 2: Hall\n\nc)  Serve.", ("Part 1: Kitchen", "Part 2: Hall")),
        ("Part A - Oven\n(i) Cook.\n(ii) Clean.\nPart B - Hall\n(iii) Serve.", ("Part A - Oven", "Part B - Hall")),
        ("Kitchen:\n\n1. Cook.\n2. Clean.\n\nHall\n\n3. Serve.", ("Kitchen", "Hall")),
        ("Kitchen\n- Cook.\n- Clean.\n\nHall\n- Serve.", ("Kitchen", "Hall")),
    ],
)  # fmt: skip
def test_groups_of_duties_may_be_counted_through(
    case: Callable[[str], str], groups: str, sections: tuple[str, str]
) -> None:
    words = [case(heading) for heading in ("job description", "duties and responsibilities", "competences")]
    draft = drafted(
        crc_job_description, CRC.format(title=words[0], duties=words[1], competences=words[2], groups=groups)
    )
    assert [(duty.section, duty.order, duty.text) for duty in said(draft, "Duty")] == [
        (sections[0], 1, "Cook."), (sections[0], 2, "Clean."), (sections[1], 1, "Serve."),
    ]  # fmt: skip
    assert [(unit.code, unit.section) for unit in said(draft, "NosUnit")] == [("AB1", None), ("AB2", "GROUP ONE")]
    assert said(draft, "Passage") == []


def test_headings_in_small_letters_end_the_value_above_them() -> None:
    form = CRC.format(title="Job description", duties="Duties", competences="Competences", groups="Hall\n- Serve.")
    draft = drafted(crc_job_description, form.replace("Duties\n", "Scope and format\n\nIt has two parts.\n\nDuties\n"))
    assert [(s.section, s.text) for s in said(draft, "Passage")] == [("Scope and format", "It has two parts.")]
    assert said(draft, "Field")[-1].text == "Band 2"


# pages of standards

PAGE = """Basket maker
Reference: ST0001
Version: 1.1
Level: 2
{front}
Occupation duties
Duty 1 Weave.    K1 S1
KSBs
Knowledge
K1: Willow.
Skills
S1: Weave.
{end}
"""


@pytest.mark.parametrize(
    "titles",
    [
        "Typical job titles include:\nWeaver\nBasket repairer\nCaner",
        "Typical job titles include: Weaver, Basket repairer, Caner",
        "Typical job titles include: Weaver; Basket repairer; Caner",
        "Typical job titles include:\nWeaver, Basket repairer, Caner",
        "Typical job titles include:\nWeaver,\nBasket repairer, Caner",
        "Typical job titles include:\nWeaver   Basket repairer\nCaner",
        "Typical job titles include:\nWeaver\tBasket repairer\tCaner",
        "Typical job titles include:\nWeaver | Basket repairer | Caner",
        "Typical job titles include:\n• Weaver\n• Basket repairer\n• Caner",
    ],
)
def test_titles_stand_one_a_line_or_several(titles: str) -> None:
    draft = drafted(occupational_standard, PAGE.format(front="Details of standard\n" + titles, end=""))
    found = [s.text for s in said(draft, "Field") if s.property == "rcq:typicalJobTitle"]
    assert found == ["Weaver", "Basket repairer", "Caner"]


@pytest.mark.parametrize("parted", ["{label}: {value}", "{label}\n{value}", "{label}:\n{value}", "{label}   {value}"])
def test_additional_details_are_labelled_values(parted: str) -> None:
    labels = {"Occupational Level": "2", "Duration (months)": "12"}
    printed = "\n".join(parted.format(label=label, value=value) for label, value in labels.items())
    end = f"Additional details\n{printed}\nReview\nThis standard will be reviewed in two years."
    draft = drafted(occupational_standard, PAGE.format(front="", end=end))
    fields = {s.label: s.text for s in said(draft, "Field") if s.section == "Additional details"}
    assert fields == labels
    assert [(s.section, s.text) for s in said(draft, "Passage")] == [
        ("Review", "This standard will be reviewed in two years.")
    ]


LOG = [
    ("Version", "1.1"), ("Change detail", "Duty 1 reworded"), ("Earliest start date", "01/02/2024"),
    ("Latest start date", "Not set"), ("Version", "1.0"), ("Change detail", "Approved"),
    ("Earliest start date", "01/02/2020"), ("Latest start date", "31/01/2024"),
]  # fmt: skip
ROWS = [[value for _, value in LOG[:4]], [value for _, value in LOG[4:]]]
HEAD = [label for label, _ in LOG[:4]]


@pytest.mark.parametrize(
    "log",
    [
        "\n".join("\t".join(row) for row in [HEAD, *ROWS]),
        "\n".join("   ".join(row) for row in [HEAD, *ROWS]),
        "\n".join(" ".join(row) for row in [HEAD, *ROWS]),
        "\n".join("\n".join(row) for row in [HEAD, *ROWS]),
        "\n\n".join("\t".join(row) for row in [HEAD, *ROWS]).replace("1 reworded", "1\nreworded"),
        "\n".join("\n".join(row) for row in [HEAD, *ROWS]).replace("1 reworded", "1\nreworded"),
    ],
    ids=["tabs", "blanks", "one blank", "lines", "tabs, wrapped", "lines, wrapped"],
)
def test_each_cell_of_the_version_log_is_labelled_by_its_column(log: str) -> None:
    draft = drafted(occupational_standard, PAGE.format(front="", end=f"Version log\n{log}"))
    assert [(s.label, s.text) for s in said(draft, "Field") if s.section == "Version log"] == LOG


def test_an_empty_cell_of_the_version_log_moves_no_other() -> None:
    log = "Version\tChange detail\tEarliest start date\tLatest start date\n1.0\tApproved\t\tNot set"
    draft = drafted(occupational_standard, PAGE.format(front="", end=f"Version log\n{log}"))
    assert [(s.label, s.text) for s in said(draft, "Field") if s.section == "Version log"] == [
        ("Version", "1.0"), ("Change detail", "Approved"), ("Latest start date", "Not set"),
    ]  # fmt: skip


def test_a_row_whose_columns_nobody_knows_is_labelled_by_its_version() -> None:
    draft = drafted(occupational_standard, PAGE.format(front="", end="Version log\n1.0 Approved 01/02/2020"))
    assert [(s.label, s.text) for s in said(draft, "Field")][-1] == ("1.0", "Approved 01/02/2020")


@pytest.mark.parametrize("bullet", ["- ", "• ", "* "])
def test_passages_with_bullets_are_listed_under_what_announces_them(bullet: str) -> None:
    end = f"Professional recognition\nIt aligns with these bodies:\n{bullet}Weavers\n{bullet}Caners\n\nIt is new."
    draft = drafted(occupational_standard, PAGE.format(front="", end=end))
    first, weavers, caners, new = said(draft, "Passage")
    assert [weavers.listed_under, caners.listed_under] == [first.local, first.local]
    assert (first.listed_under, new.listed_under) == (None, None)


def test_a_label_nobody_knows_is_a_field_in_front_only() -> None:
    draft = drafted(
        occupational_standard,
        PAGE.format(front="Willow grown: yes\nDetails of standard\nNote well: it is hard.", end=""),
    )
    assert {s.label: s.text for s in said(draft, "Field")}["Willow grown"] == "yes"
    assert [s.text for s in said(draft, "Passage")] == ["Note well: it is hard."]


# what a branch of the Probation Service that nobody knows prints

BRANCH = """XQ Job Description (JD)
XQ Band 6
Directorate: Bees
Job Description: Hive Inspector
Document Ref.
XQ-JES-0007 Hive Inspector v1.0
Version
1.0
XQ Job Description
Job Title
Hive Inspector
Overview of the job
The job holder inspects hives.
Minimum Eligibility
Please do not
alter this box
• All candidates like bees.
Responsibilities, Activities & Duties
• Open each hive in May.
Hours of Work
(Unsocial Hours)
Allowances
Some work before dawn.
Behaviours
• Working Together
Strengths
Ability
• Ability to keep still.
Experience
• Experience of swarms.
Technical
• Knowledge of foulbrood.
Success Profile
Behaviours
Working Together
"""


def test_a_branch_nobody_knows_has_its_titles_and_bands() -> None:
    fields = {statement.label: statement for statement in said(drafted(hmpps_job_description, BRANCH), "Field")}
    assert (fields["XQ Band"].text, fields["XQ Band"].property) == ("6", "rcq:band")
    assert fields["Directorate"].text == "Bees"
    assert not {"Job Title", "Version"} - fields.keys()
    assert not any(statement.text.startswith("XQ Job") for statement in fields.values())


def test_an_instruction_over_two_lines_is_told_once() -> None:
    draft = drafted(hmpps_job_description, BRANCH)
    draft.instructions_left()
    told = [seen.message for seen in draft.observations if seen.code == "template-instruction"]
    assert told == ["“Please do not alter this box” speaks to the author of the form"]


GRID = """| Behaviours | Experience | Technical |
|---|---|---|
| Working Together | Essential | Essential |
| | Experience of swarms. | Knowledge of foulbrood. |
| | Experience of hives. | Desirable |
| | Desirable | Knowledge of honey. |
| | Experience of wax. | |
"""


def test_what_ranks_the_items_of_a_table_ranks_those_of_its_column() -> None:
    body = BRANCH.partition("Success Profile\n")[0]
    body = body.replace(
        "• Experience of swarms.",
        "Essential\n• Experience of swarms.\n• Experience of hives.\nDesirable\n• Experience of wax.",
    )
    body = body.replace(
        "• Knowledge of foulbrood.", "Essential\n• Knowledge of foulbrood.\nDesirable\n• Knowledge of honey."
    )
    right, wrong = (
        [seen.code for seen in drafted(hmpps_job_description, f"{body}Success Profile\n{grid}").observations]
        for grid in (GRID, GRID.replace("| | Desirable | Knowledge of honey. |", "| | | Knowledge of honey. |"))
    )
    assert "table-modality-differs" not in right
    assert "table-modality-differs" in wrong


def test_hours_stand_under_any_section_and_an_instruction_goes_over_two_lines() -> None:
    draft = drafted(hmpps_job_description, BRANCH)
    assert {statement.label: statement.text for statement in said(draft, "Field")}[
        "Allowances"
    ] == "Some work before dawn."
    assert [statement.text for statement in said(draft, "Duty", "Passage")] == [
        "The job holder inspects hives.",
        "Open each hive in May.",
    ]
    assert [(statement.text, statement.order) for statement in said(draft, "Eligibility")] == [
        ("All candidates like bees.", 1)
    ]
