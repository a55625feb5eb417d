"""The index of a site's search: what is in its files, in which order, how heavy, how small and how fast."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import accumulate, cycle, islice
from pathlib import Path
from typing import Any

import pytest

from graphkit.content import ROOT
from graphkit.exports.site.pages import Entry
from graphkit.exports.site.places import Place
from graphkit.exports.site.search import Index, words

DUTY = Entry(Place("id/a/1", "duty/1"), "Drive a van …", "Duty", "Driver", "Drive a van, and mend a bicycle.")
TOWN = Entry(Place("id/concept/place/bath"), "Bath", "Concept", "Place", "Bath")
SKILL = Entry(Place("id/a/1", "skill/s1"), "S1 Drives", "Skill", "Driver", "S1 Drives")
LIST = Entry(
    Place("id/a/1", "duty/2"), "Keep a log", "Duty", "Driver", "Keep a log. " + "Write and file it. " * 9 + "Van."
)


def files(entries: Iterable[Entry]) -> dict[str, bytes]:
    index = Index()
    index.add(entries)
    return {file.path: file.data for file in index.files()}


def read(entries: Iterable[Entry]) -> dict[str, Any]:
    """What each file hands to the script of the page."""
    found = {}
    for path, data in files(entries).items():
        name = path.removeprefix("search/").removesuffix(".js")
        start, end = f'arrived("{name}",', ");\n"
        text = data.decode()
        assert text.startswith(start)
        assert text.endswith(end)
        found[name] = json.loads(text.removeprefix(start).removesuffix(end))
    return found


def postings(read: dict[str, Any]) -> dict[str, dict[int, int]]:
    """Word -> number of entry -> weight."""
    return {
        word: {number: group[0] for group in groups for number in accumulate(group[1:])}
        for name, lines in read.items()
        if name.startswith("words/")
        for word, *groups in lines
    }


def test_entries_are_numbered_kind_after_kind() -> None:
    found = read([DUTY, TOWN, SKILL, LIST])
    assert found["all"]["kinds"] == [["Concept", 1], ["Duty", 2], ["Skill", 1]]
    assert [entry[0] for entry in found["entries/0"]] == ["Bath", "Drive a van …", "Keep a log", "S1 Drives"]
    assert set(postings(found)["van"]) == {1, 2}
    assert set(postings(found)["driver"]) == {1, 2, 3}
    assert set(postings(found)["s1"]) == {3}


def test_an_entry_is_shown_by_title_what_it_says_beyond_place_and_address() -> None:
    found = read([DUTY, TOWN, replaced(DUTY, title="Act", words="Actions of others")])["entries/0"]
    assert found[0] == ["Bath", "", "Place", "../id/concept/place/bath/index.html"]
    assert found[1] == ["Drive a van …", "… , and mend a bicycle.", "Driver", "../id/a/1/index.html#duty/1"]
    assert found[2][1] == "Actions of others"


def replaced(entry: Entry, **changes: str) -> Entry:
    told = {"title": entry.title, "kind": entry.kind, "where": entry.where, "words": entry.words} | changes
    return Entry(entry.place, **told)


def test_a_word_weighs_more_in_a_title_and_in_a_short_entry_and_least_where_it_only_tells_the_place() -> None:
    weights = postings(read([DUTY, TOWN, SKILL, LIST]))
    assert weights["drive"][1] > weights["bicycle"][1] > weights["driver"][1] >= 1
    assert weights["van"][1] > weights["van"][2]
    assert all(1 <= weight <= 15 for each in weights.values() for weight in each.values())


def test_entries_and_words_come_in_files_that_are_not_too_long() -> None:
    found = read(made(1_050))
    assert [len(found[f"entries/{number}"]) for number in range(11)] == [100] * 10 + [50]
    stretches = [lines for name, lines in found.items() if name.startswith("words/")]
    assert len(stretches) > 1
    assert found["all"]["words"] == [lines[0][0] for lines in stretches]
    ordered = [word for lines in stretches for word, *_ in lines]
    assert ordered == sorted(set(ordered))
    assert all(len(data) < 70_000 for path, data in files(made(1_050)).items() if "/words/" in path)


def test_words_come_in_the_order_in_which_the_browser_compares_them() -> None:
    lesser, greater = "\U00010428", "\ufe73"  # by code points it is the other way round
    found = read([replaced(DUTY, words=lesser), replaced(DUTY, words=greater)])
    assert [word for word, *_ in found["words/0"] if not word.isascii()] == [lesser, greater]


def test_the_same_entries_make_the_same_bytes() -> None:
    assert files(made(300)) == files(made(300))
    assert list(files(made(300))) == list(files(made(300)))


def test_an_index_of_nothing_is_whole() -> None:
    assert read([]) == {"all": {"chunk": 100, "kinds": [], "words": []}}


def test_words_are_folded() -> None:
    assert words("It’s Café-Society & ﬁrst ½ — K7, EB1(3) v1.0 _x_") == [
        *("its", "cafe", "society", "and", "first", "1", "2", "k7", "eb1", "3", "v1", "0", "x")
    ]


def test_what_no_reader_can_see_is_in_no_file() -> None:
    found = files([replaced(DUTY, title="a\u202eb", words="c\ud800d\x00\u2028")])
    assert not {"\u202e", "\x00", "\u2028"} & set(b"".join(found.values()).decode())


def made(number: int) -> Iterator[Entry]:
    """Entries of the length of a duty: words of the four documents, and some of its own in each."""
    texts = sorted(Path(ROOT, "data", "documents").glob("*/source.txt"))
    printed = cycle(" ".join(path.read_text(encoding="utf-8") for path in texts).split())
    for each in range(number):
        text = " ".join([*islice(printed, 8 + each % 33), f"own{each * 7919 % 20_011}", f"word{each % 997}"])
        place = Place(f"id/made-{each // 100}/1", f"duty/{each % 100}")
        yield Entry(place, text[:80], f"Kind {each % 12}", f"Role number {each // 100}", text)


@pytest.mark.long
def test_a_thousand_documents_are_indexed_in_time() -> None:
    entries = list(made(100_000))
    start = time.process_time()
    size = sum(map(len, files(entries).values()))
    assert time.process_time() - start < 10
    assert size < 60_000_000


@pytest.mark.long
def test_a_thousand_documents_are_indexed_in_memory() -> None:
    tracemalloc.start()
    index = Index()
    index.add(made(100_000))
    for _ in index.files():
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150_000_000
