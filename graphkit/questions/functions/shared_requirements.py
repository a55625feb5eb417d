# fmt: off
#+ summary: Which requirements do {role} and {target} share, and which are distinct?
#+ description: >-
#+   Everything the two documents ask of a person, requirements and competences, at every level of a list. Two are
#+   shared if they denote one concept or say the same in the same words, whatever the case and punctuation; levels,
#+   years and modality are not weighed, and likeness of other words is not read. A shared row holds the role's
#+   statement and its counterpart in the target; every other row holds one statement, of the role or of the target.
#+ number: 9
#+ parameters:
#+   - role (Role): the role, by IRI, document id, id@edition or title; without it, every current role
#+   - target (Role): the role to compare it with, named the same way; without it, every current role
#+ columns:
#+   - role: the role's IRI
#+   - target: IRI of the other role
#+   - holding: shared, only in role or only in target
#+   - statement: the statement's IRI
#+   - text: its printed words
#+   - class: its class
#+   - document: the id of its document
#+   - line: the line its first quote begins on
#+   - quote: the first quote, as it stands in the source
#+   - counterpart: IRI of the target's statement that is the same; empty where none is
#+   - counterpartText: that statement's printed words
#+   - counterpartClass: its class
#+   - counterpartDocument: the id of its document
#+   - counterpartLine: the line its first quote begins on
#+   - counterpartQuote: its first quote, as it stands in the source
#+   - concept: IRI of a concept that both denote; empty where the words alone are the same
#+   - roleLabel: its job title
#+   - targetLabel: the other role's job title
#+ tags:
#+   - role
#+   - requirement
# fmt: on
"""What two roles both ask of a person, and what only one of them does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import item, labels, pairs
from graphkit.roles import Asked, Facet, Role, roles
from graphkit.text import words

__all__ = ["answer"]


def answer(source: Source, role: Terms = None, target: Terms = None) -> Iterator[Row]:
    """A row for each two that are shared, then for each of the role's and each of the target's that is not."""
    for one, other in pairs(roles(facts_of(source)), role, target):
        ours, theirs = _demanded(one), _demanded(other)
        shared = list(_shared(ours, theirs))
        named = labels(one, other)
        for each, beside in shared:
            yield (
                one.node,
                other.node,
                Literal("shared"),
                *_told(each),
                *_told(beside),
                _concept(each, beside),
                *named,
            )
        for holding, asked, found in (
            ("only in role", ours, {each.node for each, _ in shared}),
            ("only in target", theirs, {beside.node for _, beside in shared}),
        ):
            for each in asked:
                if each.node not in found:
                    yield (one.node, other.node, Literal(holding), *_told(each), *_NONE, *named)


def _demanded(role: Role) -> list[Asked]:
    return [asked for asked in role.asked if asked.facet is not Facet.DUTY]


def _shared(ours: Sequence[Asked], theirs: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Every two that are the same, in the order of the first and then of the second."""
    holding: dict[NamedNode | tuple[str, ...], list[int]] = defaultdict(list)
    for at, beside in enumerate(theirs):
        for key in _meanings(beside):
            holding[key].append(at)
    for each in ours:
        for at in sorted({at for key in _meanings(each) for at in holding.get(key, ())}):
            yield each, theirs[at]


def _meanings(asked: Asked) -> tuple[NamedNode | tuple[str, ...], ...]:
    """What makes two the same, if both have it: their words, or a concept."""
    return (words(asked.item.text), *asked.denotes)


def _concept(one: Asked, other: Asked) -> NamedNode | None:
    return next((concept for concept in one.denotes if concept in other.denotes), None)


def _told(asked: Asked) -> tuple[NamedNode | Literal | None, ...]:
    quote = asked.places[0].quote if asked.places else None
    return (*item(asked), None if quote is None else Literal(quote))


#: the columns of a counterpart and the concept, where there is none
_NONE = (None,) * 7
