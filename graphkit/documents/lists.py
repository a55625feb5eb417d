"""Lists in a labelled place, such as those one liaises with, as bodies and people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.documents.capitals import shared_head
from graphkit.documents.headnouns import head_kind, people
from graphkit.documents.tokens import Word, words
from graphkit.records import Concept

__all__ = ["split_list"]


def split_list(text: str) -> tuple[Concept, ...]:
    """The bodies and people of a list in a labelled place, each as printed.

    >>> [(each.kind, each.name) for each in split_list("Other Night Shelters and Head Office, BQZ, members of the public.")]
    [('Organisation', 'Night Shelters'), ('Organisation', 'Head Office'), ('Organisation', 'BQZ'), ('Group', 'members of the public')]
    """  # noqa: E501
    return tuple(_listed(text, part) for part in _list_parts(words(text)))


def _list_parts(spoken: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The parts of a list: between commas and semicolons, and at an "and" that joins no two halves of one name."""
    begin = 0
    for at, word in enumerate(spoken):
        if at > begin and any(mark in word.gap for mark in ",;"):
            yield spoken[begin:at]
            begin = at
        if word.text == "and":
            left, right = spoken[begin:at], _capitals(spoken[at + 1 :])
            if len(_capitals(left)) < len(left) or not shared_head(left, right):
                if left:
                    yield left
                begin = at + 1
    if spoken[begin:]:
        yield spoken[begin:]


def _capitals(spoken: Sequence[Word]) -> Sequence[Word]:
    """The capitals that a part of a list opens with."""
    other = (
        at for at, word in enumerate(spoken) if word.form not in ("capital", "acronym") or (at and word.gap != " ")
    )
    return spoken[: next(other, len(spoken))]


def _listed(text: str, part: Sequence[Word]) -> Concept:
    if part[0].form == "small" and len(part) > 1 and all(word.form in ("capital", "acronym") for word in part[1:]):
        part = part[1:]
    name = text[part[0].start : part[-1].end]
    stop = next((at for at, word in enumerate(part) if at and word.form == "small"), len(part))
    kind = head_kind(part) if part[stop - 1].form == "capital" else None
    kind = kind or ("Group" if people(part[stop - 1].text) else "Organisation")
    return Concept(kind, name)
