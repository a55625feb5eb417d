"""Whatever is done to a document, it is refused with a reason or read with quotes and a ledger that hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from time import process_time

import mutants
import printing
import pytest

from graphkit import documents
from graphkit.content import ROOT
from graphkit.documents.opening.limited import Limited

HERE = Path(__file__).parent
SOURCES = sorted([*ROOT.glob("data/documents/*/source.txt"), *HERE.glob("documents/*/source.txt")])
RECORDS = sorted(HERE.glob("documents/*/*.json"))
#: what the mutants showed; a file's name says what is wrong with it
CORPUS = sorted((HERE / "corpus").iterdir())
TYPES: dict[str, Callable[[printing.Contents], bytes]] = {
    ".pdf": printing.as_pdf,
    ".docx": printing.as_docx,
    ".html": printing.as_html,
}
#: how many mutants of text; of each other type there are fewer, because each is opened apart
ROUNDS = int(os.environ.get("GRAPHKIT_ROUNDS", "20000"))
OF_EACH_TYPE = min(ROUNDS, 300)


@pytest.fixture(scope="module")
def limited() -> Iterator[Limited]:
    with Limited() as opened:
        yield opened


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8-sig") for path in SOURCES]


def wrong(raw: bytes, path: Path, limited: Limited, read: list[int] | None = None) -> list[str]:
    """What is wrong with the readings of a file; anything raised but a ReadError is told with its place.

    `read` gets the number of the readings.
    """
    try:
        found = mutants.readings(raw, path, limited)
        if read is not None:
            read.append(len(found))
        return [fault for reading in found for fault in mutants.faults(reading)]
    except Exception as error:  # whatever it is, the next mutant is tried too
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        return [f"{type(error).__name__} at {place}: {error}"]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_was_once_misread_is_no_more(path: Path, limited: Limited, tmp_path: Path) -> None:
    started = process_time()
    assert wrong(path.read_bytes(), tmp_path / path.name, limited) == []
    assert process_time() - started < 5


def test_a_reading_that_does_not_hold_is_seen(limited: Limited, tmp_path: Path) -> None:
    (reading,) = mutants.readings(SOURCES[0].read_bytes(), tmp_path / "a.txt", limited)
    first = reading.statements[0]
    assert list(mutants.faults(reading)) == []
    for changes in (
        {"text": "other words"},
        {"spans": ()},
        {"listed_under": "duty/99"},
        {"local": "duty/1", "text": ""},
    ):
        broken = mutants.changed(reading, statements=(mutants.changed(first, **changes), *reading.statements[1:]))
        assert list(mutants.faults(broken)) != [], changes


def faults_in(files: Iterable[bytes], path: Path, limited: Limited, *, least: float) -> dict[int, list[str]]:
    """The number of each file -> what is wrong with what is read of it; a share of all must be read at least."""
    found, read = {}, list[int]()
    for number, raw in enumerate(files):
        if faults := wrong(raw, path, limited, read):
            found[number] = faults[:3]
    assert sum(map(bool, read)) >= least * len(read), f"only {sum(map(bool, read))} of {len(read)} are read"
    return found


def test_some_mutants_are_refused_or_read(texts: list[str], limited: Limited, tmp_path: Path) -> None:
    files = (mutants.mutant(Random(number), texts, large=0) for number in range(100))  # noqa: S311
    assert faults_in(files, tmp_path / "a.txt", limited, least=0.5) == {}


@pytest.mark.long
def test_many_mutants_are_refused_or_read(texts: list[str], limited: Limited, tmp_path: Path) -> None:
    files = (mutants.mutant(Random(number), texts) for number in range(ROUNDS))  # noqa: S311
    assert faults_in(files, tmp_path / "a.txt", limited, least=0.5) == {}


@pytest.mark.long
@pytest.mark.parametrize("change", mutants.LARGE, ids=lambda change: change.__name__)
def test_large_mutants_take_seconds(
    change: Callable[[Random, list[str]], None], texts: list[str], limited: Limited, tmp_path: Path
) -> None:
    for number, text in enumerate(texts[::4]):
        lines = text.split("\n")
        change(Random(number), lines)  # noqa: S311
        started = process_time()
        assert wrong("\n".join(lines).encode(), tmp_path / "a.txt", limited) == []
        assert process_time() - started < 30, f"{SOURCES[::4][number]} after {change.__name__}"


@pytest.mark.long
@pytest.mark.parametrize("suffix", TYPES)
def test_mutants_of_other_types_are_refused_or_read(suffix: str, limited: Limited, tmp_path: Path) -> None:
    names = ("ps-jes-0031", "occ0494", "essex-crc-probation-service-officer")
    plain = [documents.read(ROOT / "data" / "documents" / name / "source.txt") for name in names]
    whole = [TYPES[suffix](printing.contents(reading)) for reading in plain]
    if suffix == ".pdf":  # with bytes that are words, and with packed ones
        whole += [printing.as_pdf(printing.contents(reading), packed=False) for reading in plain]
    draws = (Random(f"{suffix} {number}") for number in range(OF_EACH_TYPE))  # noqa: S311
    files = (mutants.changed_inside(random, random.choice(whole), suffix) for random in draws)
    assert faults_in(files, tmp_path / f"a{suffix}", limited, least=0.2) == {}


@pytest.mark.long
def test_mutants_of_records_are_refused_or_read(limited: Limited, tmp_path: Path) -> None:
    whole = [path.read_text() for path in RECORDS]
    draws = (Random(number) for number in range(OF_EACH_TYPE))  # noqa: S311
    files = (mutants.record(random, whole) for random in draws)
    assert faults_in(files, tmp_path / "a.json", limited, least=0.2) == {}
