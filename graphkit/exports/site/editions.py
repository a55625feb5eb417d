"""The pages that tell one edition of a document each, and the lists of them; an edition is read once for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.exports.site.documents import Documents
from graphkit.exports.site.frameworks import Frameworks
from graphkit.exports.site.pages import Page
from graphkit.exports.site.reading import Site
from graphkit.exports.site.roles import Roles

__all__ = ["pages"]

Kind = type[Documents] | type[Roles] | type[Frameworks]


def pages(site: Site, kinds: Sequence[Kind] = (Documents, Roles, Frameworks)) -> Iterator[Page]:
    """The pages of each edition, its role and its frameworks, then the lists; or those of some kinds alone."""
    parts = [kind(site) for kind in kinds]
    for edition in site.editions():
        for part in parts:
            yield from part.of(edition)
    for part in parts:
        yield from part.lists()
