"""Documents written for a test of measures, and the groups that measures find in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.vocabulary import DCAT, DCTERMS, OA, RCQ, RDF, RDFS, XSD

NAMES = Names("https://example.org/")


def number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


class Shelf:
    """Documents written for a test: each with a role, its statements and its fields."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []

    def document(
        self, name: str, *, title: str = "", publisher: str = "", issued: str = "", family: str = "form",
        kind: NamedNode = RCQ.Job, edition: str = "1", current: str = "true",
    ) -> str:  # fmt: skip
        here, role = NAMES.document(name, edition), NAMES.role(name, edition)
        self.add(here, DCTERMS.identifier, Literal(name), DCAT.version, Literal(edition))
        self.add(here, RCQ.describes, role, RCQ.family, Literal(family))
        self.add(role, RDF.type, kind, RCQ.current, Literal(current))
        if publisher:
            self.add(here, DCTERMS.publisher, NAMES.concept("organisation", publisher))
        self.at, self.here, self.name, self.edition, self.role = 0, here, name, edition, role
        if issued:
            self.add(here, DCTERMS.issued, Literal(issued))
            self.field(DCTERMS.issued, issued)
        if title:
            self.field(RCQ.jobTitle, title)
        return name

    def statement(self, kind: str, text: str) -> NamedNode:
        node = NAMES.part(self.name, self.edition, f"{kind.lower()}/{self.at}")
        quote = NAMES.part(self.name, self.edition, f"quote/{self.at}-{self.at + len(text)}")
        self.add(node, RDF.type, RCQ[kind], RCQ.text, Literal(text, language="en"), RCQ.fromDocument, self.here)
        self.add(node, RCQ.quotedFrom, quote)
        self.add(quote, OA.start, number(self.at), OA.end, number(self.at + len(text)), OA.exact, Literal(text))
        self.add(quote, RCQ.firstLine, number(1))
        self.at += len(text) + 1
        return node

    def field(self, stated: NamedNode, text: str, label: str = "") -> NamedNode:
        node = self.statement("Field", text)
        self.add(node, RCQ.about, self.role, RCQ.property, stated)
        if label:
            self.add(node, RCQ.label, Literal(label))
        return node

    def names(self, statement: NamedNode, title: str) -> NamedNode:
        node = NAMES.part(self.name, self.edition, f"named/{title.lower().replace(' ', '-')}")
        self.add(node, RDF.type, RCQ.Role, RDFS.label, Literal(title, language="en"))
        self.add(statement, RCQ.mentions, node)
        return node

    def add(self, subject: NamedNode, *said: NamedNode | Literal) -> None:
        for predicate, value in zip(said[::2], said[1::2], strict=True):
            assert isinstance(predicate, NamedNode)
            self.quads.append(Quad(subject, predicate, value))

    @property
    def facts(self) -> Facts:
        return Facts(self.quads)


def groups(triples: Iterator[Triple], kind: str) -> dict[str, list[str]]:
    """The groups of a class: label to the document and words' place of each member, or the forms where it has none."""
    found: dict[object, dict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        value = triple.object.value if isinstance(triple.object, NamedNode | Literal) else ""
        found[triple.subject][triple.predicate].append(value.removeprefix(NAMES.base + "id/"))
    wanted = [said for said in found.values() if RCQ[kind].value in said[RDF.type]]
    return {said[RDFS.label][0]: sorted(said[RCQ.member]) for said in wanted}


def documents_of(members: list[str]) -> list[str]:
    return [member.split("/")[0] for member in members]
