"""Units of National Occupational Standards in the forms in which they are printed: each is read alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from printing import Block, Contents, Table, as_docx, as_html, as_pdf

from graphkit import documents
from graphkit.documents.families import nos_unit
from graphkit.documents.recognition import family_of
from graphkit.documents.source import Source
from graphkit.records import Reading

#: labels in a column of their own, over two lines
COLUMNS = """LANBEE7
Inspect hives

Overview
This standard is about inspecting hives.

Performance
criteria
You must be able to:     Before the inspection
                         P1  choose a day without
                             wind
                         P2  light the smoker
                         At the hive
                         P3  find the queen

Knowledge and
understanding
You need to know and     K1  how bees behave
understand:              K2  the law on
                             notifiable disease

Developed by             Lantra
Version Number           2
Relevant                 Beekeeper; Bee
Occupations              Inspector
"""
#: everything at the margin, each code on a line of its own
LINES = """Inspect hives

LANBEE7

Overview
This standard is about inspecting hives.

Performance criteria
You must be able to:
Before the inspection
P1
choose a day without wind
P2
light the smoker

At the hive
P3
find the queen

Knowledge and understanding
You need to know and understand:
K1
how bees behave
K2
the law on notifiable disease

Developed by: Lantra
Version Number: 2
Relevant Occupations: Beekeeper; Bee Inspector
"""
TOLD = [
    ("NosUnit", "Inspect hives", None, "LANBEE7"),
    ("NosOutcome", "choose a day without wind", "Before the inspection", "P1"),
    ("NosOutcome", "light the smoker", "Before the inspection", "P2"),
    ("NosOutcome", "find the queen", "At the hive", "P3"),
    ("Knowledge", "how bees behave", "Knowledge and understanding", "K1"),
    ("Knowledge", "the law on notifiable disease", "Knowledge and understanding", "K2"),
]


def read(tmp_path: Path, name: str, raw: bytes) -> Reading:
    path = tmp_path / name
    path.write_bytes(raw)
    return documents.read(path)


def told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    kinds = ("NosUnit", "NosOutcome", "Knowledge")
    return [(each.kind, each.text, each.section, each.code) for each in reading.statements if each.kind in kinds]


@pytest.mark.parametrize("text", [COLUMNS, LINES], ids=["columns", "lines"])
def test_criteria_and_knowledge_keep_their_codes_and_headings(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, "a.txt", text.encode())
    assert (reading.family, reading.identifier, reading.edition) == ("nos-unit", "lanbee7", "2")
    assert sorted(told(reading)) == sorted(TOLD)
    (unit,) = (each for each in reading.statements if each.kind == "NosUnit")
    outcomes = [each for each in reading.statements if each.kind == "NosOutcome"]
    assert [(each.order, each.listed_under) for each in outcomes] == [(at, unit.local) for at in (1, 2, 1)]
    said = [each.text for each in reading.statements if each.label == "Relevant Occupations"]
    assert said == ["Beekeeper", "Bee Inspector"]
    assert not documents.unread(reading)


def test_numbers_without_a_letter_are_the_codes_that_are_printed(tmp_path: Path) -> None:
    text = LINES
    for code, number in (("P1", "1."), ("P2", "2."), ("P3", "3."), ("K1", "1."), ("K2", "2.")):
        text = text.replace(f"{code}\n", f"{number} ")
    assert [code for *_, code in told(read(tmp_path, "a.txt", text.encode()))] == ["LANBEE7", "1", "2", "3", "1", "2"]


@pytest.mark.parametrize(
    ("suffix", "printer"), [("pdf", as_pdf), ("docx", as_docx), ("html", as_html)], ids=["pdf", "docx", "html"]
)
def test_a_table_of_labels_and_texts_is_read_from_every_type_of_file(
    tmp_path: Path, suffix: str, printer: Callable[[Contents], bytes]
) -> None:
    def cell(*words: str) -> list[Block]:
        return [Block("paragraph", each) for each in words]

    rows = [
        [
            cell("Performance criteria", "You must be able to:"),
            cell("Before the inspection", "P1 choose a day without wind", "P2 light the smoker")
            + cell("At the hive", "P3 find the queen"),
        ],
        [
            cell("Knowledge and understanding", "You need to know and understand:"),
            cell("K1 how bees behave", "K2 the law on notifiable disease"),
        ],
        [cell("Developed by"), cell("Lantra")],
        [cell("Version Number"), cell("2")],
    ]  # fmt: skip
    front = [Block("paragraph", "LANBEE7"), Block("heading", "Inspect hives")]
    raw = printer(Contents([*front, Table(rows, (0.3, 0.7))]))
    assert sorted(told(read(tmp_path, f"a.{suffix}", raw))) == sorted(TOLD)


def test_a_list_of_units_in_a_job_description_is_no_unit() -> None:
    text = "JOB DESCRIPTION\n\nCompetences\n\nAA1(3) Equality and diversity\n\tKnowledge and understanding\n"
    assert nos_unit.recognises(Source("a.txt", text, "")) < 0.4
    assert family_of(Source("a.txt", LINES, ""), "a.txt").NAME == "nos-unit"


def test_the_code_may_stand_in_the_running_head_alone(tmp_path: Path) -> None:
    head, text = "LANBEE7\nInspect hives\n", LINES.replace("\nLANBEE7\n", "")
    for part in ("Knowledge and understanding", "Developed by"):
        text = text.replace(part, f"{head}{part}", 1)
    reading = read(tmp_path, "a.txt", f"{head}{text}".encode())
    assert (reading.identifier, [each.code for each in reading.statements if each.kind == "NosUnit"]) == (
        "lanbee7", ["LANBEE7"],
    )  # fmt: skip


def test_what_stands_behind_the_last_criterion_is_no_heading(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.txt", LINES.replace("find the queen\n", "find the queen\n\nAt the end\n").encode())
    assert sorted(told(reading)) == sorted(TOLD)
    assert len(documents.unread(reading)) == 1
