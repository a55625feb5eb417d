"""What follows from stated triples by an ontology: planned once from its axioms, then run over each document.

>>> from graphkit.vocabulary import RCQ, RDFS
>>> ontology = [Triple(RCQ.Job, RDFS.subClassOf, RCQ.Role), Triple(RCQ.hasDuty, RDFS.domain, RCQ.Job)]
>>> warden, duty = NamedNode("https://example.org/id/warden"), NamedNode("https://example.org/id/duty")
>>> for triple in sorted(entail([Triple(warden, RCQ.hasDuty, duty)], plan(ontology)).triples, key=str):
...     print(triple.object.value)
https://w3id.org/rcq/ontology#Job
https://w3id.org/rcq/ontology#Role

A literal is never a subject. owl:Thing, what says nothing new of a thing (that it is the same as itself) and what
concerns the ontology's own terms is left out. The axioms are the ontology's: one among the stated triples is a triple
like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.reasoning.axioms import Axioms, Chain, Node, Term, read
from graphkit.reasoning.clashes import Clash, Fact, Proofs, Step, class_steps, property_steps, reach
from graphkit.vocabulary import RDF

__all__ = ["Clash", "Entailment", "Plan", "Rule", "Step", "entail", "entail_across", "entail_reference", "plan"]

Pair = tuple[NamedNode, NamedNode]


@dataclass(frozen=True, slots=True)
class Rule:
    """All that follows from one triple of a property by itself.

    The properties `same` hold between the two as they stand, those of `turned` with their places changed.
    """

    same: tuple[NamedNode, ...]
    turned: tuple[NamedNode, ...]
    subject_classes: frozenset[NamedNode]
    object_classes: frozenset[NamedNode]


@dataclass(frozen=True, slots=True)
class Plan:
    """An ontology made ready to be run.

    `classes` leads from a class to itself and all above it, `chains` from a property to the chains it is a link of,
    and where. `crossing` are the properties whose triples can take part in a chain, in whatever documents its other
    links are. `facts` are what the ontology itself states and something follows from.
    """

    axioms: Axioms
    rules: Mapping[NamedNode, Rule]
    classes: Mapping[Term, frozenset[NamedNode]]
    chains: Mapping[NamedNode, tuple[tuple[Chain, int], ...]]
    crossing: frozenset[NamedNode]
    facts: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Entailment:
    """The triples that follow and are not stated, and the individuals that fall into two disjoint classes."""

    triples: frozenset[Triple]
    clashes: tuple[Clash, ...]


def plan(ontology: Iterable[Triple]) -> Plan:
    """The plan of an ontology. Raises AxiomError for an axiom that the closure has no rule for."""
    axioms = read(ontology)
    chains: dict[NamedNode, tuple[tuple[Chain, int], ...]] = {}
    for chain in dict.fromkeys(axioms.chains):
        for place, link in enumerate(chain.links):
            chains[link] = (*chains.get(link, ()), (chain, place))
    edges = (axioms.superclasses, axioms.domains, axioms.ranges)
    known = {cls for edge in edges for above in edge.values() for cls in above}
    known.update(axioms.superclasses, *axioms.disjoint)
    classes: dict[Term, frozenset[NamedNode]] = {cls: frozenset(reach(cls, class_steps(axioms))) for cls in known}
    rules = {prop: _rule(prop, axioms, classes) for prop in _properties(axioms)}
    return Plan(
        axioms=axioms,
        rules=rules,
        classes=classes,
        chains=chains,
        crossing=frozenset(prop for prop, rule in rules.items() if not chains.keys().isdisjoint((prop, *rule.same))),
        facts=tuple(fact for fact in axioms.facts if fact.predicate in rules or fact.object in classes),
    )


def entail(stated: Iterable[Triple], plan: Plan) -> Entailment:
    """What follows from the stated triples and the ontology."""
    stated = tuple(stated)
    closure = _Closure(plan, stated)
    return Entailment(frozenset(closure.derived()), _explained(stated, plan, _clashing(plan, closure.types)))


def entail_across(stated: Iterable[Triple], documents: Iterable[Entailment], plan: Plan) -> Entailment:
    """What follows from the triples of all documents, given what followed from each: the same as `entail` of them all.

    Only chains, transitive properties and clashes are looked at again; all else was found in the documents.
    """
    stated, terms, kind = tuple(stated), plan.axioms.terms, RDF.type
    closure = _Closure(
        plan,
        (
            triple
            for triple in stated
            if triple.predicate in plan.crossing
            or triple.subject in terms  # of the ontology's own terms the documents' entailments are silent
            or (triple.object in terms and triple.predicate != kind)
        ),
    )
    triples = set(closure.derived()).union(*(document.triples for document in documents)).difference(stated)
    for some in (stated, triples):
        for subject, prop, object_ in some:
            if prop == kind:
                closure.types[subject].add(object_)
    return Entailment(frozenset(triples), _explained(stated, plan, _clashing(plan, closure.types)))


def entail_reference(stated: Iterable[Triple], ontology: Iterable[Triple]) -> Entailment:
    """The same as `entail`, by owlrl: every rule of OWL 2 RL over every triple until nothing new follows."""
    from graphkit.reasoning.owlrl_closure import closure  # only the reference engine waits for rdflib and owlrl

    stated, ontology = tuple(stated), tuple(ontology)
    triples, common = closure(stated, ontology)
    planned = plan(ontology)
    clashing: defaultdict[Node, set[Pair]] = defaultdict(set)
    for one, other, individual in common:
        clashing[individual].add((min(one, other), max(one, other)))
    follow = triples.difference(stated, ontology)
    return Entailment(
        frozenset(triple for triple in follow if triple.subject not in planned.axioms.terms),
        _explained(stated, planned, clashing),
    )


def _properties(axioms: Axioms) -> set[NamedNode]:
    edges = (axioms.superproperties, axioms.symmetric, axioms.domains, axioms.ranges)
    above = {prop for props in axioms.superproperties.values() for prop in props}
    return above.union(*edges, *((chain.head, *chain.links) for chain in axioms.chains))


def _rule(prop: NamedNode, axioms: Axioms, classes: Mapping[Term, frozenset[NamedNode]]) -> Rule:
    reached = reach((prop, False), property_steps(axioms))
    subject_classes: set[NamedNode] = set()
    object_classes: set[NamedNode] = set()
    for further, turned in reached:
        first, second = (object_classes, subject_classes) if turned else (subject_classes, object_classes)
        first.update(*(classes[cls] for cls in axioms.domains.get(further, ())))
        second.update(*(classes[cls] for cls in axioms.ranges.get(further, ())))
    return Rule(
        same=tuple(further for further, turned in reached if not turned and further != prop),
        turned=tuple(further for further, turned in reached if turned),
        subject_classes=frozenset(subject_classes),
        object_classes=frozenset(object_classes),
    )


T = TypeVar("T", bound=Term)

#: property -> individual -> those it is linked with by it, in the order they were found
_Links = defaultdict[NamedNode, defaultdict[Term, dict[T, None]]]


class _Closure:
    """One run of a plan: the classes of every individual, and why each fact about properties holds."""

    def __init__(self, plan: Plan, stated: Iterable[Triple]) -> None:
        self._plan = plan
        #: individual -> its classes, all of them and those that were stated
        self.types: defaultdict[Node, set[Term]] = defaultdict(set)
        self.stated_types: defaultdict[Node, set[Term]] = defaultdict(set)
        #: fact -> the facts it was first concluded from, none if it was stated
        self.why: dict[Fact, tuple[Fact, ...]] = {}
        #: those that a property leads to, and those that it comes from
        self._after: _Links[Term] = defaultdict(lambda: defaultdict(dict))
        self._before: _Links[Node] = defaultdict(lambda: defaultdict(dict))
        #: those that a property leads to by more than itself twice
        self._next: _Links[Term] = defaultdict(lambda: defaultdict(dict))
        self._links: list[Fact] = []
        self._state(plan.facts)
        self._state(stated)
        self._walk_chains()

    def derived(self) -> Iterator[Triple]:
        """What was concluded and not stated, but for the ontology's own terms."""
        terms, kind = self._plan.axioms.terms, RDF.type
        for fact, premises in self.why.items():
            if premises and fact[0] not in terms:
                yield Triple(*fact)
        for individual, classes in self.types.items():
            if individual not in terms:
                for cls in classes - self.stated_types[individual]:
                    assert not isinstance(cls, Literal)
                    yield Triple(individual, kind, cls)

    def _state(self, triples: Iterable[Triple]) -> None:
        rules, classes, kind = self._plan.rules, self._plan.classes, RDF.type
        for subject, prop, object_ in triples:
            if prop == kind:
                self.stated_types[subject].add(object_)
                self.types[subject].update(classes.get(object_, ()))
            elif prop in rules:
                fact = (subject, prop, object_)
                if fact not in self.why:
                    self._add(fact, ())
                self.why[fact] = ()  # stated, whatever it follows from besides

    def _add(self, fact: Fact, premises: tuple[Fact, ...]) -> None:
        """Takes in a fact and all that follows from it by itself."""
        subject, prop, object_ = fact
        rule = self._plan.rules[prop]
        self._keep(fact, premises)
        for further in rule.same:
            self._keep((subject, further, object_), (fact,))
        self.types[subject] |= rule.subject_classes
        if not isinstance(object_, Literal):
            self.types[object_] |= rule.object_classes
            for further in rule.turned:
                self._keep((object_, further, subject), (fact,))

    def _keep(self, fact: Fact, premises: tuple[Fact, ...]) -> None:
        if fact not in self.why:
            self.why[fact] = premises
            subject, prop, object_ = fact
            if prop in self._plan.chains:
                self._after[prop][subject][object_] = None
                self._before[prop][object_][subject] = None
                if [premise[1] for premise in premises] != [prop, prop]:
                    self._next[prop][subject][object_] = None
                self._links.append(fact)

    def _walk_chains(self) -> None:
        for subject, prop, object_ in self._links:  # which grows as it is walked
            for chain, place in self._plan.chains[prop]:
                # A transitive property goes on by single steps: all pairs with all pairs would be tried in vain.
                by_steps = chain.links == (chain.head, chain.head)
                if by_steps and place and object_ not in self._next[prop][subject]:
                    continue
                back = _ways(subject, self._before, reversed(chain.links[:place]))
                on = _ways(object_, self._next if by_steps else self._after, chain.links[place + 1 :])
                for behind in back:
                    for ahead in on:
                        fact = (behind[-1], chain.head, ahead[-1])
                        if fact not in self.why:
                            self._add(fact, _along(chain, (*reversed(behind), *ahead)))


