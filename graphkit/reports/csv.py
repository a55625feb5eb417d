"""Findings as a table for a spreadsheet: one row per place."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, fields

from graphkit.findings import Finding, Place
from graphkit.sources import Source

__all__ = ["COLUMNS", "render"]

_WORDS = ("code", "severity", "title", "message", "advice")
_MORE = ("family", "reason", "status", "silenced", "weighed", "own_severity")
_PLACE = tuple(field.name for field in fields(Place))
COLUMNS = (*_WORDS, *_PLACE, *_MORE)


def render(findings: Sequence[Finding], sources: Sequence[Source]) -> str:  # noqa: ARG001 one form for all formats
    """A header and a row for every place of every finding; a finding without a place has one row (RFC 4180)."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for finding in findings:
        words, more = ([getattr(finding, name) for name in names] for names in (_WORDS, _MORE))
        for place in finding.places or (Place(),):
            writer.writerow([_harmless(cell) for cell in [*words, *asdict(place).values(), *more]])
    return table.getvalue()


def _harmless(cell: object) -> object:
    """A text that a spreadsheet does not take for a formula: an apostrophe stands before it.

    >>> _harmless("=1+1"), _harmless("- Keep records"), _harmless(12)
    ("'=1+1", "'- Keep records", 12)
    """
    if isinstance(cell, str) and cell.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell
