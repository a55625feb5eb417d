"""The answer to a question: rows to read in Python, or to write as a table or in a W3C format."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryResultsFormat, Triple, parse_query_results

from graphkit.errors import QueryError
from graphkit.vocabulary import PREFIXES, XSD

__all__ = ["FORMATS", "Answer", "Value"]

#: what stands in a cell: an IRI or words, a number, a truth, or nothing
Value = str | int | float | bool | None
Term = NamedNode | BlankNode | Literal | Triple

_NUMBERS: Mapping[NamedNode, Callable[[str], int | float]] = {
    XSD.integer: int,
    XSD.decimal: float,
    XSD.double: float,
    XSD.float: float,
}
_WRITTEN = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
#: the ways an answer can be written
FORMATS = ("table", *_WRITTEN)
#: a column of a table is made no narrower than this
NARROWEST = 8


@dataclass(frozen=True)
class Answer:
    r"""What a question found, kept as the SPARQL 1.1 results in JSON that every engine can give.

    >>> answer = Answer(b'{"head":{"vars":["line"]},"results":{"bindings":[{"line":{"type":"literal","value":"3"}}]}}')
    >>> answer.columns, list(answer)
    (('line',), [{'line': '3'}])
    >>> answer.to_csv()
    'line\r\n3\r\n'

    A yes or no is one row with the column `answer`.
    """

    document: bytes

    @cached_property
    def _parsed(self) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        found = parse_query_results(self.document, format=QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            return ("answer",), [(Literal(bool(found)),)]
        return tuple(variable.value for variable in found.variables), [tuple(row) for row in found]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return self._parsed[0]

    @property
    def terms(self) -> list[tuple[Term | None, ...]]:
        """The rows as RDF terms, each in the order of the columns."""
        return self._parsed[1]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for row in self.terms:
            yield dict(zip(self.columns, map(_value, row), strict=True))

    def __len__(self) -> int:
        return len(self.terms)

    def to(self, form: str) -> str:
        """The answer in one of FORMATS."""
        if form == "table":
            return self.to_table()
        if form not in _WRITTEN:
            raise QueryError(form, "is no form an answer can take", f"choose one of {', '.join(FORMATS)}")
        found = parse_query_results(self.document, format=QueryResultsFormat.JSON)
        written = found.serialize(format=_WRITTEN[form])
        assert written is not None
        return written.decode()

    def to_csv(self) -> str:
        """The answer as SPARQL 1.1 CSV."""
        return self.to("csv")

    def to_json(self) -> str:
        """The answer as SPARQL 1.1 results in JSON."""
        return self.to("json")

    def to_table(self, width: int | None = None) -> str:
        """The answer for the eye: what is the same in every row once above, the rest in columns that wrap.

        >>> print(Answer(b'''{"head":{"vars":["document","line","text"]},"results":{"bindings":[
        ... {"document":{"type":"literal","value":"post"},"line":{"type":"literal","value":"3"}},
        ... {"document":{"type":"literal","value":"post"},"text":{"type":"literal","value":"Sort the letters"}}
        ... ]}}''').to_table(width=18), end="")
        document: post
        line  text
        ----  ------------
        3
              Sort the
              letters
        2 rows
        """
        individuals = _individuals(term for row in self.terms for term in row)
        prefixes = PREFIXES | ({"id": individuals} if individuals else {})
        cells = [[_shown(term, prefixes) for term in row] for row in self.terms]
        shared, kept = [f"id: {individuals}"] if individuals else [], []
        for place, column in enumerate(self.columns):
            values = {row[place] for row in cells}
            if cells and len(values) == 1 and len(self.columns) > 1:
                shared.extend(f"{column}: {value}" for value in values if value)
            else:
                kept.append(place)
        table = [[self.columns[place] for place in kept], *([row[place] for place in kept] for row in cells)]
        lines = shared + (_wrapped(table, width or shutil.get_terminal_size((160, 24)).columns) if kept else [])
        return "\n".join([*lines, f"{len(cells)} row{'' if len(cells) == 1 else 's'}", ""])


def _value(term: Term | None) -> Value:
    """A term as Python sees it."""
    if term is None or isinstance(term, Triple):
        return None if term is None else str(term)
    if isinstance(term, Literal) and term.datatype == XSD.boolean:
        return term.value in {"true", "1"}
    if isinstance(term, Literal) and term.datatype in _NUMBERS:
        try:
            return _NUMBERS[term.datatype](term.value)
        except ValueError:  # what no number can be made of stays as written
            return term.value
    return term.value


def _individuals(terms: Iterable[Term | None]) -> str:
    """What the IRIs of individuals begin with, as far as they all do."""
    iris = [iri for term in terms if term is not None for iri in _value_iris(term)]
    together = os.path.commonprefix(iris)  # noqa: RUF071 IRIs are no paths; cut at a slash below
    return together[: together.rfind("/") + 1] if "/id/" in together else ""


def _value_iris(term: Term) -> list[str]:
    """The IRIs of individuals in one cell, which may list several."""
    return [word for word in str(_value(term)).split() if re.match(r"https?://\S+/id/", word)]


def _shown(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A term on paper: an IRI by its prefix where it has one."""
    if isinstance(term, NamedNode):
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    words = "" if term is None else str(term) if isinstance(term, Triple) else term.value
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
