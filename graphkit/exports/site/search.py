"""The search of a site: an index of what its pages hold, in files that a browser loads as it needs them.

A browser may not read data beside a page that was opened from a disk, but it runs scripts from there. So the index is a
folder of scripts, each of which hands one piece of data to the page's own (assets/search.js): `all.js` tells what there
is, `words/<n>.js` holds a stretch of the sorted words, each with the entries that have it and how much it weighs there,
and `entries/<n>.js` what is shown of so many entries. Entries are numbered kind after kind.

>>> words("Prisoners’ pay & the café’s PS-JES-0108")
['prisoners', 'pay', 'and', 'the', 'cafes', 'ps', 'jes', '0108']
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil
from unicodedata import category, normalize

from graphkit.exports.site.pages import NAVIGATION, Entry, Page
from graphkit.exports.site.places import Place
from graphkit.exports.view import File
from graphkit.markup import Html, element, join, told

__all__ = ["Index", "page", "words"]

_HERE = Place("search")
#: entries of one file
_CHUNK = 100
#: bytes of one file of words, about
_STRETCH = 64_000
#: what one occurrence of a word counts in the title of an entry, in its words and where it says it stands
_TITLE, _WORDS, _WHERE = 12, 4, 1
#: BM25: how soon more occurrences add less (1.2 in words), and how much the length of an entry matters
_SOON, _LENGTH = 1.2 * _WORDS, 0.75
#: the weights of a word in an entry are whole numbers up to this
_HEAVIEST = 15


class _Kept(dict[int, int | None]):
    """For str.translate: drops accents and apostrophes, keeps every other letter."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        self[code] = None if letter in "'’ʼ" or category(letter).startswith("M") else code
        return self[code]


_KEPT = _Kept()


def words(text: str) -> list[str]:
    """The words of a text as the search compares them; assets/search.js does the same."""
    plain = text if text.isascii() else normalize("NFKD", text)
    return re.findall(r"[^\W_]+", plain.translate(_KEPT).replace("&", " and ").lower())


class Index:
    """What all pages have to be found. It holds each entry as it is written, and four bytes for each word of one."""

    def __init__(self) -> None:
        self._written: dict[str, list[str]] = defaultdict(list)
        #: kind and weight of all words of each entry, in the order in which they came
        self._kinds: list[str] = []
        self._sizes = array("I")
        #: word -> entries, each with the weight of the word in it in the last eight bits
        self._having: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, entries: Iterable[Entry]) -> None:
        """Take the entries of a page."""
        for entry in entries:
            title, text, where = told(entry.title), told(entry.words), told(entry.where)
            counts = Counter[str]()
            for printed, weight in ((title, _TITLE), (text, _WORDS), (where, _WHERE)):
                for word in words(printed):
                    counts[word] += weight
            for word, count in counts.items():
                self._having[word].append(len(self._kinds) << 8 | min(count, 255))
            self._kinds.append(entry.kind)
            self._sizes.append(counts.total())
            self._written[entry.kind].append(_json([title, _beyond(title, text), where, entry.place.link(_HERE)]))

    def files(self) -> Iterator[File]:
        """The files of the index, the same bytes for the same entries in the same order."""
        kinds = sorted(self._written)
        written = [entry for kind in kinds for entry in self._written[kind]]
        for number, start in enumerate(range(0, len(written), _CHUNK)):
            yield _file(f"entries/{number}", f"[{','.join(written[start : start + _CHUNK])}]")
        firsts = []
        for number, (first, stretch) in enumerate(self._stretches(self._numbers(kinds))):
            firsts.append(first)
            yield _file(f"words/{number}", f"[{','.join(stretch)}]")
        sizes = [(kind, len(self._written[kind])) for kind in kinds]
        yield _file("all", _json({"chunk": _CHUNK, "kinds": sizes, "words": firsts}))

    def _numbers(self, kinds: Sequence[str]) -> array[int]:
        """The number of each entry, kind after kind, in the order in which they came."""
        starts = accumulate((len(self._written[kind]) for kind in kinds), initial=0)
        following = dict(zip(kinds, starts, strict=False))
        numbers = array("I")
        for kind in self._kinds:
            numbers.append(following[kind])
            following[kind] += 1
        return numbers

    def _stretches(self, numbers: array[int]) -> Iterator[tuple[str, list[str]]]:
        """The words in the order of JavaScript, cut where a file is full: the first word, and each with its entries."""
        usual = max(sum(self._sizes) / max(len(self._sizes), 1), 1)
        slowness = [_SOON * (1 - _LENGTH + _LENGTH * size / usual) for size in self._sizes]
        stretch, full = list[str](), 0
        first = ""
        for word in sorted(self._having, key=lambda word: word.encode("utf-16-be")):
            line = _json([word, *_by_weight(self._having[word], numbers, slowness)])
            if stretch and full + len(line) > _STRETCH:
                yield first, stretch
                stretch, full = [], 0
            first = first if stretch else word
            stretch.append(line)
            full += len(line)
        if stretch:
            yield first, stretch


def _by_weight(having: array[int], numbers: array[int], slowness: Sequence[float]) -> Iterator[list[int]]:
    """The entries that have a word: of each weight a list that begins with it, then each number less the one before."""
    found: dict[int, list[int]] = defaultdict(list)
    for packed in having:
        entry, count = packed >> 8, packed & 255
        found[ceil(_HEAVIEST * count / (count + slowness[entry]))].append(numbers[entry])
    for weight in sorted(found):
        ordered = sorted(found[weight])
        yield [weight, ordered[0], *(after - before for before, after in pairwise(ordered))]


def page() -> Page:
    """The page on which it is searched, from the field that every page has; without script it leads to the lists."""
    here = Page(place=_HERE, title="Search", body=Html())
    lists = [element("li", here.link(Place(path), name)) for path, name in NAVIGATION]
    none = "Try fewer words, another word for the same, or only the beginning of a word."
    body = [
        element("p", "The search runs in the browser and needs script, which did not run here.", class_="unscripted"),
        element("p", element("output")),
        element("fieldset", element("legend", "Kind"), class_="kinds", hidden=True),
        element("ol", class_="results"),
        element("button", "Show more", type="button", class_="more", hidden=True),
        element("p", none, class_="none", hidden=True),
        element("section", element("h2", "Lists of everything"), element("ul", *lists), class_="lists"),
    ]
    return Page(place=_HERE, title="Search", body=join(body), scripts=("assets/search.js",))


def _beyond(title: str, text: str) -> str:
    """What a text says beyond a title that may be its beginning."""
    head = title.removesuffix("…").rstrip()
    rest = text.removeprefix(head)
    if rest == text or rest[:1].isalnum():
        return text
    return f"… {rest.strip()}" if words(rest) else ""


def _file(name: str, data: str) -> File:
    """A script that hands data to the page's own."""
    return File(f"{_HERE.path}/{name}.js", f"arrived({json.dumps(name)},{data});\n".encode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
