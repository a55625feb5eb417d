"""What a page draws and does not print: bullets as shapes, rules that its end cuts."""

from __future__ import annotations

import pytest

from graphkit.documents.draft import Draft
from graphkit.documents.opening.cut_rows import Rule, closing
from graphkit.documents.opening.drawn_bullets import Shape, drawn_bullets
from graphkit.documents.opening.geometry import Box, Region, Word, read_region
from graphkit.documents.source import Source
from graphkit.documents.tools.running import printed

#: a line of text that begins at 40, its letters 10 high
LINE = [Word("Keep", Box(40, 100, 60, 110)), Word("records.", Box(63, 100, 100, 110))]


@pytest.mark.parametrize(
    ("shape", "sign"),
    [
        (Shape(Box(30, 103, 34, 107)), "•"),
        (Shape(Box(30, 103, 34, 107), is_filled=False), "◦"),
        (Shape(Box(30, 103, 34, 107), is_round=False), "▪"),
        (Shape(Box(30, 102, 37, 109)), "•"),
    ],
    ids=["disc", "circle", "square", "large"],
)
def test_a_small_shape_before_a_line_is_a_bullet(shape: Shape, sign: str) -> None:
    assert [bullet.text for bullet in drawn_bullets([shape], LINE)] == [sign]


@pytest.mark.parametrize(
    "shape",
    [
        Shape(Box(30, 103, 34, 107), is_filled=False, is_round=False),
        Shape(Box(30, 101, 39, 110)),
        Shape(Box(20, 104, 38, 105)),
        Shape(Box(30, 113, 34, 117)),
        Shape(Box(2, 103, 6, 107)),
        Shape(Box(61, 103, 62.5, 104.5)),
        Shape(Box(104, 103, 108, 107)),
    ],
    ids=["box to tick", "as high as letters", "dash", "under the line", "far away", "between words", "behind the line"],
)
def test_another_shape_is_none(shape: Shape) -> None:
    assert list(drawn_bullets([shape], LINE)) == []


#: a table of two columns from 0 to 100, one row from 20 to 50, the next begun at 50
SIDES = [Rule(x, *part) for x in (0, 40, 100) for part in ((20, 50), (50, 90))]
ACROSS = [Rule(20, 0, 100), Rule(50, 0, 100)]


def test_a_row_that_goes_on_over_the_page_is_closed_at_its_end_and_at_its_beginning() -> None:
    assert list(closing(SIDES, ACROSS)) == [Rule(90, 0, 100)]
    assert list(closing(SIDES, [Rule(50, 0, 100), Rule(90, 0, 100)])) == [Rule(20, 0, 100)]


def test_a_whole_table_is_left_as_it_is() -> None:
    assert list(closing(SIDES, [*ACROSS, Rule(90, 0, 100)])) == []


def test_the_ends_of_upright_rules_are_no_rules_across() -> None:
    ends = [Rule(90, x, x + 1) for x in (0, 40, 100)]
    assert list(closing(SIDES, [*ACROSS, *ends])) == [Rule(90, 0, 100)]


def test_a_rule_in_the_margin_closes_nothing() -> None:
    assert list(closing([Rule(5, 20, 90)], [])) == []


@pytest.mark.parametrize(("marks", "left"), [(3, 0), (2, 2)], ids=["every page", "two of three"])
def test_a_single_word_runs_where_it_stands_at_the_edge_of_every_page(marks: int, left: int) -> None:
    pages = [f"{'SECRET' if at < marks else 'Sea'}\n" + f"Line {at} of the log.\n" * 5 for at in range(3)]
    starts = tuple(len("".join(pages[:at])) for at in range(3))
    draft = Draft(Source("a.pdf", "".join(pages), "", pages=starts))
    assert [line.text for line in printed(draft)].count("SECRET") == left


def words(*places: tuple[str, float, float], bold: bool = False, size: float = 10) -> list[Word]:
    """Words by their text, left side and top, as wide as their letters are many."""
    return [Word(text, Box(left, top, left + 5 * len(text), top + size), (bold, size)) for text, left, top in places]


def read(found: list[Word]) -> list[str]:
    return [line.text for line in read_region(Region(found, 300, 1.2))]


def test_codes_in_a_column_of_their_own_go_with_their_text() -> None:
    label = words(("Criteria", 0, 0), bold=True)
    codes = words(("P1", 80, 0), ("P2", 80, 24))
    texts = words(("open", 120, 0), ("hives", 150, 0), ("in", 120, 12), ("May", 140, 12), ("close", 120, 24))
    assert read([*label, *codes, *texts]) == ["Criteria", "P1 open hives", "in May", "P2 close"]


def test_bold_labels_may_stand_close_to_their_text() -> None:
    labels = (("Developed", 0, 0), ("by", 50, 0), ("Version", 0, 12), ("Status", 0, 24))
    values = (("Lantra", 66, 0), ("2", 66, 12), ("Original", 66, 24))
    assert read([*words(*labels, bold=True), *words(*values)]) == [
        "Developed by", "Lantra", "Version", "2", "Status", "Original",
    ]  # fmt: skip
    assert read(words(*labels, *values)) == ["Developed by Lantra", "Version 2", "Status Original"]
