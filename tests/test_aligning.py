"""How well statements that speak of one thing are found, held against what a reader of both texts decided."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import exp
from pathlib import Path
from statistics import fmean

import pytest

import graphkit
from graphkit import content, likeness, pipeline
from graphkit.concepts import labels
from graphkit.facts import Facts

Pair = frozenset[str]
Score = Callable[[str, str], float]


def rows(decision: str) -> Iterator[dict[str, str]]:
    """The rows of a mapping table."""
    path = content.ROOT / "data" / "alignments" / f"{decision}.sssom.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")


@cache
def decided(decision: str) -> frozenset[Pair]:
    """The pairs that a reader accepted, refused or left open."""
    ids = "https://w3id.org/rcq/id/"
    pairs = ((row["subject_id"], row["object_id"]) for row in rows(decision))
    return frozenset(frozenset(ids + side.removeprefix("rcqid:") for side in pair) for pair in pairs)


@pytest.fixture(scope="module")
def facts(build: graphkit.Build) -> Facts:
    return Facts(quad for quad in build.quads() if not str(quad.graph_name).endswith("/derived>"))


def scores(facts: Facts, concepts: Mapping[str, list[str]]) -> likeness.Scores:
    items = [item for item in facts.current if item.kind in likeness.KINDS]
    return likeness.scores_of(facts, items, concepts)


@cache
def thesaurus() -> dict[str, list[str]]:
    return labels(content.triples(content.ROOT / "data" / "thesaurus.ttl"))


def mean_average_precision(facts: Facts, score: Score) -> float:
    """Over the statements with an accepted match: how high the accepted ones stand among all of the other documents.

    What was left open is not judged.
    """
    accepted, unsure = decided("accepted"), decided("unsure")
    items = [item for item in facts.current if item.kind in likeness.KINDS]
    precisions = []
    for one in items:
        others = [
            other.node.value for other in items
            if other.document != one.document and frozenset((one.node.value, other.node.value)) not in unsure
        ]  # fmt: skip
        others.sort(key=lambda other: (-score(one.node.value, other), other))
        hits = [rank for rank, other in enumerate(others, 1) if frozenset((one.node.value, other)) in accepted]
        if hits:
            precisions.append(fmean(found / rank for found, rank in enumerate(hits, 1)))
    return fmean(precisions)


def test_matches_stand_high_among_all_statements(facts: Facts) -> None:
    found = mean_average_precision(facts, scores(facts, thesaurus()).of)
    half = []
    for seed in range(3):
        kept = random.Random(seed).sample(sorted(thesaurus()), len(thesaurus()) // 2)  # noqa: S311
        half.append(mean_average_precision(facts, scores(facts, {name: thesaurus()[name] for name in kept}).of))
    without = mean_average_precision(facts, scores(facts, {}).of)
    assert found >= 0.75
    assert found > max(half) > without


def fitted(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    """The logistic curve through scores and decisions, by Newton's method: offset and slope."""
    a = b = 0.0
    for _ in range(40):
        g = h = k = u = v = 0.0
        for x, is_match in pairs:
            p = 1 / (1 + exp(-(a + b * x)))
            w = p * (1 - p)
            g, h = g + (is_match - p), h + (is_match - p) * x
            k, u, v = k + w, u + w * x, v + w * x * x
        v, k = v + 1e-3, k + 1e-6
        a, b = a + (v * g - u * h) / (k * v - u * u), b + (k * h - u * g) / (k * v - u * u)
    return a, b


def test_confidence_is_what_is_accepted(facts: Facts) -> None:
    score = scores(facts, thesaurus()).of
    document = {item.node.value: item.document.value for item in facts.current}
    found: dict[tuple[str, ...], list[tuple[float, bool]]] = defaultdict(list)
    for is_match, decision in ((True, "accepted"), (False, "unsure"), (False, "rejected")):
        for pair in decided(decision):
            if pair <= document.keys():
                one, other = sorted(pair)
                found[tuple(sorted((document[one], document[other])))].append((score(one, other), is_match))
    errors, constant = [], []
    share = fmean(is_match for pairs in found.values() for _, is_match in pairs)
    for held_out, pairs in found.items():
        a, b = fitted([pair for other, some in found.items() if other != held_out for pair in some])
        errors += [(1 / (1 + exp(-(a + b * x))) - is_match) ** 2 for x, is_match in pairs]
        constant += [(share - is_match) ** 2 for _, is_match in pairs]
    assert fmean(errors) < fmean(constant)


def test_no_table_changes_a_score(build: graphkit.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, count = pipeline.align(build.path, everything=True)
    monkeypatch.setattr(content, "tables", list)
    outcome = pipeline.build([content.ROOT / "data" / "documents"], tmp_path / "build")
    assert (table, count) == pipeline.align(outcome.path, everything=True)
    assert len(decided("accepted")) > 100
    pairs = {frozenset((row["subject_id"], row["object_id"])) for row in csv.DictReader(body(table), delimiter="\t")}
    assert len(pairs) == count > 10_000


def test_what_is_decided_is_not_suggested(build: graphkit.Build) -> None:
    suggested = {
        frozenset((row["subject_id"], row["object_id"]))
        for row in csv.DictReader(body(pipeline.align(build.path)[0]), delimiter="\t")
    }
    known = {frozenset((row["subject_id"], row["object_id"])) for name in ("accepted", "rejected", "unsure")
             for row in rows(name)}  # fmt: skip
    assert suggested
    assert suggested.isdisjoint(known)


def body(table: str) -> list[str]:
    return [line for line in table.split("\n") if line and not line.startswith("#")]


def test_the_command_writes_every_pair(build: graphkit.Build, tmp_path: Path) -> None:
    from graphkit.cli import main

    path = tmp_path / "all.tsv"
    assert main(["align", "--all", "--build", str(build.path), "--output", str(path)]) == 0
    confidences = [float(row["confidence"]) for row in csv.DictReader(body(path.read_text()), delimiter="\t")]
    assert confidences == sorted(confidences, reverse=True)
    assert 0 < confidences[-1] < confidences[0] < 1
