"""Every rule is caught by its failing case and silent on its passing one, under both engines."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, parse

from graphkit import content
from graphkit.documents.families import families
from graphkit.errors import ContentError
from graphkit.findings import Finding, Place, Severity
from graphkit.iris import Names
from graphkit.records import Observation, Reading, Span
from graphkit.validation import Remark, remarks, validate
from graphkit.validation.parts import parts
from graphkit.validation.rules import RULE, rules
from graphkit.validation.shacl import ENGINES, Result, fast
from graphkit.vocabulary import RCQ, RDF, SH

CASES = Path(__file__).parent / "shapes"
BASE = "https://example.org/id/lock-keeper/3.1/"
SHAPES = tuple(content.shapes())
RULES = rules(SHAPES)
CODES = [rule.code for rule in RULES.values() if rule.message is not None]

#: superclasses and superproperties, as the closure derives them
CLOSE = """
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    CONSTRUCT { ?s a ?class . ?s ?super ?o }
    WHERE { { ?s a/rdfs:subClassOf* ?class } UNION { ?s ?p ?o . ?p rdfs:subPropertyOf+ ?super } }
"""


def closed(turtle: str) -> Store:
    """A case and what follows from it."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in content.ontology())
    store.load(turtle.encode(), format=RdfFormat.TURTLE, base_iri=BASE)
    found = store.query(CLOSE)
    assert isinstance(found, QueryTriples)
    case = Store()
    case.load(turtle.encode(), format=RdfFormat.TURTLE, base_iri=BASE)
    subjects = {quad.subject for quad in case}
    case.extend(Quad(t.subject, t.predicate, t.object) for t in found if t.subject in subjects)
    return case


@cache
def results(code: str, case: str, engine: str) -> frozenset[Result]:
    return frozenset(ENGINES[engine](closed((CASES / code / f"{case}.ttl").read_text()), SHAPES))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_rule_is_silent_where_all_is_well(code: str, engine: str) -> None:
    assert results(code, "passes", engine) == set()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_rule_speaks_where_something_is_wrong_and_no_other_does(code: str, engine: str) -> None:
    head = re.findall(r"^# expects: (\S+)(?: (\S+))?$", (CASES / code / "fails.ttl").read_text(), re.MULTILINE)
    found = {(result.code, result.focus, result.value) for result in results(code, "fails", engine)}
    assert head
    assert found == {(code, urljoin(BASE, focus), urljoin(BASE, value) if value else None) for focus, value in head}


@pytest.mark.parametrize("code", CODES)
def test_two_engines_say_the_same_words(code: str) -> None:
    assert results(code, "fails", "fast") == results(code, "fails", "reference")


def test_every_rule_has_its_cases_and_every_case_its_rule() -> None:
    assert sorted(folder.name for folder in CASES.iterdir()) == sorted(CODES)
    assert {path.name for path in CASES.glob("*/*")} == {"passes.ttl", "fails.ttl"}


def test_a_contradiction_says_when_the_thing_is_asked_for() -> None:
    found = results("essential-and-desirable", "fails", "fast")
    messages = {result.focus.rsplit("/", 2)[1]: result.message for result in found}
    assert "as essential, both after appointment:" in messages["training"]
    assert "as essential, both at entry:" in messages["experience"]


def test_no_sentence_is_left_with_a_hole() -> None:
    for code in CODES:
        for result in results(code, "fails", "fast"):
            assert not re.search(r"[{}]|None", result.message)


#: where the code stands in a call that emits one
EMITTERS = {"observe": 0, "Observation": 0, "Remark": 0, "ReadError": 3}


def test_every_code_the_package_emits_is_a_rule() -> None:
    emitted = set()
    for path in Path(content.__file__).parent.rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            for argument in call.args[EMITTERS[name] :][:1] if name in EMITTERS else []:
                emitted |= {argument.value} if isinstance(argument, ast.Constant) else set()
    assert "empty-label" in emitted
    assert emitted <= set(RULES)


def test_every_family_a_shape_names_is_one_that_is_read() -> None:
    texts = [t.object.value for t in SHAPES if t.predicate == SH.select and isinstance(t.object, Literal)]
    named = {family for text in texts for family in re.findall(r'\?family = "([^"]+)"', text)}
    assert named
    assert named <= {family.NAME for family in families()}


def test_every_shacl_term_is_of_the_standard() -> None:
    vocabulary = Path(pyshacl.__file__).parent / "assets" / "shacl.ttl"
    defined = {quad.subject for quad in parse(path=str(vocabulary), format=RdfFormat.TURTLE)}
    used = {term for triple in SHAPES for term in (triple.predicate, triple.object) if isinstance(term, NamedNode)}
    terms = {term for term in used if term.value in SH}
    assert terms
    assert terms <= defined


