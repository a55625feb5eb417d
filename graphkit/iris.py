"""Where every node gets its IRI: documents, roles, statements, quotes, concepts and graphs.

>>> names = Names("https://w3id.org/rcq/")
>>> names.document("ps-jes-0108", "1.0").value
'https://w3id.org/rcq/id/ps-jes-0108/1.0'
>>> names.concept("tool", "ERG 22+").value
'https://w3id.org/rcq/id/concept/tool/erg-22'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode

from graphkit.errors import ContentError
from graphkit.vocabulary import Namespace

__all__ = ["DEFAULT_BASE", "Names", "slug"]

DEFAULT_BASE = "https://w3id.org/rcq/"

_OTHER = re.compile("[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug(printed: str) -> str:
    """A printed name as the tail of an IRI: lower case, every run of other characters one hyphen.

    >>> slug("PS JES 0113")
    'ps-jes-0113'
    >>> slug("Café & Co.")
    'cafe-co'

    A name with no Latin letter or digit is told from others by a hash of it:

    >>> slug("保護")
    'x-26b09de9'
    """
    folded = unicodedata.normalize("NFKD", printed).encode("ascii", "ignore").decode().lower()
    tail = _OTHER.sub("-", folded).strip("-")
    return tail or "x-" + sha256(printed.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Names:
    """The IRIs under one base, which must be absolute and end in "/" or "#".

    >>> Names("example.org")
    Traceback (most recent call last):
    graphkit.errors.ContentError: example.org: a base must be an absolute IRI ending in / or #; try https://example.org/
    """

    base: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#]", self.base):
            host = self.base.split("//")[-1].rstrip("/#") or "example.org"
            raise ContentError(self.base, "a base must be an absolute IRI ending in / or #", f"try https://{host}/")

    @cached_property
    def ids(self) -> Namespace:
        """The namespace of individuals, `<base>id/`."""
        return Namespace(self.base + "id/")

    def document(self, identifier: str, edition: str) -> NamedNode:
        """One edition of one document."""
        return self.ids[f"{identifier}/{quote(edition, safe='')}"]

    def role(self, identifier: str, edition: str | None = None) -> NamedNode:
        """The role an edition describes; without an edition, the role across its editions."""
        return self.ids[f"{identifier}/role"] if edition is None else self.part(identifier, edition, "role")

    def part(self, identifier: str, edition: str, local: str) -> NamedNode:
        """A node of one edition: a statement, a quote, a role only named."""
        return NamedNode(f"{self.document(identifier, edition).value}/{local}")

    def concept(self, kind: str, printed: str) -> NamedNode:
        """What several documents share, minted from its printed name."""
        return self.ids[f"concept/{kind}/{slug(printed)}"]

    def graph(self, name: str) -> NamedNode:
        """A named graph that every build has: derived, alignments, reference, ontology or catalogue."""
        return NamedNode(f"{self.base}graph/{name}")

    def stated(self, identifier: str, edition: str) -> NamedNode:
        """The named graph of what one edition of one document states; an edition is printed, so anything may be in it.

        >>> Names("https://example.org/").stated("a-1", "> 2/b").value
        'https://example.org/graph/a-1/%3E%202%2Fb'
        """
        return self.graph(self.document(identifier, edition).value.removeprefix(self.ids.iri))
