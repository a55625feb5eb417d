"""What an ontology says, sorted by kind; an axiom that the closure has no rule for is refused by name.

>>> from graphkit.vocabulary import RCQ
>>> read([Triple(RCQ.Job, RDFS.subClassOf, RCQ.Role)]).superclasses[RCQ.Job][RCQ.Role]
'rcq:Job rdfs:subClassOf rcq:Role'
>>> try:
...     read([Triple(RCQ.reportsTo, OWL.inverseOf, RCQ.describes)])
... except AxiomError as error:
...     error.reason
'owl:inverseOf of rcq:reportsTo is an axiom the closure has no rule for'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NoReturn

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphkit.errors import AxiomError
from graphkit.vocabulary import OWL, PREFIXES, RDF, RDFS, XSD, Namespace

__all__ = ["Axioms", "Chain", "Edges", "Node", "Term", "is_builtin", "named", "read"]

Node = NamedNode | BlankNode | Triple
Term = Node | Literal

#: term -> what it leads to in one axiom -> that axiom in words
Edges = dict[NamedNode, dict[NamedNode, str]]


@dataclass(frozen=True, slots=True)
class Chain:
    """Whoever is linked by `links`, one after the other, is linked by `head`; a transitive property twice by itself."""

    head: NamedNode
    links: tuple[NamedNode, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Axioms:
    """The axioms of an ontology, each with its words; `symmetric` leads from a property to itself.

    `disjoint` holds every pair once, in order. `terms` are the names the ontology speaks of, `facts` what it says with
    the words of others or of its own, annotations included.
    """

    superclasses: Edges = field(default_factory=lambda: defaultdict(dict))
    superproperties: Edges = field(default_factory=lambda: defaultdict(dict))
    domains: Edges = field(default_factory=lambda: defaultdict(dict))
    ranges: Edges = field(default_factory=lambda: defaultdict(dict))
    symmetric: Edges = field(default_factory=lambda: defaultdict(dict))
    chains: list[Chain] = field(default_factory=list)
    disjoint: set[tuple[NamedNode, NamedNode]] = field(default_factory=set)
    facts: list[Triple] = field(default_factory=list)
    terms: set[Term] = field(default_factory=set)


def read(ontology: Iterable[Triple]) -> Axioms:
    """The axioms of an ontology. Annotations, declarations and headers are passed over.

    Raises AxiomError for any other axiom, naming it and its subject.
    """
    return _Reader(ontology).read()


def named(term: Term) -> str:
    """A term as a person writes it.

    >>> from graphkit.vocabulary import RCQ
    >>> named(RCQ.Duty)
    'rcq:Duty'
    """
    if isinstance(term, NamedNode):
        for prefix, iri in PREFIXES.items():
            if term.value.startswith(iri):
                return f"{prefix}:{term.value.removeprefix(iri)}"
    return "a node without a name" if isinstance(term, BlankNode) else str(term)


def is_builtin(term: Term) -> bool:
    """Whether a term belongs to the languages in which axioms and data types are written; annotations do not.

    >>> is_builtin(OWL.Thing), is_builtin(RDFS.label)
    (True, False)
    """
    if not isinstance(term, NamedNode) or term in _ANNOTATIONS:
        return False
    return any(term.value in language for language in _LOGIC)


_LOGIC = (RDF, RDFS, OWL, XSD, Namespace("http://www.w3.org/2003/11/swrl#"))
_ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy}
_PASSED_OVER = {
    RDF.first, RDF.rest, OWL.members,  # read where an axiom leads there
    OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget,
    OWL.imports, OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, OWL.deprecated,
    OWL.backwardCompatibleWith, OWL.incompatibleWith,
    OWL.onProperty, OWL.onClass, OWL.onDataRange, OWL.distinctMembers,  # part of an axiom refused by its own name
    OWL.assertionProperty, OWL.sourceIndividual, OWL.targetIndividual, OWL.targetValue,  # the same
}  # fmt: skip
_DECLARATIONS = {
    RDF.List, RDF.Property, RDFS.Class, RDFS.Datatype, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty,
    OWL.AnnotationProperty, OWL.OntologyProperty, OWL.NamedIndividual, OWL.Ontology, OWL.Axiom,
    OWL.DeprecatedClass, OWL.DeprecatedProperty,
}  # fmt: skip
_EVERYTHING = {OWL.Thing, RDFS.Resource}
_LITERALS = {RDFS.Literal, RDF.langString, RDF.PlainLiteral}
_KNOWN = (
    "it knows subClassOf, equivalentClass, disjointWith, AllDisjointClasses, subPropertyOf, domain, range, "
    "SymmetricProperty, TransitiveProperty and propertyChainAxiom; what must be there is a shape's to say"
)


class _Reader:
    """One reading: the triples, and what was found in them so far."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        self._triples = tuple(ontology)
        self._objects: dict[tuple[Term, NamedNode], Term] = {
            (triple.subject, triple.predicate): triple.object for triple in self._triples
        }
        self._referrers = {triple.object: triple.subject for triple in self._triples}
        self._found = Axioms()

    def read(self) -> Axioms:
        readers = {
            RDF.type: self._type,
            RDFS.subClassOf: self._subclass,
            OWL.equivalentClass: self._equivalent,
            OWL.disjointWith: self._disjoint,
            RDFS.subPropertyOf: self._subproperty,
            RDFS.domain: self._domain,
            RDFS.range: self._range,
            OWL.propertyChainAxiom: self._chain,
        }
        # What builds a nameless class says more of the refusal than what leads to the class.
        for triple in sorted(self._triples, key=lambda triple: triple.predicate in readers):
            if triple.predicate in readers:
                readers[triple.predicate](triple)
            elif not is_builtin(triple.predicate):
                self._found.facts.append(triple)
            elif triple.predicate not in _PASSED_OVER:
                self._refuse(triple, named(triple.predicate))
            if isinstance(triple.subject, NamedNode):
                self._found.terms.add(triple.subject)
        return self._found

    def _type(self, triple: Triple) -> None:
        subject, _, kind = triple
        if kind == OWL.SymmetricProperty:
            prop = self._property(triple, subject)
            self._found.symmetric[prop][prop] = f"{named(prop)} a owl:SymmetricProperty"
        elif kind == OWL.TransitiveProperty:
            prop = self._property(triple, subject)
            self._found.chains.append(Chain(prop, (prop, prop), f"{named(prop)} a owl:TransitiveProperty"))
        elif kind == OWL.AllDisjointClasses:
            members = self._list(triple, self._objects.get((subject, OWL.members)))
            for one, other in combinations([self._class(triple, member) for member in members], 2):
                self._add_disjoint(one, other)
        elif not is_builtin(kind):
            self._found.facts.append(triple)
        elif kind not in _DECLARATIONS | _EVERYTHING:
            self._refuse(triple, named(kind))

    def _subclass(self, triple: Triple) -> None:
        if triple.object not in _EVERYTHING:
            below, above = self._class(triple, triple.subject), self._class(triple, triple.object)
            self._found.superclasses[below][above] = _words(triple)

    def _equivalent(self, triple: Triple) -> None:
        one, other = self._class(triple, triple.subject), self._class(triple, triple.object)
        self._found.superclasses[one][other] = self._found.superclasses[other][one] = _words(triple)

    def _disjoint(self, triple: Triple) -> None:
        self._add_disjoint(self._class(triple, triple.subject), self._class(triple, triple.object))

    def _add_disjoint(self, one: NamedNode, other: NamedNode) -> None:
        self._found.terms.update((one, other))
        self._found.disjoint.add((min(one, other), max(one, other)))

    def _subproperty(self, triple: Triple) -> None:
        below, above = self._property(triple, triple.subject), self._property(triple, triple.object)
        self._found.superproperties[below][above] = _words(triple)

    def _domain(self, triple: Triple) -> None:
        if triple.object not in _EVERYTHING:
            prop, kind = self._property(triple, triple.subject), self._class(triple, triple.object)
            self._found.domains[prop][kind] = _words(triple)

    def _range(self, triple: Triple) -> None:
        if triple.object in _LITERALS or (isinstance(triple.object, NamedNode) and triple.object.value in XSD):
            return  # a literal has no class to be given
        if triple.object not in _EVERYTHING:
            prop, kind = self._property(triple, triple.subject), self._class(triple, triple.object)
            self._found.ranges[prop][kind] = _words(triple)

    def _chain(self, triple: Triple) -> None:
        head = self._property(triple, triple.subject)
        links = tuple(self._property(triple, link) for link in self._list(triple, triple.object))
        if not links:
            self._refuse(triple, "an empty owl:propertyChainAxiom")
        words = f"{named(head)} owl:propertyChainAxiom ({' '.join(map(named, links))})"
        if len(links) == 1:
            self._found.superproperties[links[0]][head] = words
        else:
            self._found.chains.append(Chain(head, links, words))

    def _list(self, triple: Triple, node: Term | None) -> Iterator[Term]:
        seen: set[Term] = set()
        while node != RDF.nil:
            first = None if node is None or node in seen else self._objects.get((node, RDF.first))
            if node is None or first is None:
                self._refuse(triple, f"{_axiom(triple)} with a broken list")
            yield first
            seen.add(node)
            node = self._objects.get((node, RDF.rest))

    def _class(self, triple: Triple, term: Term) -> NamedNode:
        if not isinstance(term, NamedNode) or is_builtin(term):
            self._refuse(triple, f"{_axiom(triple)} with {named(term)}")
        self._found.terms.add(term)
        return term

    def _property(self, triple: Triple, term: Term) -> NamedNode:
        if not isinstance(term, NamedNode) or is_builtin(term):
            self._refuse(triple, f"{_axiom(triple)} with {named(term)}")
        self._found.terms.add(term)
        return term

    def _refuse(self, triple: Triple, axiom: str) -> NoReturn:
        """A nameless node is spoken of by the name that leads to it."""
        subject: Term = triple.subject
        seen: set[Term] = set()
        while isinstance(subject, BlankNode) and subject in self._referrers and subject not in seen:
            seen.add(subject)
            subject = self._referrers[subject]
        raise AxiomError("ontology", f"{axiom} of {named(subject)} is an axiom the closure has no rule for", _KNOWN)


def _axiom(triple: Triple) -> str:
    return named(triple.object if triple.predicate == RDF.type else triple.predicate)


def _words(triple: Triple) -> str:
    return " ".join(map(named, (triple.subject, triple.predicate, triple.object)))
