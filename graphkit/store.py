"""The build on disk: published as a whole or not at all, opened, and known by its hashes.

`build` is a symbolic link to a folder `.build-<hash>` beside it. All is written and flushed to a folder of another
name, which then gets its own; the last step is one rename of the link. So whatever dies at whatever moment, the link
leads to a whole build, and the next builder removes what was left half-written. Builders take turns by a lock on the
folder they publish in.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, parse

from graphkit.errors import BuildError

__all__ = ["GRAPH", "SUGGESTED", "Stored", "check_output", "open_build", "publish", "sha256"]

GRAPH, SUGGESTED, MANIFEST, STORE = "graph.nq", "suggested.nq", "manifest.json", "store"
_HASH_LENGTH = 16


@dataclass(frozen=True)
class Stored:
    """One published build: its folder, and the manifest with the hash of every input and output."""

    path: Path
    manifest: Mapping[str, Any]

    def read(self, name: str) -> bytes:
        """The bytes of one of its files."""
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            reason = "was replaced by a newer build" if not self.path.exists() else error.strerror or "cannot be read"
            raise BuildError(str(self.path / name), reason, "open the build again, or run graphkit build") from error

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph, in the order of the file."""
        return parse(self.read(GRAPH), format=RdfFormat.N_QUADS)

    def suggestions(self) -> Iterator[Quad]:
        """Every quad that lies beside the graph: decisions that are no facts."""
        return parse(self.read(SUGGESTED), format=RdfFormat.N_QUADS)

    def hashes(self, *names: str) -> dict[str, str]:
        """The sha-256 of some of its files, and of the manifest, by which the build as a whole is known."""
        return {name: self.manifest["outputs"][name] for name in names} | {MANIFEST: sha256(self.read(MANIFEST))}

    @cached_property
    def graph(self) -> Store:
        """All graphs, to be asked: the store on disk or, where it cannot be opened, graph.nq in memory."""
        try:
            return Store.read_only(str(self.path / STORE))
        except OSError:
            return self.in_memory

    @cached_property
    def in_memory(self) -> Store:
        """The same in memory: what is asked more than a few questions answers three times as fast so."""
        return self._loaded(GRAPH)

    @cached_property
    def graph_with_suggestions(self) -> Store:
        """The same in memory, with what lies beside the graph."""
        return self._loaded(GRAPH, SUGGESTED)

    def _loaded(self, *names: str) -> Store:
        graph = Store()
        for name in names:
            graph.bulk_load(self.read(name), format=RdfFormat.N_QUADS)
        return graph


def open_build(path: Path) -> Stored:
    """The build a path leads to.

    >>> open_build(Path("no/such/build"))
    Traceback (most recent call last):
    graphkit.errors.BuildError: no/such/build: there is no build here; run graphkit build, or say --build FOLDER
    """
    folder = path.resolve()
    try:
        return Stored(folder, json.loads((folder / MANIFEST).read_bytes()))
    except (OSError, ValueError) as error:
        if path.resolve() != folder:  # a newer build was published meanwhile
            return open_build(path)
        if not folder.exists():
            advice = "run graphkit build, or say --build FOLDER"
            raise BuildError(str(path), "there is no build here", advice) from error
        raise BuildError(str(path), f"is no build: it has no readable {MANIFEST}", "run graphkit build") from error


def publish(output: Path, files: Mapping[str, bytes], *, inputs: Mapping[str, str]) -> Path:
    """Write files (path below the build -> bytes) and a store of graph.nq, and make `output` lead to them.

    `inputs` are the sha-256 of what was read, by name. The folder's name is the hash of all of them and of all files.
    """
    check_output(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _turn(output.parent):
            check_output(output)  # another builder may have been there before us
            return _publish(output, files, _manifest(files, inputs))
    except OSError as error:
        place, reason = str(error.filename or output), error.strerror or str(error)
        raise BuildError(place, reason, "check the path, its permissions and the disk") from error


def check_output(output: Path) -> None:
    """Refuse a place where something lies that is not a build's link: it would be lost."""
    if output.is_symlink():
        if not _ours(output).fullmatch(str(output.readlink())):
            raise BuildError(str(output), "is a link that leads to no build", "move it away or choose another --output")
    elif output.exists():
        kind = "a folder" if output.is_dir() else "a file"
        raise BuildError(
            str(output), f"is {kind}, not the link a build makes", "move it away or choose another --output"
        )


def sha256(data: bytes) -> str:
    """The hash by which files are known here."""
    return hashlib.sha256(data).hexdigest()


def _ours(output: Path) -> re.Pattern[str]:
    """The names of the folders behind an output: whole ones, and those still being written."""
    return re.compile(rf"\.{re.escape(output.name)}-[0-9a-f]{{{_HASH_LENGTH}}}(-\d+)?(\.part)?")


def _manifest(files: Mapping[str, bytes], inputs: Mapping[str, str]) -> bytes:
    outputs = {name: sha256(data) for name, data in files.items()}
    return (json.dumps({"inputs": dict(inputs), "outputs": outputs}, indent=1, sort_keys=True) + "\n").encode()


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One builder at a time; the system ends the turn of one that dies."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _publish(output: Path, files: Mapping[str, bytes], manifest: bytes) -> Path:
    name = f".{output.name}-{sha256(manifest)[:_HASH_LENGTH]}"
    folder = output.with_name(name)
    tries = 0
    while folder.exists() and not _is_whole(folder, manifest):  # never written over: somebody may be reading it
        tries += 1
        folder = output.with_name(f"{name}-{tries}")
    if not folder.exists():
        part = folder.with_name(f"{folder.name}.part")
        _remove(part)
        _write(part, {**files, MANIFEST: manifest})
        part.rename(folder)
        _flush(output.parent)
    _lead(output, folder)
    _tidy(output, folder)
    return folder


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise BuildError(name, "would be written outside the build", "give its path below the build")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    store = Store(str(folder / STORE))
    store.bulk_load(files.get(GRAPH, b""), format=RdfFormat.N_QUADS)
    store.flush()
    del store  # closes it
    for path in folder.rglob("*"):
        _flush(path)
    _flush(folder)


def _flush(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_whole(folder: Path, manifest: bytes) -> bool:
    """Whether a folder of the right name still holds what its manifest says."""
    try:
        hashes: dict[str, str] = json.loads(manifest)["outputs"]
        return (
            (folder / MANIFEST).read_bytes() == manifest
            and (folder / STORE).is_dir()
            and all(sha256((folder / name).read_bytes()) == digest for name, digest in hashes.items())
        )
    except OSError:
        return False


def _lead(output: Path, folder: Path) -> None:
    """Make the link lead to the folder, in one step."""
    link = folder.with_name(f"{folder.name}.part")
    _remove(link)
    link.symlink_to(folder.name)
    link.replace(output)
    _flush(output.parent)


def _tidy(output: Path, folder: Path) -> None:
    """Remove the builds before this one, and what dead builders left."""
    for path in output.parent.iterdir():
        if path != folder and _ours(output).fullmatch(path.name):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
