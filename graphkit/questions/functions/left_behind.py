# fmt: off
#+ summary: Which competences fall away moving from {role} to {target}?
#+ description: >-
#+   A row for each duty, competence and requirement of the role that nothing of the target takes up, not even in
#+   part: no shared concept, no same words, no accepted mapping. Of a list that falls away as a whole only its head
#+   is told. What is only suggested is not looked at.
#+ number: 21
#+ parameters:
#+   - role (Role): the role one has, by IRI, document id, id@edition or title; without it, every current role
#+   - target (Role): the role one aims at, named the same way; without it, every current role
#+ columns:
#+   - role: the role's IRI
#+   - target: IRI of the role aimed at
#+   - statement: the statement's IRI
#+   - text: its printed words
#+   - class: its class
#+   - document: the id of its document
#+   - line: the line its first quote begins on
#+   - roleLabel: its job title
#+   - targetLabel: the target's job title
#+ tags:
#+   - role
#+   - progression
#+   - competence
# fmt: on
"""What of a role nothing in another takes up."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.moves import Standing
from graphkit.progression.judging import judge_of, leaves
from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import item, labels, pairs
from graphkit.roles import roles

__all__ = ["answer"]


def answer(source: Source, role: Terms = None, target: Terms = None) -> Iterator[Row]:
    """A row for each item that falls away, in the order printed."""
    facts = facts_of(source)
    judge = judge_of(facts)
    for one, other in pairs(roles(facts), role, target):
        for verdict in leaves(judge.of(other, one), Standing.MISSING):
            yield (one.node, other.node, *item(verdict.asked), *labels(one, other))
