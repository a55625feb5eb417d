"""What a reader does takes time in proportion to what it reads, however a line is made and however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import process_time

import pytest

from graphkit import documents
from graphkit.content import ROOT
from graphkit.documents.opening.limited import Limited

pytestmark = pytest.mark.long

#: what a line consists of, over and over
PIECES = [
    " ", "\t", "a ", "A", "Ab ", "AB ", "1", "1 ", "1.", ": ", "Ab: ", "or ", "or a degree ", "• ", "- ", "(",
    "(A) ", "*", "**", "#", "<a", "<b>", "K1 ", "K1: ", "AA1(3) ", "Duty 1 ", "a\t", "a-", "a-\u00ad", "and ", "Ab, ",
    "Ab and ", "of ", "Act 1990, ", "reports to the Head of Ab ", "Page 1 ", "1/1 ", "\u200f", "\u202ea ",
    "will be required to a ",
    "minimum of 3 years ", "level 3 ", "Level 3 and ", "http://", "_", "a_", "&", "’", "&lt;", "within a ", "e.g. ",
    "subject to a ", "IV ", "|", "a | ", "(E) ", "a. K1 ",
]  # fmt: skip
#: lines that a document has thousands of
LINES = [
    "•", "• a", "- 1. zwag", "AA{}(3) Brif", "K1: brif {}", "Duty {} brif K1", "ABC DEF", "Essential", "Brif (BQZ{})",
    "• Or a brif", "brif | zwag", "• brif (E)", "Brif: zwag", "{}. brif", "o brif:", "\u200f• \u202ebrif",
]  # fmt: skip
#: a document of each family, and lines after which its readers read in different ways
PLACES = {
    "data/documents/ps-jes-0108": ("Job Title", "and duties:", "Technical"),
    "data/documents/essex-crc-probation-service-officer": ("#### JOB DESCRIPTION", "\tDIVERSITY"),
    "data/documents/occ0494": ("Summary", "Knowledge, skills and behaviours (KSBs)", "Technical Education Products"),
    "tests/documents/weavers-hall-collections-assistant": ("POST DETAILS", "KEY RESPONSIBILITIES", "Experience"),
}
#: what a document that is four times as long may take more; in proportion it is 4, by the square 16
MOST = 8
#: seconds; what takes less is fast enough whatever its proportion
LEAST = 0.4


@pytest.fixture(scope="module")
def seconds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], float]]:
    """How long a text takes to be read, in seconds of this process."""
    path = tmp_path_factory.mktemp("timed") / "a.txt"
    with Limited() as limited:

        def measured(text: str) -> float:
            path.write_text(text)
            started = process_time()
            list(documents.readings_in(documents.Found(path, path.name), limited))
            return process_time() - started

        yield measured


def out_of_proportion(
    seconds: Callable[[str], float], text: Callable[[int], str], size: int
) -> tuple[float, float] | None:
    """The seconds that a text of a size and one of a quarter take beside an empty one, where that is out of proportion.

    Each is the least of several, because others may be at work on the machine.
    """
    if seconds(text(size)) < LEAST:
        return None
    empty, short, long = (min(seconds(text(each)) for _ in range(3)) for each in (0, size // 4, size))
    short, long = short - empty, long - empty
    return (short, long) if long > max(LEAST, MOST * short) else None


@pytest.mark.parametrize("name", PLACES)
def test_a_long_line_takes_time_in_proportion(name: str, seconds: Callable[[str], float]) -> None:
    lines = (ROOT / name / "source.txt").read_text().split("\n")
    slow = {}
    for place in PLACES[name]:
        at = lines.index(place) + 1
        for piece in PIECES:

            def text(size: int, at: int = at, piece: str = piece) -> str:
                return "\n".join([*lines[:at], f"Brif {piece * (size // len(piece))}x", *lines[at:]])

            if found := out_of_proportion(seconds, text, 20_000):
                slow[place, piece] = found
    assert slow == {}


@pytest.mark.parametrize("name", PLACES)
def test_many_lines_take_time_in_proportion(name: str, seconds: Callable[[str], float]) -> None:
    lines = (ROOT / name / "source.txt").read_text().split("\n")
    slow = {}
    for place in PLACES[name]:
        at = lines.index(place) + 1
        for line in LINES:

            def text(size: int, at: int = at, line: str = line) -> str:
                return "\n".join([*lines[:at], *(line.format(number) for number in range(size)), *lines[at:]])

            if found := out_of_proportion(seconds, text, 1500):
                slow[place, line] = found
    assert slow == {}


def test_a_table_of_thousands_of_lines_is_not_searched(seconds: Callable[[str], float]) -> None:
    lines = (ROOT / "data/documents/ps-jes-0108/source.txt").read_text().split("\n")
    at = lines.index("Success Profile") + 1
    searched, whole = (
        min(seconds("\n".join([*lines[:at], *["• a"] * size, *lines[at:]])) for _ in range(2)) for size in (500, 4000)
    )
    assert whole < MOST * searched
