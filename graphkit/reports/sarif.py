"""Findings as SARIF 2.1.0, for code hosts and editors: rules with their help, results at file, line and letters.

A result points at the file of the document, or, where the text was taken out of a file (PDF, DOCX, a record), at the
text the build keeps. Offsets count Unicode code points (`columnKind`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from graphkit.findings import Finding, Place, Severity, Status
from graphkit.sources import Source

__all__ = ["SCHEMA", "render"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_STATES = {Status.NEW: "new", Status.KNOWN: "unchanged", Status.MENDED: "absent", Status.GONE: "absent"}
#: where paths begin
_BASES = {
    "%SRCROOT%": "The folder of documents that the build was made of.",
    "BUILD": "The folder of the build, which keeps the text that was taken out of a file.",
}
#: document and edition -> its source
Sources = dict[tuple[str | None, str | None], Source]


def render(findings: Sequence[Finding], sources: Sequence[Source]) -> str:
    """The findings as a SARIF log of one run."""
    known: Sources = {(source.document, source.edition): source for source in sources}
    rules = {finding.code: finding for finding in sorted(findings, key=lambda finding: finding.code)}
    numbers = {code: number for number, code in enumerate(rules)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": {"name": "graphkit", "rules": [_rule(finding) for finding in rules.values()]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {name: {"description": {"text": text}} for name, text in _BASES.items()},
        "results": [_result(finding, numbers[finding.code], known, seen) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    rule = {
        "id": finding.code,
        "shortDescription": {"text": finding.title},
        "fullDescription": {"text": finding.reason or finding.title},
        "help": {"text": finding.advice},
        "defaultConfiguration": {"level": _LEVELS[finding.own_severity or finding.severity]},
    }
    return rule | ({"properties": {"tags": [finding.family]}} if finding.family else {})


def _result(finding: Finding, number: int, sources: Sources, seen: Counter[str]) -> dict[str, Any]:
    digest = sha256(repr(finding.identity).encode()).hexdigest()
    seen[digest] += 1
    places = [_location(place, sources) for place in finding.places if place.file]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": places[:1],
        "relatedLocations": [{"id": at, **place} for at, place in enumerate(places[1:], 1)],
        "partialFingerprints": {"ruleDocumentAndWords/v1": f"{digest}:{seen[digest]}"},
    }
    if finding.status:
        result["baselineState"] = _STATES[finding.status]
    if finding.silenced is not None:
        result["suppressions"] = [{"kind": "external", "justification": finding.silenced}]
    if finding.weighed is not None:
        result["properties"] = {"weighed": finding.weighed}
    return result


def _location(place: Place, sources: Sources) -> dict[str, Any]:
    source = sources.get((place.document, place.edition))
    if source and source.text_file:
        at = {"uri": quote(source.text_file), "uriBaseId": "BUILD"}
    else:
        at = {"uri": quote(place.file or ""), "uriBaseId": "%SRCROOT%"}
    physical: dict[str, Any] = {"artifactLocation": at}
    if place.line:
        physical["region"] = _region(place, source.text if source else None)
    location: dict[str, Any] = {"physicalLocation": physical}
    names = [place.statement] if place.statement else []
    return location | ({"logicalLocations": [{"fullyQualifiedName": name} for name in names]} if names else {})


def _region(place: Place, text: str | None) -> dict[str, Any]:
    """Lines, and the very letters where the text is known; lines alone would mean the whole of them."""
    region: dict[str, Any] = {"startLine": place.line, "endLine": place.end_line or place.line}
    if text is not None and place.start is not None and place.end is not None:
        region["startColumn"] = _column(text, place.start)
        region["endColumn"] = _column(text, max(place.start, place.end - 1)) + (place.end > place.start)
        region["charOffset"], region["charLength"] = place.start, place.end - place.start
    return region | ({"snippet": {"text": place.quote}} if place.quote else {})


def _column(text: str, at: int) -> int:
    """The column of a letter, from 1."""
    return at - text.rfind("\n", 0, at)
