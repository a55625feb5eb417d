"""A review at the terminal: each line decides one pair, its row stands in the right table at once, and can go back."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import graphkit
from graphkit import content, pipeline
from graphkit.alignments.tables import read
from graphkit.cli import main
from graphkit.iris import DEFAULT_BASE, Names

NAMES = Names(DEFAULT_BASE)
OWN = content.ROOT / "data" / "alignments"
Run = Callable[..., int]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table, which can be read."""
    path = folder / f"{name}.sssom.tsv"
    if not path.exists():
        return []
    read(path, NAMES)
    lines = path.read_text("utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def pairs(folder: Path, name: str) -> set[tuple[str, str]]:
    return {(row["subject_id"], row["object_id"]) for row in rows(folder, name)}


def first(folder: Path, number: int = 0) -> tuple[str, str]:
    """What is suggested there first, second and so on."""
    row = rows(folder, "suggested")[number]
    return row["subject_id"], row["object_id"]


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.tsv")}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return shutil.copytree(OWN, tmp_path / "tables")


@pytest.fixture
def review(build: graphkit.Build, tables: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command with some lines on stdin, by an author who was named."""

    def run(lines: Iterable[str], *options: str, author: str | None = "ann") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        named = ["--author", author] if author else []
        return main(["review", "--build", str(build.path), "--tables", str(tables), *named, *options])

    return run


def test_an_accepted_pair_moves_from_the_suggestions_to_the_facts(review: Run, tables: Path) -> None:
    pair, number = first(tables), len(rows(tables, "accepted"))
    assert review(["a exact the same words", "q"]) == 0
    assert pair not in pairs(tables, "suggested")
    (row,) = (row for row in rows(tables, "accepted") if (row["subject_id"], row["object_id"]) == pair)
    assert (row["predicate_id"], row["comment"], row["author_id"]) == (
        "skos:exactMatch", "the same words", "rcqid:agent/ann",
    )  # fmt: skip
    assert (row["mapping_justification"], row["reviewer_id"]) == ("semapv:ManualMappingCuration", "")
    accepted = rows(tables, "accepted")
    assert len(accepted) == number + 1
    assert accepted == sorted(accepted, key=lambda each: (each["subject_id"], each["object_id"]))


def test_each_key_writes_into_its_table_and_asks_no_more(review: Run, tables: Path) -> None:
    refused, unsure, skipped = (first(tables, number) for number in (0, 1, 2))
    assert review(["r not one thing", "u a part of it", "s", "q"]) == 0
    (row,) = (row for row in rows(tables, "rejected") if (row["subject_id"], row["object_id"]) == refused)
    assert (row["predicate_modifier"], row["comment"]) == ("Not", "not one thing")
    assert unsure in pairs(tables, "unsure")
    assert skipped in pairs(tables, "suggested")
    assert review(["u", "q"]) == 0
    assert skipped in pairs(tables, "unsure")


def test_a_row_left_open_is_moved_when_it_is_decided(
    review: Run, tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: pairs(tables, name) for name in ("unsure", "accepted")}
    assert review(["a", "q"], "--unsure") == 0
    (moved,) = before["unsure"] - pairs(tables, "unsure")
    assert pairs(tables, "accepted") - before["accepted"] == {moved}
    assert "unsure on 2026-11-23: " in capsys.readouterr().out


def test_a_step_back_leaves_every_byte_as_it_was(review: Run, tables: Path) -> None:
    before = content_of(tables)
    assert review(["a", "r", "s", "u", "b", "b", "b", "b", "b", "q"]) == 0
    assert content_of(tables) == before


def test_where_nothing_matches_the_document_is_not_asked_about_again(
    review: Run, tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = {side for pair in pairs(tables, "accepted") for side in pair}
    suggested = [first(tables, number) for number in range(len(rows(tables, "suggested")))]
    at, (statement, other) = next((n, pair) for n, pair in enumerate(suggested) if pair[0] not in accepted)
    document = "/".join(other.split("/")[:2])
    again = [pair for pair in suggested if statement in pair and any(side.startswith(document) for side in pair)]
    assert review([*"s" * at, "1 read it all", *"s" * len(suggested)]) == 0
    (row,) = (row for row in rows(tables, "rejected") if row["comment"] == "read it all")
    assert (row["subject_id"], row["object_id"], row["object_source"]) == (statement, "sssom:NoTermFound", document)
    assert row["predicate_modifier"] == ""
    assert capsys.readouterr().out.count("skipped") == len(suggested) - len(again)


def test_a_match_and_the_word_that_there_is_none_do_not_stand_together(
    review: Run, tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = pairs(tables, "accepted")
    suggested = [first(tables, number) for number in range(len(rows(tables, "suggested")))]

    def is_matched(statement: str, document: str) -> bool:
        return any(statement in pair and any(side.startswith(document) for side in pair) for pair in accepted)

    at = next(n for n, (one, other) in enumerate(suggested) if is_matched(one, other.split("/")[0]))
    before = content_of(tables)
    assert review([*"s" * at, "1", "q"]) == 0
    assert "a match in that document is accepted: take it back first" in capsys.readouterr().out
    assert content_of(tables) == before


def test_both_texts_their_places_and_what_they_share_are_shown(
    review: Run, tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence on spoken English stands in two documents: taken out of what is decided, no pair is more alike."""
    path = tables / "accepted.sssom.tsv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("rcqid:ps-jes-0031/6.0/ability/1\t")]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), "utf-8")
    assert review(["q"]) == 0
    shown = capsys.readouterr().out
    assert "ps-jes-0031, edition 6.0, line 87: Ability" in shown
    assert "ps-jes-0108, edition 1.0, line 129: Ability, Ability" in shown
    assert shown.count("“An ability to fulfil all spoken aspects of the role") == 2
    assert "confidence 0.9" in shown
    assert "shared words: fulfil, spoken, " in shown


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["x"], "“x” is no key; ? shows them"),
        (["accept"], "“accept” is no key"),
        (["b"], "this is the first"),
        (["?"], "take back"),
        (["\x1b[2J"], "is no key"),
    ],
)
def test_a_line_that_means_nothing_changes_nothing(
    review: Run, tables: Path, capsys: pytest.CaptureFixture[str], lines: list[str], told: str
) -> None:
    before = content_of(tables)
    assert review([*lines, "", "q"]) == 0
    said = capsys.readouterr()
    assert told in said.out
    assert "nothing decided" in said.err
    assert content_of(tables) == before


