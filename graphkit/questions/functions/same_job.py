# fmt: off
#+ summary: What differs in the same job in two organisations?
#+ description: >-
#+   A row for each statement that only one of two descriptions has, and for each pair that says one thing in other
#+   words, or asks for more or less. A pair is called perhaps reworded where it is less likely than not to speak of one
#+   thing. A kind of statement that only one description has is told as such, because nothing is compared. What came
#+   with a form is left out; what both say in the same words is no difference. For conditions of eligibility ask gates.
#+ number: 12
#+ parameters:
#+   - role (Role): one description, by IRI, document id, id@edition or title; without it, every current one
#+   - target (Role): the other, named the same way; without it, those of the same job title
#+ columns:
#+   - role: IRI of the one
#+   - target: IRI of the other
#+   - kind: the kind of statement
#+   - difference: what it is, such as only in role, kind only in target, weaker in target, perhaps reworded
#+   - statement: IRI of the one's statement
#+   - text: its printed words
#+   - line: the line it begins on
#+   - targetStatement: IRI of the other's
#+   - targetText: its printed words
#+   - targetLine: the line it begins on
#+   - confidence: how sure it is that both speak of one thing, from 0 to 1
#+   - roleLabel: job title of the one
#+   - targetLabel: job title of the other
#+ tags:
#+   - role
#+   - similarity
#+ licence: https://creativecommons.org/licenses/by/4.0/ (cite as the graphkit project, with the name of the question)
# fmt: on
"""What differs between two descriptions of one job, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from graphkit.comparison import Comparison, Pair
from graphkit.questions.comparing import quoted, roles_of, share
from graphkit.questions.moving import labels
from graphkit.questions.sources import Row, Source, Terms, facts_of
from graphkit.roles import Asked
from graphkit.similarity import similarity
from graphkit.text import words
from graphkit.titles import title_key

__all__ = ["answer"]

_NOTHING: Row = (None, None, None)
_MODALITIES = ("Desirable", "Essential")


def answer(source: Source, role: Terms = None, target: Terms = None) -> Iterator[Row]:
    """The rows, in the order of the kinds, the surest pairs first."""
    ours, theirs = roles_of(role), roles_of(target)
    ready = similarity(facts_of(source), *ours, *theirs)
    every = sorted(ready.roles, key=lambda each: each.value)
    for one in ours or every:
        for other in theirs or every:
            is_wanted = theirs or title_key(ready.roles[one].title) == title_key(ready.roles[other].title)
            if one != other and is_wanted:
                yield from _rows(ready.compare(one, other, beside=False))


def _rows(found: Comparison) -> Iterator[Row]:
    for row in _differences(found):
        yield (found.left.node, found.right.node, *row, *labels(found.left, found.right))


def _differences(found: Comparison) -> Iterator[Row]:
    for each in found.compared:
        name = Literal(each.name)
        for pair in each.pairs:
            if said := _said(pair):
                yield (name, Literal(said), *quoted(pair.left), *quoted(pair.right), share(pair.confidence))
        for asked in each.only_left:
            yield (name, Literal("only in role"), *quoted(asked), *_NOTHING, None)
        for asked in each.only_right:
            yield (name, Literal("only in target"), *_NOTHING, *quoted(asked), None)
    for alone in found.alone:
        for asked in alone.asked:
            quotes = (*quoted(asked), *_NOTHING) if alone.is_left else (*_NOTHING, *quoted(asked))
            side = "role" if alone.is_left else "target"
            yield (Literal(alone.name), Literal(f"kind only in {side}"), *quotes, None)


def _said(pair: Pair) -> str | None:
    """What differs between the two sides of a pair; None where nothing does."""
    if not pair.is_likely:
        return "perhaps reworded"
    steps = [
        theirs - ours
        for ours, theirs in (
            (_step(pair.left), _step(pair.right)),
            (pair.left.level, pair.right.level),
        )
        if ours is not None and theirs is not None
    ]
    if any(steps):
        return "stronger in target" if max(steps) > 0 else "weaker in target"
    return None if words(pair.left.item.text) == words(pair.right.item.text) else "reworded"


def _step(asked: Asked) -> int | None:
    return _MODALITIES.index(asked.modality) if asked.modality in _MODALITIES else None
