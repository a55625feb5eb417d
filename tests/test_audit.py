"""What the rules find in the four documents, held against an audit by somebody who did not know the rules."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graphkit import documents, pipeline
from graphkit.content import ROOT
from graphkit.findings import Finding
from graphkit.iris import DEFAULT_BASE, Names

AUDIT = Path(__file__).parent / "audit"
#: rules about what a document lacks as a whole, which have no place in it but its title
LACKING = ("document-without-", "job-without-", "role-without-")
#: a label and its value stand on two lines that follow one another
NEAR = 1
#: how many entries of each severity are found, of how many: what stands may not be lost
FLOOR = {"violation": (5, 5), "warning": (67, 92), "info": (36, 62)}


class Entry(NamedTuple):
    """One entry of the audit: its severity, and the lines that it is about."""

    severity: str
    places: list[tuple[str, int, int]]

    def has(self, finding: Finding) -> bool:
        """Whether a finding is at one of the places, or says what the document of one lacks."""
        is_whole = finding.code.startswith(LACKING)
        return any(
            place.document == document
            and (is_whole or ((place.line or 0) - NEAR <= last and first <= (place.end_line or 0) + NEAR))
            for place in finding.places
            for document, first, last in self.places
        )


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((AUDIT / name).read_text(encoding="utf-8"))


def entries() -> dict[str, Entry]:
    places = {entry["id"]: [(name, first, last) for name, first, last in entry["places"]] for entry in audit()}
    return {entry["id"]: Entry(entry["severity"], places[entry["id"]]) for entry in audit()}


def audit() -> list[dict[str, Any]]:
    return list(read("audit-a.toml")["entry"])


def reconciled() -> dict[str, Any]:
    return read("reconciled.toml")


@cache
def findings() -> tuple[Finding, ...]:
    library = documents.read_all([ROOT / "data" / "documents"])
    return pipeline.examine(library, Names(DEFAULT_BASE))[1]


def by_severity(ids: set[str]) -> Counter[str]:
    return Counter(entry.severity for name, entry in entries().items() if name in ids)


def found() -> set[str]:
    """The entries that one of the rules named for them says at one of their places."""
    return {
        name
        for name, codes in reconciled()["found"].items()
        if any(finding.code in codes and entries()[name].has(finding) for finding in findings())
    }


def test_every_entry_is_told_either_found_or_missed_and_why() -> None:
    told = reconciled()
    assert set(told["found"]) | set(told["missed"]) == set(entries())
    assert set(told["found"]) & set(told["missed"]) == set()
    assert all(told["missed"].values())


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in reconciled()["found"]])
def test_each_rule_named_for_an_entry_says_it_at_its_place(name: str) -> None:
    entry = entries()[name]
    said = {finding.code for finding in findings() if entry.has(finding)}
    assert set(reconciled()["found"][name]) - said == set()


def test_no_less_of_the_audit_is_found_than_was() -> None:
    whole, got = by_severity(set(entries())), by_severity(found())
    recall = {severity: (got[severity], whole[severity]) for severity in FLOOR}
    percent = ", ".join(f"{name} {part} of {of} ({part / of:.0%})" for name, (part, of) in recall.items())
    assert all(recall[severity] >= FLOOR[severity] for severity in FLOOR), percent
    assert {severity: of for severity, (_, of) in FLOOR.items()} == whole


def test_every_finding_is_of_the_audit_or_looked_at_and_true() -> None:
    told = reconciled()
    beyond = Counter((each["code"], *each["at"]) for each in told["beyond"])
    assert all(each["why"] for each in told["beyond"])
    of_code: dict[str, list[Entry]] = {}
    for name, codes in told["found"].items():
        for code in codes:
            of_code.setdefault(code, []).append(entries()[name])
    rest = [
        finding for finding in findings() if not any(entry.has(finding) for entry in of_code.get(finding.code, []))
    ]  # fmt: skip
    assert Counter((f.code, f.places[0].document, f.places[0].line) for f in rest) == beyond
