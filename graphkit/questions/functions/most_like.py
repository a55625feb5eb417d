# fmt: off
#+ summary: Which roles are most like {role}, facet by facet, and why?
#+ description: >-
#+   A row for each kind of statement of each of the roles most like it, the likest first. Kinds that both have show
#+   which share of either role's statements the other has too, and the pair of statements that is surest to speak of
#+   one thing. A kind that only one has shows no share, because nothing is compared. What came with a form is left
#+   out; what is a condition counts nothing. docs/similarity.md says how it is reckoned.
#+ number: 11
#+ parameters:
#+   - role (Role): the role, by IRI, document id, id@edition or title; without it, every current role
#+   - number (Integer 1..): how many roles are told of each; 5 unless given
#+ columns:
#+   - role: the role's IRI
#+   - target: IRI of the role that is like it
#+   - alike: how alike they are in all kinds that count, from 0 to 1
#+   - kind: the kind of statement
#+   - ofRole: the share of the role's statements of that kind that the target has too
#+   - ofTarget: the share of the target's that the role has too
#+   - statement: IRI of the role's statement in the surest pair
#+   - text: its printed words
#+   - line: the line it begins on
#+   - targetStatement: IRI of the target's
#+   - targetText: its printed words
#+   - targetLine: the line it begins on
#+   - confidence: how sure it is that both speak of one thing, from 0 to 1
#+   - roleLabel: the role's job title
#+   - targetLabel: the target's job title
#+ tags:
#+   - role
#+   - similarity
#+ licence: https://creativecommons.org/licenses/by/4.0/ (cite as the graphkit project, with the name of the question)
# fmt: on
"""The roles most like a role, facet by facet, with the surest pair of statements of each."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from graphkit.comparison import Comparison
from graphkit.questions.comparing import quoted, roles_of, share
from graphkit.questions.moving import labels
from graphkit.questions.sources import Row, Source, Terms, facts_of
from graphkit.similarity import Index, nearest, similarity

__all__ = ["answer"]

_NUMBER = 5


def answer(source: Source, role: Terms = None, number: Terms = None) -> Iterator[Row]:
    """The rows, role by role."""
    given = roles_of(role)
    ready = similarity(facts_of(source), *given)
    index = Index(ready)
    wanted = int(number.value) if isinstance(number, Literal) else _NUMBER
    for node in given or sorted(ready.roles, key=lambda each: each.value):
        for target, alike in list(nearest(ready, node, index))[:wanted]:
            found = ready.compare(node, target, beside=False)
            how_alike = share(alike) if found.headline else None
            for kind in _kinds(found):
                yield (node, target, how_alike, *kind, *labels(found.left, found.right))


def _kinds(found: Comparison) -> Iterator[Row]:
    for each in found.compared:
        surest = each.pairs[0] if each.pairs else None
        why: Row = (*quoted(surest.left), *quoted(surest.right), share(surest.confidence)) if surest else (None,) * 7
        yield (Literal(each.name), share(each.coverage.of_left), share(each.coverage.of_right), *why)
    for alone in found.alone:
        yield (Literal(alone.name), *[None] * 9)
