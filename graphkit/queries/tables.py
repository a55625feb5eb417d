"""A table for the eye: what is the same in every row once above, the rest in columns that wrap."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphkit.vocabulary import PREFIXES

__all__ = ["laid_out"]

Term = NamedNode | BlankNode | Literal | Triple

#: a column of a table is made no narrower than this
NARROWEST = 8


def laid_out(columns: Sequence[str], rows: Sequence[Sequence[Term | None]], width: int | None = None) -> str:
    """The rows under their columns, no wider than the terminal unless a width is given."""
    individuals = _individuals(term for row in rows for term in row)
    prefixes = PREFIXES | ({"id": individuals} if individuals else {})
    cells = [[_shown(term, prefixes) for term in row] for row in rows]
    shared, kept = [f"id: {individuals}"] if individuals else [], []
    for place, column in enumerate(columns):
        values = {row[place] for row in cells}
        if cells and len(values) == 1 and len(columns) > 1:
            shared.extend(f"{column}: {value}" for value in values if value)
        else:
            kept.append(place)
    table = [[columns[place] for place in kept], *([row[place] for place in kept] for row in cells)]
    lines = shared + (_wrapped(table, width or shutil.get_terminal_size((160, 24)).columns) if kept else [])
    return "\n".join([*lines, f"{len(cells)} row{'' if len(cells) == 1 else 's'}", ""])


def _individuals(terms: Iterable[Term | None]) -> str:
    """What the IRIs of individuals begin with, as far as they all do."""
    iris = [iri for term in terms if term is not None for iri in _value_iris(term)]
    together = os.path.commonprefix(iris)  # noqa: RUF071 IRIs are no paths; cut at a slash below
    return together[: together.rfind("/") + 1] if "/id/" in together else ""


def _value_iris(term: Term) -> list[str]:
    """The IRIs of individuals in one cell, which may list several."""
    return [word for word in _printed(term).split() if re.match(r"https?://\S+/id/", word)]


def _shown(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A term on paper: an IRI by its prefix where it has one."""
    if isinstance(term, NamedNode):
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    words = _printed(term)
    individuals = prefixes.get("id")
    return " ".join(f"id:{word.removeprefix(individuals)}" if individuals and word.startswith(individuals) else word
                    for word in words.split())  # fmt: skip


def _wrapped(rows: list[list[str]], width: int) -> list[str]:
    """The rows in columns, the widest made narrower until they fit: first where words need not be broken."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    whole = [max(len(word) for cell in column for word in cell.split() or [""]) for column in zip(*rows, strict=True)]
    for least in (whole, [NARROWEST] * len(widths)):
        while sum(widths) + 2 * (len(widths) - 1) > width:
            spare = max(range(len(widths)), key=lambda place: (widths[place] > least[place]) * widths[place])
            if widths[spare] <= least[spare]:
                break
            widths[spare] -= 1
    lines = []
    for number, row in enumerate(rows):
        folded = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for place in range(max(map(len, folded))):
            parts = [cell[place] if place < len(cell) else "" for cell in folded]
            lines.append("  ".join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip())
        if number == 0:
            lines.append("  ".join("-" * size for size in widths))
    return lines


def _printed(term: Term | None) -> str:
    return "" if term is None else str(term) if isinstance(term, Triple) else term.value
