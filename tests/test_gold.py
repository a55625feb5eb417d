"""The graph of the four documents against what people read in them: every item, name and acronym."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gold_compare import Comparison, compare
from gold_files import DOCUMENTS, Gold, Item, cases, gold_of, source_of, unseen

import graphkit
from graphkit import documents

each_gold = pytest.mark.parametrize("path", cases() + unseen(), ids=lambda path: "/".join(path.parts[-2:]))


@pytest.fixture(scope="session")
def judged(build: graphkit.Build) -> Comparison:
    return compare(build.path / "graph.nq", cases())


def test_the_statements_are_those_the_documents_print(judged: Comparison) -> None:
    assert judged.f1 >= 0.99, f"\n{judged}"


def test_no_category_has_more_than_one_item_wrong_or_missing(judged: Comparison) -> None:
    assert judged.faulty() == [], f"\n{judged}"


@pytest.mark.parametrize("which", ["names", "acronyms"])
def test_names_and_acronyms_are_found_and_little_else(judged: Comparison, which: str) -> None:
    assert judged.recall(which) >= 0.95, f"\n{judged}"
    assert judged.precision(which) >= 0.90, f"\n{judged}"


def test_document_and_role_say_what_is_printed_of_them(judged: Comparison) -> None:
    assert judged.documents == []


# What follows judges the gold itself: its words stand in the documents, and no line is forgotten.


def test_each_document_has_its_gold() -> None:
    assert {path.stem for path in cases()} == {folder.name for folder in DOCUMENTS.iterdir() if folder.is_dir()}


@each_gold
def test_the_words_of_the_gold_stand_in_the_document(path: Path) -> None:
    gold = gold_of(path)
    lines = _lines(path)
    absent = [item for item in (*gold.statements, *gold.acronyms) if not _stands(item, lines, gold)]
    assert [(item.facts["lines"], item.text) for item in absent] == []


@each_gold
def test_the_names_of_the_gold_stand_in_the_document(path: Path) -> None:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    lines, footer = _lines(path), said["document"].get("footer")
    absent = []
    for name in said["name"]:
        own, *below = lines[name["line"] - 1 : name["line"] + 3]
        forms = _joined([own, *below[:2]]), _joined([own, *(line for line in below if line != footer)])
        if name["text"].split()[0] not in own or not any(name["text"] in form for form in forms):
            absent.append(name)
    assert absent == []


@each_gold
def test_every_line_is_a_statements_or_silent(path: Path) -> None:
    gold = gold_of(path)
    spans = [item.facts["lines"] for item in gold.statements]
    spoken = {line for first, last in spans for line in range(first, last + 1)}
    assert set(range(1, len(_lines(path)) + 1)) - spoken - gold.silent == set()
    assert gold.silent & {line for span in spans for line in span} == set()


@each_gold
def test_order_runs_from_one_in_each_list(path: Path) -> None:
    runs: dict[tuple[Any, ...], list[int]] = {}
    for item in gold_of(path).statements:
        if "order" in item.facts:
            runs.setdefault(_list_of(item), []).append(item.facts["order"])
    assert {key: run for key, run in runs.items() if run != list(range(1, len(run) + 1))} == {}


def _list_of(item: Item) -> tuple[Any, ...]:
    """What an item is counted in: the list it is under, else its section; the table's columns and codes apart."""
    facts = item.facts
    letter = str(facts.get("code", " "))[0] if item.kind in ("Knowledge", "Skill", "KsbBehaviour") else ""
    section = re.sub(r"/\d+", "/*", facts.get("section", ""))  # in a record, the list
    return (item.kind == "Restatement", section, facts.get("listed_under"), letter)


def _lines(path: Path) -> list[str]:
    """The lines that a gold file counts: those of the file, or of the text taken out of one that is no plain text."""
    source = source_of(path)
    if source.suffix in (".txt", ".md"):
        return source.read_text(encoding="utf-8-sig").split("\n")
    gold = gold_of(path)
    (text,) = (text for said, text in _texts(source) if said == (gold.identifier, gold.edition))
    return text.split("\n")


@cache
def _texts(source: Path) -> list[tuple[tuple[str, str], str]]:
    """The text of each document in a file, by its identifier and edition."""
    readings = documents.read_all([source]).readings
    return [((reading.identifier, reading.edition), reading.text) for reading in readings]


def _stands(item: Item, lines: list[str], gold: Gold) -> bool:
    first, last = item.facts["lines"]
    own = [lines[line - 1] for line in range(first, last + 1) if line not in gold.silent]
    printed = item.facts.get("printed", item.text)
    if item.kind == "Acronym":  # it may run on into the next line
        return printed in _joined(lines[first - 1 : max(last, first + 1)])
    if item.kind == "Restatement" or item.facts.get("in_table"):  # other columns stand between its words
        words = iter(" ".join(_joined([line]) for line in own).replace("-", " ").split())
        return all(word in words for word in printed.replace("-", " ").split())
    return printed in _joined(own)


def _joined(lines: list[str]) -> str:
    """Lines without markup, as running text: one blank between words, none after a hyphen at a line's end."""
    text = ""
    for line in lines:
        plain = re.sub(r"</?[A-Za-z][^<>]*>|[*#➢•]", "", line).strip()
        text += plain if text.endswith("-") else f" {plain}"
    return " ".join(text.split())
