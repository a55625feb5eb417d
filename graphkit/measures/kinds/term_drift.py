"""One concept under several names: where documents use more than one label of a concept whose labels drift."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from graphkit import content
from graphkit.facts import Facts, Item, quoted
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.measures.roles import title_key
from graphkit.vocabulary import RCQ, RDFS, SCHEME, SKOS

__all__ = ["measure"]

_COPIES = frozenset({"Restatement", "Acronym"})
_THESAURUS = SCHEME["thesaurus/"]


@dataclass
class _Concept:
    """A concept of the thesaurus whose scope note warns of its labels; each label by its words in the singular."""

    name: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    warned: bool = False


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each concept that the newest editions call by several names: the first of each in each document."""
    concepts = [each for each in _concepts().values() if each.warned and len(each.labels) > 1]
    if not concepts:
        return
    of_key = {key: (each, label) for each in concepts for key, label in each.labels.items()}
    pattern = re.compile(rf"\b(?:{'|'.join(_pattern(key) for key in sorted(of_key, key=_longest))})\b", re.IGNORECASE)
    found: dict[str, dict[str, dict[NamedNode, tuple[Item, int, int]]]] = defaultdict(lambda: defaultdict(dict))
    for item in facts.current:
        for match in pattern.finditer(item.text) if item.kind not in _COPIES else ():
            start, end = match.span()
            named = _in_a_name(item.text, start, end) or any(
                first <= start and end <= last and last - first > end - start for first, last in _names(facts, item)
            )
            if not named and (key := title_key(match[0])) in of_key:
                concept, label = of_key[key]
                found[concept.name][label].setdefault(item.document, (item, start, end))
    for name, uses in sorted(found.items()):
        if len(uses) > 1:
            triples: list[Triple] = []
            quotes: list[NamedNode] = []
            for places in uses.values():
                for item, start, end in places.values():
                    for node, said in quoted(facts.documents[item.document], item.occurrence(start, end), names):
                        quotes.append(node)
                        triples += said
            label = " / ".join(sorted(uses))
            yield from group(names, "TermDrift", name, label, quotes=quotes, forms=sorted(uses))
            yield from triples


def _names(facts: Facts, item: Item) -> Iterator[tuple[int, int]]:
    """Where the names that a statement mentions stand in its words."""
    for node in facts.nodes(item.node, RCQ.mentions):
        for label in facts.words(node, RDFS.label):
            yield from (found.span() for found in re.finditer(re.escape(label), item.text, re.IGNORECASE))


def _concepts() -> dict[NamedNode, _Concept]:
    found: dict[NamedNode, _Concept] = defaultdict(_Concept)
    for triple in content.reference():
        if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, Literal):
            continue
        if triple.subject.value.startswith(_THESAURUS.value):
            each = found[triple.subject]
            if triple.predicate in (SKOS.prefLabel, SKOS.altLabel):
                preferred = triple.predicate == SKOS.prefLabel
                each.name = triple.object.value if preferred else each.name
                key = title_key(triple.object.value)
                if preferred or key not in each.labels:
                    each.labels[key] = triple.object.value
            each.warned |= triple.predicate == SKOS.scopeNote
    return dict(found)


def _pattern(key: str) -> str:
    """A label as it may be printed: in the singular or the plural, over a line's end."""
    irregular = {"person": "(?:person|people)", "child": "(?:child|children)"}
    return r"[\s-]+".join(irregular.get(word, f"{re.escape(word)}s?") for word in key.split())


def _longest(key: str) -> tuple[int, str]:
    return -len(key), key


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether words belong to a name: they are capitalised, and in mid-sentence or before another capital.

    >>> [_in_a_name(text, text.lower().find("offender"), text.lower().find("offender") + 8) for text in
    ...  ("the Offender Management Act", "Offender Management Unit", "Offenders are met", "meet offenders")]
    [True, True, False, False]
    """
    if not text[start].isupper():
        return False
    opens = not text[:start].rstrip() or text[:start].rstrip()[-1] in ".:;!?•"
    following = re.match(r"\S*\s+(\S)", text[end:])
    return not opens or bool(following and following[1].isupper())
