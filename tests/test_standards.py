"""Pages of occupational standards, and that no family takes another's document for its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold_files import DOCUMENTS

from graphkit.documents.draft import Draft
from graphkit.documents.families import families, occupational_standard
from graphkit.documents.opening import sources
from graphkit.documents.opening.limited import Limited
from graphkit.documents.source import Source

HERE = Path(__file__).parent / "documents"
SOURCES = sorted([*DOCUMENTS.glob("*/source.*"), *HERE.glob("*/source.txt"), *HERE.glob("*/source.json")])

PAGE = """Basket maker
Reference: ST0001
Version: 1.0
Level: 2
Occupation duties
{duties}
KSBs
Knowledge
K1: Willow.
K2: Cane and rush.
Skills
S1: Weave.
Behaviours
B1: Be patient.
"""


def drafted(duties: str) -> Draft:
    return occupational_standard.read(Source("a.txt", PAGE.format(duties=duties), ""))


def mapping(draft: Draft) -> dict[str, list[str | None]]:
    by_local = {statement.local: statement for statement in draft.statements}
    return {
        statement.text: [by_local[local].code for local in statement.supported_by]
        for statement in draft.finished()
        if statement.kind == "Duty"
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_a_document_is_of_one_family_and_far_from_every_other(path: Path) -> None:
    with Limited() as limited:
        for source in sources(path, path.name, limited):
            assert isinstance(source, Source)
            by_family = {family.NAME: family.recognises(source) for family in families()}
            best = max(by_family, key=lambda name: by_family[name])
            if best in ("api-record", "occupational-map", "occupational-standard"):
                assert by_family.pop(best) >= 0.9
                standards = ("api-record", "occupational-map", "occupational-standard")
                assert max(sure for name, sure in by_family.items() if name in standards) < 0.4


@pytest.mark.parametrize(
    "duties",
    [
        "Duty 1 Cut willow.\nK1 S1\nDuty 2 Soak cane.\nK2",
        "Duty 1: Cut willow.\tK1 S1\nDuty 2: Soak cane.\tK2",
        "Duty 1 Cut willow.   K1, S1\nDuty 2 Soak cane.   K2",
        "Duty KSBs\nDuty 1\nCut willow.\nK1\nS1\nDuty 2\nSoak\ncane.\nK2",
        "DUTY\tKSBS\n\nDuty 1 Cut willow.\n\nK1\n\nS1\n\nDuty 2 Soak cane.\n\nK2\n",
        "Duty 1 Cut willow.\nKnowledge\nK1\nSkills\nS1\nDuty 2 Soak cane.\nKSBs: K2",
        "• Duty 1 Cut willow.\n  K1S1\n• Duty 2 Soak cane.\n  K2",
        "Core\nDuty 1 Cut willow.\nK1; S1;\nOption: Cane\nDuty 2 Soak cane.\nk2",
    ],
)
def test_a_duty_is_supported_by_the_codes_behind_it_however_they_are_laid_out(duties: str) -> None:
    assert mapping(drafted(duties)) == {"Cut willow.": ["K1", "S1"], "Soak cane.": ["K2"]}


def test_a_code_that_nothing_has_is_carried_and_reported() -> None:
    draft = drafted("Duty 1 Cut willow.\nK1 K7")
    assert mapping(draft) == {"Cut willow.": ["K1"]}
    assert [(field.text, field.listed_under) for field in draft.statements if field.text == "K7"] == [("K7", "duty/1")]
    assert [seen.code for seen in draft.observations] == ["mapping-to-nothing"]


def test_words_that_look_like_a_code_stay_in_their_duty() -> None:
    assert list(mapping(drafted("Duty 1 Dose vitamin B12\nK1"))) == ["Dose vitamin B12"]


def test_a_page_number_inside_a_duty_is_no_part_of_it() -> None:
    assert mapping(drafted("Duty 1 Cut\nPage 1 of 3\nwillow.\nK1")) == {"Cut willow.": ["K1"]}


def test_an_option_is_the_section_of_its_duties() -> None:
    draft = drafted("Core\nDuty 1 Cut willow.\nK1\nOption: Cane\nDuty 2 Soak cane.\nK2\nDuty 3 Split cane.\nK2")
    duties = [(duty.section, duty.order, duty.code) for duty in draft.statements if duty.kind == "Duty"]
    assert duties == [("Core", 1, "1"), ("Option: Cane", 1, "2"), ("Option: Cane", 2, "3")]


def test_a_value_that_is_a_label_elsewhere_is_a_value_under_an_empty_label() -> None:
    page = "Basket maker\nReference\nST0001\nStatus\nApproved for delivery\nVersion\n1.0\nEQA provider\nLevel\n2\n"
    draft = occupational_standard.read(Source("a.txt", page, ""))
    values = [(field.label, field.text) for field in draft.statements if field.label]
    assert values == [("Reference", "ST0001"), ("Status", "Approved for delivery"), ("Version", "1.0"), ("Level", "2")]
    assert [seen.code for seen in draft.observations] == ["empty-label"]


@pytest.mark.parametrize("gap", [": ", " : ", "\t", "   ", "\n", ":\n", " "])
def test_a_label_and_its_value_are_read_however_they_are_parted(gap: str) -> None:
    page = f"Level crossing keeper\nReference{gap}ST0001\nVersion{gap}1.0\nMaximum funding{gap}£900\nLevel{gap}2\n"
    draft = occupational_standard.read(Source("a.txt", page, ""))
    values = [(field.label, field.text) for field in draft.statements]
    assert values == [
        (None, "Level crossing keeper"), ("Reference", "ST0001"), ("Version", "1.0"), ("Maximum funding", "£900"),
        ("Level", "2"),
    ]  # fmt: skip


def test_what_stands_above_the_title_is_not_taken_for_it() -> None:
    page = "Home\nApprenticeships\nCrafts\nBasket maker\nBasket maker\nMake baskets.\nReference: ST0001\n"
    draft = occupational_standard.read(Source("a.txt", page, ""))
    assert [(said.kind, said.text) for said in draft.statements[:2]] == [
        ("Field", "Basket maker"),
        ("Passage", "Make baskets."),
    ]


def test_the_text_of_random_lines_never_breaks_the_reader() -> None:
    lines = PAGE.format(duties="Duty 1 Cut.\nK1 S1\nDuty\nKSBs").splitlines()
    for first in range(len(lines)):
        for step in (1, 2, 3, -1):
            text = "\n".join(lines[first::step])
            occupational_standard.recognises(Source("a.txt", text, ""))
            occupational_standard.read(Source("a.txt", text, "")).finished()
