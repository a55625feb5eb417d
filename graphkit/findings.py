"""What a check found: findings, each with its rule's code, a severity, a sentence and every place it concerns.

They are written as findings.json and read back from it; every report is made from them.

>>> place = Place(document="a-1", edition="2.0", file="a.txt", line=4, end_line=4, quote="Band", start=31, end=35)
>>> finding = Finding("torn-word", Severity.INFO, "A torn word", "“Ba nd” is torn.", "Join it.", (place,))
>>> loads(dumps([finding])) == (finding,)
True
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

__all__ = [
    "BARS", "NEVER", "Finding", "Place", "Severity", "Status", "counts", "dumps", "loads", "located", "noun", "ordered",
    "reaches", "standing", "tally",
]  # fmt: skip


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first.

    VIOLATION: the document contradicts itself or cannot be relied on. WARNING: something its author should mend.
    INFO: worth knowing.
    """

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Severity).index(self)


class Status(StrEnum):
    """What a finding is beside an older build.

    NEW: not found then. KNOWN: found then too. MENDED: found then, and no longer. GONE: found then, in a document that
    this build does not have, so that nothing is known of it.
    """

    NEW = "new"
    KNOWN = "known"
    MENDED = "mended"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding lies: at the narrowest one unbroken quote of a document, at the widest a file."""

    document: str | None = None
    edition: str | None = None
    file: str | None = None
    line: int | None = None
    end_line: int | None = None
    quote: str | None = None
    statement: str | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The place as an object of findings.json: every key, `page` only where there is one.

        >>> Place(file="torn.txt").as_json()["line"] is None
        True
        """
        keys = asdict(self)
        if self.page is None:
            del keys["page"]
        return keys

    @property
    def key(self) -> tuple[str, str, str, int, int, str]:
        """What places are ordered by: document, edition, file and position."""
        at = (-1 if self.start is None else self.start, -1 if self.end is None else self.end)
        return (self.document or "", self.edition or "", self.file or "", *at, self.statement or "")


def located(places: Sequence[Place], otherwise: str = "") -> str:
    """The file and lines of some places of one document, and the page where there is one.

    >>> located([Place(file="a.pdf", line=3, end_line=3, page=2), Place(file="a.pdf", line=4, end_line=4, page=2)])
    'a.pdf:3-4, page 2'
    """
    lines = [line for place in places for line in (place.line, place.end_line) if line is not None]
    where = (places[0].file if places else None) or otherwise
    if lines:
        where += f":{min(lines)}" if min(lines) == max(lines) else f":{min(lines)}-{max(lines)}"
    page = places[0].page if places else None
    return f"{where}, page {page}" if page else where


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. The first places are of what is to be mended, the others of what it is held against.

    `family` is the label of the rule's family, `reason` why the rule is kept. A profile may silence a finding, or give
    it another severity than its rule's, each with a reason; a baseline gives it a status.
    """

    code: str
    severity: Severity
    title: str
    message: str
    advice: str
    places: tuple[Place, ...] = ()
    family: str = field(default="", kw_only=True)
    reason: str = field(default="", kw_only=True)
    status: Status | None = field(default=None, kw_only=True)
    silenced: str | None = field(default=None, kw_only=True)
    weighed: str | None = field(default=None, kw_only=True)
    own_severity: Severity | None = field(default=None, kw_only=True)

    @property
    def stands(self) -> bool:
        """Whether it is true of the documents of this build and nobody silenced it."""
        return self.silenced is None and self.status not in (Status.MENDED, Status.GONE)

    @property
    def identity(self) -> tuple[str | tuple[str, str], ...]:
        """What makes it the same finding in another build: rule, documents and words, wherever they stand.

        >>> Finding("torn-word", Severity.INFO, "", "", "", (Place(document="a-1", line=4, quote="ga  tes"),)).identity
        ('torn-word', ('a-1', 'ga tes'))
        """
        words = {(place.document or place.file or "", " ".join((place.quote or "").split())) for place in self.places}
        return (self.code, *sorted(words))

    def as_json(self) -> dict[str, Any]:
        """The finding as an object of findings.json; what profile and baseline say, only where they do."""
        judged = {
            "status": self.status,
            "silenced": self.silenced,
            "weighed": self.weighed,
            "own_severity": self.own_severity,
        }
        return {
            "code": self.code,
            "severity": str(self.severity),
            "title": self.title,
            "message": self.message,
            "advice": self.advice,
            "family": self.family,
            "reason": self.reason,
            **{key: str(value) for key, value in judged.items() if value is not None},
            "places": [place.as_json() for place in self.places],
        }


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each once: the heaviest first, then by rule and place."""
    return tuple(sorted(set(findings), key=_key))


def _key(finding: Finding) -> tuple[Any, ...]:
    return finding.severity.rank, finding.code, [place.key for place in finding.places], finding.message


def standing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that count: neither silenced, nor mended, nor gone with their document."""
    return tuple(finding for finding in findings if finding.stands)


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings stand of each severity, the heaviest first.

    >>> counts([])
    {<Severity.VIOLATION: 'violation'>: 0, <Severity.WARNING: 'warning'>: 0, <Severity.INFO: 'info'>: 0}
    """
    found = [finding.severity for finding in standing(findings)]
    return {severity: found.count(severity) for severity in Severity}


_NOUNS = {
    Severity.VIOLATION: ("violation", "violations"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("note", "notes"),
}


def tally(findings: Iterable[Finding]) -> str:
    """How many findings stand, in words.

    >>> tally([])
    '0 violations, 0 warnings, 0 notes'
    """
    return ", ".join(f"{number} {noun(severity, number)}" for severity, number in counts(findings).items())


def noun(severity: Severity, number: int) -> str:
    """What some findings of a severity are called."""
    return _NOUNS[severity][number != 1]


NEVER = "never"
#: what `--fail-on` may be
BARS = (str(Severity.VIOLATION), str(Severity.WARNING), NEVER)


def reaches(findings: Iterable[Finding], bar: str) -> bool:
    """Whether any finding that stands weighs as much as `bar` or more; none reaches `never`.

    What an older build knew is no longer counted: who gives a baseline asks for what is worse than it was.

    >>> minor = Finding("torn-word", Severity.INFO, "Torn word", "“appropriat ly” is torn.", "Mend it.")
    >>> reaches([minor], "warning")
    False
    """
    if bar == NEVER:
        return False
    counted = (finding for finding in standing(findings) if finding.status is not Status.KNOWN)
    return any(finding.severity.rank <= Severity(bar).rank for finding in counted)


def dumps(findings: Iterable[Finding]) -> str:
    """The findings as the text of findings.json."""
    return json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2) + "\n"


def loads(text: str) -> tuple[Finding, ...]:
    """The findings of a findings.json."""
    return tuple(_finding(**item) for item in json.loads(text))


def _finding(
    *,
    severity: str,
    places: list[dict[str, Any]],
    status: str | None = None,
    own_severity: str | None = None,
    **words: str,
) -> Finding:
    return Finding(
        severity=Severity(severity),
        places=tuple(Place(**place) for place in places),
        status=None if status is None else Status(status),
        own_severity=None if own_severity is None else Severity(own_severity),
        **words,
    )
