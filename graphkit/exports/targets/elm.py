"""Qualifications as the European Learning Model (version 3, opportunities and qualifications) has them, for Europass.

A standard whose level is printed is a qualification, and its knowledge, skills and behaviours are what is learnt. That
the level counts in a national framework, and which field of education it belongs to, is not printed: a person states
both in about.ttl, and the note and the provenance beside the qualification say so. Which level of the European
framework that is, is told by the close match in the scheme of the national levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit.exports.frameworks import Framework, frameworks, kind_label, label
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Facts, Item
from graphkit.vocabulary import DCTERMS, PREFIXES, PROV, RCQ, RDF, RDFS, SKOS, Namespace

__all__ = ["export"]

ADMS = Namespace("http://www.w3.org/ns/adms#")
ELM = Namespace("http://data.europa.eu/snb/model/elm/")
#: the authority lists of Europass that values are taken from
EQF = Namespace("http://data.europa.eu/snb/eqf/")
ISCED = Namespace("http://data.europa.eu/snb/isced-f/")
#: the tail of the IRI of each list
_LIST = "25831c2"
_LEARNT = ("Knowledge", "Skill", "KsbBehaviour")


@dataclass(frozen=True, slots=True)
class Levels:
    """A printed level, as the national and the European framework have it, and the field of education."""

    national: NamedNode
    european: str
    field: NamedNode


def export(view: View) -> Iterator[File | Loss]:
    """A file for each qualification, and which qualifications are none that can be said."""
    facts = view.stated
    known = facts.instances(RCQ.Level)
    for piece in frameworks(facts, view.settings.dated):
        if isinstance(piece, Loss):
            yield piece
            continue
        learnt = [entry.item for entry in piece.entries if entry.item.kind in _LEARNT]
        found = _levels(facts, piece, known) if learnt else "it has no knowledge, skills or behaviours to be learnt"
        if isinstance(found, str):
            yield Loss(piece.node.value, "framework", f"is no qualification of the model: {found}")
        else:
            yield _file(piece.name, _qualification(view, piece, found, learnt))
            yield Loss(_iri(facts, piece).value, "NQFLevel", _NATIONAL)
            yield Loss(_iri(facts, piece).value, "publisher", "an organisation of the model must have an address")
        for entry in piece.entries:
            if isinstance(found, str):
                yield from _asked(facts, entry.item)
            elif entry.item not in learnt:
                yield Loss(entry.node.value, kind_label(entry.item.kind), "is nothing that is learnt")
            else:
                yield Loss(entry.node.value, f"{kind_label(entry.item.kind)}, place of the words", _CLOSED)


_NATIONAL = (
    "no entry of the Commission's list of national levels is known for it: the level of the curated scheme is given"
)
_CLOSED = "a learning outcome has a title, and classes from lists of the Commission only"


def _asked(facts: Facts, item: Item) -> Iterator[Loss]:
    """What is missing of a qualification that a document only asks for."""
    if item.kind in ("Qualification", "Training"):
        missing = [] if facts.words(item.node, RCQ.level) else ["level"]
        missing += ["level of a named framework", "field of education", "learning outcomes"]
        yield Loss(item.node.value, item.kind.lower(), f"not printed and not stated: {', '.join(missing)}")


def _levels(facts: Facts, framework: Framework, known: Sequence[NamedNode]) -> Levels | str:
    """The levels and field of a standard, or which of them is not known."""
    document = framework.document.node
    roles = facts.nodes(document, RCQ.describes)
    printed = {level for role in roles for level in facts.words(role, RCQ.level)}
    if len(printed) != 1:
        return "no one level is printed"
    (level,) = printed
    schemes = {scheme for node in (document, *roles) for scheme in facts.nodes(node, RCQ.levelScheme)}
    national = [
        node for node in known
        if level in facts.words(node, SKOS.notation) and schemes & {*facts.nodes(node, SKOS.inScheme)}
    ]  # fmt: skip
    if len(national) != 1:
        return "no rcq:levelScheme in about.ttl says which framework the level counts in"
    european = {code for node in facts.nodes(national[0], SKOS.closeMatch) for code in facts.words(node, SKOS.notation)}
    if len(european) != 1:
        return "no level of the European framework is known for it"
    fields = [node for node in facts.nodes(document, DCTERMS.subject) if node.value in ISCED]
    if not fields:
        return f"no dcterms:subject in about.ttl is a field of education ({ISCED.iri}...)"
    return Levels(national[0], european.pop(), fields[0])


def _qualification(view: View, framework: Framework, levels: Levels, learnt: list[Item]) -> Iterator[Triple]:
    facts, node = view.stated, _iri(view.stated, framework)
    note, assertion = NamedNode(f"{node.value}/note"), NamedNode(f"{node.value}/levels")
    european = EQF[levels.european]
    scheme = next(iter(facts.nodes(levels.national, SKOS.inScheme)))
    sources = [each for each in facts.nodes(scheme, DCTERMS.source) if isinstance(each, NamedNode)]
    told = (
        f"Printed in {framework.document.identifier}: the level and what is learnt. "
        f"Stated by {view.settings.publisher} and not printed: that the level is {label(facts, levels.national)}, "
        f"that this is EQF level {levels.european}, "
        f"and the field of education {levels.field.value.removeprefix(ISCED.iri)}."
    )
    yield from (
        Triple(node, RDF.type, ELM.Qualification),
        Triple(node, DCTERMS.title, _english(framework.title)),
        Triple(node, ELM.EQFLevel, european),
        Triple(node, ELM.NQFLevel, levels.national),
        Triple(node, ELM.ISCEDFCode, levels.field),
        Triple(node, ELM.additionalNote, note),
        Triple(note, RDF.type, ELM.Note),
        Triple(note, ELM.noteLiteral, _english(" ".join(filter(None, (told, framework.rights))))),
        Triple(assertion, RDF.type, PROV.Entity),
        Triple(assertion, RDFS.comment, _english(told)),
        Triple(assertion, DCTERMS.subject, node),
        Triple(assertion, DCTERMS.creator, Literal(view.settings.publisher)),
        Triple(assertion, PROV.wasDerivedFrom, framework.document.node),
        *(Triple(assertion, PROV.wasDerivedFrom, source) for source in sources),
    )
    yield from _listed(european, EQF[_LIST], levels.european, f"EQF level {levels.european}")
    yield from _listed(levels.field, ISCED[_LIST], levels.field.value.removeprefix(ISCED.iri), "")
    number = next(iter(facts.words(levels.national, SKOS.notation)), "")
    yield from _listed(levels.national, scheme, number, label(facts, levels.national))
    for item in learnt:
        yield Triple(node, ELM.learningOutcome, item.node)
        yield Triple(item.node, RDF.type, ELM.LearningOutcome)
        yield Triple(item.node, DCTERMS.title, _english(item.text))
        for code in facts.words(item.node, RCQ.code):
            identifier = NamedNode(f"{item.node.value}/code")
            yield Triple(item.node, ADMS.identifier, identifier)
            yield Triple(identifier, RDF.type, ELM.Identifier)
            yield Triple(identifier, SKOS.notation, Literal(code))


def _iri(facts: Facts, framework: Framework) -> NamedNode:
    """The standard itself where its items name one, else the framework."""
    named = {node for entry in framework.entries for node in facts.nodes(entry.node, RCQ.inFramework)}
    return named.pop() if len(named) == 1 else framework.node


def _listed(concept: NamedNode, scheme: NamedNode, code: str, name: str) -> Iterator[Triple]:
    """A concept of somebody's list, with what Europass wants to find beside it."""
    yield Triple(concept, RDF.type, SKOS.Concept)
    yield Triple(concept, SKOS.inScheme, scheme)
    yield Triple(concept, SKOS.notation, Literal(code))
    if name:
        yield Triple(concept, SKOS.prefLabel, _english(name))
    yield Triple(scheme, RDF.type, SKOS.ConceptScheme)


def _english(words: str) -> Literal:
    return Literal(words, language="en")


def _file(name: str, triples: Iterator[Triple]) -> File:
    lines = sorted(set(triples), key=str)
    used = "\n".join(map(str, lines))
    known = PREFIXES | {"elm": ELM.iri, "adms": ADMS.iri}
    prefixes = {prefix: namespace for prefix, namespace in known.items() if f"<{namespace}" in used}
    data = serialize(lines, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert data is not None
    return File(f"{name}.ttl", data)
