"""Titles that more than one document uses: the same but for plurals, case and punctuation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names, slug
from graphkit.measures.nodes import group
from graphkit.measures.roles import Described, described, singular, title_key
from graphkit.text import words
from graphkit.vocabulary import DCTERMS, RCQ, RDFS

__all__ = ["form", "measure"]

_WORD = r"[A-Z][\w’'-]*"
#: a name with the reference of a document in brackets behind it
_REFERENCE = re.compile(rf"({_WORD}(?: (?:of |for |and |the )*{_WORD})*) \(([A-Z][\w-]*\d)\)")


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each title of roles that several documents describe, list as typical, or name.

    What a document only names counts where another one describes a role so called.
    """
    titles: dict[str, list[Item]] = defaultdict(list)
    described_so: set[str] = set()
    roles = described(facts)
    for each in roles:
        described_so.update(title_key(item.text) for item in each.titles)
        for item in dict.fromkeys([*each.titles, *each.says.get(DCTERMS.title, [])]):
            titles[title_key(item.text)].append(item)
    for item in (item for each in roles for item in each.says.get(RCQ.typicalJobTitle, [])):
        titles[title_key(item.text)].append(item)
    for item, printed in _named(facts):
        if title_key(printed) in described_so:
            titles[title_key(printed)].append(item)
    yield from _referred(facts, roles, names)
    for key, items in sorted(titles.items()):
        if key and len({item.document for item in items}) > 1:
            forms = _forms(facts, key, items)
            yield from group(
                names, "SharedTitle", key, " / ".join(forms), members=(item.node for item in items), forms=forms
            )


def _referred(facts: Facts, roles: Iterable[Described], names: Names) -> Iterator[Triple]:
    """A group for each title that a document gives to a reference, where the document of that reference has another."""
    by_reference = {each.document.identifier: each for each in roles}
    for item in facts.current:
        for match in _REFERENCE.finditer(item.text):
            each = by_reference.get(slug(match[2]))
            if each is None or each.document.node == item.document or not each.titles:
                continue
            called, title = title_key(match[1]), each.titles[0]
            if not any(f" {called}".endswith(f" {title_key(known.text)}") for known in each.titles):
                members = (title.node, item.node)
                key, label = f"{each.document.identifier} {called}", f"{title.text} / {match[1]}"
                yield from group(names, "SharedTitle", key, label, members=members, forms=(title.text, match[1]))


def form(title: str) -> str:
    """A title as it differs from others: its words, the last of them in the singular, because that is mere grammar.

    >>> form("Placement Coordinators") == form("placement coordinator")
    True
    >>> form("Probation Services Officer") == form("Probation Service Officer")
    False
    """
    *others, last = words(title) or ("",)
    return " ".join([*others, singular(last)])


def _named(facts: Facts) -> Iterator[tuple[Item, str]]:
    for item in facts.current:
        for node in facts.nodes(item.node, RCQ.mentions):
            if "/named/" in node.value:
                yield from ((item, printed) for printed in facts.words(node, RDFS.label)[:1])


def _forms(facts: Facts, key: str, items: list[Item]) -> list[str]:
    """The forms as first printed, titles of roles before mentions."""
    found: dict[str, str] = {}
    for item in items:
        for printed in [item.text, *_labels(facts, item)]:
            if title_key(printed) == key:
                found.setdefault(form(printed), printed)
    return list(found.values())


def _labels(facts: Facts, item: Item) -> list[str]:
    nodes: list[NamedNode] = facts.nodes(item.node, RCQ.mentions)
    return [words for node in nodes for words in facts.words(node, RDFS.label)]
