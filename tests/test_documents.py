"""Documents written by somebody who had not read the readers, against what their author says they print."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from gold_compare import compare
from gold_files import Gold, gold_of, source_of, unseen
from pyoxigraph import Literal, QuerySolutions, RdfFormat, Store

from graphkit import pipeline
from graphkit.vocabulary import PREFIXES

FOLDER = Path(__file__).parent / "documents"
BAD = sorted((FOLDER / "bad").iterdir())

each_case = pytest.mark.parametrize("case", unseen(), ids=lambda case: f"{case.parent.name}/{case.stem}")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Outcome:
    """The whole folder built at once, with the files that nobody can read."""
    return pipeline.build([FOLDER], tmp_path_factory.mktemp("unseen") / "build")


@each_case
def test_what_is_printed_is_read(outcome: pipeline.Outcome, case: Path) -> None:
    judged = compare(outcome.path / "graph.nq", [case])
    assert judged.f1 >= 0.97, f"\n{judged}"
    assert judged.documents == [], f"\n{judged}"


@pytest.mark.parametrize("which", ["names", "acronyms"])
def test_names_and_acronyms_are_found_and_little_else(outcome: pipeline.Outcome, which: str) -> None:
    judged = compare(outcome.path / "graph.nq", unseen())
    assert judged.recall(which) >= 0.95, f"\n{judged}"
    assert judged.precision(which) >= 0.90, f"\n{judged}"


@each_case
def test_no_line_is_unread(outcome: pipeline.Outcome, case: Path) -> None:
    gold = gold_of(case)
    with (outcome.path / "ledger.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if (row["document"], row["edition"]) == (gold.identifier, gold.edition)
        ]
    assert len(rows) == len(_text(outcome, case).removesuffix("\n").split("\n"))
    left = [row for row in rows if row["status"] in ("unread", "partly") and int(row["line"]) not in gold.unread]
    assert [(row["line"], row["status"], row["rest"]) for row in left] == []
    assert gold.unread == {int(row["line"]) for row in rows if row["status"] == "unread"}


@each_case
def test_quotes_re_read_equal(outcome: pipeline.Outcome, case: Path) -> None:
    source = _text(outcome, case)
    quotes = _quotes(outcome.path / "graph.nq", gold_of(case))
    assert quotes
    assert [(start, exact) for start, end, exact in quotes if source[start:end] != exact] == []


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_what_nobody_can_read_is_one_failure_that_says_so(outcome: pipeline.Outcome, file: Path) -> None:
    name = f"bad/{file.name}"
    failures = [failure for failure in outcome.library.failures if name in failure.place]
    assert [bool(failure.reason and failure.advice) for failure in failures] == [True]
    assert [finding for finding in outcome.findings if any(place.file == name for place in finding.places)]


def _text(outcome: pipeline.Outcome, case: Path) -> str:
    """What offsets count: the file as decoded, no byte order mark, its own line ends; else the text in the build."""
    source = source_of(case)
    if source.suffix in (".txt", ".md"):
        return source.read_bytes().decode("utf-8-sig")
    gold = gold_of(case)
    return (outcome.path / "texts" / gold.identifier / f"{gold.edition}.txt").read_bytes().decode()


def _quotes(graph: Path, gold: Gold) -> list[tuple[int, int, str]]:
    edition = f'dcat:version "{gold.edition}"' if gold.edition != "unknown" else "rcq:describes ?role"
    store = Store()
    store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS)
    rows = store.query(
        "SELECT ?start ?end ?exact { ?quote a rcq:Quote ; rcq:fromDocument ?document ; oa:start ?start ; oa:end ?end ; "
        f'oa:exact ?exact . ?document dcterms:identifier "{gold.identifier}" ; {edition} }}',
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, QuerySolutions)
    return [(int(_value(row["start"])), int(_value(row["end"])), _value(row["exact"])) for row in rows]


def _value(term: object) -> str:
    assert isinstance(term, Literal)
    return term.value
