"""What a profile and an older build make of findings."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_reports import EMPTY, GATE, LOG, TORN, TWICE, UNTITLED

import graphkit
from graphkit import content, store
from graphkit.cli import main
from graphkit.errors import ProfileError
from graphkit.findings import Finding, Severity, Status, dumps, standing
from graphkit.judgement import against, apply, read_profile
from graphkit.judgement.profile import parse
from graphkit.rule_families import rule_families
from graphkit.validation.rules import RULE, rules

KNOWN = {"torn-word", "code-used-twice", "empty-file"}


def test_every_rule_has_exactly_one_family() -> None:
    codes = sorted(rules(content.shapes()))
    held = sorted(rule.removeprefix(RULE.iri) for family in rule_families() for rule in family.rules)
    assert held == codes, "ontology/shapes/families.ttl names each rule once"
    assert [family.label for family in rule_families()] == [
        "Complete", "Not against itself", "Well printed", "Across documents", "Covered", "Editions and standards",
        "Logic", "Reading",
    ]  # fmt: skip
    assert all(rule.family for rule in rules(content.shapes()).values())


def test_every_finding_of_a_build_tells_its_family_and_reason(build: graphkit.Build) -> None:
    assert all(finding.family and finding.reason for finding in build.findings())


# profile

PROFILE = """
[torn-word]
severity = "warning"
reason = '''Our documents
are printed.'''

