"""Prints what a document says as PDF, DOCX or HTML, laid out as its publisher would lay it out."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby, zip_longest
from typing import Any

from docx import Document
from docx.shared import Cm
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from graphkit.documents.source import joined
from graphkit.records import Reading, Statement, Status

__all__ = ["BREAK", "Block", "Contents", "Table", "as_docx", "as_html", "as_pdf", "contents", "plain", "saved"]


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or an item of a list with its depth; `mark` is its number where it has one."""

    style: str
    text: str
    depth: int = 0
    mark: str = ""


#: where a new page begins
BREAK = Block("break", "")


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell some blocks; `widths` are the columns' shares of the page."""

    rows: Sequence[Sequence[Sequence[Block]]]
    widths: tuple[float, ...]
    ruled: bool = True


@dataclass(frozen=True)
class Contents:
    """What is printed on the pages, and at their feet."""

    blocks: Sequence[Block | Table]
    footer: str = ""


def plain(words: str) -> str:
    """Words in characters that every font has."""
    return words.replace("\u2010", "-")


def contents(reading: Reading, *, ruled: bool = True) -> Contents:
    """What a document prints, from what was read of its text."""
    if reading.family == "occupational-map":
        return _page(reading)
    return {"hmpps-job-description": _hmpps, "crc-job-description": _crc}[reading.family](reading, ruled)


def _paragraph(words: str) -> Block:
    return Block("paragraph", plain(words))


# --- job descriptions of HMPPS ---

COLUMNS = ("Strengths", "Behaviours", "Ability", "Experience", "Technical")


def _hmpps(reading: Reading, ruled: bool) -> Contents:
    marks = {status: [m for m in reading.marks if m.status is status] for status in Status}
    titles = [joined(reading.text, (mark.span,)) for mark in marks[Status.HEADING]]
    form, body = titles[0], titles[1]
    body_at = next(m.span.start for m in marks[Status.HEADING] if joined(reading.text, (m.span,)) == body)
    fields = [s for s in reading.statements if s.kind == "Field" and s.label]
    head = [s for s in fields if s.spans[0].start < body_at]
    blocks: list[Block | Table] = [Block("heading", form)]
    blocks += [_paragraph(f"{s.label}{'' if s.label == 'PS Band' else ':'} {s.text}") for s in head[:3]]
    blocks.append(Table([[[_paragraph(s.label or "")], [_paragraph(s.text)]] for s in head[3:]], (1, 2), ruled))
    blocks.append(Block("heading", body))
    rows = [[[_paragraph(s.label or "")], [_paragraph(s.text)]] for s in fields if s.spans[0].start > body_at]
    items = [s for s in reading.statements if s.section and s.kind not in ("Acronym", "Restatement", "Field")]
    items = [s for s in items if not any(_inside(s, other) for other in items)]
    opening = joined(reading.text, tuple(m.span for m in marks[Status.BOILERPLATE]))
    for section, group in groupby(items, key=lambda s: s.section):
        cell = list(_cell(list(group)))
        if cell and section and section.startswith("Responsibilities"):
            cell.insert(0, _paragraph(opening))
        if section == "Minimum Eligibility":
            cell.insert(0, _paragraph("Please do not alter this box"))
        rows.append([[_paragraph(section or "")], cell])
    rows.append([[_paragraph("Hours of Work"), _paragraph("(Unsocial Hours)")], []])
    rows.append([[_paragraph("Allowances")], []])
    blocks.append(Table(rows, (1, 3.2), ruled))
    blocks.append(Block("heading", "Success Profile"))
    columns = [list(_copies(reading, column)) for column in COLUMNS]
    table = [[[_paragraph(column)] for column in COLUMNS]]
    table += [[[block] if block else [] for block in row] for row in zip_longest(*columns)]
    blocks.append(Table(table, (1, 1.2, 1.2, 1.6, 1.8), ruled))
    footers = [joined(reading.text, (mark.span,)) for mark in marks[Status.FOOTER]]
    return Contents(blocks, next(iter(footers), ""))


