"""One module per target, whose name is the target's, with `export(view)`; a new target is a new module and no more."""

from __future__ import annotations

import difflib
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol

from graphkit.errors import ExportError

if TYPE_CHECKING:  # the names of the targets are asked for more often than a build is exported
    from collections.abc import Iterator

    from graphkit.exports.view import File, Loss, View

__all__ = ["EVERY", "Target", "load", "names"]

#: the name that stands for all targets
EVERY = "all"


class Target(Protocol):
    """What a module of this folder offers."""

    def export(self, view: View) -> Iterator[File | Loss]:
        """The files of the target, and what of the graph they do not say."""


def names() -> tuple[str, ...]:
    """The names of all targets, in order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def load(name: str) -> Target:
    """The target of that name.

    >>> load("rfd")
    Traceback (most recent call last):
    graphkit.errors.ExportError: rfd: is no target; did you mean 'rdf'?
    """
    if name not in names():
        near = difflib.get_close_matches(name, names(), n=1)
        advice = f"did you mean '{near[0]}'?" if near else f"choose {EVERY}, or one of {', '.join(names())}"
        raise ExportError(name, "is no target", advice)
    found: Target = import_module(f"{__name__}.{name}")
    return found
