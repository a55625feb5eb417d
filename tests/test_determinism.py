"""The same documents give the same bytes however they are built; whatever dies, a whole build stands."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

import graphkit
from graphkit import store
from graphkit.content import ROOT

DOCUMENTS = ROOT / "data" / "documents"
FOLDERS = sorted(path for path in DOCUMENTS.iterdir() if path.is_dir())
ROUNDS = int(os.environ.get("GRAPHKIT_ROUNDS") or "30")
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def start(
    paths: list[Path], output: Path, *, folder: Path | None = None, environment: Mapping[str, str] = PLAIN
) -> subprocess.Popen[bytes]:
    """A builder in a process of its own."""
    command = [sys.executable, "-m", "graphkit", "build", *map(str, paths), "--output", str(output)]
    environment = {**os.environ, **PLAIN, **environment}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def built(
    paths: list[Path], output: Path, *, folder: Path | None = None, environment: Mapping[str, str] = PLAIN
) -> Path:
    builder = start(paths, output, folder=folder, environment=environment)
    _, said = builder.communicate(timeout=120)
    assert builder.returncode in (0, 1), said.decode()
    return ((folder or Path()) / output).resolve()


def content_of(build: Path) -> dict[str, bytes]:
    """The name of the folder and every file of a build but the store, whose files are the engine's own."""
    below = (path for path in build.rglob("*") if path.is_file() and path.parent.name != "store")
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in below} | {"name": build.name.encode()}


def assert_same(one: Path, other: Path) -> None:
    first, second = content_of(one), content_of(other)
    assert {"graph.nq", "findings.json", "ledger.csv", "manifest.json", "name"} <= set(first)
    assert [name for name in sorted({*first, *second}) if first.get(name) != second.get(name)] == []


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four documents, built without any of what the cases change."""
    return built([DOCUMENTS], tmp_path_factory.mktemp("plain") / "build")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "C", "TZ": "America/St_Johns"},
        {"PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX", "LANG": "de_DE.ISO-8859-1"},
        {"PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_seed_locale_and_time_zone_change_nothing(plain: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    assert_same(built([DOCUMENTS], tmp_path / "build", environment=environment), plain)


def test_the_working_directory_changes_nothing(plain: Path, tmp_path: Path) -> None:
    shutil.copytree(DOCUMENTS, tmp_path / "deep" / "papers")
    assert_same(built([Path("papers")], Path("build"), folder=tmp_path / "deep"), plain)
    assert_same(built([Path("../papers/.")], Path("../build"), folder=tmp_path / "deep" / "papers"), plain)


def test_the_age_and_order_of_files_on_the_disk_change_nothing(plain: Path, tmp_path: Path) -> None:
    for folder in reversed(FOLDERS):
        shutil.copytree(folder, tmp_path / "papers" / folder.name)
    for path in (tmp_path / "papers").rglob("*.txt"):
        os.utime(path, (0, 0))
    assert_same(built([tmp_path / "papers"], tmp_path / "build"), plain)


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    bad = [tmp_path / name for name in ("b.txt", "a.txt", "c.pdf")]
    for path in bad:
        path.write_text(f"Minutes of {path.stem}\n")
    paths = [*FOLDERS, *bad, tmp_path / "nowhere"]
    first = built(paths, tmp_path / "first" / "build")
    assert_same(built(paths[::-1], tmp_path / "second" / "build"), first)
    assert_same(built([*paths[3:], *paths[:3]], tmp_path / "third" / "build"), first)


def test_the_manifest_knows_every_document_however_its_folder_was_named(tmp_path: Path) -> None:
    manifest = json.loads((built(list(FOLDERS), tmp_path / "build") / "manifest.json").read_bytes())
    known = set(manifest["inputs"].values())
    sources = {folder.name: hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest() for folder in FOLDERS}
    assert {name for name, digest in sources.items() if digest not in known} == set()


def test_a_build_in_python_is_that_of_the_command(plain: Path, build: graphkit.Build) -> None:
    assert_same(build.path, plain)


# A build that dies, and two at once


def assert_whole(output: Path) -> Path:
    """The link leads to a build each file of which is what its manifest says, with a store that answers."""
    build = store.open_build(output)
    hashes = build.manifest["outputs"]
    assert {name: hashlib.sha256(build.read(name)).hexdigest() for name in hashes} == hashes
    assert len(build.graph) == build.read("graph.nq").count(b"\n") > 0
    return build.path


def kill_at_random(paths: list[Path], output: Path, moments: random.Random, *, while_writing: bool) -> bool:
    """Kill a builder, within the time a build takes or just after it began to write; whether it was still at work."""
    builder = start(paths, output)
    if while_writing:
        while builder.poll() is None and not list(output.parent.glob(f".{output.name}-*.part")):
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.1))
    else:
        time.sleep(moments.uniform(0, 1.5))
    at_work = builder.poll() is None
    builder.send_signal(signal.SIGKILL)
    builder.communicate(timeout=60)
    return at_work


def known_by(output: Path) -> str:
    """The name of a whole build; a number is added beside a folder of that name that a dead builder half removed."""
    return re.sub(r"(-[0-9a-f]{16})-\d+$", r"\1", assert_whole(output).name)


def kill_often(folder: Path, rounds: int) -> int:
    """Builders of one document and another publish in turn and are killed; how many died at work."""
    output, moments, died = folder / "build", random.SystemRandom(), 0
    whole = [built([path], output) for path in FOLDERS[:2]]
    names = [path.name for path in whole]
    for number in range(rounds):
        before = known_by(output)
        wanted = 1 - names.index(before)
        died += kill_at_random([FOLDERS[wanted]], output, moments, while_writing=number % 2 == 0)
        assert known_by(output) in (before, names[wanted])
    after = built([FOLDERS[2]], output)
    assert [path.name for path in folder.iterdir() if path.name != "build"] == [after.name], "what the dead left"
    return died


def test_a_build_that_is_killed_leaves_the_last_good_one(tmp_path: Path) -> None:
    kill_often(tmp_path, 4)


@pytest.mark.long
def test_builds_that_are_killed_many_times_leave_the_last_good_one(tmp_path: Path) -> None:
    assert kill_often(tmp_path, ROUNDS) > ROUNDS // 4


def build_at_once(folder: Path, rounds: int) -> None:
    output = folder / "build"
    alone = {built([path], folder / "alone" / path.name / "build").name for path in FOLDERS[:3]}
    for _ in range(rounds):
        builders = [start([path], output) for path in FOLDERS[:3]]
        said = [builder.communicate(timeout=120)[1] for builder in builders]
        assert [builder.returncode for builder in builders] == [0, 0, 0], b"".join(said).decode()
        assert known_by(output) in alone
    left = {path.name for path in folder.iterdir()} - {"alone", "build"}
    assert left == {output.resolve().name}


def test_builders_at_once_leave_a_whole_build(tmp_path: Path) -> None:
    build_at_once(tmp_path, 1)


@pytest.mark.long
def test_builders_at_once_leave_a_whole_build_many_times(tmp_path: Path) -> None:
    build_at_once(tmp_path, ROUNDS // 3 + 1)
