"""Why an individual falls into two classes that the ontology keeps apart, step by step from what was stated."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.reasoning.axioms import Axioms, Edges, Node, Term, named
from graphkit.vocabulary import RDF

__all__ = ["Clash", "Fact", "Proofs", "Step", "class_steps", "property_steps", "reach"]

#: subject, property, object
Fact = tuple[Node, NamedNode, Term]

#: a property, and whether subject and object have changed places
Reading = tuple[NamedNode, bool]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """A triple, and the axiom it follows by, in words: `stated` where it follows from nothing."""

    triple: Triple
    because: str

    def __str__(self) -> str:
        return f"{' '.join(map(named, self.triple))} ({self.because})"


@dataclass(frozen=True, slots=True)
class Clash:
    """An individual in two disjoint classes. `path` holds the steps into the first, then those into the second.

    Each path opens with a stated triple and ends with the individual's type; where a chain was walked, the steps to
    each of its links come before the chain's own.
    """

    individual: Node
    classes: tuple[NamedNode, NamedNode]
    path: tuple[tuple[Step, ...], tuple[Step, ...]]


def class_steps(axioms: Axioms) -> Callable[[NamedNode], Iterable[tuple[NamedNode, str]]]:
    """From a class, one axiom further up."""
    return lambda cls: axioms.superclasses.get(cls, {}).items()


def property_steps(axioms: Axioms) -> Callable[[Reading], Iterator[tuple[Reading, str]]]:
    """From a property, one axiom further: a superproperty, or itself with subject and object changed."""

    def steps(reading: Reading) -> Iterator[tuple[Reading, str]]:
        prop, turned = reading
        for above, words in axioms.superproperties.get(prop, {}).items():
            yield (above, turned), words
        for same, words in axioms.symmetric.get(prop, {}).items():
            yield (same, not turned), words

    return steps


def reach(start: T, steps: Callable[[T], Iterable[tuple[T, str]]]) -> dict[T, tuple[tuple[T, str], ...]]:
    """All that `start` leads to, each with a shortest way there; itself by the empty way.

    >>> ways = reach(1, lambda n: [(n * 2, "doubled")] if n < 4 else [])
    >>> ways[4]
    ((2, 'doubled'), (4, 'doubled'))
    """
    ways: dict[T, tuple[tuple[T, str], ...]] = {start: ()}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there, words in steps(here):
            if there not in ways:
                ways[there] = (*ways[here], (there, words))
                queue.append(there)
    return ways


class Proofs:
    """Finds the shortest way to what a closure concluded.

    `types` are the stated types by individual; `why` leads from each fact to those it was concluded from, and from a
    stated one to none.
    """

    def __init__(
        self, axioms: Axioms, types: Mapping[Node, Iterable[Term]], why: Mapping[Fact, tuple[Fact, ...]]
    ) -> None:
        self._axioms = axioms
        self._types = types
        self._why = why

    def clash(self, individual: Node, classes: tuple[NamedNode, NamedNode]) -> Clash:
        """The clash with the steps that lead into both classes."""
        return Clash(individual, classes, (self._type(individual, classes[0]), self._type(individual, classes[1])))

    def _type(self, individual: Node, goal: NamedNode) -> tuple[Step, ...]:
        ways = (
            (*opening, *(Step(Triple(individual, RDF.type, cls), words) for cls, words in way))
            for opening, cls in self._openings(individual)
            if (way := reach(cls, class_steps(self._axioms)).get(goal)) is not None
        )
        return min(ways, key=lambda steps: (len(steps), [str(step) for step in steps]))

    def _openings(self, individual: Node) -> Iterator[tuple[tuple[Step, ...], NamedNode]]:
        """The steps to each class the individual is in before any superclass is climbed."""
        for cls in self._types.get(individual, ()):
            if isinstance(cls, NamedNode):
                yield (Step(Triple(individual, RDF.type, cls), "stated"),), cls
        for fact in self._why:
            for end, edges in ((fact[0], self._axioms.domains), (fact[2], self._axioms.ranges)):
                if end == individual:
                    yield from self._by_edge(fact, individual, edges)

    def _by_edge(self, fact: Fact, individual: Node, edges: Edges) -> Iterator[tuple[tuple[Step, ...], NamedNode]]:
        for cls, words in edges.get(fact[1], {}).items():
            yield (*self._fact(fact), Step(Triple(individual, RDF.type, cls), words)), cls

    def _fact(self, fact: Fact) -> tuple[Step, ...]:
        """The steps to a fact, what it was concluded from first, each step once. A loop: a chain may be long."""
        told: dict[Fact, None] = {}
        waiting = [(fact, False)]
        while waiting:
            this, is_prepared = waiting.pop()
            if is_prepared or not self._why[this]:
                told[this] = None
            elif this not in told:
                waiting.append((this, True))
                waiting += [(premise, False) for premise in reversed(self._why[this])]
        return tuple(dict.fromkeys(step for this in told for step in self._last(this, self._why[this])))

    def _last(self, fact: Fact, premises: tuple[Fact, ...]) -> Iterable[Step]:
        match premises:
            case ():
                return [Step(Triple(*fact), "stated")]
            case (premise,):
                return self._by_property(fact, premise)
        return [Step(Triple(*fact), self._chain(fact[1], tuple(premise[1] for premise in premises)))]

    def _by_property(self, fact: Fact, premise: Fact) -> Iterator[Step]:
        subject, prop, object_ = premise
        ways = reach((prop, False), property_steps(self._axioms))
        turned = (fact[0], fact[2]) != (subject, object_) or (fact[1], False) not in ways
        for (further, changed), words in ways[fact[1], turned]:
            if changed and not isinstance(object_, Literal):
                yield Step(Triple(object_, further, subject), words)
            else:
                yield Step(Triple(subject, further, object_), words)

    def _chain(self, head: NamedNode, links: tuple[NamedNode, ...]) -> str:
        return next(chain.words for chain in self._axioms.chains if (chain.head, chain.links) == (head, links))
