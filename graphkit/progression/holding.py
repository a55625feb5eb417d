"""What somebody in a role is known to hold, by what its document asks for, and where that falls short of a demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from pyoxigraph import NamedNode

from graphkit.facts import Facts
from graphkit.mappings import Mapping as Decision
from graphkit.mappings import mappings
from graphkit.moves import Basis, Ground, Standing
from graphkit.roles import Asked, Demand, Facet, Role
from graphkit.text import words
from graphkit.titles import is_asked_as, title_key
from graphkit.vocabulary import RCQ, RDF, RDFS, SKOS

__all__ = ["ONE_OF_SEVERAL", "Decisions", "Holder", "months_of", "posts_asked_in"]

#: what is asked as one of several ways need not be what somebody holds
ONE_OF_SEVERAL = "there it is one of several ways, and need not be the one that is held"
_SAME = frozenset({"exactMatch", "closeMatch"})
_PARTLY = {
    "narrowMatch": "what is asked there is the wider of the two",
    "broadMatch": "what is asked there is the narrower of the two",
    "relatedMatch": "it is evidence for it, not the same",
}


class Decisions:
    """What was decided of pairs, by statement, and what the concepts and named roles of the facts are called.

    `beside` are decisions that are no facts: what was refused or left open.
    """

    def __init__(self, facts: Facts, beside: Facts | None = None) -> None:
        self._facts = facts
        self._of: dict[NamedNode, list[Decision]] = defaultdict(list)
        for mapping in [*mappings(facts), *(mappings(beside) if beside else [])]:
            for node in {mapping.subject, mapping.object or mapping.subject}:
                self._of[node].append(mapping)

    def of(self, node: NamedNode) -> list[Decision]:
        """The decisions on one statement."""
        return self._of.get(node, [])

    def label(self, node: NamedNode) -> str:
        """What a concept, a role only named or an agent is called."""
        found = self._facts.words(node, SKOS.prefLabel) or self._facts.words(node, RDFS.label)
        return found[0] if found else node.value.rsplit("/", 1)[-1].replace("-", " ")

    def is_role(self, node: NamedNode) -> bool:
        """Whether a node is a role that is named, not described."""
        return RCQ.Role in self._facts.nodes(node, RDF.type)


class Holder:
    """Somebody in a role, of whom nothing is known but what its document asks for; `held` are concepts beside that."""

    def __init__(self, role: Role, held: Collection[NamedNode] = ()) -> None:
        self.role = role
        self._held = frozenset(held)

    @cached_property
    def items(self) -> dict[NamedNode, Asked]:
        """Every item of the role, by its IRI."""
        return {asked.node: asked for asked in self.role.asked}

    @cached_property
    def choices(self) -> dict[NamedNode, tuple[Demand, ...]]:
        """The demands with several options that an item stands in, the outermost first."""
        found: dict[NamedNode, tuple[Demand, ...]] = {}

        def walk(demand: Demand, above: tuple[Demand, ...]) -> None:
            inside = (*above, demand) if len(demand.options) > 1 else above
            for option in demand.options:
                found[option.asked.node] = inside
                for part in option.parts:
                    walk(part, inside)

        for demand in self.role.demands:
            walk(demand, ())
        return found

    @cached_property
    def _by_concept(self) -> Mapping[NamedNode, list[Asked]]:
        found: dict[NamedNode, list[Asked]] = defaultdict(list)
        for asked in self.role.asked:
            for concept in asked.denotes:
                found[concept].append(asked)
        return found

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], list[Asked]]:
        found: dict[tuple[str, ...], list[Asked]] = defaultdict(list)
        for asked in self.role.asked:
            found[words(asked.item.text)].append(asked)
        return found

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(title_key(title) for title in self.role.titles)

    def grounds(self, wanted: Asked, decisions: Decisions) -> Iterator[Ground]:
        """What is known to meet an item at least in part, and what was decided against."""
        same = list(self._same_concepts(wanted, decisions))
        yield from same
        seen = {ground.given.node for ground in same if ground.given}
        for given in self._by_words.get(words(wanted.item.text), []):
            if given.node not in seen:
                basis = Basis.TEMPLATE if wanted.is_template and given.is_template else Basis.WORDS
                yield self._weighed(basis, given, wanted, decisions, shortfalls=_other_side(given, wanted))
        yield from self._as_post(wanted, decisions)
        yield from self._as_decided(wanted, decisions)

    def _same_concepts(self, wanted: Asked, decisions: Decisions) -> Iterator[Ground]:
        """What denotes a concept that the item denotes; where it denotes several, all must be held."""
        given = {concept: self._by_concept.get(concept, []) for concept in wanted.denotes}
        found = {
            concept: [
                self._weighed(Basis.CONCEPT, each, wanted, decisions, concepts=(decisions.label(concept),))
                for each in asked
            ]
            for concept, asked in given.items()
        }
        for concept in self._held.intersection(wanted.denotes):
            found[concept].append(Ground(Basis.CONCEPT, Standing.MET, concepts=(decisions.label(concept),)))
        weak = [c for c, grounds in found.items() if all(ground.standing is not Standing.MET for ground in grounds)]
        for concept, grounds in found.items():
            others = [decisions.label(other) for other in weak if other != concept]
            for ground in grounds:
                if others and ground.standing is Standing.MET:
                    short = (f"less, or nothing, is asked there of {', '.join(others)}",)
                    yield Ground(ground.basis, Standing.PARTLY, ground.given, short, ground.concepts)
                else:
                    yield ground

    def _as_post(self, wanted: Asked, decisions: Decisions) -> Iterator[Ground]:
        """Experience in this very role; how long somebody has been in it, no document says."""
        for node in posts_asked_in(wanted, decisions):
            if title_key(decisions.label(node)) in self._titles:
                short = ("how long somebody has been in the role is not known from documents",)
                yield Ground(Basis.POST, Standing.PARTLY, None, short, (decisions.label(node),))

    def _as_decided(self, wanted: Asked, decisions: Decisions) -> Iterator[Ground]:
        for mapping in decisions.of(wanted.node):
            other = mapping.other(wanted.node)
            given = self.items.get(other) if other else None
            if mapping.decision == "Accepted" and given:
                predicate = mapping.seen_from(given.node)
                short = () if predicate in _SAME else (_PARTLY.get(predicate, "they are not said to be the same"),)
                yield self._weighed(Basis.MAPPING, given, wanted, decisions, shortfalls=short, mapping=mapping)
            elif mapping.decision == "Unsure" and given:
                yield Ground(Basis.OPEN, Standing.UNKNOWN, given, mapping=mapping)
            elif mapping.decision == "Rejected" and (given or mapping.source == self.role.document.node):
                yield Ground(Basis.REFUSED, Standing.MISSING, given, mapping=mapping)

    def _weighed(
        self,
        basis: Basis,
        given: Asked,
        wanted: Asked,
        decisions: Decisions,
        *,
        concepts: tuple[str, ...] = (),
        shortfalls: tuple[str, ...] = (),
        mapping: Decision | None = None,
    ) -> Ground:
        """A ground, met only if it is asked for at least as strongly there."""
        short = (*shortfalls, *_weaker(given, wanted), *self._other_posts(given, wanted, decisions))
        if self.choices.get(given.node):
            short = (*short, ONE_OF_SEVERAL)
        return Ground(basis, Standing.PARTLY if short else Standing.MET, given, short, concepts, mapping)

    def _other_posts(self, given: Asked, wanted: Asked, decisions: Decisions) -> Iterator[str]:
        """The posts as whose holder something is asked here, and not there."""
        there = {title_key(decisions.label(node)) for node in posts_asked_in(given, decisions)} | self._titles
        for node in posts_asked_in(wanted, decisions):
            if title_key(title := decisions.label(node)) not in there:
                yield f"it is not asked there as {title}"


def posts_asked_in(wanted: Asked, decisions: Decisions) -> list[NamedNode]:
    """The roles as whose holder an item asks for experience."""
    if wanted.facet is not Facet.EXPERIENCE:
        return []
    named = [node for node in wanted.mentions if decisions.is_role(node)]
    return [node for node in named if is_asked_as(wanted.item.text, decisions.label(node))]


def months_of(number: int) -> str:
    """A number of months in words.

    >>> months_of(1), months_of(36)
    ('1 month', '36 months')
    """
    return f"{number} month{'' if number == 1 else 's'}"


def _other_side(given: Asked, wanted: Asked) -> tuple[str, ...]:
    """Where the same words tell of the work on one side and ask something of a person on the other."""
    if (given.facet is Facet.DUTY) is (wanted.facet is Facet.DUTY):
        return ()
    told, asked = "what one does", "what is asked of a person"
    there, here = (told, asked) if given.facet is Facet.DUTY else (asked, told)
    return (f"there they say {there}, and here {here}",)


def _weaker(given: Asked, wanted: Asked) -> Iterator[str]:
    """Where less is asked there than here. What is not stated makes nothing weaker; a number that is lacking does."""
    if (given.modality, wanted.modality) == ("Desirable", "Essential"):
        yield "it is only desirable there, and essential here"
    if (given.timing, wanted.timing) == ("AfterAppointment", "AtEntry"):
        yield "it is asked only after appointment there, and at entry here"
    if wanted.months and not given.months:
        yield f"no length is asked there, and {months_of(wanted.months)} here"
    elif wanted.months and given.months and given.months < wanted.months:
        more = months_of(wanted.months - given.months)
        yield f"{months_of(given.months)} are asked there, and {months_of(wanted.months)} here: {more} more"
    if wanted.level and given.level and given.level < wanted.level:
        yield f"level {given.level} is asked there, and level {wanted.level} here"
