"""Phrases whose first word a document prints now as a noun and now as the adjective of that noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.english import known
from graphkit.measures.groups import Occurrence, group
from graphkit.measures.roles import singular
from graphkit.measures.tokens import rows
from graphkit.vocabulary import RCQ

__all__ = ["measure", "noun_of"]

_ENDING = "al"
#: shorter nouns have no such adjective
_SHORTEST = 6


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each noun of a document that stands both as noun and as adjective before one and the same word."""
    found: dict[tuple[NamedNode, str], dict[str, dict[str, list[Occurrence]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for item, tokens in rows(facts):
        for left, right in pairwise(tokens):
            if right.before == " " and right.word.islower() and (noun := noun_of(left.word)):
                form = left.word.casefold()
                found[item.document, noun][singular(_stem(right.word))][form].append(
                    Occurrence(item, left.start, right.end)
                )
    for (document, noun), heads in sorted(found.items(), key=lambda entry: str(entry[0])):
        mixed = [forms for forms in heads.values() if {form.endswith(_ENDING) for form in forms} == {True, False}]
        if mixed:
            places = [place for forms in mixed for some in forms.values() for place in some]
            printed = list(dict.fromkeys(place.words.casefold() for place in places))
            label = " and ".join(f"“{words}”" for words in printed[:3])
            yield from group(RCQ.PhraseForms, f"{document.value} {noun}", places, facts, names, label=label)


def noun_of(word: str) -> str | None:
    """The noun that a word is, or is the adjective or a genitive or plural of; none where it has no adjective in -al.

    >>> [noun_of(word) for word in ("organisational", "Organisations", "organisation’s", "policy", "material")]
    ['organisation', 'organisation', 'organisation', None, None]
    """
    plain = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    stems = (plain.removesuffix(_ENDING),) if plain.endswith(_ENDING) else (plain, plain.removesuffix("s"))
    return next(
        (stem for stem in stems[::-1] if len(stem) >= _SHORTEST and known(stem) and known(stem + _ENDING)), None
    )


def _stem(word: str) -> str:
    """A word in lower case, its plural in -ies as the singular in -y."""
    plain = word.casefold()
    return f"{plain[:-3]}y" if plain.endswith("ies") else plain
