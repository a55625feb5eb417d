r"""The printed items of a graph as measures read them: words, class, document, quotes.

>>> from pyoxigraph import Literal, Quad
>>> duty, source = NamedNode("https://example.org/id/a-1/2/duty/1"), NamedNode("https://example.org/id/a-1/2")
>>> quote = NamedNode("https://example.org/id/a-1/2/quote/2-16")
>>> facts = Facts([
...     Quad(duty, RDF.type, RCQ.Duty), Quad(duty, RCQ.text, Literal("Keep the log", language="en")),
...     Quad(duty, RCQ.fromDocument, source), Quad(duty, RCQ.quotedFrom, quote),
...     Quad(quote, OA.start, Literal(2)), Quad(quote, OA.end, Literal(16)), Quad(quote, RCQ.firstLine, Literal(1)),
...     Quad(quote, OA.exact, Literal("Keep the  \nlog")), Quad(source, DCTERMS.identifier, Literal("a-1")),
... ])
>>> item, = facts.items
>>> item.kind, item.text, facts.documents[source].identifier
('Duty', 'Keep the log', 'a-1')

A part of the words is found in the quotes again:

>>> [(part.start, part.end, part.exact, part.line) for part in item.occurrence(9, 12)]
[(13, 16, 'log', 2)]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graphkit.iris import Names
from graphkit.vocabulary import DCAT, DCTERMS, OA, RCQ, RDF, XSD

__all__ = ["OF_ANY_EMPLOYER", "Document", "Facts", "Item", "Part", "quoted"]

#: families whose documents need not be on one form
OF_ANY_EMPLOYER = frozenset({"general-job-description"})
#: the class of words that no reader understood
_UNREAD = "UnreadText"


@dataclass(frozen=True, slots=True)
class Part:
    """One unbroken run of a source: character offsets, words, and the line (from 1) and page on which it begins."""

    start: int
    end: int
    exact: str
    line: int
    page: int | None = None

    def cut(self, start: int, end: int) -> Part:
        """What lies between two offsets of the source."""
        begin = start - self.start
        line = self.line + self.exact.count("\n", 0, begin)
        return Part(start, end, self.exact[begin : end - self.start], line, self.page)


@dataclass(frozen=True)
class Document:
    """One edition of a document. `current` says whether it is the newest of its editions.

    `form` names what it was filled in on, as far as one can tell: its family's, or the employer's where a family is of
    documents of any employer. It is None where nobody can tell.
    """

    node: NamedNode
    identifier: str
    edition: str
    family: str | None
    issued: str | None
    current: bool
    form: str | None = None


@dataclass(frozen=True)
class Item:
    """One statement: its most specific class, its words, its document and the quotes it is made of, in order."""

    node: NamedNode
    kind: str
    text: str
    document: NamedNode
    section: str | None
    parts: tuple[Part, ...]

    @cached_property
    def _places(self) -> list[tuple[int, Part]]:
        """Where each letter of the words, blanks aside, stands in the source; none where a repair hides some."""
        wanted, found = "".join(self.text.split()), list[tuple[int, Part]]()
        for part in self.parts:
            for offset, letter in enumerate(part.exact, part.start):
                if len(found) < len(wanted) and letter == wanted[len(found)]:
                    found.append((offset, part))
        return found if len(found) == len(wanted) else []

    def occurrence(self, start: int, end: int) -> tuple[Part, ...]:
        """Where a part of the words (offsets in `text`) is printed; the whole item where that cannot be told."""
        first = len("".join(self.text[:start].split()))
        places = self._places[first : first + len("".join(self.text[start:end].split()))]
        if not places:  # a repair hides some of them, but perhaps not these
            words = self.text[start:end]
            within = [part for part in self.parts if part.exact.count(words) == 1]
            begin = within[0].start + within[0].exact.index(words) if len(within) == 1 else 0
            return (within[0].cut(begin, begin + len(words)),) if len(within) == 1 else self.parts
        runs: dict[Part, list[int]] = defaultdict(list)
        for offset, part in places:
            runs[part].append(offset)
        return tuple(part.cut(offsets[0], offsets[-1] + 1) for part, offsets in runs.items())


class Facts:
    """What is stated in a graph, looked up by subject."""

    def __init__(self, stated: Iterable[Quad]) -> None:
        self._values: dict[object, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
        for quad in stated:
            self._values[quad.subject][quad.predicate].append(quad.object)

    def nodes(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The nodes that a property leads to."""
        return [value for value in self._of(node, predicate) if isinstance(value, NamedNode)]

    def words(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        """The literal values of a property, as printed."""
        return [value.value for value in self._of(node, predicate) if isinstance(value, Literal)]

    def properties(self, node: NamedNode) -> list[NamedNode]:
        """The properties that are stated of a node, in order."""
        return sorted(self._values.get(node, {}), key=lambda name: name.value)

    def instances(self, kind: NamedNode) -> list[NamedNode]:
        """The nodes of a class, in order."""
        found = [n for n, facts in self._values.items() if isinstance(n, NamedNode) and kind in facts.get(RDF.type, [])]
        return sorted(found, key=lambda node: node.value)

    @cached_property
    def documents(self) -> dict[NamedNode, Document]:
        """The editions of documents, by node."""
        nodes = {document for node in list(self._values) for document in self._of(node, RCQ.fromDocument)}
        found = sorted((node for node in nodes if isinstance(node, NamedNode)), key=lambda node: node.value)
        return {node: self._document(node) for node in found}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All statements, in the order of their documents and within them of their words."""
        return tuple(item for item in self._printed if item.kind != _UNREAD)

    @cached_property
    def unread(self) -> Mapping[NamedNode, tuple[Item, ...]]:
        """The words of each edition of a document that no reader understood, in order."""
        found: dict[NamedNode, list[Item]] = defaultdict(list)
        for item in self._printed:
            if item.kind == _UNREAD:
                found[item.document].append(item)
        return {document: tuple(items) for document, items in found.items()}

    @cached_property
    def _printed(self) -> tuple[Item, ...]:
        """All statements, and the words that no reader understood."""
        found = []
        for node, facts in list(self._values.items()):
            kinds, texts = facts.get(RDF.type, []), self.words(node, RCQ.text) if isinstance(node, NamedNode) else []
            if not texts or not isinstance(node, NamedNode):
                continue
            document = next(iter(self.nodes(node, RCQ.fromDocument)), None)
            named = RCQ.UnreadText if RCQ.UnreadText in kinds else None
            kind = named or next((kind for kind in kinds if isinstance(kind, NamedNode)), None)
            if document is None or kind is None:
                continue
            parts = sorted((self._part(quote) for quote in self.nodes(node, RCQ.quotedFrom)), key=lambda p: p.start)
            section = next(iter(self.words(node, RCQ.section)), None)
            found.append(Item(node, kind.value.removeprefix(RCQ.iri), texts[0], document, section, tuple(parts)))
        return tuple(sorted(found, key=_order))

    @cached_property
    def by_document(self) -> Mapping[NamedNode, tuple[Item, ...]]:
        """The statements of each edition of a document that has any, in order."""
        found: dict[NamedNode, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.document].append(item)
        return {document: tuple(items) for document, items in found.items()}

    @cached_property
    def current(self) -> tuple[Item, ...]:
        """The statements of the newest edition of each document, which documents are held against each other by."""
        return tuple(item for item in self.items if self.documents[item.document].current)

    def _of(self, node: object, predicate: NamedNode) -> list[object]:
        facts = self._values.get(node)
        return facts.get(predicate, []) if facts else []

    def _document(self, node: NamedNode) -> Document:
        def one(predicate: NamedNode) -> str | None:
            return next(iter(self.words(node, predicate)), None)

        roles = self.nodes(node, RCQ.describes)
        current = any("true" in self.words(role, RCQ.current) for role in roles)
        edition = one(DCAT.version) or "unknown"
        family = one(RCQ.family)
        publishers = sorted(each.value for each in self.nodes(node, DCTERMS.publisher) if each != RCQ.Unknown)
        form = " ".join([family, *publishers]) if family in OF_ANY_EMPLOYER and publishers else None
        return Document(
            node, one(DCTERMS.identifier) or "", edition, family, one(DCTERMS.issued), current,
            family if family not in OF_ANY_EMPLOYER else form,
        )  # fmt: skip

    def _part(self, quote: NamedNode) -> Part:
        def number(predicate: NamedNode) -> int:
            return int(next(iter(self.words(quote, predicate)), "0"))

        exact = next(iter(self.words(quote, OA.exact)), "")
        return Part(number(OA.start), number(OA.end), exact, number(RCQ.firstLine), number(RCQ.page) or None)


def quoted(document: Document, parts: Iterable[Part], names: Names) -> Iterator[tuple[NamedNode, list[Triple]]]:
    """The quote node of each part, and the triples that say what it quotes."""
    for part in parts:
        node = names.part(document.identifier, document.edition, f"quote/{part.start}-{part.end}")
        numbers = (
            (OA.start, part.start),
            (OA.end, part.end),
            (RCQ.firstLine, part.line),
            (RCQ.lastLine, part.line + part.exact.count("\n")),
            (RCQ.page, part.page),
        )
        yield (
            node,
            [
                Triple(node, RDF.type, RCQ.Quote),
                Triple(node, RCQ.fromDocument, document.node),
                Triple(node, OA.exact, Literal(part.exact)),
                *(Triple(node, name, Literal(str(n), datatype=XSD.integer)) for name, n in numbers if n is not None),
            ],
        )


def _order(item: Item) -> tuple[str, int, str]:
    return item.document.value, item.parts[0].start if item.parts else 0, item.node.value