def _inside(statement: Statement, other: Statement) -> bool:
    """Whether a statement is an alternative printed inside another."""
    first, whole = statement.spans[0], other.spans
    return statement.listed_under == other.local and whole[0].start <= first.start < whole[-1].end


def _cell(items: list[Statement]) -> Iterator[Block]:
    by_local = {s.local: s for s in items}
    modality: dict[int, str] = {}
    listed = any(s.kind not in ("Passage", "Ability") for s in items)
    for item in items:
        depth, above = 0, item
        while above.listed_under in by_local:
            above = by_local[above.listed_under]
            depth += 1
        bulleted = (item.kind != "Passage" and not (item.kind == "Ability" and listed)) or depth > 0
        announces = any(s.listed_under == item.local and s.kind != "Passage" for s in items)
        said = [modality[level] for level in sorted(modality) if level <= depth]
        if item.modality in ("Essential", "Desirable") and said[-1:] != [item.modality]:
            modality = {level: above for level, above in modality.items() if level < depth} | {depth: item.modality}
            yield _paragraph(item.modality)
        yield Block("item" if bulleted or announces else "paragraph", plain(item.text), depth)


def _copies(reading: Reading, column: str) -> Iterator[Block]:
    copies = [s for s in reading.statements if s.kind == "Restatement" and s.section == column]
    originals = {s.local: s for s in reading.statements}
    modality = ""
    for copy in copies:
        original = originals.get(copy.restates or "")
        stated = original.modality if original else None
        if stated in ("Essential", "Desirable") and stated != modality and not copy.listed_under:
            modality = stated
            yield _paragraph(stated)
        yield Block("item", plain(copy.text), 1) if copy.listed_under else _paragraph(copy.text)


# --- job descriptions of a CRC ---


def _crc(reading: Reading, ruled: bool) -> Contents:
    statements = [s for s in reading.statements if s.kind != "Acronym"]
    fields = [s for s in statements if s.kind == "Field"]
    blocks: list[Block | Table] = [Block("heading", fields[0].text), Block("heading", "JOB DESCRIPTION")]
    blocks += [_paragraph(f"{s.label}: {s.text}") for s in fields[1:]]
    units = [s for s in statements if s.kind in ("NosUnit", "NosOutcome") and s.section]
    printed = [s for s in statements if s.kind in ("Passage", "Duty")]
    for section, under in groupby(printed, key=lambda s: s.section):
        if section == "Core Operational Duties":
            blocks.append(Block("heading", "DUTIES AND RESPONSIBILITIES"))
        blocks.append(Block("heading", section or ""))
        for number, s in enumerate(under, 1):
            blocks.append(Block("item", s.text, 0, f"{number}.") if s.kind == "Duty" else _paragraph(s.text))
    rows: list[list[list[Block]]] = []
    group = ""
    for s in units:
        if s.kind == "NosUnit" and s.section and s.section != group:
            group = s.section
            rows.append([[], [_paragraph(group)]])
        rows.append([[_paragraph(f"{s.code}({s.level})")] if s.kind == "NosUnit" else [], [_paragraph(s.text)]])
    return Contents([*blocks, Table(rows, (1, 5), ruled)])


# --- pages of the occupational maps ---


def _page(reading: Reading) -> Contents:
    lines = [line for line in reading.text.splitlines() if line.strip()]
    headings = {joined(reading.text, (m.span,)) for m in reading.marks if m.status is Status.HEADING}
    lists = ("Typical job titles include:", "Keywords:")
    blocks: list[Block | Table] = []
    style = "paragraph"
    for line in lines:
        style = "item" if line in lists else "paragraph" if line.endswith(":") or line in headings else style
        blocks.append(Block("heading" if line in headings else "paragraph" if line in lists else style, line))
    return Contents(blocks)


# --- the printers ---

_STYLE = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=6)
_HEADING = ParagraphStyle("heading", parent=_STYLE, fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=8)
_SMALL = ParagraphStyle("small", parent=_STYLE, fontSize=8, leading=9.5, spaceAfter=3)
_GLYPHS = ("•", "–")


