# fmt: off
#+ summary: Which level step does {role} to {target} take (band, RQF, SOC)?
#+ description: >-
#+   A row for each scale on which at least one of the two roles is placed. The change is signed, and empty where
#+   none can be told: bands of two employers are two scales, a level whose scale is not printed is not compared, and
#+   classes of an occupational classification are compared by the skill level it gives them.
#+ number: 23
#+ parameters:
#+   - role (Role): the role one has, by IRI, document id, id@edition or title; without it, every current role
#+   - target (Role): the role one aims at, named the same way; without it, every current role
#+ columns:
#+   - role: the role's IRI
#+   - target: IRI of the role aimed at
#+   - scale: pay band, level, or occupational class
#+   - old: where the role stands
#+   - new: where the target stands
#+   - change: how many steps up, or down with a minus
#+   - note: why no change can be told, or how it was
#+   - roleLabel: its job title
#+   - targetLabel: the target's job title
#+ tags:
#+   - role
#+   - progression
# fmt: on
"""Steps on the scales in which roles are placed."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from graphkit.progression.levels import level_steps
from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import labels, pairs
from graphkit.roles import Level, roles

__all__ = ["answer"]


def answer(source: Source, role: Terms = None, target: Terms = None) -> Iterator[Row]:
    """A row for each scale."""
    facts = facts_of(source)
    for one, other in pairs(roles(facts), role, target):
        for step in level_steps(one, other, facts):
            change = None if step.change is None else Literal(step.change)
            levels = (_label(step.old), _label(step.new))
            yield (one.node, other.node, Literal(step.scale), *levels, change, Literal(step.note), *labels(one, other))


def _label(level: Level | None) -> Literal | None:
    return Literal(level.label, language="en") if level else None
