# fmt: off
#+ summary: Which gates (qualification, years, vetting) block {role} to {target}?
#+ description: >-
#+   A row for each way through a gate that must be passed before the change and that nothing shows to be passed:
#+   where a gate has several rows, any one of their ways is enough. What is desirable, or asked only after
#+   appointment, blocks nothing. Met is what the role asks for too, at least as strongly: by a shared concept, the
#+   same words, or an accepted mapping; docs/progression.md says how. What is only suggested is not looked at.
#+ number: 18
#+ parameters:
#+   - role (Role): the role one has, by IRI, document id, id@edition or title; without it, every current role
#+   - target (Role): the role one aims at, named the same way; without it, every current role
#+ columns:
#+   - role: the role's IRI
#+   - target: IRI of the role aimed at
#+   - gate: the first statement of the gate, the same for all its ways
#+   - kind: qualification, length or post of experience, eligibility and vetting, or training
#+   - statement: the statement's IRI
#+   - text: its printed words
#+   - class: its class
#+   - document: the id of its document
#+   - line: the line its first quote begins on
#+   - standing: partly met or missing, of the gate as a whole with its alternatives
#+   - closing: how the gate is closed
#+   - roleLabel: its job title
#+   - targetLabel: the target's job title
#+ tags:
#+   - role
#+   - progression
# fmt: on
"""The gates that block, each with its ways through."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from graphkit.progression.gates import gate_of
from graphkit.progression.judging import judge_of
from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import item, labels, pairs
from graphkit.roles import roles

__all__ = ["answer"]


def answer(source: Source, role: Terms = None, target: Terms = None) -> Iterator[Row]:
    """A row for each way through each gate that blocks, in the order printed."""
    facts = facts_of(source)
    judge = judge_of(facts)
    for one, other in pairs(roles(facts), role, target):
        for each in judge.of(one, other):
            gate = gate_of(each, judge.decisions)
            if gate and gate.blocks:
                said = (Literal(gate.answer.standing), Literal(gate.closing), *labels(one, other))
                for way in gate.ways:
                    yield (one.node, other.node, gate.answer.asked.node, Literal(gate.kind), *item(way), *said)
