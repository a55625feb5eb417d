"""What findings look like to a person, a program and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import graphkit.reports
from graphkit.findings import BARS, Finding, Place, Severity, counts, dumps, loads, ordered, reaches
from graphkit.reports import formats, report

GATE = Place(
    document="lock-keeper", edition="3.1", file="lock/source.txt", line=3, end_line=4, quote="Open the\ngates.",
    statement="https://example.org/id/lock-keeper/3.1/duty/1", start=21, end=36,
)  # fmt: skip
LOG = replace(
    GATE, line=6, end_line=6, quote="Log the boats.", statement="https://example.org/id/lock-keeper/3.1/duty/2",
    start=50, end=64, page=2,
)  # fmt: skip
TWICE = Finding(
    "code-used-twice", Severity.VIOLATION, "A code used twice", "D1 is printed for two items.", "Number one anew.",
    (LOG, GATE),
)  # fmt: skip
TORN = Finding("torn-word", Severity.INFO, "A torn word", "“ga tes” is torn.", "Join it.", (GATE,))
EMPTY = Finding(
    "empty-file", Severity.VIOLATION, "An empty file", "the file is empty", "Take it away.",
    (Place(file="b/source.txt"),),
)  # fmt: skip
UNTITLED = Finding(
    "document-without-date", Severity.WARNING, "A document without a date of issue", "No date.", "Print it.",
    (Place(document="bargee", edition="unknown", file="bargee.md"),),
)  # fmt: skip
ALL = ordered([TORN, UNTITLED, EMPTY, TWICE])


def test_the_formats_are_the_modules_of_the_folder() -> None:
    folder = Path(graphkit.reports.__file__).parent
    assert formats() == tuple(sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__"))
    assert formats() == ("csv", "json", "text")


@pytest.mark.parametrize("name", formats())
def test_every_format_tells_of_every_finding_and_of_none(name: str) -> None:
    told = report(ALL, name)
    assert all(finding.code in told and finding.message in told for finding in ALL)
    assert isinstance(report([], name), str)


def test_a_format_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="fax: no such format; choose csv, json or text"):
        report(ALL, "fax")


def test_json_is_the_pinned_form() -> None:
    told = json.loads(report([TWICE], "json"))
    assert [list(item) for item in told] == [["code", "severity", "title", "message", "advice", "places"]]
    keys = ["document", "edition", "file", "line", "end_line", "quote", "statement", "start", "end"]
    assert [list(place) for place in told[0]["places"]] == [[*keys, "page"], keys]
    assert told[0]["severity"] == "violation"
    assert told[0]["places"][1] == {
        "document": "lock-keeper", "edition": "3.1", "file": "lock/source.txt", "line": 3, "end_line": 4,
        "quote": "Open the\ngates.", "statement": "https://example.org/id/lock-keeper/3.1/duty/1", "start": 21,
        "end": 36,
    }  # fmt: skip


def test_what_is_written_is_read_back() -> None:
    assert loads(dumps(ALL)) == ALL


def test_csv_has_a_row_for_every_place() -> None:
    rows = list(csv.DictReader(io.StringIO(report(ALL, "csv"))))
    assert [(row["code"], row["line"], row["page"]) for row in rows] == [
        ("code-used-twice", "6", "2"), ("code-used-twice", "3", ""), ("empty-file", "", ""),
        ("document-without-date", "", ""), ("torn-word", "3", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("payload", ["=HYPERLINK(1)", "+1", "-2", "@SUM(1)", "\t=1", "\r=1", " =1", "\n=1"])
def test_no_cell_is_a_formula(payload: str) -> None:
    table = report([replace(TORN, message=payload, places=(replace(GATE, quote=payload),))], "csv")
    (_, row) = csv.reader(io.StringIO(table, newline=""))
    assert row.count("'" + payload) == 2


def test_text_opens_with_the_counts_and_shows_line_quote_and_advice() -> None:
    assert report([TWICE, TORN], "text") == (
        "1 violation, 0 warnings, 1 note in 1 document\n"
        "\n"
        "VIOLATIONS: the document contradicts itself or cannot be relied on\n"
        "\n"
        "  lock-keeper, edition 3.1\n"
        "\n"
        "    A code used twice [code-used-twice]\n"
        "      D1 is printed for two items.\n"
        "        lock/source.txt:6  “Log the boats.”\n"
        "        lock/source.txt:3-4  “Open the gates.”\n"
        "      To do: Number one anew.\n"
        "\n"
        "NOTES: worth knowing\n"
        "\n"
        "  lock-keeper, edition 3.1\n"
        "\n"
        "    A torn word [torn-word]\n"
        "      “ga tes” is torn.\n"
        "        lock/source.txt:3-4  “Open the gates.”\n"
        "      To do: Join it.\n"
    )


def test_text_groups_findings_of_one_kind_and_shows_the_first_ten() -> None:
    many = [replace(TORN, message=f"Word {n} is torn.", places=(replace(GATE, start=n),)) for n in range(12)]
    told = report(many, "text")
    assert told.count("[torn-word], 12 times") == 1
    assert told.count("To do: Join it.") == 1
    assert "Word 9 is torn." in told
    assert "Word 10 is torn." not in told
    assert "… and 2 more of this kind" in told


def test_text_joins_the_runs_of_one_statement() -> None:
    first = replace(GATE, quote="Open the", end_line=3, end=29)
    runs = (first, replace(GATE, quote="gates.", line=5, end_line=5, start=40, end=46))
    assert "lock/source.txt:3-5  “Open the … gates.”" in report([replace(TORN, places=runs)], "text")


def test_text_says_the_same_words_of_one_statement_once() -> None:
    again = replace(GATE, line=9, end_line=9, start=90, end=105)
    assert "lock/source.txt:3-9  “Open the gates.”" in report([replace(TORN, places=(GATE, again))], "text")


def test_text_shows_the_first_words_of_a_long_quote() -> None:
    told = report([replace(TORN, places=(replace(GATE, quote="gates " * 60),))], "text")
    assert told.count("gates") == 26
    assert "gates …”" in told


def test_text_says_nothing_a_terminal_would_obey() -> None:
    evil = replace(TORN, message="\x1b[2J\u202eevil\x07", places=(replace(GATE, quote="\x1b]0;x\x07"),))
    assert all(letter.isprintable() or letter == "\n" for letter in report([evil], "text"))


def test_findings_are_ordered_once_each_the_heaviest_first() -> None:
    assert ALL == (TWICE, EMPTY, UNTITLED, TORN)
    assert ordered([TORN, TORN]) == (TORN,)


def test_findings_are_counted_by_severity() -> None:
    assert counts(ALL) == {Severity.VIOLATION: 2, Severity.WARNING: 1, Severity.INFO: 1}


@pytest.mark.parametrize(
    ("found", "bar", "reached"),
    [
        ([TORN], "violation", False), ([TORN], "warning", False), ([TORN], "never", False),
        ([UNTITLED], "violation", False), ([UNTITLED], "warning", True), ([UNTITLED], "never", False),
        ([TWICE], "violation", True), ([TWICE], "warning", True), ([TWICE], "never", False), ([], "warning", False),
    ],
)  # fmt: skip
def test_a_bar_is_reached_by_what_weighs_as_much(found: list[Finding], bar: str, *, reached: bool) -> None:
    assert bar in BARS
    assert reaches(found, bar) is reached
