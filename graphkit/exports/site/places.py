"""Where on the site a node of the graph has its place: a page, or an anchor on one, told by its IRI alone.

The path of a page is that of the IRI below the base, so that a server at the base needs few rules to lead from one to
the other. A document, a role, a concept and a scheme have pages; what a document says has an anchor on its page.

>>> places = Places(Names("https://example.org/"))
>>> places.of("https://example.org/id/a-1/2.0/duty/3")
Place(path='id/a-1/2.0', anchor='duty/3')
>>> places.of("https://example.org/id/a-1/2.0/role").link(Place("questions"))
'../id/a-1/2.0/role/index.html'
>>> places.of("https://elsewhere.org/x") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from operator import eq
from urllib.parse import quote

from graphkit.iris import Names
from graphkit.vocabulary import RCQ, SCHEME

__all__ = ["INDEX", "Place", "Places"]

INDEX = "index.html"
#: the ontology, its rules and the curated schemes, whose IRIs are the same whatever the base of a build
_RULE = re.compile(re.escape(RCQ.iri.removesuffix("ontology#")) + r"rule/([^/]+)")
_ONTOLOGY = RCQ.iri.removesuffix("#")
#: what a file's name should not hold; a dot at its end or beginning may be more than a letter of it
_ODD = re.compile(r"[^A-Za-z0-9._~-]|^\.|\.$")


@dataclass(frozen=True, slots=True)
class Place:
    """A page, by its folder below the root of the site ("" is the root), and an anchor on it."""

    path: str
    anchor: str = ""

    def link(self, page: Place) -> str:
        """The address relative to a page, which holds from a disk and below any address.

        >>> Place("id/a-1/2.0", "duty/3").link(Place("id/a-1/2.0"))
        '#duty/3'
        """
        if self.anchor and page.path == self.path:
            return f"#{quote(self.anchor)}"
        return file_link(f"{self.path}/{INDEX}".lstrip("/"), page) + (f"#{quote(self.anchor)}" if self.anchor else "")


@lru_cache(maxsize=1 << 13)
def file_link(path: str, page: Place) -> str:
    """The address of a file, by its path below the root, relative to a page."""
    here, there = page.path.split("/") if page.path else [], path.split("/")
    shared = sum(takewhile(bool, map(eq, here, there[:-1])))  # folders that both lie in
    return quote("/".join([".."] * (len(here) - shared) + there[shared:]))


@dataclass(frozen=True)
class Places:
    """The places of one site."""

    names: Names

    def of(self, iri: str) -> Place | None:
        """The place of a node, None of one that has none here."""
        if iri.startswith(self.names.ids.iri):
            return _of_individual(iri.removeprefix(self.names.ids.iri).split("/"))
        if iri.startswith(self.names.graph("").value):
            steps = iri.removeprefix(self.names.graph("").value).split("/")
            return _page("id", *steps) if len(steps) > 1 else Place("")
        if iri.startswith(SCHEME.iri):
            return _page("scheme", *iri.removeprefix(SCHEME.iri).split("/"))
        if found := _RULE.fullmatch(iri):
            return Place("rule", found[1])
        if iri in RCQ:
            return Place("ontology", iri.removeprefix(RCQ.iri))
        return Place("ontology") if iri == _ONTOLOGY or iri.startswith(f"{_ONTOLOGY}/") else None


def _of_individual(steps: list[str]) -> Place | None:
    """The place of what lies below `id/`."""
    match steps:
        case ["concept", kind, *name]:
            return _page("id", "concept", kind, *name)
        case ["measured", *_]:
            return Place("report")
        case ["mapping", name]:
            return Place("mappings", name)
        case ["agent" | "catalogue", *_]:
            return Place("")
        case [_, _] | [_, _, "role"] | [_, _, "framework"] | [_, _, "framework", _]:
            return _page("id", *steps)
        case [document, edition, *rest] if rest:
            return Place(_page("id", document, edition).path, "/".join(rest))
    return None


def _page(*steps: str) -> Place:
    """A page whose path is made of some steps; what is odd in a file's name is written as `~` and its code."""
    return Place("/".join(_ODD.sub(lambda found: f"~{ord(found[0]):02X}", step) for step in steps))
