"""Small pages of each family, each with one thing that real pages do."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit import documents
from graphkit.records import Reading

JOB = """PS Job Description (JD)
PS Band 4
Document Ref.
PS-JES-0999 Cook v1.0
Version
1.0
PS Job Description
Job Title
Cook
Band
4
Overview of the job
Cooks meals.
Behaviours
• Leadership
Ability
• Able to lift.
Experience
{experience}
Technical
{technical}
Minimum Eligibility
• All candidates are subject to checks prior to taking up post.
Success Profile
"""
MAP = """Baker

Baker

Food

Level 2 - Technical Occupation

Reference: OCC7777

{fields}

SOC 2020 code: 5432 Bakers and flour confectioners

Technical Education Products

Typical job titles include:

Dough maker

Knowledge, skills and behaviours (KSBs)

K1: How dough rises.
K2: Flours and their use.

S1: Shape loaves.

B1: Take care.

Duties

Duty D1

Make dough of several kinds.
{codes}
"""


def read(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "page.txt"
    path.write_text(text)
    return documents.read(path)


def test_another_bullet_under_a_second_heading_opens_no_deeper_list(tmp_path: Path) -> None:
    experience = "Essential\n• Kitchens.\n• Menus.\nDesirable\n- Bakeries.\n- Cakes."
    found = read(tmp_path, JOB.format(experience=experience, technical="• Level 2 Award in Cookery."))
    listed = [(s.text, s.modality, s.order, s.listed_under) for s in found.statements if s.kind == "Experience"]
    assert listed == [
        ("Kitchens.", "Essential", 1, None), ("Menus.", "Essential", 2, None),
        ("Bakeries.", "Desirable", 3, None), ("Cakes.", "Desirable", 4, None),
    ]  # fmt: skip


def test_an_item_that_prints_alternatives_denotes_neither(tmp_path: Path) -> None:
    technical = "• Level 3 Certificate in Professional Cookery or a Level 4 Diploma in Catering."
    found = read(tmp_path, JOB.format(experience="• Kitchens.", technical=technical))
    named = {s.text: [c.name for c in s.denotes] for s in found.statements if s.kind == "Qualification"}
    assert named == {
        technical[2:]: [],
        "Level 3 Certificate in Professional Cookery": ["Level 3 Certificate in Professional Cookery"],
        "a Level 4 Diploma in Catering.": ["Level 4 Diploma in Catering"],
    }


@pytest.mark.parametrize(
    "technical",
    [
        "• HNC or HND in hospitality.",
        "• Level 3 Certificate in Professional Cookery or a Level 4 Diploma in Catering and two years in post.",
    ],
)
def test_an_or_whose_reach_nobody_can_tell_leaves_the_item_whole(tmp_path: Path, technical: str) -> None:
    found = read(tmp_path, JOB.format(experience="• Kitchens.", technical=technical))
    assert [s.text for s in found.statements if s.kind == "Qualification"] == [technical[2:]]
    assert "ambiguous-or" in {seen.code for seen in found.observations}


def test_codes_under_a_duty_of_a_map_page_are_its_mapping(tmp_path: Path) -> None:
    found = read(tmp_path, MAP.format(fields="", codes="K1, K2 S1 K9"))
    [duty] = [s for s in found.statements if s.kind == "Duty"]
    by_local = {s.local: s.code for s in found.statements}
    assert (duty.text, [by_local[local] for local in duty.supported_by]) == (
        "Make dough of several kinds.",
        ["K1", "K2", "S1"],
    )
    assert "mapping-to-nothing" in {seen.code for seen in found.observations}


def test_an_unknown_label_of_a_map_page_keeps_out_of_the_value_before_it(tmp_path: Path) -> None:
    found = read(tmp_path, MAP.format(fields="Status: Approved occupation\nRegion: North", codes=""))
    fields = {s.label: s.text for s in found.statements if s.kind == "Field" and s.label}
    assert fields["Reference"] == "OCC7777"
    assert (fields["Status"], fields["Region"]) == ("Approved occupation", "North")
    assert found.identifier == "occ7777"


def test_a_version_printed_on_a_map_page_is_its_edition(tmp_path: Path) -> None:
    assert read(tmp_path, MAP.format(fields="Version: 1.2", codes="")).edition == "1.2"


def test_a_list_that_is_no_list_of_duties_holds_none(tmp_path: Path) -> None:
    page = (
        "# **EASTVALE CRC**\n\n## JOB DESCRIPTION\n\nJob Title: Tutor\nGrade: Band 2\nLocation: Eastvale\n"
        "Responsible to: Head of Teaching\n\n## AIMS\n\n- Teach well.\n\n## DUTIES AND RESPONSIBILITIES\n\n"
        "- Prepare lessons.\n\n## PERSON SPECIFICATION\n\n- Experience of teaching.\n\n"
        "## Competences\n\nAA1(3)\tTeach a group\n\tKeep order,\n"
    )
    found = read(tmp_path, page)
    assert [(s.kind, s.text) for s in found.statements if s.section in ("AIMS", "PERSON SPECIFICATION")] == [
        ("Passage", "Teach well."),
        ("Passage", "Experience of teaching."),
    ]
    assert [s.text for s in found.statements if s.kind == "Duty"] == ["Prepare lessons."]
