"""Two roles held against each other, as nouns: kind by kind what both say, what only one says, and what is left out.

>>> facet = Compared("duties", (), (), (), chance=2.0)
>>> facet.covering(3.0, 4), facet.covering(2.0, 4), facet.covering(1.0, 4)
(0.5, 0.0, 0.0)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from typing import NamedTuple

from graphkit.roles import Asked, Role

__all__ = ["Alone", "Compared", "Comparison", "Coverage", "Gate", "Headline", "LeftOut", "Others", "Pair"]

#: a pair of at least this confidence is more likely of one thing than not
LIKELY = 0.5


class Coverage(NamedTuple):
    """The share of what one role says that the other says too, both ways, from 0 to 1."""

    of_left: float
    of_right: float

    @property
    def mean(self) -> float:
        """The mean of both ways."""
        return (self.of_left + self.of_right) / 2

    def turned(self) -> Coverage:
        """The same seen from the other role."""
        return Coverage(self.of_right, self.of_left)


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of each role, and how sure it is that they speak of one thing; `concepts` and `words` say by what.

    `accepted` says that a reader of both texts has decided so, which changes no number.
    """

    left: Asked
    right: Asked
    confidence: float
    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    accepted: bool = False

    @property
    def is_likely(self) -> bool:
        """Whether it is more likely that they speak of one thing than that they do not."""
        return self.confidence >= LIKELY


@dataclass(frozen=True)
class Compared:
    """A kind of statement that both roles have: all of them, and the pairs, the surest first.

    `chance` is how many pairs there would be on average, had both roles picked theirs blindly from one closed list.
    `counts` says whether it is part of the headline; what is a gate is not.
    """

    name: str
    left: tuple[Asked, ...]
    right: tuple[Asked, ...]
    pairs: tuple[Pair, ...]
    chance: float = 0.0
    counts: bool = True

    @property
    def matched(self) -> float:
        """How many pairs speak of one thing, by their confidences."""
        return fsum(pair.confidence for pair in self.pairs)

    @property
    def coverage(self) -> Coverage:
        """The share of each role's statements that the other has too."""
        return Coverage(self.matched / len(self.left), self.matched / len(self.right))

    @property
    def beyond_chance(self) -> Coverage:
        """The same of what picking blindly would not have given; only a closed list makes a difference."""
        return Coverage(self.covering(self.matched, len(self.left)), self.covering(self.matched, len(self.right)))

    def covering(self, matched: float, number: int) -> float:
        """The share of so many statements that is matched beyond chance (as Cohen's kappa corrects agreement)."""
        if matched >= number:
            return 1.0
        return max(0.0, (matched - self.chance) / (number - self.chance)) if number > self.chance else 0.0

    @property
    def only_left(self) -> tuple[Asked, ...]:
        """The statements of the left role that are in no pair."""
        paired = {pair.left.node for pair in self.pairs}
        return tuple(asked for asked in self.left if asked.node not in paired)

    @property
    def only_right(self) -> tuple[Asked, ...]:
        """The statements of the right role that are in no pair."""
        paired = {pair.right.node for pair in self.pairs}
        return tuple(asked for asked in self.right if asked.node not in paired)


@dataclass(frozen=True, slots=True)
class Alone:
    """A kind that only one role has: nothing to compare, which is not the same as nothing in common."""

    name: str
    asked: tuple[Asked, ...]
    is_left: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement that says nothing of its role, and why."""

    asked: Asked
    reason: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition that is met or not, so that no share of it is: a qualification, years, vetting, training."""

    asked: Asked
    kind: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class Headline:
    """One number for all kinds that count, both ways, and between which the mean stays if their weights are 20 % off.

    `weights` are of the kinds that count, by name; they add up to 1.
    """

    coverage: Coverage
    least: float
    most: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Others:
    """What other methods say of the same two roles, so that a reader sees what ours changes.

    `causeways` is directed: of_right is from left to right.
    """

    jaccard_of_documents: float
    jaccard_of_statements: float
    causeways: Coverage


@dataclass(frozen=True)
class Comparison:
    """All of it. `headline` is None where the roles have no kind in common, `others` where nobody wanted it."""

    left: Role
    right: Role
    compared: tuple[Compared, ...]
    alone: tuple[Alone, ...]
    left_out: tuple[LeftOut, ...]
    gates: tuple[Gate, ...]
    headline: Headline | None
    others: Others | None = None

    def mirrored(self) -> Comparison:
        """The same seen from the other role."""

        def turned(each: Compared) -> Compared:
            order = {asked.node: at for at, asked in enumerate(each.right)}
            pairs = [replace(pair, left=pair.right, right=pair.left) for pair in each.pairs]
            pairs.sort(key=lambda pair: (-pair.confidence, order[pair.left.node]))
            return replace(each, left=each.right, right=each.left, pairs=tuple(pairs))

        return replace(
            self,
            left=self.right,
            right=self.left,
            compared=tuple(map(turned, self.compared)),
            alone=tuple(replace(each, is_left=not each.is_left) for each in self.alone),
            left_out=tuple(replace(each, is_left=not each.is_left) for each in self.left_out),
            gates=tuple(replace(gate, is_left=not gate.is_left) for gate in self.gates),
            headline=self.headline and replace(self.headline, coverage=self.headline.coverage.turned()),
            others=self.others and replace(self.others, causeways=self.others.causeways.turned()),
        )
