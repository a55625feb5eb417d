"""Words that are one letter from the word which the same words have between them elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.english import known
from graphkit.measures.groups import Occurrence, group
from graphkit.measures.tokens import Token, current_rows
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

_SHORTEST = 4
#: a word may be slipped where it is printed so often at most
_OFTEN = 2

#: two words before and two after, in lower case; "" where a sentence begins or ends
_Around = tuple[str, str, str, str]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """One group for each slipped word, with one place of the word that stands elsewhere."""
    sentences = [sentence for row in current_rows(facts) for sentence in _sentences(row.tokens)]
    uses = Counter(token.word.casefold() for sentence in sentences for token in sentence)
    rare: dict[_Around, list[Token]] = defaultdict(list)
    for around, token in _windows(sentences):
        if uses[token.word.casefold()] <= _OFTEN and len(token.word) >= _SHORTEST and known(token.word):
            rare[around].append(token)
    wanted: dict[str, tuple[Token, Token]] = {}
    for around, token in _windows(sentences):
        for slip in rare.get(around, ()):
            word, other = slip.word.casefold(), token.word.casefold()
            if _is_slip(word, other) and (uses[other], other) > (uses[word], word):
                wanted.setdefault(word, (slip, token))
    for word, (slip, token) in sorted(wanted.items()):
        places = [Occurrence(place.item, place.start, place.end) for place in (slip, token)]
        label, says = f"“{slip.word}”", f"“{token.word}”"
        yield from group(RCQ.WordSlip, word, places, facts, names, label=label, says=says)


def _sentences(found: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The words of an item, sentence by sentence."""
    starts = [at for at, token in enumerate(found) if token.opens or at == 0]
    for begin, end in pairwise([*starts, len(found)]):
        yield found[begin:end]


def _windows(sentences: list[tuple[Token, ...]]) -> Iterator[tuple[_Around, Token]]:
    """Each word with the two words on both sides of it, three of the four being there."""
    for sentence in sentences:
        row = ["", "", *(token.word.casefold() for token in sentence), "", ""]
        for at, token in enumerate(sentence, 2):
            around = (row[at - 2], row[at - 1], row[at + 1], row[at + 2])
            if sum(map(bool, around)) > 2:
                yield around, token


def _is_slip(word: str, other: str) -> bool:
    """Whether two words differ by an apostrophe or by one letter that makes no other number or case of the word.

    >>> _is_slip("vales", "values"), _is_slip("base", "based"), _is_slip("post", "posts"), _is_slip("plan", "play")
    (True, True, False, False)
    """
    bare, other_bare = (form.replace("’", "'").strip("'") for form in (word, other))
    if bare == other_bare:
        return word.replace("’", "'") != other.replace("’", "'")
    if bare[0] != other_bare[0] or abs(len(bare) - len(other_bare)) > 1:
        return False
    short, long = sorted((bare, other_bare), key=len)
    if len(short) == len(long):
        differ = [at for at, (one, two) in enumerate(zip(short, long, strict=True)) if one != two]
        return differ[-1] < len(short) - 1 and (len(differ) == 1 or _swapped(short, long, differ))
    if long[:-1] == short:
        return long.endswith("ed")
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))


def _swapped(short: str, long: str, differ: list[int]) -> bool:
    """Whether the two places where words differ hold the same letters in turn."""
    if len(differ) != 2 or differ[1] - differ[0] != 1:
        return False
    return short[differ[0]] == long[differ[1]] and short[differ[1]] == long[differ[0]]
