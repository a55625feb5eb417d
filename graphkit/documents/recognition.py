"""Which family a text is of: one, or none, with the family that is nearest and what it prints besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphkit.documents.families import Family, families
from graphkit.documents.source import Source
from graphkit.errors import ReadError

__all__ = ["family_of", "scores"]

#: a text less like every family than this is of none
_SURE = 0.4
#: a family so much less sure than the surest is not the one, though the text prints some of its signs
_CLEAR = 0.25
#: no more is said of what is missing
_MOST = 3


def scores(source: Source, asked: Iterable[Family] | None = None) -> dict[str, float]:
    """How sure each family is that a text is one of its own, by name, the surest first."""
    found = [(family.recognises(source), family.NAME) for family in (families() if asked is None else asked)]
    return {name: sure for sure, name in sorted(found, key=lambda scored: (-scored[0], scored[1]))}


def family_of(source: Source, place: str) -> Family:
    """The one family of a text, a general one only where no other is sure; a ReadError where there is none, or two."""
    by_name = {family.NAME: family for family in families()}
    own = _sure(source, is_general=False)
    if len(own) > 1:
        names = " or ".join(own)
        raise ReadError(
            place, f"may be of several families: {names}", "take it apart, one document a file", "unknown-family"
        )
    if sure := own or _sure(source, is_general=True):
        return by_name[sure[0]]
    raise ReadError(place, "is of no known family", _advice(source, scores(source), by_name), "unknown-family")


def _sure(source: Source, *, is_general: bool) -> list[str]:
    """The names of the families that are sure, the surest first."""
    found = scores(source, [family for family in families() if family.IS_GENERAL is is_general])
    least = max(_SURE, max(found.values(), default=0.0) - _CLEAR)
    return [name for name, score in found.items() if score >= least]


def _advice(source: Source, found: Mapping[str, float], by_name: Mapping[str, Family]) -> str:
    """The known families, and what the nearest one prints that the text does not."""
    known = f"known families: {', '.join(by_name)}"
    name, score = next(iter(found.items()))
    if not score:
        return known
    missing = by_name[name].lacks(source)
    more = f" and {len(missing) - _MOST} more" if len(missing) > _MOST else ""
    return f"{known}; nearest: {name}, which prints {', '.join(missing[:_MOST])}{more}"
