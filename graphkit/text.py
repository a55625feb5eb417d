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
from difflib import SequenceMatcher
from functools import lru_cache
from math import fsum, log

__all__ = ["Likeness", "in_order", "marked_down", "printable", "short_label", "shortened", "words"]

#: likenesses are numbers of so many places
_PLACES = 9
#: letters of a text that is named in a sentence
_LONGEST = 60


@lru_cache(maxsize=1 << 14)
def words(printed: str) -> tuple[str, ...]:
    """The words of a text for comparison: case, punctuation and apostrophes left out, "&" as "and".

    >>> words("Prisoners’ pay & conditions: 2 years")
    ('prisoners', 'pay', 'and', 'conditions', '2', 'years')
    """
    return tuple(re.findall(r"[^\W_]+", re.sub("['’]", "", printed.replace("&", " and ")).casefold()))


def shortened(printed: str) -> str:
    """The first words of a long text, for a sentence that names it.

    >>> shortened("Keep records of every visit and hand them over to the officer in charge")
    'Keep records of every visit and hand them over to the…'
    """
    if len(printed) <= _LONGEST:
        return printed
    return printed[:_LONGEST].rsplit(" ", 1)[0] + "…"


def short_label(words: str, size: int = _LONGEST) -> str:
    """The first words, as many as fit into so many characters.

    >>> short_label("K1 Sentencing and criminal justice legislation and organisational policies", 40)
    'K1 Sentencing and criminal justice …'
    """
    if len(words) <= size:
        return words.rstrip(" .;:")
    cut = words[: size - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,.;:(") + " …"


def printable(printed: str) -> str:
    r"""Words on one line, with nothing in them that a terminal would obey.

    >>> printable("red\n  \x1b[31mink")
    'red ?[31mink'
    """
    line = " ".join(printed.split())
    return line if line.isprintable() else "".join(letter if letter.isprintable() else "?" for letter in line)


def marked_down(printed: str) -> str:
    r"""Words on one line that Markdown takes for words.

    >>> marked_down("*must* hold <b>1. licence</b>\n# now")
    '\\*must\\* hold \\<b\\>1. licence\\</b\\> \\# now'
    """
    return re.sub(r"([\\`*_{}\[\]<>#|~!&]|^[-+](?=\s|$)|^\d+(?=[.)]))", _escaped, printable(printed))


def _escaped(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def in_order(left: Sequence[str], right: Sequence[str], enough: float = 0.0) -> float:
    """How much two word sequences share in order, from 0 to 1; 0 where that is surely less than `enough`.

    >>> in_order(("keep", "the", "records"), ("keep", "records")), in_order(("keep", "bees"), ("sing",), 0.8)
    (0.8, 0.0)
    """
    if left == right:
        return 1.0
    size = len(left) + len(right)
    if 2 * min(len(left), len(right)) / size < enough or 2 * sum(map(set(right).__contains__, left)) / size < enough:
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


class Likeness:
    """How alike two texts are, seen among others: the share of their words that both have, from 0 to 1.

    A word weighs the more the fewer of the texts have it, so that "experience of" makes no two requirements alike. It
    is the same both ways, and does not heed the order of words.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = len(among := [frozenset(words(text)) for text in texts]) or 1
        self._holding = Counter(word for found in among for word in found)
        self._known: dict[str, tuple[Counter[str], float]] = {}

    def of(self, left: str, right: str) -> float:
        """The likeness of two texts; texts without a word are like nothing."""
        (one, weight), (other, other_weight) = self._weighed(left), self._weighed(right)
        both = weight + other_weight
        return round(2 * self._weight(one & other) / both, _PLACES) if both else 0.0

    def pairs(self, left: Iterable[str], right: Iterable[str], least: float) -> Iterator[tuple[float, str, str]]:
        """Every two texts that are at least so alike (above 0), with their likeness; none that cannot be is looked at.

        Texts that alike share a word among the heaviest of each: were the heaviest word they share not among them,
        all they share would weigh too little.
        """
        heavy: dict[str, list[str]] = defaultdict(list)
        for text in dict.fromkeys(right):
            for word in self._heaviest(text, least):
                heavy[word].append(text)
        for text in dict.fromkeys(left):
            near = dict.fromkeys(other for word in self._heaviest(text, least) for other in heavy[word])
            for other in near:
                if (alike := self.of(text, other)) >= least:
                    yield alike, text, other

    def _weighed(self, text: str) -> tuple[Counter[str], float]:
        """The words of a text and what they weigh, counted once."""
        if text not in self._known:
            found = Counter(words(text))
            self._known[text] = found, self._weight(found)
        return self._known[text]

    def _weight(self, found: Counter[str]) -> float:
        return fsum(number * self._of_word(word) for word, number in found.items())

    def _of_word(self, word: str) -> float:
        return log(1 + self._texts / (self._holding[word] or 1))

    def _heaviest(self, text: str, least: float) -> list[str]:
        """The rarest words of a text, so many that the others weigh less than what two so alike must share."""
        found, weight = self._weighed(text)
        needed = weight * least / (2 - least) * (1 - 1e-6)
        rarest = sorted(found, key=lambda word: (-self._of_word(word), word))
        while rarest and (needed := needed - found[rarest[-1]] * self._of_word(rarest[-1])) > 0:
            rarest.pop()
        return rarest
