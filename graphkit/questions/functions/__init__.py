"""The questions that SPARQL cannot say: one module per question, whose name is the question's.

A module opens with the `#+` header every question has. Its `answer(source, **parameters)` gives the rows, each in the
order of the header's columns; `parameters` are terms of the graph, a tuple where a name stands for several, None where
nothing is given. A new question is a new module in this folder and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from graphkit.questions.sources import Row, Source, Terms

__all__ = ["files", "rows"]


def files() -> list[Path]:
    """The file of each question, which tells its header unimported."""
    return sorted(Path(__path__[0], f"{module.name}.py") for module in iter_modules(__path__))


def rows(name: str, source: Source, **parameters: Terms) -> Iterable[Row]:
    """The rows that the question of that name has for what it is asked about."""
    found: Iterable[Row] = import_module(f"{__name__}.{name.replace('-', '_')}").answer(source, **parameters)
    return found
