"""Lists in a labelled place, such as those one liaises with, as bodies and people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.documents.naming.capitals import shared_head
from graphkit.documents.naming.expansions import expansions
from graphkit.documents.naming.headnouns import head_kind, joins, people
from graphkit.documents.naming.tokens import Word, words
from graphkit.records import Concept

__all__ = ["split_list"]

#: no name has more words
_LONGEST = 16


def split_list(text: str) -> tuple[Concept, ...]:
    """The bodies and people of a list in a labelled place, each as printed, but for an acronym beside its expansion.

    >>> [(each.kind, each.name) for each in split_list("Other Night Shelters and Head Office, BQZ, landlords.")]
    [('Organisation', 'Night Shelters'), ('Organisation', 'Head Office'), ('Organisation', 'BQZ'), ('Group', 'landlords')]
    """  # noqa: E501
    spoken = words(text)
    spelt_out = {spoken[min(each.at, each.first)].start: each for each in expansions(text, spoken)}
    listed = []
    for part in _list_parts(spoken):
        expansion = next((spelt_out[word.start] for word in part if word.start in spelt_out), None)
        named = spoken[expansion.first : expansion.last] if expansion else _unbracketed(part)
        listed.append(_listed(text, named))
    return tuple(listed)


def _list_parts(spoken: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The parts of a list: between commas and semicolons, and at an "and" that joins no two halves of one name."""
    begin = 0
    for at, word in enumerate(spoken):
        if at > begin and any(mark in word.gap for mark in ",;"):
            yield spoken[begin:at]
            begin = at
        if word.text == "and":
            left, right = spoken[max(begin, at - _LONGEST) : at], _capitals(spoken[at + 1 : at + _LONGEST])
            if not all(_is_of_a_name(each) for each in left) or not shared_head(left, right):
                if left:
                    yield spoken[begin:at]
                begin = at + 1
    if spoken[begin:]:
        yield spoken[begin:]


def _is_of_a_name(word: Word) -> bool:
    return word.form in ("capital", "acronym") or word.text in (*joins(), "and")


def _capitals(spoken: Sequence[Word]) -> Sequence[Word]:
    """The capitals that a part of a list opens with."""
    other = (
        at for at, word in enumerate(spoken) if word.form not in ("capital", "acronym") or (at and word.gap != " ")
    )
    return spoken[: next(other, len(spoken))]


def _unbracketed(part: Sequence[Word]) -> Sequence[Word]:
    """A part of a list up to the bracket it opens."""
    return part[: next((at for at, word in enumerate(part) if at and "(" in word.gap), len(part))]


def _listed(text: str, part: Sequence[Word]) -> Concept:
    if part[0].form == "small" and len(part) > 1 and all(word.form in ("capital", "acronym") for word in part[1:]):
        part = part[1:]
    stop = next((at for at, word in enumerate(part) if at and word.form == "small"), len(part))
    last = part[stop - 1]
    if last.form == "acronym" or (last.form == "capital" and not (len(part) == 1 and last.opens)):
        kind = head_kind(part)
        kind = kind if kind in ("Group", "Role") else "Organisation"
    else:
        kind = "Group" if people(last.text) or last.text.endswith("s") else "Organisation"
    return Concept(kind, text[part[0].start : part[-1].end])
