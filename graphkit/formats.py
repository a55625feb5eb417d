"""Formats as modules of a folder that is listed: the one of a name, or a word on which there are."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

__all__ = ["format_of"]


def format_of(package: str, name: str, known: Sequence[str]) -> ModuleType:
    """The module of a format in the package that holds the known ones.

    >>> format_of("graphkit.reports", "fax", ("csv", "json", "text"))
    Traceback (most recent call last):
    ValueError: fax: no such format; choose csv, json or text
    """
    if name not in known:
        raise ValueError(f"{name}: no such format; choose {', '.join(known[:-1])} or {known[-1]}")
    return import_module(f"{package}.{name}")
