"""What the pages of a site see of a build: one document after the other, so that a graph of any size fits.

Nothing here holds the whole graph: what a page needs is looked up in the store, which lies on the disk.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graphkit.exports.site.places import Places
from graphkit.exports.view import View
from graphkit.facts import Facts
from graphkit.findings import Finding, standing
from graphkit.mappings import Mapping as Decision
from graphkit.mappings import mappings
from graphkit.sources import Source
from graphkit.text import short_label
from graphkit.vocabulary import DCTERMS, RCQ, RDF, RDFS, SKOS

__all__ = ["Edition", "Site"]

#: what a node may be called, the best name first
_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title, RCQ.text)
_LONGEST = 90


@dataclass(frozen=True)
class Edition:
    """One edition of a document: its source, what is stated in it and of it, what is concluded of its things."""

    source: Source
    node: NamedNode
    quads: tuple[Quad, ...]
    stated: Facts
    concluded: Facts

    @cached_property
    def role(self) -> NamedNode | None:
        """The role it describes."""
        return next(iter(self.stated.nodes(self.node, RCQ.describes)), None)

    @cached_property
    def title(self) -> str:
        """What it is called: its printed title, else its id."""
        return self.source.title


@dataclass(frozen=True)
class Site:
    """A build as a site shows it."""

    view: View

    @cached_property
    def places(self) -> Places:
        """Where everything has its place."""
        return Places(self.view.names)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every exported document with its text, in order."""
        gone = set(self.view.left_out)
        return tuple(source for source in self.view.build.sources() if source.iri not in gone)

    @cached_property
    def catalogue(self) -> tuple[Quad, ...]:
        """What is stated of the graphs and the documents as a whole."""
        found = self.view.store.quads_for_pattern(None, None, None, self.view.names.graph("catalogue"))
        return tuple(sorted(found, key=str))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found and touches no document that is left out."""
        shown = {(source.document, source.edition) for source in self.sources}
        return tuple(
            finding
            for finding in standing(self.view.build.findings())
            if all((place.document, place.edition) in shown for place in finding.places if place.document)
        )

    @cached_property
    def decisions(self) -> Mapping[NamedNode, tuple[Decision, ...]]:
        """The accepted correspondences of each statement, in order."""
        quads = self.view.store.quads_for_pattern(None, None, None, self.view.names.graph("alignments"))
        found: dict[NamedNode, list[Decision]] = defaultdict(list)
        for decision in mappings(Facts(quads)):
            if decision.decision == "Accepted":
                for node in {decision.subject, decision.object}:
                    if node is not None:
                        found[node].append(decision)
        return {node: tuple(each) for node, each in found.items()}

    @cached_property
    def found_at(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings that concern a statement, and those that concern an edition, by IRI."""
        found: dict[str, dict[Finding, None]] = defaultdict(dict)
        documents = {(source.document, source.edition): source.iri for source in self.sources}
        for finding in self.findings:
            for place in finding.places:
                for iri in (place.statement, documents.get((place.document or "", place.edition or ""))):
                    if iri:
                        found[iri][finding] = None
        return {iri: tuple(each) for iri, each in found.items()}

    def editions(self) -> Iterator[Edition]:
        """Every document with what is stated in it, one at a time."""
        for source in self.sources:
            yield self.edition(source)

    def edition(self, source: Source) -> Edition:
        """One document with what is stated in it."""
        names, store = self.view.names, self.view.store
        graph = names.stated(source.document, source.edition)
        node = NamedNode(source.iri)
        printed = tuple(store.quads_for_pattern(None, None, None, graph))
        roles = (quad.object for quad in store.quads_for_pattern(node, RCQ.describes, None, graph))
        things = (node, *(role for role in roles if isinstance(role, NamedNode)))
        known = (store.quads_for_pattern(each, None, None, names.graph("catalogue")) for each in things)
        quads = (*printed, *(quad for each in known for quad in each))
        subjects = {quad.subject for quad in quads if not str(quad.predicate).startswith("<http://www.w3.org/ns/oa#")}
        derived = names.graph("derived")
        concluded = (
            quad for subject in subjects for quad in store.quads_for_pattern(subject, None, None, derived)
        )  # fmt: skip
        return Edition(source, node, quads, Facts(quads), Facts(concluded))

    def of(self, node: NamedNode) -> tuple[Triple, ...]:
        """What is stated of a node, in any graph but the concluded."""
        derived = self.view.names.graph("derived")
        found = self.view.store.quads_for_pattern(node, None, None, None)
        return tuple(sorted({quad.triple for quad in found if quad.graph_name != derived}, key=str))

    def towards(self, node: NamedNode) -> list[tuple[NamedNode, NamedNode, bool]]:
        """What leads to a node: subject, property, and whether it is concluded; in order."""
        derived = self.view.names.graph("derived")
        found = {
            (quad.subject, quad.predicate, quad.graph_name == derived)
            for quad in self.view.store.quads_for_pattern(None, None, node, None)
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(found, key=str)

    def name(self, node: NamedNode, otherwise: str = "") -> str:
        """What a node is called, in a few words."""
        return short_label(self.words(node, otherwise), _LONGEST)

    def words(self, node: NamedNode, otherwise: str = "") -> str:
        """What a node is called, whole: code and label, title or words; else `otherwise` or the end of its IRI."""
        return _words(self.view.store, node) or otherwise or re.split("[/#]", node.value.rstrip("/"))[-1]

    def document_of(self, node: NamedNode) -> NamedNode | None:
        """The document that a node lies in, told by its IRI."""
        steps = node.value.removeprefix(self.view.names.ids.iri).split("/")
        if node.value not in self.view.names.ids or len(steps) < 3:
            return None
        document = self.view.names.ids["/".join(steps[:2])]
        return document if document.value in self._titles else None

    def title_of(self, document: NamedNode) -> str:
        """What an edition of a document is called where several are spoken of: its id, and its edition if not alone."""
        return self._titles[document.value]

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        editions = Counter(source.document for source in self.sources)
        return {
            source.iri: source.document
            if editions[source.document] == 1
            else f"{source.document}, edition {source.edition}"
            for source in self.sources
        }

    def kinds(self, node: NamedNode) -> list[str]:
        """The names of the classes that are stated of a node."""
        derived = self.view.names.graph("derived")
        found = self.view.store.quads_for_pattern(node, RDF.type, None, None)
        kinds = {quad.object for quad in found if quad.graph_name != derived}
        return sorted(kind.value.removeprefix(RCQ.iri) for kind in kinds if isinstance(kind, NamedNode))


@lru_cache(maxsize=4096)
def _words(store: Store, node: NamedNode) -> str:
    def said(name: NamedNode) -> list[str]:
        found = (quad.object for quad in store.quads_for_pattern(node, name, None, None))
        return sorted({value.value for value in found if isinstance(value, Literal)})

    named = next((words for name in _NAMES if (words := said(name))), [])
    return " ".join([*said(RCQ.code)[:1], *named[:1]])