def test_a_misspelt_term_is_refused() -> None:
    shape = RULE["role-without-duties"]
    wrong = [Triple(t.subject, SH.minCuont, t.object) if t.predicate == SH.minCount else t for t in SHAPES]
    assert any(t.subject == shape and t.predicate == SH.minCuont for t in wrong)
    with pytest.raises(ContentError):
        fast(Store(), tuple(wrong))


def test_a_rule_that_says_too_little_is_refused() -> None:
    for predicate in (SH.severity, RCQ.reason, RCQ.advice):
        with pytest.raises(ContentError, match="rule role-without-duties"):
            rules(t for t in SHAPES if (t.subject, t.predicate) != (RULE["role-without-duties"], predicate))


def test_one_file_per_noun_holds_one_shape_per_rule() -> None:
    for path in content.files("ontology/shapes/*.ttl"):
        shapes = {t.subject for t in content.triples(path) if t.predicate == SH.severity}
        assert all(isinstance(shape, NamedNode) and shape.value in RULE for shape in shapes)
        constraints = [t.subject for t in content.triples(path) if t.predicate == SH.sparql]
        assert len(constraints) == len(set(constraints))


def quads(turtle: str) -> list[Quad]:
    """A case in a named graph, as a build holds it."""
    return [Quad(q.subject, q.predicate, q.object, NamedNode(BASE + "graph")) for q in closed(turtle)]


PRINTED = """
    @base <https://example.org/id/lock-keeper/3.1/> .
    @prefix dcat: <http://www.w3.org/ns/dcat#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix oa: <http://www.w3.org/ns/oa#> .
    @prefix rcq: <https://w3id.org/rcq/ontology#> .
    <.> dcterms:identifier "lock-keeper" ; dcat:version "3.1" ; rcq:fileName "lock/source.txt" ; rcq:describes <role> .
    <role> a rcq:Job ; rcq:jobTitle "Lock keeper"@en ; rcq:hasDuty <duty/1> .
    <field/title> a rcq:Field ; rcq:text "Lock keeper"@en ; rcq:label "Post" ; rcq:about <role> ;
        rcq:property rcq:jobTitle ; rcq:fromDocument <.> ; rcq:quotedFrom <quote/6-17> .
    <quote/6-17> a rcq:Quote ; rcq:fromDocument <.> ; oa:start 6 ; oa:end 17 ; oa:exact "Lock keeper" ;
        rcq:firstLine 1 ; rcq:lastLine 1 .
    <duty/1> a rcq:Duty ; rcq:text "Open the gates."@en ; rcq:code "D1" ; rcq:fromDocument <.> ;
        rcq:quotedFrom <quote/40-46> , <quote/21-29> .
    <quote/21-29> a rcq:Quote ; rcq:fromDocument <.> ; oa:start 21 ; oa:end 29 ; oa:exact "Open the" ;
        rcq:firstLine 3 ; rcq:lastLine 4 ; rcq:page 2 .
    <quote/40-46> a rcq:Quote ; rcq:fromDocument <.> ; oa:start 40 ; oa:end 46 ; oa:exact "gates." ;
        rcq:firstLine 5 ; rcq:lastLine 5 ; rcq:page 2 .
"""
HERE = Place(document="lock-keeper", edition="3.1", file="lock/source.txt")


def on_title() -> Place:
    return Place(
        document="lock-keeper", edition="3.1", file="lock/source.txt", line=1, end_line=1, quote="Lock keeper",
        statement=BASE + "field/title", start=6, end=17,
    )  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_a_finding_about_a_role_says_for_whom_and_points_at_its_title(engine: str) -> None:
    (finding,) = validate(quads(PRINTED), engine=engine)
    assert finding == Finding(
        "role-without-reporting-line",
        Severity.WARNING,
        "A job without a reporting line",
        "Lock keeper (lock-keeper, edition 3.1): Nothing says to whom the holder of the job reports: name that post.",
        "Name the post that manages this one, by the title its own job description bears.",
        (on_title(),),
        family="Complete",
        reason=RULES["role-without-reporting-line"].reason,
    )


