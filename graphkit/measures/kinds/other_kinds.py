"""Items in the words of another kind of demand than their heading names: knowledge, an ability, a unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from graphkit import content
from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.english import known
from graphkit.measures.nodes import group
from graphkit.text import words

__all__ = ["asked", "is_known", "measure"]

_WORDING = "https://w3id.org/rcq/wording#"
#: the code and level with which a unit of an occupational standard opens
_UNIT = re.compile(r"[A-Z]{1,4}\d{1,3} ?\(\d\) (?=[A-Z])")
#: a clause that tells what is to be known of the things named before it
_OF_THINGS = re.compile(r"\bhow (?:it|they|these|this|those) ", re.IGNORECASE)


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each section and each kind of demand that does not belong there."""
    groups: dict[tuple[NamedNode, str, str], list[Item]] = defaultdict(list)
    for item in facts.items:
        kind = _other(item)
        if kind and item.section:
            groups[item.document, item.section, kind].append(item)
    for (document, section, kind), items in sorted(groups.items(), key=lambda each: (each[0][0].value, each[0][1:])):
        count, ask = (f"{len(items)} items", "ask") if len(items) > 1 else ("1 item", "asks")
        label = f"{count} under {section} {ask} for {kind}"
        yield from group(names, "OtherKind", f"{document.value} {section} {kind}", label,
                         members=(item.node for item in items), forms=[kind])  # fmt: skip


def _other(item: Item) -> str | None:
    """The kind of demand whose words an item is in, where that is another than its own class."""
    if item.kind == "Experience":
        kind = asked(item.text)
        return None if set(words(item.section or "")) & set(words(kind or "")) else kind
    if item.kind in {"Behaviour", "Strength"}:
        return "a unit of an occupational standard" if _UNIT.match(item.text) else None
    return "knowledge or understanding" if item.kind in {"KsbBehaviour", "Skill"} and is_known(item.text) else None


def is_known(text: str) -> bool:
    """Whether a text tells what to know: it names things, opening with no verb, and asks how they are.

    >>> is_known("Customs law and how it binds carriers"), is_known("Consider others and how they feel")
    (True, False)
    """
    first = next(iter(words(text)), "")
    stems = (first, first + first[-1:], *([first[:-1]] if first.endswith("e") else []))
    return _OF_THINGS.search(text) is not None and not any(known(stem + "ing") for stem in stems)


def asked(text: str) -> str | None:
    """The kind of demand with whose words a text opens, by data/wording/openings.ttl.

    >>> asked("Understanding of tides"), asked("Able to swim"), asked("Experience of tides")
    ('knowledge or understanding', 'an ability', None)
    """
    printed = words(text)
    return next((kind for opening, kind in _openings() if printed[: len(opening)] == opening), None)


@cache
def _openings() -> tuple[tuple[tuple[str, ...], str], ...]:
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in content.wording("openings"):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            facts[triple.subject.value][triple.predicate.value.removeprefix(_WORDING)] = triple.object.value
    return tuple((words(fact["text"]), fact["reads"]) for _, fact in sorted(facts.items()))
