"""Items that break off, and items without a sign at their end where all others of their list have one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.groups import Occurrence, group
from graphkit.measures.misprints import words
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: labels, names and copies end as they like; so do records of data, whose values are cut by their keys
_NO_SENTENCES = frozenset({"Acronym", "Field", "Restatement", "NosUnit", "Behaviour", "Strength"})
_LAST_WORD = re.compile(r"([A-Za-z’'-]+)$")
#: signs after which more of a list comes
_GOES_ON = (",", ";", "–", "—")
#: in a list of fewer items with a sign at the end nothing follows from one that has none
_LEAST = 3
#: fewer words than these are a heading or a name
_SENTENCE = 4

#: document, class, section, item above
_List = tuple[NamedNode, str, str | None, str]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """One group for each item that breaks off, and one for each list with items that do not end as the others do."""
    parents = {parent for item in facts.items for parent in facts.nodes(item.node, RCQ.listedUnder)}
    lists: dict[_List, list[Item]] = defaultdict(list)
    for item in facts.items:
        if item.kind not in _NO_SENTENCES and item.parts:
            above = next((parent.value for parent in facts.nodes(item.node, RCQ.listedUnder)), "")
            lists[item.document, item.kind, item.section, above].append(item)
    for key, items in lists.items():
        whole = [item for item in items if not _is_part(item, facts)]
        for item in whole:
            if item.node not in parents and (says := _breaks_off(item, is_last=item is whole[-1])):
                places = [_ending(item)]
                yield from _group("UnfinishedSentence", item.node.value, places, facts, names, says)
        open_ended = _open_ended([item for item in whole if item.node not in parents])
        if open_ended and key[1] != "Passage":
            says = "the other items of the list end with a full stop"
            places = [_ending(item) for item in open_ended]
            yield from _group("MissingEnd", open_ended[0].node.value, places, facts, names, says)


def _group(kind: str, key: str, places: list[Occurrence], facts: Facts, names: Names, says: str) -> Iterator[Triple]:
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return group(RCQ[kind], key, places, facts, names, label=f"“… {places[0].words}”{more}", says=says)


def _is_part(item: Item, facts: Facts) -> bool:
    """Whether an item is a part of the one above it, as an alternative is that stands in a sentence."""
    return any(item.text in text for parent in facts.nodes(item.node, RCQ.listedUnder)
               for text in facts.words(parent, RCQ.text))  # fmt: skip


def _breaks_off(item: Item, *, is_last: bool) -> str | None:
    """What an item lacks at its end; a lead-in and an item that announces the next lack nothing."""
    if item.kind != "Passage" and (last := _LAST_WORD.search(item.text)):
        word = last[1]
        if word in words("Opening") and (is_last or word not in {"and", "or"}) and len(item.text.split()) > 2:
            return f"nothing comes after “{word}”"
    if is_last and item.text.endswith(_GOES_ON) and len(item.text.split()) > 2:
        return f"the last item of its list ends with “{item.text[-1]}”"
    return None


def _open_ended(items: list[Item]) -> list[Item]:
    """The few items of a list that have no sign at their end, where all others end with a full stop."""
    closed = [item for item in items if item.text.endswith((".", ".”", ".’", ".)", "?", "!"))]
    others = [item for item in items if item not in closed and not item.text.endswith(":")]
    is_list_of_sentences = len(closed) >= _LEAST and len(closed) >= 3 * len(others)
    plain = [
        item for item in others
        if (item.text[-1].isalnum() or item.text[-1] in ")”’") and len(item.text.split()) >= _SENTENCE
    ]  # fmt: skip
    return plain if is_list_of_sentences and len(plain) == len(others) else []


def _ending(item: Item) -> Occurrence:
    """The last three words of an item."""
    start = len(item.text.rsplit(" ", 3)[0]) + 1 if item.text.count(" ") >= 3 else 0
    return Occurrence(item, start, len(item.text))
