"""Findings as people and programs want them: one module per format, whose name is the format's.

Each module has `render(findings, sources) -> str`. A new format is a new module in this folder and nothing else. What
a profile silenced and what was mended since an older build are among the findings and do not stand (`Finding.stands`):
every format tells of them apart from those that do.

>>> "json" in formats()
True
"""

from __future__ import annotations

from collections.abc import Iterable
from pkgutil import iter_modules

from graphkit.findings import Finding
from graphkit.formats import format_of
from graphkit.sources import Source

__all__ = ["formats", "report"]


def formats() -> tuple[str, ...]:
    """The names of all formats, in order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def report(findings: Iterable[Finding], name: str, sources: Iterable[Source] = ()) -> str:
    r"""The findings in the format of that name.

    `sources` are the documents of the build: html shows their lines, sarif and junit name those that are clean.

    >>> report([], "json")
    '[]\n'
    >>> report([], "fax")
    Traceback (most recent call last):
    ValueError: fax: no such format; choose csv, html, json, junit, sarif, text or ttl
    """
    rendered: str = format_of(__name__, name, formats()).render(tuple(findings), tuple(sources))
    return rendered
