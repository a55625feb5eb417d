"""Faults planted by somebody who had not seen the rules are found in their places, and harmless edits bring nothing.

The bulk is long; every fourth case runs always.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from faulty import Swaps, by_code, changed, folder_of, found_in, found_in_clean, new_in

from graphkit.findings import Finding

FAULTS = Path(__file__).parent / "faults"
CLEAN = ("ps-jes-0947", "ps-jes-0951", "ridings-crc-education-and-employment-officer", "occ1714")
BUILDS = (*((name,) for name in CLEAN), CLEAN[:2], CLEAN[2:], CLEAN)
_EACH = 4


@dataclass(frozen=True, kw_only=True)
class Planted:
    """An edit of a clean document: where a finding should point, or nothing should be new."""

    name: str
    document: str
    replace: Swaps
    beside: tuple[str, ...]
    at: tuple[str, ...] = ()
    #: why the fault is not found, where it is not
    missed: str | None = None

    def found(self) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings of the clean documents and of the edited."""
        beside = ((name, ()) for name in self.beside)
        return found_in_clean(self.document, *self.beside), found_in((self.document, self.replace), *beside)

    def text(self) -> str:
        (source,) = folder_of(self.document).glob("source.*")
        return changed(source.read_bytes().decode(), self.replace)


def entries(kind: str) -> Iterator[Planted]:
    for entry in tomllib.loads((FAULTS / "cases.toml").read_text(encoding="utf-8"))[kind]:
        yield Planted(
            name=entry["name"],
            document=entry["document"],
            replace=tuple((old, new) for old, new in entry["replace"]),
            beside=tuple(name for name in entry.get("documents", ()) if name != entry["document"]),
            at=tuple(entry.get("at", ())),
            missed=entry.get("missed"),
        )


def some_long(all_of_them: Iterable[Planted]) -> list[object]:
    return [
        pytest.param(case, id=case.name, marks=[pytest.mark.long] if number % _EACH else [])
        for number, case in enumerate(all_of_them)
    ]


def is_at(finding: Finding, document: str, first: int, last: int) -> bool:
    return any(
        place.line is not None and place.line <= last and (place.end_line or place.line) >= first
        for place in finding.places
        if place.file and Path(place.file).parent.name == document
    )


def documents_of(finding: Finding) -> set[str]:
    return {Path(place.file).parent.name for place in finding.places if place.file}


@pytest.mark.parametrize("case", some_long(entries("case")))
def test_a_planted_fault_is_found_at_its_place(case: Planted) -> None:
    before, after = case.found()
    text = case.text()
    starts = [text.index(words) for words in case.at]
    lines = [(text.count("\n", 0, at) + 1, text.count("\n", 0, at + len(words)) + 1)
             for at, words in zip(starts, case.at, strict=True)]  # fmt: skip
    new = new_in(after, before)
    there = [finding for finding in new if not lines or any(is_at(finding, case.document, *some) for some in lines)]
    if case.missed:
        assert not there, f"found after all, so take its `missed` away: {by_code(there)}"
    else:
        assert there, f"nothing new at {lines} but {by_code(new)}"


@pytest.mark.parametrize("case", some_long(entries("quiet")))
def test_an_edit_that_is_no_fault_brings_no_finding(case: Planted) -> None:
    before, after = case.found()
    assert by_code(after) - by_code(before) == Counter()


@pytest.mark.parametrize("build", BUILDS, ids=" ".join)
def test_of_the_clean_documents_only_what_is_expected_is_said(build: tuple[str, ...]) -> None:
    expected, judged = (
        [entry for entry in tomllib.loads((FAULTS / "clean" / file).read_text(encoding="utf-8"))[key]
         if set(entry["documents"]) <= set(build)]
        for file, key in (("EXPECTED.toml", "expected"), ("JUDGED.toml", "judged"))
    )  # fmt: skip
    codes = {code for entry in expected for code in entry.get("codes", ())}
    said = {(entry["code"], name) for entry in judged for name in entry["documents"]}
    lines = [(entry["documents"][0], entry["number"]) for entry in expected if "number" in entry]
    others = [
        finding
        for finding in found_in_clean(*build)
        if finding.code not in codes
        and not said.intersection((finding.code, name) for name in documents_of(finding))
        and not any(is_at(finding, name, line, line) for name, line in lines)
    ]
    assert [(finding.code, finding.message) for finding in others] == []
