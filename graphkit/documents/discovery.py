"""The files that are documents: those named, and those of a known type in the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit.documents.files import supported
from graphkit.errors import ReadError

__all__ = ["Found", "find", "shown"]

#: folders that hold what programs left
_LEFT_BEHIND = frozenset({"__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: where it lies, and its name below the path that was asked for."""

    path: Path
    name: str


def find(paths: Iterable[Path]) -> Iterator[Found | ReadError | str]:
    """The documents under some paths, each once, in order of name; a file's name alone where it is passed over."""
    seen: set[str] = set()
    for path in paths:
        try:
            for found in _below(path) if path.is_dir() else [_named(path)]:
                if isinstance(found, Found):
                    place = os.path.realpath(found.path)  # follows links, and stops where they run in a circle
                    if place in seen:
                        continue
                    seen.add(place)
                yield found
        except OSError as error:
            yield _unreadable(path, error)


def _below(folder: Path) -> Iterator[Found | ReadError | str]:
    """The files of a folder and of those inside it; one that cannot be entered is told, like a file."""
    refused: list[OSError] = []
    files: list[Path] = []
    for place, inside, names in os.walk(folder, onerror=refused.append):
        inside[:] = [name for name in inside if not name.startswith(".") and name not in _LEFT_BEHIND]
        files += [Path(place) / name for name in names if not name.startswith(".") and name != "about.ttl"]
        files += [Path(place) / name for name in inside if Path(name).suffix.lower() in supported()]
    for error in refused:
        yield _unreadable(Path(error.filename or folder), error)
    for path in sorted(files):
        name = shown(path.relative_to(folder).as_posix())
        is_document = path.suffix.lower() in supported() and path.stem.upper() != "README"
        yield Found(path, name) if is_document else name


def _named(path: Path) -> Found | ReadError:
    if path.exists() and path.suffix.lower() not in supported():
        known = ", ".join(sorted(supported()))
        return ReadError(shown(path), "is of a type that is not read", f"known types: {known}", "unknown-type")
    if path.exists() or path.is_symlink():
        return Found(path, shown(path.name))
    return ReadError(shown(path), "does not exist", "check the path", "missing-file")


def _unreadable(path: Path, error: Exception) -> ReadError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return ReadError(shown(path), f"cannot be read ({reason})", "check the path and its permissions")


def shown(name: object) -> str:
    """A file's name as text: bytes that are none are escaped."""
    return str(name).encode(errors="surrogateescape").decode(errors="backslashreplace")
