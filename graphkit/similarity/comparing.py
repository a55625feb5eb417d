"""Two roles held against each other: the kinds both have, the best pairs of each kind, and one number for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import fsum

from pyoxigraph import NamedNode

from graphkit import content
from graphkit.comparison import Alone, Compared, Comparison, Coverage, Gate, Headline, LeftOut, Pair
from graphkit.facts import Facts
from graphkit.likeness import KINDS, confidence, scores_of
from graphkit.roles import Asked, Facet, Role, roles
from graphkit.similarity.matching import match
from graphkit.similarity.others import others
from graphkit.similarity.template import Template, is_standing
from graphkit.text import words
from graphkit.vocabulary import RCQ, SKOS

__all__ = ["GATES", "Similarity", "compare", "headline", "kind_of", "similarity"]

#: a pair of less confidence is not even suggested to a reader, and counts nothing
LEAST = 0.1
#: of so many pairs of roles it is kept what they say
_KEPT = 64
#: how far each weight may be off
_OFF = 0.2
#: what one must know and have done: standards list the one, job descriptions the other, of the same things
_ALIKE = (Facet.EXPERIENCE, Facet.COMPETENCE)
#: conditions that are met or not; a share of them says nothing
GATES = {
    Facet.QUALIFICATION: "qualification",
    Facet.TRAINING: "training",
    Facet.ELIGIBILITY: "eligibility",
}
_MATCHES = tuple(SKOS[f"{name}Match"] for name in ("exact", "close", "broad", "narrow", "related"))


@dataclass
class _Kinds:
    """What two roles say, kind by kind."""

    kept: tuple[list[Asked], ...] = ()
    compared: list[Compared] = field(default_factory=list)
    alone: list[Alone] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


class Similarity:
    """The roles of a graph, ready to be compared."""

    def __init__(self, facts: Facts, also: Iterable[NamedNode] = (), *, keep_template: bool = False) -> None:
        """The roles of current documents, and `also` those of older ones; template wording is left out unless kept."""
        self._facts = facts
        wanted = set(also)
        every = [role for role in roles(facts) if role.document.current or role.node in wanted]
        self.roles = {role.node: role for role in every}
        self._template = None if keep_template else Template(every)
        self.words = {asked.node: words(asked.item.text) for role in every for asked in role.asked}
        #: role -> what it says itself that can be scored
        self.said = {
            role.node: [
                asked
                for asked in role.asked
                if asked.item.kind in KINDS
                and (keep_template or not is_standing(role.document.family, self.words[asked.node]))
            ]
            for role in every
        }
        self.scores = scores_of(facts, [asked.item for said in self.said.values() for asked in said])
        self._known: dict[tuple[NamedNode, NamedNode], _Kinds] = {}
        self._near: dict[tuple[NamedNode, NamedNode], float] = {}
        self._scored = {asked.node for said in self.said.values() for asked in said}

    def compare(self, left: NamedNode, right: NamedNode, *, beside: bool = True) -> Comparison:
        """Two roles held against each other; the other way round, the same mirrored.

        What other methods say of them costs as much again, and is left out unless wanted.
        """
        if right.value < left.value:
            return self.compare(right, left, beside=beside).mirrored()
        one, other = self.roles[left], self.roles[right]
        kinds = self._kinds(one, other)
        return Comparison(
            one,
            other,
            tuple(kinds.compared),
            tuple(kinds.alone),
            tuple(kinds.left_out),
            (*_gates(one, is_left=True), *_gates(other, is_left=False)),
            headline(kinds.compared),
            others(self._facts, one, other, kinds.kept, self.confidence) if beside else None,
        )

    def nearness(self, left: NamedNode, right: NamedNode) -> float:
        """The mean of the headline of two roles; -1 where they have no kind in common."""
        first, second = sorted((left, right), key=lambda role: role.value)
        if (first, second) not in self._near:
            found = headline(self._kinds(self.roles[first], self.roles[second]).compared)
            self._near[first, second] = found.coverage.mean if found else -1.0
        return self._near[first, second]

    def confidence(self, left: Asked, right: Asked) -> float:
        """How sure it is that two statements speak of one thing; the same words do."""
        if self.words[left.node] == self.words[right.node]:
            return 1.0
        if left.node in self._scored and right.node in self._scored:
            return confidence(self.scores.of(left.node.value, right.node.value))
        return 0.0

    def _kinds(self, left: Role, right: Role) -> _Kinds:
        """What two roles say, kind by kind; kept for a while, because it is asked for again where it is near."""
        key = (left.node, right.node)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._found(left, right)
        return self._known[key]

    def _found(self, left: Role, right: Role) -> _Kinds:
        found = _Kinds()
        for each, is_left in ((left, True), (right, False)):
            kept, left_out = self._kept(each, left, right)
            found.kept += (kept,)
            found.left_out += [LeftOut(asked, reason, is_left) for asked, reason in left_out]
        for name, facets in _aligned(*found.kept):
            lefts, rights = ([asked for asked in some if asked.facet in facets] for some in found.kept)
            if lefts and rights:
                found.compared.append(self._compared(name, lefts, rights, counts=not set(facets) & GATES.keys()))
            elif lefts or rights:
                found.alone.append(Alone(name, tuple(lefts or rights), bool(lefts)))
        return found

    def _kept(self, role: Role, left: Role, right: Role) -> tuple[list[Asked], list[tuple[Asked, str]]]:
        """What a role says itself, without what only opens a list, and what came with the form."""
        heads = {asked.under for asked in role.asked}
        kept, left_out = [], []
        for asked in role.asked:
            if asked.node in heads or asked.months is not None or asked.facet == Facet.ELIGIBILITY:
                continue
            reason = self._template.reason(asked, left, right) if self._template and left != right else None
            if reason:
                left_out.append((asked, reason))
            else:
                kept.append(asked)
        return kept, left_out

    def _compared(self, name: str, lefts: Sequence[Asked], rights: Sequence[Asked], *, counts: bool) -> Compared:
        if [asked.node for asked in lefts] == [asked.node for asked in rights]:
            sure = {(at, at): 1.0 for at in range(len(lefts))}
        else:
            sure = {
                (one, other): known
                for one, left in enumerate(lefts)
                for other, right in enumerate(rights)
                if (known := self.confidence(left, right)) >= LEAST
            }
        pairs = sorted(match(sure), key=lambda pair: (-sure[pair], pair))
        found = (self._pair(lefts[one], rights[other], sure[one, other]) for one, other in pairs)
        return Compared(name, tuple(lefts), tuple(rights), tuple(found), _chance(lefts, rights), counts)

    def _pair(self, left: Asked, right: Asked, sure: float) -> Pair:
        concepts, stems = tuple[str, ...](), tuple[str, ...]()
        if left.node in self._scored and right.node in self._scored:
            concepts, stems = self.scores.shared(left.node.value, right.node.value)
        accepted = any(
            right.node in self._facts.nodes(left.node, relation) or left.node in self._facts.nodes(right.node, relation)
            for relation in _MATCHES
        )
        return Pair(left, right, sure, tuple(iri.rsplit("/", 1)[-1] for iri in concepts), stems, accepted)


def compare(facts: Facts, left: NamedNode, right: NamedNode) -> Comparison:
    """Two roles of a graph held against each other."""
    return similarity(facts, left, right).compare(left, right)


def similarity(facts: Facts, *named: NamedNode) -> Similarity:
    """The roles of a graph, made ready once; those `named` are among them though they be of an older edition."""
    older = sorted(node.value for node in named if "true" not in facts.words(node, RCQ.current))
    return _ready(facts, tuple(older))


@lru_cache(maxsize=2)
def _ready(facts: Facts, older: tuple[str, ...]) -> Similarity:
    return Similarity(facts, map(NamedNode, older))


def headline(compared: Iterable[Compared]) -> Headline | None:
    """One number for all kinds that count: what a role does weighs as much as everything it asks for."""
    counted = [each for each in compared if each.counts]
    if not counted:
        return None
    done = [each for each in counted if each.name == Facet.DUTY]
    asked = [each for each in counted if each.name != Facet.DUTY]
    parts = [some for some in (done, asked) if some]
    weights = {each.name: 1 / len(some) / len(parts) for some in parts for each in some}
    ways = {each.name: each.beyond_chance for each in counted}
    means = [_mean({name: ways[name].mean for name in ways}, off) for off in _corners(weights)]
    return Headline(
        Coverage(
            _mean({name: ways[name].of_left for name in ways}, weights),
            _mean({name: ways[name].of_right for name in ways}, weights),
        ),
        min(means),
        max(means),
        tuple(weights.items()),
    )


def _corners(weights: Mapping[str, float]) -> Iterator[dict[str, float]]:
    """Every way in which each weight is as far off as it may be, up or down: no other way moves a mean further."""
    for signs in product((-1, 1), repeat=len(weights)):
        yield {name: weights[name] * (1 + sign * _OFF) for name, sign in zip(weights, signs, strict=True)}


def _mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return fsum(weights[name] * values[name] for name in values) / fsum(weights.values())


def kind_of(asked: Asked) -> str:
    """The kind a statement is compared in where roles have different ones: what is alike is one."""
    return " and ".join(_ALIKE) if asked.facet in _ALIKE else asked.facet.value


def _aligned(ours: Sequence[Asked], theirs: Sequence[Asked]) -> Iterator[tuple[str, tuple[Facet, ...]]]:
    """The kinds as they are compared, whole: those of like meaning as one where either role lacks one of them."""
    here, there = ({asked.facet for asked in some} & set(_ALIKE) for some in (ours, theirs))
    as_one = bool(here and there) and here | there == set(_ALIKE) and here != there
    for facet in Facet:
        if as_one and facet in _ALIKE:
            if facet == _ALIKE[0]:
                yield " and ".join(_ALIKE), _ALIKE
        else:
            yield facet.value, (facet,)


def _gates(role: Role, *, is_left: bool) -> Iterator[Gate]:
    for asked in role.asked:
        if asked.facet in GATES:
            yield Gate(asked, GATES[asked.facet], is_left)
        elif asked.months is not None:
            yield Gate(asked, "years", is_left)


def _chance(lefts: Iterable[Asked], rights: Iterable[Asked]) -> float:
    """How many pairs picking blindly would give: of a closed list of n, two picks of a and b share a * b / n."""
    sizes = _sizes()
    picked = [
        Counter(scheme for asked in some for node in asked.denotes if (scheme := _scheme_of().get(node.value)))
        for some in (lefts, rights)
    ]
    return fsum(picked[0][scheme] * picked[1][scheme] / sizes[scheme] for scheme in sorted(picked[0]))


@lru_cache(maxsize=1)
def _scheme_of() -> dict[str, str]:
    """Concept -> the curated scheme it is of."""
    return {
        each.subject.value: each.object.value
        for each in content.reference()
        if each.predicate == SKOS.inScheme
        and isinstance(each.subject, NamedNode)
        and isinstance(each.object, NamedNode)
    }


def _sizes() -> Counter[str]:
    return Counter(_scheme_of().values())
