"""Readings to quads: every statement with its quotes, in one named graph per document.

>>> duty = Statement(kind="Duty", local="duty/1", text="Keep records.", spans=(Span(2, 15),), order=1)
>>> reading = Reading(identifier="a-1", edition="1.0", family="notes", file="a.txt", text="- Keep records.",
...                   sha256="", describes="Job", statements=(duty,))
>>> quads = to_graph(reading, Graphs("https://example.org/"))
>>> [quad.object.value for quad in quads if quad.predicate == RCQ.hasDuty]
['https://example.org/id/a-1/1.0/duty/1']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from graphkit.curated import NAMES, Curated
from graphkit.iris import Names, slug
from graphkit.records import Concept, Reading, Span, Statement, Value
from graphkit.vocabulary import DCAT, DCTERMS, OA, RCQ, RDF, RDFS, SKOS, XSD

__all__ = ["Graphs", "to_graph", "unread_quads"]

#: class of a statement -> how its role holds it
_HELD = {
    "Duty": "hasDuty",
    "Behaviour": "hasBehaviour",
    "Ability": "hasAbility",
    "Strength": "hasStrength",
    "Knowledge": "hasKnowledge",
    "Skill": "hasSkill",
    "KsbBehaviour": "hasKsbBehaviour",
    "NosUnit": "hasNosUnit",
    **dict.fromkeys(("Experience", "Technical", "Qualification", "Training", "Eligibility"), "hasRequirement"),
}
#: facts of a Statement -> the property that says them, by the kind of its object
_STRINGS = {
    "section": "section", "code": "code", "label": "label", "short_form": "shortForm", "expansion": "expansion",
    "repair": "repair",
}  # fmt: skip
_NUMBERS = {"order": "order", "level": "level", "months_of_experience": "monthsOfExperience"}
_INDIVIDUALS = {"modality": "modality", "timing": "timing"}
_LINKS = {"listed_under": "listedUnder", "restates": "restates"}
_MANY_LINKS = {"alternative_to": "alternativeTo", "supported_by": "supportedBy"}

_NAMESPACES = {"dcat": DCAT, "dcterms": DCTERMS, "rcq": RCQ}
#: properties whose value is words of the document's language
_WORDS = frozenset({"dcterms:title", "rcq:jobTitle", "rcq:typicalJobTitle"})
#: kinds of concept that are classes of the ontology; the others are plain SKOS concepts
_CLASSES = NAMES | {"Band", "Level", "Role"}
#: properties that lead to nothing but what is of the class their value is given
_ONE_CLASS = frozenset({"rcq:directorate", "rcq:inFramework"})


@dataclass(frozen=True)
class Graphs:
    """Where quads go: the base of all IRIs, and the curated concepts by what documents call them."""

    base: str
    curated: Curated = field(default_factory=Curated)

    @cached_property
    def names(self) -> Names:
        """The IRIs under the base."""
        return Names(self.base)


def to_graph(reading: Reading, graphs: Graphs) -> list[Quad]:
    """The quads of one edition, in the order found and without repeats."""
    return list(dict.fromkeys(_Edition(reading, graphs).quads()))


def unread_quads(reading: Reading, graphs: Graphs, places: Iterable[Span]) -> list[Quad]:
    """The words that no reader understood, for the catalogue."""
    edition = _Edition(reading, graphs, graph=graphs.names.graph("catalogue"))
    return [quad for place in places for quad in edition.unread(place)]


def _english(words: str) -> Literal:
    return Literal(words, language="en")


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


class _Edition:
    """One reading being written: its nodes and how its facts become quads."""

    def __init__(self, reading: Reading, graphs: Graphs, graph: NamedNode | None = None) -> None:
        self.reading = reading
        self.graphs = graphs
        names = graphs.names
        self.graph = graph or names.stated(reading.identifier, reading.edition)
        self.document = names.document(reading.identifier, reading.edition)
        self.role = names.role(reading.identifier, reading.edition)
        self.by_local = {statement.local: statement for statement in reading.statements}
        self._breaks = [found.start() for found in re.finditer("\n", reading.text)]

    def part(self, local: str) -> NamedNode:
        return self.graphs.names.part(self.reading.identifier, self.reading.edition, local)

    def quad(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, self.graph)

    def quads(self) -> Iterator[Quad]:
        reading, document, role = self.reading, self.document, self.role
        yield self.quad(document, RDF.type, RCQ.Document)
        yield self.quad(document, DCTERMS.identifier, Literal(reading.identifier))
        yield self.quad(document, RCQ.fileName, Literal(reading.file))
        if reading.text_file:
            yield self.quad(document, RCQ.textFile, Literal(reading.text_file))
        yield self.quad(document, RCQ.describes, role)
        yield self.quad(role, RDF.type, RCQ[reading.describes])
        yield self.quad(role, DCTERMS.isVersionOf, self.graphs.names.role(reading.identifier))
        for statement in reading.statements:
            yield from self.statement(statement)

    def statement(self, statement: Statement) -> Iterator[Quad]:
        node = self.part(statement.local)
        yield self.quad(node, RDF.type, RCQ[statement.kind])
        yield self.quad(node, RCQ.text, _english(statement.text))
        yield self.quad(node, RCQ.fromDocument, self.document)
        for span in statement.spans:
            yield from self.quote(node, span)
        if statement.code_span:
            yield from self.quote(node, statement.code_span, RCQ.codedAt)
        yield from self.facts(node, statement)
        yield from self.holding(node, statement)
        yield from self.stating(node, statement)
        for predicate, concepts in (("denotes", statement.denotes), ("mentions", statement.mentions)):
            for concept in concepts:
                yield self.quad(node, RCQ[predicate], self.concept(concept))
                yield from self.concept_quads(concept)

    def facts(self, node: NamedNode, statement: Statement) -> Iterator[Quad]:
        for name, predicate in _STRINGS.items():
            if (words := getattr(statement, name)) is not None:
                yield self.quad(node, RCQ[predicate], Literal(words))
        if statement.identifier is not None:
            yield self.quad(node, DCTERMS.identifier, Literal(statement.identifier))
        for name, predicate in _NUMBERS.items():
            if (number := getattr(statement, name)) is not None:
                yield self.quad(node, RCQ[predicate], _number(number))
        for name, predicate in _INDIVIDUALS.items():
            if (individual := getattr(statement, name)) is not None:
                yield self.quad(node, RCQ[predicate], RCQ[individual])
        for name, predicate in _LINKS.items():
            if (local := getattr(statement, name)) is not None:
                yield self.quad(node, RCQ[predicate], self.part(local))
        for name, predicate in _MANY_LINKS.items():
            for local in getattr(statement, name):
                yield self.quad(node, RCQ[predicate], self.part(local))

    def holding(self, node: NamedNode, statement: Statement) -> Iterator[Quad]:
        """How the role holds the statement; what is listed under a requirement is reached through it."""
        above = self.by_local.get(statement.listed_under or "")
        if statement.kind == "NosOutcome" and above:
            yield self.quad(self.part(above.local), RCQ.hasOutcome, node)
        held = _HELD.get(statement.kind)
        if held and (held == "hasDuty" or not above or above.modality is None):
            yield self.quad(self.role, RCQ[held], node)
        if self.reading.framework and statement.kind in {"NosUnit", "NosOutcome", "Knowledge", "Skill", "KsbBehaviour"}:
            framework = Concept("Framework", self.reading.framework)
            yield self.quad(node, RCQ.inFramework, self.value("rcq:inFramework", framework))
            yield from self.concept_quads(framework, "rcq:inFramework")

    def stating(self, node: NamedNode, statement: Statement) -> Iterator[Quad]:
        """What a field or passage states about its document or role."""
        if statement.about is None:
            return
        about = self.document if statement.about == "document" else self.role
        yield self.quad(node, RCQ.about, about)
        if statement.property is None or not statement.value:
            return
        prefix, name = statement.property.split(":")
        predicate = _NAMESPACES[prefix][name]
        yield self.quad(node, RCQ.property, predicate)
        for value in statement.value:
            stated = self.value(statement.property, value)
            yield self.quad(about, predicate, stated)
            yield self.quad(node, RCQ.value, stated)
            if isinstance(value, Concept):
                yield from self.concept_quads(value, statement.property)
        if statement.property == "rcq:jobTitle":
            yield self.quad(self.role, RDFS.label, _english(statement.text))

    def value(self, name: str, value: Value) -> NamedNode | Literal:
        if isinstance(value, Concept):
            return self.concept(value, name)
        if isinstance(value, int):
            return _number(value)
        return _english(value) if name in _WORDS else Literal(value)

    def concept(self, concept: Concept, name: str | None = None) -> NamedNode:
        """The curated concept where a scheme has it; a role only named is the document's own; else one minted.

        A name is looked up in every scheme of names, whatever the class its form says, unless it is the value of the
        property `name` and this allows but one class.
        """
        if concept.kind == "Role":
            return self.part(f"named/{slug(concept.name)}")
        within = concept.kind if name in _ONE_CLASS else concept.scheme
        if within or concept.kind in NAMES:
            for wanted in (concept.notation, concept.name):
                if wanted and (found := self.graphs.curated.find(within, wanted)):
                    return found
        printed = f"{concept.scheme} {concept.notation}" if concept.scheme and concept.notation else concept.name
        return self.graphs.names.concept(slug(concept.kind), printed)

    def concept_quads(self, concept: Concept, name: str | None = None) -> Iterator[Quad]:
        """What a document says of a concept: the words it prints, and the class where no scheme tells it."""
        node = self.concept(concept, name)
        if node not in self.graphs.curated:
            yield self.quad(node, RDF.type, RCQ[concept.kind] if concept.kind in _CLASSES else SKOS.Concept)
            if concept.notation and concept.notation != slug(concept.name):
                yield self.quad(node, SKOS.notation, Literal(concept.notation))
        elif concept.kind not in NAMES:
            return
        yield self.quad(node, RDFS.label, _english(concept.name))

    def quote(self, node: NamedNode, span: Span, leads: NamedNode = RCQ.quotedFrom) -> Iterator[Quad]:
        quote = self.part(f"quote/{span.start}-{span.end}")
        yield self.quad(node, leads, quote)
        yield self.quad(quote, RDF.type, RCQ.Quote)
        yield self.quad(quote, RCQ.fromDocument, self.document)
        yield self.quad(quote, OA.start, _number(span.start))
        yield self.quad(quote, OA.end, _number(span.end))
        yield self.quad(quote, OA.exact, Literal(span.of(self.reading.text)))
        yield self.quad(quote, RCQ.firstLine, _number(bisect_right(self._breaks, span.start - 1) + 1))
        yield self.quad(quote, RCQ.lastLine, _number(bisect_right(self._breaks, span.end - 2) + 1))
        if page := self.reading.page(span):
            yield self.quad(quote, RCQ.page, _number(page))

    def unread(self, span: Span) -> Iterator[Quad]:
        node = self.part(f"unread/{span.start}-{span.end}")
        yield self.quad(node, RDF.type, RCQ.UnreadText)
        yield self.quad(node, RCQ.text, _english(" ".join(span.of(self.reading.text).split())))
        yield self.quad(node, RCQ.fromDocument, self.document)
        yield from self.quote(node, span)
