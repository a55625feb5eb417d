"""Misprints that show by themselves: places left unfilled, markup, hidden characters, words twice, slips of the pen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.groups import Occurrence, group
from graphkit.measures.misprints import Slip, slips
from graphkit.measures.tokens import without_addresses
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: facts whose patterns must not look into addresses
_OF_WORDS = frozenset({"DoubledWord", "PrintingSlip"})
_PAIRS = (("(", ")", "bracket"), ("[", "]", "bracket"), ("“", "”", "quotation"))
#: "a)" or "1)" before an item is no bracket; nor does an item end where a list opens
_NUMBER = re.compile(r"(?:^|(?<=[;,:.] ))\w{1,2}\)(?= )")
_MARKDOWN = (".md", ".markdown")

#: document, class of fact, name of the slip, what is wrong
_Key = tuple[NamedNode, str, str, str]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """One group for each slip of each document."""
    found: dict[_Key, list[Occurrence]] = defaultdict(list)
    known = [slip for some in slips().values() for slip in some]
    marked_up = {
        document for document in facts.documents
        if any(file.endswith(_MARKDOWN) for file in facts.words(document, RCQ.fileName))
    }  # fmt: skip
    for item in facts.items:
        if item.kind == "Acronym":
            continue
        texts = item.text.lower(), "" if item.document in marked_up else " ".join(part.exact for part in item.parts)
        for slip in known:
            if slip.may_be_in(texts[slip.in_quotes]):
                for occurrence in _of(slip, item):
                    found[item.document, slip.fact, slip.name, slip.says].append(occurrence)
        for sign, occurrence in _unbalanced(item, facts):
            says = f"a {sign} is not closed, or not opened"
            found[item.document, "PrintingSlip", f"open {sign}", says].append(occurrence)
    for (document, fact, name, says), occurrences in found.items():
        key = f"{document.value} {name}"
        yield from group(RCQ[fact], key, occurrences, facts, names, label=_quoted(occurrences), says=says)


def _of(slip: Slip, item: Item) -> Iterator[Occurrence]:
    if slip.in_quotes:
        for part in item.parts:
            for match in slip.pattern.finditer(part.exact):
                yield Occurrence(item, part=part.cut(part.start + match.start(), part.start + match.end()))
        return
    for match in slip.pattern.finditer(without_addresses(item.text) if slip.fact in _OF_WORDS else item.text):
        yield Occurrence(item, match.start(), match.end())


def _unbalanced(item: Item, facts: Facts) -> Iterator[tuple[str, Occurrence]]:
    """Brackets and quotation marks that are opened and not closed, or closed and not opened."""
    if item.kind == "Restatement" or item.text.endswith(":") or facts.nodes(item.node, RCQ.listedUnder):
        return
    text = _NUMBER.sub(lambda match: " " * len(match[0]), item.text)
    for opening, closing, name in _PAIRS:
        if text.count(opening) != text.count(closing):
            sign = closing if text.count(closing) > text.count(opening) else opening
            at = text.rfind(sign)
            start = text.rfind(" ", 0, at) + 1
            end = text.find(" ", at)
            yield name, Occurrence(item, start, len(text) if end < 0 else end)


def _quoted(occurrences: Iterable[Occurrence]) -> str:
    """What to call some places: the words of the first, and how many others there are."""
    forms = list(dict.fromkeys(" ".join(occurrence.words.split()) for occurrence in occurrences))
    more = f" and {len(forms) - 1} more" if len(forms) > 1 else ""
    return f"“{forms[0]}”{more}"
