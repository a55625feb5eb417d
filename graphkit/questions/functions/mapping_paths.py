# fmt: off
#+ summary: By which path of mappings are two statements connected, and how weak is it?
#+ description: >-
#+   The rows of one path for each target: of all paths of at most so many accepted mappings the one whose weakest is
#+   strongest, then the shortest. From strong to weak: exactMatch, closeMatch, narrowMatch, broadMatch,
#+   relatedMatch. A path is no match: what is nearly the same as something nearly the same may be far off.
#+ number: 24
#+ parameters:
#+   - statement (Statement): the statement from which, by place, code or IRI; without it, every one
#+   - target (Statement): the statement to which, named the same way; without it, every one that is reached
#+   - steps (Integer 1..6): the most mappings in a path; without it 3, or 1 where no statement is given
#+ columns:
#+   - statement: IRI of the statement from which
#+   - target: IRI of the statement to which
#+   - step: the place of the mapping in the path, from 1
#+   - from: IRI of the statement where the mapping begins
#+   - predicate: the mapping's relation, read in the direction of the path
#+   - to: IRI of the statement where it ends
#+   - fromText: the words of the one
#+   - toText: the words of the other
#+   - length: how many mappings the path has
#+   - weakest: the weakest relation in the path
#+   - author: IRI of the mapping's author
#+   - reviewed: whether somebody of the field has looked at the mapping
#+ tags:
#+   - statement
#+   - mapping
# fmt: on
"""Paths through accepted mappings, judged by their weakest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from graphkit import mappings
from graphkit.facts import Facts
from graphkit.questions import Row, Source, Terms, facts_of
from graphkit.questions.moving import nodes_of
from graphkit.vocabulary import RCQ, SKOS

__all__ = ["answer"]

_STEPS = 3
#: a mapping with the statement where it begins and the one where it ends
Link = tuple[NamedNode, mappings.Mapping, NamedNode]
Links = Mapping[NamedNode, list[Link]]


def answer(source: Source, statement: Terms = None, target: Terms = None, steps: Terms = None) -> Iterator[Row]:
    """The rows of the best path for each two statements."""
    facts = facts_of(source)
    links = _links(facts)
    starts, ends = nodes_of(statement) or set(links), nodes_of(target)
    longest = int(steps.value) if isinstance(steps, Literal) else _STEPS if statement else 1
    for start in sorted((node for node in starts if isinstance(node, NamedNode)), key=str):
        found = _best(start, links, longest)
        for end in sorted((node for node in found if not ends or node in ends), key=str):
            yield from _rows(start, end, found[end], facts)


def _links(facts: Facts) -> Links:
    """The accepted mappings of each statement, read from it."""
    found: dict[NamedNode, list[Link]] = defaultdict(list)
    for mapping in mappings.mappings(facts):
        if mapping.decision == "Accepted" and mapping.object:
            found[mapping.subject].append((mapping.subject, mapping, mapping.object))
            found[mapping.object].append((mapping.object, mapping, mapping.subject))
    return found


def _best(start: NamedNode, links: Links, longest: int) -> dict[NamedNode, tuple[Link, ...]]:
    """The best path to each statement: the weakest mapping as strong as can be, then the fewest, then by IRI."""
    best: dict[NamedNode, tuple[Link, ...]] = {}
    reached: dict[NamedNode, list[tuple[Link, ...]]] = {start: [()]}
    for _ in range(longest):
        further: dict[NamedNode, list[tuple[Link, ...]]] = defaultdict(list)
        for node, ways in reached.items():
            for way in ways:
                for link in links.get(node, []):
                    if link[2] != start and link[2] not in {passed[0] for passed in way}:
                        further[link[2]].append((*way, link))
        # Of the paths of one length the strongest suffices to go on from.
        reached = {node: [min(ways, key=_weight)] for node, ways in further.items()}
        for node, (way,) in reached.items():
            if node not in best or _weight(way) < _weight(best[node]):
                best[node] = way
    return best


def _weight(way: tuple[Link, ...]) -> tuple[int, int, tuple[str, ...]]:
    return max(map(_rank, way)), len(way), tuple(link[2].value for link in way)


def _rank(link: Link) -> int:
    """0 for the strongest relation."""
    predicate = link[1].seen_from(link[0])
    return mappings.STRENGTHS.index(predicate) if predicate in mappings.STRENGTHS else len(mappings.STRENGTHS)


def _rows(start: NamedNode, end: NamedNode, way: tuple[Link, ...], facts: Facts) -> Iterator[Row]:
    weakest = max(way, key=_rank)
    whole = (Literal(len(way)), SKOS[weakest[1].seen_from(weakest[0])])
    for number, (one, mapping, other) in enumerate(way, start=1):
        texts = (_text(facts, one), _text(facts, other))
        author = mapping.authors[0] if mapping.authors else None
        step = (Literal(number), one, SKOS[mapping.seen_from(one)], other, *texts)
        yield (start, end, *step, *whole, author, Literal(mapping.is_reviewed))


def _text(facts: Facts, node: NamedNode) -> Literal | None:
    return next((Literal(text, language="en") for text in facts.words(node, RCQ.text)), None)
