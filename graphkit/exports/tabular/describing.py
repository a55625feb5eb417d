"""What is in the tables: by CSV on the Web (W3C, 2015), and as a Data Package of Frictionless Data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from graphkit.exports.datasets import Rights
from graphkit.exports.settings import Settings
from graphkit.exports.tabular.sheets import Column, Sheet
from graphkit.vocabulary import RCQ

__all__ = ["NOTE", "csv_on_the_web", "data_package"]

NOTE = "A text that a spreadsheet would run as a formula has an apostrophe before it."
_KEYLESS = ("relations", "values")
_CSVW = {"text": "string", "term": "string", "iri": "anyURI"}
_FIELDS = {"text": "string", "term": "string", "iri": "string", "decimal": "number"}


def csv_on_the_web(sheets: Sequence[Sheet], settings: Settings, rights: Rights) -> dict[str, Any]:
    """The metadata of all tables; a row is about its IRI, and each column is a property of it."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": settings.title,
        "dc:description": f"{settings.description} {NOTE}",
        "dc:rights": rights.said,
        "tables": [_table(sheet, {sheet.name for sheet in sheets}) for sheet in sheets],
    }
    if rights.licence:
        described["dc:license"] = {"@id": rights.licence}
    return described


def _table(sheet: Sheet, all_names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column) for column in sheet.columns]}
    if sheet.name not in _KEYLESS:
        schema |= {"aboutUrl": "{+iri}", "primaryKey": "iri"}
    if keys := _document_key(sheet, all_names):
        schema["foreignKeys"] = [
            {"columnReference": key, "reference": {"resource": "documents.csv", "columnReference": "iri"}}
            for key in keys
        ]
    return {"url": f"{sheet.name}.csv", "dc:title": sheet.title, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": _CSVW.get(column.type, column.type),
    }
    if column.name == "iri":
        described |= {"required": True, "suppressOutput": True}
    if column.property is not None:
        described["propertyUrl"] = column.property.value
        if column.type in ("iri", "term"):
            described["valueUrl"] = f"{{+{column.name}}}" if column.type == "iri" else f"{RCQ.iri}{{{column.name}}}"
    if column.type == "text":
        described["lang"] = "en"
    return described


def data_package(
    sheets: Sequence[Sheet], settings: Settings, rights: Rights, data: Mapping[str, bytes]
) -> dict[str, Any]:
    """The tables as resources, with the hash and the schema of each."""
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "graphkit-tables",
        "title": settings.title,
        "description": f"{settings.description} {NOTE} {rights.said}",
        "contributors": [{"title": settings.publisher, "role": "publisher"}],
        "resources": [_resource(sheet, data, {sheet.name for sheet in sheets}) for sheet in sheets],
    }
    if rights.licence:
        described["licenses"] = [{"path": rights.licence}]
    if settings.homepage:
        described["homepage"] = settings.homepage
    return described


def _resource(sheet: Sheet, data: Mapping[str, bytes], all_names: set[str]) -> dict[str, Any]:
    path = f"{sheet.name}.csv"
    schema: dict[str, Any] = {"fields": [_field(column, sheet) for column in sheet.columns], "missingValues": [""]}
    if sheet.name not in _KEYLESS:
        schema["primaryKey"] = "iri"
    if keys := _document_key(sheet, all_names):
        schema["foreignKeys"] = [
            {"fields": key, "reference": {"resource": "documents", "fields": "iri"}} for key in keys
        ]
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "title": sheet.title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data[path]),
        "hash": f"sha256:{sha256(data[path]).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column, sheet: Sheet) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "type": _FIELDS.get(column.type, column.type)}
    if column.property is not None:
        described["rdfType"] = column.property.value
    if column.name == "iri":
        described["constraints"] = {"required": True} | ({} if sheet.name in _KEYLESS else {"unique": True})
    return described


def _document_key(sheet: Sheet, all_names: set[str]) -> list[str]:
    """The columns whose cells are rows of the table of documents."""
    keys = (column.name for column in sheet.columns if column.property == RCQ.fromDocument)
    return [key for key in keys if "documents" in all_names]