TWICE = (
    PRINTED
    + """
    <duty/2> a rcq:Duty ; rcq:text "Log the boats."@en ; rcq:code "D1" ; rcq:fromDocument <.> ;
        rcq:quotedFrom <quote/50-64> .
    <quote/50-64> a rcq:Quote ; rcq:fromDocument <.> ; oa:start 50 ; oa:end 64 ; oa:exact "Log the boats." ;
        rcq:firstLine 6 ; rcq:lastLine 6 .
"""
)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_finding_shows_both_quotes_run_by_run(engine: str) -> None:
    finding = validate(quads(TWICE), engine=engine)[0]
    assert finding.code == "code-used-twice"
    assert finding.message == (
        "D1 “Log the boats.” and D1 “Open the gates.”: "
        "The code D1 is printed for two items of one document: give each its own."
    )
    assert [(p.line, p.end_line, p.quote, p.start, p.end, p.page) for p in finding.places] == [
        (6, 6, "Log the boats.", 50, 64, None),
        (3, 4, "Open the", 21, 29, 2),
        (5, 5, "gates.", 40, 46, 2),
    ]
    assert [p.statement for p in finding.places] == [BASE + "duty/2", BASE + "duty/1", BASE + "duty/1"]


def test_a_document_is_named_and_placed_by_the_first_title_printed_of_its_role() -> None:
    twice = (
        PRINTED.replace('dcat:version "3.1" ; ', "")
        + """
        <.> a rcq:Document .
        <field/head> a rcq:Field ; rcq:text "Lock keeper"@en ; rcq:label "Head" ; rcq:about <role> ;
            rcq:property rcq:jobTitle ; rcq:fromDocument <.> ; rcq:quotedFrom <quote/0-4> .
        <quote/0-4> a rcq:Quote ; rcq:fromDocument <.> ; oa:start 0 ; oa:end 4 ; oa:exact "Lock" ;
            rcq:firstLine 1 ; rcq:lastLine 1 .
    """
    )
    (finding,) = (finding for finding in validate(quads(twice)) if finding.code == "document-without-version")
    assert finding.message.startswith("Lock keeper (lock-keeper, edition unknown): No version")
    assert [(place.quote, place.edition) for place in finding.places] == [("Lock", "unknown")]


def test_findings_are_ordered_by_weight_and_each_stands_once() -> None:
    remark = Remark("torn-word", "“ga tes” is torn", (HERE,))
    findings = validate(reversed(quads(TWICE) * 2), [remark, remark])
    assert [finding.code for finding in findings] == ["code-used-twice", "role-without-reporting-line", "torn-word"]


def test_an_observation_of_the_reader_becomes_a_finding_at_its_line() -> None:
    text = "\n\nWork the slui\nces daily\n"
    seen = Observation("torn-word", "“slui ces” is torn", Span(11, 19), "duty/1", severity="warning")
    reading = Reading(
        identifier="lock-keeper", edition="3.1", family="x", file="lock.txt", text=text, sha256="", describes="Job",
        observations=(seen,),
    )  # fmt: skip
    (finding,) = validate([], remarks(reading, Names("https://example.org/")))
    assert (finding.code, finding.severity, finding.message) == ("torn-word", Severity.WARNING, "“slui ces” is torn")
    assert finding.places == (
        Place(
            document="lock-keeper", edition="3.1", file="lock.txt", line=3, end_line=4, quote="slui\nces",
            statement=BASE + "duty/1", start=11, end=19,
        ),
    )  # fmt: skip


def test_a_place_that_ends_with_a_line_ends_on_that_line() -> None:
    reading = Reading(
        identifier="a", edition="1", family="x", file="a.txt", text="one\ntwo\nthree\n", sha256="", describes="Job",
        observations=(Observation("torn-word", "torn", Span(4, 8)), Observation("torn-word", "torn", Span(8, 8))),
    )  # fmt: skip
    places = [remark.places[0] for remark in remarks(reading, Names("https://example.org/"))]
    assert [(place.line, place.end_line) for place in places] == [(2, 2), (3, 3)]


def test_an_observation_on_a_statement_alone_stands_where_the_statement_does() -> None:
    seen = Observation("ambiguous-or", "“or” may join two things or three", None, "duty/1")
    reading = Reading(
        identifier="lock-keeper", edition="3.1", family="x", file="lock/source.txt", text="", sha256="",
        describes="Job", observations=(seen,),
    )  # fmt: skip
    findings = validate(quads(PRINTED), remarks(reading, Names("https://example.org/")))
    (finding,) = (finding for finding in findings if finding.code == "ambiguous-or")
    assert [place.quote for place in finding.places] == ["Open the", "gates."]


def test_a_file_that_was_not_built_is_a_finding_with_its_path() -> None:
    (finding,) = validate([], [Remark("empty-file", "the file is empty", (Place(file="b/source.txt"),))])
    assert (finding.severity, finding.places) == (Severity.VIOLATION, (Place(file="b/source.txt"),))


