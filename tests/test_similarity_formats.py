"""How a comparison is told: to a reader at the prompt, a wiki, a browser, a program."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit, flaws, open_details
from pyoxigraph import Literal, NamedNode, Quad
from test_similarity import HOUSE, KEEP, LOG, PAINT, SING, duties, held, told

import graphkit
from graphkit import comparisons
from graphkit.cli import main
from graphkit.comparison import Comparison
from graphkit.comparisons.formats import formats, written
from graphkit.facts import Facts
from graphkit.similarity import compare
from graphkit.vocabulary import RCQ

EVIL = (
    "<script>document.title = 'run'</script>", "</style><img src=x onerror=alert(1)>", "*bold* | `code` # [a](b)",
    "red \x1b[31mink", "$style ${pairs}",
)  # fmt: skip
COMMAND = ["compare", "ps-jes-0031", "essex-crc-probation-service-officer"]


@pytest.fixture(scope="module")
def same_job(build: graphkit.Build) -> Comparison:
    return build.compare("ps-jes-0031", "essex-crc-probation-service-officer")


def evil() -> Comparison:
    """Roles whose titles, words and documents would all like to be obeyed."""
    quads = list(told(a=duties(*EVIL, KEEP), b=[*duties(*EVIL, LOG), ("Behaviour", EVIL[0])]))
    one, other = (NamedNode(f"https://example.org/id/{name}/1/role") for name in "ab")
    quads = [
        Quad(one, RCQ.jobTitle, Literal(EVIL[0])) if quad.subject == one and quad.predicate == RCQ.jobTitle else quad
        for quad in quads
    ]
    return compare(Facts(quads), one, other)


class Page(HTMLParser):
    """The text of a page, and that nothing in it leads anywhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name in ("src", "href", "style") or name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_formats_are_the_modules_of_the_folder() -> None:
    assert formats() == ("html", "json", "md", "text")
    with pytest.raises(ValueError, match="fax: no such format; choose html, json, md or text"):
        written(held(duties(KEEP), duties(KEEP)), "fax")
    assert comparisons.__all__ == []


@pytest.mark.parametrize("form", ["html", "md", "text"])
def test_a_reader_sees_every_number_and_both_quotes(same_job: Comparison, form: str) -> None:
    page = written(same_job, form)
    text = " ".join((Page(page).text if form == "html" else page).split())
    for words in (
        "Carry out safeguarding children duties in accordance with the PS statutory responsibilities",
        "Take responsibility for ensuring the safeguarding of children in all your contact with offenders",
        "To deliver and co-lead accredited programmes commensurate with grade.",
        "ps-jes-0031:76-77",
        "behaviours: only ps-jes-0031 has any (6 statements)",
        "a standing sentence of the form",
        "Jaccard",
        "up to a fifth off",
    ):
        assert words in text.replace("\\", "")
    assert "\x1b" not in page


def test_a_program_can_reckon_every_number_again(same_job: Comparison) -> None:
    found: dict[str, Any] = json.loads(written(same_job, "json"))
    weights, total = found["headline"]["weights"], 0.0
    for kind in found["kinds"]:
        matched = sum(pair["confidence"] for pair in kind["pairs"])
        assert kind["matched"] == pytest.approx(matched, abs=1e-4)
        for side in ("left", "right"):
            number = len(kind["pairs"]) + len(kind[f"only_{side}"])
            assert kind["statements"][side] == number
            assert kind["covered"][f"of_{side}"] == pytest.approx(matched / number, abs=1e-4)
        if kind["counts"]:
            total += weights[kind["kind"]] * kind["covered_beyond_chance"]["mean"]
    assert found["headline"]["mean"] == pytest.approx(total, abs=1e-4)
    assert found["left"]["title"] == "Probation Services Officer"
    assert [kind["kind"] for kind in found["not_comparable"]] == ["behaviours", "qualifications"]
    (pair,) = (pair for pair in found["kinds"][0]["pairs"] if pair["left"]["places"][0]["line"] == 76)
    assert pair["right"]["places"][0] | {"start": 0, "end": 0} == {
        "document": "essex-crc-probation-service-officer", "edition": "unknown", "line": 33, "end_line": 33,
        "file": "essex-crc-probation-service-officer/source.txt", "start": 0, "end": 0,
        "quote": "Take responsibility for ensuring the safeguarding of children in all your contact with offenders, "
        "following Essex CRC policy and practice instructions.",
        "statement": pair["right"]["statement"],
    }  # fmt: skip
    assert pair["accepted"]


def test_words_stay_words() -> None:
    page = Page(written(evil(), "html"))
    assert {"script", "img"}.isdisjoint(page.tags)
    assert all(" ".join(words.replace("\x1b", "?").split()) in page.text for words in EVIL)
    assert "\\*bold\\* \\| \\`code\\` \\# \\[a\\](b)" in written(evil(), "md")
    for form in formats():
        assert "\x1b" not in written(evil(), form)


def test_roles_without_a_common_kind_are_told_so() -> None:
    nothing = held(duties(KEEP), [("Behaviour", SING)])
    for form in formats():
        assert "not comparable: the two roles have no kind of statement in common" in written(nothing, form)


def test_one_kind_alone_and_what_came_with_the_form_are_said() -> None:
    found = written(held(duties(KEEP, HOUSE), duties(KEEP), third=duties(PAINT, SING, HOUSE)), "text")
    assert "the number rests on one kind alone" in found
    assert "left out: a:2: word for word in 1 more on the same form" in found


def test_the_command_writes_every_format(
    build: graphkit.Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in formats():
        path = tmp_path / f"found.{form}"
        assert main([*COMMAND, "--build", str(build.path), "--format", form, "--output", str(path)]) == 0
        assert capsys.readouterr().err.startswith(f"{path}: ")
        assert main([*COMMAND, "--build", str(build.path), "--format", form]) == 0
        assert capsys.readouterr().out == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "advice"),
    [("probation service officers", "did you mean 'Probation Service Officer'?"), ("ps-jes-0031@5", "no edition 5"),
     ("", "is empty")],
)  # fmt: skip
def test_an_unknown_role_is_one_line(
    build: graphkit.Build, capsys: pytest.CaptureFixture[str], name: str, advice: str
) -> None:
    assert main(["compare", "ps-jes-0031", name, "--build", str(build.path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert advice in told.err
    assert told.err.count("\n") == 1


# -- in a browser --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_page_is_accessible_fits_and_asks_for_nothing(
    visit: Visit, same_job: Comparison, tmp_path: Path, scheme: str, width: int
) -> None:
    for name, comparison in (("page", same_job), ("evil", evil())):
        path = tmp_path / f"{name}.html"
        path.write_text(written(comparison, "html"), encoding="utf-8")
        page = visit(path.as_uri(), color_scheme=scheme, viewport={"width": width, "height": 900})
        assert page.title() != "run"
        open_details(page)
        assert flaws(page) == []
        levels: list[int] = page.locator("h1,h2,h3").evaluate_all("all => all.map(one => +one.tagName[1])")
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", formats())
def test_lines_that_nobody_read_are_told(name: str) -> None:
    found = held([*duties(KEEP, LOG), ("UnreadText", PAINT)], duties(KEEP, SING))
    told_ = " ".join(written(found, name).split())
    assert "Not all of a@1 was read: what its words on line 3 ask for is told nowhere here." in told_
    assert "Not all of b@1" not in told_