def _ways(start: T, links: _Links[T], props: Iterable[NamedNode]) -> Collection[tuple[T, ...]]:
    """One way from `start` to each individual that the properties, one after the other, lead to."""
    ways: dict[T, tuple[T, ...]] = {start: (start,)}
    for prop in props:
        ways = {there: (*way, there) for here, way in ways.items() for there in links[prop].get(here, ())}
    return ways.values()


def _along(chain: Chain, nodes: tuple[Term, ...]) -> tuple[Fact, ...]:
    """The facts that lead through the nodes; a literal leads nowhere, so only the last can be one."""
    return tuple(
        (node, link, following)
        for node, link, following in zip(nodes, chain.links, nodes[1:], strict=False)
        if not isinstance(node, Literal)
    )


def _clashing(plan: Plan, types: Mapping[Node, set[Term]]) -> dict[Node, set[Pair]]:
    """The individuals in two disjoint classes, and in which; many are of the same classes, compared once."""
    pairs: dict[frozenset[Term], set[Pair]] = {}
    clashing = {}
    for individual, classes in types.items():
        kinds = frozenset(classes)
        if kinds not in pairs:
            pairs[kinds] = {pair for pair in plan.axioms.disjoint if kinds.issuperset(pair)}
        if pairs[kinds]:
            clashing[individual] = pairs[kinds]
    return clashing


def _explained(stated: Iterable[Triple], plan: Plan, clashing: Mapping[Node, set[Pair]]) -> tuple[Clash, ...]:
    """The clashes with the steps that led there, the same in whatever order and by whichever engine they were found."""
    if not clashing:
        return ()
    concerned = {
        triple
        for triple in stated
        if triple.predicate in plan.crossing or triple.subject in clashing or triple.object in clashing
    }
    closure = _Closure(plan, sorted(concerned, key=str))
    proofs = Proofs(plan.axioms, closure.stated_types, closure.why)
    return tuple(proofs.clash(node, pair) for node in sorted(clashing, key=str) for pair in sorted(clashing[node]))
