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
from statistics import mean
from time import perf_counter, process_time

import pytest
from pyoxigraph import Quad, Store
from pytest_benchmark.fixture import BenchmarkFixture

import graphkit
from graphkit import content, documents, pipeline
from graphkit.documents.wording import key, wording
from graphkit.iris import DEFAULT_BASE, Names
from graphkit.validation.shacl import ENGINES

DOCUMENTS = content.ROOT / "data" / "documents"
SOURCES = sorted([*DOCUMENTS.glob("*/source.txt"), *Path(__file__).parent.glob("documents/*/source.txt")])
#: how many text documents are read
READ = 1000
#: how many documents are checked by all rules
CHECKED = int(os.environ.get("GRAPHKIT_CHECKED") or "100")
#: how many by pyshacl too
SAMPLE = int(os.environ.get("GRAPHKIT_SAMPLE") or "4")
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


def graph_of(number: int, folder: Path) -> Store:
    """The graph of so many generated documents, stated, derived and measured, without the names of its graphs."""
    readings = []
    for name, text in generated(number):
        (folder / name).write_text(text, "utf-8", newline="")
        readings.append(replace(documents.read(folder / name), identifier=Path(name).stem, file=name))
    library = documents.Library(tuple(readings), (), ())
    stated, derived, _ = pipeline.quads_of(library, Names(DEFAULT_BASE))
    data = Store()
    data.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in [*stated, *derived])
    return data


def test_rules_over_many_documents(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """All rules over generated documents by pyshacl-turbo; over some of them by pyshacl too, which must find the same.

    Reading, closure and measures come before and are not timed. pyshacl takes minutes for a few documents, so that the
    ratio is that of the few. GRAPHKIT_CHECKED and GRAPHKIT_SAMPLE set how many.
    """
    shapes = tuple(content.shapes())
    some, many = graph_of(SAMPLE, tmp_path), graph_of(CHECKED, tmp_path)
    ENGINES["fast"](Store(), shapes)  # the shapes once
    started = perf_counter()
    found = ENGINES["fast"](some, shapes)
    fast, started = perf_counter() - started, perf_counter()
    assert ENGINES["reference"](some, shapes) == found
    reference = perf_counter() - started
    said = f"pyshacl-turbo {fast:.2f} s, pyshacl {reference:.1f} s: {reference / fast:.0f} times as long"
    sys.stdout.write(f"\nall rules, {SAMPLE} documents, {len(some)} triples: {said}\n")
    started = perf_counter()
    results = benchmark.pedantic(lambda: ENGINES["fast"](many, shapes), rounds=1)
    seconds = perf_counter() - started
    said = f"{len(results)} results in {seconds:.1f} s, {1000 * seconds / CHECKED:.0f} ms for each document"
    sys.stdout.write(f"all rules, {CHECKED} documents, {len(many)} triples: {said}\n")
