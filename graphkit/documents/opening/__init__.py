"""A file to the sources in it: its bytes, the type that reads them, and one source for each text."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from graphkit.documents.files import Text, type_of
from graphkit.documents.opening.limited import Limited
from graphkit.documents.source import Source
from graphkit.errors import ReadError

__all__ = ["sources"]


def sources(path: Path, name: str, limited: Limited) -> Iterator[Source | ReadError]:
    """The sources of one file, in order; what cannot be read is a ReadError with its reason and what to do.

    A file whose type is plain is read here; any other is opened by `limited`, apart from this process.
    """
    raw = _bytes(path, name, limited.limits.file)
    file_type = type_of(name)
    texts: Iterator[Text | ReadError] = file_type.texts(raw, name) if file_type.IS_PLAIN else limited.texts(raw, name)
    digest = sha256(raw).hexdigest()
    for text in texts:
        if isinstance(text, ReadError):
            yield text
        elif not text.text.strip():
            yield ReadError(name, "holds no text", "extract the document again", "empty-file")
        else:
            yield Source(
                name, text.text, digest, is_the_file=text.is_the_file, pages=text.pages, blocks=text.blocks,
                headings=text.headings, cells=text.cells, edges=text.edges, note=text.note, lost=text.lost,
                pointer=text.pointer,
            )  # fmt: skip


def _bytes(path: Path, name: str, limit: int) -> bytes:
    if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe or device might never end
        raise ReadError(name, "is no ordinary file", "name a file", "unreadable-file")
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except IsADirectoryError:
        raise ReadError(
            name, "is a folder, not a file", "name a file, or the folder above it", "unreadable-file"
        ) from None
    except FileNotFoundError:
        reason = "links to a file that does not exist" if path.is_symlink() else "does not exist"
        raise ReadError(name, reason, "check the path", "missing-file") from None
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error})"
        raise ReadError(name, reason, "check the file and its permissions", "unreadable-file") from error
    if len(raw) > limit:
        raise ReadError(name, f"is larger than {limit >> 20} MB", "take it apart into smaller files", "too-large")
    return raw
