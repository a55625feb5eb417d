"""The speed of the forty questions: all of the four documents in one process, unbound and bound: `make bench`."""

from __future__ import annotations

import sys
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import graphkit
from graphkit import questions

#: parameter -> what it is bound to in every question that has it
BOUND = {
    "role": "ps-jes-0031",
    "target": "ps-jes-0108",
    "standard": "occ0494",
    "document": "ps-jes-0108",
    "competence": "Working Together",
    "qualification": "Diploma in Probation Studies",
    "term": "MAPPA",
    "statement": "occ0494/duty/d1",
    "question": "requirements",
}
#: question -> what it is bound to in place of these, where they do not go together or a target is no role
OTHERWISE = {
    "counts": {"role": "ps-jes-0031"},
    "naming": {"term": "MAPPA"},
    "teaching-units": {"statement": "occ0494/duty/d1"},
    "unsupported-duties": {"role": "occ0494"},
    "unused-ksbs": {"role": "occ0494"},
    "mapping-paths": {"statement": "occ0494/duty/d1"},
    "framework-coverage": {"document": "ps-jes-0031", "target": "occ0494"},
}
#: so many of the slowest questions are named
NAMED = 8


def typical(question: questions.Question) -> dict[str, str]:
    """What a question is bound to."""
    return OTHERWISE.get(question.name) or {name: BOUND[name] for name in question.parameters if name in BOUND}


@pytest.mark.parametrize("is_bound", [False, True], ids=["unbound", "bound"])
def test_all_questions_in_one_process(benchmark: BenchmarkFixture, build: graphkit.Build, is_bound: bool) -> None:
    """CPU time of one round, to which a machine at work on more adds little; the graph and its facts are read in it."""
    every = questions.load().values()
    seconds: dict[str, float] = {}

    def ask() -> None:
        started = process_time()
        graph = graphkit.open(build.path).stored.in_memory
        seconds["reading the graph"] = process_time() - started
        for question in every:
            started = process_time()
            len(questions.ask(question, graph, typical(question) if is_bound else {}))
            seconds[question.name] = process_time() - started

    benchmark.pedantic(ask, rounds=1)
    assert len(seconds) == 1 + 40
    slowest = sorted(seconds, key=lambda name: -seconds[name])[:NAMED]
    told = ", ".join(f"{name} {1000 * seconds[name]:.0f}" for name in slowest)
    how = "bound" if is_bound else "unbound"
    sys.stdout.write(f"\n40 questions {how}: {sum(seconds.values()):.2f} s of CPU (of these, in ms: {told})\n")
