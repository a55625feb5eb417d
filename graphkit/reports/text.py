"""Findings for someone with ten minutes: counts, then by severity, document and rule, quotes beside their lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graphkit.findings import Finding, Place, Severity, noun, tally
from graphkit.text import printable

__all__ = ["render"]

#: findings of one rule in one document that are printed in full
_SHOWN = 10
_WIDTH = 110
#: letters of a quote that are printed
_QUOTED = 160
_MEANING = {
    Severity.VIOLATION: "the document contradicts itself or cannot be relied on",
    Severity.WARNING: "its author should mend this",
    Severity.INFO: "worth knowing",
}


def render(findings: Sequence[Finding]) -> str:
    """The findings as plain text.

    >>> print(render([]), end="")
    0 violations, 0 warnings, 0 notes
    """
    return "\n".join([_summary(findings), *_body(findings)]) + "\n"


def _summary(findings: Sequence[Finding]) -> str:
    documents = {place.document or place.file for finding in findings for place in finding.places}
    told = f" in {len(documents)} {'document' if len(documents) == 1 else 'documents'}" if documents else ""
    return tally(findings) + told


def _body(findings: Sequence[Finding]) -> Iterator[str]:
    for severity, alike in groupby(sorted(findings, key=_order), key=lambda finding: finding.severity):
        yield ""
        yield f"{noun(severity, 2).upper()}: {_MEANING[severity]}"
        for document, within in groupby(alike, key=_document):
            yield ""
            yield f"  {printable(document)}"
            for _, same in groupby(within, key=lambda finding: finding.code):
                yield from _rule(list(same))


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.severity.rank, _document(finding), finding.code, [place.key for place in finding.places]


def _document(finding: Finding) -> str:
    if not finding.places:
        return "no document"
    place = finding.places[0]
    return f"{place.document}, edition {place.edition}" if place.document else place.file or "no document"


def _rule(findings: list[Finding]) -> Iterator[str]:
    """All findings of one rule in one document, under one heading and one piece of advice."""
    first = findings[0]
    yield ""
    yield f"    {first.title} [{first.code}]" + (f", {len(findings)} times" if len(findings) > 1 else "")
    for finding in findings[:_SHOWN]:
        yield from _indented(finding.message, 6)
        for place, quote in _statements(finding.places):
            yield f"        {printable(place)}" + ("" if quote is None else f"  “{printable(quote)}”")
    if len(findings) > _SHOWN:
        yield f"      … and {len(findings) - _SHOWN} more of this kind"
    yield from _indented(f"To do: {first.advice}", 6)


def _statements(places: Iterable[Place]) -> Iterator[tuple[str, str | None]]:
    """`file:line` and words of each statement, its runs joined."""
    for _, group in groupby(places, key=lambda place: (place.file, place.statement, place.statement or place.start)):
        runs = list(group)
        lines = [line for place in runs for line in (place.line, place.end_line) if line is not None]
        at = runs[0].file or runs[0].statement or "?"
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
