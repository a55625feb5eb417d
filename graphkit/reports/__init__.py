"""Findings as people and programs want them: one module per format, whose name is the format's.

Each module has `render(findings) -> str`. A new format is a new module in this folder and nothing else.

>>> "json" in formats()
True
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from graphkit.findings import Finding

__all__ = ["formats", "report"]


def formats() -> tuple[str, ...]:
    """The names of all formats, in order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def report(findings: Iterable[Finding], name: str) -> str:
    r"""The findings in the format of that name.

    >>> report([], "json")
    '[]\n'
    >>> report([], "fax")
    Traceback (most recent call last):
    ValueError: fax: no such format; choose csv, json or text
    """
    known = formats()
    if name not in known:
        raise ValueError(f"{name}: no such format; choose {', '.join(known[:-1])} or {known[-1]}")
    rendered: str = import_module(f"{__name__}.{name}").render(tuple(findings))
    return rendered
