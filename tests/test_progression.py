"""What it takes to move from one role to another: expectations typed from the documents, and from roles made here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from moving import IDS, answered, item, mapping, moved, role
from pyoxigraph import Literal, NamedNode, Quad

import graphkit
from graphkit.cli import main
from graphkit.documents.families import families
from graphkit.errors import QueryError
from graphkit.facts import OF_ANY_EMPLOYER, Facts
from graphkit.moves import Basis, GateKind, Progression, Standing
from graphkit.pathways.formats import formats, written
from graphkit.progression import progression
from graphkit.questions import facts_of
from graphkit.roles import Asked, Facet, Role, named_only, roles
from graphkit.vocabulary import RCQ, RDF, SKOS

MET, PARTLY, UNKNOWN, MISSING = Standing
ESSEX = "essex-crc-probation-service-officer"


def lines(*asked: Asked) -> list[int]:
    return [each.item.parts[0].line for each in asked]


# What moving from PS-JES-0031 to PS-JES-0108 must say, read from the two documents. Decisions of the mapping tables
# come and go, so only what stands in the documents themselves is typed here.


@pytest.fixture(scope="module")
def officer_to_specialist(build: graphkit.Build) -> Progression:
    return build.progression("ps-jes-0031", "CT Specialist Probation Practitioner")


def test_the_gates_of_the_specialist_are_told_one_by_one(officer_to_specialist: Progression) -> None:
    told = [
        (gate.kind.name, lines(*gate.ways), gate.answer.standing is MET, gate.blocks, gate.closing.split(":")[0])
        for gate in officer_to_specialist.gates
    ]
    assert told == [
        ("QUALIFICATION", [161, 167, 168, 169], False, True, "hold one of the 4 alternatives at entry"),
        ("EXPERIENCE", [139], False, True, "gain 36 months of it, as far as documents tell"),
        ("EXPERIENCE", [142], False, True, "gain it as Probation Officer"),
        ("ELIGIBILITY", [182], True, False, "nothing to close"),
        ("ELIGIBILITY", [184], True, False, "nothing to close"),
        ("ELIGIBILITY", [187], True, False, "nothing to close"),
        ("ELIGIBILITY", [189], False, True, "meet it before taking up the post"),
        ("TRAINING", [173], False, False, "complete it after appointment"),
        ("TRAINING", [174], False, False, "complete it after appointment"),
        ("TRAINING", [175], False, False, "complete it after appointment"),
        ("TRAINING", [176], False, False, "complete it after appointment"),
        ("TRAINING", [178], False, False, "complete it after appointment, which is desirable and not demanded"),
        ("TRAINING", [179], False, False, "complete it after appointment, which is desirable and not demanded"),
    ]


def test_what_both_print_alike_is_met_as_template_wording_with_both_places(officer_to_specialist: Progression) -> None:
    alike = {
        lines(answer.asked)[0]: (ground.basis, lines(ground.given)[0])
        for answer in answered(officer_to_specialist).values()
        for ground in answer.options[0].grounds
        if ground.basis in (Basis.TEMPLATE, Basis.WORDS) and ground.given
    }
    assert alike == {
        129: (Basis.TEMPLATE, 87), 182: (Basis.TEMPLATE, 126), 184: (Basis.TEMPLATE, 128), 187: (Basis.TEMPLATE, 131),
    }  # fmt: skip


def test_behaviours_are_met_by_the_concept_they_share(officer_to_specialist: Progression) -> None:
    found = {
        answer.asked.item.text: [
            (*lines(ground.given), ground.concepts)
            for ground in answer.options[0].grounds
            if ground.basis is Basis.CONCEPT and ground.given
        ]
        for answer in officer_to_specialist.of(Facet.BEHAVIOUR)
        if answer.asked.item.kind == "Behaviour"
    }
    assert found == {
        "Working Together": [(92, ("Working Together",))],
        "Developing Self and Others": [],
        "Managing a Quality Service": [],
        "Making Effective Decisions": [(90, ("Making Effective Decisions",))],
        "Communicating and Influencing": [(94, ("Communicating and Influencing",))],
    }


def test_the_missing_middle_is_found_and_said(officer_to_specialist: Progression) -> None:
    found = officer_to_specialist
    assert [(step.scale, step.change) for step in found.levels] == [("pay band", 2)]
    assert [place.line for place in found.levels[0].new.places] == [2, 29]  # type: ignore[union-attr]
    assert (found.path, found.stated, found.titles) == ((), (), ())
    (bridge,) = found.bridges
    assert (bridge.title, lines(*bridge.asking), bridge.described) == ("Probation Officer", [142], None)
    assert lines(*bridge.naming) == [56]
    assert bridge.named
    assert {item.document.value.split("/")[-2] for item in bridge.named.naming} == {
        "ps-jes-0031", "ps-jes-0108", "occ0494",
    }  # fmt: skip
    (band,) = found.between
    assert (band.label, band.roles) == ("HMPPS Probation Service Band 4", ())
    assert "PS-JES-0032" in band.note


def test_every_demand_is_told_once(officer_to_specialist: Progression) -> None:
    found = officer_to_specialist
    assert {facet: len(found.of(facet)) for facet in Facet if found.of(facet)} == {
        Facet.DUTY: 10, Facet.BEHAVIOUR: 6, Facet.EXPERIENCE: 11,
    }  # fmt: skip
    nodes = [verdict.asked.node for answer in answered(found).values() for verdict in answer]
    assert len(nodes) == len(set(nodes)) == 44  # 27 and 13 gates, one of which has an alternative with three in it


def test_without_mappings_only_concepts_and_words_meet_anything(build: graphkit.Build) -> None:
    quads = [quad for quad in build.quads() if not str(quad.graph_name).endswith(("/alignments>", "/derived>"))]
    found = progression(Facts(quads), node(build, "ps-jes-0031"), node(build, "ps-jes-0108"))
    met = sorted(line for line, answer in answered(found).items() if answer.standing is MET)
    assert met == [121, 124, 125, 129, 182, 184, 187]
    assert PARTLY not in {answer.standing for answer in answered(found).values()}
    assert 93 in lines(*(verdict.asked for verdict in found.left))  # Delivering at Pace


def node(build: graphkit.Build, document: str) -> NamedNode:
    (found,) = (each.node for each in roles(facts_of(build.stored.graph)) if each.document.identifier == document)
    return found


def test_two_employers_have_two_scales_and_one_title_may_be_one_job(build: graphkit.Build) -> None:
    found = build.progression(ESSEX, "ps-jes-0031")
    assert found.titles == ("Probation Services Officer",)
    assert [(step.scale, step.change) for step in found.levels] == [("pay band", None)]
    assert found.levels[0].note.startswith("two scales: Pay bands of Essex Community Rehabilitation Company; ")
    assert [(gate.kind, lines(*gate.ways), gate.blocks) for gate in found.gates] == [
        (GateKind.QUALIFICATION, [120, 122], True),
        (GateKind.ELIGIBILITY, [126], True),
        (GateKind.ELIGIBILITY, [128], False),
        (GateKind.ELIGIBILITY, [131], True),
    ]
    assert found.gates[0].closing == "hold one of the 2 alternatives at entry"
    assert found.gates[3].closing == "meet it: the words do not say when"


def test_an_occupation_names_the_job_among_its_titles_and_sets_no_gate(build: graphkit.Build) -> None:
    found = build.progression("ps-jes-0031", "occ0494")
    assert found.titles == ("Probation services officer",)
    assert found.gates == ()
    assert {facet: len(found.of(facet)) for facet in Facet if found.of(facet)} == {
        Facet.DUTY: 10, Facet.COMPETENCE: 44,
    }  # fmt: skip
    assert [(step.scale, step.old is None, step.new is None, step.change) for step in found.levels] == [
        ("pay band", False, True, None), ("level", True, False, None), ("occupational class", True, False, None),
    ]  # fmt: skip


def test_roles_that_documents_name_and_none_describes(build: graphkit.Build) -> None:
    facts = facts_of(build.stored.graph)
    titles = {each.title for each in named_only(facts, roles(facts))}
    assert {"Probation Officer", "Manager – Service Delivery", "Probation Counter Terrorism Lead"} <= titles
    assert not {"Probation Services Officer", "Probation service practitioner"} & titles


# How demands are weighed, by roles made here.

C = [NamedNode(f"https://shed.example/concept/{name}") for name in ("knots", "paint", "rope")]


def standing(given: dict[str, Any], wanted: dict[str, Any]) -> tuple[Standing, tuple[str, ...]]:
    found = moved(role("a/1", given), role("b/1", wanted))
    answer = answered(found)[1]
    shortfalls = answer.options[0].grounds[0].shortfalls if answer.options[0].grounds else ()
    return answer.standing, shortfalls


@pytest.mark.parametrize(
    ("less", "more", "shortfall"),
    [
        ({"modality": RCQ.Desirable}, {"modality": RCQ.Essential}, "it is only desirable there, and essential here"),
        (
            {"timing": RCQ.AfterAppointment}, {"timing": RCQ.AtEntry},
            "it is asked only after appointment there, and at entry here",
        ),
        (
            {"monthsOfExperience": 12}, {"monthsOfExperience": 36},
            "12 months are asked there, and 36 months here: 24 months more",
        ),
        ({}, {"monthsOfExperience": 6}, "no length is asked there, and 6 months here"),
        ({"level": 2}, {"level": 5}, "level 2 is asked there, and level 5 here"),
    ],
)  # fmt: skip
def test_what_is_asked_less_strongly_there_is_met_in_part(
    less: dict[str, Any], more: dict[str, Any], shortfall: str
) -> None:
    weak, strong = (item("Experience", "Tie knots.", denotes=C[0], **said) for said in (less, more))
    assert standing(weak, strong) == (PARTLY, (shortfall,))
    assert standing(strong, weak) == (MET, ())
    assert standing(strong, strong) == (MET, ())


def test_what_is_not_stated_makes_nothing_weaker() -> None:
    stated = item("Experience", "Tie knots.", denotes=C[0], modality=RCQ.Essential, timing=RCQ.AtEntry)
    unstated = item("Experience", "Tie knots.", denotes=C[0], modality=RCQ.Unstated, timing=RCQ.Unstated)
    assert standing(unstated, stated) == standing(stated, unstated) == (MET, ())


def test_an_item_of_two_concepts_wants_both() -> None:
    both = item("Experience", "Knots and paint", denotes=(C[0], C[1]))
    one = item("Experience", "Knots only", denotes=C[0])
    assert standing(one, both)[0] is PARTLY
    found = moved(role("a/1", one, item("Experience", "Paint only", denotes=C[1])), role("b/1", both))
    assert answered(found)[1].standing is MET


def choice(*concepts: NamedNode) -> list[dict[str, Any]]:
    """Items side by side, of which any one is enough."""
    return [
        item("Qualification", f"Ticket {c.value[-5:]}", denotes=c, **({"beside": 1} if at else {}))
        for at, c in enumerate(concepts)
    ]


def test_one_alternative_is_enough_and_one_of_several_need_not_be_held() -> None:
    only, either = choice(C[0]), choice(C[0], C[1])
    assert answered(moved(role("a/1", *only), role("b/1", *either)))[1].standing is MET
    assert answered(moved(role("a/1", *either), role("b/1", *only)))[1].standing is PARTLY
    assert answered(moved(role("a/1", *either), role("b/1", *either)))[1].standing is MET
    assert answered(moved(role("a/1", *either), role("b/1", *choice(*C))))[1].standing is MET
    assert answered(moved(role("a/1", *choice(*C)), role("b/1", *either)))[1].standing is PARTLY


def test_a_list_is_met_where_all_of_it_is() -> None:
    wanted = [
        item("Experience", "All of this:"),
        *(item("Experience", f"Point {c.value[-5:]}", denotes=c, under=1) for c in C[:2]),
    ]
    for held, expected in ((0, MISSING), (1, PARTLY), (2, MET)):
        had = [item("Duty", "Sweep.")] + [item("Experience", f"Do {c.value[-5:]}", denotes=c) for c in C[:held]]
        found = moved(role("a/1", *had), role("b/1", *wanted))
        assert answered(found)[1].standing is expected
        assert [part.standing for part in answered(found)[1].options[0].parts] == [MET] * held + [MISSING] * (2 - held)


@pytest.mark.parametrize(
    ("predicate", "expected", "shortfall"),
    [
        (SKOS.exactMatch, MET, None),
        (SKOS.closeMatch, MET, None),
        (SKOS.broadMatch, PARTLY, "what is asked there is the narrower of the two"),
        (SKOS.narrowMatch, PARTLY, "what is asked there is the wider of the two"),
        (SKOS.relatedMatch, PARTLY, "it is evidence for it, not the same"),
    ],
)
def test_an_accepted_mapping_says_how_far_it_goes(
    predicate: NamedNode, expected: Standing, shortfall: str | None
) -> None:
    ours, theirs = item("Duty", "Sweep the shed."), item("Duty", "Clean the yard.")
    both = [*role("a/1", ours), *role("b/1", theirs)]
    answer = answered(moved(both, mapping("a/1/item/1", predicate, "b/1/item/1", "Accepted")))[1]
    (ground,) = answer.options[0].grounds
    assert (answer.standing, ground.basis, ground.shortfalls) == (
        expected, Basis.MAPPING, (shortfall,) if shortfall else (),
    )  # fmt: skip
    inverse = {SKOS.broadMatch: SKOS.narrowMatch, SKOS.narrowMatch: SKOS.broadMatch}.get(predicate, predicate)
    other = answered(moved(both, mapping("b/1/item/1", inverse, "a/1/item/1", "Accepted")))[1]
    assert other.options[0].grounds[0].shortfalls == ground.shortfalls


def test_what_a_reader_left_open_is_not_known_and_what_was_refused_is_missing() -> None:
    both = [*role("a/1", item("Duty", "Sweep the shed.")), *role("b/1", item("Duty", "Clean the yard."))]
    for decision, expected, basis in (("Unsure", UNKNOWN, Basis.OPEN), ("Rejected", MISSING, Basis.REFUSED)):
        answer = answered(moved(both, mapping("a/1/item/1", SKOS.closeMatch, "b/1/item/1", decision)))[1]
        assert (answer.standing, answer.options[0].grounds[0].basis) == (expected, basis)
    for source, grounds in (("a/1", 1), ("c/1", 0)):
        answer = answered(moved(both, mapping("b/1/item/1", SKOS.relatedMatch, None, "Rejected", source)))[1]
        assert (answer.standing, len(answer.options[0].grounds)) == (MISSING, grounds)


def test_a_suggestion_is_perhaps_and_never_met() -> None:
    ours = [item("Duty", "Keep the log of every visit to the lock."), item("Duty", "Paint gates.")]
    theirs = [item("Duty", "Every visit to the lock is kept in the log."), item("Duty", "Sing at feasts.")]
    answers = answered(moved(role("a/1", *ours), role("b/1", *theirs)))
    assert [answers[line].standing for line in (1, 2)] == [UNKNOWN, MISSING]
    (ground,) = answers[1].options[0].grounds
    assert (ground.basis, ground.standing, lines(ground.given)) == (Basis.SUGGESTED, UNKNOWN, [1])  # type: ignore[arg-type]
    assert 0.5 <= (ground.confidence or 0) <= 1
    refused = mapping("a/1/item/1", SKOS.closeMatch, "b/1/item/1", "Rejected")
    assert answered(moved(role("a/1", *ours), role("b/1", *theirs), refused))[1].standing is MISSING


@pytest.mark.parametrize(
    ("statement", "document", "expected"),
    [
        ("b/1/item/1", "a/1", MISSING),
        ("a/1/item/1", "b/1", MISSING),
        ("b/1/item/1", "c/1", UNKNOWN),
        ("a/1/item/2", "b/1", UNKNOWN),
    ],
)
def test_where_a_reader_found_nothing_in_all_of_a_document_nothing_there_is_suggested(
    statement: str, document: str, expected: Standing
) -> None:
    ours = [item("Duty", "Keep the log of every visit to the lock."), item("Duty", "Paint gates.")]
    theirs = [item("Duty", "Every visit to the lock is kept in the log."), item("Duty", "Sing at feasts.")]
    nothing = mapping(statement, SKOS.relatedMatch, None, "Rejected", document)
    assert answered(moved(role("a/1", *ours), role("b/1", *theirs), nothing))[1].standing is expected


def test_what_shares_some_words_is_not_suggested() -> None:
    ours = [item("Duty", "Keep the log of every visit to the lock."), item("Duty", "Paint gates.")]
    theirs = [item("Duty", "Clean the lock and log the water."), item("Duty", "Sing at feasts.")]
    assert answered(moved(role("a/1", *ours), role("b/1", *theirs)))[1].standing is MISSING  # below 0.5


def test_a_qualification_is_not_suggested_by_its_name() -> None:
    names = ("Lock and weir keeping certificate of the county", "County certificate of lock and weir keeping")
    rest = [item("Duty", "Sing at feasts.")]
    for kind, expected in (("Experience", UNKNOWN), ("Qualification", MISSING)):
        ours, theirs = (item(kind, name) for name in names)
        answers = answered(moved(role("a/1", ours, *rest), role("b/1", theirs, *rest)))
        assert answers[1].standing is expected


@pytest.mark.parametrize(("title", "expected"), [("Lock Keepers", PARTLY), ("Weir Keeper", MISSING)])
def test_experience_in_a_post_is_had_in_that_post_only(title: str, expected: Standing) -> None:
    wanted = item("Experience", "Four years as a Lock Keeper.", monthsOfExperience=48, names="Lock Keeper")
    found = moved(role("a/1", item("Duty", "Sweep."), title=title), role("b/1", wanted))
    (gate,) = found.gates
    assert (gate.answer.standing, gate.blocks) == (expected, True)
    assert ("gain it as Lock Keeper" in gate.closing) == (expected is MISSING)
    assert [bridge.title for bridge in found.bridges] == ([] if expected is PARTLY else ["Lock Keeper"])


def test_words_that_match_experience_in_a_post_do_not_replace_it() -> None:
    wanted = item("Experience", "Work as a Lock Keeper.", names="Lock Keeper")
    both = [*role("a/1", item("Experience", "Work at a lock.")), *role("b/1", wanted)]
    answer = answered(moved(both, mapping("a/1/item/1", SKOS.exactMatch, "b/1/item/1", "Accepted")))[1]
    assert answer.standing is PARTLY
    assert answer.options[0].grounds[0].shortfalls == ("it is not asked there as Lock Keeper",)


def test_a_role_that_is_described_bridges_what_asks_for_it() -> None:
    wanted = item("Experience", "Work as a Lock Keeper.", names="Lock Keeper")
    found = moved(
        role("a/1", item("Duty", "Sweep.")),
        role("b/1", wanted),
        role("c/1", item("Duty", "Lock."), title="Lock keeper"),
    )
    (bridge,) = found.bridges
    assert bridge.described
    assert (bridge.described.document.identifier, bridge.named) == ("c", None)


def test_words_of_a_form_are_told_from_words_of_a_job() -> None:
    same = item("Eligibility", "Be free to work at night.")
    for forms, expected in (
        (("form", "form"), Basis.TEMPLATE),
        (("form", "other"), Basis.WORDS),
        (("", ""), Basis.WORDS),
    ):
        found = moved(*(role(f"{name}/1", same, form=form) for name, form in zip("ab", forms, strict=True)))
        assert answered(found)[1].options[0].grounds[0].basis is expected


@pytest.mark.parametrize(("publishers", "expected"), [("xx", Basis.TEMPLATE), ("xy", Basis.WORDS)])
def test_documents_of_any_employer_are_on_one_form_only_where_one_employer_made_them(
    publishers: str, expected: Basis
) -> None:
    same = item("Experience", "Knowledge of looking after young bees")
    (form,) = OF_ANY_EMPLOYER
    two = (role(f"{name}/1", same, form=form, publisher=who) for name, who in zip("ab", publishers, strict=True))
    assert answered(moved(*two))[1].options[0].grounds[0].basis is expected


def test_the_families_that_are_of_any_employer_are_those_of_the_general_reader() -> None:
    assert {family.NAME for family in families() if family.IS_GENERAL} == OF_ANY_EMPLOYER


def test_same_words_are_met_whatever_kind_of_demand_they_were_read_as() -> None:
    ours, theirs = (item(kind, "Registered keeper of locks") for kind in ("Technical", "Qualification"))
    found = moved(role("a/1", ours), role("b/1", theirs))
    (gate,) = found.gates
    assert (gate.answer.standing, gate.blocks, found.left) == (MET, False, ())
    assert gate.answer.options[0].grounds[0].basis is Basis.WORDS


def test_same_words_of_the_work_and_of_a_person_are_met_in_part() -> None:
    found = moved(role("a/1", item("Duty", "Lead the crew")), role("b/1", item("Experience", "Lead the crew")))
    (verdict,) = answered(found)[1].options
    assert (verdict.standing, found.left) == (PARTLY, ())
    short = "there they say what one does, and here what is asked of a person"
    assert verdict.grounds[0].shortfalls == (short,)


def test_stated_steps_are_told_apart_with_the_words_that_show_them() -> None:
    three = [*(quad for name in "abc" for quad in role(f"{name}/1", item("Duty", f"Do {name}.")))]
    a, b, c = (IDS[f"{name}/1/role"] for name in "abc")
    step = IDS["step"]
    printed = [
        Quad(step, RDF.type, RCQ.Progression), Quad(step, RCQ.fromRole, a), Quad(step, RCQ.toRole, c),
        Quad(step, RCQ.status, RCQ.Stated), Quad(step, RCQ.shownBy, IDS["a/1/item/1"]),
    ]  # fmt: skip
    onward = [Quad(c, RCQ.progressesDirectlyTo, b)]
    found = moved(three, printed, onward)
    assert [(each.old, each.new, [place.quote for place in each.places]) for each in found.path] == [
        (a, c, ["Do a."]), (c, b, []),
    ]  # fmt: skip
    assert moved(three, printed).path == ()
    assert len(moved(three, printed).stated) == 1
    inferred = [quad for quad in printed if quad.predicate != RCQ.status] + [Quad(step, RCQ.status, RCQ.Inferred)]
    assert moved(three, inferred, onward).path == ()


def test_a_stepping_stone_shortens_both_steps_and_adds_no_gate() -> None:
    a = role("a/1", item("Duty", "Sweep."))
    b = [item("Behaviour", name, denotes=c) for name, c in zip(("Knots", "Paint", "Rope"), C, strict=True)]
    c = [item("Behaviour", name, denotes=c) for name, c in zip(("Knots", "Paint"), C, strict=False)]
    quads = [*a, *role("b/1", *b)]
    (stone,) = moved(quads, role("c/1", *c)).stones
    assert (stone.role.document.identifier, stone.before, stone.after, lines(*stone.covers)) == ("c", 2, 1, [1, 2])
    gate = item("Eligibility", "Pass the test.", timing=RCQ.AtEntry)
    assert moved(quads, role("c/1", c[0], gate)).stones == ()
    assert moved(quads, role("c/1", *c, current=False)).stones == ()
    assert moved(quads, role("c/1", item("Duty", "Hum."))).stones == ()  # near, and no nearer to the target


def test_a_stepping_stone_that_is_far_or_lacks_what_one_has_is_none() -> None:
    gate = item("Eligibility", "Pass the test.", timing=RCQ.AtEntry)
    knots, paint, rope = (
        item("Behaviour", name, denotes=c) for name, c in zip(("Knots", "Paint", "Rope"), C, strict=True)
    )
    quads = [*role("a/1", gate), *role("b/1", gate, knots, paint, rope)]
    assert len(moved(quads, role("c/1", knots, paint, gate)).stones) == 1
    assert moved(quads, role("c/1", knots, paint)).stones == ()  # from there the gate would be in the way
    far = [item("Duty", f"Do {number}.") for number in range(3)]
    assert moved(quads, role("c/1", knots, gate, *far)).stones == ()


def test_wording_of_the_form_makes_no_stepping_stone() -> None:
    same = item("Eligibility", "Be free to work at night.")
    quads = [*role("a/1", item("Duty", "Sweep.")), *role("c/1", same, form="form")]
    target = [same, item("Duty", "Paint."), item("Duty", "Hum.")]
    assert len(moved(quads, role("b/1", *target)).stones) == 1
    assert moved(quads, role("b/1", *target, form="form")).stones == ()


def test_an_older_edition_is_read_where_it_is_named_and_else_not() -> None:
    quads = [
        *role("a/1", item("Behaviour", "Knots", denotes=C[0]), current=False), *role("a/2", item("Duty", "Sweep.")),
        *role("b/1", item("Behaviour", "Knots", denotes=C[0])),
    ]  # fmt: skip
    assert answered(moved(quads, old="a/1"))[1].standing is MET
    assert answered(moved(quads, old="a/2"))[1].standing is MISSING
    assert moved(quads, old="a/2").stones == ()


def test_what_falls_away_is_what_nothing_takes_up() -> None:
    ours = [item("Duty", "Sweep the shed."), item("Behaviour", "Knots", denotes=C[0]), item("Duty", "Hum.")]
    theirs = [item("Duty", "Clean the yard."), item("Behaviour", "Knots", denotes=C[0])]
    both = [*role("a/1", *ours), *role("b/1", *theirs)]
    assert lines(*(verdict.asked for verdict in moved(both).left)) == [1, 3]
    related = mapping("a/1/item/1", SKOS.relatedMatch, "b/1/item/1", "Accepted")
    assert lines(*(verdict.asked for verdict in moved(both, related).left)) == [3]


def test_what_something_may_take_up_is_not_said_to_fall_away() -> None:
    ours = [item("Duty", "Keep the log of every visit to the lock."), item("Duty", "Paint gates.")]
    theirs = [item("Duty", "Every visit to the lock is kept in the log."), item("Duty", "Sing at feasts.")]
    found = moved(role("a/1", *ours), role("b/1", *theirs))
    assert lines(*(verdict.asked for verdict in found.left)) == [2]
    assert lines(*(verdict.asked for verdict in found.left_perhaps)) == [1]
    for name in formats():
        assert "Of 1 further item it is not known" in written(found, name) or name == "json"
    assert [each["text"] for each in json.loads(written(found, "json"))["left_behind_not_known"]] == [ours[0]["text"]]


def test_a_qualification_that_may_meet_something_does_not_fall_away() -> None:
    ours = item("Qualification", "Certificate of lock and weir keeping")
    found = moved(role("a/1", ours), role("b/1", item("Technical", "Lock and weir keeping"), item("Duty", "Hum.")))
    assert answered(found)[1].standing is UNKNOWN
    assert (found.left, lines(*(verdict.asked for verdict in found.left_perhaps))) == ((), [1])


def test_words_that_nobody_read_are_told_in_every_format() -> None:
    ours = [item("Duty", "Sweep."), *(item("UnreadText", f"{word} check") for word in ("Sight", "Sound"))]
    found = moved(role("a/1", *ours), role("b/1", item("Eligibility", "Sight check")))
    for name in set(formats()) - {"json"}:
        told = " ".join(written(found, name).replace("> ", "").split())
        assert "Not all of a@1 was read: what its words on lines 2-3 of a.txt ask for is told nowhere here." in told
    said = json.loads(written(found, "json"))
    assert [place["quote"] for place in said["role"]["unread"]] == ["Sight check", "Sound check"]
    assert said["target"]["unread"] == []


def test_an_alternative_to_what_is_taken_up_does_not_fall_away() -> None:
    either = [item("Qualification", "One of:"), *({**each, "under": 1} for each in choice(C[0], C[1]))]
    either[2] = {**either[2], "beside": 2}
    taken = item("Qualification", "Ticket knots", denotes=C[0])
    assert moved(role("a/1", *either), role("b/1", taken)).left == ()
    assert lines(
        *(verdict.asked for verdict in moved(role("a/1", *either), role("b/1", item("Duty", "Hum."))).left)
    ) == [1]


def test_of_a_list_that_is_taken_up_as_a_whole_no_part_falls_away() -> None:
    listed = [
        item("Experience", "All of this:"),
        item("Experience", "Knots", under=1),
        item("Experience", "Ropes", under=1),
    ]
    both = [*role("a/1", *listed), *role("b/1", item("Duty", "Tie and haul."), item("Experience", "Knots"))]
    assert lines(*(verdict.asked for verdict in moved(both).left)) == [3]
    related = mapping("a/1/item/1", SKOS.relatedMatch, "b/1/item/1", "Accepted")
    assert moved(both, related).left == ()


def test_what_is_desirable_or_asked_later_is_in_nobodys_way() -> None:
    for said, blocks in (
        ({"modality": RCQ.Essential, "timing": RCQ.AtEntry}, True),
        ({"modality": RCQ.Unstated, "timing": RCQ.Unstated}, True),
        ({"modality": RCQ.Desirable, "timing": RCQ.AtEntry}, False),
        ({"modality": RCQ.Essential, "timing": RCQ.AfterAppointment}, False),
    ):
        wanted = item("Qualification", "Shed Ticket", **said)
        (gate,) = moved(role("a/1", item("Duty", "Hum.")), role("b/1", wanted)).gates
        assert gate.blocks is blocks
        later = said["timing"] == RCQ.AfterAppointment
        assert gate.kind is (GateKind.TRAINING if later else GateKind.QUALIFICATION)


def test_levels_are_compared_on_one_printed_scale_only() -> None:
    levels = [role(f"{name}/1", item("Duty", "Hum."), level=Literal(number)) for name, number in (("a", 3), ("b", 5))]
    both = [quad for some in levels for quad in some]
    assert [(step.change, step.note) for step in moved(both).levels] == [
        (None, "the scale is not printed, so the numbers are not compared")
    ]
    scales = [Quad(IDS[f"{name}/1"], RCQ.levelScheme, IDS["rungs"]) for name in "ab"]
    assert [(step.change, step.note) for step in moved(both, scales).levels] == [(2, "")]
    assert [step.change for step in moved(both, scales[:1]).levels] == [None]


def test_roles_that_cannot_be_moved_between_are_refused() -> None:
    quads = [*role("a/1", item("Duty", "Sweep.")), *role("b/1", item("Passage", "This is a job."))]
    with pytest.raises(QueryError, match="is given twice; name two roles"):
        moved(quads, new="a/1")
    with pytest.raises(QueryError, match="b@1: asks for nothing that was read"):
        moved(quads)
    with pytest.raises(QueryError, match="described by no document of the build"):
        moved(quads, new="c/1")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("ps-jes-0031", "ps-jes-0109"), "ps-jes-0109: is no role here; did you mean 'ps-jes-0108'?"),
        (("ps-jes-0031", "Probation Services Officer"), "ps-jes-0031@6.0: is given twice; name two roles"),
        (("ps-jes-0031", "Probation Officer"), "Probation Officer: is no role here; did you mean"),
        (("ps-jes-0031@5.0", "occ0494"), "ps-jes-0031@5.0: has no edition 5.0; there is ps-jes-0031@6.0"),
    ],
)
def test_bad_names_cost_one_line_and_exit_code_2(
    build: graphkit.Build, capsys: pytest.CaptureFixture[str], names: tuple[str, str], told: str
) -> None:
    assert main(["progression", *names, "--build", str(build.path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"graphkit: {told}")
    assert captured.err.count("\n") == 1


def test_a_role_says_what_hangs_together(build: graphkit.Build) -> None:
    (specialist,) = (each for each in roles(facts_of(build.stored.graph)) if each.document.identifier == "ps-jes-0108")
    assert isinstance(specialist, Role)
    (qualification,) = (demand for demand in specialist.demands if demand.facet is Facet.QUALIFICATION)
    assert lines(*(option.asked for option in qualification.options)) == [161, 163]
    (inner,) = qualification.options[1].parts
    assert lines(*(option.asked for option in inner.options)) == [167, 168, 169]
    months = {each.months: lines(each) for each in specialist.asked if each.months}
    assert months == {36: [139]}
    assert sorted(lines(*(each for each in specialist.asked if each.is_template))) == [129, 182, 184, 187]
