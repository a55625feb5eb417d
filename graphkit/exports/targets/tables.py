"""Tables for statisticians: CSV for each kind of thing, with metadata as CSV on the Web and as a Data Package.

Beside them the same as Parquet and as GraphML, and what archives and searches read: an RO-Crate and Croissant. All that
is stated is in the tables; what is concluded is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from graphkit.exports.datasets import node_of, rights_of_all
from graphkit.exports.tabular.crates import croissant, ro_crate
from graphkit.exports.tabular.describing import csv_on_the_web, data_package
from graphkit.exports.tabular.files import as_csv, as_parquet, guarded_cells, has_parquet
from graphkit.exports.tabular.networks import graphml
from graphkit.exports.tabular.sheets import Sheet, sheets
from graphkit.exports.view import File, Loss, View

__all__ = ["export"]


def export(view: View) -> Iterator[File | Loss]:
    """The tables and all that describes them, and what they do not say."""
    found: list[Sheet] = []
    for piece in sheets(view):
        if isinstance(piece, Sheet):
            found.append(piece)
        else:
            yield piece
    settings, rights = view.settings, rights_of_all(view)
    data = {f"{sheet.name}.csv": as_csv(sheet) for sheet in found}
    titles = {f"{sheet.name}.csv": sheet.title for sheet in found}
    tables = dict(data)
    for sheet in found:
        for node, column in guarded_cells(sheet):
            yield Loss(node, f"{column} in CSV", "bears an apostrophe, so that no spreadsheet takes it for a formula")
        if has_parquet():
            data[f"{sheet.name}.parquet"] = as_parquet(sheet)
            titles[f"{sheet.name}.parquet"] = sheet.title
    if not has_parquet():
        yield Loss(node_of(view, "graph").value, "Parquet", "needs pyarrow: pip install 'graphkit-rcq[tables]'")
    for network in graphml(found):
        if isinstance(network, Loss):
            yield network
        else:
            data["network.graphml"] = network
            titles["network.graphml"] = "Things and their relations as a network"
    for name, title, told in (
        ("csv-metadata.json", "The tables as CSV on the Web", csv_on_the_web(found, settings, rights)),
        ("datapackage.json", "The tables as a Data Package", data_package(found, settings, rights, tables)),
    ):
        data[name], titles[name] = _json(told), title
    if settings.dated and settings.address:
        data["croissant.json"] = _json(croissant(found, tables, settings, rights))
        titles["croissant.json"] = "The tables as Croissant"
    else:
        yield Loss(node_of(view, "graph").value, "Croissant", "needs a day and an address, which the settings state")
    if settings.dated:
        yield File("ro-crate-metadata.json", _json(ro_crate(titles, data, settings, rights)))
    else:
        yield Loss(node_of(view, "graph").value, "RO-Crate", "needs a day of publication, which the settings state")
    yield from (File(path, content) for path, content in sorted(data.items()))


def _json(told: object) -> bytes:
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
