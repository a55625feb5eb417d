"""What findings look like to a person, a program and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import graphkit.reports
from graphkit.findings import BARS, Finding, Place, Severity, Status, counts, dumps, loads, ordered, reaches
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
    modules = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    assert formats() == tuple(sorted(modules - {"__init__"}))
    assert formats() == ("csv", "html", "json", "junit", "sarif", "text", "ttl")


@pytest.mark.parametrize("name", formats())
def test_every_format_tells_of_every_finding_and_of_none(name: str) -> None:
    told = report(ALL, name)
    assert all(finding.code in told and finding.message in told for finding in ALL)
    assert isinstance(report([], name), str)
    assert report(ALL, name) == told


@pytest.mark.parametrize("name", formats())
def test_every_format_tells_of_what_does_not_stand(name: str) -> None:
    silenced = replace(TORN, silenced="It is the font.")
    mended = replace(UNTITLED, status=Status.MENDED)
    told = report([TWICE, silenced, mended], name)
    assert "torn-word" in told
    assert "It is the font." in told
    assert "document-without-date" in told
    assert {"absent", "mended"} & set(re.findall(r"\w+", told.lower()))


def test_a_format_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="fax: no such format; choose csv, html, json, junit, sarif, text or ttl"):
        report(ALL, "fax")


def test_json_is_the_pinned_form() -> None:
    told = json.loads(report([TWICE], "json"))
    assert [list(item) for item in told] == [
        ["code", "severity", "title", "message", "advice", "family", "reason", "places"]
    ]
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


def test_what_profile_and_baseline_say_is_written_where_they_speak() -> None:
    judged = replace(
        TORN, family="Well printed", reason="It cannot be searched.", status=Status.KNOWN, weighed="Ours is printed.",
        severity=Severity.WARNING, own_severity=Severity.INFO, silenced="No.",
    )  # fmt: skip
    (told,) = json.loads(report([judged], "json"))
    assert {key: told[key] for key in ("status", "weighed", "severity", "own_severity", "silenced", "family")} == {
        "status": "known", "weighed": "Ours is printed.", "severity": "warning", "own_severity": "info",
        "silenced": "No.", "family": "Well printed",
    }  # fmt: skip
    assert loads(dumps([judged])) == (judged,)


def test_a_report_of_an_older_build_is_read() -> None:
    old = json.loads(dumps([TORN]))
    for key in ("family", "reason"):
        del old[0][key]
    assert loads(json.dumps(old)) == (TORN,)


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
        "  A code used twice [code-used-twice]\n"
        "    D1 is printed for two items.\n"
        "      lock/source.txt:6  “Log the boats.”\n"
        "      lock/source.txt:3-4  “Open the gates.”\n"
        "    To do: Number one anew.\n"
        "\n"
        "NOTES: worth knowing\n"
        "\n"
        "  A torn word [torn-word]\n"
        "    “ga tes” is torn.\n"
        "      lock/source.txt:3-4  “Open the gates.”\n"
        "    To do: Join it.\n"
    )


def test_text_counts_by_family_where_there_are_several() -> None:
    told = report([replace(TWICE, family="Not against itself"), replace(TORN, family="Well printed")], "text")
    assert (
        "                          violations    warnings       notes\n"
        "  Not against itself               1           0           0\n"
        "  Well printed                     0           0           1\n"
    ) in told


def test_text_groups_findings_of_one_rule_over_documents_and_shows_the_first_ten() -> None:
    places = (replace(GATE, document=f"lock-{number % 3}", start=number) for number in range(12))
    many = [replace(TORN, message=f"Word {n} is torn.", places=(place,)) for n, place in enumerate(places)]
    told = report(many, "text")
    assert told.count("A torn word [torn-word], 12 times in 3 documents") == 1
    assert told.count("To do: Join it.") == 1
    assert sum(f"Word {number} is torn." in told for number in range(12)) == 10
    assert "… and 2 more of this kind; --format html shows all" in told


def test_text_says_what_is_new_known_mended_and_silenced() -> None:
    told = report(
        [
            replace(TWICE, status=Status.NEW),
            replace(UNTITLED, status=Status.MENDED),
            replace(EMPTY, status=Status.GONE),
            replace(TORN, status=Status.KNOWN, weighed="Ours is printed.", own_severity=Severity.WARNING),
            replace(TORN, silenced="It is the font.", message="“lo ck” is torn."),
        ],
        "text",
    )
    assert told.startswith("1 violation, 0 warnings, 1 note in 1 document\n")
    assert "since the older build: 1 new, 1 known, 1 mended, 1 gone with their documents\n" in told
    assert "    NEW: D1 is printed for two items.\n" in told
    assert "    warning by its rule, info by the profile: Ours is printed.\n" in told
    assert "SILENCED: the profile does not count these\n  A torn word [torn-word]: It is the font.\n" in told
    assert "MENDED: found in the older build, and no longer\n  A document without a date of issue" in told
    assert "GONE: their documents are not in this build\n  An empty file [empty-file]\n" in told


def test_text_shows_no_place_for_what_stands_nowhere() -> None:
    told = report([replace(TORN, places=(Place(),))], "text")
    assert "    “ga tes” is torn.\n    To do: Join it.\n" in told


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


def test_only_what_stands_is_counted_and_only_what_is_new_reaches_a_bar() -> None:
    silenced, mended = replace(TWICE, silenced="No."), replace(TWICE, status=Status.MENDED)
    gone, known = replace(TWICE, status=Status.GONE), replace(TWICE, status=Status.KNOWN)
    assert counts([silenced, mended, gone, known])[Severity.VIOLATION] == 1
    assert not reaches([silenced, mended, gone, known], "violation")
    assert reaches([known, replace(TWICE, status=Status.NEW)], "violation")


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
