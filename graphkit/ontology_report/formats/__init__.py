"""One module per format, whose name is the format's.

Each module has `render(report) -> str`. A new format is a new module in this folder and nothing else.
"""

from __future__ import annotations

from pkgutil import iter_modules

from graphkit.formats import format_of
from graphkit.ontology_report.results import Report

__all__ = ["formats", "written"]


def formats() -> tuple[str, ...]:
    """The names of all formats, in order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def written(report: Report, name: str) -> str:
    """The report in the format of that name."""
    rendered: str = format_of(__name__, name, formats()).render(report)
    return rendered
