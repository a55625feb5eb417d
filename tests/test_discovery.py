"""Which files are documents, what an about.ttl may say of one, and that nothing is lost on the way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graphkit import documents, pipeline
from graphkit.content import ROOT
from graphkit.documents.discovery import Found, find
from graphkit.errors import BuildError, ReadError
from graphkit.vocabulary import DCTERMS

GOOD = ROOT / "data" / "documents" / "ps-jes-0031" / "source.txt"
PREFIXES = "@prefix dcterms: <http://purl.org/dc/terms/> . @prefix rcq: <https://w3id.org/rcq/ontology#> .\n"


@pytest.mark.parametrize("name", ["my file.txt", "50% [x].txt", "naïve.txt"])
def test_about_ttl_is_about_a_file_of_any_name(tmp_path: Path, name: str) -> None:
    shutil.copy(GOOD, tmp_path / name)
    (tmp_path / "about.ttl").write_text(f'{PREFIXES}<> dcterms:rights "free"@en .')
    assert documents.read(tmp_path / name).about == ((DCTERMS.rights, Literal("free", language="en")),)


def test_about_ttl_says_only_what_is_its_to_say(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "source.txt")
    (tmp_path / "about.ttl").write_text(
        f"{PREFIXES}<source.txt> rcq:describes <http://example.org/x> ; a rcq:Job ; dcterms:source <local> ;\n"
        "  dcterms:publisher [] ; dcterms:license <http://example.org/licence> .\n"
        '<other.txt> dcterms:rights "of another file"@en .'
    )
    reading = documents.read(tmp_path / "source.txt")
    assert reading.about == ((DCTERMS.license, NamedNode("http://example.org/licence")),)
    assert [seen.code for seen in reading.observations].count("broken-about") == 4


@pytest.mark.parametrize("text", ["<source.txt> dcterms:rights", "\0", None])
def test_a_broken_about_ttl_is_observed_and_the_document_is_read(tmp_path: Path, text: str | None) -> None:
    shutil.copy(GOOD, tmp_path / "source.txt")
    about = tmp_path / "about.ttl"
    if text is None:
        about.symlink_to("nowhere")
    else:
        about.write_text(text)
    reading = documents.read(tmp_path / "source.txt")
    assert reading.about == ()
    assert "broken-about" in {seen.code for seen in reading.observations}
    assert reading.statements


def test_a_source_other_than_the_one_described_is_observed(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "source.txt")
    (tmp_path / "about.ttl").write_text(f'{PREFIXES}<source.txt> rcq:sha256 "{"0" * 64}" .')
    assert "changed-source" in {seen.code for seen in documents.read(tmp_path / "source.txt").observations}


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    library = documents.read_all([tmp_path, tmp_path / "a.txt"])
    assert [len(library.readings), library.failures] == [1, ()]


def test_a_folder_that_cannot_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    shutil.copy(GOOD, tmp_path / "a.txt")
    enter = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return enter(path)

    monkeypatch.setattr(os, "scandir", refuse)
    refused, found = find([tmp_path])
    assert isinstance(refused, ReadError)
    assert str(refused).startswith(f"{tmp_path}/locked: cannot be read (Permission denied)")
    assert found == Found(tmp_path / "a.txt", "a.txt")


def test_caches_and_hidden_files_are_no_documents(tmp_path: Path) -> None:
    for name in ("__pycache__", ".git"):
        (tmp_path / name).mkdir()
        shutil.copy(GOOD, tmp_path / name / "a.txt")
    assert list(find([tmp_path])) == []


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_build_of_nothing_leaves_the_last_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    last = pipeline.build([GOOD], tmp_path / "build").path
    with pytest.raises(BuildError, match="holds no document"):
        pipeline.build([tmp_path / name], tmp_path / "build")
    assert (tmp_path / "build").resolve() == last
