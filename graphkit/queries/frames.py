"""Rows for the libraries of data frames, none of which has to be installed.

>>> frame("no_such_library", ["line"], [(3,)])
Traceback (most recent call last):
graphkit.errors.QueryError: no_such_library: is not installed; pip install no_such_library
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

from graphkit.errors import QueryError

__all__ = ["frame", "parquet"]


def frame(library: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Any:
    """The rows as a DataFrame of that library."""
    return _imported(library, library).DataFrame(_columns(columns, rows))


def parquet(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """The rows as an Apache Parquet file."""
    arrow, files = (_imported(module, "'graphkit-rcq[tables]'") for module in ("pyarrow", "pyarrow.parquet"))
    types = {int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), str: arrow.string()}
    found = _columns(columns, rows)
    schema = arrow.schema([(column, types[_type(values)]) for column, values in found.items()])
    written = BytesIO()
    files.write_table(arrow.table(found, schema=schema), written)
    return written.getvalue()


def _imported(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise QueryError(module, "is not installed", f"pip install {package}") from None


def _columns(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> dict[str, list[object]]:
    """The values by column, each column of one type; where they are of several, as words."""
    found = {column: [row[place] for row in rows] for place, column in enumerate(columns)}
    return {column: [_as(_type(values), value) for value in values] for column, values in found.items()}


def _type(values: Sequence[object]) -> type:
    types = {type(value) for value in values if value is not None}
    if types == {int, float}:
        return float
    return types.pop() if len(types) == 1 else str


def _as(kind: type, value: object) -> object:
    if value is None or isinstance(value, kind):
        return value
    return str(value).lower() if isinstance(value, bool) else kind(value)
