"""The answer to a question: rows to read in Python, or to write as a table, in a W3C format or for data frames."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryResultsFormat, Triple, parse_query_results

from graphkit.errors import QueryError
from graphkit.queries.frames import frame, parquet
from graphkit.queries.result_sets import turtle
from graphkit.queries.tables import laid_out
from graphkit.vocabulary import XSD

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
_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
#: the ways an answer can be written
FORMATS = ("table", *_RESULTS, "ttl", "parquet")


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

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> Answer:
        r"""The answer that has these rows.

        >>> list(Answer.of(["line", "text"], [(Literal(3), Literal("Sort")), (Literal(4), None)]))
        [{'line': 3, 'text': 'Sort'}, {'line': 4, 'text': None}]
        """
        bindings = [
            {column: _json(term) for column, term in zip(columns, row, strict=True) if term is not None} for row in rows
        ]
        document = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
        return cls(json.dumps(document, ensure_ascii=False).encode())

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

    def to(self, form: str) -> bytes:
        """The answer in one of FORMATS; all but parquet are text in UTF-8."""
        if form not in FORMATS:
            raise QueryError(form, "is no form an answer can take", f"choose one of {', '.join(FORMATS)}")
        if form in _RESULTS:
            written = parse_query_results(self.document, format=QueryResultsFormat.JSON).serialize(
                format=_RESULTS[form]
            )
            assert written is not None
            return written
        if form == "ttl":
            return turtle(self.to("tsv"), self.columns, self.terms)
        return self.to_parquet() if form == "parquet" else self.to_table().encode()

    def to_csv(self) -> str:
        """The answer as SPARQL 1.1 CSV."""
        return self.to("csv").decode()

    def to_json(self) -> str:
        """The answer as SPARQL 1.1 results in JSON."""
        return self.to("json").decode()

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
        return laid_out(self.columns, self.terms, width)

    def to_parquet(self) -> bytes:
        """The answer as an Apache Parquet file: numbers and truths as such, all else as words."""
        return parquet(self.columns, [tuple(row.values()) for row in self])

    def to_pandas(self) -> Any:
        """The answer as a DataFrame of pandas, where that is installed."""
        return frame("pandas", self.columns, [tuple(row.values()) for row in self])

    def to_polars(self) -> Any:
        """The answer as a DataFrame of polars, where that is installed."""
        return frame("polars", self.columns, [tuple(row.values()) for row in self])


def _json(term: Term) -> dict[str, str]:
    """A term as SPARQL 1.1 results in JSON write it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        raise TypeError(f"{term}: a row holds IRIs and literals")
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


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
