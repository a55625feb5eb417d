"""Files to readings: find the documents, recognise the family of each, read everything printed.

>>> from graphkit.content import ROOT
>>> [reading.identifier for reading in read_all([ROOT / "data" / "documents"]).readings]  # doctest: +SKIP
['essex-crc-probation-service-officer', 'occ0494', 'ps-jes-0031', 'ps-jes-0108']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graphkit.documents.about import read_about
from graphkit.documents.families import Family, families
from graphkit.documents.ledger import Row, ledger, unread
from graphkit.documents.lifting import lift
from graphkit.documents.source import SUPPORTED, Source, open_source
from graphkit.errors import ReadError
from graphkit.iris import slug
from graphkit.records import Reading

__all__ = ["Found", "Library", "Row", "find", "ledger", "read", "read_all", "unread"]

#: a text less like every family than this is of no known family
_SURE = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: where it lies, and its name below the path that was asked for."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read, what could not be, and the files passed over."""

    readings: tuple[Reading, ...]
    failures: tuple[ReadError, ...]
    passed_over: tuple[str, ...]


def find(paths: Iterable[Path]) -> Iterator[Found | ReadError | str]:
    """The documents under some paths, in order of name; a file's name alone where it is passed over."""
    for path in paths:
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                name = below.relative_to(path).as_posix()
                if any(part.startswith(".") for part in PurePosixPath(name).parts) or below.name == "about.ttl":
                    continue
                if below.suffix.lower() in SUPPORTED:
                    yield Found(below, name)
                elif not below.is_dir():
                    yield name
        elif path.exists() and path.suffix.lower() not in SUPPORTED:
            known = ", ".join(sorted(SUPPORTED))
            yield ReadError(path.name, "is of a type that is not read", f"known types: {known}", "unknown-type")
        elif path.exists() or path.is_symlink():
            yield Found(path, path.name)
        else:
            yield ReadError(str(path), "does not exist", "check the path", "missing-file")


def read_all(paths: Sequence[Path]) -> Library:
    """Read every document; one that cannot be read is a failure, and the others are read all the same."""
    readings: dict[tuple[str, str], Reading] = {}
    failures: list[ReadError] = []
    passed_over: list[str] = []
    for found in find(paths):
        if isinstance(found, str):
            passed_over.append(found)
            continue
        try:
            if isinstance(found, ReadError):
                raise found
            reading = read(found.path, found.name)
            first = readings.setdefault((reading.identifier, reading.edition), reading)
            if first is not reading:
                reason = f"is {reading.identifier} edition {reading.edition}, which {first.file} is already"
                raise ReadError(found.name, reason, "remove one, or mend its reference or version", "duplicate-edition")
        except ReadError as error:
            failures.append(error)
    ordered = tuple(reading for _, reading in sorted(readings.items()))
    return Library(ordered, tuple(failures), tuple(passed_over))


def read(path: Path, name: str | None = None) -> Reading:
    """One document, read by the family that recognises it best."""
    source = open_source(path, name or path.name)
    family = _family(source)
    draft = family.read(source)
    reference = re.match(r"\W*([A-Za-z]+(?:[ _-]?[A-Za-z]+)*[ _-]?\d+)", draft.reference or "")
    stem = path.parent.name if path.stem == "source" else path.stem
    identifier = slug(reference[1] if reference else stem)
    inside = re.search(r"\bv\.?\s?(\d+(?:\.\d+)*)", draft.reference or "", re.IGNORECASE)
    edition = draft.version or (inside[1] if inside else "unknown")
    about, wrong = read_about(path, source.sha256)
    return Reading(
        identifier=identifier,
        edition=edition,
        family=family.NAME,
        file=source.file,
        text=source.text,
        sha256=source.sha256,
        describes=family.DESCRIBES,
        framework=draft.framework,
        about=about,
        statements=tuple(lift(draft, identifier)),
        marks=tuple(draft.marks),
        observations=(*draft.observations, *wrong),
    )


def _family(source: Source) -> Family:
    sure, best = max(((family.recognises(source), family) for family in families()), key=lambda scored: scored[0])
    if sure < _SURE:
        known = ", ".join(family.NAME for family in families())
        raise ReadError(source.file, "is of no known family", f"known families: {known}", "unknown-family")
    return best
