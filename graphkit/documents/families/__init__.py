"""The families of documents, one module each.

A family's module says NAME, DESCRIBES (the class of the role it describes), IS_GENERAL (whether it reads only what no
other family knows), `recognises(source)`, how sure it is from 0 to 1 that a text is one of its own, `lacks(source)`,
what its documents print and a text does not, and `read(source)`, the draft of what it found. A new family is a new
module here and its data/wording/<NAME>.ttl; nothing else changes.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from graphkit.documents.draft import Draft
from graphkit.documents.source import Source

__all__ = ["Family", "families"]


class Family(Protocol):
    """What a family's module offers."""

    NAME: str
    DESCRIBES: str
    IS_GENERAL: bool

    def recognises(self, source: Source) -> float:
        """How sure the family is that the text is one of its own, from 0 to 1."""
        ...

    def lacks(self, source: Source) -> list[str]:
        """What documents of the family print and this text does not, for somebody to look for."""
        ...

    def read(self, source: Source) -> Draft:
        """Everything printed in the text."""
        ...


@cache
def families() -> tuple[Family, ...]:
    """Every family there is, by name of its module.

    >>> "occupational-map" in [family.NAME for family in families()]
    True
    """
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(cast(Family, import_module(f"{__name__}.{name}")) for name in names)
