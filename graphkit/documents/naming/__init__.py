"""Names and acronyms, found by their form in the items of one document.

A name is found where its capitals cannot be those of a sentence or a heading; then every occurrence of it is found. The
noun that heads it says what kind of thing it means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphkit.documents.naming.expansions import Expansion, expansions
from graphkit.documents.naming.headnouns import kind_of
from graphkit.documents.naming.lists import split_list
from graphkit.documents.naming.pieces import Key, Piece, Text, key
from graphkit.documents.naming.proper import labelled_names, proper_names
from graphkit.documents.naming.reporting import reporting_line
from graphkit.documents.naming.tokens import Word, words
from graphkit.records import Concept

__all__ = ["Found", "Piece", "ShortForm", "find", "reporting_line", "split_list"]


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence of a name: `start` and `end` count in the text of the piece."""

    key: str
    start: int
    end: int
    concept: Concept


@dataclass(frozen=True, slots=True)
class ShortForm:
    """An acronym of the document, with its expansion where the document prints one.

    The place is the first that gives the expansion, both words included, else the first occurrence.
    """

    key: str
    start: int
    end: int
    short_form: str
    expansion: str | None


@dataclass
class _Names:
    """What the document was found to name, by the words of each name, and what its acronyms stand for."""

    concepts: dict[Key, Concept] = field(default_factory=dict)
    expanded: dict[str, str] = field(default_factory=dict)

    def add(self, text: str, name: Sequence[Word], kind: str | None = None) -> None:
        printed = text[name[0].start : name[-1].end]
        self.concepts.setdefault(key(name), Concept(kind or kind_of(name), printed))

    def expand(self, text: str, found: Expansion, spoken: Sequence[Word]) -> None:
        """An acronym and its expansion are one thing, by the name of the expansion."""
        name, short = spoken[found.first : found.last], spoken[found.at : found.after]
        self.add(text, name)
        expansion = text[name[0].start : name[-1].end]
        self.concepts[key(short)] = Concept(self.concepts[key(name)].kind, expansion)
        self.expanded.setdefault(text[short[0].start : short[-1].end], expansion)


def find(pieces: Sequence[Piece], titles: Collection[str] = ()) -> tuple[tuple[Found, ...], tuple[ShortForm, ...]]:
    """Every occurrence of every name in a document's items, and its acronyms; `titles` are those of the post itself.

    >>> found, short_forms = find([Piece("duty/1", "Advise the Night Shelter Board (NSB) and Old Town.", "Duty", None)])
    >>> [(name.concept.kind, name.concept.name) for name in found]
    [('Organisation', 'Night Shelter Board'), ('NamedThing', 'Old Town')]
    >>> [(form.short_form, form.expansion) for form in short_forms]
    [('NSB', 'Night Shelter Board')]
    """
    texts = [Text(piece, words(piece.text)) for piece in pieces]
    names = _Names()
    for printed, name in labelled_names(texts).values():
        names.add(printed, name)
    for heading in dict.fromkeys(piece.section for piece in pieces if piece.section):
        spoken = words(heading)
        for expansion in expansions(heading, spoken):
            names.expand(heading, expansion, spoken)
    for text in texts:
        for expansion in text.expansions:
            names.expand(text.piece.text, expansion, text.words)
    for printed, name in proper_names(texts).values():
        names.add(printed, name)
    for text in texts:
        for first, last in text.acronyms:
            names.add(text.piece.text, text.words[first:last])
        if line := reporting_line(text.piece.text, titles):
            role = [word for word in text.words if line[0] <= word.start and word.end <= line[1]]
            names.add(text.piece.text, role, "Role")
    by_first = _by_first(names.concepts)
    found = [name for text in texts for name in _occurrences(text, names, by_first)]
    return tuple(found), tuple(_short_forms(texts, names))


def _by_first(keys: Iterable[Key]) -> dict[str, list[int]]:
    """First word of a name -> the lengths of the names that begin with it, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in keys:
        lengths.setdefault(name[0][1], set()).add(len(name))
    return {first: sorted(each, reverse=True) for first, each in lengths.items()}


def _occurrences(text: Text, names: _Names, by_first: dict[str, list[int]]) -> Iterator[Found]:
    """Every name in a text, from left to right, the longest first; an expansion with its acronym is one."""
    begins = {min(found.at, found.first): found for found in text.expansions}
    stops = iter([*sorted(begins), len(text.words)])
    stop = next(stops)
    piece = text.piece
    at = 0
    while at < len(text.words):
        if expansion := begins.get(at):
            known = names.concepts[key(text.words[expansion.first : expansion.last])]
            concept = Concept(known.kind, text.printed(expansion.first, expansion.last))
            yield Found(piece.key, expansion.start, expansion.end, concept)
            at = max(expansion.after, expansion.last)
            continue
        while stop <= at:
            stop = next(stops)
        for length in by_first.get(text.words[at].text, ()):
            name = text.words[at : at + length]
            if at + length > stop or (text.is_title and _goes_on(text.words, at, at + length)):
                continue
            if same := names.concepts.get(key(name)):
                end, year = _with_year(text, at + length)
                printed = text.printed(at, at + length)
                concept = Concept(same.kind, names.expanded.get(printed, printed) + year)
                yield Found(piece.key, name[0].start, end, concept)
                at += length + bool(year)
                break
        else:
            at += 1


def _goes_on(spoken: Sequence[Word], at: int, after: int) -> bool:
    """Whether words in title case go on before or after a name, so that it is only a part of a title."""
    if spoken[at].form == "acronym":
        return False
    before = at > 0 and spoken[at].gap == " "
    return before or (after < len(spoken) and spoken[after].gap == " ")


def _with_year(text: Text, after: int) -> tuple[int, str]:
    """Where a name ends with the year in brackets that follows it, and that year as printed."""
    end = text.words[after - 1].end
    year = text.words[after] if after < len(text.words) else None
    if year and year.gap == "(" and re.fullmatch(r"\d{4}\)", text.piece.text[year.start : year.end + 1]):
        return year.end + 1, text.piece.text[end : year.end + 1]
    return end, ""


def _short_forms(texts: Sequence[Text], names: _Names) -> Iterator[ShortForm]:
    """One a spelling, in order of first occurrence; at the place that gives the expansion, where one does."""
    first: dict[str, ShortForm] = {}
    spelt_out: set[str] = set()
    for text in texts:
        expanded = {found.at: found for found in text.expansions}
        for at, after in text.acronyms:
            printed = text.printed(at, after)
            if (found := expanded.get(at)) and printed not in spelt_out:
                spelt_out.add(printed)
                expansion = text.printed(found.first, found.last)
                first[printed] = ShortForm(text.piece.key, found.start, found.end, printed, expansion)
            elif printed not in first:
                start, end = text.words[at].start, text.words[after - 1].end
                first[printed] = ShortForm(text.piece.key, start, end, printed, names.expanded.get(printed))
    return iter(first.values())
