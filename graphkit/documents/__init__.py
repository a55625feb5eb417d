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
from graphkit.documents.files import supported
from graphkit.documents.ledger import Row, ledger, unread
from graphkit.documents.lifting import lift
from graphkit.documents.opening import sources
from graphkit.documents.opening.limited import Limited
from graphkit.documents.source import Source
from graphkit.errors import ReadError
from graphkit.iris import slug
from graphkit.records import Observation, Reading

__all__ = ["Found", "Library", "Row", "find", "ledger", "read", "read_all", "readings_in", "unread"]

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
        try:
            yield from _below(path) if path.is_dir() else [_named(path)]
        except OSError as error:
            reason = f"cannot be read ({error.strerror or error})"
            yield ReadError(_shown(str(path)), reason, "check the path", "unreadable-file")


def _below(folder: Path) -> Iterator[Found | str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in PurePosixPath(name).parts) or path.name == "about.ttl":
            continue
        if path.suffix.lower() in supported() and path.stem.upper() != "README":
            yield Found(path, _shown(name))
        elif not path.is_dir():
            yield _shown(name)


def _named(path: Path) -> Found | ReadError:
    if path.exists() and path.suffix.lower() not in supported():
        known = ", ".join(sorted(supported()))
        return ReadError(_shown(path.name), "is of a type that is not read", f"known types: {known}", "unknown-type")
    if path.exists() or path.is_symlink():
        return Found(path, _shown(path.name))
    return ReadError(_shown(str(path)), "does not exist", "check the path", "missing-file")


def _shown(name: str) -> str:
    """A file's name as text: bytes that are none are escaped."""
    return name.encode(errors="surrogateescape").decode(errors="backslashreplace")


def read_all(paths: Sequence[Path]) -> Library:
    """Read every document; one that cannot be read is a failure, and the others are read all the same."""
    readings: dict[tuple[str, str], Reading] = {}
    failures: list[ReadError] = []
    passed_over: list[str] = []
    with Limited() as limited:
        for found in find(paths):
            if isinstance(found, str):
                passed_over.append(found)
                continue
            for reading in [found] if isinstance(found, ReadError) else readings_in(found, limited):
                if isinstance(reading, ReadError):
                    failures.append(reading)
                    continue
                first = readings.setdefault((reading.identifier, reading.edition), reading)
                if first is not reading:
                    failures.append(_second(reading, first))
    ordered = tuple(reading for _, reading in sorted(readings.items()))
    return Library(ordered, tuple(sorted(failures, key=str)), tuple(sorted(passed_over)))


def _second(reading: Reading, first: Reading) -> ReadError:
    reason = f"is {reading.identifier} edition {reading.edition}, which {_place(first)} is already"
    return ReadError(_place(reading), reason, "remove one, or mend its reference or version", "duplicate-edition")


def readings_in(found: Found, limited: Limited) -> Iterator[Reading | ReadError]:
    """The documents in one file, each read by the family that recognises it best, or why it cannot be read."""
    try:
        for source in sources(found.path, found.name, limited):
            try:
                yield source if isinstance(source, ReadError) else _reading(source, found.path)
            except ReadError as error:
                yield error
    except ReadError as error:
        yield error


def read(path: Path, name: str | None = None) -> Reading:
    """The one document in a file; a ReadError where it cannot be read or there are several."""
    with Limited() as limited:
        readings = list(readings_in(Found(path, name or path.name), limited))
    for reading in readings:
        if isinstance(reading, ReadError):
            raise reading
        if len(readings) == 1:
            return reading
    raise ReadError(name or path.name, f"holds {len(readings)} documents, not one", "take the one out of it")


def _reading(source: Source, path: Path) -> Reading:
    family = _family(source)
    draft = family.read(source)
    reference = re.match(r"\W*([A-Za-z]+(?:[ _-]?[A-Za-z]+)*[ _-]?\d+)", draft.reference or "")
    stem = path.parent.name if path.stem == "source" else path.stem
    identifier = slug(reference[1] if reference else f"{stem}{source.pointer or ''}")
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
        is_the_file=source.is_the_file,
        pages=source.pages,
        pointer=source.pointer,
        framework=draft.framework,
        about=about,
        statements=tuple(lift(draft, identifier)),
        marks=tuple(draft.marks),
        observations=(*_opening(source), *draft.observations, *wrong),
    )


def _opening(source: Source) -> Iterator[Observation]:
    """What was seen when the file was opened."""
    if source.note:
        yield Observation("other-encoding", source.note)
    if source.lost:
        yield Observation("lost-text", source.lost)


def _place(record: Source | Reading) -> str:
    """The file, and the record in it where there are several."""
    return f"{record.file}#{record.pointer}" if record.pointer else record.file


def _family(source: Source) -> Family:
    sure, best = max(((family.recognises(source), family) for family in families()), key=lambda scored: scored[0])
    if sure < _SURE:
        known = ", ".join(family.NAME for family in families())
        raise ReadError(_place(source), "is of no known family", f"known families: {known}", "unknown-family")
    return best
