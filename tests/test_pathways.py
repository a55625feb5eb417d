"""How a progression is told: at the prompt, in a wiki, to a program, on a page."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from moving import IDS, item, mapping, moved, role
from pyoxigraph import NamedNode

import graphkit
import graphkit.pathways.formats
from graphkit.cli import main
from graphkit.moves import Progression
from graphkit.pathways.formats import formats, written
from graphkit.vocabulary import RCQ, SKOS

KNOTS = NamedNode("https://shed.example/concept/knots")
EVIL = "Use *nets* & <b>hooks</b> | \x1b[31mred\x1b[0m all day."


@pytest.fixture(scope="module")
def small() -> Progression:
    """One thing met, one met in part, one missing in words that want escaping, a gate, something left."""
    return moved(
        role(
            "a/1", item("Behaviour", "Knots", denotes=KNOTS), item("Duty", "Sweep the shed."), item("Duty", "Hum."),
            title="Boy <1>",
        ),
        role(
            "b/2", item("Behaviour", "Knots", denotes=KNOTS), item("Duty", "Clean the yard."), item("Duty", EVIL),
            item("Qualification", "Shed Ticket", modality=RCQ.Essential, timing=RCQ.AtEntry), title="Head",
        ),
        mapping("a/1/item/2", SKOS.relatedMatch, "b/2/item/2", "Accepted"),
        new="b/2",
    )  # fmt: skip


class Page(HTMLParser):
    """The text and the tags of a page, which leads nowhere but to itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.ids, self.links = "", Counter[str](), list[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        said = dict(attrs)
        assert "src" not in said
        assert not any(name.startswith("on") for name in said)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if "href" in said else []

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_formats_are_the_modules_of_the_folder(small: Progression) -> None:
    folder = Path(graphkit.pathways.formats.__file__).parent
    there = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.joinpath("__init__.py").exists()}
    assert set(formats()) == there - {"__init__"}
    assert formats() == ("html", "json", "md", "text")
    with pytest.raises(ValueError, match="fax: no such format; choose html, json, md or text"):
        written(small, "fax")


def test_text_shows_both_sides_and_nothing_a_terminal_obeys(small: Progression) -> None:
    told = written(small, "text")
    assert told.startswith(
        "Boy <1> (a@1) → Head (b@2)\n"
        "3 demands: 1 met, 1 partly met, 1 missing; 1 gate: 1 missing, 1 in the way; 1 item left behind\n"
    )
    assert (
        "GATES: qualification\n"
        "  BLOCKS  missing: hold it at entry\n"
        "    + b.txt:4  “Shed Ticket” [Qualification; essential, at entry]\n"
        "        nothing found, and nobody has decided\n"
    ) in told
    assert (
        "  partly met (1)\n"
        "    + b.txt:2  “Clean the yard.” [Duty]\n"
        "      - a.txt:2  “Sweep the shed.” [Duty]\n"
        "        an accepted mapping (relatedMatch): nobody named (curated, not yet reviewed by a practitioner); but"
        " it\n"
        "          is evidence for it, not the same\n"
    ) in told
    assert (
        "    + b.txt:1  “Knots” [Behaviour]\n      - a.txt:1  “Knots” [Behaviour]\n        both denote knots\n" in told
    )
    assert "LEFT BEHIND (1): what Boy <1> asks for and the other does not\n    - a.txt:3  “Hum.” [Duty]\n" in told
    assert "“Use *nets* & <b>hooks</b> | ?[31mred?[0m all day.”" in told
    assert "\x1b" not in told


def test_markdown_takes_no_word_of_a_document_for_markup(small: Progression) -> None:
    told = written(small, "md")
    assert told.startswith("# Boy \\<1\\> (a@1) → Head (b@2)\n")
    assert r"“Use \*nets\* \& \<b\>hooks\</b\> \| ?\[31mred?\[0m all day.” (Duty)" in told
    assert "| Duties | 0 | 1 | 0 | 1 |\n" in told
    assert "| gates: qualification | 0 | 0 | 0 | 1 |\n" in told
    assert "- **blocks**, missing: hold it at entry\n" in told


