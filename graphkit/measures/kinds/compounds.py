"""Compounds that are printed in one word here and with a hyphen or a blank there, and words broken in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.broken import is_broken
from graphkit.measures.english import known
from graphkit.measures.groups import Occurrence, group
from graphkit.measures.misprints import words
from graphkit.measures.tokens import Token, current_rows
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

_HYPHENS = frozenset("-‐‑")
#: half of a compound has so many letters at least
_HALF = 3

#: the two halves in lower case
_Halves = tuple[str, str]
_Pairs = dict[_Halves, list[Occurrence]]


@dataclass
class _Seen:
    """Where compounds are printed: whole by their letters, with a hyphen or a blank by their halves."""

    whole: dict[str, list[Occurrence]]
    hyphen: _Pairs
    blank: _Pairs


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """One group for each compound with all its forms, and one for each broken word, over the newest editions."""
    seen = _seen(facts)
    broken = {halves for halves in {*seen.hyphen, *seen.blank} if is_broken(*halves)}
    broken -= {halves for halves in seen.hyphen if halves in seen.blank}
    for halves in sorted(broken):
        places = [*seen.blank.get(halves, []), *seen.hyphen.get(halves, [])]
        label, says = f"“{places[0].words}”", f"“{''.join(halves)}”"
        yield from group(RCQ.SplitWord, "".join(halves), places, facts, names, label=label, says=says)
    for halves in sorted({*seen.hyphen, *seen.blank} - broken):
        forms = [seen.whole.get("".join(halves), []), seen.hyphen.get(halves, []), seen.blank.get(halves, [])]
        if sum(map(bool, forms)) > 1 and (_is_free(halves, has_whole=bool(forms[0])) or _is_acronym(forms[1:])):
            places = [place for some in forms for place in _first_in_each_document(some)]
            label = " and ".join(f"“{some[0].words}”" for some in forms if some)
            yield from group(RCQ.HyphenVariant, " ".join(halves), places, facts, names, label=label)


def _seen(facts: Facts) -> _Seen:
    """Of words with a blank between only those that may be a compound, of whole words only those that may be one."""
    wholes: dict[str, list[Token]] = defaultdict(list)
    hyphen: _Pairs = defaultdict(list)
    pairs: dict[_Halves, list[tuple[Token, Token]]] = defaultdict(list)
    for item, found in current_rows(facts):
        for token in (token for token in found if token.word[1:].islower() or token.word.isupper()):
            wholes[token.word.casefold()].append(token)
        for left, right in pairwise(found):
            if right.before in _HYPHENS:
                if left.before not in _HYPHENS and item.text[right.end : right.end + 1] not in _HYPHENS:
                    hyphen[_halves(left, right)].append(Occurrence(item, left.start, right.end))
            elif right.before == " " and left.before not in _HYPHENS:
                pairs[_halves(left, right)].append((left, right))
    blank = {
        halves: [Occurrence(left.item, left.start, right.end) for left, right in some]
        for halves, some in pairs.items()
        if halves in hyphen or halves[0] in words("Prefix") or "".join(halves) in wholes or is_broken(*halves)
    }
    joined = ("".join(halves) for halves in {*hyphen, *blank})
    whole = {word: [Occurrence(t.item, t.start, t.end) for t in wholes[word]] for word in joined if word in wholes}
    return _Seen(whole, hyphen, blank)


def _halves(left: Token, right: Token) -> _Halves:
    return left.word.casefold(), right.word.casefold()


def _is_free(halves: _Halves, *, has_whole: bool) -> bool:
    """Whether a compound means the same in all its forms, so that the form is a matter of style.

    With a hyphen or a blank most compounds follow grammar (a full-time post, to work full time); those that are
    printed as one word too, or that open with what is no word of its own, do not.
    """
    left, right = halves
    if "".join(halves) in words("Apart"):
        return False
    if left in words("Prefix"):
        return len(right) >= _HALF
    halves_are_words = min(len(left), len(right)) >= _HALF and not words("Small").intersection(halves)
    return has_whole and halves_are_words and known(left) and known(right)


def _is_acronym(forms: list[list[Occurrence]]) -> bool:
    """Whether capitals stand before an ordinary word in all forms (CT-specific), where grammar asks for a hyphen."""
    firsts = [place.words.replace("-", " ").split()[:2] for some in forms for place in some]
    return all(forms) and all(left.isupper() and len(left) > 1 and right.islower() for left, right in firsts)


def _first_in_each_document(places: list[Occurrence]) -> list[Occurrence]:
    """The first place of a form in each document."""
    return list({place.item.document: place for place in reversed(places)}.values())[::-1]
