"""Files to readings: find the documents, recognise the family of each, read everything printed.

>>> from graphkit.content import ROOT
>>> [reading.identifier for reading in read_all([ROOT / "data" / "documents"]).readings]  # doctest: +SKIP
['essex-crc-probation-service-officer', 'occ0494', 'ps-jes-0031', 'ps-jes-0108']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.documents.about import read_about
from graphkit.documents.counting import observe_numbers
from graphkit.documents.dating import observe_dates
from graphkit.documents.discovery import Found, find, shown
from graphkit.documents.ledger import Row, ledger, unread
from graphkit.documents.lifting import lift
from graphkit.documents.odd_lines import observe_footers, observe_glued_footers, observe_headings, observe_reference
from graphkit.documents.opening import sources
from graphkit.documents.opening.limited import Limited
from graphkit.documents.recognition import family_of
from graphkit.documents.source import Source
from graphkit.errors import ReadError
from graphkit.iris import slug
from graphkit.records import Observation, Reading

__all__ = [
    "Found", "Library", "Row", "find", "ledger", "read", "read_all", "reading_of", "readings_in", "shown", "unread",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read, what could not be, and the files passed over."""

    readings: tuple[Reading, ...]
    failures: tuple[ReadError, ...]
    passed_over: tuple[str, ...]


def read_all(paths: Sequence[Path]) -> Library:
    """Read every document; one that cannot be read is a failure, and the others are read all the same."""
    readings: dict[tuple[str, str], Reading] = {}
    lying: dict[tuple[str, str], Path] = {}
    failures: list[ReadError] = []
    passed_over: list[str] = []
    with Limited() as limited:
        for found in find(paths):
            if isinstance(found, str):
                passed_over.append(found)
            elif isinstance(found, ReadError):
                failures.append(found)
            else:
                for reading in readings_in(found, limited):
                    if isinstance(reading, ReadError):
                        failures.append(reading.of(found.name, shown(found.path)))
                    elif known := readings.get((reading.identifier, reading.edition)):
                        first = lying[reading.identifier, reading.edition]
                        failures.append(_second(reading, known, found.path, first))
                    else:
                        readings[reading.identifier, reading.edition] = reading
                        lying[reading.identifier, reading.edition] = found.path
    ordered = tuple(reading for _, reading in sorted(readings.items()))
    return Library(ordered, tuple(sorted(failures, key=str)), tuple(sorted(passed_over)))


def _second(reading: Reading, first: Reading, path: Path, first_path: Path) -> ReadError:
    """The second of two files of one edition; told with both paths as they were given."""

    def error(place: str, other: str) -> ReadError:
        reason = f"is {reading.identifier} edition {reading.edition}, which {other} is already"
        return ReadError(place, reason, "remove one, or mend its reference or version", "duplicate-edition")

    second = error(_place(reading), _place(first))
    second.told = str(error(shown(path), shown(first_path)))
    return second


def readings_in(found: Found, limited: Limited) -> Iterator[Reading | ReadError]:
    """The documents in one file, each read by the family that recognises it best, or why it cannot be read."""
    try:
        for source in sources(found.path, found.name, limited):
            try:
                yield source if isinstance(source, ReadError) else reading_of(source, found.path)
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


def reading_of(source: Source, path: Path) -> Reading:
    """One text of the file at `path`, read by its family; a ReadError where it is of none."""
    family = family_of(source, _place(source))
    draft = family.read(source)
    draft.footers_inside()
    draft.instructions_left()
    observe_footers(draft)
    observe_glued_footers(draft)
    observe_reference(draft)
    observe_headings(draft)
    observe_dates(draft)
    observe_numbers(draft)
    reference = re.match(r"\W*([A-Za-z]++(?:[ _-][A-Za-z]++)*+[ _-]?\d+)", draft.reference or "")
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
