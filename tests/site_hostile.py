"""A build whose names and words would run if a page took them for more than words."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store

import graphkit
from graphkit.exports.settings import Settings
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View


def told(build: graphkit.Build, words: Mapping[tuple[NamedNode, NamedNode], str]) -> Site:
    """The site of a build in which some properties of some nodes have other words."""
    store = Store()
    for quad in build.quads():
        new = words.get((quad.subject, quad.predicate)) if isinstance(quad.subject, NamedNode) else None
        value = quad.object if new is None else Literal(new, language="en")
        store.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    view = View(build, Settings())
    view.__dict__["store"] = store  # in the place of the property of that name
    return Site(view)
