"""The speed of exports: all targets for the four documents, the site for many generated ones: `make bench`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import process_time

from pytest_benchmark.fixture import BenchmarkFixture
from test_benchmark import generated

import graphkit
from graphkit import pipeline
from graphkit.exports import targets, writing

#: how many generated documents the site is made of
SHOWN = int(os.environ.get("GRAPHKIT_SHOWN") or "50")
#: what a process tells that makes the site of a build: seconds of CPU, and peak memory in kB
_MEASURED = """
import resource, sys
from graphkit.cli import main
assert main(["export", "site", "--build", sys.argv[1], "--output", sys.argv[2]]) == 0
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def test_all_targets_for_the_four_documents(benchmark: BenchmarkFixture, build: graphkit.Build, tmp_path: Path) -> None:
    """CPU time of each target in one process, after imports; each opens the build anew."""
    seconds: dict[str, float] = {}
    for name in targets.names():
        targets.load(name)

    def each() -> None:
        for name in targets.names():
            started = process_time()
            writing.export(name, graphkit.open(build.path), tmp_path / name)
            seconds[name] = process_time() - started

    benchmark.pedantic(each, rounds=1)
    started = process_time()
    writing.export(targets.EVERY, graphkit.open(build.path), tmp_path / "all")
    together = process_time() - started
    said = ", ".join(f"{name} {each:.2f}" for name, each in seconds.items())
    sys.stdout.write(f"\nall targets for the four documents: {together:.2f} s of CPU; one by one: {said}\n")


def test_the_site_of_many_documents(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """CPU time and peak memory of a process of its own; GRAPHKIT_SHOWN sets how many documents."""
    for name, text in generated(SHOWN):
        folder = tmp_path / "documents" / Path(name).stem
        folder.mkdir(parents=True)
        (folder / "source.txt").write_text(text, "utf-8", newline="")
    pipeline.build([tmp_path / "documents"], tmp_path / "build")
    command = [sys.executable, "-c", _MEASURED, str(tmp_path / "build"), str(tmp_path / "site")]
    done = benchmark.pedantic(
        lambda: subprocess.run(command, check=True, capture_output=True, text=True), rounds=1
    )  # fmt: skip
    seconds, peak = map(float, done.stdout.split()[-2:])
    files = [path.stat().st_size for path in (tmp_path / "site").rglob("*") if path.is_file()]
    sys.stdout.write(
        f"\nthe site of {SHOWN} documents: {seconds:.1f} s of CPU, peak memory {peak / 1024:.0f} MB, "
        f"{len(files)} files, {sum(files) / 1e6:.0f} MB\n"
    )