def as_pdf(printed: Contents, *, packed: bool = True) -> bytes:
    """The contents on A4 pages, their text in lines, tables ruled unless they say otherwise."""
    out = BytesIO()
    width = A4[0] - 120

    def flowable(block: Block, style: ParagraphStyle) -> Any:
        words = html.escape(block.text, quote=False)
        if block.style == "heading":
            return Paragraph(words, _HEADING)
        if block.style == "paragraph":
            return Paragraph(words, style)
        indent = 18 * (block.depth + 1)
        item = ParagraphStyle("item", parent=style, leftIndent=indent, bulletIndent=indent - 18)
        return Paragraph(words, item, bulletText=block.mark or _GLYPHS[block.depth])

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 36, printed.footer)

    story: list[Any] = []
    for block in printed.blocks:
        if block is BREAK:
            story += [Spacer(1, 1), PageBreak()]
        elif isinstance(block, Block):
            story.append(flowable(block, _STYLE))
        if isinstance(block, Block):
            continue
        style = _SMALL if len(block.widths) > 2 else _STYLE
        rows = [[[flowable(b, style) for b in cell] for cell in row] for row in block.rows]
        widths = [width * share / sum(block.widths) for share in block.widths]
        lines = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))] if block.ruled else []
        story.append(Grid(rows, widths, style=[*lines, ("VALIGN", (0, 0), (-1, -1), "TOP")], splitInRow=1))
        story.append(Spacer(1, 12))
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 60)
    template = SimpleDocTemplate(out, pagesize=A4, pageCompression=packed, **margins)
    template.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def as_html(printed: Contents) -> bytes:
    """The contents as a page of a site, with the navigation and scripts such pages have."""

    def blocks(found: Sequence[Block]) -> Iterator[str]:
        for is_list, group in groupby(found, key=lambda block: block.style == "item"):
            if not is_list:
                tags = {"heading": "h2", "paragraph": "p"}
                yield from (f"<{tags[b.style]}>{html.escape(b.text)}</{tags[b.style]}>" for b in group)
                continue
            depth = -1
            tag = "ul"
            for block in group:
                tag = "ol" if block.mark else "ul"
                yield f"<{tag}>" * (block.depth - depth) + f"</{tag}>" * (depth - block.depth)
                depth = block.depth
                yield f"<li>{html.escape(block.text)}</li>"
            yield f"</{tag}>" * (depth + 1)

    def table(found: Table) -> str:
        rows = ("".join(f"<td>{''.join(blocks(cell))}</td>" for cell in row) for row in found.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    body: list[str] = []
    for is_table, group in groupby(printed.blocks, key=lambda block: isinstance(block, Table)):
        if is_table:
            body += [table(block) for block in group if isinstance(block, Table)]
        else:
            body += blocks([block for block in group if isinstance(block, Block)])
    page = "".join(body) + f"<p>{html.escape(printed.footer)}</p>"
    site = "<nav><ul><li>Home</li><li>Search</li></ul></nav>"
    head = "<meta charset='utf-8'><title>Library</title><style>p {}</style><script>var a = '<p>not this</p>'</script>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{site}{page}</body></html>".encode()


def as_docx(printed: Contents) -> bytes:
    """The contents as a Word document, its lists by style, its footer in the footer."""
    document = Document()

    def write(place: Any, found: Sequence[Block]) -> None:
        styles = {"paragraph": ("Normal", "Normal"), "item": ("List Bullet", "List Bullet 2")}
        for block in found:
            if block.style == "heading":
                place.add_paragraph(block.text, style="Heading 2")
            else:
                style = "List Number" if block.mark else styles[block.style][block.depth]
                place.add_paragraph(block.text, style=style)

    for block in printed.blocks:
        if isinstance(block, Block):
            write(document, [block])
            continue
        grid = document.add_table(rows=0, cols=len(block.widths))
        for row in block.rows:
            for cell, found in zip(grid.add_row().cells, row, strict=True):
                cell.width = Cm(3)
                write(cell, found)
    document.sections[0].footer.paragraphs[0].text = printed.footer
    return saved(document)


def saved(document: Any) -> bytes:
    """A Word document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
