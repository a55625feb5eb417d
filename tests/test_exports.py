"""Every export: whole or not at all, the same bytes every time, its losses told, nothing written elsewhere."""

from __future__ import annotations

import csv
import errno
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

import graphkit
from graphkit.cli import main
from graphkit.errors import ExportError
from graphkit.exports import targets, writing
from graphkit.exports.settings import Settings, read_settings
from graphkit.exports.view import File, Loss, View

Pieces = list[File | Loss]


def told(folder: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((folder / writing.MANIFEST).read_text())["files"]
    return found


@pytest.fixture
def yielding(monkeypatch: pytest.MonkeyPatch) -> Pieces:
    """What the target `rdf` yields in this test."""
    pieces: Pieces = []

    def export(_: View) -> Iterator[File | Loss]:
        for piece in pieces:
            if piece.path == "full" if isinstance(piece, File) else False:
                raise OSError(errno.ENOSPC, "No space left on device")
            yield piece

    monkeypatch.setattr(targets, "load", lambda _: SimpleNamespace(export=export))
    return pieces


@pytest.mark.parametrize("target", targets.names())
def test_a_target_gives_the_same_bytes_twice_and_tells_the_hash_of_each_file(
    target: str, build: graphkit.Build, tmp_path: Path
) -> None:
    (done,) = writing.export(target, build, tmp_path / "one")
    writing.export(target, graphkit.open(build.path), tmp_path / "two")
    for folder in (tmp_path / "one", tmp_path / "two"):
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert files == {*told(folder), writing.MANIFEST}
        assert all(sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in told(folder).items())
    assert told(tmp_path / "one") == told(tmp_path / "two")
    assert done.files == len(told(tmp_path / "one")) + 1
    with (tmp_path / "one" / writing.LOSSES).open(newline="") as table:
        rows = list(csv.DictReader(table))
    assert sum(done.losses.values()) >= len(rows)
    assert all(row["item"] and row["what"] and row["reason"] for row in rows)


@pytest.mark.parametrize("target", targets.names())
def test_what_is_not_licensed_stays_out_where_only_licensed_documents_are_asked_for(
    target: str, build: graphkit.Build, tmp_path: Path
) -> None:
    (done,) = writing.export(target, build, tmp_path / "export", licensed_only=True)
    assert done.losses["its licence is unknown, and only licensed documents were asked for"] == 1
    words = "Take responsibility for ensuring the safeguarding of children in all your contact with offenders"
    hidden = (path for path in (tmp_path / "export").rglob("*") if path.is_file())
    assert [path for path in hidden if words.encode() in path.read_bytes()] == []


def test_all_targets_go_each_into_a_folder_of_its_name(build: graphkit.Build, tmp_path: Path) -> None:
    done = writing.export(targets.EVERY, build, tmp_path / "all of it")
    assert [each.target for each in done] == list(targets.names())
    assert sorted(path.name for path in (tmp_path / "all of it").iterdir()) == sorted((*targets.names(), "export.json"))
    writing.export(targets.EVERY, build, tmp_path / "all of it")  # in the place of the old one
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all of it"]


def test_a_loss_is_listed_once_and_a_file_stands_where_it_is_said_to(
    build: graphkit.Build, tmp_path: Path, yielding: Pieces
) -> None:
    yielding += [File("a/b c.txt", b"one"), Loss("https://example.org/a", "level", "none is printed")]
    yielding += [Loss("https://example.org/a", "level", "none is printed")]
    (done,) = writing.export("rdf", build, tmp_path / "out")
    assert (tmp_path / "out" / "a" / "b c.txt").read_bytes() == b"one"
    assert (tmp_path / "out" / "losses.csv").read_text() == (
        "item,what,reason\nhttps://example.org/a,level,none is printed\n"
    )
    assert (done.files, done.size) == (3, 3)


@pytest.mark.parametrize("path", ["../out.txt", "/tmp/out.txt", "a/../../out.txt", "export.json", ""])  # noqa: S108
def test_no_target_writes_outside_its_folder(
    path: str, build: graphkit.Build, tmp_path: Path, yielding: Pieces
) -> None:
    yielding.append(File(path, b""))
    with pytest.raises(ExportError, match="no path of its own"):
        writing.export("rdf", build, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_cannot_be_finished_leaves_what_was_there(
    build: graphkit.Build, tmp_path: Path, yielding: Pieces, capsys: pytest.CaptureFixture[str]
) -> None:
    yielding.append(File("a.txt", b"one"))
    writing.export("rdf", build, tmp_path / "out")
    yielding += [File("b.txt", b"two"), File("full", b"")]
    assert main(["export", "rdf", "--output", str(tmp_path / "out"), "--build", str(build.path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"graphkit: {tmp_path / 'out'}: cannot be written: No space left on device; "
        "check the path, its permissions and the disk\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "export.json", "losses.csv"]


def test_a_place_where_something_else_lies_is_left_alone(build: graphkit.Build, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.txt").write_text("mine")
    (tmp_path / "link").symlink_to("folder")
    for name, why in (("file", "is no folder"), ("folder", "holds something"), ("link", "is no folder")):
        with pytest.raises(ExportError, match=why):
            writing.export("rdf", build, tmp_path / name)
    with pytest.raises(ExportError, match="cannot be written: Not a directory"):
        writing.export("rdf", build, tmp_path / "file" / "below")
    assert (tmp_path / "folder" / "mine.txt").read_text() == "mine"


def test_an_unknown_target_names_the_nearest(capsys: pytest.CaptureFixture[str], build: graphkit.Build) -> None:
    assert main(["export", "rfd", "--output", "nowhere", "--build", str(build.path)]) == 2
    assert "rfd: is no target; did you mean 'rdf'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("title = 3", "title: is no text"),
        ("titel = 'x'", "titel: is no setting"),
        ("title = ", "is no TOML"),
        ("address = 'https://example.org/data'", "address: does not end in a slash"),
    ],
)
def test_settings_that_are_none_are_refused(written: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(written)
    with pytest.raises(ExportError, match=why):
        read_settings(tmp_path / "settings.toml")


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("publisher = 'A county'\naddress = 'https://example.org/data/'\n")
    assert read_settings(tmp_path / "settings.toml") == Settings(
        publisher="A county", address="https://example.org/data/"
    )
