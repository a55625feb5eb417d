"""graphkit inspect: what was read of a file, line by line beside its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold_files import DOCUMENTS, unseen

from graphkit.cli import main
from graphkit.documents.inspection import inspect

HERE = Path(__file__).parent / "documents"
FORM = """Job description
Job title: Bee Keeper
Reports to: Head Gardener
Grade: 3

Main duties
- Feed the bees, also
  in winter.

Buzzing
- Loudly.

Experience
- Hives E
- Queens D
- Years with wasps E
"""


def told(tmp_path: Path, text: str = FORM) -> list[str]:
    (tmp_path / "bees.txt").write_text(text)
    (found,) = inspect(tmp_path / "bees.txt")
    assert isinstance(found, str)
    return found.splitlines()


def test_the_top_says_which_document_it_is_and_how_sure_each_family_is(tmp_path: Path) -> None:
    top = told(tmp_path)[:5]
    assert top[0] == "bees.txt: bees, edition unknown"
    assert top[1] == "family: general-job-description"
    assert top[2].startswith("scores: general-job-description 0.")
    assert "hmpps-job-description 0." in top[2]
    assert top[3] == "lines: 16 of the file, 0 not wholly read"
    assert top[4].startswith("noticed: general-reader: ")


def test_each_line_stands_beside_what_it_was_read_as(tmp_path: Path) -> None:
    lines = {int(line[:4]): line[4:].split(maxsplit=1) for line in told(tmp_path) if line[:4].strip().isdigit()}
    shown = {number: " ".join(" ".join(words).split()) for number, words in lines.items()}
    assert len(shown) == 16
    assert shown[2] == "statement Field Job title = rcq:jobTitle Job title: Bee Keeper"
    assert shown[5] == "blank"
    assert shown[6] == "heading Main duties"
    assert shown[7] == "statement Duty 1 - Feed the bees, also"
    assert shown[8] == "statement … Duty 1 in winter."
    assert shown[15] == "statement Experience 2 Desirable AtEntry - Queens D"


def test_words_nobody_read_are_marked(tmp_path: Path) -> None:
    lines = told(tmp_path, FORM.replace("Main duties", "VIOLET\n\nMain duties"))
    assert [" ".join(line.split()) for line in lines if "»" in line] == ["6 unread »VIOLET«"]
    assert "1 not wholly read" in lines[3]


@pytest.mark.parametrize(
    "path",
    sorted({next(case.parent.glob("source.*")) for case in unseen()}) + sorted(DOCUMENTS.glob("*/source.txt")),
    ids=lambda path: path.parent.name,
)
def test_every_document_is_told_line_by_line(path: Path) -> None:
    for found in inspect(path):
        assert isinstance(found, str)
        numbers = [int(line[:4]) for line in found.splitlines() if line[:4].strip().isdigit()]
        assert numbers == list(range(1, len(numbers) + 1))


def test_each_record_of_a_file_is_told_and_a_text_taken_out_of_it_is_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["inspect", str(HERE / "api-records" / "source.json")]) == 0
    out, err = capsys.readouterr()
    assert (out.count("family: api-record"), err) == (3, "")
    assert "of the text taken out of it" in out


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("missing.txt", 2, "does not exist; check the path"),
        ("empty.txt", 1, "holds no text; extract the document again"),
        ("notes.xyz", 1, "is of a type that is not read; known types: "),
        ("stranger.txt", 1, "is of no known family; known families: "),
        ("folder", 1, "is a folder, not a file; name a file in it"),
    ],
)
def test_a_file_that_cannot_be_read_answers_in_one_line(
    tmp_path: Path, name: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "notes.xyz").touch()
    (tmp_path / "stranger.txt").write_text("Rain again.\n")
    (tmp_path / "folder").mkdir()
    assert main(["inspect", str(tmp_path / name)]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert f"{name}: {said}" in err
