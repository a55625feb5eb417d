"""The report for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from graphkit.ontology_report.results import Report

__all__ = ["render"]


def render(report: Report) -> str:
    """The report as one object, with a list of all checks."""
    told = {
        "ontology": report.ontology,
        "version": report.version,
        "counts": report.counts(),
        "checks": [asdict(row) for row in report.rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
