"""What findings are beside those of an older build: new, known, mended, or gone with their document.

Two findings are the same one where their identity is: the rule, the documents and the words. Lines, offsets, white
space and editions are not looked at, so that a line that moves takes its finding along. A finding of several places is
still the same where it keeps some of them. Of several that could be the same, those most alike are paired first, each
once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import replace

from graphkit.findings import Finding, Status, ordered

__all__ = ["against"]


def against(
    baseline: Iterable[Finding], findings: Iterable[Finding], documents: Collection[str]
) -> tuple[Finding, ...]:
    """The findings, each new or known, and those of the older build that are mended, or gone with their document.

    `documents` are the ids of the documents that this build has.
    """
    old, new = list(baseline), list(findings)
    known: list[Finding] = []
    for keys in (_wholly, _by_identity, _by_places):
        old, new, paired = _paired(old, new, keys)
        known += paired
    return ordered(
        [
            *(replace(finding, status=Status.NEW) for finding in new),
            *(replace(finding, status=Status.KNOWN) for finding in known),
            *(replace(finding, status=_fate(finding, documents)) for finding in old),
        ]
    )


#: what a finding is known by: findings that have one of them in common may be the same
Keys = Callable[[Finding], Iterator[Hashable]]


def _wholly(finding: Finding) -> Iterator[Hashable]:
    yield finding.identity, finding.message, tuple(place.edition for place in finding.places)


def _by_identity(finding: Finding) -> Iterator[Hashable]:
    yield finding.identity


def _by_places(finding: Finding) -> Iterator[Hashable]:
    code, *places = finding.identity
    yield from ((code, place) for place in places)


def _paired(old: list[Finding], new: list[Finding], keys: Keys) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """What is left of old and new, and those of the new that the old had too."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for at, then in enumerate(old):
        for key in keys(then):
            holders[key].append(at)
    taken: set[int] = set()
    left, known = [], []
    for now in new:
        free = next((at for key in keys(now) for at in holders[key] if at not in taken), None)
        if free is None:
            left.append(now)
        else:
            taken.add(free)
            known.append(now)
    return [then for at, then in enumerate(old) if at not in taken], left, known


def _fate(finding: Finding, documents: Collection[str]) -> Status:
    """Mended, unless all its documents are missing from the build, which says nothing of them."""
    about = {place.document for place in finding.places if place.document}
    return Status.GONE if about and about.isdisjoint(documents) else Status.MENDED
