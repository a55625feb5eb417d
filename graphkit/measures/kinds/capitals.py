"""Names of two words that one document prints with other capitals, or with none, in other places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.groups import Occurrence, group
from graphkit.measures.tokens import Token, rows
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: titles and headings have capitals of their own
_TITLES = frozenset({"Field", "Restatement", "NosUnit", "Behaviour", "Strength"})
#: what they ask for has a name of its own
_NAMED = frozenset({"Training", "Qualification", "Technical"})

#: document, the two words in lower case, singular
_Key = tuple[NamedNode, str, str]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """One group for each name of a document whose second word has a capital here and none there."""
    found: dict[_Key, dict[tuple[str, str], list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
    small: dict[_Key, list[Occurrence]] = defaultdict(list)
    alone: dict[_Key, _Key] = {}
    for item, words in rows(facts):
        if item.kind in _TITLES:
            continue
        before: Token | None = None
        for left, right in pairwise(words):
            key = item.document, left.word.casefold(), right.word.casefold().removesuffix("s")
            place = Occurrence(item, left.start, right.end)
            if left.word[0].isupper() and right.before == " " and _is_name(left) and not _goes_on(right):
                found[key][left.word, right.word.removesuffix("s")].append(place)
                after_a_name = before is not None and _is_name(before) and left.before == " "
                if right.word[0].isupper() and not after_a_name and item.kind not in _NAMED:
                    alone[item.document, left.word.casefold(), right.word.casefold()] = key
            elif left.word.islower() and right.word.islower() and right.before == " ":
                small[item.document, left.word, right.word].append(place)
            before = left
    for exact, key in alone.items():  # a name here, and the same words as no name there
        if exact in small:
            found[key][exact[1], exact[2]] = small[exact]
    for (document, left_word, right_word), forms in sorted(found.items(), key=lambda entry: str(entry[0])):
        seconds = {second[0].isupper() for _, second in forms if not second.isupper()}
        if len(seconds) > 1:
            places = [place for some in forms.values() for place in some]
            label = " and ".join(f"“{some[0].words}”" for some in forms.values())
            name = f"{document.value} {left_word} {right_word}"
            yield from group(RCQ.CapitalsVariant, name, places, facts, names, label=label)


def _is_name(token: Token) -> bool:
    """Whether a word has a capital that no sentence gives it."""
    return token.word[0].isupper() and len(token.word) > 1 and not token.opens


def _goes_on(token: Token) -> bool:
    """Whether a word with a capital is followed by another, so that both are of a longer name, such as a title."""
    after = token.item.text[token.end : token.end + 3].replace("(", "")
    return token.word[0].isupper() and len(after) > 1 and after[0] == " " and after[1].isupper()
