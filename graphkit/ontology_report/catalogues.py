r"""The catalogues of checks: one TOML file each, in which a check is a table.

A check `asks` something, and says how it is found out: by a question (`select`) that gives each ?term where it is not
so, with a ?value where that says more; by a `judge`, where SPARQL cannot say it; or not at all (`not_run`, with the
reason). `needs` are words of OWL or of others: where the ontology uses none of them, the check does not apply. What is
found and left so is `waived`, as a whole by a reason, or in lists of terms with a reason each.

>>> [check] = read('''
... [catalogue]
... name = "OOPS!"
... [P25]
... asks = "no property is its own inverse"
... needs = ["owl:inverseOf"]
... select = "SELECT ?term { ?term owl:inverseOf ?term }"
... ''')
>>> check.catalogue, check.name, check.needs
('OOPS!', 'P25', ('owl:inverseOf',))
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from graphkit import content
from graphkit.errors import ContentError
from graphkit.ontology_report.results import Place

__all__ = ["Check", "Waiver", "catalogues", "read"]

_KEYS = {"asks", "select", "judge", "not_run", "needs", "waived"}
_WAYS = ("select", "judge", "not_run")


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why something found is left so; of all terms where none is named.

    >>> Waiver("it has several kinds of values", frozenset({"rcq:about (rdfs:range)"})).covers(Place("rcq:about"))
    False
    """

    reason: str
    terms: frozenset[str] = frozenset()

    def covers(self, place: Place) -> bool:
        """Whether it speaks of the term, or of what was found there."""
        return not self.terms or not self.terms.isdisjoint({place.term, str(place)})


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a catalogue; exactly one of `select`, `judge` and `not_run` is given."""

    catalogue: str
    name: str
    asks: str
    select: str = ""
    judge: str = ""
    not_run: str = ""
    needs: tuple[str, ...] = ()
    waived: tuple[Waiver, ...] = ()


def catalogues() -> tuple[Check, ...]:
    """The checks of all catalogues, in their order."""
    files = content.files("ontology/checks/*.toml")
    return tuple(check for path in files for check in read(path.read_text("utf-8"), str(path)))


def read(text: str, file: str = "catalogue") -> tuple[Check, ...]:
    """The checks of one catalogue; a table that is no check is refused."""
    try:
        tables = tomllib.loads(text)
        title = tables.pop("catalogue")["name"]
        return tuple(_check(title, name, table, file) for name, table in tables.items())
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError) as error:
        raise ContentError(file, f"is no catalogue of checks: {error!r}", "mend the file") from error


def _check(catalogue: str, name: str, table: dict[str, Any], file: str) -> Check:
    if unknown := table.keys() - _KEYS:
        raise ContentError(file, f"{name} has the key {min(unknown)}", f"it knows {', '.join(sorted(_KEYS))}")
    if sum(way in table for way in _WAYS) != 1:
        raise ContentError(file, f"{name} is not found out in one way", f"give one of {', '.join(_WAYS)}")
    waived, needs = table.pop("waived", []), tuple(table.pop("needs", ()))
    if isinstance(waived, str):
        return Check(catalogue, name, waived=(Waiver(waived),), needs=needs, **table)
    waivers = tuple(Waiver(each["reason"], frozenset(each["terms"])) for each in waived)
    return Check(catalogue, name, waived=waivers, needs=needs, **table)
