"""One edition against another: changes typed by hand from whole documents, what each means, laws that hold of all."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import graphkit
from graphkit import pipeline
from graphkit.catalogue import editions_in_order
from graphkit.changes import Aspect, Change, Diff, Difference, Edition, Item, Kind
from graphkit.editions import diff
from graphkit.findings import Place
from graphkit.records import Reading, Span, Statement
from graphkit.text import Likeness, words
from graphkit.vocabulary import PROV

HERE = Path(__file__).parent
CASES = sorted((HERE / "editions").iterdir())
GARDEN = HERE / "editions" / "ps-jes-0671"


# Whole documents, in two editions each: what a person finds between them


def files(case: Path) -> tuple[str, str]:
    old, new = ([str(path) for path in case.glob(f"{name}.*")] for name in ("old", "new"))
    assert len(old) == len(new) == 1
    return old[0], new[0]


def side(item: Item | None) -> tuple[str, int, int] | None:
    if item is None:
        return None
    lines = [line for place in item.places for line in (place.line, place.end_line) if line]
    return item.text, min(lines), max(lines)


def typed(said: dict[str, Any] | None) -> tuple[object, ...] | None:
    return None if said is None else (said["text"], *said["lines"])


def found(change: Change) -> tuple[object, ...]:
    return change.item.kind, frozenset(change.kinds), side(change.old), side(change.new)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_changes_are_those_a_person_finds(case: Path) -> None:
    expected = tomllib.loads((case / "changes.toml").read_text(encoding="utf-8"))
    told = pipeline.diff(*files(case))
    assert [told.old.document, told.old.edition, told.new.edition] == [
        expected["document"], expected["old"], expected["new"],
    ]  # fmt: skip
    assert Counter(map(found, told.changes)) == Counter(
        (change["class"], frozenset(map(Kind, change["kinds"])), typed(change.get("old")), typed(change.get("new")))
        for change in expected["change"]
    )
    assert (told.reordered, told.repeated) == (expected["reordered"], expected["repeated"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_other_way_round_is_the_mirror(case: Path) -> None:
    old, new = files(case)
    assert mirror(pipeline.diff(old, new)) == bag(pipeline.diff(new, old))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edition_does_not_differ_from_itself(case: Path) -> None:
    old, _ = files(case)
    told = pipeline.diff(old, old)
    assert (told.changes, told.reordered, told.repeated) == ((), 0, 0)
    assert told.unchanged == len(told.new.items) > 0


def test_the_places_of_an_item_are_in_the_order_of_the_source() -> None:
    document = str(HERE / "documents" / "ps-jes-0915" / "source.txt")
    runs = [[place.start or 0 for place in item.places] for item in pipeline.diff(document, document).old.items]
    assert all(starts == sorted(starts) for starts in runs)
    assert any(starts != sorted(starts, key=str) for starts in runs)


MIRRORED = {Kind.STRENGTHENED: Kind.WEAKENED, Kind.WEAKENED: Kind.STRENGTHENED}


def bag(told: Diff) -> tuple[object, ...]:
    return Counter(told.changes), told.unchanged, told.reordered, told.repeated


def mirror(told: Diff) -> tuple[object, ...]:
    """The diff as it must be the other way round."""
    changes = (
        Change(
            change.new,
            change.old,
            tuple(
                Difference(that.aspect, that.new, that.old, tuple(MIRRORED.get(kind, kind) for kind in that.kinds))
                for that in change.differences
            ),
        )
        for change in told.changes
    )
    return Counter(changes), told.unchanged, told.reordered, told.repeated


# What a change means


def item(
    statement: str = "experience/1", text: str = "Experience of mending nets in all weathers.", **facts: Any
) -> Item:
    line = int(statement.rpartition("/")[2]) if statement.rpartition("/")[2].isdigit() else 1
    places = (
        Place(document="a-1", edition="1", file="a.txt", line=line, end_line=line, quote=text, start=line * 1000),
    )
    known = {"kind": "Experience", "places": places, "order": line, "modality": "Unstated", "timing": "AtEntry"}
    return Item(statement=statement, text=text, **{**known, **facts})


def edition(*items: Item, version: str = "1") -> Edition:
    return Edition("a-1", version, f"{version}.txt", items)


def kinds(old: Item, new: Item) -> list[list[Kind]]:
    return [list(change.kinds) for change in diff(edition(old), edition(new, version="2")).changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"modality": "Desirable"}, {"modality": "Essential"}, [Kind.STRENGTHENED, Kind.RELISTED]),
        ({"modality": "Unstated"}, {"modality": "Essential"}, [Kind.RELISTED]),
        ({"modality": "Desirable"}, {"modality": "Unstated"}, [Kind.RELISTED]),
        ({"timing": "AfterAppointment"}, {"timing": "AtEntry"}, [Kind.STRENGTHENED, Kind.RETIMED]),
        ({"timing": "Unstated"}, {"timing": "AtEntry"}, [Kind.RETIMED]),
        ({"months_of_experience": 12}, {"months_of_experience": 24}, [Kind.STRENGTHENED]),
        ({}, {"months_of_experience": 12}, [Kind.STRENGTHENED]),
        ({"level": 3}, {"level": 2}, [Kind.WEAKENED]),
        ({"level": 3}, {}, [Kind.WEAKENED]),
        ({"section": "Experience"}, {"section": "EXPERIENCE "}, []),
        ({"section": "Experience"}, {"section": "Technical"}, [Kind.MOVED]),
        ({"section": "/skills/1/detail"}, {"section": "/skills/4/detail"}, []),
        ({"code": "K4"}, {"code": "K5"}, [Kind.RENUMBERED]),
        ({}, {"kind": "Technical"}, [Kind.RECLASSIFIED]),
        ({"kind": "Passage", "modality": None, "timing": None}, {"modality": "Essential"}, [Kind.RECLASSIFIED]),
        ({}, {"text": "Experience of mending nets in any weather."}, [Kind.REWORDED]),
        ({"order": 1}, {"order": 4}, []),
        (
            {"modality": "Desirable", "timing": "AtEntry", "level": 2},
            {"modality": "Essential", "timing": "AfterAppointment", "level": 2},
            [Kind.STRENGTHENED, Kind.WEAKENED, Kind.RELISTED, Kind.RETIMED],
        ),
    ],
    ids=str,
)  # fmt: skip
def test_what_each_difference_is(old: dict[str, Any], new: dict[str, Any], expected: list[Kind]) -> None:
    back = sorted((MIRRORED.get(kind, kind) for kind in expected), key=lambda kind: kind.rank)
    assert kinds(item(**old), item(**new)) == ([expected] if expected else [])
    assert kinds(item(**new), item(**old)) == ([back] if expected else [])


def field(number: int, label: str, text: str, name: str | None = None) -> Item:
    return item(
        f"field/{number}", text, kind="Field", label=label, property=name, modality=None, timing=None, order=None
    )


def changes(old: Edition, new: Edition) -> list[tuple[str, str | None, str | None]]:
    told = diff(old, new).changes
    return [
        (str(change.kinds[0]), change.old and change.old.text, change.new and change.new.text)  # type: ignore[misc]
        for change in told
    ]


def test_a_field_is_known_by_its_label_or_by_what_it_states() -> None:
    old = edition(field(1, "Version", "1"), field(2, "Band", "Band 3", "rcq:band"), field(3, "Keyword", "oak"))
    new = edition(
        field(1, "Version", "2"), field(2, "Grade", "Band 3", "rcq:band"), field(3, "Keyword", "elm"),
        field(4, "Keyword", "ash"),
    )  # fmt: skip
    assert changes(old, new) == [
        ("changed", "1", "2"), ("changed", "Band 3", "Band 3"), ("added", None, "elm"), ("added", None, "ash"),
        ("removed", "oak", None),
    ]  # fmt: skip


def test_one_word_under_two_labels_is_two_fields() -> None:
    old = edition(field(1, "Status", "Approved"), field(2, "Approval", "Pending"))
    new = edition(field(1, "Status", "Pending"), field(2, "Approval", "Approved"))
    assert changes(old, new) == [("changed", "Approved", "Pending"), ("changed", "Pending", "Approved")]


def test_a_field_of_an_item_goes_with_the_item_where_other_items_have_taken_its_name() -> None:
    """Two editions that print no version name their statements alike."""
    mend, sail = item("duty/1", "Mend nets.", kind="Duty"), item("duty/1", "Sail the barge.", kind="Duty")
    core = [replace(field(number, "isCore", "1"), listed_under=f"duty/{number}") for number in (1, 2)]
    not_core = replace(core[1], text="0")
    old = edition(mend, core[0])
    new = edition(sail, core[0], replace(mend, statement="duty/2"), not_core)
    assert changes(old, new) == [
        ("changed", "1", "0"), ("added", None, "Sail the barge."), ("added", None, "1"),
    ]  # fmt: skip
    assert mirror(diff(old, new)) == bag(diff(new, old))


def test_an_identity_is_stronger_than_words_and_holds_only_where_it_is_one() -> None:
    old = edition(item("duty/1", "Cut the hedge.", identifier="a"), item("duty/2", "Dig the ditch.", identifier="b"))
    new = edition(item("duty/1", "Dig the ditch.", identifier="a"), item("duty/2", "Cut the hedge.", identifier="b"))
    assert changes(old, new) == [
        ("reworded", "Cut the hedge.", "Dig the ditch."), ("reworded", "Dig the ditch.", "Cut the hedge."),
    ]  # fmt: skip
    same = [edition(*(replace(one, identifier="a") for one in of.items)) for of in (old, new)]
    assert changes(same[0], same[1]) == []


def test_words_are_sought_in_the_same_class_before_any_other_but_equal_words_anywhere() -> None:
    old = edition(item("x/1", "Experience of pruning pear trees."))
    near = item("x/1", "Experience of pruning old pear trees.")
    technical = item("x/2", "Experience of pruning our pear trees.", kind="Technical")
    assert changes(old, edition(near, technical))[0][2] == technical.text  # added, so the other was taken
    exact = replace(technical, text=old.items[0].text)
    assert changes(old, edition(near, exact)) == [
        ("reclassified", exact.text, exact.text), ("added", None, near.text),
    ]  # fmt: skip


def test_equal_items_are_told_apart_by_where_they_stand() -> None:
    twice = item("x/1", modality="Essential"), item("x/2", modality="Desirable")
    assert changes(edition(*twice), edition(replace(twice[1], statement="x/1"))) == [("removed", twice[0].text, None)]


def test_of_two_that_are_as_like_the_nearer_is_taken() -> None:
    old = edition(item("x/1", "Tend the oak."), item("x/2", "Sail a barge."), item("x/3", "Tend the elm."))
    new = edition(item("x/1", "Sail a barge."), item("x/2", "Bake bread."), item("x/3", "Tend the ash."))
    assert ("reworded", "Tend the elm.", "Tend the ash.") in changes(old, new)
    assert ("reworded", "Tend the ash.", "Tend the elm.") in changes(new, old)


def with_ways(*texts: str) -> Edition:
    ways = frozenset(f"x/{number}" for number in range(1, len(texts) + 1))
    named = zip(sorted(ways), texts, strict=True)
    return edition(*(item(name, text, alternative_to=ways - {name}) for name, text in named))


def test_another_way_to_meet_an_item_asks_for_less() -> None:
    one, two = with_ways("Diploma in forestry."), with_ways("Diploma in forestry.", "Ten summers as a ranger.")
    assert changes(one, two) == [
        ("weakened", "Diploma in forestry.", "Diploma in forestry."), ("added", None, "Ten summers as a ranger."),
    ]  # fmt: skip
    assert [change[0] for change in changes(two, one)] == ["strengthened", "removed"]
    other = with_ways("Diploma in forestry.", "A pilot's licence.")
    assert [change[0] for change in changes(two, other)] == ["added", "removed"]


def test_an_item_under_another_one_has_moved() -> None:
    heads = item("x/1", "You will be trained in:"), item("x/2", "Ideally you have done:")
    old = edition(*heads, item("x/3", "First aid at sea", listed_under="x/1"))
    new = edition(*heads, item("x/3", "First aid at sea", listed_under="x/2"))
    (change,) = diff(old, new).changes
    assert change.differences == (Difference(Aspect.LISTED_UNDER, heads[0].text, heads[1].text, (Kind.MOVED,)),)


def test_a_copy_in_the_table_is_told_where_it_differs_from_what_it_copies() -> None:
    def both(text: str, copy: str) -> Edition:
        return edition(
            item("x/1", text),
            item("r/2", copy, kind="Restatement", restates="x/1", modality=None, timing=None),
            item("r/3", "Held by nobody", kind="Restatement", modality=None, timing=None),
        )

    one, other = "Experience of sailing barges.", "Experience of sailing big barges."
    told = diff(both(one, one), both(other, other))
    assert ([change.item.statement for change in told.changes], told.repeated) == (["x/1"], 1)
    told = diff(both(one, one), both(one, other))
    assert ([change.item.statement for change in told.changes], told.repeated) == (["r/2"], 0)
    recoded = edition(replace(both(one, one).items[0], code="E2"), *both(one, other).items[1:])
    told = diff(both(one, one), recoded)
    assert ([change.item.statement for change in told.changes], told.repeated) == (["r/2", "x/1"], 0)
    gone = edition(*both(one, one).items[2:])
    told = diff(both(one, one), gone)
    assert ([change.item.statement for change in told.changes], told.repeated) == (["x/1"], 1)


def test_words_that_no_reader_understood_are_compared() -> None:
    unread = item("u/1", "Gruntled of the wold.", kind="UnreadText", modality=None, timing=None)
    assert changes(edition(), edition(unread)) == [("added", None, unread.text)]


def test_the_least_number_of_moves_is_counted_within_each_list() -> None:
    names = ["ants", "bees", "cats", "dogs", "eels"]
    old = edition(*(item(f"x/{n}", name) for n, name in enumerate(names, 1)))
    for order, moved in (
        ("bees cats dogs eels ants", 1),
        ("eels dogs cats bees ants", 4),
        ("ants bees cats dogs eels", 0),
    ):
        new = edition(*(item(f"x/{n}", name) for n, name in enumerate(order.split(), 1)))
        assert diff(old, new).reordered == moved


# Laws


@dataclass(frozen=True)
class Edit:
    """An edit of one item, and the kind that it must be reported as."""

    kind: Kind | None
    change: dict[str, Any]


EDITS = st.sampled_from(
    [
        Edit(None, {}),
        Edit(Kind.REMOVED, {}),
        Edit(Kind.REWORDED, {"text": "{0} altogether"}),
        Edit(Kind.STRENGTHENED, {"modality": "Essential"}),
        Edit(Kind.STRENGTHENED, {"months_of_experience": 60, "text": "{0}, 60 months"}),
        Edit(Kind.WEAKENED, {"level": 1}),
        Edit(Kind.MOVED, {"section": "Elsewhere"}),
        Edit(Kind.RENUMBERED, {"code": "Z9"}),
        Edit(Kind.RECLASSIFIED, {"kind": "Technical"}),
    ]
)


@given(st.lists(EDITS, max_size=12), st.integers(0, 4), st.randoms(use_true_random=False))
def test_known_edits_are_reported_as_those_edits(edits: list[Edit], added: int, random: Any) -> None:
    """Every item shares its first words with all others and has three of its own."""
    base = [
        item(
            f"x/{number}", f"Experience of a{number} b{number} c{number}", modality="Desirable", section="Experience",
            level=3, months_of_experience=12, code=f"C{number}",
        )
        for number in range(1, len(edits) + 1)
    ]  # fmt: skip
    edited = [
        replace(one, **{key: value.format(one.text) if key == "text" else value for key, value in edit.change.items()})
        for one, edit in zip(base, edits, strict=True)
        if edit.kind is not Kind.REMOVED
    ]
    edited += [item(f"new/{number}", f"Experience of p{number} q{number} r{number}") for number in range(added)]
    random.shuffle(edited)
    told = diff(edition(*base), edition(*edited, version="2"))
    expected = Counter(
        (f"x/{number}", edit.kind) for number, edit in enumerate(edits, 1) if edit.kind is not None
    ) + Counter((f"new/{number}", Kind.ADDED) for number in range(added))
    assert Counter((change.item.statement, change.kinds[0]) for change in told.changes) == expected
    assert told.unchanged == sum(edit.kind is None for edit in edits)


WORDS = st.sampled_from(["oak", "elm", "ash", "and", "of", "the", "with", "trees", "2", "years"])
PROSE = st.lists(WORDS, max_size=6).map(" ".join)
KINDS = st.sampled_from(["Duty", "Experience", "Field", "Restatement", "Acronym", "UnreadText", "Passage"])


@st.composite
def editions(draw: st.DrawFn, version: str) -> Edition:
    """Items of every class with few words among them, so that much is alike; links lead anywhere."""
    number = draw(st.integers(0, 8))
    known = st.sampled_from([f"x/{n}" for n in range(number + 2)])
    return edition(
        *(
            item(
                f"x/{n}", draw(PROSE), kind=draw(KINDS), section=draw(st.sampled_from([None, "A", "B"])),
                modality=draw(st.sampled_from([None, "Essential", "Desirable"])),
                order=draw(st.sampled_from([None, 1, 2])), label=draw(st.sampled_from([None, "L", "M"])),
                identifier=draw(st.sampled_from([None, None, "i", "j"])), restates=draw(st.none() | known),
                listed_under=draw(st.none() | known), short_form=draw(st.sampled_from([None, "S", "T"])),
                alternative_to=draw(st.frozensets(known, max_size=2)),
                supported_by=draw(st.frozensets(known, max_size=2)),
                property=draw(st.sampled_from([None, "rcq:band"])), level=draw(st.sampled_from([None, 2, 3])),
            )
            for n in range(number)
        ),
        version=version,
    )  # fmt: skip


@given(editions("1"), editions("2"))
def test_both_ways_are_the_same(old: Edition, new: Edition) -> None:
    assert mirror(diff(old, new)) == bag(diff(new, old))


@given(editions("1"))
def test_nothing_changed_is_no_change(one: Edition) -> None:
    linked = {of.statement for of in one.items}
    whole = edition(
        *(
            replace(
                of, listed_under=of.listed_under if of.listed_under in linked else None,
                alternative_to=of.alternative_to & linked, supported_by=of.supported_by & linked,
            )
            for of in one.items
        )
    )  # fmt: skip
    told = diff(whole, whole)
    assert (told.changes, told.unchanged, told.reordered) == ((), len(one.items), 0)


@given(editions("1"), editions("2"))
def test_every_item_is_accounted_for_once(old: Edition, new: Edition) -> None:
    told = diff(old, new)
    assert told.unchanged * 2 + sum(2 if c.old and c.new else 1 for c in told.changes) <= len(old.items + new.items)
    for side_of, items in ((0, old.items), (1, new.items)):
        seen = Counter(one.statement for change in told.changes if (one := (change.old, change.new)[side_of]))
        assert not seen - Counter(one.statement for one in items)


@given(st.lists(PROSE, max_size=6), st.lists(PROSE, max_size=6), st.sampled_from([0.3, 0.5, 0.8, 1.0]))
@example(["oak elm and of"], ["and of"], 0.5)  # alike by their commonest words alone
def test_no_pair_that_is_alike_is_overlooked(left: list[str], right: list[str], least: float) -> None:
    likeness = Likeness([*left, *right])
    alike = {(score, one, other) for one in left for other in right if (score := likeness.of(one, other)) >= least}
    assert set(likeness.pairs(left, right, least)) == alike


@given(PROSE, PROSE, st.lists(PROSE, max_size=4))
def test_likeness_is_the_same_both_ways_and_whole_only_for_the_same_words(
    one: str, other: str, among: list[str]
) -> None:
    likeness = Likeness([one, other, *among])
    assert likeness.of(one, other) == likeness.of(other, one)
    assert 0 <= likeness.of(one, other) <= 1
    assert (likeness.of(one, other) == 1) == (sorted(words(one)) == sorted(words(other)) != [])


# Two editions in one build


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of both editions of one document."""
    folder = tmp_path_factory.mktemp("both")
    papers = folder / "papers"
    papers.mkdir()
    for path in files(GARDEN):
        shutil.copy(path, papers)
    pipeline.build([papers], folder / "build")
    return folder / "build"


