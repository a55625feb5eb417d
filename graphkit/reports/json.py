"""Findings as findings.json holds them."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.findings import Finding, dumps

__all__ = ["render"]


def render(findings: Sequence[Finding]) -> str:
    """The findings as a list of objects."""
    return dumps(findings)
