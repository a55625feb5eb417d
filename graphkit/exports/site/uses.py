"""What leads to a concept: the statements that name it, by document, and all else that is stated or concluded of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graphkit.exports.site.pages import Page, section
from graphkit.exports.site.reading import Site
from graphkit.exports.site.statements import link
from graphkit.exports.site.terms import backwards, heading
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import OA, RCQ, SKOS

__all__ = ["INVERSE", "SHOWN", "Relations", "Uses", "counted", "mentions", "relations", "uses"]

#: how many of a kind a page shows
SHOWN = 200
#: how a statement names a concept
_NAMING = (RCQ.denotes, RCQ.mentions, RCQ.value)
#: what leads to a concept and is said as leading from it
INVERSE = {
    SKOS.broader: SKOS.narrower,
    SKOS.narrower: SKOS.broader,
    SKOS.related: SKOS.related,
    SKOS.hasTopConcept: SKOS.topConceptOf,
    SKOS.exactMatch: SKOS.exactMatch,
    SKOS.closeMatch: SKOS.closeMatch,
    SKOS.relatedMatch: SKOS.relatedMatch,
    SKOS.broadMatch: SKOS.narrowMatch,
    SKOS.narrowMatch: SKOS.broadMatch,
}

_NUMBER = re.compile("([0-9]+)")

#: property -> what leads to a node by it
Relations = Mapping[NamedNode, Sequence[NamedNode]]


@dataclass(frozen=True, slots=True)
class Uses:
    """What leads to a node: the statements that name it, other things stated of it, and what is concluded."""

    statements: tuple[NamedNode, ...]
    documents: int
    stated: Relations
    concluded: Relations


def uses(site: Site, node: NamedNode) -> Uses:
    """Everything that leads to a node."""
    naming: dict[NamedNode, None] = {}
    stated: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    concluded: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for subject, predicate, is_concluded in site.towards(node):
        if is_concluded:
            concluded[predicate].append(subject)
        elif predicate in _NAMING:
            naming[subject] = None
        else:
            stated[predicate].append(subject)
    documents = {site.document_of(subject) for subject in naming}
    return Uses(tuple(sorted(naming, key=_natural)), len(documents), stated, concluded)


def mentions(site: Site, page: Page, found: Uses, names: Iterable[str]) -> Html:
    """The first statements that name a concept, by document, with their words as printed and its names marked."""
    if not found.statements:
        return Html()
    number, pattern = len(found.statements), _pattern(names)
    by_document: dict[NamedNode | None, list[NamedNode]] = defaultdict(list)
    for node in found.statements[:SHOWN]:
        by_document[site.document_of(node)].append(node)
    by = f"Named by {counted(number, 'statement')} of {counted(found.documents, 'document')}."
    more = f" The first {SHOWN} are shown." if number > SHOWN else ""
    lists = (
        piece
        for document, nodes in by_document.items()
        for piece in (
            element("h3", _document(site, page, document) if document else "Elsewhere"),
            element("ul", *_rows(site, page, nodes, pattern), class_="printed"),
        )
    )
    return section("Where it is named", element("p", by + more), *lists, anchor="named")


def counted(number: int, noun: str) -> str:
    """So many of something.

    >>> counted(1, "statement"), counted(2000, "statement")
    ('1 statement', '2,000 statements')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def relations(site: Site, page: Page, found: Relations) -> Iterator[Html]:
    """What leads to a node by each property, under how this reads from the node."""
    for predicate in sorted(found, key=lambda each: each.value):
        subjects = sorted(found[predicate], key=_natural)
        words = backwards(predicate)
        rows = [element("li", link(site, page, subject)) for subject in subjects[:SHOWN]]
        more = f"The first {SHOWN} of {len(subjects):,} are shown." if len(subjects) > SHOWN else ""
        yield element("h3", words[:1].upper() + words[1:])
        yield join([element("p", more) if more else "", element("ul", *rows)])


def _document(site: Site, page: Page, node: NamedNode) -> Html:
    place = site.places.of(node.value)
    assert place is not None
    return page.link(place, f"{site.name(node)} ({site.title_of(node)})")


def _rows(site: Site, page: Page, nodes: Iterable[NamedNode], pattern: re.Pattern[str] | None) -> Iterator[Html]:
    """Statements of one document, in the order in which they are printed."""
    printed = sorted((_printed(site, node), node.value) for node in nodes)
    for (_, line), iri in printed:
        node, place = NamedNode(iri), site.places.of(iri)
        assert place is not None
        kind = heading(site.kinds(node))
        where = page.link(place, f"{kind}, line {line}" if line else kind)
        label = " ".join(filter(None, (_literal(site, node, RCQ.code), _literal(site, node, RCQ.label))))
        words = _marked(told(_literal(site, node, RCQ.text)), pattern)
        yield element("li", where, " ", element("b", told(label)) if label else "", " ", *words)


def _printed(site: Site, node: NamedNode) -> tuple[int, int]:
    """Where a statement begins in its source, and on which line; 0 where that is not known."""
    store = site.view.store
    quotes = [quad.object for quad in store.quads_for_pattern(node, RCQ.quotedFrom, None, None)]
    places = (
        tuple(int(_literal(site, quote, name) or 0) for name in (OA.start, RCQ.firstLine))
        for quote in quotes
        if isinstance(quote, NamedNode)
    )
    start, line = min(places, default=(0, 0))
    return start, line


def _literal(site: Site, node: NamedNode, name: NamedNode) -> str:
    found = (quad.object for quad in site.view.store.quads_for_pattern(node, name, None, None))
    return min((value.value for value in found if isinstance(value, Literal)), default="")


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds names among words: one in capitals only as it is, others in any case.

    >>> _pattern(["IT", "a van"]).findall("A  van, and it has IT")
    ['A  van', 'IT']
    """
    pieces = []
    for name in sorted({told(name) for name in names} - {""}, key=lambda name: (-len(name), name)):
        escaped = r"\s+".join(map(re.escape, name.split()))
        pieces.append(escaped if name.isupper() else f"(?i:{escaped})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})(?!\w)") if pieces else None


def _marked(words: str, pattern: re.Pattern[str] | None) -> Iterator[str]:
    """Words with the names in them marked."""
    at = 0
    for found in pattern.finditer(words) if pattern else ():
        yield words[at : found.start()]
        yield element("mark", found[0])
        at = found.end()
    yield words[at:]


def _natural(node: NamedNode) -> tuple[tuple[str, int], ...]:
    """The order of IRIs in which 2 comes before 10."""
    pieces = _NUMBER.split(node.value)  # every second one is a number
    return tuple((words, int(number)) for words, number in zip(pieces[::2], [*pieces[1::2], "0"], strict=True))
