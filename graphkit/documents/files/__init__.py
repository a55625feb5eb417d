"""The types of files that documents come in, one module each.

A type's module says SUFFIXES, the endings of its files in lower case; IS_PLAIN, whether it is read in this process
because nothing of it has to be parsed; and `texts(raw, name)`, the neutral texts of a file: one, or one for each
record. A new type is a new module here; nothing else changes.

>>> [text.text for text in type_of("notes.TXT").texts(b"Duties", "notes.TXT")]
['Duties']
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import Protocol, cast

from graphkit.errors import ReadError

__all__ = ["FileType", "Text", "file_types", "needs", "supported", "type_of"]


@dataclass(frozen=True, slots=True)
class Text:
    """The neutral text of a file or of one record in it.

    `is_the_file` says that offsets count the decoded file itself, because nothing was taken out of it; any other text
    is kept in the build. `pages` are the offsets at which the pages begin; `blocks` those of all lines that open a
    paragraph, a list item or a cell, none where the file does not tell them from lines that go on; `headings` those of
    lines printed as headings. `cells` are (offset, row, column) of the lines with which the cells of tables begin, in
    numbers that only tell rows and columns apart, and (offset, 0, 0) where a table ends; `edges` those of lines the
    file keeps as head or foot of every page. `note` says which encoding was recognised where it is not UTF-8, `lost`
    what could not be taken out, and `pointer` which record of the file this is.
    """

    text: str
    is_the_file: bool = False
    pages: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    cells: tuple[tuple[int, int, int], ...] = ()
    edges: tuple[int, ...] = ()
    note: str | None = None
    lost: str | None = None
    pointer: str | None = None


class FileType(Protocol):
    """What a type's module offers."""

    SUFFIXES: frozenset[str]
    IS_PLAIN: bool

    def texts(self, raw: bytes, name: str) -> Iterator[Text | ReadError]:
        """The texts of a file by its bytes; a ReadError says place, reason and next step where there is none.

        It is raised where nothing more can be read, and given among the texts where one record of many is lost.
        """
        ...


@cache
def file_types() -> dict[str, FileType]:
    """The type of each ending, by the folder's modules."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = (cast(FileType, import_module(f"{__name__}.{name}")) for name in names)
    return {suffix: module for module in modules for suffix in sorted(module.SUFFIXES)}


def supported() -> frozenset[str]:
    """The endings of the files that are documents."""
    return frozenset(file_types())


def type_of(name: str) -> FileType:
    """The type of a file, by its name; KeyError where it is of none."""
    return file_types()[PurePath(name).suffix.lower()]


@contextmanager
def needs(name: str) -> Iterator[None]:
    """Around the import of what only some types need: a ReadError with the line that installs it where it is missing.

    >>> with needs("a.pdf"):
    ...     import no_such_library
    Traceback (most recent call last):
    graphkit.errors.ReadError: a.pdf: needs no_such_library, which is not installed; pip install 'graphkit-rcq[files]'
    """
    try:
        yield
    except ImportError as error:
        reason = f"needs {error.name}, which is not installed"
        raise ReadError(name, reason, "pip install 'graphkit-rcq[files]'", "missing-extra") from None
