"""Findings for someone with ten minutes: counts, then by severity and rule, quotes beside their lines."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from graphkit.findings import Finding, Place, Severity, Status, noun, standing, tally
from graphkit.sources import Source
from graphkit.text import printable

__all__ = ["render"]

#: findings of one rule that are printed in full
_SHOWN = 10
_WIDTH = 110
#: letters of a quote that are printed
_QUOTED = 160
_MEANING = {
    Severity.VIOLATION: "the document contradicts itself or cannot be relied on",
    Severity.WARNING: "its author should mend this",
    Severity.INFO: "worth knowing",
}


def render(findings: Sequence[Finding], sources: Sequence[Source]) -> str:  # noqa: ARG001 one form for all formats
    """The findings as plain text.

    >>> print(render([], []), end="")
    0 violations, 0 warnings, 0 notes
    """
    found = standing(findings)
    told = [_summary(found), *_since(findings), *_families(found), *_body(found), *_apart(findings)]
    return "\n".join(told) + "\n"


def _summary(findings: Sequence[Finding]) -> str:
    return tally(findings) + (f" in {_documents(findings)}" if any(finding.places for finding in findings) else "")


def _documents(findings: Iterable[Finding]) -> str:
    """How many documents have a place among the findings."""
    count = len({place.document or place.file for finding in findings for place in finding.places})
    return f"{count} {'document' if count == 1 else 'documents'}"


def _since(findings: Sequence[Finding]) -> Iterator[str]:
    """How many findings are new, known, mended or gone, where they were held against an older build."""
    count = Counter(finding.status for finding in findings if finding.silenced is None)
    if any(finding.status for finding in findings):
        told = [f"{count[status]} {status}" for status in (Status.NEW, Status.KNOWN, Status.MENDED)]
        gone = [f"{count[Status.GONE]} gone with their documents"] if count[Status.GONE] else []
        yield f"since the older build: {', '.join(told + gone)}"


def _families(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each family of rules with its counts, where there are several."""
    families = Counter((finding.family, finding.severity) for finding in findings)
    labels = sorted({label for label, _ in families if label}, key=lambda label: _weight(families, label))
    if len(labels) > 1:
        yield ""
        yield "  ".join([" " * 24, *(f"{noun(severity, 2):>10}" for severity in Severity)])
        for label in labels:
            yield "  ".join(
                [f"  {printable(label):22}", *(f"{families[label, severity]:>10}" for severity in Severity)]
            )


def _weight(families: Counter[tuple[str, Severity]], label: str) -> tuple[object, ...]:
    return (*(-families[label, severity] for severity in Severity), label)


def _body(findings: Sequence[Finding]) -> Iterator[str]:
    for severity, alike in groupby(sorted(findings, key=_order), key=lambda finding: finding.severity):
        yield ""
        yield f"{noun(severity, 2).upper()}: {_MEANING[severity]}"
        for _, same in groupby(alike, key=lambda finding: finding.code):
            yield from _rule(list(same))


def _order(finding: Finding) -> tuple[object, ...]:
    known = finding.status is Status.KNOWN
    return finding.severity.rank, finding.code, known, [place.key for place in finding.places], finding.message


def _rule(findings: list[Finding]) -> Iterator[str]:
    """All findings of one rule, under one heading and one piece of advice; those that are new first."""
    first = findings[0]
    yield ""
    yield f"  {printable(first.title)} [{first.code}]" + (
        f", {len(findings)} times in {_documents(findings)}" if len(findings) > 1 else ""
    )
    if first.weighed and first.own_severity:
        yield from _indented(f"{first.own_severity} by its rule, {first.severity} by the profile: {first.weighed}", 4)
    for finding in findings[:_SHOWN]:
        yield from _indented(("NEW: " if finding.status is Status.NEW else "") + finding.message, 4)
        for place, quote in _statements(finding.places):
            yield f"      {printable(place)}" + ("" if quote is None else f"  “{printable(quote)}”")
    if len(findings) > _SHOWN:
        yield f"    … and {len(findings) - _SHOWN} more of this kind; --format html shows all"
    yield from _indented(f"To do: {first.advice}", 4)


def _apart(findings: Sequence[Finding]) -> Iterator[str]:
    """What does not stand: mended, gone, silenced, each by rule."""
    loud = [finding for finding in findings if finding.silenced is None]
    yield from _named("MENDED", "found in the older build, and no longer", loud, lambda f: f.status is Status.MENDED)
    yield from _named("GONE", "their documents are not in this build", loud, lambda f: f.status is Status.GONE)
    yield from _named("SILENCED", "the profile does not count these", findings, lambda f: f.silenced is not None)


def _named(
    heading: str, meaning: str, findings: Iterable[Finding], belongs: Callable[[Finding], bool]
) -> Iterator[str]:
    chosen = sorted(filter(belongs, findings), key=lambda finding: finding.code)
    if chosen:
        yield ""
        yield f"{heading}: {meaning}"
    for code, group in groupby(chosen, key=lambda finding: finding.code):
        same = list(group)
        times = f", {len(same)} times" if len(same) > 1 else ""
        why = f": {same[0].silenced}" if same[0].silenced else ""
        yield from _indented(f"{same[0].title} [{code}]{times}{why}", 2)
        if not why:
            yield from (line for finding in same[:_SHOWN] for line in _indented(finding.message, 4))


def _statements(places: Iterable[Place]) -> Iterator[tuple[str, str | None]]:
    """`file:line` and words of each statement, its runs joined."""
    for _, group in groupby(places, key=lambda place: (place.file, place.statement, place.statement or place.start)):
        runs = list(group)
        lines = [line for place in runs for line in (place.line, place.end_line) if line is not None]
        at = runs[0].file or runs[0].statement
        if at is None:  # a thing that several documents share stands nowhere
            continue
        if lines:
            at += f":{min(lines)}" if min(lines) == max(lines) else f":{min(lines)}-{max(lines)}"
        quotes = [place.quote for place in runs if place.quote is not None]
        yield at, _short(" … ".join(dict.fromkeys(quotes))) if quotes else None


def _short(quote: str) -> str:
    """A quote, or its first words where it is long."""
    return quote if len(quote) <= _QUOTED else quote[:_QUOTED].rsplit(" ", 1)[0] + " …"


def _indented(words: str, by: int) -> list[str]:
    margin, words = " " * by, printable(words)
    return textwrap.wrap(words, _WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
