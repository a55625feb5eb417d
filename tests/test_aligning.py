"""How well statements that speak of one thing are found, held against what readers of both texts decided."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import exp, log
from pathlib import Path
from statistics import fmean

import pytest

import graphkit
from graphkit import content, likeness, pipeline
from graphkit.concepts import labels
from graphkit.facts import Facts, Item

Pair = frozenset[str]
IDS = "https://w3id.org/rcq/id/"


def rows(decision: str) -> Iterator[dict[str, str]]:
    """The rows of a mapping table."""
    path = content.ROOT / "data" / "alignments" / f"{decision}.sssom.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")


@cache
def decided(decision: str) -> frozenset[Pair]:
    """The pairs that were accepted, refused or left open."""
    pairs = ((row["subject_id"], row["object_id"]) for row in rows(decision))
    return frozenset(frozenset(IDS + side.removeprefix("rcqid:") for side in pair) for pair in pairs)


READERS = ("first", "second", "third", "fourth")


@cache
def readings() -> dict[Pair, dict[str, str]]:
    """What each reader said of a pair: yes, perhaps, no; "" where a reader was not shown it.

    The first two were shown lists; the third and the fourth read every statement, so that no row says no of both.
    """
    with (Path(__file__).parent / "alignment" / "readings.tsv").open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t")
        return {frozenset((IDS + row["left"], IDS + row["right"])): {r: row[r] for r in READERS} for row in read}


def said(reader: str, *grades: str) -> frozenset[Pair]:
    """The pairs that a reader gave one of some grades."""
    return frozenset(pair for pair, grade in readings().items() if grade[reader] in grades)


@dataclass(frozen=True)
class Gold:
    """Pairs that speak of one thing, and pairs on which nothing is said; all others do not."""

    matches: frozenset[Pair]
    left_out: frozenset[Pair]


@cache
def golds() -> dict[str, Gold]:
    """By whose word: each reader's, what both of those say who read alone, or what was decided in the end."""
    found = {reader: Gold(said(reader, "yes"), said(reader, "perhaps")) for reader in READERS}
    alone = [said(reader, "yes", "perhaps") for reader in ("third", "fourth")]
    agreed = found["third"].matches & found["fourth"].matches
    doubted = alone[0] | alone[1] | decided("unsure")
    return found | {
        "third and fourth": Gold(agreed, (alone[0] | alone[1]) - agreed),
        "decided": Gold(decided("accepted"), doubted - decided("accepted") - decided("rejected")),
    }


@pytest.fixture(scope="module")
def facts(build: graphkit.Build) -> Facts:
    return Facts(quad for quad in build.quads() if not str(quad.graph_name).endswith("/derived>"))


def statements(facts: Facts) -> list[Item]:
    return [item for item in facts.current if item.kind in likeness.KINDS]


def pairs_of_documents(facts: Facts) -> Iterator[tuple[str, str]]:
    """The IRIs of every two statements of different documents."""
    for one, other in combinations(statements(facts), 2):
        if one.document != other.document:
            yield one.node.value, other.node.value


def scored(facts: Facts, concepts: Mapping[str, list[str]]) -> dict[Pair, float]:
    """The score of every pair of statements of different documents."""
    scores = likeness.scores_of(facts, statements(facts), concepts)
    return {frozenset(pair): scores.of(*pair) for pair in pairs_of_documents(facts)}


@cache
def thesaurus() -> dict[str, list[str]]:
    return labels(content.triples(content.ROOT / "data" / "thesaurus.ttl"))


def mean_average_precision(scores: Mapping[Pair, float], gold: Gold) -> float:
    """Over the statements with a match: how high their matches stand among all statements of other documents."""
    of: dict[str, list[tuple[float, list[str], bool]]] = defaultdict(list)
    for pair, score in scores.items():
        if pair not in gold.left_out:
            for side in pair:
                of[side].append((-score, sorted(pair), pair in gold.matches))
    precisions = []
    for others in of.values():
        hits = [rank for rank, (*_, is_match) in enumerate(sorted(others), 1) if is_match]
        if hits:
            precisions.append(fmean(found / rank for found, rank in enumerate(hits, 1)))
    return fmean(precisions)


def best_f1(scores: Mapping[Pair, float], gold: Gold) -> float:
    """The best harmonic mean of precision and recall that a bar on the score reaches."""
    judged = sorted((pair for pair in scores if pair not in gold.left_out), key=lambda pair: -scores[pair])
    best, hits, matches = 0.0, 0, sum(pair in gold.matches for pair in judged)
    for number, pair in enumerate(judged, 1):
        hits += pair in gold.matches
        best = max(best, 2 * hits / (number + matches))
    return best


#: by whose word: mean average precision and best F1 that must be kept
FLOORS = {"first": (0.83, 0.58), "second": (0.75, 0.58), "third": (0.73, 0.61), "fourth": (0.72, 0.59),
          "third and fourth": (0.76, 0.63), "decided": (0.73, 0.61)}  # fmt: skip


