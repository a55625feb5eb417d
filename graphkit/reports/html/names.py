"""What the parts of a page are called in its links and filters: stable names, the same in every report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from graphkit.findings import Finding, Place, Severity
from graphkit.markup import told
from graphkit.sources import Source

__all__ = ["SIGNS", "Listed", "Subject", "heaviest", "listed", "rule_anchor", "subjects"]

#: severity -> a sign, so that nothing is told by colour alone
SIGNS = {Severity.VIOLATION: "■", Severity.WARNING: "▲", Severity.INFO: "●"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What findings are about: an edition of a document, a file that could not be read, or what several share."""

    key: str
    title: str
    detail: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding as the page shows it: its anchor, and the keys of the subjects it has places in."""

    anchor: str
    finding: Finding
    subjects: tuple[str, ...]


def subjects(findings: Iterable[Finding], sources: Sequence[Source]) -> list[Subject]:
    """All documents of the build, then what else findings are about."""
    known = {
        _key(source.document, source.edition): Subject(
            _key(source.document, source.edition),
            told(source.title),
            f"{told(source.document)}, edition {told(source.edition)}",
            source,
        )
        for source in sources
    }
    for finding in findings:
        for place in finding.places or (Place(),):
            known.setdefault(_key_of(place), _unknown(place))
    return list(known.values())


def listed(findings: Sequence[Finding]) -> list[Listed]:
    """The findings with their anchors, which are the same as long as rule, documents and words are."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        digest = sha256(repr(finding.identity).encode()).hexdigest()[:10]
        seen[digest] += 1
        anchor = f"f-{digest}" if seen[digest] == 1 else f"f-{digest}-{seen[digest]}"
        keys = tuple(dict.fromkeys(_key_of(place) for place in finding.places or (Place(),)))
        found.append(Listed(anchor, finding, keys))
    return found


def rule_anchor(finding: Finding) -> str:
    """The anchor of all findings of its rule and severity."""
    return f"{finding.severity}-{finding.code}"


def heaviest(findings: Iterable[Finding]) -> Severity:
    """The severity of the heaviest of some findings."""
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank)


def _key_of(place: Place) -> str:
    if place.document:
        return _key(place.document, place.edition or "unknown")
    return sha256(place.file.encode()).hexdigest()[:8] if place.file else "shared"


def _key(document: str, edition: str) -> str:
    """A name without blanks, whatever the document is called."""
    return sha256(f"{document} {edition}".encode()).hexdigest()[:8]


def _unknown(place: Place) -> Subject:
    if place.document:
        return Subject(_key_of(place), told(place.document), f"edition {told(place.edition or 'unknown')}")
    if place.file:
        return Subject(_key_of(place), told(place.file), "could not be read")
    return Subject("shared", "No single document", "what several share")
