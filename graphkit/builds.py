"""A build to work with in Python: ask it questions, walk its quads, take it to rdflib."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Quad

from graphkit import queries
from graphkit.findings import Finding, loads
from graphkit.queries import sparql
from graphkit.queries.answers import Answer
from graphkit.store import Stored, open_build

if TYPE_CHECKING:
    import rdflib

__all__ = ["Build", "open"]


@dataclass(frozen=True, repr=False)
class Build:
    """A published build, opened for reading.

    >>> import graphkit
    >>> build = graphkit.open("build")                              # doctest: +SKIP
    >>> for row in build.query("requirements", role="ps-jes-0031"):  # doctest: +SKIP
    ...     print(row["line"], row["text"])
    """

    stored: Stored

    def __repr__(self) -> str:
        return f"<Build {self.path}>"

    @property
    def path(self) -> Path:
        """The folder it lies in."""
        return self.stored.path

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The sha-256 of every input and output."""
        return self.stored.manifest

    def query(self, name: str, /, **parameters: str) -> Answer:
        """The answer to a canned question; a parameter bears the name of the column it binds."""
        return queries.ask(queries.find(name), self.stored.graph, parameters)

    def sparql(self, text: str) -> Answer:
        """The answer to a question of one's own, over the union of all graphs."""
        return sparql.run(text, self.stored.graph)

    def findings(self) -> tuple[Finding, ...]:
        """What the rules, the readers and the closure found, the heaviest first."""
        return loads(self.stored.read("findings.json").decode())

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph, in the order of graph.nq."""
        return self.stored.quads()

    def to_rdflib(self) -> rdflib.Dataset:
        """The same quads in rdflib, whose default graph is the union of all."""
        from graphkit import foreign  # rdflib takes a fifth of a second, which no question should wait for

        return foreign.dataset(self.quads())


def open(path: str | PathLike[str] = "build") -> Build:  # noqa: A001 read as graphkit.open
    """The build that graphkit published there."""
    return Build(open_build(Path(path)))
