"""A document with one thing broken has that finding at that place, and no other but those the case names in advance."""

from __future__ import annotations

from collections import Counter

import pytest
from faulty import Case, by_code, cases, found_in, found_in_clean, new_in

from graphkit import content
from graphkit.validation.rules import rules

#: rules about files rather than what they say, and where each is tested
ELSEWHERE = {
    "they need mapping tables: tests/test_alignments.py, on the four documents": {
        "decided-twice", "exact-match-across-kinds", "matched-and-without-match", "stale-mapping",
        "demand-without-duty", "duty-without-skill", "shared-and-not-in-standard", "summary-not-carried",
    },
    "no reader writes what they look for: tests/shapes, tests/test_reasoning.py": {
        "broader-circle", "disjoint-classes", "progression-circle",
    },
    "tests/documents/bad, tests/test_files.py, tests/test_limited.py": {
        "empty-file", "binary-file", "unknown-family", "unknown-type", "unreadable-file", "missing-file", "unsafe-file",
        "too-large", "missing-extra", "duplicate-edition", "broken-about", "changed-source",
    },
    "tests/test_json_records.py": {"broken-record", "wrong-type"},
    "tests/test_files.py, where a file is more than its words": {"other-encoding", "lost-text"},
    "tests/test_general.py, because no other reader says it": {"general-reader"},
    "tests/shapes and tests/test_findings.py: it stands in about.ttl": {"document-with-unknown-licence"},
    "tests/test_validation.py: of what readers write another rule says more": {"restatement-of-nothing"},
    "a reader that gives no words, quote or document is refused by other tests (tests/shapes)": {
        "statement-without-text", "statement-without-quote", "statement-without-document", "quote-of-another-document",
    },
}  # fmt: skip


CASES = cases()
_TIMES = Counter[str]()


def name_of(case: Case) -> str:
    """The rule, the document and the case's own name, or a number where two cases would be called alike."""
    name = f"{case.code}-{case.document}-{case.name}".strip("-")
    _TIMES[name] += 1
    return name if _TIMES[name] == 1 else f"{name}-{_TIMES[name]}"


@pytest.mark.parametrize("case", [pytest.param(case, id=name_of(case)) for case in CASES])
def test_what_was_broken_is_found_there_and_nothing_else(case: Case) -> None:
    before = found_in_clean(case.document, *case.documents)
    beside = ((name, case.beside.get(name, ())) for name in case.documents)
    after = found_in((case.document, case.replace), *beside)
    new = new_in(after, before)
    quotes = ["\n".join(place.quote or "" for place in finding.places) for finding in new if finding.code == case.code]
    assert quotes, f"nothing new but {by_code(new)}"
    assert any(all(words in quote for words in case.at) for quote in quotes), quotes
    more = by_code(after) - by_code(before)
    assert {code: more[code] for code in more if code not in {case.code, *case.also}} == {}


def test_every_rule_has_a_case() -> None:
    codes = set(rules(tuple(content.shapes())))
    told = {case.code for case in CASES}.union(*ELSEWHERE.values())
    assert codes - told == set()
    assert told - codes == set()
