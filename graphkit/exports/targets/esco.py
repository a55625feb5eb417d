"""Roles in the shape of ESCO (the European classification of skills and occupations), and how they stand to its own.

Nothing is added to ESCO: occupations and skills keep their own IRIs, and only its classes, properties and kinds of
skill are used. A skill is essential where the document says that it is, or where a standard lists it, because a
standard asks for the whole of its list. It is optional where it is desirable, and where something else would do as
well. Which occupations of ESCO are near is a table of mappings beside, which nobody of the field has reviewed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit import content
from graphkit.exports.demands import Choice, demands, is_met_by_any
from graphkit.exports.frameworks import kind_label, label, rights, unsaid
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Facts, Item
from graphkit.text import short_label
from graphkit.vocabulary import DCTERMS, PREFIXES, RCQ, RDF, SKOS, Namespace

__all__ = ["export"]

ESCO = Namespace("http://data.europa.eu/esco/model#")
#: ESCO's two kinds of skill
SKILL_TYPE = Namespace("http://data.europa.eu/esco/skill-type/")
_STANDARD = ("hasKnowledge", "hasSkill", "hasKsbBehaviour")
#: what is a skill or knowledge; the rest of what is asked for is a paper, a record or a permission
_SKILLS = ("Ability", "Behaviour", "Experience", "Knowledge", "KsbBehaviour", "Skill", "Strength", "Technical")
_LOST = {
    RCQ.code: "code",
    RCQ.timing: "timing",
    RCQ.level: "level",
    RCQ.monthsOfExperience: "months of experience",
    RCQ.quotedFrom: "the place of the words",
}


def export(view: View) -> Iterator[File | Loss]:
    """The view, the tables of mappings, and what of the graph neither says."""
    facts = view.stated
    homes = {role: node for node in facts.documents for role in facts.nodes(node, RCQ.describes)}
    triples: set[Triple] = set()
    said: set[NamedNode] = set()
    for role, document in homes.items():
        triples |= {*_occupation(facts, role, document)}
        for item, link in _skills(facts, role, facts.by_document.get(document, ())):
            triples |= {Triple(role, link, item.node), *_skill(facts, item)}
            said.add(item.node)
    yield _file("occupations", triples)
    for path in content.outside():
        yield from _table(view, path, homes)
    for item in facts.items:
        if item.node in said:
            lost = [
                what for name, what in _LOST.items() if facts.nodes(item.node, name) or facts.words(item.node, name)
            ]
            yield Loss(item.node.value, ", ".join(lost), "ESCO has no word for it")
        else:
            yield Loss(item.node.value, kind_label(item.kind), _why_not(item))
    for role in homes:
        if told := unsaid(facts, role, RCQ.typicalJobTitle):
            yield Loss(role.value, told, "ESCO's occupations have no such property")
        yield Loss(role.value, "memberOfISCOGroup", "no group of ISCO-08 is printed")


def _why_not(item: Item) -> str:
    if item.kind in _SKILLS:
        return "the document does not say whether it is essential, and ESCO knows essential and optional skills only"
    if item.kind in ("NosUnit", "NosOutcome"):
        return "the document does not say that the role asks for all of its standards"
    return "is no skill or knowledge"


def _occupation(facts: Facts, role: NamedNode, document: NamedNode) -> Iterator[Triple]:
    titles = facts.words(role, RCQ.jobTitle) or [label(facts, role)]
    items = facts.by_document.get(document, ())
    about = [item for item in items if item.kind == "Passage" and role in facts.nodes(item.node, RCQ.about)]
    yield Triple(role, RDF.type, ESCO.Occupation)
    yield Triple(role, RDF.type, SKOS.Concept)
    yield from (Triple(role, SKOS.prefLabel, _english(title)) for title in sorted(titles)[:1])
    for title in facts.words(role, RCQ.typicalJobTitle):
        if title not in titles:
            yield Triple(role, SKOS.altLabel, _english(title))
    yield from (Triple(role, DCTERMS.description, _english(item.text)) for item in about[:1])
    yield Triple(role, DCTERMS.source, document)
    licences = [node for node in facts.nodes(document, DCTERMS.license) if node != RCQ.Unknown]
    yield from (Triple(role, DCTERMS.license, licence) for licence in licences)
    if told := rights(facts, document):
        yield Triple(role, DCTERMS.rights, _english(told))


def _skills(facts: Facts, role: NamedNode, items: Sequence[Item]) -> Iterator[tuple[Item, NamedNode]]:
    """The skills of a role, and whether each is essential or optional."""
    listed = {node for name in _STANDARD for node in facts.nodes(role, RCQ[name])}
    yield from ((item, ESCO.relatedEssentialSkill) for item in items if item.node in listed)
    for choice in demands(facts, role, items):
        for item, is_essential in _strengths(facts, choice, replaceable=False):
            if item.kind in _SKILLS and is_essential is not None:
                yield item, ESCO.relatedEssentialSkill if is_essential else ESCO.relatedOptionalSkill


def _strengths(facts: Facts, choice: Choice, *, replaceable: bool) -> Iterator[tuple[Item, bool | None]]:
    """What is asked for, and whether it is essential (None: nobody says). Of what can be replaced nothing is."""
    for demand in choice:
        one_of_several = replaceable or len(choice) > 1
        strengths = facts.nodes(demand.item.node, RCQ.modality)
        if one_of_several or RCQ.Desirable in strengths:
            yield demand.item, False
        elif RCQ.Essential in strengths and not any(map(is_met_by_any, demand.listed)):
            yield demand.item, True
        else:
            yield demand.item, None
        for below in demand.listed:
            yield from _strengths(facts, below, replaceable=one_of_several)


def _skill(facts: Facts, item: Item) -> Iterator[Triple]:
    kind = "knowledge" if item.kind == "Knowledge" else "skill"
    yield Triple(item.node, RDF.type, ESCO.Skill)
    yield Triple(item.node, RDF.type, SKOS.Concept)
    yield Triple(item.node, ESCO.skillType, SKILL_TYPE[kind])
    yield Triple(item.node, SKOS.prefLabel, _english(short_label(item.text, 100)))
    yield Triple(item.node, SKOS.definition, _english(item.text))
    denoted = set(facts.nodes(item.node, RCQ.denotes))
    if len(denoted) == 1:  # an item that names several is none of them
        yield Triple(item.node, SKOS.exactMatch, denoted.pop())


def _table(view: View, path: Path, roles: Iterable[NamedNode]) -> Iterator[File | Loss]:
    """The rows of a table of mappings that speak of roles of the build, below its own base."""
    lines = path.read_text(encoding="utf-8").splitlines()
    ids, known = view.names.ids.iri, {role.value for role in roles}
    head = [f"#  rcqid: {ids}" if line.startswith("#  rcqid:") else line for line in lines if line.startswith("#")]
    names, *rows = (line for line in lines if not line.startswith("#"))
    kept = [row for row in rows if ids + row.partition("\t")[0].removeprefix("rcqid:") in known]
    if kept:
        yield File(path.name, "\n".join([*head, names, *sorted(kept), ""]).encode())
    mapped = {ids + row.partition("\t")[0].removeprefix("rcqid:") for row in kept}
    for role in sorted(known - mapped):
        yield Loss(role, "occupation of ESCO", "nobody has said which is near it")


def _english(words: str) -> Literal:
    return Literal(words, language="en")


def _file(name: str, triples: set[Triple]) -> File:
    lines = sorted(triples, key=str)
    used = "\n".join(map(str, lines))
    known = PREFIXES | {"esco": ESCO.iri}
    prefixes = {prefix: namespace for prefix, namespace in known.items() if f"<{namespace}" in used}
    data = serialize(lines, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert data is not None
    return File(f"{name}.ttl", data)
