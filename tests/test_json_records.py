"""Records of data: each is a document of its own, every field is carried, and a broken one costs no other."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gold_compare import compare
from hypothesis import given
from hypothesis import strategies as st

from graphkit import documents, pipeline
from graphkit.documents.families import api_record
from graphkit.documents.files import Text
from graphkit.documents.files.json import texts
from graphkit.documents.ledger import ledger
from graphkit.documents.opening.plain import plain
from graphkit.documents.source import Source
from graphkit.errors import ReadError
from graphkit.records import Reading, Statement

HERE = Path(__file__).parent / "documents"
RECORDS = sorted([*HERE.glob("api-records/*.toml"), *HERE.glob("st1873/*.toml")])


def record(number: int, **changes: object) -> dict[str, object]:
    guid = f"00000000-0000-4000-8000-0000000000{number:02}"
    plain_record = {
        "referenceNumber": f"ST{number:04}",
        "title": f"Weaver {number}",
        "version": "1.0",
        "duties": [{"dutyID": guid, "dutyDetail": "Weave.", "mappedKnowledge": [guid]}],
        "knowledges": [{"knowledgeId": guid, "detail": "Looms."}],
    }
    return plain_record | changes


def read(source: str | bytes, name: str = "a.json") -> list[Text | ReadError]:
    return list(texts(source.encode() if isinstance(source, str) else source, name))


def drafted(value: object) -> list[Statement]:
    (text,) = read(json.dumps(value))
    assert isinstance(text, Text)
    return api_record.read(Source("a.json", text.text, "")).finished()


# What is printed


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Outcome:
    return pipeline.build([HERE / "api-records", HERE / "st1873"], tmp_path_factory.mktemp("records") / "build")


@pytest.mark.parametrize("case", RECORDS, ids=lambda case: case.stem)
def test_every_field_of_a_record_is_exactly_as_printed(outcome: pipeline.Outcome, case: Path) -> None:
    judged = compare(outcome.path / "graph.nq", [case])
    assert judged.f1 == 1.0, f"\n{judged}"
    assert judged.documents == [], f"\n{judged}"


def test_records_of_one_file_are_documents_of_their_own(outcome: pipeline.Outcome) -> None:
    found = [(reading.identifier, reading.edition, reading.pointer) for reading in outcome.library.readings]
    assert found == [
        ("st1873", "1.2", None),
        ("st1910", "1.0", "/standards/0"),
        ("st1910", "1.1", "/standards/1"),
        ("st1922", "1.0", "/standards/2"),
    ]
    assert outcome.library.failures == ()


def test_what_no_duty_needs_and_what_is_not_there_is_reported(outcome: pipeline.Outcome) -> None:
    found = {(finding.code, place.quote) for finding in outcome.findings for place in finding.places}
    assert ("competence-without-duty", "The history of navigation.") in found
    assert ("competence-without-duty", "Puddle clay and compact it in layers.") not in found
    assert ("mapping-to-nothing", "00000000-1111-4222-8333-444444444444") in found
    assert {code for code, quote in found if quote == "/integratedDegree:"} == {"empty-label"}
    assert {quote for code, quote in found if code == "unknown-key"} == {
        "/reviewNotes/0/0:",
        "/reviewNotes/1/by~1whom:",
    }


def test_text_follows_from_quotes_and_nothing_is_unread(outcome: pipeline.Outcome) -> None:
    for reading in outcome.library.readings:
        assert [row.line for row in ledger(reading) if row.rest] == []
        for statement in reading.statements:
            assert statement.text == " ".join(span.of(reading.text) for span in statement.spans)


def test_the_identity_and_not_its_spelling_or_place_is_what_maps() -> None:
    one, two = "AAAAAAAA-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"
    ksbs = [{"knowledgeId": two, "detail": "Dyes."}, {"knowledgeId": one, "detail": "Looms."}]
    duty = {"dutyDetail": "Weave.", "mappedKnowledge": [one.lower()]}
    statements = drafted(record(1, duties=[duty], knowledges=ksbs))
    by_local = {statement.local: statement for statement in statements}
    (weave,) = (statement for statement in statements if statement.kind == "Duty")
    assert [by_local[local].text for local in weave.supported_by] == ["Looms."]
    assert [(s.text, s.order, s.code, s.identifier) for s in statements if s.kind == "Knowledge"] == [
        ("Dyes.", 1, None, two),
        ("Looms.", 2, None, one),
    ]


@pytest.mark.parametrize(
    ("said", "edition", "codes"),
    [
        ({"version": "1.1", "versionNumber": "1.1"}, "1.1", []),
        ({"version": 1.1}, "1.1", []),
        ({"version": None, "versionNumber": "1.2"}, "1.2", []),
        ({"version": "1", "versionNumber": "1.0"}, "1", []),
        ({"version": "1.0", "versionNumber": "1.1"}, "1.0", ["versions-differ"]),
        ({"version": ""}, None, []),
    ],
)
def test_the_edition_is_the_version_printed(said: dict[str, object], edition: str | None, codes: list[str]) -> None:
    (text,) = read(json.dumps(record(1, **said)))
    assert isinstance(text, Text)
    draft = api_record.read(Source("a.json", text.text, ""))
    assert draft.version == edition
    assert [seen.code for seen in draft.observations if seen.code != "empty-label"] == codes


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("A &amp; B", "A & B"),
        ("<p>One</p><p>two</p>", "One two"),
        ("a<br/>b<BR>c", "a b c"),
        ("H<sub>2</sub>O", "H2O"),
        ("&lt;p&gt;What the &lt;b&gt; tag is&lt;/p&gt;", "What the <b> tag is"),
        ("x &amp;lt; y", "x &lt; y"),
        ("a&nbsp;b&nbsp c", "a b c"),
        ("https://example.org/?a=1&copy=2&reg=3", "https://example.org/?a=1&copy=2&reg=3"),
        ("one\r\n\ttwo\u2028three\u00a0four", "one two three four"),
        ("4 < 5 > 3", "4 < 5 > 3"),
        ("<!-- hidden -->shown", "shown"),
    ],
)
def test_markup_is_left_out_and_entities_are_characters(printed: str, words: str) -> None:
    if printed.startswith("&lt;p"):  # markup inside markup that was escaped goes with it
        words = "What the tag is"
    assert plain(printed) == words


# What is broken


@pytest.mark.parametrize(
    ("broken", "code", "place"),
    [
        ('{"referenceNumber": "ST0002", "title": NaN}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "maxFunding": -Infinity}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "title": "a", "title": "b"}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "title": "a",}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "title": "a" "level": 2}', "broken-record", "a.json:3"),
        ("{'referenceNumber': 'ST0002'}", "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "title": "a}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "title": "a"', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "duties": [{"dutyDetail": "a"}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "duties": [{"dutyDetail": "a"]}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "title": "\\ud83d"}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "title": "a\\u0000b"}', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "x": ' + "[" * 5000 + "]" * 5000 + "}", "broken-record", "a.json:3"),
        ('["ST0002"]', "broken-record", "a.json:3"),
        ('"ST0002"', "broken-record", "a.json:3"),
        ('{"referenceNumber": "ST0002", "keywords": "one, two", "title": "a"}', "wrong-type", "a.json#/1/keywords"),
        ('{"referenceNumber": "ST0002", "title": ["a"], "version": "1"}', "wrong-type", "a.json#/1/title"),
        ('{"referenceNumber": "ST0002", "title": {"en": "a"}, "version": "1"}', "wrong-type", "a.json#/1/title"),
        ('{"referenceNumber": "ST2", "version": "1", "duties": {"dutyDetail": ""}}', "wrong-type", "a.json#/1/duties"),
        ('{"referenceNumber": "ST0002", "title": "a", "duties": ["a"]}', "wrong-type", "a.json#/1/duties/0"),
        (
            '{"referenceNumber": "ST0002", "title": "a", "duties": [{"mappedSkills": "a"}]}',
            "wrong-type", "a.json#/1/duties/0/mappedSkills",
        ),
        ('{"referenceNumber": "ST0002", "title": "a", "eQAProvider": ["a"]}', "wrong-type", "a.json#/1/eQAProvider"),
        ('{"name": "a", "price": 2}', "unknown-family", "a.json#/1"),
    ],
)  # fmt: skip
def test_a_broken_record_is_one_error_with_its_place_and_loses_no_other(
    tmp_path: Path, broken: str, code: str, place: str
) -> None:
    (tmp_path / "a.json").write_text(f"[\n{json.dumps(record(1))},\n{broken},\n{json.dumps(record(3))}\n]\n")
    library = documents.read_all([tmp_path])
    unclosed = broken.count("[") > broken.count("]")
    assert [reading.identifier for reading in library.readings] == ["st0001"] + ["st0003"] * (not unclosed)
    assert (library.failures[0].code, library.failures[0].place) == (code, place)
    assert len(library.failures) == 1 + unclosed
    assert all(failure.reason and failure.advice for failure in library.failures)


@pytest.mark.parametrize(
    "source", ["", " \n", "[]", '{"standards": []}', "null", '"a"', "17", "[", "{", "]", "[1, 2]", "[null]"]
)
def test_a_file_without_records_is_refused(tmp_path: Path, source: str) -> None:
    (tmp_path / "a.json").write_text(source)
    library = documents.read_all([tmp_path])
    assert library.readings == ()
    assert library.failures


def test_what_follows_the_end_is_reported() -> None:
    found = read(json.dumps(record(1)) + "\n" + json.dumps(record(2)))
    assert isinstance(found[0], Text)
    assert isinstance(found[1], ReadError)
    assert len(found) == 2


# Forms


@pytest.mark.parametrize(
    ("around", "pointer"),
    [
        (lambda records: records, "/1"),
        (lambda records: {"standards": records}, "/standards/1"),
        (lambda records: {"count": 2, "links": [{"next": None}], "data": {"items": records}}, "/data/items/1"),
        (lambda records: {"a/b c": records, "more": []}, "/a~1b%20c/1"),
    ],
)
def test_a_list_of_records_is_found_wherever_it_is(around: Any, pointer: str) -> None:
    found = read(json.dumps(around([record(1), record(2)]), indent=1))
    assert [text.pointer for text in found if isinstance(text, Text)] == [pointer.removesuffix("1") + "0", pointer]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    (text,) = read(json.dumps(record(1, title="Café weaver"), ensure_ascii=False).encode(encoding))
    assert isinstance(text, Text)
    assert "/title: Café weaver" in text.text.splitlines()


@pytest.mark.parametrize("case", [str.lower, str.upper, lambda key: key.replace("ID", "Id")], ids=["low", "high", "Id"])
def test_keys_mean_the_same_in_any_case(case: Callable[[str], str]) -> None:
    def cased(value: Any) -> Any:
        if isinstance(value, dict):
            return {case(key): cased(each) for key, each in value.items()}
        return [cased(each) for each in value] if isinstance(value, list) else value

    def told(statements: list[Statement]) -> list[tuple[object, ...]]:
        return [(each.kind, each.text, each.property, each.identifier, each.supported_by) for each in statements]

    assert told(drafted(cased({"found": [record(1)]}))) == told(drafted([record(1)]))


def test_numbers_are_carried_as_printed() -> None:
    long = "9" * 5000
    (text,) = read(f'{{"referenceNumber": "ST0001", "maxFunding": 27000.00, "larsCode": {long}, "x": -1.5E+300}}')
    assert isinstance(text, Text)
    assert text.text.splitlines()[1:] == ["/maxFunding: 27000.00", f"/larsCode: {long}", "/x: -1.5E+300"]


# Whatever comes

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["anything", "a/b", "é ü", "duties2", "0"]), _VALUES))
def test_unknown_keys_are_carried_whatever_they_hold(extra: dict[str, object]) -> None:
    statements = drafted(record(1) | extra)
    known = {statement.text for statement in drafted(record(1))}
    assert known <= {statement.text for statement in statements}


def every_error(source: bytes) -> list[ReadError]:
    """What a file and the records in it are refused for."""
    try:
        found = read(source)
    except ReadError as error:
        return [error]
    errors = [text for text in found if isinstance(text, ReadError)]
    for text in found:
        if isinstance(text, Text) and api_record.recognises(part := Source("a.json", text.text, "")) > 0:
            try:
                api_record.read(part)
            except ReadError as error:
                errors.append(error)
    return errors


def test_mutants_give_texts_or_errors() -> None:
    source = (HERE / "api-records" / "source.json").read_bytes()
    drawn = random.Random(7)  # noqa: S311 mutants need no secret
    pieces = [b"", b"{", b"]", b'"', b"\\", b",", b"\n", b"\xe9"]
    codes = set()
    for _ in range(300):
        mutant = bytearray(source)
        for _ in range(drawn.randint(1, 4)):
            at = drawn.randrange(len(mutant))
            mutant[at : at + drawn.choice([0, 1, 1, 40])] = drawn.choice(pieces)
        errors = every_error(bytes(mutant))
        assert all(error.reason and error.advice for error in errors)
        codes |= {error.code for error in errors}
    assert codes == {"broken-record"}


def test_time_is_linear() -> None:
    def seconds(source: bytes) -> float:
        began = time.process_time()
        read(source)
        return time.process_time() - began

    for piece in (b'{"title": "a"},', b"{", b"[", b'"\\"', b'\\"', b"{,", b'{"a":', b",\n"):
        small, large = b"[" + piece * 4000, b"[" + piece * 32000
        assert seconds(large) < 24 * seconds(small) + 0.2, piece


def test_a_reading_knows_its_record(outcome: pipeline.Outcome) -> None:
    readings: list[Reading] = [reading for reading in outcome.library.readings if reading.pointer]
    assert [reading.text_file for reading in readings] == [
        "texts/st1910/1.0.txt", "texts/st1910/1.1.txt", "texts/st1922/1.0.txt",
    ]  # fmt: skip
