"""What was read of a file, line by line beside its source: for whoever writes a new family, or doubts a reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphkit.documents import ledger, reading_of
from graphkit.documents.discovery import Found, find, shown
from graphkit.documents.ledger import Row
from graphkit.documents.opening import sources
from graphkit.documents.opening.limited import Limited
from graphkit.documents.recognition import scores
from graphkit.documents.source import Source
from graphkit.errors import ReadError
from graphkit.records import Reading, Span, Statement

__all__ = ["inspect"]

#: what stands around words that nobody read
_UNREAD = ("»", "«")
#: columns for what a line is read as; what is longer has a line of its own
_WIDTH = 44


def inspect(path: Path) -> Iterator[str | ReadError]:
    """What was read of each document in a file, as text, or why it cannot be read."""
    if path.is_dir():
        yield ReadError(shown(path), "is a folder, not a file", "name a file in it")
        return
    with Limited() as limited:
        for found in find([path]):
            if isinstance(found, Found):
                for told in _documents(found, limited):
                    yield told.of(found.name, shown(path)) if isinstance(told, ReadError) else told
            elif isinstance(found, ReadError):
                yield found


def _documents(found: Found, limited: Limited) -> Iterator[str | ReadError]:
    try:
        for source in sources(found.path, found.name, limited):
            try:
                yield source if isinstance(source, ReadError) else _told(source, reading_of(source, found.path))
            except ReadError as error:
                yield error
    except ReadError as error:
        yield error


def _told(source: Source, reading: Reading) -> str:
    rows = ledger(reading)
    unread = sum(bool(row.rest) for row in rows)
    by_local = {statement.local: statement for statement in reading.statements}
    place = f"{source.file}#{source.pointer}" if source.pointer else source.file
    counted = "file" if source.is_the_file else "text taken out of it"
    lines = [
        f"{place}: {reading.identifier}, edition {reading.edition}",
        f"family: {reading.family}",
        f"scores: {', '.join(f'{name} {sure:.2f}' for name, sure in scores(source).items())}",
        f"lines: {len(rows)} of the {counted}, {unread} not wholly read",
        *(f"noticed: {seen.code}: {seen.message}" for seen in reading.observations),
        "",
    ]
    begun: set[str] = set()
    for row, line in zip(rows, source.lines, strict=True):
        what = "; ".join(_said(by_local[local], is_new=local not in begun) for local in row.statements)
        begun.update(row.statements)
        words = _marked(source.text, line.span, row)
        if len(what) > _WIDTH:
            lines.append(f"{row.line:>4}  {row.status:<11}  {what}")
            lines.append(f"{'':>4}  {'':<11}  {'':<{_WIDTH}}  {words}")
        else:
            lines.append(f"{row.line:>4}  {row.status:<11}  {what:<{_WIDTH}}  {words}".rstrip())
    return "\n".join(lines) + "\n"


def _said(statement: Statement, *, is_new: bool) -> str:
    """A statement in a few words: its class, and what is printed about it; where it goes on, its class and place."""
    name = (
        f"{statement.kind} {statement.label or statement.short_form or statement.code or statement.order or ''}".strip()
    )
    if not is_new:
        return f"… {name}"
    about = [
        *([f"= {statement.property}"] if statement.property else []),
        *(word for word in (statement.modality, statement.timing) if word not in (None, "Unstated")),
        *([f"under {statement.listed_under}"] if statement.listed_under else []),
        *([f"copy of {statement.restates}"] if statement.restates else []),
        *([f"({statement.repair})"] if statement.repair else []),
    ]
    return " ".join([name, *about])


def _marked(text: str, span: Span, row: Row) -> str:
    """A line with marks around the words that nobody read."""
    words, at = "", span.start
    for rest in row.rest:
        words += text[at : rest.start] + _UNREAD[0] + rest.of(text) + _UNREAD[1]
        at = rest.end
    return words + text[at : span.end]