def test_json_has_every_claim_with_its_ground_and_both_places(small: Progression) -> None:
    told = json.loads(written(small, "json"))
    assert (told["role"]["title"], told["target"]["document"], told["target"]["edition"]) == ("Boy <1>", "b", "2")
    assert told["counts"] == {"met": 1, "partly met": 1, "not known": 0, "missing": 1}
    assert told["gate_counts"] == {"met": 0, "partly met": 0, "not known": 0, "missing": 1}
    (knots,) = (demand for demand in told["demands"] if demand["standing"] == "met")
    (option,) = knots["any_of"]
    (ground,) = option["grounds"]
    assert (ground["basis"], ground["concepts"]) == ("the same shared concept", ["knots"])
    assert [(side["places"][0]["file"], side["places"][0]["quote"]) for side in (option, ground["given"])] == [
        ("b.txt", "Knots"), ("a.txt", "Knots"),
    ]  # fmt: skip
    (gate,) = told["gates"]
    assert (gate["gate"], gate["blocks"], gate["ways"]) == ("qualification", True, [IDS["b/2/item/4"].value])
    assert [each["text"] for each in told["left_behind"]] == ["Hum."]
    assert told["decisions"] == {"Accepted": 1}


def test_html_escapes_every_word_and_every_link_leads_somewhere(small: Progression) -> None:
    page = Page(written(small, "html"))
    assert "Use *nets* & <b>hooks</b> | ?[31mred?[0m all day." in page.text
    assert page.tags["b"] == page.tags["script"] == page.tags["img"] == page.tags["link"] == page.tags["iframe"] == 0
    assert (page.tags["svg"], page.tags["table"], page.tags["caption"], page.tags["h1"]) == (2 + 3, 1, 1, 1)
    assert len(page.ids) == len(set(page.ids))
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_every_arrow_has_its_tip_in_its_own_picture(build: graphkit.Build) -> None:
    drawn = re.findall(
        r"<svg class=\"picture.*?</svg>", written(build.progression("ps-jes-0031", "ps-jes-0108"), "html")
    )
    assert len(drawn) == 2
    for svg in drawn:
        (tip,) = re.findall(r'<marker id="([^"]+)"', svg)
        arrows = re.findall(r'class="arrow[^>]*', svg)
        assert len(arrows) >= 2
        assert all(f'marker-end="url(#{tip})"' in arrow for arrow in arrows)


@pytest.mark.parametrize("name", formats())
def test_every_quote_stands_in_every_format(small: Progression, name: str) -> None:
    told = written(small, name)
    for words in ("Knots", "Sweep the shed.", "Hum.", "Clean the yard.", "Shed Ticket"):
        assert words in told, words


@pytest.mark.parametrize("name", formats())
def test_the_missing_middle_is_said_in_every_format(build: graphkit.Build, name: str) -> None:
    told = re.sub(r"\s+", " ", written(build.progression("ps-jes-0031", "ps-jes-0108"), name))
    if name == "json":
        said = json.loads(told)
        assert said["stated_path"] == []
        assert [each["title"] for each in said["asked_as"]] == ["Probation Officer"]
        assert [each["label"] for each in said["between"]] == ["HMPPS Probation Service Band 4"]
        return
    told = told.replace("\\", "")
    no_way = (
        "No document of the build states a way from Probation Services Officer to CT Specialist Probation Practitioner"
    )
    assert no_way in told
    assert "asks for experience as Probation Officer, which is described by no document of the build" in told
    assert "Between them lies HMPPS Probation Service Band 4; no document of the build describes a role there" in told


def test_the_command_prints_or_writes_a_file(
    build: graphkit.Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    where = ["--build", str(build.path)]
    assert main(["progression", "ps-jes-0031", "ps-jes-0108", *where]) == 0
    assert capsys.readouterr().out == written(build.progression("ps-jes-0031", "ps-jes-0108"), "text")
    page = tmp_path / "page.html"
    assert main(["progression", "ps-jes-0031", "ps-jes-0108", "--format", "html", "--output", str(page), *where]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert captured.err.startswith(f"{page}: 27 demands: ")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>\n")
