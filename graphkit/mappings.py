"""What people decided of pairs of statements, read back from a graph.

>>> from pyoxigraph import Quad
>>> from graphkit.vocabulary import RDF, Namespace
>>> names = Namespace("https://example.org/")
>>> facts = Facts([Quad(names.row, *fact) for fact in (
...     (RDF.type, RCQ.Mapping), (RCQ.decision, RCQ.Accepted), (SSSOM.subject_id, names.a),
...     (SSSOM.predicate_id, SKOS.broadMatch), (SSSOM.object_id, names.b), (PAV.authoredBy, names.us))])
>>> mapping, = mappings(facts)
>>> mapping.predicate, mapping.seen_from(names.b), mapping.is_reviewed
('broadMatch', 'narrowMatch', False)
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphkit.facts import Facts
from graphkit.vocabulary import PAV, RCQ, RDFS, SKOS, SSSOM

__all__ = ["STRENGTHS", "Mapping", "mappings"]

#: how two statements may correspond, the strongest first
STRENGTHS = ("exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch")
_INVERSE = {"narrowMatch": "broadMatch", "broadMatch": "narrowMatch"}


@dataclass(frozen=True, slots=True)
class Mapping:
    """One decision: Accepted, Rejected or Unsure. An `object` of None says that nothing in `source` matches.

    A predicate is read as in SKOS: `broadMatch` says that the object is the wider of the two.
    """

    node: NamedNode
    decision: str
    subject: NamedNode
    predicate: str
    object: NamedNode | None
    source: NamedNode | None = None
    authors: tuple[NamedNode, ...] = ()
    reviewers: tuple[NamedNode, ...] = ()
    comment: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody of the field has looked at the decision."""
        return bool(self.reviewers)

    def other(self, node: NamedNode) -> NamedNode | None:
        """The other of its two statements."""
        return self.object if node == self.subject else self.subject

    def seen_from(self, node: NamedNode) -> str:
        """The predicate that leads from that statement to the other."""
        return self.predicate if node == self.subject else _INVERSE.get(self.predicate, self.predicate)


def mappings(facts: Facts) -> list[Mapping]:
    """Every decision that still holds of the texts it was made on, in order."""
    return [mapping for node in facts.instances(RCQ.Mapping) if (mapping := _mapping(facts, node))]


def _mapping(facts: Facts, node: NamedNode) -> Mapping | None:
    def one(predicate: NamedNode) -> NamedNode | None:
        return next(iter(facts.nodes(node, predicate)), None)

    decision, subject, predicate = one(RCQ.decision), one(SSSOM.subject_id), one(SSSOM.predicate_id)
    if decision is None or subject is None or predicate is None:
        return None
    target = one(SSSOM.object_id)
    return Mapping(
        node,
        decision.value.removeprefix(RCQ.iri),
        subject,
        predicate.value.removeprefix(SKOS.iri),
        None if target == SSSOM.NoTermFound else target,
        one(SSSOM.object_source),
        tuple(facts.nodes(node, PAV.authoredBy)),
        tuple(facts.nodes(node, SSSOM.reviewer_id)),
        next(iter(facts.words(node, RDFS.comment)), ""),
    )
