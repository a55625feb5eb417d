"""How fast the roles most like each of a thousand are found, and how many of them: part of `make bench`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from itertools import combinations
from math import fsum
from pathlib import Path
from random import Random
from time import process_time

import pytest
from pyoxigraph import NamedNode
from pytest_benchmark.fixture import BenchmarkFixture
from test_benchmark import generated

import graphkit
from graphkit import content, documents, graph
from graphkit.catalogue import catalogue
from graphkit.comparison import Comparison
from graphkit.curated import Curated
from graphkit.facts import Facts
from graphkit.iris import DEFAULT_BASE, Names
from graphkit.questions import facts_of
from graphkit.similarity import SHORTLIST, Index, Similarity, nearest

#: how many roles there are
ROLES = int(os.environ.get("GRAPHKIT_ROLES") or "1000")
#: of how many of them every pair is compared
SAMPLE = 100
#: roles are alike that have so much in common; what is below is chance among documents of random words
ALIKE = 0.2


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """What generated documents state."""
    folder = tmp_path_factory.mktemp("generated")
    readings = []
    for name, text in generated(ROLES):
        (folder / name).write_text(text, "utf-8", newline="")
        readings.append(replace(documents.read(folder / name), identifier=Path(name).stem, file=name))
    names, curated = Names(DEFAULT_BASE), Curated(content.reference())
    graphs = graph.Graphs(names.base, curated)
    return Facts(
        [*(quad for reading in readings for quad in graph.to_graph(reading, graphs)),
         *catalogue(readings, names, curated)]
    )  # fmt: skip


def test_the_nearest_of_a_thousand_roles(benchmark: BenchmarkFixture, facts: Facts) -> None:
    """The nearest of each role, through the index of rare words; seconds of CPU."""
    started = process_time()
    similarity = Similarity(facts)
    ready = process_time() - started
    compared: set[frozenset[NamedNode]] = set()

    def find() -> float:
        begun, index = process_time(), Index(similarity)
        for role in similarity.roles:
            compared.update(frozenset((role, other)) for other, _ in nearest(similarity, role, index))
        return process_time() - begun

    seconds = benchmark.pedantic(find, rounds=1)
    number, statements = len(similarity.roles), sum(map(len, similarity.said.values()))
    said = f"{number} roles, {statements} statements: ready in {ready:.1f} s of CPU, the nearest of all {seconds:.1f} s"
    said += f", {len(compared)} of {number * (number - 1) // 2} pairs of roles compared"
    sys.stdout.write(f"\n{said}\n")


def test_what_shortlists_leave_out(benchmark: BenchmarkFixture, facts: Facts) -> None:
    """Of the roles of a sample, every one compared with every other, how many that are alike are on the shortlists."""
    similarity = Similarity(facts)
    index = Index(similarity)
    sample = Random(1).sample(sorted(similarity.roles, key=str), SAMPLE)  # noqa: S311 the same on every run
    every = benchmark.pedantic(
        lambda: {frozenset(pair): similarity.nearness(*pair) for pair in combinations(sample, 2)}, rounds=1
    )
    nearest_found, alike, alike_found = 0, 0, 0
    for role in sample:
        others = sorted(set(sample) - {role}, key=lambda other: (-every[frozenset((role, other))], other.value))
        among = [other for other in index.shortlist(role, len(similarity.roles)) if other in sample][:SHORTLIST]
        nearest_found += others[0] in among
        wanted = [other for other in others if every[frozenset((role, other))] >= ALIKE]
        alike += len(wanted)
        alike_found += len(set(wanted) & set(among))
    said = f"on the shortlist of {SHORTLIST} are the nearest of {nearest_found}"
    said += f" and {alike_found} of {alike} that are at least {ALIKE} alike"
    sys.stdout.write(f"\n{SAMPLE} roles, all {len(every)} pairs compared: {said}\n")
    assert nearest_found > 0.95 * SAMPLE
    assert alike_found > 0.9 * alike


def test_ranking_of_the_four_documents(benchmark: BenchmarkFixture, build: graphkit.Build) -> None:
    """What leaving out template wording and chance changes: the table of docs/similarity.md, in percent and by rank."""
    facts = facts_of(build.stored.graph)
    ours, kept = Similarity(facts), Similarity(facts, keep_template=True)
    pairs = list(combinations(sorted(ours.roles, key=str), 2))
    found = benchmark.pedantic(lambda: [ours.compare(*pair) for pair in pairs], rounds=1)
    columns = [
        [each.headline.coverage.mean for each in found],
        [kept.nearness(*pair) for pair in pairs],
        [plain(each) for each in found],
        [plain(kept.compare(*pair)) for pair in pairs],
        [each.others.jaccard_of_documents for each in found],
        [each.others.causeways.mean for each in found],
    ]
    names = ("alike", "template kept", "chance kept", "both kept", "Jaccard of documents", "Causeways style")
    sys.stdout.write(f"\n| pair | {' | '.join(names)} |\n")
    for at in sorted(range(len(pairs)), key=lambda at: -columns[0][at]):
        cells = [f"{100 * column[at]:.1f} ({sum(each >= column[at] for each in column)})" for column in columns]
        cells[0] += f", {100 * found[at].headline.least:.1f} to {100 * found[at].headline.most:.1f}"
        roles = f"{found[at].left.document.identifier}, {found[at].right.document.identifier}"
        sys.stdout.write(f"| {roles} | {' | '.join(cells)} |\n")


def plain(found: Comparison) -> float:
    """The headline without correction for chance."""
    assert found.headline
    means = {each.name: each.coverage.mean for each in found.compared}
    return fsum(weight * means[name] for name, weight in found.headline.weights)
