"""Which English words there are, British and American: a general word list, a dependency; no list is kept here.

>>> known("organisation"), known("organization"), known("orgnisation")
(True, True, False)
>>> neighbours("orgnisation")
('organisation',)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import ascii_lowercase

from simplemma import is_known

__all__ = ["is_english", "known", "neighbours", "with_other_end"]

_GENITIVE = re.compile(r"['’]s?$")
#: what English puts before any word; a word so made need not be in a list
_MADE = re.compile(r"(?:un|non|re|pre|co|over|under|multi)([a-z]{5,})$")
_WORD = re.compile(r"[^\W\d_]+")
_TOO_FEW = 3


@lru_cache(maxsize=1 << 16)
def known(word: str) -> bool:
    """Whether the list has a word, in lower case or as a name, with or without the ending of a genitive.

    It has, too, what is made from one of its words (unmanned), and both ways to write -ise.

    >>> known("Unrecognised"), known("recategorise"), known("untill")
    (True, True, False)
    """
    bare = _GENITIVE.sub("", word.replace("’", "'")).lower()
    if is_known(bare, lang="en") or is_known(bare.capitalize(), lang="en"):
        return True
    made = _MADE.match(bare)
    american = re.sub("is(?=e|ing|ation|er)", "iz", bare)
    return (made is not None and known(made[1])) or (american != bare and known(american))


@cache
def neighbours(word: str) -> tuple[str, ...]:
    """The words of the list that are one letter from this one: left out, put in, exchanged or swapped.

    The first letter and the last hold, because what differs there is as a rule another form or another word.
    """
    near = set()
    for at in range(1, len(word)):
        before, after = word[:at], word[at:]
        near |= {before + letter + after for letter in ascii_lowercase}
        if len(after) > 1:
            near |= {before + letter + after[1:] for letter in ("", *ascii_lowercase)}
        if len(after) > 2:
            near.add(before + after[1] + after[0] + after[2:])
    if word.endswith(("or", "er")):  # a grantor is one who grants, as much as a granter
        near -= {word[:-2] + "or", word[:-2] + "er"}
    return tuple(sorted(other for other in near - {word} if known(other)))


@cache
def with_other_end(word: str) -> tuple[str, ...]:
    """The words of the list that have one letter more or less at the end, a plural aside.

    >>> with_other_end("servicer"), with_other_end("piezometer")
    (('service',), ())
    """
    longer = [word + letter for letter in ascii_lowercase if letter != "s"]
    shorter = [] if word.endswith("s") else [word[:-1]]
    return tuple(other for other in (*shorter, *longer) if known(other))


@lru_cache(maxsize=1 << 14)
def is_english(text: str) -> bool:
    """Whether at least half of the words of a text are English; of three words or fewer nobody can tell.

    >>> is_english("Gweithio gyda phobl ar brawf"), is_english("Work with people and dogs")
    (False, True)
    """
    found = [word for word in _WORD.findall(text) if len(word) > 1]
    return len(found) <= _TOO_FEW or 2 * sum(map(known, found)) >= len(found)
