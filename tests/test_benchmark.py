"""The speed of graphkit: reading, the build and the rules beside the reference engines, a question: `make bench`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from statistics import mean
from time import perf_counter, process_time

import pytest
from pyoxigraph import Quad, Store
from pytest_benchmark.fixture import BenchmarkFixture

import graphkit
from graphkit import content, documents, pipeline
from graphkit.documents.wording import key, wording
from graphkit.iris import DEFAULT_BASE, Names
from graphkit.validation.shacl import ENGINES, broken

DOCUMENTS = content.ROOT / "data" / "documents"
SOURCES = sorted([*DOCUMENTS.glob("*/source.txt"), *Path(__file__).parent.glob("documents/*/source.txt")])
#: how many text documents are read
READ = 1000
#: how many documents are checked by all rules
CHECKED = int(os.environ.get("GRAPHKIT_CHECKED") or "100")
#: how many by pyshacl too
SAMPLE = int(os.environ.get("GRAPHKIT_SAMPLE") or "2")
#: this part of a document's own words is replaced
REPLACED = 0.3
#: seconds of a whole build, by engines; filled by the first benchmarks, read by the ratio
SECONDS: dict[str, float] = {}


def own_words(text: str) -> list[str]:
    """The words in small letters that no family prints in its template, in order."""
    printed = (entry.text for path in content.files("data/wording/*.ttl") for entry in wording(path.stem).entries)
    template = frozenset(word for words in printed for word in key(words))
    return [word for word in re.findall(r"\b[a-z]{5,}\b", text) if word not in template]


def generated(number: int) -> Iterator[tuple[str, str]]:
    """So many documents, each the name and text of a real or invented one with other words, always the same."""
    texts = {path.parent.name: path.read_text("utf-8") for path in SOURCES}
    vocabulary = sorted({word for text in texts.values() for word in own_words(text)})
    for at, name in zip(range(number), [*texts] * (number // len(texts) + 1), strict=False):
        random = Random(at)  # noqa: S311 the same documents on every run
        old = sorted(set(own_words(texts[name])))
        new = {word: random.choice(vocabulary) for word in random.sample(old, int(len(old) * REPLACED))}
        pieces = re.split(r"\b([a-z]{5,})\b", texts[name])
        yield f"{at:04}-{name}.txt", "".join(new.get(piece, piece) for piece in pieces)


def test_text_documents_are_read(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """CPU time of reading one document after the other, each for the first time."""
    for name, text in generated(READ):
        (tmp_path / name).write_text(text, "utf-8", newline="")
    documents.read(SOURCES[0])  # the content files once
    milliseconds: dict[str, list[float]] = defaultdict(list)

    def read() -> None:
        for path in sorted(tmp_path.iterdir()):
            started = process_time()
            family = documents.read(path).family
            milliseconds[family].append(1000 * (process_time() - started))

    benchmark.pedantic(read, rounds=1)
    everyone = [each for family in milliseconds.values() for each in family]
    assert len(everyone) == READ
    said = "; ".join(f"{family} {mean(each):.1f}" for family, each in sorted(milliseconds.items()))
    sys.stdout.write(f"\n{READ} text documents: {mean(everyone):.1f} ms of CPU each ({said})\n")


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


def graph_of(number: int, folder: Path) -> list[Quad]:
    """The graph of so many generated documents, stated, derived and measured."""
    readings = []
    for name, text in generated(number):
        (folder / name).write_text(text, "utf-8", newline="")
        readings.append(replace(documents.read(folder / name), identifier=Path(name).stem, file=name))
    started = perf_counter()
    stated, derived, _ = pipeline.quads_of(documents.Library(tuple(readings), (), ()), Names(DEFAULT_BASE))
    seconds, quads = perf_counter() - started, [*stated, *derived]
    sys.stdout.write(f"\n{number} documents, {len(quads)} quads: written, closed and measured in {seconds:.1f} s\n")
    return quads


def union_of(quads: list[Quad]) -> Store:
    """The graph without the names of its graphs."""
    union = Store()
    union.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return union


def test_rules_over_many_documents(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """All rules over generated documents, as a build runs them; over some of these by pyshacl in one run too.

    Both must find the same of the few. pyshacl takes too long for the many, so that the ratio is that of the cost of a
    document: among the few by pyshacl, among the many by graphkit. That favours pyshacl, should its cost grow faster
    than the number of documents. GRAPHKIT_CHECKED and GRAPHKIT_SAMPLE set how many.
    """
    shapes = tuple(content.shapes())
    few, many = graph_of(SAMPLE, tmp_path), graph_of(CHECKED, tmp_path)
    union = union_of(few)
    found = broken(few, union, shapes)  # which compiles the shapes
    started = perf_counter()
    judged = ENGINES["reference"](union, shapes)
    reference = (perf_counter() - started) / SAMPLE
    assert (sorted(found - judged), sorted(judged - found)) == ([], [])
    started = perf_counter()
    results = benchmark.pedantic(lambda: broken(many, union_of(many), shapes), rounds=1)
    seconds = perf_counter() - started
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024**2
    sys.stdout.write(
        f"all rules over {CHECKED} documents: {len(results)} results in {seconds:.1f} s, peak memory {peak:.1f} GB\n"
        f"for each document {1000 * seconds / CHECKED:.0f} ms; by pyshacl, over {SAMPLE} with the same {len(found)} "
        f"results, {reference:.1f} s: {reference * CHECKED / seconds:.0f} times as long\n"
    )
    assert reference > 20 * seconds / CHECKED
