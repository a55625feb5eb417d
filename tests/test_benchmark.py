"""The build of the four documents beside the reference engines, and a question as a whole process: `make bench`."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import graphkit
from graphkit import content, pipeline

DOCUMENTS = content.ROOT / "data" / "documents"
#: seconds of a whole build, by engines; filled by the first benchmarks, read by the ratio
SECONDS: dict[str, float] = {}


def built(folder: Path, engines: str) -> None:
    pipeline.build([DOCUMENTS], folder / "build", engines=engines)


@pytest.mark.parametrize(("engines", "rounds"), [("fast", 10), ("reference", 1)])
def test_build(benchmark: BenchmarkFixture, tmp_path: Path, engines: str, rounds: int) -> None:
    """All stages in one process after imports; each build is a new one, so that nothing is found ready on the disk."""
    built(tmp_path, "fast")  # imports, and the content files once
    numbers = count()
    started = perf_counter()
    benchmark.pedantic(lambda: built(tmp_path / str(next(numbers)), engines), rounds=rounds)
    SECONDS[engines] = (perf_counter() - started) / rounds
    if {"fast", "reference"} <= SECONDS.keys():
        fast, reference = SECONDS["fast"], SECONDS["reference"]
        said = f"{fast:.2f} s, by the reference engines {reference:.1f} s: {reference / fast:.0f} times as long"
        sys.stdout.write(f"\nthe four documents: {said}\n")


@pytest.mark.parametrize("question", ["requirements role=ps-jes-0031", "duties role=occ0494", "unread"])
def test_query_as_a_whole_process(benchmark: BenchmarkFixture, build: graphkit.Build, question: str) -> None:
    command = [sys.executable, "-m", "graphkit", "query", *question.split(), "--build", str(build.path)]
    result = benchmark.pedantic(lambda: subprocess.run(command, check=True, capture_output=True), rounds=10)
    assert b"row" in result.stdout
