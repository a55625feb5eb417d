"""The ontology as its page tells it: modules, terms, and what is said of each term both ways.

>>> duty = ontology().terms[RCQ.Duty]
>>> duty.label, duty.kind, ontology().modules[duty.module].title
('duty', 'class', 'Duties')
>>> [parent.value for parent in ontology().values(duty.node, RDFS.subClassOf) if parent in ontology().terms]
['https://w3id.org/rcq/ontology#Statement']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphkit import content
from graphkit.vocabulary import DCTERMS, OWL, PREFIXES, RCQ, RDF, RDFS, SKOS

__all__ = ["KINDS", "Lookup", "Module", "Ontology", "Term", "curie", "ontology", "prefixes"]

#: what a term may be declared as, in the order of the page
KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "data property",
    OWL.AnnotationProperty: "annotation property",
    OWL.NamedIndividual: "individual",
}
_PREFIX = re.compile(r"^@prefix\s+(\w+):\s*<([^>]+)>", re.MULTILINE)
Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual of the ontology's own namespace; `name` is the end of its IRI."""

    node: NamedNode
    name: str
    kind: str
    label: str
    definition: str
    module: NamedNode


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the ontology and the terms that say they are defined by it, by kind and name."""

    node: NamedNode
    title: str
    description: str
    terms: tuple[Term, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page; no term has a hyphen in its name."""
        return f"module-{self.node.value.rsplit('/', 1)[-1]}"


class Lookup:
    """Triples, looked up from either end."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[object, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
        self._heard: dict[object, dict[NamedNode, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            assert isinstance(subject, NamedNode | BlankNode)
            self._said[subject][predicate].append(value)
            self._heard[value][predicate].append(subject)

    def values(self, node: Node, *predicates: NamedNode) -> list[NamedNode]:
        """The nodes with an IRI that some properties lead to, in order."""
        found = (value for predicate in predicates for value in self._of(node, predicate))
        return sorted({value for value in found if isinstance(value, NamedNode)}, key=str)

    def words(self, node: Node, predicate: NamedNode) -> list[str]:
        """The literal values of a property, in order."""
        return sorted(value.value for value in self._of(node, predicate) if isinstance(value, Literal))

    def blank(self, node: Node, predicate: NamedNode) -> list[BlankNode]:
        """The nodes without an IRI that a property leads to, as they are written."""
        return [value for value in self._of(node, predicate) if isinstance(value, BlankNode)]

    def subjects(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        """The nodes from which a property leads to another, in order."""
        return sorted({node for node in self._from(predicate, value) if isinstance(node, NamedNode)}, key=str)

    def predicates(self, node: NamedNode) -> list[NamedNode]:
        """The properties under which anything is said of a node, in order."""
        return sorted(self._said[node], key=str) if node in self._said else []

    def _of(self, node: Node, predicate: NamedNode) -> list[object]:
        return self._said[node].get(predicate, []) if node in self._said else []

    def _from(self, predicate: NamedNode, value: Node) -> list[Node]:
        return self._heard[value].get(predicate, []) if value in self._heard else []


class Ontology(Lookup):
    """The axioms of an ontology."""

    def lists(self, node: Node, predicate: NamedNode) -> list[list[NamedNode]]:
        """The RDF lists that a property leads to, as they are written."""
        return [list(self._list(value)) for value in self.blank(node, predicate)]

    def disjoint(self, node: NamedNode) -> list[NamedNode]:
        """The classes that share nothing with one: named in pairs, or together with it among several."""
        found = {*self.values(node, OWL.disjointWith), *self.subjects(OWL.disjointWith, node)}
        for group in self._from(RDF.type, OWL.AllDisjointClasses):
            for members in self.lists(group, OWL.members):
                found |= set(members) if node in members else set()
        return sorted(found - {node}, key=str)

    def inherited(self, node: NamedNode, predicate: NamedNode) -> list[tuple[NamedNode, NamedNode | None]]:
        """The domain or range of a property, with the superproperty that gives it where it has none of its own."""
        own: list[tuple[NamedNode, NamedNode | None]] = [(value, None) for value in self.values(node, predicate)]
        if own:
            return own
        above = [(parent, self.inherited(parent, predicate)) for parent in self.values(node, RDFS.subPropertyOf)]
        return [(value, source or parent) for parent, found in above for value, source in found]

    @cached_property
    def root(self) -> NamedNode:
        """The ontology as a whole, of which its namespace is made."""
        return NamedNode(RCQ.iri.removesuffix("#"))

    @cached_property
    def terms(self) -> Mapping[NamedNode, Term]:
        """The terms of the ontology's own namespace, by module's title, kind and name."""
        return {term.node: term for module in self.modules.values() for term in module.terms}

    @cached_property
    def modules(self) -> Mapping[NamedNode, Module]:
        """The files of the ontology but the root, by title."""
        nodes = self.subjects(RDF.type, OWL.Ontology)
        found = (self._module(node) for node in nodes if node != self.root)
        return {module.node: module for module in sorted(found, key=lambda module: module.title)}

    @cached_property
    def borrowed(self) -> tuple[NamedNode, ...]:
        """The terms of other vocabularies that are declared here, in order."""
        declared = {node for kind in KINDS for node in self.subjects(RDF.type, kind)}
        return tuple(sorted((node for node in declared if node.value not in RCQ), key=str))

    def _module(self, node: NamedNode) -> Module:
        found = (self._term(each, node) for each in self.subjects(RDFS.isDefinedBy, node))
        kinds = list(KINDS.values())
        ordered = sorted(found, key=lambda term: (kinds.index(term.kind), term.name.lower(), term.name))
        return Module(node, self._one(node, DCTERMS.title), self._one(node, DCTERMS.description), tuple(ordered))

    def _term(self, node: NamedNode, module: NamedNode) -> Term:
        kind = next((name for kind, name in KINDS.items() if kind in self.values(node, RDF.type)), "individual")
        name = node.value.removeprefix(RCQ.iri)
        return Term(node, name, kind, self._one(node, RDFS.label), self._one(node, SKOS.definition), module)

    def _one(self, node: NamedNode, predicate: NamedNode) -> str:
        return next(iter(self.words(node, predicate)), "")

    def _list(self, node: Node) -> Iterator[NamedNode]:
        while node != RDF.nil:
            yield from (value for value in self._of(node, RDF.first) if isinstance(value, NamedNode))
            (rest,) = self._of(node, RDF.rest)
            assert isinstance(rest, NamedNode | BlankNode)
            node = rest


@cache
def ontology() -> Ontology:
    """The project's own ontology."""
    return Ontology(content.ontology())


@cache
def prefixes() -> Mapping[str, str]:
    """The prefixes that the files of the ontology declare, and those that graphkit writes, by namespace."""
    texts = (path.read_text(encoding="utf-8") for path in content.files("ontology/*.ttl"))
    declared = {namespace: prefix for text in texts for prefix, namespace in _PREFIX.findall(text)}
    return {**{namespace: prefix for prefix, namespace in PREFIXES.items()}, **declared}


def curie(iri: str) -> str:
    """An IRI in short, where its namespace has a prefix.

    >>> curie("http://www.w3.org/2001/XMLSchema#integer"), curie("https://example.org/x")
    ('xsd:integer', 'https://example.org/x')
    """
    namespace = next((each for each in sorted(prefixes(), key=len, reverse=True) if iri.startswith(each)), None)
    return f"{prefixes()[namespace]}:{iri.removeprefix(namespace)}" if namespace else iri