def test_a_clash_of_classes_is_a_violation_with_its_path() -> None:
    path = "duty/1 is a Duty (stated) and a Requirement (range of hasRequirement)"
    findings = validate(quads(PRINTED), [Remark("disjoint-classes", path, nodes=(NamedNode(BASE + "duty/1"),))])
    assert (findings[0].code, findings[0].severity, findings[0].message) == (
        "disjoint-classes", Severity.VIOLATION, path,
    )  # fmt: skip
    assert findings[0].places[0].line == 3


def test_what_the_reader_says_more_fully_is_not_said_again() -> None:
    copied = PRINTED.replace("<duty/1> a rcq:Duty ; ", "<duty/1> a rcq:Restatement ; ")
    codes = [finding.code for finding in validate(quads(copied))]
    assert "restatement-of-nothing" in codes
    fuller = Remark("unaligned-table-words", "“gates.” was not read", (Place(
        document="lock-keeper", edition="3.1", file="lock/source.txt", line=5, end_line=5, quote="gates.", start=40,
        end=46),))  # fmt: skip
    codes = [finding.code for finding in validate(quads(copied), [fuller])]
    assert "unaligned-table-words" in codes
    assert "restatement-of-nothing" not in codes


def test_rules_inside_one_document_find_the_same_in_many() -> None:
    across = {t.subject for t in SHAPES if t.predicate == RCQ.scope}
    other = TWICE.replace("/lock-keeper/", "/bargee/").replace('"lock-keeper"', '"bargee"')
    apart = {*validate(quads(TWICE)), *validate(quads(other))}
    together = {*validate(quads(TWICE) + quads(other))}
    assert len(apart) == 4
    assert {f for f in together if RULE[f.code] not in across} == {f for f in apart if RULE[f.code] not in across}


def test_a_rule_that_goes_from_edition_to_edition_says_that_it_crosses_documents() -> None:
    crossing = {t.subject for t in SHAPES if t.predicate == RCQ.scope}
    texts = {t.subject: str(t.object) for t in SHAPES if t.predicate == SH.select}
    going = {s for s, p, o in SHAPES if p == SH.sparql and not isinstance(o, Literal) and "isVersionOf" in texts[o]}
    assert RULE["learning-code-of-zero"] in going
    assert going <= crossing


def test_a_graph_is_cut_by_document() -> None:
    graphs = {name: NamedNode(f"https://example.org/graph/{name}") for name in ("a", "b", "ontology", "derived")}
    kinds = {"a": RCQ.StatedGraph, "b": RCQ.StatedGraph, "ontology": RCQ.OntologyGraph, "derived": RCQ.DerivedGraph}
    a, b, one, both, shared = (NamedNode(f"https://example.org/{name}") for name in ("a", "b", "one", "both", "shared"))
    concept = NamedNode("https://example.org/concept")
    stated = [Quad(node, RCQ.mentions, concept, graphs[name]) for node, name in ((a, "a"), (b, "b"))]
    stated += [Quad(concept, RDF.type, RCQ.Tool, graphs[name]) for name in ("a", "b")]
    quads = [
        *stated,
        *(Quad(graphs[name], RDF.type, kind, graphs["derived"]) for name, kind in kinds.items()),
        Quad(shared, RDF.type, RCQ.Band, graphs["ontology"]),
        Quad(concept, RDF.type, RCQ.NamedThing, graphs["derived"]),
        Quad(one, RCQ.member, a, graphs["derived"]),
        *(Quad(both, RCQ.member, node, graphs["derived"]) for node in (a, b)),
    ]
    first, second, alone = ({quad.subject for quad in part} for part in parts(quads))
    assert (first, second) == ({a, concept, one, shared}, {b, concept, shared})
    assert alone - set(graphs.values()) == {both, shared}
    assert all(Quad(concept, RDF.type, RCQ.NamedThing) in part for part in list(parts(quads))[:2])


def test_a_shape_that_is_no_rule_may_not_report() -> None:
    stray = "<urn:stray> a <{0}PropertyShape> ; <{0}targetClass> <{1}> ; <{0}path> <{1}> ; <{0}minCount> 1 ."
    shape = [q.triple for q in parse(stray.format(SH.iri, RCQ.Job.value).encode(), format=RdfFormat.TURTLE)]
    data = Store()
    data.add(Quad(NamedNode("urn:a"), RDF.type, RCQ.Job))
    with pytest.raises(ContentError, match="urn:stray"):
        fast(data, tuple(shape))


def test_no_number_or_name_is_taken_for_a_place() -> None:
    data = closed(PRINTED)
    data.add(Quad(NamedNode(BASE + "duty/1"), RCQ.text, Literal("Open them.")))
    assert all(isinstance(p.line, int) for f in validate(list(data)) for p in f.places)
