"""Duties and what supports them: items under their codes, linked by the codes printed behind each duty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.mapped import CODE, Coded, coded
from graphkit.documents.tools.pagewords import PageWords
from graphkit.records import Statement, Status

__all__ = ["DUTY", "Supported"]

#: how a duty opens
DUTY = re.compile(r"[*_]*Duty\s+(\d{1,3})\b[*_]*\s*(?:[:.)|\u2013-][*_]*\s*)?", re.IGNORECASE)

_KSB = re.compile(r"[*_]*([KSB]\d{1,3})[*_]*\s*(?:[:.)\u2013-][*_]*\s*|\s+|$)")
_KSB_CLASS = {"K": "Knowledge", "S": "Skill", "B": "KsbBehaviour"}


class Page(Protocol):
    """The page the items stand on: its heading, and what to do with lines between them."""

    heading: str | None

    def open(self, line: Line) -> None:
        """A heading, under which the next items stand."""
        ...

    def passages(self, lines: Sequence[Line]) -> None:
        """Lines that are paragraphs."""
        ...

    def order(self, kind: str) -> int:
        """The place of the next item of a kind under the heading."""
        ...


class Supported:
    """The duties, knowledge, skills and behaviours of one page, and the mapping between them."""

    def __init__(self, draft: Draft, words: PageWords, page: Page) -> None:
        self.draft = draft
        self.words = words
        self.page = page
        self._by_code: dict[str, Statement] = {}
        self._mapped: list[tuple[Statement, list[Line]]] = []

    def duties(self, lines: Sequence[Line]) -> None:
        """Duties, each with the codes printed behind or under it."""
        for item in coded(lines, DUTY, is_closed_by_codes=True):
            words = [line for line in item.lines if self.words.exact(line, "Heading")]
            item.lines = [line for line in item.lines if line not in words]
            self.draft.mark(words, Status.LABEL)
            if self._other(item):
                continue
            self.draft.mark([item.label, *item.codes], Status.LABEL)
            order = self.page.order("Duty")
            duty = self.draft.add("Duty", item.lines, code=item.code, section=self.page.heading, order=order)
            self._mapped.append((duty, item.codes))

    def competences(self, lines: Sequence[Line]) -> None:
        """K, S and B statements under their codes."""
        for item in coded(lines, _KSB):
            if self._other(item):
                continue
            self.draft.mark([item.label], Status.LABEL)
            kind = _KSB_CLASS[item.code[0].upper()]
            order = self.page.order(kind)
            made = self.draft.add(kind, item.lines, code=item.code, section=self.page.heading, order=order)
            self._by_code.setdefault(item.code.upper(), made)

    def _other(self, item: Coded) -> bool:
        """A heading or passage between coded items, or a code with nothing under it."""
        if not item.code and item.is_heading:
            self.page.open(item.lines[0])
        elif not item.code:
            self.page.passages(item.lines)
        elif not item.lines:
            self.draft.mark([item.label, *item.codes], Status.LABEL)
            self.draft.observe("empty-label", f"“{item.code}” is printed with nothing under it", item.label.span)
        else:
            return False
        return True

    def support(self) -> None:
        """What each duty is supported by, looked up by code; a code nothing has is carried and reported."""
        for duty, lines in self._mapped:
            found: list[Statement] = []
            for line in lines:
                for match in CODE.finditer(line.text):
                    code = line.part(match.start(), match.end())
                    if competence := self._by_code.get(code.text.upper()):
                        found.append(competence)
                        continue
                    self.draft.add("Field", [code], section=duty.section, listed_under=duty.local)
                    message = f"the duty is mapped to {code.text}, which is no item of this page"
                    self.draft.observe("mapping-to-nothing", message, code.span, duty.local)
            self.draft.support(duty, found)
