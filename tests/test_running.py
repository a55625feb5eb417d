"""Running heads and feet are no part of the items they interrupt, however they are printed."""

from __future__ import annotations

import pytest

from graphkit.documents.draft import Draft
from graphkit.documents.source import Source
from graphkit.documents.tools.running import printed
from graphkit.records import Status


def read(text: str, pages: tuple[str, ...] = (), edges: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """The lines left, and those marked as footers; pages and edges are told by the words they begin with."""
    begins, told = (tuple(text.index(words) for words in places) for places in (pages, edges))
    draft = Draft(Source("a.pdf", text, "", pages=begins, edges=told))
    left = [line.text for line in printed(draft)]
    assert {mark.status for mark in draft.marks} <= {Status.FOOTER}
    return left, [mark.span.of(text) for mark in draft.marks]


@pytest.mark.parametrize(
    "feet",
    [
        ("Ash Inn - page 1", "Ash Inn - page 2"),
        ("Ash Inn   Page 1 of 2", "Ash Inn   Page 2 of 2"),
        ("Ash Inn | Page 1", "ASH INN | Page 2"),
        ("1 | Page   Ash Inn", "2 | Page   Ash Inn"),
        ("Page 1 of 2 Ash Inn", "Page 2 of 2 Ash Inn"),
        ("Ash Inn\t1/2", "Ash Inn\t2/2"),
        ("Ash Inn (page 1)", "Ash Inn (page 2)"),
        ("Ash Inn, p. 1", "Ash Inn, p. 2"),
        ("Ash Inn - 1 -", "Ash Inn - 2 -"),
        ("Ash Inn Page | 1", "Ash Inn Page | 2"),
    ],
    ids=" / ".join,
)
def test_the_same_words_beside_two_page_numbers_run(feet: tuple[str, str]) -> None:
    left, found = read(f"Duties\n- Keep the\n{feet[0]}\nlog.\n- Sweep.\n{feet[1]}\n")
    assert left == ["Duties", "- Keep the", "log.", "- Sweep."]
    assert found == list(feet)


@pytest.mark.parametrize(
    "items",
    [
        ("1. Read page 4", "2. Write page 5"),  # other words
        ("- Read page 4", "- Read page 4"),  # the same page twice
        ("Level 1", "Level 2"),
        ("Grade 3 of 9", "Sweep."),
    ],
    ids=" / ".join,
)
def test_what_only_looks_like_it_stays(items: tuple[str, str]) -> None:
    assert read("\n".join(["Duties", *items, "End"])) == (["Duties", *items, "End"], [])


def test_the_foot_of_the_only_page_is_its_last_line() -> None:
    assert read("Sweep.\nAsh Inn  Page 1 of 1\n") == (["Sweep."], ["Ash Inn  Page 1 of 1"])
    assert read("Ash Inn  Page 1 of 1\nSweep.\n")[1] == []


@pytest.mark.parametrize(
    ("feet", "run"),
    [
        (("The Ash Inn Company", "The Ash Inn Company"), True),
        (("Ash Inn 1", "Ash Inn 2"), True),
        (("1 Ash Inn", "2 Ash Inn"), True),
        (("1", "2"), True),
        (("Ash Inn", "Ash Inn"), False),  # two words may be the head of a table that goes on
        (("Level 1", "Level 2"), False),
        (("Ash Inn 2", "Ash Inn 3"), False),  # not the numbers of their pages
        (("4", "5"), False),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, tuple) else None,
)
def test_the_same_words_at_the_edge_of_two_pages_run(feet: tuple[str, str], run: bool) -> None:
    text = f"Keep a log.\nOpen up.\nLock up.\nBar it.\n{feet[0]}\nSweep up.\nMop it.\nDust it.\nAir it.\n{feet[1]}\n"
    left, found = read(text, pages=("Keep", "Sweep"))
    assert found == (list(feet) if run else [])
    assert len(left) == 8 + 2 * (not run)


def test_the_same_words_in_the_middle_of_pages_are_said_twice() -> None:
    text = "".join(f"{page} one.\nTwo.\nThree.\nThe Ash Inn Company\nFour.\nFive.\nSix.\n" for page in "AB")
    assert read(text, pages=("A one", "B one"))[1] == []


def test_what_the_file_keeps_as_a_head_or_foot_runs() -> None:
    assert read("Sweep.\nAsh Inn\nv2\n", edges=("Ash", "v2")) == (["Sweep."], ["Ash Inn", "v2"])


@pytest.mark.parametrize(("first", "run"), [("Sweep.", False), ("Criteria asked for here", True)])
def test_the_head_of_a_table_that_goes_on_is_no_running_head(first: str, run: bool) -> None:
    pages = [f"{first}\nMop.\nDust.\n", *["Criteria asked for here\nAir.\nLock.\nBar.\n"] * 2]
    places = tuple(len("".join(pages[:page])) for page in range(3))
    draft = Draft(Source("a.pdf", "".join(pages), "", pages=places, cells=tuple((at, at + 1, 1) for at in places)))
    assert len(printed(draft)) == (8 if run else 11)


@pytest.mark.parametrize("gap", [" | ", "\t", "     "], ids=["strokes", "tabs", "blanks"])
@pytest.mark.parametrize("above", ["", "Ash Inn\n"], ids=["number", "words and number"])
def test_the_head_of_a_table_printed_again_below_feet_is_no_foot(gap: str, above: str) -> None:
    head = gap.join(("Criteria", "Essential", "Desirable"))
    rows = [
        gap.join(cells) for cells in (("Skills", "Bees", "Wasps"), ("Sight", "Colours", "None"), ("Rest", "A", "B"))
    ]
    feet = [f"{above}Page {number}" for number in (1, 2)]
    text = ["Job title: Cook", "Grade: 2", "Duties", "- Sweep.", "Person specification", head, rows[0]]
    for foot, row in zip(feet, rows[1:], strict=True):
        text += [foot, head, row]
    left, found = read("\n".join(text))
    assert [line for line in left if line in (head, *rows)] == [head, rows[0], head, rows[1], head, rows[2]]
    assert found == [line for foot in feet for line in foot.split("\n")]


def test_columns_at_the_head_of_every_page_run() -> None:
    head, row = "Ash Inn | Cook", "Skills | Bees"
    text = [head, row, row, row, row, "Page 1", head, row, row, "Page 2", head, row, "Page 3"]
    left, found = read("\n".join(text))
    assert found.count(head) >= 2
    assert set(left) <= {head, row}
