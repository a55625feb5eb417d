"""Roles made of a few words, for tests of what moving between them takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from graphkit.facts import Facts
from graphkit.iris import slug
from graphkit.moves import Answer, Progression
from graphkit.progression import progression
from graphkit.vocabulary import DCAT, DCTERMS, OA, RCQ, RDF, RDFS, SSSOM, Namespace

__all__ = ["IDS", "answered", "item", "mapping", "moved", "role"]

IDS = Namespace("https://shed.example/id/")
_LINKS = {"Duty": RCQ.hasDuty, "Behaviour": RCQ.hasBehaviour, "Skill": RCQ.hasSkill}


def role(document: str, *items: dict[str, Any], title: str = "", form: str = "", **said: Any) -> Iterator[Quad]:
    """A role, `document` being its id and edition, whose items stand one to a line from line 1."""
    source, node = IDS[document], IDS[f"{document}/role"]
    identifier, edition = document.split("/")
    title = title or identifier.capitalize()
    for subject, predicate, value in (
        (source, DCTERMS.identifier, Literal(identifier)), (source, DCAT.version, Literal(edition)),
        (source, RCQ.describes, node), (source, RCQ.fileName, Literal(f"{identifier}.txt")),
        (node, RDF.type, RCQ.Job), (node, RCQ.jobTitle, Literal(title, language="en")),
        (node, RCQ.current, Literal(said.pop("current", True))),
        *([(source, RCQ.family, Literal(form))] if form else []),
        *([(source, DCTERMS.publisher, IDS[said.pop("publisher")])] if "publisher" in said else []),
        *((node, RCQ[name], value) for name, value in said.items()),
    ):  # fmt: skip
        yield Quad(subject, predicate, value)
    for number, each in enumerate(items, start=1):
        yield from _item(document, number, **each)


def item(kind: str, text: str, **said: Any) -> dict[str, Any]:
    """An item: its class, words, and what is said of it by terms of the ontology; `under` and `beside` are numbers."""
    return {"kind": kind, "text": text, **said}


def _item(document: str, number: int, *, kind: str, text: str, **said: Any) -> Iterator[Quad]:
    node, quote = IDS[f"{document}/item/{number}"], IDS[f"{document}/quote/{number}"]
    yield Quad(node, RDF.type, RCQ[kind])
    yield Quad(node, RCQ.text, Literal(text, language="en"))
    yield Quad(node, RCQ.fromDocument, IDS[document])
    yield Quad(node, RCQ.quotedFrom, quote)
    yield Quad(IDS[f"{document}/role"], _LINKS.get(kind, RCQ.hasRequirement), node)
    for predicate, value in ((OA.start, number * 1000), (OA.end, number * 1000 + len(text)), (RCQ.firstLine, number)):
        yield Quad(quote, predicate, Literal(value))
    yield Quad(quote, OA.exact, Literal(text))
    for name, value in said.items():
        if name in ("under", "beside"):
            predicate = RCQ.listedUnder if name == "under" else RCQ.alternativeTo
            yield Quad(node, predicate, IDS[f"{document}/item/{value}"])
        elif name == "names":
            named = IDS[f"{document}/named/{slug(value)}"]
            yield Quad(node, RCQ.mentions, named)
            yield Quad(named, RDF.type, RCQ.Role)
            yield Quad(named, RDFS.label, Literal(value, language="en"))
        else:
            for each in value if isinstance(value, tuple) else (value,):
                yield Quad(node, RCQ[name], each if isinstance(each, NamedNode) else Literal(each))


def mapping(subject: str, predicate: NamedNode, target: str | None, decision: str, source: str = "") -> list[Quad]:
    """A decision on two items, each `document/edition/item/number`; `source` is the document where nothing matches."""
    node = IDS[f"mapping/{subject}/{target}/{decision}"]
    said = [
        (RDF.type, RCQ.Mapping), (RCQ.decision, RCQ[decision]), (SSSOM.subject_id, IDS[subject]),
        (SSSOM.predicate_id, predicate), (SSSOM.object_id, IDS[target] if target else SSSOM.NoTermFound),
        *([(SSSOM.object_source, IDS[source])] if source else []),
    ]  # fmt: skip
    return [Quad(node, name, value) for name, value in said]


def moved(*quads: Iterator[Quad] | list[Quad], old: str = "a/1", new: str = "b/1") -> Progression:
    """The progression between two roles of some quads, decisions among them."""
    facts = Facts(quad for some in quads for quad in some)
    return progression(facts, IDS[f"{old}/role"], IDS[f"{new}/role"])


def answered(found: Progression) -> dict[int, Answer]:
    """Every answer, gates too, by the line of its first item."""
    both = [*found.answers, *(gate.answer for gate in found.gates)]
    return {answer.asked.item.parts[0].line: answer for answer in both}
