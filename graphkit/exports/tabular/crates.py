"""The tables in a wrapping that archives and searches read: an RO-Crate 1.3, and Croissant 1.0 of MLCommons.

Both demand a day of publication, which only the settings can state, and Croissant the address of the data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from graphkit.exports.datasets import Rights
from graphkit.exports.settings import Settings
from graphkit.exports.tabular.sheets import Sheet

__all__ = ["croissant", "ro_crate"]

_FORMATS = {
    "csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet",
    "graphml": "application/graphml+xml",
}  # fmt: skip
_TYPES = {"integer": "sc:Integer", "decimal": "sc:Float", "boolean": "sc:Boolean", "iri": "sc:URL"}
_CROISSANT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet",
    "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
}  # fmt: skip


def ro_crate(
    titles: Mapping[str, str], data: Mapping[str, bytes], settings: Settings, rights: Rights
) -> dict[str, Any]:
    """The crate of some files (path -> title, path -> bytes)."""
    publisher = settings.publisher_iri or "#publisher"
    licence = rights.licence or "#licence"
    crate = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
             "conformsTo": {"@id": "https://w3id.org/ro/crate/1.3"}}  # fmt: skip
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": settings.title,
        "description": settings.description,
        "datePublished": settings.dated,
        "license": {"@id": licence},
        "publisher": {"@id": publisher},
        "author": {"@id": publisher},
        "hasPart": [{"@id": path} for path in sorted(data)],
    }
    if settings.address:
        root["url"] = settings.address
    files = [
        {
            "@id": path,
            "@type": "File",
            "name": path,
            "description": titles[path],
            "encodingFormat": _format(path),
            "contentSize": str(len(data[path])),
            "sha256": sha256(data[path]).hexdigest(),
        }
        for path in sorted(data)
    ]
    around: list[dict[str, Any]] = [
        {"@id": publisher, "@type": "Organization", "name": settings.publisher},
        {"@id": licence, "@type": "CreativeWork", "name": "Licence", "description": rights.said},
    ]
    if settings.homepage:
        around[0]["url"] = settings.homepage
    if settings.contact or settings.contact_email or settings.contact_page:
        told = {"email": settings.contact_email, "url": settings.contact_page}
        contact = {"@id": "#contact", "@type": "ContactPoint", "name": settings.contact or settings.publisher}
        around[0]["contactPoint"] = {"@id": "#contact"}
        around.append(contact | {name: value for name, value in told.items() if value})
    return {"@context": "https://w3id.org/ro/crate/1.3/context", "@graph": [crate, root, *files, *around]}


def croissant(sheets: Sequence[Sheet], data: Mapping[str, bytes], settings: Settings, rights: Rights) -> dict[str, Any]:
    """The tables as sets of records."""
    described: dict[str, Any] = {
        "@context": _CROISSANT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "graphkit-tables",
        "alternateName": settings.title,
        "description": f"{settings.description} {rights.said}",
        "url": settings.address,
        "datePublished": settings.dated,
        "version": settings.dated.replace("-", "."),
        "creator": {"@type": "sc:Organization", "name": settings.publisher},
        "distribution": [_file_object(f"{sheet.name}.csv", data) for sheet in sheets],
        "recordSet": [_records(sheet) for sheet in sheets],
    }
    if rights.licence:
        described["license"] = rights.licence
    return described


def _file_object(path: str, data: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "encodingFormat": _format(path),
        "contentSize": f"{len(data[path])} B",
        "sha256": sha256(data[path]).hexdigest(),
    }


def _records(sheet: Sheet) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": sheet.name,
        "name": sheet.name,
        "description": sheet.title,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{sheet.name}/{column.name}",
                "name": column.name,
                "dataType": _TYPES.get(column.type, "sc:Text"),
                "source": {"fileObject": {"@id": f"{sheet.name}.csv"}, "extract": {"column": column.name}},
            }
            for column in sheet.columns
        ],
    }


def _format(path: str) -> str:
    return _FORMATS[path.rpartition(".")[2]]
