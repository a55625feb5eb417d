# fmt: off
#+ summary: Which gaps from {role} to {target} does {qualification} alone close?
#+ description: >-
#+   A row for each statement of the target that is not met by the role and is met once the qualification is held:
#+   itself, by its list of which any one is enough, or by an alternative beside it. Met is what the role asks for
#+   too, at least as strongly: by a shared concept, the same words, or an accepted mapping; docs/progression.md says
#+   how. What is only suggested is not looked at.
#+ number: 17
#+ parameters:
#+   - qualification (Qualification): the qualification, by name or IRI; without it, each that a target asks for
#+   - role (Role): the role one has, by IRI, document id, id@edition or title; without it, every current role
#+   - target (Role): the role one aims at, named the same way; without it, every current role
#+ columns:
#+   - qualification: the qualification's IRI
#+   - role: the role's IRI
#+   - target: IRI of the role aimed at
#+   - statement: the statement's IRI
#+   - text: its printed words
#+   - class: its class
#+   - document: the id of its document
#+   - line: the line its first quote begins on
#+   - by: itself, its list, or an alternative
#+   - roleLabel: its job title
#+   - targetLabel: the target's job title
#+ tags:
#+   - role
#+   - progression
#+   - qualification
# fmt: on
"""What one qualification changes: verdicts without it held against verdicts with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import compress

from pyoxigraph import Literal, NamedNode

from graphkit.moves import Answer, Standing, Verdict
from graphkit.progression.holding import Holder
from graphkit.progression.judging import judge, judge_of
from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import item, labels, nodes_of, pairs
from graphkit.roles import Asked, Facet, Role, roles

__all__ = ["answer"]

_KINDS = (Facet.QUALIFICATION, Facet.TRAINING)


def answer(source: Source, qualification: Terms = None, role: Terms = None, target: Terms = None) -> Iterator[Row]:
    """A row for each gap that closes, by role, target and qualification."""
    facts = facts_of(source)
    every, before, wanted = roles(facts), judge_of(facts), nodes_of(qualification)
    for one, other in pairs(every, role, target):
        for held in sorted(_asked_of(other) & wanted if wanted else _asked_of(other), key=str):
            touched = [any(held in asked.denotes for asked in demand) for demand in other.demands]
            changed = replace(other, demands=tuple(compress(other.demands, touched)))
            after = judge(Holder(one, (held,)), changed, before.decisions)
            for asked, by in _closed(tuple(compress(before.of(one, other), touched)), after):
                yield (held, one.node, other.node, *item(asked), Literal(by), *labels(one, other))


def _asked_of(role: Role) -> set[NamedNode]:
    """The qualifications that a role names."""
    return {node for asked in role.asked if asked.facet in _KINDS for node in asked.denotes}


def _closed(before: tuple[Answer, ...], after: tuple[Answer, ...]) -> Iterator[tuple[Asked, str]]:
    """The items that were not met and now are, and by what."""
    for old, new in zip(before, after, strict=True):
        is_closed = old.standing is not Standing.MET and new.standing is Standing.MET
        for was, is_ in zip(old.options, new.options, strict=True):
            if was.standing is not Standing.MET and is_.standing is Standing.MET:
                yield is_.asked, "itself" if _is_met_by_itself(is_) else "its list"
            elif is_closed:
                yield is_.asked, "an alternative"
            yield from _closed(was.parts, is_.parts)


def _is_met_by_itself(verdict: Verdict) -> bool:
    return any(ground.standing is Standing.MET for ground in verdict.grounds)
