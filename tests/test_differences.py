"""How a diff of two editions is told: to a reader at the prompt, a wiki, a browser, a program."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsing import Visit, flaws

import graphkit
import graphkit.differences.formats
from graphkit.changes import Diff, Edition, Item
from graphkit.cli import main
from graphkit.content import ROOT
from graphkit.differences.formats import formats, written
from graphkit.editions import diff
from graphkit.findings import Place


def item(line: int, text: str, kind: str = "Experience", label: str | None = None) -> Item:
    place = Place(document="a-1", edition="1", file="a.txt", line=line, end_line=line, quote=text, start=line * 1000)
    return Item(statement=f"x/{line}", kind=kind, text=text, places=(place,), label=label)


EMPTY = Edition("a-1", "1", "a.txt")
NOTES = diff(
    Edition("a-1", "1", "old <1>.txt", (
        item(1, "Use *nets* & <b>hooks</b> all day."), item(2, "3", "Field", "Band"),
        item(3, "Sing \x1b[31mred\x1b[0m songs."),
    )),
    Edition("a-1", "2", "new.txt", (
        item(4, "Use *nets* & <i>lines</i> all day."), item(2, "4", "Field", "Band"), item(5, "=cmd|' /C calc'!A0"),
    )),
)  # fmt: skip


class Page(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", Counter[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        assert not any(name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_formats_are_the_modules_of_the_folder() -> None:
    assert formats() == ("html", "json", "md", "text")
    with pytest.raises(ValueError, match="fax: no such format; choose html, json, md or text"):
        written(NOTES, "fax")


def test_text_shows_both_sides_and_nothing_a_terminal_obeys() -> None:
    assert written(NOTES, "text") == (
        "a-1: edition 1 (old <1>.txt) → edition 2 (new.txt)\n"
        "1 changed, 1 added, 1 removed, 1 reworded; 0 items unchanged\n"
        "\nCHANGED: a field with another value or label\n"
        "\n  Field “Band”\n    - a.txt:2  “3”\n    + a.txt:2  “4”\n"
        "\nADDED\n"
        "\n  Experience\n    + a.txt:5  “=cmd|' /C calc'!A0”\n"
        "\nREMOVED\n"
        "\n  Experience\n    - a.txt:3  “Sing ?[31mred?[0m songs.”\n"
        "\nREWORDED\n"
        "\n  Experience\n    - a.txt:1  “Use *nets* & <b>hooks</b> all day.”\n"
        "    + a.txt:4  “Use *nets* & <i>lines</i> all day.”\n"
    )


def test_markdown_takes_no_word_of_a_document_for_markup() -> None:
    told = written(NOTES, "md").splitlines()
    assert told[0] == r"# a-1: edition 1 (old \<1\>.txt) → edition 2 (new.txt)"
    at = told.index("## Reworded")
    assert told[at + 2 :] == [
        "- **Experience**",
        r"  - before, a.txt:1: Use \*nets\* \& \<b\>hooks\</b\> all day.",
        r"  - after, a.txt:4: Use \*nets\* \& \<i\>lines\</i\> all day.",
    ]


def test_html_is_one_page_that_escapes_everything_and_marks_the_words() -> None:
    page = Page(written(NOTES, "html"))
    assert "Use *nets* & <b>hooks</b> all day." in page.text
    assert "old <1>.txt" in page.text
    assert page.tags["b"] == page.tags["i"] == page.tags["script"] == page.tags["img"] == page.tags["link"] == 0
    # the field's value, the item on one side only, and the one word that differs
    assert (page.tags["del"], page.tags["ins"]) == (3, 3)
    assert "<del>&lt;b&gt;hooks&lt;/b&gt;</del>" in written(NOTES, "html")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_page_asks_for_nothing_and_everybody_can_read_it(
    visit: Visit, tmp_path: Path, scheme: str, width: int
) -> None:
    path = tmp_path / "diff.html"
    path.write_text(written(NOTES, "html"), encoding="utf-8")
    page = visit(path.as_uri(), color_scheme=scheme, viewport={"width": width, "height": 900})
    assert page.title() == "a-1: edition 1 (old <1>.txt) → edition 2 (new.txt)"
    assert flaws(page) == []


def test_json_has_every_change_with_both_sides_and_their_places() -> None:
    told = json.loads(written(NOTES, "json"))
    assert told["old"] == {"document": "a-1", "edition": "1", "file": "old <1>.txt"}
    assert told["counts"] == {"changed": 1, "added": 1, "removed": 1, "reworded": 1}
    assert (told["unchanged"], told["reordered"], told["repeated"]) == (0, 0, 0)
    assert told["editions_of_one_document"] is True
    change = told["changes"][-1]
    assert change["kinds"] == ["reworded"]
    assert change["differences"] == [
        {"aspect": "text", "old": change["old"]["text"], "new": change["new"]["text"], "kinds": ["reworded"]}
    ]
    assert change["old"]["class"] == "Experience"
    assert [place["line"] for side in ("old", "new") for place in change[side]["places"]] == [1, 4]
    assert [change["old"] for change in told["changes"] if change["kinds"] == ["added"]] == [None]


@pytest.mark.parametrize("name", formats())
def test_every_format_tells_of_no_change_and_of_two_documents(name: str) -> None:
    assert "no changes" in written(Diff(EMPTY, EMPTY, ()), name) or name == "json"
    told = written(Diff(EMPTY, Edition("b-2", "1", "b.txt"), ()), name)
    assert "two documents, not two editions of one" in told or json.loads(told)["editions_of_one_document"] is False


# At the prompt

EDITIONS = Path(__file__).parent / "editions"
OLD, NEW = (str(EDITIONS / "ps-jes-0671" / f"{name}.txt") for name in ("old", "new"))


@pytest.mark.parametrize("form", formats())
def test_a_diff_goes_to_stdout_or_to_a_file_and_changes_are_no_failure(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["diff", OLD, NEW, "--format", form]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert "Experience of leading a team of volunteers." in shown.out
    assert shown.err == ""
    assert main([*arguments, "--output", str(tmp_path / "told")]) == 0
    filed = capsys.readouterr()
    assert (tmp_path / "told").read_text(encoding="utf-8") == shown.out
    assert filed.out == ""
    assert filed.err.startswith(f"{tmp_path}/told: 5 changed, 3 strengthened, 2 weakened,")


def test_the_readme_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, after = (ROOT / "README.md").read_text(encoding="utf-8").partition("    $ graphkit diff old.txt new.txt\n")
    shown = [line.removeprefix("    ") for line in after.partition("\n(")[0].splitlines()]
    monkeypatch.chdir(Path(OLD).parent)
    assert main(["diff", "old.txt", "new.txt"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(shown) > 10
    assert set(shown) - {"…"} <= set(printed)


def test_two_documents_are_compared_with_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", OLD, str(EDITIONS / "occ0611" / "old.txt")]) == 0
    note = "note: ps-jes-0671 and occ0611 are two documents, not two editions of one, by their references"
    assert capsys.readouterr().out.splitlines()[1] == note


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("no.txt", "no.txt: does not exist; check the path"),
        ("ps-jes-0108@3", "ps-jes-0108@3: has no edition 3; there is ps-jes-0108@1.0"),
        ("ps-jes-108", "ps-jes-108: is neither a file nor a document of the build; did you mean 'ps-jes-0108'?"),
        ("zzz", "zzz: is neither a file nor a document of the build; name a file, or one of the build as id@edition"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_one_line(
    build: graphkit.Build, old: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", old, "ps-jes-0108", "--build", str(build.path)]) == 2
    assert capsys.readouterr() == ("", f"graphkit: {said}\n")


def test_an_id_without_a_build_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "ps-jes-0671@1.2", NEW, "--build", str(tmp_path / "build")]) == 2
    assert capsys.readouterr().err.endswith("there is no build here; run graphkit build, or say --build FOLDER\n")