def test_what_is_of_two_kinds_is_only_related(review: Run, tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    across = next(n for n, row in enumerate(rows(tables, "suggested")) if row["predicate_id"] == "skos:relatedMatch")
    assert review([*"s" * across, "a exact", "a", "q"]) == 0
    assert "can be related, not exact" in capsys.readouterr().out
    assert len(rows(tables, "accepted")) == len(rows(OWN, "accepted")) + 1


def test_the_end_of_the_lines_ends_the_review(review: Run, tables: Path) -> None:
    assert review(["u"]) == 0
    assert len(rows(tables, "unsure")) == len(rows(OWN, "unsure")) + 1


def test_the_author_is_asked_for_once(review: Run, tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(["rcqid:agent/ben-2", "u one", "u two", "q"], author=None) == 0
    assert capsys.readouterr().out.count("who decides?") == 1
    assert {row["author_id"] for row in rows(tables, "unsure") if row["comment"] in ("one", "two")} == {
        "rcqid:agent/ben-2"
    }
    assert review(["", "u three", "q"], author=None) == 0
    (row,) = (row for row in rows(tables, "unsure") if row["comment"] == "three")
    assert row["author_id"] == "rcqid:agent/graphkit-project"


def test_a_row_on_other_words_is_decided_anew(review: Run, tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tables / "accepted.sssom.tsv"
    old = rows(tables, "accepted")[0]
    path.write_text(path.read_text("utf-8").replace(old["text_hash"], "0" * 16), encoding="utf-8")
    assert review(["q"]) == 0
    assert "1 rows rest on other texts than this build's" in capsys.readouterr().err
    assert review(["a still so"], "--stale") == 0
    assert f"accepted on {old['mapping_date']}: {old['comment']}" in capsys.readouterr().out
    (row,) = (row for row in rows(tables, "accepted") if row["comment"] == "still so")
    assert (row["subject_id"], row["object_id"], row["text_hash"]) == (
        old["subject_id"], old["object_id"], old["text_hash"],
    )  # fmt: skip
    assert review([], "--stale") == 0


def test_a_row_whose_statement_is_gone_is_named(review: Run, tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tables / "accepted.sssom.tsv"
    old = rows(tables, "accepted")[0]["object_id"]
    path.write_text(path.read_text("utf-8").replace(old + "\t", old + "99\t", 1), encoding="utf-8")
    assert review([], "--stale") == 0
    line = next(n for n, words in enumerate(path.read_text("utf-8").splitlines(), 1) if old + "99\t" in words)
    assert f"{path.as_posix()}:{line}: a statement of this row is gone" in capsys.readouterr().err


def test_an_empty_folder_gets_its_tables_and_a_build_takes_them(review: Run, tables: Path, tmp_path: Path) -> None:
    shutil.rmtree(tables)
    tables.mkdir()
    assert review(["a", "q"]) == 0
    assert [path.name for path in tables.iterdir()] == ["accepted.sssom.tsv"]
    pair = rows(tables, "accepted")[0]
    output = tmp_path / "build"
    documents = str(content.ROOT / "data" / "documents")
    assert main(["build", documents, "--output", str(output), "--tables", str(tables)]) == 0
    told = {
        str(quad.subject) for quad in graphkit.open(output).quads() if str(quad.graph_name).endswith("/alignments>")
    }
    assert f"<{NAMES.ids.iri}{pair['subject_id'].removeprefix('rcqid:')}>" in told
    assert "tables/accepted.sssom.tsv" in graphkit.open(output).manifest["inputs"]


# Bad input


def test_a_table_that_cannot_be_written_is_told_and_left_whole(
    review: Run, tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    before = content_of(tables)
    monkeypatch.setattr(Path, "replace", full)
    assert review(["a", "q"]) == 2
    assert "accepted.sssom.tsv: cannot be written: No space left on device; mend its" in capsys.readouterr().err
    assert content_of(tables) == before


def test_a_stop_between_two_tables_leaves_the_row_twice_and_never_nowhere(
    review: Run, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, replace = first(tables), Path.replace

    def once(path: Path, target: Path) -> Path:
        if "suggested" in path.name:
            raise OSError(5, "Input/output error")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", once)
    assert review(["a", "q"]) == 2
    assert pair in pairs(tables, "accepted") & pairs(tables, "suggested")


def test_a_table_that_somebody_changes_meanwhile_is_not_overwritten(
    review: Run, tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = pipeline.review

    def changed(*given: object, **named: object) -> object:
        found = begin(*given, **named)  # type: ignore[arg-type]
        with (tables / "accepted.sssom.tsv").open("a", encoding="utf-8") as file:
            file.write("#\n")
        return found

    monkeypatch.setattr(pipeline, "review", changed)
    assert review(["a", "q"]) == 2
    assert "was changed by somebody else meanwhile; start the review again" in capsys.readouterr().err


def test_a_table_that_is_not_as_it_must_be_is_refused(
    review: Run, tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tables / "unsure.sssom.tsv").write_text("subject_id\n", encoding="utf-8")
    assert review(["a"]) == 2
    assert "unsure.sssom.tsv:1: the head lacks" in capsys.readouterr().err


def test_who_is_no_agent_and_what_is_no_folder_are_refused(
    review: Run, tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(["a"], author="Ann Smith") == 2
    assert "“Ann Smith”: is no agent; write small letters" in capsys.readouterr().err
    shutil.rmtree(tables)
    assert review(["a"]) == 2
    assert f"{tables}: is no folder" in capsys.readouterr().err
    assert main(["review", "--build", str(tables / "nowhere"), "--author", "ann"]) == 2
    assert main(["build", str(OWN), "--tables", str(tables), "--output", str(tables / "build")]) == 2


def test_the_tables_of_an_installed_package_are_not_written(
    build: graphkit.Build, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(content, "is_installed", lambda: True)
    assert main(["review", "--build", str(build.path), "--author", "ann"]) == 2
    told = capsys.readouterr().err
    assert "belongs to the installed package, which a review does not change; --tables DIR names a folder" in told
