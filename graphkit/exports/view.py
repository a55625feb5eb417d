"""What the targets see of a build: its quads and how to look things up in them, and what a target gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from graphkit.builds import Build
from graphkit.exports.settings import Settings
from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.store import GRAPH, sha256
from graphkit.vocabulary import DCTERMS, RCQ, RDF

__all__ = ["File", "Loss", "View"]

#: bytes of a graph.nq that is soon loaded, and then answers three times as fast
_SMALL = 20_000_000

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export: its path below the folder, with slashes, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the graph that a target does not say: the IRI of the item, what of it is lost, and why."""

    item: str
    what: str
    reason: str


@dataclass(frozen=True)
class View:
    """A build as it is exported. What is worked out here is worked out once for all targets."""

    build: Build
    settings: Settings
    licensed_only: bool = False

    @cached_property
    def hash(self) -> str:
        """The sha-256 of the build's manifest, which holds the hash of every input and output."""
        return sha256(self.build.stored.read("manifest.json"))

    @cached_property
    def names(self) -> Names:
        """The IRIs of the build's base."""
        (derived,) = self._instances(RCQ.DerivedGraph)
        return Names(derived.removesuffix("graph/derived"))

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """All quads of the documents that are exported, in the order of graph.nq."""
        return tuple(self._kept(self._all))

    @cached_property
    def store(self) -> Store:
        """The same to be asked: in memory where it is small or documents are left out, else on the disk."""
        if not self.left_out:
            stored = self.build.stored
            return stored.in_memory if (stored.path / GRAPH).stat().st_size < _SMALL else stored.graph
        store = Store()
        store.bulk_extend(self.quads)
        return store

    @cached_property
    def suggestions(self) -> tuple[Quad, ...]:
        """What was decided of pairs of texts and is no fact."""
        return tuple(self._kept(self.build.suggestions()))

    @cached_property
    def stated(self) -> Facts:
        """What documents, schemes and people state, looked up by subject: all but what is concluded."""
        return Facts(quad for quad in self.quads if quad.graph_name != self.names.graph("derived"))

    @cached_property
    def everything(self) -> Facts:
        """What is stated and what is concluded, looked up by subject."""
        return Facts(self.quads)

    @cached_property
    def unlicensed(self) -> tuple[str, ...]:
        """The IRIs of the documents whose licence is unknown, exported or not."""
        stated = self.build.stored.graph.quads_for_pattern(None, DCTERMS.license, None, None)
        known = {quad.subject for quad in stated if quad.object != RCQ.Unknown}
        return tuple(document for document in self._instances(RCQ.Document) if NamedNode(document) not in known)

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The IRIs of the documents that are not exported."""
        return self.unlicensed if self.licensed_only else ()

    @cached_property
    def _all(self) -> tuple[Quad, ...]:
        return tuple(self.build.quads())

    def _instances(self, kind: NamedNode) -> list[str]:
        """The IRIs of a class, in order, whether they are exported or not."""
        found = self.build.stored.graph.quads_for_pattern(None, RDF.type, kind, None)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})

    def _kept(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads that speak of no document that is left out, nor of anything in it or made of it."""
        if not self.left_out:
            yield from quads
            return
        gone = {iri.removeprefix(self.names.ids.iri) for iri in self.left_out}
        graphs = {self.names.graph(name) for name in gone}
        found = [quad for quad in quads if quad.graph_name not in graphs]
        touching = {
            quad.subject for quad in found
            if self._is_of(quad.subject, gone) or (self._is_made(quad.subject) and self._is_of(quad.object, gone))
        }  # fmt: skip
        for quad in found:
            if quad.subject not in touching and quad.subject not in graphs and not self._is_of(quad.object, gone):
                yield quad

    def _is_made(self, node: Term) -> bool:
        """Whether a node was made of statements: a mapping of two, a fact measured over several."""
        kinds = ("mapping/", "measured/")
        return isinstance(node, NamedNode) and node.value.removeprefix(self.names.ids.iri).startswith(kinds)

    def _is_of(self, node: Term, documents: set[str]) -> bool:
        """Whether a node is one of some documents (`<id>/<edition>`) or lies in one."""
        if not isinstance(node, NamedNode) or node.value not in self.names.ids:
            return False
        return "/".join(node.value.removeprefix(self.names.ids.iri).split("/")[:2]) in documents
