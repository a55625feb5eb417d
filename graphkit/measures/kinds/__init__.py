"""The kinds of measured facts, one module each; Python lists the folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

__all__ = ["kinds"]


@cache
def kinds() -> tuple[ModuleType, ...]:
    """The modules, in order of name."""
    return tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
