"""Findings as findings.json holds them."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.findings import Finding, dumps
from graphkit.sources import Source

__all__ = ["render"]


def render(findings: Sequence[Finding], sources: Sequence[Source]) -> str:  # noqa: ARG001 one form for all formats
    """The findings as a list of objects."""
    return dumps(findings)
