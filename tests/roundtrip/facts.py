"""What a document says, drawn or read, in one form that can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphkit.documents.ledger import unread
from graphkit.documents.source import joined
from graphkit.records import Reading, Statement

__all__ = ["COMMON", "Drawn", "Fact", "differences", "said"]

#: the accidents every family may have where its document is a text
COMMON = ("blanks at line ends", "form feeds", "line ends of Windows", "byte order mark")


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed item and what is said of it; other items are named by their text."""

    kind: str
    text: str
    section: str | None = None
    order: int | None = None
    code: str | None = None
    identifier: str | None = None
    level: int | None = None
    modality: str | None = None
    timing: str | None = None
    months: int | None = None
    listed_under: str | None = None
    restates: str | None = None
    alternative_to: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()
    label: str | None = None
    property: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file's ending and words, and what must be read from them."""

    suffix: str
    text: str
    identifier: str
    edition: str
    facts: Sequence[Fact]

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode()


def said(reading: Reading) -> list[Fact]:
    """What a reading says; acronyms aside, which are lifted out of its items and its headings."""
    texts = {statement.local: statement.text for statement in reading.statements}
    return [_fact(statement, texts) for statement in reading.statements if statement.kind != "Acronym"]


def _fact(s: Statement, texts: Mapping[str, str]) -> Fact:
    days = [value for value in s.value if isinstance(value, str)]
    return Fact(
        s.kind, s.text, s.section, s.order, s.code, s.identifier, s.level, s.modality, s.timing,
        s.months_of_experience,
        texts[s.listed_under] if s.listed_under else None,
        texts[s.restates] if s.restates else None,
        tuple(sorted(texts[local] for local in s.alternative_to)),
        tuple(sorted(texts[local] for local in s.supported_by)),
        s.label, s.property,
        days[0] if days and s.property in ("dcterms:issued", "dcterms:created") else None,
    )  # fmt: skip


def differences(reading: Reading, drawn: Drawn) -> list[str]:
    """What was read otherwise than it was drawn, one line each; nothing where all is equal."""
    found = [f"unread: {joined(reading.text, (span,))}" for span in unread(reading)]
    if (reading.identifier, reading.edition) != (drawn.identifier, drawn.edition):
        found.append(f"read as {reading.identifier} {reading.edition}, not {drawn.identifier} {drawn.edition}")
    read, printed = Counter(said(reading)), Counter(drawn.facts)
    found += [f"missing: {_shown(fact)}" for fact in _each(printed - read)]
    return found + [f"instead: {_shown(fact)}" for fact in _each(read - printed)]


def _each(facts: Counter[Fact]) -> Iterable[Fact]:
    return sorted(facts.elements(), key=lambda fact: (fact.section or "", fact.order or 0, fact.text))


def _shown(fact: Fact) -> str:
    stated = ((name, getattr(fact, name)) for name in Fact.__slots__)
    return ", ".join(f"{name}={value!r}" for name, value in stated if value not in (None, ()))
