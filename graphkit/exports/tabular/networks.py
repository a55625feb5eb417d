"""The same as a network in GraphML: things with their kind and words, and every relation between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from graphkit.exports.tabular.sheets import Sheet
from graphkit.exports.view import Loss

__all__ = ["graphml"]

#: what a node is called by: the first of these columns that says something
_WORDS = ("text", "job_title", "label", "pref_label", "title", "exact", "short_form", "comment")
#: what XML 1.0 cannot hold
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="table" for="node" attr.name="table" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="words" for="node" attr.name="words" attr.type="string"/>
<key id="property" for="edge" attr.name="property" attr.type="string"/>
<graph id="graph" edgedefault="directed">
"""


def graphml(sheets: Sequence[Sheet]) -> Iterator[bytes | Loss]:
    """The whole file; and what XML cannot hold of the words."""
    nodes = {row[0] or "": (sheet, row) for sheet in sheets if sheet.columns[1].name == "kind" for row in sheet.rows}
    lines = []
    for iri, (sheet, row) in nodes.items():
        cells = {column.name: cell for column, cell in zip(sheet.columns, row, strict=True)}
        words = next((cells[name] or "" for name in _WORDS if cells.get(name)), "")
        if _NO_XML.search(words):
            yield Loss(iri, "characters of its words in GraphML", "XML 1.0 cannot hold them")
        data = (("table", sheet.name), ("kind", cells["kind"]), ("words", _NO_XML.sub("", words)))
        told = "".join(f'<data key="{key}">{escape(value)}</data>' for key, value in data if value)
        lines.append(f"<node id={quoteattr(iri)}>{told}</node>\n")
    for number, (source, name, target) in enumerate(sorted(_edges(sheets, set(nodes)))):
        lines.append(
            f'<edge id="e{number}" source={quoteattr(source)} target={quoteattr(target)}>'
            f'<data key="property">{escape(name)}</data></edge>\n'
        )
    yield (_HEAD + "".join(lines) + "</graph>\n</graphml>\n").encode()


def _edges(sheets: Sequence[Sheet], nodes: set[str]) -> Iterator[tuple[str, str, str]]:
    """From, property and to of every relation whose two ends are rows."""
    for sheet in sheets:
        if sheet.name == "relations":
            yield from ((row[0] or "", row[1] or "", row[2] or "") for row in sheet.rows if row[2] in nodes)
        for place, column in enumerate(sheet.columns):
            if column.property is not None and column.type == "iri":
                for row in sheet.rows:
                    if row[place] in nodes:
                        yield row[0] or "", column.property.value, row[place] or ""
