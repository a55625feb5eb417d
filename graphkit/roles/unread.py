"""What is to be said of a document that was not read to the end: what its unread words ask for, nobody can say.

>>> from types import SimpleNamespace
>>> places = [Place(file="a.txt", line=number, end_line=number) for number in (3, 4, 5, 9)]
>>> for sentence in unread_words(SimpleNamespace(name="a@1", unread=places)):
...     print(sentence)
Not all of a@1 was read: what its words on lines 3-5 and 9 of a.txt ask for is told nowhere here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.findings import Place
from graphkit.roles.nouns import Role

__all__ = ["unread_words"]

#: so many runs of lines are named
_SHOWN = 8


def unread_words(role: Role) -> Iterator[str]:
    """A sentence on the words of a role's document that no reader understood; none where all were read."""
    if not role.unread:
        return
    runs, file = list(_runs(role.unread)), role.unread[0].file
    lines = f" on line{'s' if len(runs) > 1 or '-' in runs[0] else ''} {_listed(runs)}" if runs else ""
    of = f" of {file}" if file else ""
    yield f"Not all of {role.name} was read: what its words{lines}{of} ask for is told nowhere here."


def _runs(places: Iterable[Place]) -> Iterator[str]:
    """The lines, those that follow each other as one."""
    lines = sorted({
        line
        for place in places
        if place.line is not None
        for line in range(place.line, (place.end_line or place.line) + 1)
    })  # fmt: skip
    first = None
    for line in lines:
        first = line if first is None else first
        if line + 1 not in lines:
            yield f"{first}-{line}" if line > first else str(line)
            first = None


def _listed(runs: list[str]) -> str:
    if len(runs) > _SHOWN:
        return f"{', '.join(runs[:_SHOWN])} and others"
    return " and ".join(filter(None, (", ".join(runs[:-1]), runs[-1])))
