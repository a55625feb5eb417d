"""Level steps: how far apart two roles stand on a scale, with its sign; only on one scale, never across two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.facts import Facts
from graphkit.moves import PAY_BAND, Empty, LevelStep
from graphkit.roles import Level, Role
from graphkit.vocabulary import RCQ, SKOS

__all__ = ["between", "level_steps"]

_SCALES = ((RCQ.band, PAY_BAND), (RCQ.level, "level"), (RCQ.classifiedAs, "occupational class"))


def level_steps(role: Role, target: Role, facts: Facts) -> Iterator[LevelStep]:
    """A step for each scale in which at least one of the two is placed."""
    for stated, scale in _SCALES:
        olds, news = ([level for level in each.levels if level.property == stated] for each in (role, target))
        if olds or news:
            yield from (_step(scale, old, new, facts) for old in olds or (None,) for new in news or (None,))


def _step(scale: str, old: Level | None, new: Level | None, facts: Facts) -> LevelStep:
    if old is None or new is None:
        return LevelStep(scale, old, new, None, f"no {scale} is printed for the {'first' if old is None else 'second'}")
    if old.scheme is None or new.scheme is None:
        return LevelStep(scale, old, new, None, "the scale is not printed, so the numbers are not compared")
    if old.scheme != new.scheme:
        return LevelStep(scale, old, new, None, f"two scales: {old.scale}; {new.scale}")
    one, other = (_rank(level, facts) for level in (old, new))
    if one is None or other is None:
        return LevelStep(scale, old, new, None, "the scale gives these steps no order")
    skill = "by the skill level that the classification gives each" if old.property == RCQ.classifiedAs else ""
    return LevelStep(scale, old, new, other - one, skill)


def _rank(level: Level, facts: Facts) -> int | None:
    """Where a step stands on its scale: its number, or the skill level of the class or one above it."""
    if level.property != RCQ.classifiedAs:
        return level.number
    concept = level.concept
    while concept:
        for number in facts.words(concept, RCQ.skillLevel):
            return int(number)
        concept = next(iter(facts.nodes(concept, SKOS.broader)), None)
    return None


def between(steps: Sequence[LevelStep], roles: Sequence[Role], facts: Facts) -> Iterator[Empty]:
    """The pay bands that lie between, with the roles of the build that stand there."""
    for step in steps:
        if not (step.old and step.new and step.change and step.old.property == RCQ.band):
            continue
        low, high = sorted((step.old.number or 0, step.new.number or 0))
        for concept in facts.nodes(step.old.scheme, SKOS.hasTopConcept) if step.old.scheme else []:
            notation = next(iter(facts.words(concept, SKOS.notation)), "")
            if notation.isdecimal() and low < int(notation) < high:
                label = next(iter(facts.words(concept, SKOS.prefLabel)), notation)
                there = tuple(role for role in roles if concept in {level.concept for level in role.levels})
                yield Empty(label, concept, there, next(iter(facts.words(concept, SKOS.scopeNote)), ""))
