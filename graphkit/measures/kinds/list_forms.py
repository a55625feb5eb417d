"""Lists that mix forms: duties that open with "To" and others with a verb; outcomes some of which say what one does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.english import known
from graphkit.measures.nodes import group
from graphkit.text import words
from graphkit.vocabulary import RCQ

__all__ = ["form", "measure"]

#: so many duties of each of two forms make a list mixed; one alone may be meant
_FEWEST = 2
#: in the outcomes of a unit, which are few, one order is enough among so many that say what somebody does; not the
#: other way round, because "Reports" may be a noun
_MOST = 3


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each list in several forms: the first items of the rarer ones, and of the commonest."""
    yield from _duties(facts, names)
    yield from _outcomes(facts, names)


def _outcomes(facts: Facts, names: Names) -> Iterator[Triple]:
    units: dict[NamedNode, list[Item]] = defaultdict(list)
    for item in facts.items:
        if item.kind == "NosOutcome":
            for unit in facts.nodes(item.node, RCQ.listedUnder):
                units[unit].append(item)
    for unit, items in sorted(units.items(), key=lambda each: each[0].value):
        forms: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            if found := "report" if _reports(item.text) else form(item.text):
                forms[found].append(item)
        if len(forms) > 1 and len(forms["report"]) >= _MOST:
            label = ", ".join(f"“{some[0].text.split()[0]}”" for some in forms.values())
            members = [some[0].node for some in sorted(forms.values(), key=len)]
            yield from group(names, "MixedList", unit.value, label, members=members, forms=forms)


def _duties(facts: Facts, names: Names) -> Iterator[Triple]:
    lists: dict[tuple[NamedNode, str], list[Item]] = defaultdict(list)
    for item in facts.items:
        if item.kind == "Duty" and item.section and not facts.nodes(item.node, RCQ.listedUnder):
            lists[item.document, item.section].append(item)
    for (document, section), items in sorted(lists.items(), key=lambda each: (each[0][0].value, each[0][1])):
        forms: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            if found := form(item.text):
                forms[found].append(item)
        mixed = {found: some for found, some in forms.items() if len(some) >= _FEWEST}
        if len(mixed) > 1:
            members = [some[0].node for some in sorted(mixed.values(), key=len)]
            opened = ", ".join(f"“{' '.join(some[0].text.split()[:2])}”" for some in mixed.values())
            label = f"{section} ({opened})"
            yield from group(names, "MixedList", f"{document.value} {section}", label, members=members, forms=mixed)


def form(text: str) -> str | None:
    """The form in which a duty opens: an infinitive, a participle, an order; none where that cannot be told.

    >>> [form(text) for text in ("To keep the log", "Keeping the log", "Keep the log", "The log")]
    ['infinitive', 'participle', 'order', None]
    """
    printed = words(text)
    if len(printed) < 2:
        return None
    if printed[0] == "to":
        return "infinitive"
    first = printed[0]
    if first.endswith("ing") and len(first) > len("ring"):
        return "participle"
    # a word that has a participle of its own is a verb, unless it is an article or the like
    participles = (f"{first}ing", f"{first.removesuffix('e')}ing", f"{first}{first[-1]}ing")
    return "order" if len(first) > 2 and printed[0] not in _NO_VERBS and any(map(known, participles)) else None


def _reports(text: str) -> bool:
    """Whether an outcome opens with what its holder does: "Recognises the needs of others"."""
    first = next(iter(words(text)), "")
    return first.endswith("s") and not first.endswith("ss") and form(f"{first.removesuffix('s')} it") == "order"


_NO_VERBS = frozenset({"the", "when", "where", "while", "with", "all", "and"})
