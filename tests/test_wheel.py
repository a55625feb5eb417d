"""The wheel alone, outside the checkout, with the packages it asks for and no others, does what the checkout does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from graphkit import pipeline

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "data" / "documents"
CONTENT = ("ontology", "queries", "data/alignments", "data/printing", "data/wording")


def build_wheel(project: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def content_of(project: Path) -> set[str]:
    """Every content file that build, validate or query may read."""
    below = (path for folder in CONTENT for path in (project / folder).rglob("*") if path.is_file())
    return {path.relative_to(project).as_posix() for path in below} | {"data/thesaurus.ttl"}


def packed(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_all_content_and_nothing_else(wheel: Path) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "graphkit").rglob("*.py")}
    files = ((ROOT / "graphkit").rglob(f"*.{kind}") for kind in ("htaccess", "html", "css", "java", "js", "svg"))
    pages = {path.relative_to(ROOT).as_posix() for found in files for path in found}
    assert "graphkit/reports/html/page.html" in pages
    expected = modules | pages | {"graphkit/py.typed"} | {f"graphkit/_content/{name}" for name in content_of(ROOT)}
    assert {name for name in packed(wheel) if ".dist-info/" not in name} == expected


def test_a_content_file_that_is_added_is_packed_and_a_document_is_not(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE", "data/thesaurus.ttl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    added = ("data/alignments/esco.sssom.tsv", "ontology/shapes/new.ttl", "queries/role/new.rq", "graphkit/__init__.py")
    for name in (*added, "data/documents/new/source.txt", "tests/test_new.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    files = {name for name in packed(build_wheel(tmp_path, tmp_path / "dist")) if ".dist-info/" not in name}
    assert files == {
        "graphkit/__init__.py",
        "graphkit/_content/data/alignments/esco.sssom.tsv",
        "graphkit/_content/data/thesaurus.ttl",
        "graphkit/_content/ontology/shapes/new.ttl",
        "graphkit/_content/queries/role/new.rq",
    }


def required(name: str, extras: frozenset[str], seen: set[str]) -> Iterator[str]:
    """The distributions that one needs, and those that these need."""
    for line in distribution(name).requires or ():
        need = Requirement(line)
        wanted = need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras | {""})
        if wanted and need.name not in seen:
            seen.add(need.name)
            yield need.name
            yield from required(need.name, frozenset(need.extras), seen)


def link(name: str, site: Path) -> None:
    """Make one distribution that is installed here importable there."""
    found = distribution(name)
    for top in {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}:
        (site / top).symlink_to(Path(str(found.locate_file(top))).resolve())


@pytest.fixture(params=["linked", pytest.param("downloaded", marks=pytest.mark.long)])
def installed(request: pytest.FixtureRequest, wheel: Path, tmp_path: Path) -> Path:
    """The command in an environment of its own: the packages linked from here, or downloaded as a user would."""
    venv.create(tmp_path / "venv", symlinks=True, with_pip=False)
    binaries = tmp_path / "venv" / "bin"
    command = [sys.executable, "-m", "pip", "--python", str(binaries / "python"), "install", "--quiet", str(wheel)]
    if request.param == "linked":
        site = next((tmp_path / "venv").glob("lib/python*/site-packages"))
        for name in required("graphkit-rcq", frozenset(), set()):
            link(name, site)
        command += ["--no-deps", "--no-index"]
    subprocess.run([*command, "--disable-pip-version-check"], check=True)
    return binaries / "graphkit"


def test_installed_it_builds_validates_and_answers_as_the_checkout_does(installed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(DOCUMENTS, elsewhere / "some" / "folder")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GRAPHKIT"))}

    def run(*arguments: str) -> str:
        command = [str(installed), *arguments]
        result = subprocess.run(
            command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    python = subprocess.run(
        [installed.parent / "python", "-c", "import graphkit; print(graphkit.__file__)"],
        cwd=elsewhere, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(python.stdout.strip()).is_relative_to(tmp_path / "venv")
    run("build", "some/folder")
    here = pipeline.build([DOCUMENTS], tmp_path / "here")
    for name in ("graph.nq", "findings.json", "ledger.csv", "manifest.json"):
        assert (elsewhere / "build" / name).read_bytes() == (here.path / name).read_bytes(), name
    found = json.loads(run("validate", "--fail-on", "never", "--format", "json"))
    assert len(found) == len(here.findings)
    assert run("validate", "--fail-on", "never", "--format", "html").count("<article") == len(here.findings)
    answer = json.loads(run("query", "requirements", "role=ps-jes-0031", "--format", "json"))
    assert len(answer["results"]["bindings"]) > 10
