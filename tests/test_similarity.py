"""How alike two roles are: invented roles whose numbers are reckoned by hand, and the project's own documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

import graphkit
from graphkit import content
from graphkit.comparison import Compared, Comparison, Coverage
from graphkit.facts import Facts
from graphkit.questions import facts_of
from graphkit.similarity import Index, Similarity, compare, nearest
from graphkit.similarity.comparing import headline
from graphkit.similarity.matching import greedy, match
from graphkit.vocabulary import DCAT, DCTERMS, OA, RCQ, RDF, SKOS, Namespace

NAMES = Namespace("https://example.org/id/")
FORM = "hmpps-job-description"
SPOKEN = (
    "An ability to fulfil all spoken aspects of the role with confidence through the medium of English or "
    "(where specified in Wales) Welsh."
)
#: a statement: its class, its words, and what else is said of it
Said = tuple[str, str] | tuple[str, str, dict[str, NamedNode | Literal]]

# Statements that share no word.
KEEP, PAINT, LOG, SING = "Keep bees", "Paint gates", "Log visits", "Sing loudly"
BAKE, MEND, SAIL, WEIGH = "Bake bread", "Mend nets", "Sail boats", "Weigh fish"


def told(**documents: Sequence[Said]) -> Iterator[Quad]:
    """A graph of documents on one form, each with its statements, one a line."""
    for name, statements in documents.items():
        document, role = NAMES[f"{name}/1"], node(name)
        yield Quad(document, DCTERMS.identifier, Literal(name))
        yield Quad(document, DCAT.version, Literal("1"))
        yield Quad(document, RCQ.family, Literal(FORM))
        yield Quad(document, RCQ.describes, role)
        yield Quad(role, RCQ.jobTitle, Literal(name.title()))
        yield Quad(role, RCQ.current, Literal(True))
        for line, (kind, text, *more) in enumerate(statements, 1):
            statement, quote = NAMES[f"{name}/1/{line}"], NAMES[f"{name}/1/quote/{line}"]
            yield Quad(statement, RDF.type, RCQ[kind])
            yield Quad(statement, RCQ.text, Literal(text, language="en"))
            yield Quad(statement, RCQ.fromDocument, document)
            yield Quad(statement, RCQ.quotedFrom, quote)
            yield Quad(quote, OA.exact, Literal(text))
            yield Quad(quote, RCQ.firstLine, Literal(line))
            yield Quad(quote, OA.start, Literal(line * 1000))
            yield Quad(quote, OA.end, Literal(line * 1000 + len(text)))
            for key, value in more[0].items() if more else ():
                yield Quad(statement, RCQ[key], value)


def node(name: str) -> NamedNode:
    return NAMES[f"{name}/1/role"]


def held(left: Sequence[Said], right: Sequence[Said], **more: Sequence[Said]) -> Comparison:
    """Two invented roles, a and b, held against each other among others."""
    return compare(Facts(told(a=left, b=right, **more)), node("a"), node("b"))


def duties(*texts: str) -> list[Said]:
    return [("Duty", text) for text in texts]


def kind(comparison: Comparison, name: str) -> Compared:
    (found,) = (each for each in comparison.compared if each.name == name)
    return found


def texts(asked: Iterable[object]) -> list[str]:
    return [each.item.text for each in asked]  # type: ignore[attr-defined]


def mean(comparison: Comparison) -> float:
    assert comparison.headline is not None
    return comparison.headline.coverage.mean


# -- one with one --------------------------------------------------------------------------------------------------

weights = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9).map(lambda n: n / 8))


def best(pairs: dict[tuple[int, int], float]) -> float:
    """The most that any one-to-one matching weighs, by trying all."""
    return max(sum(pairs.get((at, other), 0.0) for at, other in enumerate(order)) for order in permutations(range(5)))


@given(weights)
def test_no_matching_weighs_more(pairs: dict[tuple[int, int], float]) -> None:
    found = match(pairs)
    assert len({left for left, _ in found}) == len({right for _, right in found}) == len(found)
    assert sum(pairs[pair] for pair in found) == pytest.approx(best(pairs))
    assert sum(pairs[pair] for pair in greedy(pairs)) <= best(pairs) + 1e-9


@given(weights)
def test_a_matching_weighs_the_same_both_ways(pairs: dict[tuple[int, int], float]) -> None:
    turned = {(right, left): weight for (left, right), weight in pairs.items()}
    assert sum(turned[pair] for pair in match(turned)) == pytest.approx(sum(pairs[pair] for pair in match(pairs)))


def test_the_likeliest_pair_is_given_up_where_two_others_are_worth_more() -> None:
    pairs = {("a", 1): 0.9, ("a", 2): 0.8, ("b", 1): 0.7}
    assert match(pairs) == [("a", 2), ("b", 1)]
    assert greedy(pairs) == [("a", 1)]


# -- the numbers ---------------------------------------------------------------------------------------------------


def test_coverage_keeps_its_direction() -> None:
    found = held(duties(KEEP, PAINT, LOG), duties(KEEP, PAINT, SING, BAKE))
    compared = kind(found, "duties")
    assert compared.coverage == Coverage(2 / 3, 2 / 4)
    assert mean(found) == pytest.approx((2 / 3 + 2 / 4) / 2)
    assert sorted((pair.left.item.text, pair.right.item.text) for pair in compared.pairs) == [
        (KEEP, KEEP),
        (PAINT, PAINT),
    ]
    assert texts(compared.only_left) == [LOG]
    assert texts(compared.only_right) == [SING, BAKE]


def test_the_other_way_round_is_the_same_mirrored() -> None:
    facts = Facts(told(a=duties(KEEP, PAINT, LOG), b=duties(KEEP, SING), c=duties(BAKE)))
    there, back = compare(facts, node("a"), node("b")), compare(facts, node("b"), node("a"))
    assert back == there.mirrored()
    assert back.left.node == node("b")
    assert kind(back, "duties").coverage == Coverage(1 / 2, 1 / 3)
    assert back.headline is not None
    assert back.headline.coverage == Coverage(1 / 2, 1 / 3)
    assert back.others is not None
    assert back.others.causeways == pytest.approx(Coverage(1 / 2 / 5, 1 / 3 / 5))
    assert back.mirrored() == there


def test_one_statement_is_matched_once() -> None:
    compared = kind(held(duties(KEEP), duties(KEEP, KEEP)), "duties")
    assert compared.coverage == Coverage(1, 1 / 2)


def test_roles_of_the_same_words_are_wholly_alike() -> None:
    said = [*duties(KEEP, PAINT), ("Experience", LOG), ("Behaviour", SING)]
    assert held(said, said).headline is not None
    assert mean(held(said, said)) == 1
    assert mean(compare(Facts(told(a=said)), node("a"), node("a"))) == 1


def test_what_a_role_does_weighs_as_much_as_all_it_asks_for() -> None:
    left = [*duties(KEEP, PAINT), ("Experience", LOG), ("Behaviour", SING)]
    found = held(left, [*duties(KEEP, BAKE), ("Experience", LOG), ("Behaviour", MEND)])
    assert found.headline is not None
    assert dict(found.headline.weights) == {"duties": 0.5, "behaviours": 0.25, "experience": 0.25}
    assert mean(found) == pytest.approx(0.5 * 0.5 + 0.25 * 0 + 0.25 * 1)


def test_the_range_is_that_of_weights_a_fifth_off() -> None:
    found = held([*duties(*"ABCDE"), ("Experience", LOG)], [*duties(*"AVWXY"), ("Experience", LOG)])
    assert mean(found) == pytest.approx(0.5 * 0.2 + 0.5 * 1)
    assert found.headline is not None
    assert found.headline.least == pytest.approx(0.6 * 0.2 + 0.4 * 1)
    assert found.headline.most == pytest.approx(0.4 * 0.2 + 0.6 * 1)


def test_of_a_closed_list_only_what_goes_beyond_chance_counts() -> None:
    behaviours = sorted(
        triple.subject.value
        for triple in content.reference()
        if triple.predicate == SKOS.inScheme and str(triple.object).endswith("/civil-service-behaviours>")
        and isinstance(triple.subject, NamedNode)
    )  # fmt: skip
    assert len(behaviours) == 9

    def picked(*places: int) -> list[Said]:
        return [("Behaviour", behaviours[at].rsplit("/")[-1], {"denotes": NamedNode(behaviours[at])}) for at in places]

    found = kind(held(picked(0, 1, 2, 3, 4), picked(2, 3, 4, 5, 6)), "behaviours")
    assert found.coverage == Coverage(3 / 5, 3 / 5)
    assert found.chance == pytest.approx(25 / 9)
    assert found.beyond_chance.mean == pytest.approx((3 - 25 / 9) / (5 - 25 / 9)) == pytest.approx(0.1)
    assert headline([found]).coverage == found.beyond_chance  # type: ignore[union-attr]
    same = kind(held(picked(*range(9)), picked(*range(9))), "behaviours")
    assert same.beyond_chance == Coverage(1, 1)


# -- what is compared ----------------------------------------------------------------------------------------------


def test_a_kind_that_one_role_lacks_is_not_counted_as_nothing() -> None:
    plain = held(duties(KEEP, PAINT), duties(KEEP, LOG))
    found = held([*duties(KEEP, PAINT), ("Behaviour", SING)], duties(KEEP, LOG))
    assert mean(found) == mean(plain) == 0.5
    assert [(each.name, texts(each.asked), each.is_left) for each in found.alone] == [("behaviours", [SING], True)]


def test_roles_without_a_common_kind_have_no_number() -> None:
    found = held(duties(KEEP), [("Behaviour", SING)])
    assert found.headline is None
    assert found.compared == ()


def test_experience_is_held_against_competences_where_there_is_no_other() -> None:
    found = held([("Experience", KEEP), ("Technical", PAINT)], [("Knowledge", KEEP), ("Skill", LOG)])
    assert kind(found, "experience and competences").coverage == Coverage(1 / 2, 1 / 2)
    both = [("Experience", KEEP), ("Knowledge", PAINT)]
    assert [each.name for each in held(both, both).compared] == ["experience", "competences"]
    assert [each.name for each in held(both, [("Skill", KEEP)]).compared] == ["experience and competences"]
    assert [each.name for each in held([("Knowledge", KEEP)], [("Skill", KEEP)]).compared] == ["competences"]


def test_what_opens_a_list_is_not_counted_its_items_are() -> None:
    unit = NAMES["a/1/1"]
    left: list[Said] = [("NosUnit", KEEP), ("NosOutcome", PAINT, {"listedUnder": unit})]
    assert kind(held(left, [("NosOutcome", PAINT)]), "competences").coverage == Coverage(1, 1)


def test_conditions_change_no_number() -> None:
    left: list[Said] = [*duties(KEEP, PAINT), ("Experience", BAKE)]
    right: list[Said] = [*duties(KEEP, LOG), ("Experience", BAKE)]
    plain = held(left, right)
    gates: list[Said] = [
        ("Qualification", MEND), ("Training", SAIL), ("Eligibility", WEIGH),
        ("Experience", "Three years of singing", {"monthsOfExperience": Literal(36)}),
    ]  # fmt: skip
    found = held([*left, *gates], [*right, ("Qualification", MEND)])
    assert mean(found) == mean(plain)
    assert [(gate.kind, gate.asked.item.text, gate.is_left) for gate in found.gates] == [
        ("qualification", MEND, True), ("training", SAIL, True), ("eligibility", WEIGH, True),
        ("years", "Three years of singing", True), ("qualification", MEND, False),
    ]  # fmt: skip
    assert not kind(found, "qualifications").counts


def test_a_standing_sentence_of_the_form_changes_nothing() -> None:
    left, right = duties(KEEP, PAINT, LOG, "Sweep the spoken rooms"), duties(KEEP, SING, "Sweep many spoken stairs")
    plain, found = held(left, right), held([*left, ("Ability", SPOKEN)], [*right, ("Duty", SPOKEN)])
    assert found.headline == plain.headline
    assert [each.coverage for each in found.compared] == [each.coverage for each in plain.compared]
    assert 2 > kind(plain, "duties").matched > 1
    assert [(each.asked.item.text, each.is_left) for each in found.left_out] == [(SPOKEN, True), (SPOKEN, False)]
    kept = Similarity(Facts(told(a=[*left, ("Duty", SPOKEN)], b=[*right, ("Duty", SPOKEN)])), keep_template=True)
    assert kind(kept.compare(node("a"), node("b")), "duties").matched > 2


HOUSE = "To work at all times within the aims and values of the house"


def test_what_a_third_document_prints_too_came_with_the_form() -> None:
    left, right = duties(KEEP, PAINT, HOUSE), duties(KEEP, LOG, HOUSE)
    assert held(left, right).left_out == ()
    assert kind(held(left, right), "duties").coverage == Coverage(2 / 3, 2 / 3)
    found = held(left, right, third=duties(SING, BAKE, HOUSE))
    assert texts(each.asked for each in found.left_out) == [HOUSE, HOUSE]
    assert kind(found, "duties").coverage == Coverage(1 / 2, 1 / 2)


def test_a_version_of_one_of_the_roles_does_not_tell_what_came_with_the_form() -> None:
    left, right = duties(KEEP, PAINT, HOUSE), duties(KEEP, LOG, HOUSE)
    assert held(left, right, third=duties(KEEP, PAINT, HOUSE)).left_out == ()


def test_a_few_words_are_chosen_and_come_with_no_form() -> None:
    assert held(duties(KEEP, PAINT), duties(KEEP), third=duties(KEEP, SING, BAKE)).left_out == ()


# -- other methods -------------------------------------------------------------------------------------------------


def test_other_methods_are_reckoned_as_they_say() -> None:
    left = [*duties(KEEP, PAINT), ("Ability", SPOKEN), ("Qualification", MEND)]
    found = held(left, [*duties(KEEP, SING, BAKE), ("Ability", SPOKEN), ("Qualification", MEND)]).others
    assert found is not None
    # five facets: duties 1 of 3 (or of 2), behaviours 1 of 1, qualifications 1 of 1, two that nobody has
    assert found.causeways.of_right == pytest.approx((1 / 3 + 1 + 1) / 5)
    assert found.causeways.of_left == pytest.approx((1 / 2 + 1 + 1) / 5)
    assert found.jaccard_of_statements == pytest.approx(4 / 10)  # keep bee mend net, paint gate sing loud bake bread
    assert found.jaccard_of_documents > 0.7


# -- any roles -----------------------------------------------------------------------------------------------------

sayings = st.lists(
    st.tuples(
        st.sampled_from(["Duty", "Behaviour", "Experience", "Knowledge", "Qualification", "Eligibility"]),
        st.lists(
            st.sampled_from(["keep", "the", "bees", "paint", "gates", "log", "and", "sing"]), min_size=1, max_size=6
        ).map(" ".join),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(sayings, sayings, sayings)
def test_shares_are_shares_and_mirror(left: list[Said], right: list[Said], other: list[Said]) -> None:
    facts = Facts(told(a=left, b=right, c=other))
    found = compare(facts, node("a"), node("b"))
    assert compare(facts, node("b"), node("a")) == found.mirrored()
    for each in found.compared:
        assert all(0 <= share <= 1 for share in (*each.coverage, *each.beyond_chance))
        assert len({pair.left.node for pair in each.pairs}) == len({pair.right.node for pair in each.pairs})
    if found.headline:
        assert 0 <= found.headline.least <= mean(found) + 1e-9
        assert mean(found) <= found.headline.most + 1e-9 <= 1 + 2e-9
    same = compare(facts, node("a"), node("a"))
    assert same.headline is None or mean(same) == pytest.approx(1)


def test_the_nearest_are_those_that_share_most() -> None:
    facts = Facts(told(a=duties(KEEP, PAINT), b=duties(KEEP, LOG, SING), c=duties(KEEP, PAINT, MEND), d=duties(SAIL)))
    similarity = Similarity(facts)
    assert Index(similarity).shortlist(node("a")) == [node("c"), node("b")]
    found = list(nearest(similarity, node("a")))
    assert [role for role, _ in found] == [node("c"), node("b")]
    assert [alike for _, alike in found] == pytest.approx([(1 + 2 / 3) / 2, (1 / 2 + 1 / 3) / 2])


# -- the four documents --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def facts(build: graphkit.Build) -> Facts:
    return facts_of(build.stored.graph)


@pytest.fixture(scope="module")
def same_job(build: graphkit.Build) -> Comparison:
    return build.compare("ps-jes-0031", "essex-crc-probation-service-officer")


def lines(comparison: Comparison, name: str) -> dict[int | None, int | None]:
    """First line of one side of each pair -> first line of the other."""
    return {pair.left.places[0].line: pair.right.places[0].line for pair in kind(comparison, name).pairs}


def test_statements_of_the_same_job_are_found(same_job: Comparison) -> None:
    found = lines(same_job, "duties")
    assert found[76] == 33  # safeguarding children
    assert found[68] == 40  # visits at home and in prison
    assert found[63] == 52  # computers
    assert {81, 78} <= {asked.places[0].line for asked in kind(same_job, "duties").only_left}  # values, modelling
    assert {36, 41} <= {asked.places[0].line for asked in kind(same_job, "duties").only_right}  # MARAC, curfew checks


def test_the_numbers_of_the_same_job_count_what_is_printed(same_job: Comparison) -> None:
    compared = kind(same_job, "duties")
    assert (len(compared.left), len(compared.right)) == (12, 30)
    assert [(each.asked.places[0].line, each.is_left) for each in same_job.left_out] == [(87, True)]
    assert {each.name for each in same_job.alone} == {"behaviours", "qualifications"}
    assert [gate.asked.places[0].line for gate in same_job.gates if gate.kind == "eligibility"] == [126, 128, 131]


def test_three_of_five_behaviours_are_shared_and_most_of_that_is_chance(build: graphkit.Build) -> None:
    found = kind(build.compare("ps-jes-0031", "ps-jes-0108"), "behaviours")
    assert found.matched == 3
    assert texts(pair.left for pair in found.pairs) == [
        "Making Effective Decisions", "Working Together", "Communicating and Influencing",
    ]  # fmt: skip
    assert found.chance == pytest.approx(5 * 5 / 9)


def ranking(facts: Facts, *, keep_template: bool) -> list[set[str]]:
    """The pairs of roles, the likest first, by the ids of their documents."""
    similarity = Similarity(facts, keep_template=keep_template)
    pairs = sorted(combinations(similarity.roles, 2), key=lambda pair: -similarity.nearness(*pair))
    return [{similarity.roles[role].document.identifier for role in pair} for pair in pairs]


def test_descriptions_of_one_occupation_come_first_once_template_wording_is_left_out(facts: Facts) -> None:
    """The same job in two organisations and its standard, before any pair with the specialist two bands above."""
    of_one = {"essex-crc-probation-service-officer", "ps-jes-0031", "occ0494"}
    assert all(pair < of_one for pair in ranking(facts, keep_template=False)[:3])
    assert {"ps-jes-0031", "ps-jes-0108"} in ranking(facts, keep_template=True)[:3]


def test_no_decision_on_a_pair_changes_a_number(build: graphkit.Build, facts: Facts) -> None:
    without = Facts(
        quad for quad in build.quads()
        if not str(quad.graph_name).endswith(("/derived>", "/ontology>", "/alignments>"))
    )  # fmt: skip
    accepted = 0
    for one, other in combinations(Similarity(facts).roles, 2):
        found, plain = compare(facts, one, other), compare(without, one, other)
        assert found.headline == plain.headline
        assert found.others == plain.others
        for ours, theirs in zip(found.compared, plain.compared, strict=True):
            assert [(pair.left.node, pair.right.node, pair.confidence) for pair in ours.pairs] == [
                (pair.left.node, pair.right.node, pair.confidence) for pair in theirs.pairs
            ]
            assert not any(pair.accepted for pair in theirs.pairs)
            accepted += sum(pair.accepted for pair in ours.pairs)
    assert accepted > 10


def test_an_older_edition_is_compared_where_it_is_named() -> None:
    old = [quad for quad in told(old=duties(KEEP, HOUSE)) if quad.predicate != RCQ.current]
    found = Facts([*told(new=duties(KEEP, HOUSE, PAINT), other=duties(HOUSE, SING, BAKE)), *old])
    assert node("old") not in Similarity(found).roles
    compared = compare(found, node("old"), node("other"))
    assert compared.left_out == ()  # the newer edition is a version of the older one and no witness
    assert kind(compared, "duties").coverage == Coverage(1 / 2, 1 / 3)
