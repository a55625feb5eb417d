"""Findings as JUnit XML, for build servers: a suite for each document, a case for each finding.

A violation or warning is a failure. A note passes and is told in the case's output; what a profile silenced, and what
an older build knew, is skipped. A document without findings is a case that passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from graphkit.findings import Finding, Severity, Status
from graphkit.sources import Source
from graphkit.text import printable

__all__ = ["render"]

_NO_DOCUMENT = "no single document"


def render(findings: Sequence[Finding], sources: Sequence[Source]) -> str:
    """The findings as the text of a JUnit file."""
    suites: dict[str, list[Finding]] = {f"{source.document}, edition {source.edition}": [] for source in sources}
    for finding in findings:
        suites.setdefault(_suite(finding), []).append(finding)
    root = Element("testsuites", name="graphkit")
    for name in sorted(suites):
        suite = SubElement(root, "testsuite", name=printable(name))
        for finding in suites[name]:
            _case(suite, name, finding)
        if not suites[name]:
            SubElement(suite, "testcase", classname=printable(name), name="nothing found", time="0")
        _count(suite, suite)
    _count(root, root)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(finding: Finding) -> str:
    place = finding.places[0] if finding.places else None
    if place and place.document:
        return f"{place.document}, edition {place.edition}"
    return place.file if place and place.file else _NO_DOCUMENT


def _case(suite: Element, name: str, finding: Finding) -> None:
    """A case named by rule and sentence; what it holds says how it ended."""
    named = printable(f"{finding.code}: {finding.message}")
    case = SubElement(suite, "testcase", classname=printable(name), name=named, time="0")
    if finding.silenced is not None:
        SubElement(case, "skipped", message=printable(f"silenced by the profile: {finding.silenced}"))
    elif finding.status is Status.KNOWN:
        SubElement(case, "skipped", message="known to the older build")
    elif finding.status is Status.GONE:
        SubElement(case, "skipped", message="its document is not in this build")
    elif finding.status is Status.MENDED:
        SubElement(case, "system-out").text = "mended since the older build"
    elif finding.severity is Severity.INFO:
        SubElement(case, "system-out").text = _told(finding)
    else:
        failure = SubElement(case, "failure", message=printable(finding.message), type=str(finding.severity))
        failure.text = _told(finding)


def _told(finding: Finding) -> str:
    lines = [f"{finding.title} [{finding.code}]"]
    for place in finding.places:
        at = f"{place.file or place.statement or ''}:{place.line}" if place.line else place.file or ""
        lines.append(f"{at} {place.quote or ''}")
    lines.append(f"To do: {finding.advice}")
    return "\n".join(printable(line) for line in lines)


def _count(element: Element, within: Element) -> None:
    """How many cases there are, and how they ended."""
    element.set("tests", str(len(list(within.iter("testcase")))))
    element.set("failures", str(len(list(within.iter("failure")))))
    element.set("errors", "0")
    element.set("skipped", str(len(list(within.iter("skipped")))))
    element.set("time", "0")
