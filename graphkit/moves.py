"""What is told of moving from one role to another, as nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pyoxigraph import NamedNode

from graphkit.findings import Place
from graphkit.mappings import Mapping
from graphkit.roles import Asked, Facet, Level, Named, Role

__all__ = [
    "PAY_BAND", "Answer", "Basis", "Bridge", "Empty", "Gate", "GateKind", "Ground", "LevelStep", "Progression",
    "Standing", "Stated", "Stone", "Verdict", "counts",
]  # fmt: skip


#: what the scale of pay bands is called
PAY_BAND = "pay band"


class Standing(StrEnum):
    """What the documents show of one thing that is asked for, the best first.

    MET: the role one has asks for it, at least as strongly. PARTLY: it asks for less of it, or for something that is
    evidence of it. UNKNOWN: something there may be the same, and nobody has decided. MISSING: nothing there was found
    to ask for it; a person may have it all the same.
    """

    MET = "met"
    PARTLY = "partly met"
    UNKNOWN = "not known"
    MISSING = "missing"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Standing).index(self)


class Basis(StrEnum):
    """On what ground something is said to be met, partly met, not known or missing."""

    CONCEPT = "the same shared concept"
    WORDS = "the same printed words"
    TEMPLATE = "the same words of the form"
    MAPPING = "an accepted mapping"
    POST = "the very role"
    OPEN = "left open by a reader of both"
    SUGGESTED = "suggested by likeness"
    REFUSED = "refused by a reader of both"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a standing: what of the role one has it rests on, and where that falls short.

    `given` is None where nothing printed there is meant: a concept that is taken as held, or a refusal of all of it.
    """

    basis: Basis
    standing: Standing
    given: Asked | None = None
    shortfalls: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    mapping: Mapping | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is shown of one item that is asked for, and of everything listed under it."""

    asked: Asked
    standing: Standing
    grounds: tuple[Ground, ...] = ()
    parts: tuple[Answer, ...] = ()

    def __iter__(self) -> Iterator[Verdict]:
        """The item, then everything listed under it."""
        yield self
        for part in self.parts:
            yield from part


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown of a demand: one option that is met is enough."""

    standing: Standing
    options: tuple[Verdict, ...]

    def __iter__(self) -> Iterator[Verdict]:
        """Every item of it, in the order printed."""
        for option in self.options:
            yield from option

    @property
    def asked(self) -> Asked:
        """Its first item, by which it is named."""
        return self.options[0].asked


class GateKind(StrEnum):
    """What kind of condition a gate is."""

    QUALIFICATION = "qualification"
    EXPERIENCE = "length or post of experience"
    ELIGIBILITY = "eligibility and vetting"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition that nothing else makes up for. `ways` are the items of which any one meets it.

    A gate blocks where it must be passed before the change and nothing shows that it is.
    """

    kind: GateKind
    answer: Answer
    blocks: bool
    ways: tuple[Asked, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class LevelStep:
    """One scale in which at least one of the two roles is placed. `change` is signed, None where none can be told."""

    scale: str
    old: Level | None
    new: Level | None
    change: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A step that a document states, with the words that show it."""

    old: NamedNode
    new: NamedNode
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Bridge:
    """A role in which the target asks experience, or that it names; `described` where a document describes it.

    `asking` are items of the target that ask for experience as its holder, `naming` items of either that name it.
    """

    title: str
    asking: tuple[Asked, ...]
    naming: tuple[Asked, ...] = ()
    described: Role | None = None
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """A step of a scale between the two roles: the roles of the build that stand there, and what its scheme notes."""

    label: str
    concept: NamedNode
    roles: tuple[Role, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stone:
    """A role from which less is open than from where one is, and to which less is open than to where one goes.

    `before` and `after` count what is open (not met) on each of the two steps; `covers` is what it meets better of the
    target, template wording left out.
    """

    role: Role
    before: int
    after: int
    covers: tuple[Asked, ...]


@dataclass(frozen=True)
class Progression:
    """Everything told of moving from `role` to `target`.

    `answers` are the demands of the target but its gates, `left` the items of the role that nothing of the target takes
    up, `left_perhaps` those that something there may take up, which nobody has decided. `titles` are those that both
    bear. `read` counts the pairs of the two documents that somebody has decided, by decision; `suggesting` is the least
    confidence of a suggestion that is shown.
    """

    role: Role
    target: Role
    answers: tuple[Answer, ...]
    gates: tuple[Gate, ...]
    left: tuple[Verdict, ...]
    left_perhaps: tuple[Verdict, ...] = ()
    levels: tuple[LevelStep, ...] = ()
    stated: tuple[Stated, ...] = ()
    path: tuple[Stated, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    between: tuple[Empty, ...] = ()
    stones: tuple[Stone, ...] = ()
    titles: tuple[str, ...] = ()
    read: dict[str, int] = field(default_factory=dict)
    suggesting: float = 0.0

    def of(self, facet: Facet) -> list[Answer]:
        """The answers of one facet, in the order printed."""
        return [answer for answer in self.answers if answer.asked.facet is facet]

    @property
    def blocking(self) -> list[Gate]:
        """The gates that block."""
        return [gate for gate in self.gates if gate.blocks]


def counts(answers: Iterable[Answer]) -> dict[Standing, int]:
    """How many answers there are of each standing, the best first, those with none too."""
    found = [answer.standing for answer in answers]
    return {standing: found.count(standing) for standing in Standing}
