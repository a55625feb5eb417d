"""What a reader writes while it reads: statements, marks and observations of one document, in the order found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from graphkit.documents.source import Line, Source, joined, runs
from graphkit.iris import slug
from graphkit.records import Mark, Observation, Span, Statement, Status

__all__ = ["Draft"]

#: prefix of the IRI's local part for classes whose name says more than their kind
_PREFIX = {"KsbBehaviour": "ksb-behaviour", "NosUnit": "nos-unit", "NosOutcome": "nos-outcome"}


class Draft:
    r"""The growing record of one document; every call says which lines it used up.

    >>> source = Source("a.txt", "Duties\n- Keep records.\n", "")
    >>> draft = Draft(source)
    >>> draft.mark([source.lines[0]], Status.HEADING)
    >>> draft.add("Duty", [source.lines[1].part(2)], section="Duties", order=1).text
    'Keep records.'
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.statements: list[Statement] = []
        self.marks: list[Mark] = []
        self.observations: list[Observation] = []
        self.reference: str | None = None
        self.version: str | None = None
        self.framework: str | None = None
        self._numbers: Counter[str] = Counter()
        self._alternatives: list[tuple[str, ...]] = []
        self._supports: dict[str, tuple[str, ...]] = {}

    def add(self, kind: str, lines: Iterable[Line], *, text: str | None = None, **facts: Any) -> Statement:
        """One statement in the words of `lines`; `text` only where a repair changes them."""
        spans = runs(self.source.text, lines)
        statement = Statement(
            kind=kind,
            local=self.local(kind, facts.pop("tail", None) or facts.get("code"), is_code="code" in facts),
            text=joined(self.source.text, spans) if text is None else text,
            spans=spans,
            **facts,
        )
        self.statements.append(statement)
        return statement

    def local(self, kind: str, tail: str | None = None, *, is_code: bool = False) -> str:
        """The next free local part for a statement of a kind."""
        prefix = _PREFIX.get(kind, kind.lower())
        stem = f"{prefix}/{slug(tail)}" if tail else prefix
        self._numbers[stem] += 1
        if is_code and self._numbers[stem] == 1:
            return stem
        return f"{stem}/{self._numbers[stem]}"

    def field(self, label: Line | str | None, value: Iterable[Line], **facts: Any) -> Statement | None:
        """A printed label and its value; a label with nothing under it is observed instead."""
        words = [line for line in value if line.text]
        name = label.text if isinstance(label, Line) else label
        if isinstance(label, Line):
            self.mark([label], Status.LABEL)
            name = label.text.rstrip(" :")
        if not words:
            if isinstance(label, Line):
                self.observe("empty-label", f"“{name}” is printed with nothing under it", label.span)
            return None
        return self.add("Field", words, label=name, **facts)

    def mark(self, lines: Iterable[Line], status: Status) -> None:
        """Say what lines are that are no statement."""
        self.marks.extend(Mark(line.span, status) for line in lines if line.text)

    def observe(self, code: str, message: str, span: Span | None = None, statement: str | None = None) -> None:
        """Note what only the reader saw, under the code of its rule in ontology/shapes/reading.ttl."""
        self.observations.append(Observation(code, message, span, statement))

    def amend(self, statement: Statement, **facts: Any) -> Statement:
        """The same statement, added just before or not long ago, with some facts told otherwise."""
        amended = replace(statement, **facts)
        self.statements[self.statements.index(statement)] = amended
        return amended

    def relate(self, alternatives: Iterable[Statement]) -> None:
        """Say that any one of some statements is enough."""
        self._alternatives.append(tuple(statement.local for statement in alternatives))

    def support(self, duty: Statement, competences: Iterable[Statement]) -> None:
        """Say which competences the document maps to a duty."""
        self._supports[duty.local] = tuple(dict.fromkeys(competence.local for competence in competences))

    def footers_inside(self) -> None:
        """Observe each item that a page footer interrupts."""
        footers = sorted(mark.span for mark in self.marks if mark.status is Status.FOOTER)
        for statement in self.statements:
            for before, after in pairwise(statement.spans):
                inside = [footer for footer in footers if before.end <= footer.start and footer.end <= after.start]
                if inside and statement.kind != "Restatement":
                    message = f"the page footer “{inside[0].of(self.source.text)}” stands inside an item"
                    self.observe("page-footer-inside", message, inside[0], statement.local)

    def instructions_left(self) -> None:
        """Observe each instruction to the form's author that was left in; a placeholder has been observed."""
        told = {seen.span for seen in self.observations if seen.code == "unfilled-placeholder"}
        for mark in self.marks:
            if mark.status is Status.INSTRUCTION and mark.span not in told:
                words = joined(self.source.text, (mark.span,))
                self.observe("template-instruction", f"“{words}” speaks to the author of the form", mark.span)

    def finished(self) -> list[Statement]:
        """The statements in the order of their words, each with its alternatives and with what supports it.

        What is nothing but markup says nothing and is left out.
        """
        said = [statement for statement in self.statements if statement.text]
        known = {statement.local for statement in said}
        others: dict[str, dict[str, None]] = {}
        for group in self._alternatives:
            for local in known.intersection(group):
                others.setdefault(local, {}).update((other, None) for other in group if other != local)
        linked = others.keys() | self._supports.keys()
        codes = self._code_spans()
        return [
            replace(
                statement,
                code_span=codes.get(statement.local),
                alternative_to=tuple(other for other in others.get(statement.local, ()) if other in known),
                supported_by=tuple(other for other in self._supports.get(statement.local, ()) if other in known),
                listed_under=statement.listed_under if statement.listed_under in known else None,
            )
            if statement.local in linked
            or statement.local in codes
            or (statement.listed_under and statement.listed_under not in known)
            else statement
            for statement in sorted(said, key=lambda statement: statement.spans)
        ]

    def _code_spans(self) -> dict[str, Span]:
        """The label that prints the code of a statement, of those whose words begin on another line."""
        labels = sorted(mark.span for mark in self.marks if mark.status is Status.LABEL)
        found = {}
        for statement in self.statements:
            at = bisect_left(labels, statement.spans[0]) - 1 if statement.code and statement.spans else -1
            if at >= 0 and re.search(rf"\b{re.escape(statement.code or '')}\b", labels[at].of(self.source.text)):
                lines = (self.source.line_at(span.start) for span in (labels[at], statement.spans[0]))
                if len(set(lines)) == 2:
                    found[statement.local] = labels[at]
        return found
