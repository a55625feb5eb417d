# fmt: off
#+ summary: Which role is the best stepping stone between {role} and {target}?
#+ description: >-
#+   A row for each role from which less of the target is open than from the role one has, and of which less is open
#+   than of the target: each step is shorter than the direct one, and has no more gates in the way. The best is the
#+   one whose longer step is shortest. Met is what the role asks for too, at least as strongly: by a shared concept,
#+   the same words, or an accepted mapping; docs/progression.md says how. What is only suggested is not looked at.
#+ number: 20
#+ parameters:
#+   - role (Role): the role one has, by IRI, document id, id@edition or title; without it, every current role
#+   - target (Role): the role one aims at, named the same way; without it, every current role
#+ columns:
#+   - role: the role's IRI
#+   - target: IRI of the role aimed at
#+   - stone: IRI of the role between
#+   - before: how many demands of the stone are open from the role
#+   - after: how many demands of the target are open from the stone
#+   - direct: how many demands of the target are open from the role
#+   - covers: how many demands of the target, but template wording, the stone meets better
#+   - roleLabel: its job title
#+   - targetLabel: the target's job title
#+   - stoneLabel: the stone's job title
#+ tags:
#+   - role
#+   - progression
# fmt: on
"""The roles between two, the best first."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from graphkit.progression.judging import judge_of
from graphkit.progression.steps import open_in, stones
from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import labels, meant, pairs
from graphkit.roles import roles

__all__ = ["answer"]


def answer(source: Source, role: Terms = None, target: Terms = None) -> Iterator[Row]:
    """A row for each stepping stone."""
    facts = facts_of(source)
    judge, every = judge_of(facts), roles(facts)
    current = meant(every, None)
    for one, other in pairs(every, role, target):
        both = {one.document.identifier, other.document.identifier}
        between = [each for each in current if each.document.identifier not in both]
        direct = open_in(judge.of(one, other))
        for stone in stones(one, other, between, judge):
            counts = (stone.before, stone.after, direct, len(stone.covers))
            yield (one.node, other.node, stone.role.node, *map(Literal, counts), *labels(one, other, stone.role))