[code-used-twice]
severity = "silent"
reason = "Codes are handed out elsewhere."
"""


def test_a_profile_raises_and_silences_and_loses_nothing() -> None:
    judged = {finding.code: finding for finding in apply(parse(PROFILE, known=KNOWN), [EMPTY, TORN, TWICE])}
    twice, torn, empty = (judged[code] for code in ("code-used-twice", "torn-word", "empty-file"))
    assert (twice.code, twice.silenced, twice.severity) == (
        "code-used-twice", "Codes are handed out elsewhere.", Severity.VIOLATION,
    )  # fmt: skip
    assert not twice.stands
    assert (torn.severity, torn.own_severity, torn.weighed) == (
        Severity.WARNING, Severity.INFO, "Our documents are printed.",
    )  # fmt: skip
    assert empty == EMPTY


def test_what_is_mended_is_not_silenced() -> None:
    mended = replace(TWICE, status=Status.MENDED)
    assert apply(parse(PROFILE, known=KNOWN), [mended]) == (mended,)


def test_a_profile_that_says_what_the_rule_says_changes_nothing() -> None:
    same = parse("[torn-word]\nseverity = 'info'\nreason = 'As it is.'", known=KNOWN)
    assert apply(same, [TORN]) == (TORN,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[torn-wrod]\nseverity='info'\nreason='x'", "torn-wrod is no rule; did you mean 'torn-word'?"),
        ("[zzz]", "zzz is no rule; name a rule by its code, as the report prints it"),
        ("[torn-word]\nreason='x'", "torn-word has no severity; choose violation, warning, info or silent"),
        ("[torn-word]\nseverity='error'\nreason='x'", "torn-word has the severity error; choose violation, warning"),
        ("[torn-word]\nseverity='info'", "torn-word has no reason; say why, for those who read the report"),
        ("[torn-word]\nseverity='info'\nreason=' '", "torn-word has no reason; say why"),
        ("[torn-word]\nseverity=['info']\nreason='x'", "torn-word has the severity ['info']; choose"),
        (
            "[torn-word]\nseverity='info'\nreason='x'\nnote='y'",
            "torn-word has the key note; it knows severity and reason",
        ),
        ("torn-word = 'info'", "torn-word is no table; write [torn-word] above its severity and reason"),
        ("[torn-word", "is not TOML: "),
        ("[torn-word]\n[torn-word]", "is not TOML: "),
    ],
)
def test_a_profile_that_is_wrong_is_refused_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text)
    with pytest.raises(ProfileError, match="^" + re.escape(f"{path}: {said}")) as refused:
        read_profile(path, KNOWN)
    assert "\n" not in str(refused.value)


# baseline


def status(findings: tuple[Finding, ...]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for finding in findings:
        told.setdefault(str(finding.status), []).append(finding.code)
    return told


DOCUMENTS = {"lock-keeper", "bargee"}


def test_findings_are_new_known_or_mended() -> None:
    found = against([TWICE, UNTITLED], [TWICE, TORN], DOCUMENTS)
    assert status(found) == {"known": ["code-used-twice"], "new": ["torn-word"], "mended": ["document-without-date"]}
    assert [finding.code for finding in standing(found)] == ["code-used-twice", "torn-word"]


def test_a_moved_line_is_the_same_finding() -> None:
    moved = replace(TORN, places=(replace(GATE, line=90, end_line=91, start=900, end=915, quote="Open  the gates."),))
    assert status(against([TORN], [moved], DOCUMENTS)) == {"known": ["torn-word"]}


def test_a_later_edition_of_the_document_keeps_its_findings() -> None:
    later = replace(TORN, message="In edition 4.0: torn.", places=(replace(GATE, edition="4.0"),))
    assert status(against([TORN], [later], DOCUMENTS)) == {"known": ["torn-word"]}


def test_other_words_another_rule_or_another_document_is_another_finding() -> None:
    for other in (
        replace(TORN, places=(replace(GATE, quote="Close the gates."),)),
        replace(TORN, code="broken-word"),
        replace(TORN, places=(replace(GATE, document="bargee"),)),
    ):
        assert set(status(against([TORN], [other], DOCUMENTS))) == {"new", "mended"}


def test_the_same_fault_once_more_is_new_once() -> None:
    again = replace(TORN, places=(replace(GATE, line=50, end_line=51, start=500, end=515),))
    assert status(against([TORN], [TORN, again], DOCUMENTS)) == {"known": ["torn-word"], "new": ["torn-word"]}
    assert status(against([TORN, again], [again], DOCUMENTS)) == {"known": ["torn-word"], "mended": ["torn-word"]}


def test_of_two_alike_the_one_with_the_same_sentence_is_known() -> None:
    ga, te = replace(TORN, message="“ga” is torn."), replace(TORN, message="“te” is torn.")
    (known, new) = against([te], [ga, te], DOCUMENTS)[::-1]
    assert (known.message, known.status, new.status) == (te.message, Status.KNOWN, Status.NEW)


def test_a_finding_of_several_places_is_the_same_while_it_keeps_some() -> None:
    grown = replace(TWICE, places=(LOG, GATE, replace(GATE, quote="Close the gates.")))
    reworded = replace(TWICE, places=(replace(LOG, quote="Log each boat."), GATE))
    assert status(against([TWICE], [grown], DOCUMENTS)) == {"known": ["code-used-twice"]}
    assert status(against([TWICE], [reworded], DOCUMENTS)) == {"known": ["code-used-twice"]}
    assert status(against([TWICE], [TWICE, reworded], DOCUMENTS)) == {
        "known": ["code-used-twice"], "new": ["code-used-twice"],
    }  # fmt: skip


def test_what_a_missing_document_had_is_gone_and_not_mended() -> None:
    assert status(against([TORN, EMPTY], [], {"bargee"})) == {"gone": ["torn-word"], "mended": ["empty-file"]}


@given(st.lists(st.sampled_from([TWICE, TORN, EMPTY, UNTITLED])), st.lists(st.sampled_from([TWICE, TORN, EMPTY])))
def test_every_finding_of_both_builds_is_told_once(old: list[Finding], new: list[Finding]) -> None:
    for code in {finding.code for finding in [*old, *new]}:
        then, now = (sum(finding.code == code for finding in some) for some in (set(old), set(new)))
        told = [finding.status for finding in against(set(old), set(new), DOCUMENTS) if finding.code == code]
        assert told.count(Status.KNOWN) == min(then, now)
        assert told.count(Status.NEW) == max(0, now - then)
        assert told.count(Status.MENDED) == max(0, then - now)


# the command


def published(folder: Path, *findings: Finding) -> Path:
    store.publish(folder / "build", {"graph.nq": b"", "findings.json": dumps(findings).encode()}, inputs={})
    return folder / "build"


def validate(build: Path, *options: str | Path) -> int:
    return main(["validate", "--build", str(build), *map(str, options)])


def test_with_a_baseline_only_what_is_new_fails(tmp_path: Path) -> None:
    old = published(tmp_path / "old", TWICE)
    same, worse = published(tmp_path / "same", TWICE), published(tmp_path / "worse", TWICE, EMPTY)
    assert validate(same) == 1
    assert validate(same, "--baseline", old) == 0
    assert validate(worse, "--baseline", old) == 1
    assert validate(worse, "--baseline", old, "--fail-on", "never") == 0
    assert validate(published(tmp_path / "mended"), "--baseline", old) == 0


def test_a_profile_sets_the_exit_code_and_the_report_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build, profile = published(tmp_path, TWICE), tmp_path / "rules.toml"
    profile.write_text("[code-used-twice]\nseverity = 'silent'\nreason = 'Codes are handed out elsewhere.'\n")
    assert validate(build, "--profile", profile) == 0
    told = capsys.readouterr().out
    assert told.startswith("0 violations")
    assert "A code used twice [code-used-twice]: Codes are handed out elsewhere." in told
    profile.write_text("[code-used-twice]\nseverity = 'info'\nreason = 'Codes are handed out elsewhere.'\n")
    assert validate(build, "--profile", profile, "--fail-on", "warning") == 0


def test_a_profile_or_baseline_that_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build = published(tmp_path, TWICE)
    assert validate(build, "--profile", tmp_path / "none.toml") == 2
    assert "none.toml: No such file or directory" in capsys.readouterr().err
    (tmp_path / "bad.toml").write_text("[no-such-rule]\n")
    assert validate(build, "--profile", tmp_path / "bad.toml") == 2
    assert "bad.toml: no-such-rule is no rule" in capsys.readouterr().err
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    assert validate(build, "--profile", tmp_path / "latin.toml") == 2
    assert "latin.toml: byte 5 is not UTF-8; save it as UTF-8 text" in capsys.readouterr().err
    assert validate(build, "--baseline", tmp_path / "nowhere") == 2
    assert "nowhere: there is no build here" in capsys.readouterr().err


def test_python_judges_as_the_command_does(build: graphkit.Build, tmp_path: Path) -> None:
    code = build.findings()[0].code
    (tmp_path / "rules.toml").write_text(f"[{code}]\nseverity = 'silent'\nreason = 'Not now.'\n")
    judged = build.judged(build.findings(), profile=tmp_path / "rules.toml", baseline=build.path)
    assert {finding.status for finding in judged} == {Status.KNOWN}
    assert {finding.code for finding in judged if finding.silenced} == {code}
