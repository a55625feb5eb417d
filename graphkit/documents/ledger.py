"""What became of every line: the ledger of one document, computed from what its reader used up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.documents.source import Source
from graphkit.records import Reading, Span, Status

__all__ = ["Row", "ledger", "unread"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of one document: what it is, the statements quoted from it, the words nothing covers."""

    line: int
    status: Status
    statements: tuple[str, ...]
    rest: tuple[Span, ...]


def ledger(reading: Reading) -> list[Row]:
    """A row for every line, in order.

    A line that a statement quotes is a statement's; any other is what its first mark says. A line with words that
    neither covers is `partly` read, or `unread` where nothing covers it.
    """
    source = Source(reading.file, reading.text, reading.sha256)
    #: line number -> what covers some of it: (span, status, statement)
    covers: dict[int, list[tuple[Span, Status, str]]] = defaultdict(list)
    for statement in reading.statements:
        for span in statement.spans:
            _spread(source, span, Status.STATEMENT, statement.local, covers)
    for mark in reading.marks:
        _spread(source, mark.span, mark.status, "", covers)
    rows = []
    for line in source.lines:
        pieces = covers.get(line.number, [])
        spans = [span for span, _, _ in pieces]
        is_whole = any(span.start <= line.span.start and line.span.end <= span.end for span in spans)
        rest = () if is_whole else tuple(_uncovered(line.text, line.span.start, spans))
        locals_ = tuple(dict.fromkeys(local for _, _, local in pieces if local))
        if not line.text:
            status = Status.BLANK
        elif rest:
            status = Status.PARTLY if pieces else Status.UNREAD
        elif locals_:
            status = Status.STATEMENT
        else:
            status = min(pieces)[1] if pieces else Status.LABEL
        rows.append(Row(line.number, status, locals_, rest))
    return rows


def _spread(
    source: Source, span: Span, status: Status, local: str, covers: dict[int, list[tuple[Span, Status, str]]]
) -> None:
    for number in range(source.line_at(span.start), source.line_at(max(span.start, span.end - 1)) + 1):
        covers[number].append((span, status, local))


def _uncovered(words: str, start: int, spans: list[Span]) -> Iterator[Span]:
    """The words of a line that no span touches, neighbours joined."""
    run: Span | None = None
    for match in _WORD.finditer(words):
        begin, end = start + match.start(), start + match.end()
        if any(span.start < end and begin < span.end for span in spans):
            if run:
                yield run
            run = None
        else:
            run = Span(run.start if run else begin, end)
    if run:
        yield run


def unread(reading: Reading) -> tuple[Span, ...]:
    """The places of all words that no reader understood."""
    return tuple(span for row in ledger(reading) for span in row.rest)
