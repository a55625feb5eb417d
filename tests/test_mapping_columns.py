"""Mapping tables that come from elsewhere: exported ones, those a spreadsheet has saved, those with more columns."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad
from test_alignments import COVER, DOCUMENTS, NAMES, RANGE, facts, findings, node, row, stated, table

import graphkit
from graphkit.alignments import Alignment, align
from graphkit.alignments.columns import not_kept
from graphkit.alignments.tables import read
from graphkit.alignments.writing import Tables
from graphkit.cli import main
from graphkit.errors import ContentError
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.vocabulary import SSSOM, XSD

COVERING, UNDERTAKING = (name.rpartition("/duty/")[0] for name in (COVER, RANGE))


@pytest.fixture(scope="module")
def exported(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables that `graphkit export sssom` writes."""
    output = tmp_path_factory.mktemp("exported") / "sssom"
    writing.export("sssom", build, output, Settings())
    return output


def read_back(build: graphkit.Build, folder: Path) -> Alignment:
    """What a build makes of the tables of a folder."""
    concluded = {NAMES.graph("alignments"), NAMES.graph("derived")}
    printed = [quad for quad in build.quads() if quad.graph_name not in concluded]
    return align(printed, NAMES, sorted(folder.glob("*.tsv")))


def aligned(build: graphkit.Build) -> tuple[set[Quad], set[Quad]]:
    """What a build holds of mappings, in the graph and beside it."""
    graph = NAMES.graph("alignments")
    return {quad for quad in build.quads() if quad.graph_name == graph}, set(build.suggestions())


def saved_by_a_spreadsheet(text: str) -> str:
    """A table as spreadsheets save it: a mark first, every line as long as the longest, cells with quotes quoted."""
    rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None))
    cells = [[line[0]] if line[0].startswith("#") else line for line in rows]
    width = max(map(len, cells))
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\r\n")
    writer.writerows([*line, *[""] * (width - len(line))] for line in cells)
    return "\ufeff" + written.getvalue()


def test_exported_tables_build_the_same_graphs(build: graphkit.Build, exported: Path) -> None:
    again = read_back(build, exported)
    assert (set(again.accepted), set(again.suggested)) == aligned(build)
    assert len(again.accepted) > 3000
    assert [not_kept(path) for path in exported.glob("*.tsv")] == [[]] * 4


def test_exported_tables_that_a_spreadsheet_has_saved_build_the_same_graphs(
    build: graphkit.Build, exported: Path, tmp_path: Path
) -> None:
    for path in exported.glob("*.tsv"):
        saved = saved_by_a_spreadsheet(path.read_text("utf-8"))
        assert '"#sssom_version: ""1.1"""\t' in saved
        (tmp_path / path.name).write_text(saved, encoding="utf-8", newline="")
    again = read_back(build, tmp_path)
    assert (set(again.accepted), set(again.suggested)) == aligned(build)


def test_a_review_goes_on_in_a_table_that_a_spreadsheet_has_saved(tmp_path: Path) -> None:
    path = table(tmp_path, "accepted", row(COVER, RANGE))
    whole = path.read_text("utf-8").replace("#license: ", '#comment: "ours"\n#license: ')
    path.write_text(saved_by_a_spreadsheet(whole), encoding="utf-8", newline="")
    tables = Tables(tmp_path, NAMES)
    assert tables.matches(COVER, UNDERTAKING)
    tables.decide("unsure", row(COVER, RANGE))
    assert path.read_text("utf-8") == "\n".join(whole.splitlines()[:-1]) + "\n"
    assert [each.decision for each in read(tmp_path / "unsure.sssom.tsv", NAMES)] == ["Unsure"]


def with_columns(path: Path, **columns: str) -> Path:
    """A table of one row with more columns; where one is there, with another cell."""
    *head, names, cells = path.read_text("utf-8").splitlines()
    said = dict(zip(names.split("\t"), cells.split("\t"), strict=True)) | columns
    path.write_text("\n".join([*head, "\t".join(said), "\t".join(said.values())]) + "\n", encoding="utf-8")
    return path


def test_what_a_decision_says_of_its_making_is_kept(tmp_path: Path) -> None:
    said = {"confidence": "0.90", "mapping_tool": "a matcher", "mapping_tool_version": "2"}
    path = with_columns(table(tmp_path, "accepted", row(COVER, RANGE)), **said)
    kept = {(predicate, value) for _, predicate, value in facts(align(stated(), NAMES, [path]).accepted, "alignments")}
    assert {
        (SSSOM.confidence, Literal("0.9", datatype=XSD.decimal)),
        (SSSOM.mapping_tool, Literal("a matcher")),
        (SSSOM.mapping_tool_version, Literal("2")),
    } <= kept
    assert not_kept(path) == []


def test_the_documents_of_two_texts_may_be_named_and_change_nothing(tmp_path: Path) -> None:
    bare = align(stated(), NAMES, [table(tmp_path, "accepted", row(COVER, RANGE))])
    sources = {"subject_source": COVERING, "object_source": UNDERTAKING}
    assert align(stated(), NAMES, [with_columns(tmp_path / "accepted.sssom.tsv", **sources)]) == bare
    assert node(COVER) in {quad.subject for quad in bare.accepted}
    assert "stale-mapping" not in findings(tmp_path / "accepted.sssom.tsv")


@pytest.mark.parametrize("column", ["subject_source", "object_source"])
def test_a_source_that_is_not_the_document_of_its_text_is_refused(column: str, tmp_path: Path) -> None:
    path = with_columns(table(tmp_path, "accepted", row(COVER, RANGE)), **{column: "rcqid:occ0494/unknown"})
    with pytest.raises(ContentError, match=f"names another document under {column}"):
        read(path, NAMES)


def test_a_column_of_the_standard_that_is_not_kept_is_told_where_it_says_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {"see_also": "https://example.org/why", "object_category": "", "match_string": "cover"}
    path = with_columns(table(tmp_path, "accepted", row(COVER, RANGE)), **said)
    assert len(read(path, NAMES)) == 1
    one = str(DOCUMENTS / "ps-jes-0031")
    assert main(["build", one, "--tables", str(tmp_path), "--output", str(tmp_path / "build")]) == 0
    (told,) = [line for line in capsys.readouterr().err.splitlines() if "columns" in line]
    assert told == f"graphkit: {path}: no build holds the columns match_string, see_also; keep the table, which does"
