"""The nouns before RDF: what a reader found in a document, each with the place it was found.

A `Reading` is one edition of one document, read. It holds `Statement`s (one printed item each), `Mark`s (words that
are no statement: labels, headings, footers) and `Observation`s (what only the reader saw). Places are `Span`s, counted
in Unicode code points of the document's text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

__all__ = ["Concept", "Mark", "Observation", "Reading", "Span", "Statement", "Status", "Value", "text_path"]

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One unbroken run of the source, from `start` up to `end`.

    >>> Span(3, 9).of("a duty, printed")
    'uty, p'
    """

    start: int
    end: int

    def of(self, source: str) -> str:
        """The very characters."""
        return source[self.start : self.end]


class Status(StrEnum):
    """What a line of a document turned out to be; the vocabulary of the ledger."""

    STATEMENT = "statement"
    LABEL = "label"
    HEADING = "heading"
    FOOTER = "footer"
    BOILERPLATE = "boilerplate"
    REPEAT = "repeat"
    INSTRUCTION = "instruction"
    BLANK = "blank"
    PARTLY = "partly"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that were read and are no statement, and what they are instead."""

    span: Span
    status: Status


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing several documents may share, by the name this document prints.

    `kind` is the class of the ontology (Behaviour, Band, Tool, Role ...), `name` the printed name. `scheme` and
    `notation` say which curated scheme may hold it (scheme "rqf-levels", notation "3"). A Role is a role that is only
    named: it belongs to the document, not to all.
    """

    kind: str
    name: str
    scheme: str | None = None
    notation: str | None = None


#: what an item may state of its document or role
Value: TypeAlias = str | int | Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One printed item: its class, its words, where they stand, and what is printed about them.

    `local` is the tail of the IRI, unique in the document; other statements are named by it. `modality` and `timing`
    are local names of the ontology (Essential, AtEntry, Unstated ...). `about` is "document" or "role"; `property` is
    a prefixed name ("dcterms:title", "rcq:band") and `value` what the item states there: strings, numbers, Concepts.
    `code_span` is where the code is printed, if that is another line than its words are on. `identifier` is what its
    publisher's data know the item by, such as a GUID.
    """

    kind: str
    local: str
    text: str
    spans: tuple[Span, ...]
    section: str | None = None
    order: int | None = None
    code: str | None = None
    code_span: Span | None = None
    identifier: str | None = None
    level: int | None = None
    modality: str | None = None
    timing: str | None = None
    months_of_experience: int | None = None
    listed_under: str | None = None
    alternative_to: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()
    restates: str | None = None
    label: str | None = None
    about: str | None = None
    property: str | None = None
    value: tuple[Value, ...] = ()
    short_form: str | None = None
    expansion: str | None = None
    repair: str | None = None
    denotes: tuple[Concept, ...] = ()
    mentions: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """Something only the reader saw: the code of its rule, the facts of its message, the place."""

    code: str
    message: str
    span: Span | None = None
    statement: str | None = None
    severity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One edition of one document, read.

    `file` is the path below the folder or file that was asked for; `text` what every Span counts: the decoded file
    where `is_the_file`, else the text taken out of it, or out of the record that `pointer` names. `pages` are the
    offsets at which its pages begin. `describes` is the class of the role: Job or Occupation; `about` what a person
    states of the file beside it.
    """

    identifier: str
    edition: str
    family: str
    file: str
    text: str
    sha256: str
    describes: str
    is_the_file: bool = True
    pages: tuple[int, ...] = ()
    pointer: str | None = None
    framework: str | None = None
    about: tuple[tuple[NamedNode, NamedNode | Literal], ...] = ()
    statements: tuple[Statement, ...] = ()
    marks: tuple[Mark, ...] = ()
    observations: tuple[Observation, ...] = field(default=())

    @property
    def text_file(self) -> str | None:
        """Where the build keeps the text that quotes count; None where the file itself is that text.

        >>> Reading(identifier="a-1", edition="2/b", family="", file="a.pdf", text="", sha256="", describes="Job",
        ...         is_the_file=False).text_file
        'texts/a-1/2%2Fb.txt'
        """
        return None if self.is_the_file else text_path(self.identifier, self.edition)

    def page(self, span: Span) -> int | None:
        """The number of the page, from 1, on which a run begins; None where the document has no pages."""
        return bisect_right(self.pages, span.start) or None


def text_path(identifier: str, edition: str) -> str:
    """Where a build keeps the text of a document, as a path below it.

    >>> text_path("ps-jes-0031", "6.0")
    'texts/ps-jes-0031/6.0.txt'
    """
    return f"texts/{_file_name(identifier)}/{_file_name(edition)}.txt"


def _file_name(printed: str) -> str:
    """Some words as the name of a file: no longer than every system takes, and never a path."""
    name = quote(printed, safe="")
    return name if len(name) <= _LONGEST_NAME else f"{name[:80]}-{sha256(name.encode()).hexdigest()[:16]}"