def test_an_edition_revises_the_one_before_it(both: Path) -> None:
    revised = [quad for quad in graphkit.open(both).quads() if quad.predicate == PROV.wasRevisionOf]
    tails = [(str(quad.subject), str(quad.object), str(quad.graph_name)) for quad in revised]
    base = "<https://w3id.org/rcq/"
    assert tails == [(f"{base}id/ps-jes-0671/2.0>", f"{base}id/ps-jes-0671/1.2>", f"{base}graph/catalogue>")]


def test_questions_read_the_current_edition_unless_another_is_named(both: Path) -> None:
    def duties(role: str, **more: str) -> set[object]:
        return {row["text"] for row in graphkit.open(both).query("duties", role=role, **more)}

    gone, come = (
        "Collect donated seed from garden centres in the borough.",
        "Report each accident to the health and safety adviser within one day.",
    )
    assert come in duties("ps-jes-0671")
    assert gone not in duties("ps-jes-0671")
    assert gone in duties("ps-jes-0671@1.2")
    assert come not in duties("ps-jes-0671@1.2")
    assert duties("ps-jes-0671@2.0") == duties("ps-jes-0671")
    assert {gone, come} <= duties("ps-jes-0671", edition="all")


def without_places(told: Diff) -> Counter[tuple[object, ...]]:
    return Counter(map(found, told.changes))


