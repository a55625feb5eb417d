"""Words, and how alike two texts are by the words they share.

>>> likeness = Likeness(["Drive a van", "Keep a log", "Mend a van"])
>>> likeness.of("Drive a van", "drive a van.")
1.0
>>> likeness.of("Drive a van", "Drive a bus") > likeness.of("Drive a van", "Mend a van")
True
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log

__all__ = ["Likeness", "printable", "words"]

#: likenesses are compared as numbers of this many places, so that the order of a sum does not tell
_PLACES = 9


@cache
def words(printed: str) -> tuple[str, ...]:
    """The words of a text for comparison: case, punctuation and apostrophes left out, "&" as "and".

    >>> words("Prisoners’ pay & conditions: 2 years")
    ('prisoners', 'pay', 'and', 'conditions', '2', 'years')
    """
    return tuple(re.findall(r"[^\W_]+", re.sub("['’]", "", printed.replace("&", " and ")).casefold()))


def printable(printed: str) -> str:
    r"""Words on one line, with nothing in them that a terminal would obey.

    >>> printable("red\n  \x1b[31mink")
    'red ?[31mink'
    """
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(printed.split()))


class Likeness:
    """How alike two texts are, seen among others: the share of their words that both have, from 0 to 1.

    A word weighs the more the fewer of the texts have it, so that "experience of" makes no two requirements alike. It
    is the same both ways, and does not heed the order of words.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        among = [frozenset(words(text)) for text in texts]
        self._texts = len(among)
        self._holding = Counter(word for found in among for word in found)

    def of(self, left: str, right: str) -> float:
        """The likeness of two texts; texts without a word are like nothing."""
        one, other = Counter(words(left)), Counter(words(right))
        shared, both = self._weight(one & other), self._weight(one) + self._weight(other)
        return round(2 * shared / both, _PLACES) if both else 0.0

    def pairs(self, left: Sequence[str], right: Sequence[str], least: float) -> Iterator[tuple[float, int, int]]:
        """Every pair that is at least so alike (above 0), as likeness and places; no pair that cannot be is looked at.

        Texts that alike share a word among the heaviest of each: were the heaviest word they share not among them,
        all they share would weigh too little.
        """
        heavy: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(right):
            for word in self._heaviest(text, least):
                heavy[word].append(place)
        for place, text in enumerate(left):
            for other in sorted({near for word in self._heaviest(text, least) for near in heavy[word]}):
                if (alike := self.of(text, right[other])) >= least:
                    yield alike, place, other

    def _weight(self, found: Counter[str]) -> float:
        return sum(found[word] * self._of_word(word) for word in sorted(found))

    def _of_word(self, word: str) -> float:
        return log(1 + (self._texts or 1) / (self._holding[word] or 1))

    def _heaviest(self, text: str, least: float) -> list[str]:
        """The rarest words of a text, so many that the others weigh less than what two so alike must share."""
        found = Counter(words(text))
        needed = self._weight(found) * least / (2 - least) * (1 - 1e-6)
        rarest = sorted(found, key=lambda word: (-self._of_word(word), word))
        while rarest and (needed := needed - found[rarest[-1]] * self._of_word(rarest[-1])) > 0:
            rarest.pop()
        return rarest
