"""Tables written as CSV (RFC 4180) of which no spreadsheet runs a cell, and as Parquet where pyarrow is installed."""

from __future__ import annotations

import csv
import io
import re
from importlib.util import find_spec

from graphkit.exports.tabular.sheets import Sheet

__all__ = ["as_csv", "as_parquet", "guarded", "guarded_cells", "has_parquet"]

#: what spreadsheets take for the beginning of a formula
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
#: types of cells that hold words of others
_WORDS = ("text", "string")


def as_csv(sheet: Sheet) -> bytes:
    """The table with a line of column names; a cell in which nothing is stated is empty."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(column.name for column in sheet.columns)
    for row in sheet.rows:
        cells = zip(row, sheet.columns, strict=True)
        writer.writerow(guarded(cell) if cell and column.type in _WORDS else cell for cell, column in cells)
    return written.getvalue().encode()


def guarded(words: str) -> str:
    """Words with an apostrophe before them where a spreadsheet would run them; who reads takes off one again.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("It's = so")
    ("'=1+1", "''=1+1", "It's = so")
    """
    return f"'{words}" if _FORMULA.match(words) else words


def guarded_cells(sheet: Sheet) -> list[tuple[str, str]]:
    """The cells that bear such an apostrophe in CSV: what the row is of, and the column."""
    return [
        (row[0] or "", column.name)
        for row in sheet.rows
        for cell, column in zip(row, sheet.columns, strict=True)
        if cell and column.type in _WORDS and _FORMULA.match(cell)
    ]


def has_parquet() -> bool:
    """Whether Parquet can be written."""
    return find_spec("pyarrow") is not None


def as_parquet(sheet: Sheet) -> bytes:
    """The table with typed columns, and its words as they are."""
    import pyarrow  # a tenth of a second, and an extra
    from pyarrow import parquet

    types = {"integer": pyarrow.int64(), "decimal": pyarrow.float64(), "boolean": pyarrow.bool_()}
    schema = pyarrow.schema([(column.name, types.get(column.type, pyarrow.string())) for column in sheet.columns])
    columns = [[_value(row[place], column.type) for row in sheet.rows] for place, column in enumerate(sheet.columns)]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(columns, schema=schema), sink)
    return sink.getvalue()


def _value(cell: str | None, kind: str) -> str | float | None:
    """What a cell says, as a number or a truth value where it is one."""
    if cell is None:
        return None
    if kind == "boolean":
        return cell in ("true", "1")
    return int(cell) if kind == "integer" else float(cell) if kind == "decimal" else cell
