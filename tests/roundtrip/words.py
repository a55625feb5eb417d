"""Invented words, so that nothing drawn can be a template's wording, and the accidents of printing that all share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from random import Random

__all__ = ["VOCABULARY", "dated", "guid", "name", "sentence", "short_ended", "spoilt", "text"]

_BEGIN = ["br", "dr", "fl", "gl", "kr", "pl", "skw", "thr", "vr", "zw"]
_END = ["ben", "dov", "fim", "gath", "lun", "mop", "nask", "rud", "tig", "voll"]
VOCABULARY = ["".join(parts) for parts in product(_BEGIN, "aeiou", _END)]
_SMALL = ["and", "of", "the", "in", "with", "to", "for", "a", "or", "on"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def name(random: Random, most: int = 3) -> str:
    """Some words with a capital each, none twice: a title, a body, a place."""
    seeded = _seeded(random)
    return " ".join(word.capitalize() for word in seeded.sample(VOCABULARY, random.randint(1, most)))


def text(random: Random, least: int = 3, most: int = 25) -> str:
    """Words that begin with a capital, small words, compounds and names among them; no full stop at the end."""
    size, seeded = random.randint(least, most), _seeded(random)
    words = [seeded.choice(VOCABULARY)]
    while len(words) < size:
        draw = seeded.random()
        if draw < 0.3 and words[-1] not in _SMALL:
            words.append(seeded.choice(_SMALL))
            continue
        word = seeded.choice(VOCABULARY)
        word = word.capitalize() if draw > 0.92 else word
        words.append(f"{word}-{seeded.choice(VOCABULARY)}" if 0.88 < draw < 0.92 else word)
    while words[-1] in _SMALL:
        words[-1] = seeded.choice(VOCABULARY)
    return " ".join([words[0].capitalize(), *words[1:]])


def sentence(random: Random, most: int = 25) -> str:
    """Words with a full stop; now and then two sentences."""
    more = f" {text(random, 3, most)}." if random.random() < 0.2 else ""
    return f"{text(random, 3, most)}.{more}"


def _seeded(random: Random) -> Random:
    """What draws the words of one text, so that a whole text is one choice."""
    return Random(random.randrange(1 << 16))  # noqa: S311


def guid(random: Random, number: int) -> str:
    """An identity, unlike those of other numbers."""
    return f"{random.randrange(1 << 32):08x}-0000-4000-8000-{number:012x}"


def dated(random: Random) -> tuple[str, str]:
    """A day in one of the forms in which it is printed, and in ISO form."""
    day = date.fromordinal(date(2000, 1, 1).toordinal() + random.randrange(11_000))
    month = _MONTHS[day.month - 1]
    ends = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    forms = [
        f"{day:%d/%m/%y}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}{ends.get(day.day, 'th')} {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day:02} {month[:3]} {day.year}",
        day.isoformat(),
    ]
    return random.choice(forms), day.isoformat()


def short_ended(words: str, width: int) -> str:
    """A sentence whose last line ends well before the margin, so that what follows is seen to be another paragraph."""
    while len(textwrap.wrap(words, width)[-1]) > width // 2:
        spoken = words.split()[:-1]
        while spoken[-1] in _SMALL:
            spoken.pop()
        words = " ".join(spoken).rstrip(".") + "."
    return words


def spoilt(random: Random, lines: Sequence[str], accidents: Iterable[str]) -> str:
    """The lines as a file's text, with blank lines, blanks, tabs and line ends as they may be."""
    found = list(lines)
    if "blank line after every line" in accidents:
        found = [part for line in found for part in (line, "")]
    if "blanks at line ends" in accidents:
        found = [line + random.choice(["", "  ", "\t"]) for line in found]
    if "form feeds" in accidents:
        found = [("\f" if random.random() < 0.05 else "") + line for line in found]
    end = "\r\n" if "line ends of Windows" in accidents else "\n"
    mark = "\ufeff" if "byte order mark" in accidents else ""
    return mark + end.join(found) + random.choice(["", end])
