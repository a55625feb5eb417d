"""Findings as RDF: a SHACL validation report (https://www.w3.org/TR/shacl/#validation-report) without blank nodes.

Its IRI is made of the findings, so that the same findings are the same report. A finding that stands is a result; what
was silenced or mended is none and is told in a comment of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit.findings import Finding, Severity, Status, dumps, standing
from graphkit.iris import DEFAULT_BASE
from graphkit.sources import Source
from graphkit.vocabulary import RCQ, RDF, RDFS, SH, XSD

__all__ = ["render"]

#: a rule's IRI is this and its code
_RULE = "https://w3id.org/rcq/rule/"
_SEVERITIES = {Severity.VIOLATION: SH.Violation, Severity.WARNING: SH.Warning, Severity.INFO: SH.Info}
_PREFIXES = {"rcq": RCQ.iri, "rdfs": RDFS.iri, "rule": _RULE, "sh": SH.iri, "xsd": XSD.iri}


def render(findings: Sequence[Finding], sources: Sequence[Source]) -> str:
    """The findings as Turtle."""
    report = NamedNode(f"{DEFAULT_BASE}report/{sha256(dumps(findings).encode()).hexdigest()[:16]}")
    documents = {(source.document, source.edition): NamedNode(source.iri) for source in sources}
    written = serialize(_report(report, findings, documents), format=RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert written is not None
    return written.decode()


#: document and edition -> the node of the document
Documents = dict[tuple[str, str], NamedNode]


def _report(report: NamedNode, findings: Sequence[Finding], documents: Documents) -> Iterator[Triple]:
    found = standing(findings)
    yield Triple(report, RDF.type, SH.ValidationReport)
    yield Triple(report, SH.conforms, Literal(str(not found).lower(), datatype=XSD.boolean))
    for comment in _apart(findings):
        yield Triple(report, RDFS.comment, Literal(comment, language="en"))
    results = [NamedNode(f"{report.value}/{number}") for number in range(1, len(found) + 1)]
    yield from (Triple(report, SH.result, result) for result in results)
    for result, finding in zip(results, found, strict=True):
        yield from _result(report, result, finding, documents)


def _result(report: NamedNode, result: NamedNode, finding: Finding, documents: Documents) -> Iterator[Triple]:
    focus, *others = _nodes(report, finding, documents)
    yield Triple(result, RDF.type, SH.ValidationResult)
    yield Triple(result, SH.focusNode, focus)
    if others:
        yield Triple(result, SH.value, others[0])
    yield Triple(result, SH.resultSeverity, _SEVERITIES[finding.severity])
    yield Triple(result, SH.resultMessage, Literal(finding.message, language="en"))
    yield Triple(result, SH.sourceShape, NamedNode(_RULE + quote(finding.code)))
    yield Triple(result, SH.sourceConstraintComponent, RCQ.WholeRule)
    yield Triple(result, RCQ.advice, Literal(finding.advice, language="en"))
    if finding.status:
        yield Triple(result, RDFS.comment, Literal(f"{finding.status} beside the older build", language="en"))


def _nodes(report: NamedNode, finding: Finding, documents: Documents) -> list[NamedNode]:
    """What a finding is about, each once: statements, else documents, else files, else the report itself."""
    nodes: dict[NamedNode, None] = {}
    for place in finding.places:
        if place.statement:
            nodes[NamedNode(place.statement)] = None
        elif document := documents.get((place.document or "", place.edition or "")):
            nodes[document] = None
        elif place.file:
            nodes[NamedNode(f"{report.value}/file/{quote(place.file)}")] = None
    return list(nodes) or [report]


def _apart(findings: Sequence[Finding]) -> Iterator[str]:
    """What is no result, by rule."""
    silenced = Counter((finding.code, finding.silenced) for finding in findings if finding.silenced is not None)
    for (code, reason), number in sorted(silenced.items(), key=str):
        yield f"{code}: {number} silenced by the profile: {reason}"
    past = (Status.MENDED, Status.GONE)
    ended = Counter(f"{f.code}: {f.status}" for f in findings if f.silenced is None and f.status in past)
    for told, number in sorted(ended.items()):
        yield f"{told} since the older build: {number}"