@pytest.mark.parametrize("new", ["ps-jes-0671@2.0", "ps-jes-0671", "PS-JES-0671@2.0", files(GARDEN)[1]])
def test_an_edition_of_a_build_is_compared_as_its_file_is(both: Path, new: str) -> None:
    told, of_files = pipeline.diff("ps-jes-0671@1.2", new, both), pipeline.diff(*files(GARDEN))
    assert without_places(told) == without_places(of_files)
    assert (told.unchanged, told.reordered) == (of_files.unchanged, of_files.reordered)


def reading(version: str, issued: str | None) -> Reading:
    value = () if issued is None else (issued,)
    date = Statement(
        kind="Field", local="field/1", text="x", spans=(Span(0, 1),), property="dcterms:issued", value=value
    )
    return Reading(
        identifier="a-1", edition=version, family="", file="", text="x", sha256="", describes="Job", statements=(date,)
    )


@pytest.mark.parametrize(
    ("printed", "order"),
    [
        ([("10.0", None), ("9.0", None), ("unknown", None)], ["unknown", "9.0", "10.0"]),
        ([("1.0", "2024-05-01"), ("2.0", "2023-05-01")], ["2.0", "1.0"]),
        ([("1.10", "2024-05-01"), ("1.9", "2024-05-01")], ["1.9", "1.10"]),
    ],
)
def test_editions_follow_by_date_and_then_by_version(printed: list[tuple[str, str | None]], order: list[str]) -> None:
    assert editions_in_order([reading(*one) for one in printed]) == {"a-1": order}


def test_an_edition_that_prints_neither_date_nor_version_is_not_said_to_be_revised(tmp_path: Path) -> None:
    page = HERE / "editions" / "st1944"
    record = json.loads((page / "new.json").read_text(encoding="utf-8"))
    unversioned = {key: value for key, value in record.items() if key != "version"}
    records = [json.loads((page / "old.json").read_text(encoding="utf-8")), record, unversioned]
    (tmp_path / "records.json").write_text(json.dumps(records), encoding="utf-8")
    pipeline.build([tmp_path], tmp_path / "build")
    revised = [quad for quad in graphkit.open(tmp_path / "build").quads() if quad.predicate == PROV.wasRevisionOf]
    assert [str(quad.object).rpartition("/")[2] for quad in revised] == ["1.0>"]
