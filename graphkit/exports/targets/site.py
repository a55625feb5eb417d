"""A static site of linked data that needs no server: a page for each thing of the build, and its data beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graphkit.exports.site import (
    concepts,
    editions,
    home,
    mappings,
    moves,
    ontology,
    questions,
    report,
    rules,
    search,
    serving,
)  # fmt: skip
from graphkit.exports.site.pages import Page, assets, files
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, Loss, View

__all__ = ["export"]

#: the parts of the site, each of which yields its pages and files
_PARTS: tuple[Callable[[Site], Iterator[Page | File | Loss]], ...] = (
    home.pages,
    editions.pages,
    concepts.pages,
    mappings.pages,
    moves.pages,
    questions.pages,
    report.pages,
    ontology.pages,
    rules.pages,
    serving.pages,
)


def export(view: View) -> Iterator[File | Loss]:
    """The files of the site, and what it does not say."""
    site, index = Site(view), search.Index()
    title, foot = view.settings.title, home.foot(site)
    shown: list[str] = []
    for piece in _pieces(site):
        if isinstance(piece, Page):
            index.add(piece.entries)
        for each in files(piece, title, foot) if isinstance(piece, Page) else (piece,):
            if isinstance(each, File) and each.path.endswith(".html"):
                shown.append(each.path)
            yield each
    yield from index.files()
    yield from serving.sitemap(shown, view.settings)
    yield from assets()


def _pieces(site: Site) -> Iterator[Page | File | Loss]:
    """What every part yields, and the page that all of it is searched from."""
    for part in _PARTS:
        yield from part(site)
    yield search.page()
