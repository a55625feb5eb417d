"""Wording that came with the form and says nothing of the role: standing sentences, and what other documents print too.

Two roles cannot tell by themselves what of their common words is the form's and what is theirs. Others on the same form
can: what a third prints word for word is left out, unless that third is itself little else than one of the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from pyoxigraph import Literal

from graphkit import content
from graphkit.facts import Document
from graphkit.roles import Asked, Role
from graphkit.text import in_order, words
from graphkit.vocabulary import RDF, Namespace

__all__ = ["Template"]

_W = Namespace("https://w3id.org/rcq/wording#")
#: template wording that can become a statement
_STANDING = frozenset({_W.Sentence, _W.Boilerplate})
#: how like its template a sentence is, as for the readers of documents
_ENOUGH = 0.8
#: fewer words are alike by chance, or name a concept that documents share on purpose
_FEWEST_WORDS = 5
#: a document that shares more of its statements with another is a version of it and no witness of what the form says
_VERSION = 0.5

_Said = tuple[str, tuple[str, ...]]


class Template:
    """What is template wording among some roles."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._said: dict[str, frozenset[_Said]] = {}
        self._versions: dict[tuple[str, str], bool] = {}
        self._printing: dict[tuple[str, _Said], set[str]] = defaultdict(set)
        for role in roles:
            here = role.document.node.value
            self._said[here] = frozenset(_said(asked) for asked in role.asked)
            for said in self._said[here]:
                if form := role.document.form:
                    self._printing[form, said].add(here)

    def reason(self, asked: Asked, left: Role, right: Role) -> str | None:
        """Why a statement of one of two roles is left out; None where it is kept."""
        document = self._document(asked, left, right)
        if document is None:
            return None
        if is_standing(document.family, words(asked.item.text)):
            return "a standing sentence of the form"
        said, form = _said(asked), document.form
        if form is None or len(said[1]) < _FEWEST_WORDS:
            return None
        two = (left.document.node.value, right.document.node.value)  # each is a version of itself
        printing = self._printing.get((form, said), ())
        others = [other for other in printing if not any(self._is_version(other, one) for one in two)]
        return f"word for word in {len(others)} more on the same form" if others else None

    def _document(self, asked: Asked, left: Role, right: Role) -> Document | None:
        return next((role.document for role in (left, right) if role.document.node == asked.item.document), None)

    def _is_version(self, other: str, one: str) -> bool:
        if (other, one) not in self._versions:
            theirs = self._said[other]
            shared = len(theirs & self._said.get(one, frozenset()))
            self._versions[other, one] = shared > _VERSION * len(theirs)
        return self._versions[other, one]


@lru_cache(maxsize=1 << 14)
def is_standing(family: str | None, printed: tuple[str, ...]) -> bool:
    """Whether words are a standing sentence of a family of documents, by data/wording.

    >>> is_standing("hmpps-job-description", words("An ability to fulfil all spoken aspects of the role with "
    ...     "confidence through the medium of English or (where specified in Wales) Welsh"))
    True
    >>> is_standing("hmpps-job-description", words("An ability to paint the gates"))
    False
    """
    return any(in_order(printed, sentence, _ENOUGH) >= _ENOUGH for sentence in _sentences().get(family or "", ()))


@cache
def _sentences() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The standing sentences of each family, as words."""
    found = {}
    for path in content.files("data/wording/*.ttl"):
        triples = content.triples(path)
        standing = {each.subject for each in triples if each.predicate == RDF.type and each.object in _STANDING}
        texts = [
            each.object.value
            for each in triples
            if each.predicate == _W.text and each.subject in standing and isinstance(each.object, Literal)
        ]
        found[path.stem] = tuple(sorted(map(words, texts)))
    return found


def _said(asked: Asked) -> _Said:
    return asked.item.kind, words(asked.item.text)
