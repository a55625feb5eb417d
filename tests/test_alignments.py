"""Mapping tables: what is accepted becomes a fact, every other decision lies beside it, and a changed text is told."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import graphkit
from graphkit import content, documents, pipeline
from graphkit.alignments import align, decided, text_hash
from graphkit.alignments.tables import DECISIONS, SUGGESTED, read
from graphkit.errors import ContentError
from graphkit.findings import Finding
from graphkit.iris import DEFAULT_BASE, Names
from graphkit.validation import validate
from graphkit.vocabulary import DCTERMS, PAV, RCQ, RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD

DOCUMENTS = content.ROOT / "data" / "documents"
SHAPES = content.ROOT / "ontology" / "shapes"
RULES = [t for name in ("shapes", "logic", "coverage") for t in content.triples(SHAPES / f"{name}.ttl")]
NAMES = Names(DEFAULT_BASE)
HEAD = """\
#curie_map:
#  rcq: https://w3id.org/rcq/ontology#
#  rcqid: https://w3id.org/rcq/id/
#  esco: http://data.europa.eu/esco/skill/
#mapping_set_id: https://example.org/table
#license: https://creativecommons.org/licenses/by/4.0/
"""
COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "author_id", "reviewer_id", "object_source", "mapping_date", "comment", "text_hash",
    "subject_quote",
)  # fmt: skip

PSO_COVER = "To provide cover within teams as required."
STANDARD = "occ0494/unknown"


@cache
def built() -> tuple[list[Quad], list[Quad]]:
    """What the documents state, and what follows."""
    return pipeline.quads_of(documents.read_all([DOCUMENTS]), NAMES)[:2]


def stated() -> list[Quad]:
    return built()[0]


def curie(words: str, document: str = "") -> str:
    """The statement of a document that opens with some words."""
    found = {
        quad.subject.value.removeprefix(NAMES.ids.iri)
        for quad in stated()
        if quad.predicate == RCQ.text and isinstance(quad.object, Literal) and quad.object.value.startswith(words)
        and isinstance(quad.subject, NamedNode) and document in quad.subject.value
        and not {"restatement", "acronym"} & set(quad.subject.value.split("/"))
    }  # fmt: skip
    assert len(found) == 1, found
    return "rcqid:" + found.pop()


def text_of(name: str) -> str:
    node = NamedNode(NAMES.ids.iri + name.removeprefix("rcqid:"))
    return next(q.object.value for q in stated() if q.subject == node and q.predicate == RCQ.text)  # type: ignore[union-attr]


def row(subject: str, other: str, **cells: str) -> dict[str, str]:
    """A row that holds: its hash is of the words that the documents print."""
    is_none = other == "sssom:NoTermFound"
    words = text_of(subject), "" if is_none else (text_of(other) if other.startswith("rcqid:") else "swim")
    return {
        "subject_id": subject, "subject_label": words[0][:30], "predicate_id": "skos:closeMatch",
        "object_id": other, "object_label": words[1][:30], "mapping_justification": "semapv:ManualMappingCuration",
        "author_id": "rcqid:agent/graphkit-project", "mapping_date": "2026-02-03", "comment": "read side by side",
        "text_hash": text_hash(*words), **cells,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("everything", "name", "told"),
    [(False, "suggested", "Nobody has decided on them."), (True, "scored", "decided or not")],
)
def test_the_head_of_a_table_says_what_its_rows_are(
    everything: bool, name: str, told: str, build: graphkit.Build
) -> None:
    table, _ = pipeline.align(build.path, everything=everything)
    head = [line for line in table.splitlines()[:15] if line.startswith("#mapping_set")]
    assert f"#mapping_set_id: https://w3id.org/rcq/alignments/{name}" in head
    assert head[-1].startswith("#mapping_set_description: ")
    assert told in head[-1]


def table(folder: Path, decision: str, *rows: dict[str, str], head: str = HEAD) -> Path:
    path = folder / f"{decision}.sssom.tsv"
    lines = ["\t".join(COLUMNS), *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def findings(*tables: Path) -> dict[str, list[Finding]]:
    """What the rules on mappings find in the documents, by code."""
    aligned = align(stated(), NAMES, tables)
    found: dict[str, list[Finding]] = {}
    for finding in validate([*built()[0], *built()[1], *aligned.accepted, *aligned.suggested], shapes=RULES):
        found.setdefault(finding.code, []).append(finding)
    return found


def quotes(finding: Finding) -> str:
    return " ".join(" ".join((place.quote or "").split()) for place in finding.places)


COVER = curie(PSO_COVER)
RANGE = curie("To undertake the full range of offender management tasks")
DUTY = curie("Participate in continuous professional development.", "occ0494")
ENGAGE = curie("Engage and motivate individuals eligible for probation support", "occ0494")


# Tables


def test_the_tables_of_the_project_are_in_order_and_alike() -> None:
    tables = content.tables()
    assert {path.name.partition(".")[0] for path in tables} == {*DECISIONS, SUGGESTED}
    for path in tables:
        read(path, NAMES)
        columns = next(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")).split("\t")
        if path.name.startswith("rejected."):
            assert columns == list(COLUMNS)
        elif not path.name.startswith(SUGGESTED):
            assert columns == [column for column in COLUMNS if column != "subject_quote"]


def test_a_row_is_read_whatever_the_base(tmp_path: Path) -> None:
    path = table(tmp_path, "accepted", row(COVER, RANGE, comment='"says ""cover"" twice"'))
    (here,) = read(path, Names("https://example.org/"))
    assert here.subject.value == "https://example.org/id/" + COVER.removeprefix("rcqid:")
    assert (here.line, here.comment, here.decision) == (8, 'says "cover" twice', "Accepted")
    assert here.authors == (NamedNode("https://example.org/id/agent/graphkit-project"),)


WRONG: list[tuple[str, dict[str, str], str]] = [
    ("accepted", {"subject_id": "rcqid"}, "“rcqid” under subject_id has no prefix that is declared"),
    ("accepted", {"subject_id": "lcsh:a"}, "“lcsh:a” under subject_id has no prefix that is declared"),
    ("accepted", {"subject_id": "rcqid:a b"}, "“rcqid:a b” under subject_id is no name"),
    ("accepted", {"object_id": COVER}, "has no subject to hold against another"),
    ("accepted", {"predicate_id": "owl:sameAs"}, "owl:sameAs is none that stands under predicate_id"),
    ("accepted", {"mapping_justification": "semapv:Hunch"}, "semapv:Hunch is none that stands under"),
    ("accepted", {"author_id": ""}, "says nothing under author_id"),
    ("accepted", {"comment": " "}, "says nothing under comment"),
    ("accepted", {"mapping_date": "2026-02-30"}, "“2026-02-30” is no day"),
    ("accepted", {"text_hash": "abc"}, "“abc” is no hash of two texts"),
    ("accepted", {"predicate_modifier": "Not"}, "has the predicate_modifier “Not”"),
    ("unsure", {"predicate_modifier": "Not"}, "has the predicate_modifier “Not”"),
    ("rejected", {}, "has the predicate_modifier “”"),
    ("accepted", {"object_id": "sssom:NoTermFound", "object_source": "rcqid:a"}, "and is not rejected"),
    ("rejected", {"object_id": "sssom:NoTermFound"}, "says that nothing matches, and not where"),
    ("perhaps", {}, "no table is called perhaps"),
]


@pytest.mark.parametrize(("decision", "cells", "reason"), WRONG, ids=range(len(WRONG)))
def test_a_row_that_cannot_be_meant_is_refused_with_its_line(
    tmp_path: Path, decision: str, cells: dict[str, str], reason: str
) -> None:
    path = table(tmp_path, decision, row(COVER, RANGE) | cells)
    with pytest.raises(ContentError) as error:
        read(path, NAMES)
    line = 1 if decision == "perhaps" else 8
    assert error.value.place == f"{path.as_posix()}:{line}"
    assert reason in error.value.reason
    assert error.value.advice


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("#license: https://creativecommons.org/licenses/by/4.0/\n", "", 6, "the head lacks license"),
        ("#license: ", "#license ", 6, "is no line of a head"),
        ("#  esco: http://data.europa.eu/esco/skill/", "#  skos: http://example.org/", 4, "skos: is <http://www.w3"),
        ("comment\t", "", 7, "lacks the columns comment"),
        ("reviewer_id", "remark", 7, "has the column “remark”"),
        ("reviewer_id", "comment", 7, "has the column comment twice"),
        ("2026-02-03\t", "", 8, "has 13 cells for 14 columns"),
        ("read side", '"read" side', 8, "cannot be read as a row"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = table(tmp_path, "accepted", row(COVER, RANGE))
    whole = path.read_text("utf-8")
    assert whole.count(old) == 1
    path.write_text(whole.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        read(path, NAMES)
    assert error.value.place == f"{path.as_posix()}:{line}"
    assert reason in error.value.reason


def test_a_table_without_columns_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    bare, latin = tmp_path / "accepted.sssom.tsv", tmp_path / "unsure.sssom.tsv"
    bare.write_text(HEAD, encoding="utf-8")
    latin.write_bytes(HEAD.encode() + "ä".encode("latin-1"))
    for path, reason in ((bare, "has no line that names the columns"), (latin, "cannot be read")):
        with pytest.raises(ContentError, match=reason):
            read(path, NAMES)


def test_one_decision_stands_once_in_a_table(tmp_path: Path) -> None:
    path = table(tmp_path, "accepted", row(COVER, RANGE), row(COVER, ENGAGE), row(COVER, RANGE, comment="again"))
    with pytest.raises(ContentError, match="decides what line 8 decides"):
        read(path, NAMES)


# Graphs


def facts(quads: list[Quad], graph: str) -> set[tuple[Any, Any, Any]]:
    assert {quad.graph_name for quad in quads} <= {NAMES.graph(graph)}
    return {(quad.subject, quad.predicate, quad.object) for quad in quads}


def node(name: str) -> NamedNode:
    return NamedNode(NAMES.ids.iri + name.removeprefix("rcqid:"))


def test_what_is_accepted_is_a_fact_with_a_record_of_who_when_and_why(tmp_path: Path) -> None:
    found = align(stated(), NAMES, [table(tmp_path, "accepted", row(COVER, RANGE))])
    triples = facts(found.accepted, "alignments")
    assert (found.suggested, found.stale) == ([], [])
    (mapping,) = {subject for subject, _, value in triples if value == RCQ.Mapping}
    assert mapping.value.startswith("https://w3id.org/rcq/id/mapping/")
    assert triples == {
        (node(COVER), SKOS.closeMatch, node(RANGE)),
        (mapping, RDF.type, RCQ.Mapping),
        (mapping, RCQ.decision, RCQ.Accepted),
        (mapping, SSSOM.subject_id, node(COVER)),
        (mapping, SSSOM.predicate_id, SKOS.closeMatch),
        (mapping, SSSOM.object_id, node(RANGE)),
        (mapping, SSSOM.mapping_justification, SEMAPV.ManualMappingCuration),
        (mapping, PAV.authoredBy, NAMES.ids["agent/graphkit-project"]),
        (mapping, DCTERMS.created, Literal("2026-02-03")),
        (mapping, RDFS.comment, Literal("read side by side", language="en")),
        (mapping, RCQ.textHash, Literal(text_hash(PSO_COVER, text_of(RANGE)))),
    }


def test_what_is_refused_or_open_is_no_fact(tmp_path: Path) -> None:
    tables = [
        table(tmp_path, "rejected", row(COVER, RANGE, predicate_modifier="Not"),
              row(RANGE, "sssom:NoTermFound", object_source="rcqid:" + STANDARD)),
        table(tmp_path, "unsure", row(COVER, ENGAGE, reviewer_id="rcqid:agent/a|rcqid:agent/b")),
    ]  # fmt: skip
    found = align(stated(), NAMES, tables)
    triples = facts(found.suggested, "suggested")
    assert (found.accepted, found.stale) == ([], [])
    assert (NAMES.graph("suggested"), RDF.type, RCQ.SuggestionGraph) in triples
    assert not any(predicate.value in SKOS for _, predicate, _ in triples)
    decided = {subject: value for subject, predicate, value in triples if predicate == RCQ.decision}
    assert sorted(value.value.rpartition("#")[2] for value in decided.values()) == ["Rejected", "Rejected", "Unsure"]
    assert [value for _, predicate, value in triples if predicate == SSSOM.object_source] == [node(STANDARD)]
    assert [value for _, predicate, value in triples if predicate == SSSOM.predicate_modifier] == [
        SSSOM.NegatedPredicate
    ]
    assert len([value for _, predicate, value in triples if predicate == SSSOM.reviewer_id]) == 2


def test_the_order_of_rows_and_tables_changes_nothing(tmp_path: Path) -> None:
    rows = row(COVER, RANGE), row(COVER, ENGAGE), row(RANGE, ENGAGE, predicate_id="skos:relatedMatch")
    there = tmp_path / "there"
    there.mkdir()
    first = align(stated(), NAMES, [table(tmp_path, "accepted", *rows), table(tmp_path, "unsure")])
    second = align(stated(), NAMES, [table(there, "unsure"), table(there, "accepted", *reversed(rows))])
    assert pipeline.n_quads(first.accepted) == pipeline.n_quads(second.accepted)


def test_a_concept_of_another_scheme_is_known_by_its_label(tmp_path: Path) -> None:
    swim = row(COVER, "esco:42", object_label="swim")
    assert len(align(stated(), NAMES, [table(tmp_path, "accepted", swim)]).accepted) > 10
    assert len(align(stated(), NAMES, [table(tmp_path, "accepted", swim | {"object_label": "dive"})]).stale) == 1


def test_rows_on_documents_that_are_not_built_are_passed_over(tmp_path: Path) -> None:
    rows = [
        row(COVER, RANGE) | {"object_id": "rcqid:ps-jes-0999/1.0/duty/1"},
        row(COVER, RANGE) | {"subject_id": COVER.replace("/6.0/", "/5.0/")},
        row(COVER, "sssom:NoTermFound", object_source="rcqid:occ0999/unknown", predicate_modifier=""),
    ]
    tables = [table(tmp_path, "accepted", *rows[:2]), table(tmp_path, "rejected", rows[2])]
    found = align(stated(), NAMES, tables)
    assert (found.accepted, found.suggested, found.stale) == ([], [], [])


def test_a_row_on_other_words_is_stale_and_no_fact_any_more(tmp_path: Path) -> None:
    rows = row(COVER, RANGE, text_hash="0" * 16), row(COVER, ENGAGE) | {"object_id": f"rcqid:{STANDARD}/duty/999"}
    path = table(tmp_path, "accepted", *rows)
    found = align(stated(), NAMES, [path])
    assert found.accepted == []
    triples = facts(found.suggested, "suggested")
    assert not any(predicate == RCQ.decision for _, predicate, _ in triples)
    assert {value for _, predicate, value in triples if predicate == RCQ.formerDecision} == {RCQ.Accepted}
    assert [(stale.file, stale.line, stale.nodes) for stale in found.stale] == [
        (path.as_posix(), 8, (node(COVER), node(RANGE))), (path.as_posix(), 9, (node(COVER),)),
    ]  # fmt: skip
    assert "at least one of the two texts is another" in found.stale[0].reason
    assert "duty/999 is no longer in its document" in found.stale[1].reason


def suggested(folder: Path, *pairs: tuple[str, str], **cells: str) -> Path:
    """A table of suggestions on the words that the documents print."""
    columns = [
        *("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification"),
        *("confidence", "mapping_tool", "mapping_tool_version", "comment", "text_hash"),
    ]
    made = {"mapping_justification": "semapv:LexicalMatching", "confidence": "0.250"}
    made |= {"mapping_tool": "graphkit", "mapping_tool_version": "9.1", "comment": "shared concepts: none"} | cells
    rows = [row(*pair) | made for pair in pairs]
    path = folder / "suggested.sssom.tsv"
    lines = ["\t".join(columns), *("\t".join(each[column] for column in columns) for each in rows)]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_what_the_program_suggests_is_beside_the_graph_and_no_decision(tmp_path: Path) -> None:
    found = align(stated(), NAMES, [suggested(tmp_path, (COVER, RANGE))])
    triples = facts(found.suggested, "suggested")
    (mapping,) = {subject for subject, _, value in triples if value == RCQ.Suggestion}
    assert {(predicate, value) for subject, predicate, value in triples if subject == mapping} == {
        (RDF.type, RCQ.Suggestion),
        (SSSOM.subject_id, node(COVER)),
        (SSSOM.predicate_id, SKOS.closeMatch),
        (SSSOM.object_id, node(RANGE)),
        (SSSOM.mapping_justification, SEMAPV.LexicalMatching),
        (SSSOM.confidence, Literal("0.25", datatype=XSD.decimal)),
        (SSSOM.mapping_tool, Literal("graphkit")),
        (SSSOM.mapping_tool_version, Literal("9.1")),
        (RDFS.comment, Literal("shared concepts: none", language="en")),
        (RCQ.textHash, Literal(text_hash(PSO_COVER, text_of(RANGE)))),
    }
    assert (found.accepted, found.stale) == ([], [])
    assert decided(found.suggested) == set()


def test_a_suggestion_that_is_stale_or_decided_is_passed_over(tmp_path: Path) -> None:
    stale = suggested(tmp_path, (COVER, RANGE), text_hash="0" * 16)
    assert align(stated(), NAMES, [stale]) == align(stated(), NAMES, [])
    fresh = suggested(tmp_path, (COVER, RANGE), (COVER, ENGAGE))
    refused = table(tmp_path, "rejected", row(RANGE, COVER, predicate_modifier="Not"))
    triples = facts(align(stated(), NAMES, [fresh, refused]).suggested, "suggested")
    (mapping,) = {subject for subject, _, value in triples if value == RCQ.Suggestion}
    assert (mapping, SSSOM.object_id, node(ENGAGE)) in triples


@pytest.mark.parametrize("confidence", ["", "1.2", "-0.1", "much", ".5"])
def test_a_suggestion_has_a_confidence_from_0_to_1(tmp_path: Path, confidence: str) -> None:
    path = suggested(tmp_path, (COVER, RANGE), confidence=confidence)
    with pytest.raises(ContentError) as error:
        read(path, NAMES)
    assert error.value.place == f"{path.as_posix()}:8"


# Rules


def test_a_pair_decided_twice_is_told_once(tmp_path: Path) -> None:
    accepted = table(tmp_path, "accepted", row(COVER, RANGE), row(COVER, ENGAGE))
    rejected = table(tmp_path, "rejected", row(RANGE, COVER, predicate_modifier="Not"))
    (finding,) = findings(accepted, rejected)["decided-twice"]
    assert "accepted as closeMatch and also rejected" in finding.message
    assert PSO_COVER in quotes(finding)
    assert "decided-twice" not in findings(accepted)


def test_a_match_beside_the_word_that_there_is_none_is_told(tmp_path: Path) -> None:
    accepted = table(tmp_path, "accepted", row(COVER, ENGAGE))
    nothing = row(COVER, "sssom:NoTermFound", object_source="rcqid:" + STANDARD)
    (finding,) = findings(accepted, table(tmp_path, "rejected", nothing))["matched-and-without-match"]
    assert PSO_COVER in quotes(finding)
    elsewhere = nothing | {"object_source": "rcqid:ps-jes-0108/1.0"}
    assert "matched-and-without-match" not in findings(accepted, table(tmp_path, "rejected", elsewhere))


def test_a_duty_is_never_the_same_as_a_requirement(tmp_path: Path) -> None:
    same = row(COVER, curie("Working Together", "ps-jes-0108"), predicate_id="skos:exactMatch")
    (finding,) = findings(table(tmp_path, "accepted", same))["exact-match-across-kinds"]
    assert "a Duty is never a Competence" in finding.message
    close = same | {"predicate_id": "skos:closeMatch"}
    assert "exact-match-across-kinds" not in findings(table(tmp_path, "accepted", close))


def test_an_activity_of_the_summary_that_nothing_carries_is_told(tmp_path: Path) -> None:
    summary = curie("Interventions delivered vary", "occ0494")
    nothing = row(summary, "sssom:NoTermFound", object_source="rcqid:" + STANDARD)
    (finding,) = findings(table(tmp_path, "rejected", nothing))["summary-not-carried"]
    assert "(a reader found none: read side by side)" in finding.message
    assert "Interventions delivered vary" in quotes(finding)
    refused = table(tmp_path, "rejected", row(summary, ENGAGE, predicate_modifier="Not"))
    (finding,) = findings(refused)["summary-not-carried"]
    assert "(all that was looked at was refused)" in finding.message
    unsure = table(tmp_path, "unsure", row(ENGAGE, summary, predicate_id="skos:relatedMatch"))
    assert "summary-not-carried" not in findings(refused, unsure)


def part(words: str, subject: str, **cells: str) -> dict[str, str]:
    """A row that says that nothing else in its own document carries some words of a statement."""
    source = "/".join(subject.split("/")[:2])
    return row(subject, "sssom:NoTermFound", object_source=source, subject_quote=words, **cells)


def test_two_activities_of_one_paragraph_are_told_each_at_its_words(tmp_path: Path) -> None:
    summary = curie("Work with other agencies and groups to prevent crime", "ps-jes-0031")
    words = ("prevent crime", "meet the needs of victims")
    aligned = align(stated(), NAMES, [table(tmp_path, "rejected", *(part(each, summary) for each in words))])
    found = findings(*tmp_path.glob("*.tsv"))["summary-not-carried"]
    # the second is printed over the end of line 43: "meet the / needs of victims"
    assert [(quotes(each), each.places[0].line, each.places[0].end_line) for each in found] == [
        ("prevent crime", 43, 43), ("meet the needs of victims", 43, 44),
    ]  # fmt: skip
    assert found[1].message.startswith("“meet the needs of victims”: ")
    assert len({each.identity for each in found}) == 2
    assert not aligned.stale
    assert not aligned.accepted


def test_what_a_part_of_a_text_lacks_says_nothing_of_the_whole(tmp_path: Path) -> None:
    rows = table(tmp_path, "rejected", part("within teams", COVER), part("range of offender", RANGE))
    (aligned,) = [align(stated(), NAMES, [rows, table(tmp_path, "accepted", row(COVER, RANGE))])]
    assert "matched-and-without-match" not in {
        finding.code for finding in validate([*built()[0], *aligned.accepted, *aligned.suggested], shapes=RULES)
    }
    assert [quotes(each) for each in findings(rows)["duty-without-skill"]] == ["range of offender", "within teams"]


def test_words_that_a_text_does_not_have_make_the_row_stale(tmp_path: Path) -> None:
    aligned = align(stated(), NAMES, [table(tmp_path, "rejected", part("in the dark", COVER))])
    assert [each.reason for each in aligned.stale] == ["“in the dark” is not among the words of the text"]
    assert RCQ.quotedFrom not in {quad.predicate for quad in aligned.suggested}


@pytest.mark.parametrize(
    "cells",
    [{"object_source": "rcqid:" + STANDARD}, {"object_id": RANGE, "object_source": "", "predicate_modifier": "Not"}],
)
def test_words_are_quoted_only_where_nothing_in_their_own_document_carries_them(
    cells: dict[str, str], tmp_path: Path
) -> None:
    path = table(tmp_path, "rejected", part("within teams", COVER) | cells)
    with pytest.raises(ContentError, match="has a subject_quote"):
        read(path, NAMES)


def test_a_demand_that_no_duty_takes_is_told(tmp_path: Path) -> None:
    welfare = curie("Seek support for own welfare.", "occ0494")
    nothing = row(welfare, "sssom:NoTermFound", object_source="rcqid:" + STANDARD)
    (finding,) = findings(table(tmp_path, "rejected", nothing))["demand-without-duty"]
    assert "Seek support for own welfare." in quotes(finding)
    elsewhere = nothing | {"object_source": "rcqid:ps-jes-0031/6.0"}
    assert "demand-without-duty" not in findings(table(tmp_path, "rejected", elsewhere))


def test_a_duty_without_a_skill_in_its_own_standard_is_told(tmp_path: Path) -> None:
    skill = next(
        "rcqid:" + q.subject.value.removeprefix(NAMES.ids.iri)  # type: ignore[union-attr]
        for q in sorted(stated(), key=str) if q.predicate == RDF.type and q.object == RCQ.Skill
    )  # fmt: skip
    cells = {"predicate_modifier": "Not", "predicate_id": "skos:relatedMatch"}
    refused = table(tmp_path, "rejected", row(DUTY, skill, **cells), row(COVER, skill, **cells))
    (finding,) = findings(refused)["duty-without-skill"]
    assert text_of(DUTY) in quotes(finding)
    assert "(all that were looked at were refused)" in finding.message
    held = table(tmp_path, "accepted", row(DUTY, skill))
    assert "duty-without-skill" not in findings(refused, held)


def test_what_two_jobs_share_and_the_standard_lacks_is_told_once(tmp_path: Path) -> None:
    essex = next(
        "rcqid:" + q.subject.value.removeprefix(NAMES.ids.iri)  # type: ignore[union-attr]
        for q in sorted(stated(), key=str)
        if q.predicate == RDF.type and q.object == RCQ.Duty and "essex" in str(q.subject)
    )  # fmt: skip
    accepted = table(tmp_path, "accepted", row(COVER, essex))
    nothing = [row(side, "sssom:NoTermFound", object_source="rcqid:" + STANDARD) for side in (COVER, essex)]
    (finding,) = findings(accepted, table(tmp_path, "rejected", *nothing))["shared-and-not-in-standard"]
    assert "nothing in occ0494 matches either" in finding.message
    assert PSO_COVER in quotes(finding)
    assert "shared-and-not-in-standard" not in findings(accepted, table(tmp_path, "rejected", nothing[0]))


# The build


def test_a_build_keeps_both_and_its_rules_read_both(tmp_path: Path) -> None:
    tables = [
        table(tmp_path, "accepted", row(COVER, RANGE)),
        table(tmp_path, "unsure", row(COVER, RANGE), row(COVER, ENGAGE, text_hash="0" * 16)),
    ]
    shutil.copytree(DOCUMENTS / "ps-jes-0031", tmp_path / "in" / "ps-jes-0031")
    shutil.copytree(DOCUMENTS / "occ0494", tmp_path / "in" / "occ0494")
    outcome = pipeline.build([tmp_path / "in"], tmp_path / "build", tables=tmp_path)
    build = graphkit.open(tmp_path / "build")
    assert Quad(node(COVER), SKOS.closeMatch, node(RANGE), NAMES.graph("alignments")) in set(build.quads())
    assert {quad.graph_name for quad in build.suggestions()} == {NAMES.graph("suggested")}
    assert not {quad.graph_name for quad in build.quads()} & {NAMES.graph("suggested")}
    assert "decided-twice" in {finding.code for finding in outcome.findings}
    (stale,) = (finding for finding in outcome.findings if finding.code == "stale-mapping")
    assert (stale.places[0].file, stale.places[0].line) == (tables[1].as_posix(), 9)
    assert PSO_COVER in quotes(stale)
    assert stale.message.startswith(f"{tables[1].as_posix()}:9 counts no more: ")
    again = pipeline.check([*build.quads(), *build.suggestions()], build.findings())
    assert again == outcome.findings


def test_without_rows_nothing_lies_beside_the_graph(tmp_path: Path) -> None:
    found = align(stated(), NAMES, [table(tmp_path, "accepted"), table(tmp_path, "rejected")])
    assert (found.accepted, found.suggested, found.stale) == ([], [], [])
