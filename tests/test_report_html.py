"""The HTML report as its source tells it: what is escaped, which lines are shown, what is counted where."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_reports import EMPTY, TORN, TWICE, UNTITLED

import graphkit
from graphkit.findings import Finding, Place, Severity, Status
from graphkit.reports import report
from graphkit.reports.html.excerpts import excerpts
from graphkit.sources import Source


@dataclass
class Read(HTMLParser):
    """The elements of a page, its attributes by name, its words, and what is marked."""

    elements: Counter[str] = field(default_factory=Counter)
    attributes: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")]
        if tag not in ("meta", "input", "rect"):
            self.path.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == "rect" or self.path.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.path):
            self.words.append(data)


def read(page: str) -> Read:
    reader = Read()
    reader.feed(page)
    reader.close()
    assert reader.path == []
    return reader


def finding_of(words: str) -> tuple[list[Finding], list[Source]]:
    """Findings and a source of which every text is the same words."""
    text = f"first\n{words}\nlast"
    place = Place(
        document=words, edition=words, file=words, line=2, end_line=2, quote=words, start=6, end=6 + len(words),
    )  # fmt: skip
    told = Finding("torn-word", Severity.WARNING, words, words, words, (place,), family=words, reason=words)
    unread = replace(told, places=(replace(place, document=None, edition=None),), weighed=words)
    source = Source(iri="urn:x", document=words, edition=words, file=words, title=words, text=text)
    return [told, unread, replace(told, silenced=words), replace(told, status=Status.MENDED)], [source]


#: pieces that HTML might obey, among any letters
PIECES = (
    "<b>",
    "</li>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    '"',
    "'",
    " onload=x",
    "&lt;",
    "&#60;",
    "]]>",
    "${style}",
)
EVIL = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")))


@given(EVIL.map("".join).filter(str.strip))
def test_no_words_of_a_document_are_taken_for_html(words: str) -> None:
    evil, plain = (read(report(*_ordered(finding_of(each)))) for each in (words, "words"))
    assert evil.elements == plain.elements
    assert evil.attributes == plain.attributes
    assert all(link.startswith("#") for link in evil.links)


def _ordered(made: tuple[list[Finding], list[Source]]) -> tuple[list[Finding], str, list[Source]]:
    return made[0], "html", made[1]


def test_only_the_pages_own_script_and_style_may_run(build: graphkit.Build) -> None:
    page = report(build.findings(), "html", build.sources())
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    (style,), (script,) = (
        re.findall(r"<style>(.*?)</style>", page, re.S),
        re.findall(r"<script>(.*?)</script>", page, re.S),
    )
    hashes = ["sha256-" + b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src '{hashes[0]}'; script-src '{hashes[1]}'; base-uri 'none'; form-action 'none'"
    )
    assert " style=" not in page
    assert {link for link in read(page).links if not link.startswith("#")} == set()
    assert re.findall(r"https?:|url\(|@import", style + script) == []


def test_every_link_leads_to_a_place_of_the_page(build: graphkit.Build) -> None:
    page = report(build.findings(), "html", build.sources())
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert {link.removeprefix("#") for link in read(page).links} <= set(anchors)


def test_the_page_counts_what_it_shows() -> None:
    clean = Source(iri="urn:c", document="clean", edition="1", file="clean.txt", title="Clean", text="All is well.\n")
    told = read(report([TWICE, TORN, UNTITLED, EMPTY, replace(TORN, silenced="The font.")], "html", [clean]))
    words = " ".join(" ".join(told.words).split())
    assert "4 findings by 4 rules in 3 documents" in words
    assert "2 ■ violations" in words
    assert "1 of 1 documents clean" in words
    assert "Silenced by the profile (1) A torn word torn-word (1) : The font." in words
    assert told.elements["article"] == 4


LINES = "".join(f"line {number}\n" for number in range(1, 41))


def shown(text: str, *quotes: str, **more: str) -> list[str]:
    """The excerpts of a text in which quotes are found: numbered lines, what is marked between « and »."""
    places = []
    for quote in quotes:
        start = text.index(quote)
        end = start + len(quote)
        first, last = text.count("\n", 0, start) + 1, text.count("\n", 0, end - 1) + 1
        places.append(
            Place(document="a", edition="1", file="a.txt", line=first, end_line=last, quote=quote, start=start, end=end)
        )
    source = Source(iri="urn:a", document="a", edition="1", file="a.txt", title="A", text=text, **more)
    made = "".join(excerpts(places, {("a", "1"): source}))
    lines = re.findall(r'<li value="(\d+)">(.*?)</li>', made)
    return [f"{number} {words}".replace("<mark>", "«").replace("</mark>", "»") for number, words in lines]


def test_a_quote_is_marked_among_two_lines_before_and_after() -> None:
    assert shown(LINES, "ne 20") == ["18 line 18", "19 line 19", "20 li«ne 20»", "21 line 21", "22 line 22"]
    assert shown(LINES, "line 1\n") == ["1 «line 1»", "2 line 2", "3 line 3"]
    assert shown(LINES, "line 40") == ["38 line 38", "39 line 39", "40 «line 40»", "41 "]


def test_quotes_near_each_other_are_in_one_excerpt_and_far_ones_in_two() -> None:
    assert [line.split()[0] for line in shown(LINES, "line 10", "line 14")] == [*map(str, range(8, 17))]
    assert [line.split()[0] for line in shown(LINES, "line 10", "line 30")] == [
        *map(str, [*range(8, 13), *range(28, 33)])
    ]
    assert shown(LINES, "ine 2\nline 3", "ne 3")[1:3] == ["2 l«ine 2»", "3 «line 3»"]


def test_of_a_long_quote_the_first_and_last_lines_are_shown() -> None:
    quote = LINES[LINES.index("line 5\n") : LINES.index("line 31\n")]
    numbers = [int(line.split()[0]) for line in shown(LINES, quote)]
    assert numbers == [3, 4, 5, 6, 7, 8, 9, 10, 28, 29, 30, 31, 32]


def test_of_a_long_line_what_is_near_the_mark_is_shown_in_whole_words() -> None:
    text = "alpha " * 200 + "HERE " + "omega " * 200 + "\n" + "context " * 100
    marked, context = shown(text, "HERE")
    assert re.fullmatch(r"1 … (alpha ){20,30}«HERE»( omega){20,30} … ", marked)
    assert re.fullmatch(r"2 (context ?){15,25} … ", context)


def test_letters_nobody_sees_are_shown_and_shift_no_mark() -> None:
    assert shown("a\u202eb\x00c QUOTE\u00a0d\te", "QUOTE") == ["1 a\ufffdb\ufffdc «QUOTE» d e"]
    assert shown("one\r\ntwo\r\n", "two")[:2] == ["1 one ", "2 «two» "]


def test_of_many_places_the_first_are_shown_and_the_others_named() -> None:
    text = "\n" * 200
    places = [
        Place(document="a", edition="1", file="a.txt", line=line, end_line=line, quote="", start=line - 1, end=line - 1)
        for line in range(10, 130, 20)
    ]
    source = Source(iri="urn:a", document="a", edition="1", file="a.txt", title="A", text=text)
    made = "".join(excerpts(places, {("a", "1"): source}))
    assert made.count("<figure>") == 4
    assert "<summary>2 more places</summary>" in made
    assert "a.txt:110" in made.partition("<details")[2]


def test_without_the_text_the_quote_stands_alone() -> None:
    place = Place(
        document="a", edition="1", file="a.pdf", line=3, end_line=4, quote="Open the\ngates.", start=1, end=9, page=2
    )
    (made,) = excerpts([place], {})
    assert "<blockquote><p>Open the gates.</p></blockquote>" in made
    assert re.sub("<.*?>", "", made).startswith("a, edition 1, a.pdf:3–4 page 2")


@pytest.mark.parametrize("number", [10, 11])
def test_more_than_ten_findings_of_a_rule_open_with_a_click(number: int) -> None:
    many = [replace(TORN, message=f"Word {at} is torn.") for at in range(number)]
    page = report(many, "html")
    assert page.count("<article") == number
    assert ("1 more of this kind" in page) is (number == 11)
