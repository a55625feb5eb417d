"""A build written as portals take it: one folder a target, whole or not at all, the same bytes every time.

Each target is a module of `graphkit.exports.targets` with `export(view)`, which yields a File for each file and a Loss
for everything of the graph that the target cannot say. What was lost is listed in `losses.csv` of the folder, and
`export.json` tells what was exported and the hash of every file.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from graphkit.builds import Build
from graphkit.errors import ExportError
from graphkit.exports import targets
from graphkit.exports.settings import Settings
from graphkit.exports.view import File, Loss, View

__all__ = ["MANIFEST", "Exported", "export"]

MANIFEST, LOSSES = "export.json", "losses.csv"


@dataclass(frozen=True, slots=True)
class Exported:
    """What one target wrote: its folder, how many files and bytes, and what it could not say, by reason."""

    target: str
    path: Path
    files: int
    size: int
    losses: Counter[str]


def export(
    target: str, build: Build, output: Path, settings: Settings | None = None, *, licensed_only: bool = False
) -> list[Exported]:
    """Write a build for one target into the folder `output`, or for all, each into a folder of its name below it.

    With `licensed_only` documents whose licence is unknown stay out. An older export in the same place is replaced.
    Raises ExportError, and leaves what was there, where the folder cannot be written or holds something else.
    """
    view = View(build, settings or Settings(), licensed_only=licensed_only)
    wanted = {target: output} if target != targets.EVERY else {name: output / name for name in targets.names()}
    loaded = {name: targets.load(name) for name in wanted}
    _check(output)
    part = output.with_name(f".{output.name}.part")
    done = []
    try:
        _remove(part)
        part.mkdir(parents=True)
        for name, place in wanted.items():
            folder = part / place.relative_to(output)
            done.append(_written(name, loaded[name].export(view), folder, place, view))
        if target == targets.EVERY:
            (part / MANIFEST).write_bytes(
                _json({"target": targets.EVERY, "build": view.hash, "targets": sorted(wanted)})
            )
        _replace(output, part)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise ExportError(str(output), reason, "check the path, its permissions and the disk") from error
    finally:
        _remove(part)
    return done


def _written(target: str, pieces: Iterable[File | Loss], folder: Path, place: Path, view: View) -> Exported:
    """Write what a target yields, then what it lost, then what it is."""
    folder.mkdir(exist_ok=True)
    hashes: dict[str, str] = {}
    size, losses = 0, list[Loss]()
    for piece in _with_licences(pieces, view):
        if isinstance(piece, Loss):
            losses.append(piece)
            continue
        path = PurePosixPath(piece.path)
        if path.is_absolute() or ".." in path.parts or piece.path in hashes or path.name in (MANIFEST, ""):
            raise ExportError(piece.path, "is no path of its own below the export", "give each file its own")
        _write(folder / path, piece.data)
        hashes[piece.path] = sha256(piece.data).hexdigest()
        size += len(piece.data)
    listed = _losses(losses)
    _write(folder / LOSSES, listed)
    hashes[LOSSES] = sha256(listed).hexdigest()
    told = {"target": target, "build": view.hash, "files": dict(sorted(hashes.items()))}
    _write(folder / MANIFEST, _json(told))
    return Exported(target, place, len(hashes) + 1, size, Counter(loss.reason for loss in losses))


def _with_licences(pieces: Iterable[File | Loss], view: View) -> Iterator[File | Loss]:
    """What a target yields, and the documents that were left out before it began."""
    yield from pieces
    for document in view.left_out:
        yield Loss(document, "document", "its licence is unknown, and only licensed documents were asked for")


def _losses(losses: Iterable[Loss]) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("item", "what", "reason"))
    writer.writerows(sorted({(loss.item, loss.what, loss.reason) for loss in losses}))
    return table.getvalue().encode()


def _json(told: object) -> bytes:
    return (json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _check(output: Path) -> None:
    """Refuse a place where something lies that no export made: it would be lost."""
    if not output.exists() and not output.is_symlink():
        return
    if not output.is_dir() or output.is_symlink():
        raise ExportError(str(output), "is no folder", "move it away or choose another --output")
    if any(output.iterdir()) and not (output / MANIFEST).is_file():
        raise ExportError(str(output), "holds something that no export made", "choose an empty or new --output")


def _replace(output: Path, part: Path) -> None:
    """Put the new folder where the old one was; there is none only between two renames."""
    old = output.with_name(f".{output.name}.old")
    _remove(old)
    if output.exists():
        output.rename(old)
    part.rename(output)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