def test_matches_stand_high_among_all_statements(facts: Facts) -> None:
    found = scored(facts, thesaurus())
    for name, (precision, f1) in FLOORS.items():
        assert mean_average_precision(found, golds()[name]) >= precision, name
        assert best_f1(found, golds()[name]) >= f1, name


def test_half_of_the_thesaurus_is_better_than_none_and_worse_than_all(facts: Facts) -> None:
    gold = golds()["third and fourth"]
    half = []
    for seed in range(3):
        kept = random.Random(seed).sample(sorted(thesaurus()), len(thesaurus()) // 2)  # noqa: S311
        half.append(mean_average_precision(scored(facts, {name: thesaurus()[name] for name in kept}), gold))
    whole, without = (mean_average_precision(scored(facts, concepts), gold) for concepts in (thesaurus(), {}))
    assert whole > max(half)
    assert min(half) > without


def kappa(pairs: list[tuple[bool, bool]]) -> float:
    """How far two agree beyond chance (Cohen)."""
    met = fmean(one == other for one, other in pairs)
    first, second = (fmean(side) for side in zip(*pairs, strict=True))
    chance = first * second + (1 - first) * (1 - second)
    return (met - chance) / (1 - chance)


def test_how_far_the_two_who_read_alone_agree(facts: Facts) -> None:
    yes = [said(reader, "yes") for reader in ("third", "fourth")]
    both, either = yes[0] & yes[1], yes[0] | yes[1]
    every = sum(1 for _ in pairs_of_documents(facts))
    agreement = [(True, True)] * len(both) + [(True, False)] * len(yes[0] - yes[1]) \
        + [(False, True)] * len(yes[1] - yes[0]) + [(False, False)] * (every - len(either))  # fmt: skip
    assert (every, len(yes[0]), len(yes[1]), len(both)) == (20_666, 490, 530, 465)
    assert round(2 * len(both) / (len(yes[0]) + len(yes[1])), 2) == 0.91
    assert round(kappa(agreement), 2) == 0.91


def test_the_first_two_readers_are_not_independent() -> None:
    shown = [grade for grade in readings().values() if grade["first"] and grade["second"]]
    assert len(shown) == 2699
    assert all(grade["second"] != "no" for grade in shown if grade["first"] in ("yes", "perhaps"))


def test_what_both_say_who_read_alone_is_accepted_and_nothing_that_no_reader_says() -> None:
    accepted = decided("accepted")
    assert golds()["third and fourth"].matches <= accepted
    assert all("yes" in readings()[pair].values() for pair in accepted)


def fitted(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    """The logistic curve through numbers and decisions, by Newton's method: offset and slope."""
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
    accepted, document = decided("accepted"), {item.node.value: item.document.value for item in facts.current}
    found: dict[frozenset[str], list[tuple[float, bool]]] = defaultdict(list)
    for pair, score in scored(facts, thesaurus()).items():
        found[frozenset(document[side] for side in pair)].append((log(max(score, 0.02)), pair in accepted))
    everything = [pair for pairs in found.values() for pair in pairs]
    share = fmean(is_match for _, is_match in everything)
    errors, constant = [], []
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for held_out, pairs in found.items():
        a, b = fitted([pair for other, some in found.items() if other != held_out for pair in some])
        for x, is_match in pairs:
            sure = 1 / (1 + exp(-(a + b * x)))
            errors.append((sure - is_match) ** 2)
            constant.append((share - is_match) ** 2)
            tenths[int(sure * 10)].append((sure, is_match))
    assert fmean(errors) < 0.65 * fmean(constant)
    assert all(abs(fmean(s for s, _ in t) - fmean(m for _, m in t)) < 0.2 for t in tenths.values() if len(t) > 20)
    a, b = fitted(everything)
    for score in (0.3, 0.6, 1.0, 1.5):
        assert likeness.confidence(score) == pytest.approx(1 / (1 + exp(-(a + b * log(score)))), abs=0.05)


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


def test_the_suggestions_on_file_are_those_of_this_version(build: graphkit.Build) -> None:
    path = content.ROOT / "data" / "alignments" / "suggested.sssom.tsv"
    assert pipeline.align(build.path)[0] == path.read_text("utf-8"), "graphkit align --output " + path.as_posix()


def body(table: str) -> list[str]:
    return [line for line in table.split("\n") if line and not line.startswith("#")]


def test_the_command_writes_every_pair(build: graphkit.Build, tmp_path: Path) -> None:
    from graphkit.cli import main

    path = tmp_path / "all.tsv"
    assert main(["align", "--all", "--build", str(build.path), "--output", str(path)]) == 0
    confidences = [float(row["confidence"]) for row in csv.DictReader(body(path.read_text()), delimiter="\t")]
    assert confidences == sorted(confidences, reverse=True)
    assert 0 <= confidences[-1] < confidences[0] < 1
