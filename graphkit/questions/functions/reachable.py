# fmt: off
#+ summary: Which roles can {role} reach within {gaps} gaps?
#+ description: >-
#+   A row for each other role, the nearest first. A gap is a demand that is not met: of alternatives that stand for
#+   each other one is enough, and a list counts once. Gates are counted among the gaps, and those in the way beside
#+   them, since no number makes up for a gate. Met is what the role asks for too, at least as strongly: by a shared
#+   concept, the same words, or an accepted mapping; docs/progression.md says how. What is only suggested is not
#+   looked at.
#+ number: 19
#+ parameters:
#+   - role (Role): the role one has, by IRI, document id, id@edition or title; without it, every current role
#+   - gaps (Integer 0..): the most demands that may be open; without it, however many
#+ columns:
#+   - role: the role's IRI
#+   - target: IRI of the role aimed at
#+   - gaps: how many demands of the target are not met
#+   - blocking: how many of them are gates in the way
#+   - demands: how many demands the target has
#+   - roleLabel: its job title
#+   - targetLabel: the target's job title
#+ tags:
#+   - role
#+   - progression
# fmt: on
"""Roles in the order of how much of them is open."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from graphkit.progression.judging import judge_of
from graphkit.progression.steps import blocking_in, open_in
from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import labels, meant, pairs
from graphkit.roles import roles

__all__ = ["answer"]


def answer(source: Source, role: Terms = None, gaps: Terms = None) -> Iterator[Row]:
    """A row for each role that is near enough."""
    facts = facts_of(source)
    judge, every = judge_of(facts), roles(facts)
    most = int(gaps.value) if isinstance(gaps, Literal) else None
    for one in meant(every, role):
        found = []
        for _, other in pairs(every, one.node, None):
            answers = judge.of(one, other)
            found.append((open_in(answers), blocking_in(answers, judge.decisions), other.node.value, other))
        for number, blocking, _, other in sorted(found, key=lambda row: row[:3]):
            if most is None or number <= most:
                counts = (Literal(number), Literal(blocking), Literal(len(other.demands)))
                yield (one.node, other.node, *counts, *labels(one, other))
