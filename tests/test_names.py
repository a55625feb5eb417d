"""Names and acronyms by form: in the four documents, in sentences made up here, and in any text at all."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import content
from graphkit.documents.naming import Found, Piece, ShortForm, find, reporting_line, split_list

GOLD = Path(__file__).parent / "gold"
CASES = Path(__file__).parent / "names"


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return cases


INVENTED, REPORTING, LISTS = _cases("invented"), _cases("reporting"), _cases("lists")
DOCUMENTS = sorted(path.stem for path in GOLD.glob("*.toml"))


def _expected(document: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{document}.toml").read_text(encoding="utf-8"))


def _found(
    text: str, kind: str = "Passage", section: str | None = None
) -> tuple[tuple[Found, ...], tuple[ShortForm, ...]]:
    return find([Piece("only", text, kind, section)])


def _names(text: str, kind: str = "Passage") -> dict[str, str]:
    return {found.concept.name: found.concept.kind for found in _found(text, kind)[0]}


def _pieces(document: str) -> list[Piece]:
    typed = tomllib.loads((GOLD / f"{document}.toml").read_text(encoding="utf-8"))["statement"]
    return [
        Piece(f"{place}", statement["text"], statement["class"], statement.get("section"))
        for place, statement in enumerate(typed)
        if statement["class"] not in ("Acronym", "Restatement")
    ]


@pytest.mark.parametrize("case", INVENTED, ids=[case["sentence"][:40] for case in INVENTED])
def test_names_in_other_words(case: dict[str, Any]) -> None:
    assert _names(case["sentence"], case["kind"]) == case["names"]
    if "short_forms" in case:
        _, forms = _found(case["sentence"], case["kind"])
        assert {form.short_form: form.expansion or "" for form in forms} == case["short_forms"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_names_of_a_document(document: str) -> None:
    expected = _expected(document)
    found, _ = find(_pieces(document))
    names = {name.concept.name: name.concept.kind for name in found if name.concept.name not in expected["arguable"]}
    assert names == expected["names"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_acronyms_of_a_document(document: str) -> None:
    _, short_forms = find(_pieces(document))
    assert {form.short_form: form.expansion or "" for form in short_forms} == _expected(document)["short_forms"]
    assert len(short_forms) == len({form.short_form for form in short_forms})


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_place_holds_the_words(document: str) -> None:
    texts = {piece.key: piece.text for piece in _pieces(document)}
    found, short_forms = find(_pieces(document))
    for form in short_forms:
        words = texts[form.key][form.start : form.end]
        assert form.short_form in words
        assert words == form.short_form or (form.expansion and words.startswith(form.expansion) and words.endswith(")"))
    for name in found:
        words = texts[name.key][name.start : name.end]
        assert words == words.strip()
        assert name.concept.kind != "NamedThing" or name.concept.name[0] in words


def test_curated_schemes_are_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    with_schemes = [find(_pieces(document)) for document in DOCUMENTS]
    files = content.files

    def without_schemes(pattern: str) -> list[Path]:
        return [path for path in files(pattern) if "schemes" not in path.parts and path.name != "thesaurus.ttl"]

    monkeypatch.setattr(content, "files", without_schemes)
    assert content.reference() == []
    assert [find(_pieces(document)) for document in DOCUMENTS] == with_schemes


def test_an_expansion_and_its_acronym_are_one_thing() -> None:
    text = "Join the Flood Risk Panel (FRP). The FRP meets monthly."
    found, (form,) = _found(text)
    assert [(text[name.start : name.end], name.concept.name, name.concept.kind) for name in found] == [
        ("Flood Risk Panel (FRP)", "Flood Risk Panel", "Organisation"),
        ("FRP", "Flood Risk Panel", "Organisation"),
    ]
    assert text[form.start : form.end] == "Flood Risk Panel (FRP)"


def test_an_expansion_printed_later_or_in_a_heading_counts() -> None:
    later = [Piece("a", "Call the FRP.", "Duty", None), Piece("b", "The Flood Risk Panel (FRP) is open.", "Duty", None)]
    assert [(form.key, form.expansion) for form in find(later)[1]] == [("b", "Flood Risk Panel")]
    heading = "**Flood Risk Panel (FRP) duties**"
    assert [(form.start, form.end, form.expansion) for form in _found("Call the FRP.", "Duty", heading)[1]] == [
        (9, 12, "Flood Risk Panel"),
    ]


def test_where_initials_decide_no_other_name_is_read_off_the_capitals() -> None:
    pieces = [
        Piece("a", "Pass them to the Lead– Water Quality (LWQ).", "Duty", None),
        Piece("b", "Water Quality", "Behaviour", None),
    ]
    assert [(name.key, name.concept.name) for name in find(pieces)[0]] == [("a", "Lead– Water Quality")]


def test_a_heading_gives_acronyms_and_no_names() -> None:
    found, forms = find([Piece("h", "Night and Day work (NDW): Old Town Desk", "Heading", None)])
    assert [(form.short_form, form.expansion) for form in forms] == [("NDW", "Night and Day work")]
    assert [name.concept.name for name in found] == ["Night and Day work"]
    assert find([Piece("h", "DUTIES", "Heading", None), Piece("i", "ALL OTHER DUTIES", "Passage", None)]) == ((), ())


@pytest.mark.parametrize(
    ("heading", "forms"),
    [
        ("AN Job Paper (JP)", {"AN": None, "JP": "Job Paper"}),
        ("WITH Band 3", {"WITH": None}),
        ("OR both", {}),
        ("DO NOT FILE", {}),
        ("Day OR Night work", {}),
        ("Or Night work", {}),
    ],
)
def test_a_heading_may_open_with_an_acronym_that_reads_like_a_small_word(
    heading: str, forms: dict[str, str | None]
) -> None:
    assert {form.short_form: form.expansion for form in _found(heading, "Heading")[1]} == forms


def test_a_role_reported_to_is_a_name_where_the_post_is_known() -> None:
    pieces = [Piece("a", "The scribe reports to a head keeper. Keys go to the head keeper.", "Passage", None)]
    assert [(name.start, name.end, name.concept.kind) for name in find(pieces, ["Night scribe"])[0]] == [
        (24, 35, "Role"), (52, 63, "Role"),
    ]  # fmt: skip
    assert find(pieces, ["Night warden"])[0] == ()


def test_each_spelling_of_an_acronym_stands_for_itself() -> None:
    _, forms = _found("The Rural Crime Bureau (RuCB) leads. Ask RUCB or RuCB.")
    assert [(form.short_form, form.expansion) for form in forms] == [("RuCB", "Rural Crime Bureau"), ("RUCB", None)]


def test_a_name_is_found_wherever_it_stands() -> None:
    pieces = [
        Piece("a", "Crown Wharf is where we meet.", "Passage", None),
        Piece("b", "We meet at Crown Wharf and at Crown Wharf’s gate.", "Passage", None),
        Piece("c", "Crown Wharf", "Behaviour", None),
    ]
    assert [(name.key, name.start, name.end) for name in find(pieces)[0]] == [
        ("a", 0, 11), ("b", 11, 22), ("b", 30, 41), ("c", 0, 11),
    ]  # fmt: skip


def test_the_longest_name_wins() -> None:
    assert list(_names("The Old Harbour Service and the Harbour Service differ.")) == [
        "Old Harbour Service",
        "Harbour Service",
    ]


def test_capitals_that_the_document_also_prints_small_are_no_name() -> None:
    assert _names("We value Flood Awareness and flood awareness courses.") == {}
    assert _names("We value the Flood Service and a flood service.") == {"Flood Service": "Organisation"}


@pytest.mark.parametrize("case", REPORTING, ids=[case["sentence"][:40] for case in REPORTING])
def test_a_reporting_line_is_known_by_its_form(case: dict[str, Any]) -> None:
    found = reporting_line(case["sentence"], [case["title"]])
    assert (found and found[2]) == case.get("role")
    assert found is None or found[2] == case["sentence"][found[0] : found[1]]


@pytest.mark.parametrize("case", LISTS, ids=[case["list"][:40] for case in LISTS])
def test_a_list_is_split_into_bodies_and_people(case: dict[str, Any]) -> None:
    assert [f"{each.name}: {each.kind}" for each in split_list(case["list"])] == case["parts"]


@given(st.lists(st.tuples(st.text(), st.sampled_from(["Duty", "Field", "Passage"]), st.none() | st.text()), max_size=4))
def test_any_text_is_read(texts: list[tuple[str, str, str | None]]) -> None:
    pieces = [Piece(str(place), text, kind, section) for place, (text, kind, section) in enumerate(texts)]
    found, forms = find(pieces)
    places: list[Found | ShortForm] = [*found, *forms]
    for one in places:
        assert 0 <= one.start < one.end <= len(pieces[int(one.key)].text)
    for text, _, _ in texts:
        reporting_line(text, [text])
        split_list(text)


@given(st.lists(st.sampled_from(
    ["Act", "of", "and", "the", "Aa", "Bb", "AB", "(AB)", "cc", "/", "–", ",", ".", "22+", "2007", "Level",
     "'s", "(", ")", "MAb", "-"],
), max_size=40))  # fmt: skip
def test_any_order_of_words_is_read(parts: list[str]) -> None:
    for joint in (" ", ""):
        text = joint.join(parts)
        for kind in ("Duty", "Field"):
            for name in _found(text, kind, text)[0]:
                assert text[name.start : name.end].strip()


@pytest.mark.parametrize(
    "unit",
    ["Aa Bb and Cc ", "AB (AB) ", "Aa Bb (AB) ", "a", "A", "Aa", "Aa’", "(", "Aa of the ", "reports to ",
     "Dogs, and is led by the Aa ", "Aa and ", "Aa at ", "Aa’s, ", "1+",
     "-A", "AB-", ". Aa Bb ", "Aa Bb Cc Service, ", "the Aa, Bb and ", "led by, and report to, the Aa, ",
     "P-ABC (P-ABC) ", "Aa Bb-30 (AB-30) ", "supervision of the post lies with ", "Aa etc. "],
)  # fmt: skip
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begun = time.process_time()
        find([Piece("only", text, "Duty", None)])
        reporting_line(text, ["Aa Bb"])
        split_list(text)
        return time.process_time() - begun

    assert any(seconds(100_000) < 12 * seconds(20_000) + 0.2 for _ in range(3))  # what else runs may slow one try
