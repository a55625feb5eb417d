"""The levels of qualifications that a publisher's documents ask for, and the steps between them that none does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graphkit import content
from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.kinds.scales import gaps
from graphkit.measures.nodes import group, group_node
from graphkit.measures.roles import described, describing
from graphkit.text import words
from graphkit.vocabulary import RCQ, RDFS, SCHEME, SKOS

__all__ = ["levels", "measure", "named_levels"]

_ASKED = frozenset({"Qualification", "Technical", "Training"})
#: what a level is looked for in, and how: "Level 3", "level 3 or 4"
_LEVEL = re.compile(r"\blevels? (\d)(?:(?: or | and |/)(\d))?\b", re.IGNORECASE)
#: a qualification that is offered at several levels: "Level 3 Certificate in Sea Rescue"
_NAME = r"(?:[A-Z][\w-]*|in|of|and|for|the)"
_OF_A_NAME = re.compile(rf"\b[Ll]evel (\d) ({_NAME}(?: {_NAME})* (?:in|of) {_NAME}(?: {_NAME})*)")
#: so many levels of one name make a ladder of its own
_STEPS = 3


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each publisher between whose lowest and highest qualification a level is missing."""
    by_document = describing(described(facts))
    named = named_levels()
    asked: dict[NamedNode, list[tuple[Item, frozenset[int]]]] = defaultdict(list)
    for item in facts.current:
        role = by_document.get(item.document)
        found = levels(item.text, named) if item.kind in _ASKED else frozenset[int]()
        if found and role is not None and role.publisher is not None:
            asked[role.publisher].append((item, found))
    for publisher, items in sorted(asked.items(), key=lambda pair: pair[0].value):
        missing = gaps(level for _, found in items for level in found)
        label = _called(facts, publisher)
        title = f"Qualifications asked for by {label}"
        yield from _ladder(names, label, title, [item for item, _ in items], missing)
        for name, steps in sorted(_by_name(item for item, _ in items).items()):
            between = [step for step in gaps(level for level, _ in steps) if step not in missing]
            if len({level for level, _ in steps}) >= _STEPS:
                asking = [item for _, item in steps]
                yield from _ladder(names, f"{label} {name}", f"Levels of the {name}", asking, between)


def _ladder(names: Names, key: str, title: str, items: list[Item], missing: list[int]) -> Iterator[Triple]:
    if missing and len({item.document for item in items}) > 1:
        members = (item.node for item in items)
        yield from group(names, "QualificationLadder", key, title, members=members)
        node = group_node(names, "QualificationLadder", key)
        yield Triple(node, RCQ.missing, Literal(", ".join(map(str, missing))))


def _by_name(items: Iterable[Item]) -> dict[str, list[tuple[int, Item]]]:
    """The levels at which each qualification is asked for, by the name that its levels share."""
    found: dict[str, list[tuple[int, Item]]] = defaultdict(list)
    for item in items:
        for match in _OF_A_NAME.finditer(item.text):
            found[match[2]].append((int(match[1]), item))
    return found


def _called(facts: Facts, publisher: NamedNode) -> str:
    labels = [*facts.words(publisher, RDFS.label), *facts.words(publisher, SKOS.prefLabel)]
    return max(labels, key=lambda label: (len(label), label), default=publisher.value.rsplit("/", 1)[1])


def levels(text: str, named: dict[tuple[str, ...], int]) -> frozenset[int]:
    """The levels a text prints, or names by a qualification of a known level.

    >>> sorted(levels("Honours degree with a Level 5 Diploma", {("honours", "degree"): 6}))
    [5, 6]
    """
    found = {int(number) for match in _LEVEL.finditer(text) for number in match.groups() if number}
    printed = words(text)
    for name, level in named.items():
        if any(printed[at : at + len(name)] == name for at in range(len(printed) - len(name) + 1)):
            found.add(level)
    return frozenset(found)


def named_levels() -> dict[tuple[str, ...], int]:
    """Names of qualifications, and the level of the Regulated Qualifications Framework that has them as examples."""
    scheme = SCHEME["rqf-levels/"].value
    return {
        words(triple.object.value): int(triple.subject.value.removeprefix(scheme))
        for triple in content.reference()
        if triple.predicate == SKOS.hiddenLabel
        and isinstance(triple.object, Literal)
        and isinstance(triple.subject, NamedNode)
        and triple.subject.value.removeprefix(scheme).isdigit()
    }
