"""What checking an ontology comes to: a row for every check, whatever became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Place", "Report", "Row", "Status", "tally"]


class Status(StrEnum):
    """What became of a check. Waived: it found something that the project leaves so, and says why."""

    FAILED = "failed"
    PASSED = "passed"
    WAIVED = "waived"
    NOT_APPLICABLE = "not applicable"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Place:
    """A term on which a check found something; what, where the check leaves it open; why it is waived, where it is."""

    term: str
    found: str = ""
    waived: str = ""

    def __str__(self) -> str:
        return f"{self.term} ({self.found})" if self.found else self.term


@dataclass(frozen=True, slots=True)
class Row:
    """One check of a catalogue, what became of it, why where that is not plain, and where."""

    catalogue: str
    check: str
    asks: str
    status: Status
    reason: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of all catalogues, of one version of an ontology."""

    ontology: str
    version: str
    rows: tuple[Row, ...]

    @property
    def failed(self) -> bool:
        """Whether any check failed; what was waived or not run has not."""
        return any(row.status is Status.FAILED for row in self.rows)

    def counts(self) -> dict[Status, int]:
        """How many checks came to what."""
        return {status: sum(row.status is status for row in self.rows) for status in Status}


def tally(rows: Iterable[Row]) -> str:
    """How many checks came to what, in words.

    >>> tally([Row("OOPS!", "P13", "an inverse", Status.WAIVED, "SPARQL asks ^p")])
    '1 checks: 0 failed, 0 passed, 1 waived, 0 not applicable, 0 not run'
    """
    found = [row.status for row in rows]
    return f"{len(found)} checks: " + ", ".join(f"{found.count(status)} {status}" for status in Status)
