"""What the rules find in the four documents, held against audits by people who did not know the rules."""

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

FOLDER = Path(__file__).parent / "audit"
#: rules about what a document lacks as a whole, which have no place in it but its title
LACKING = ("document-without-", "job-without-", "role-without-")
#: a label and its value stand on two lines that follow one another
NEAR = 1
#: how many entries of each severity are found, of how many: what stands may not be lost
FLOOR = {
    "a": {"violation": (5, 5), "warning": (73, 92), "info": (40, 62)},
    "b": {"violation": (9, 10), "warning": (75, 91), "info": (38, 76)},
}


class Entry(NamedTuple):
    """One entry of an audit: its severity, and the lines that it is about."""

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


class Audit(NamedTuple):
    """One audit: its entries, the rules that say each that is found, and why the others are missed."""

    entries: dict[str, Entry]
    found: dict[str, list[str]]
    missed: dict[str, str]

    def has(self, finding: Finding) -> bool:
        return any(finding.code in codes and self.entries[name].has(finding) for name, codes in self.found.items())


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def audit_of(letter: str) -> Audit:
    entries = {
        entry["id"]: Entry(entry["severity"], [(name, first, last) for name, first, last in entry["places"]])
        for entry in read(f"audit-{letter}.toml")["entry"]
    }
    return Audit(entries, **read(f"reconciled-{letter}.toml"))


AUDITS = {letter: audit_of(letter) for letter in FLOOR}


@cache
def findings() -> tuple[Finding, ...]:
    library = documents.read_all([ROOT / "data" / "documents"])
    return pipeline.examine(library, Names(DEFAULT_BASE))[1]


@pytest.mark.parametrize("audit", AUDITS.values(), ids=AUDITS)
def test_every_entry_is_told_either_found_or_missed_and_why(audit: Audit) -> None:
    assert set(audit.found) | set(audit.missed) == set(audit.entries)
    assert set(audit.found) & set(audit.missed) == set()
    assert all(audit.found.values())
    assert all(audit.missed.values())


@pytest.mark.parametrize(
    ("entry", "codes"),
    [pytest.param(one.entries[name], codes, id=name) for one in AUDITS.values() for name, codes in one.found.items()],
)
def test_each_rule_named_for_an_entry_says_it_at_its_place(entry: Entry, codes: list[str]) -> None:
    assert set(codes) - {finding.code for finding in findings() if entry.has(finding)} == set()


@pytest.mark.parametrize("letter", FLOOR)
def test_no_less_of_an_audit_is_found_than_was(letter: str) -> None:
    one = AUDITS[letter]
    whole = Counter(entry.severity for entry in one.entries.values())
    got = Counter(
        one.entries[name].severity
        for name, codes in one.found.items()
        if any(finding.code in codes and one.entries[name].has(finding) for finding in findings())
    )
    percent = ", ".join(f"{name} {got[name]} of {of} ({got[name] / of:.0%})" for name, of in whole.items())
    assert {name: of for name, (_, of) in FLOOR[letter].items()} == whole
    assert all(got[name] >= least for name, (least, _) in FLOOR[letter].items()), percent


def test_every_finding_is_of_an_audit_or_looked_at_and_true() -> None:
    beyond = read("beyond.toml")["beyond"]
    assert all(each["why"] for each in beyond)
    rest = [finding for finding in findings() if not any(one.has(finding) for one in AUDITS.values())]
    assert Counter((f.code, f.places[0].document, f.places[0].line) for f in rest) == Counter(
        (each["code"], *each["at"]) for each in beyond
    )
