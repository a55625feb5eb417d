"""Roles from the facts of a graph: the items of each document, put together as its role asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import NamedNode

from graphkit.facts import Document, Facts, Item
from graphkit.findings import Place
from graphkit.roles.nouns import Asked, Demand, Facet, Level, Named, Option, Role
from graphkit.text import words
from graphkit.titles import title_key
from graphkit.vocabulary import DCTERMS, RCQ, RDF, RDFS, SKOS

__all__ = ["named_only", "roles"]

_FACETS = {
    "Duty": Facet.DUTY,
    **dict.fromkeys(("Behaviour", "Strength", "Ability"), Facet.BEHAVIOUR),
    **dict.fromkeys(("Experience", "Technical", "Requirement"), Facet.EXPERIENCE),
    **dict.fromkeys(("Knowledge", "Skill", "KsbBehaviour", "NosUnit", "NosOutcome", "Competence"), Facet.COMPETENCE),
    "Qualification": Facet.QUALIFICATION,
    "Training": Facet.TRAINING,
    "Eligibility": Facet.ELIGIBILITY,
}
#: fewer words are alike by chance, or name a concept that documents share on purpose
_FEWEST_WORDS = 5


@lru_cache(maxsize=2)
def roles(facts: Facts) -> tuple[Role, ...]:
    """The roles that documents describe, older editions too (`role.document.current`), in the order of documents."""
    by_document: dict[NamedNode, list[Item]] = defaultdict(list)
    for item in facts.items:
        by_document[item.document].append(item)
    sharing = _sharing(facts)
    return tuple(
        _role(facts, document, role, by_document[document.node], sharing)
        for document in facts.documents.values()
        for role in facts.nodes(document.node, RCQ.describes)
    )


def named_only(facts: Facts, described: Sequence[Role]) -> tuple[Named, ...]:
    """The roles that current documents name, by their titles, and that no current document describes."""
    current = {role.node: role for role in described if role.document.current}
    known = {title_key(title) for role in current.values() for title in role.titles}
    naming: dict[str, list[Item]] = defaultdict(list)
    managing: dict[str, list[NamedNode]] = defaultdict(list)
    nodes: dict[str, dict[NamedNode, str]] = defaultdict(dict)

    def heard(node: NamedNode) -> str:
        title = next(iter(facts.words(node, RDFS.label)), "")
        key = title_key(title) if RCQ.Role in facts.nodes(node, RDF.type) else ""
        nodes[key][node] = title
        return key

    for item in facts.current:
        for node in dict.fromkeys(facts.nodes(item.node, RCQ.mentions)):
            naming[heard(node)].append(item)
    for role in current.values():
        for node in facts.nodes(role.node, RCQ.reportsTo):
            managing[heard(node)].append(role.node)
    return tuple(
        Named(min(nodes[key].values()), frozenset(nodes[key]), tuple(naming[key]), tuple(managing[key]))
        for key in sorted(nodes)
        if key and key not in known
    )


def _sharing(facts: Facts) -> dict[tuple[str | None, str, tuple[str, ...]], set[NamedNode]]:
    """The current documents that print a text, by their form, the class of the item and its words."""
    found: dict[tuple[str | None, str, tuple[str, ...]], set[NamedNode]] = defaultdict(set)
    for item in facts.current:
        form = facts.documents[item.document].form
        if form and item.kind in _FACETS and len(printed := words(item.text)) >= _FEWEST_WORDS:
            found[form, item.kind, printed].add(item.document)
    return found


def _role(
    facts: Facts,
    document: Document,
    node: NamedNode,
    items: Sequence[Item],
    sharing: Mapping[tuple[str | None, str, tuple[str, ...]], set[NamedNode]],
) -> Role:
    file = next(iter(facts.words(document.node, RCQ.fileName)), None)
    asked = []
    for item in items:
        if item.kind in _FACETS:
            together = sharing.get((document.form, item.kind, words(item.text)), set())
            asked.append(_asked(facts, item, document, file, len(together)))
    publishers = {
        label
        for publisher in facts.nodes(document.node, DCTERMS.publisher)
        if publisher != RCQ.Unknown
        for label in (facts.words(publisher, SKOS.prefLabel) or facts.words(publisher, RDFS.label))[:1]
    }
    titles = (*sorted(facts.words(node, RCQ.jobTitle))[:1], *facts.words(node, RCQ.jobTitle))
    titles += tuple(sorted(facts.words(node, RCQ.typicalJobTitle)))
    kind = next((kind.value.removeprefix(RCQ.iri) for kind in facts.nodes(node, RDF.type)), "Role")
    fields = [item for item in items if node in facts.nodes(item.node, RCQ.about)]
    return Role(
        node, document, kind, tuple(dict.fromkeys(titles)), tuple(sorted(publishers)), _demands(asked),
        tuple(_levels(facts, node, document, file, fields)),
        tuple(place for item in facts.unread.get(document.node, ()) for place in _places(item, document, file)),
    )  # fmt: skip


def _asked(facts: Facts, item: Item, document: Document, file: str | None, sharing: int) -> Asked:
    def local(predicate: NamedNode) -> str:
        return next((value.value.removeprefix(RCQ.iri) for value in facts.nodes(item.node, predicate)), "")

    def number(predicate: NamedNode) -> int | None:
        return next((int(value) for value in facts.words(item.node, predicate)), None)

    return Asked(
        item, _FACETS[item.kind], _places(item, document, file),
        modality=local(RCQ.modality), timing=local(RCQ.timing),
        months=number(RCQ.monthsOfExperience), level=number(RCQ.level),
        code=next(iter(facts.words(item.node, RCQ.code)), None),
        denotes=tuple(dict.fromkeys(facts.nodes(item.node, RCQ.denotes))),
        mentions=tuple(dict.fromkeys(facts.nodes(item.node, RCQ.mentions))),
        under=next(iter(facts.nodes(item.node, RCQ.listedUnder)), None),
        alternatives=frozenset(facts.nodes(item.node, RCQ.alternativeTo)),
        sharing=sharing,
    )  # fmt: skip


def _places(item: Item, document: Document, file: str | None) -> tuple[Place, ...]:
    return tuple(
        Place(
            document=document.identifier, edition=document.edition, file=file, line=part.line,
            end_line=part.line + part.exact.count("\n"), quote=part.exact, statement=item.node.value,
            start=part.start, end=part.end, page=part.page,
        )
        for part in item.parts
    )  # fmt: skip


def _demands(asked: Sequence[Asked]) -> tuple[Demand, ...]:
    """The items as they hang together: lists under their heads, alternatives side by side."""
    heads = {each.node: at for at, each in enumerate(asked)}
    below: dict[NamedNode | None, list[Asked]] = defaultdict(list)
    for each in asked:
        below[each.under if each.under in heads and each.under != each.node else None].append(each)

    def grouped(under: NamedNode | None) -> tuple[Demand, ...]:
        groups: list[list[Asked]] = []
        for each in below[under]:
            joined = [group for group in groups if any(_are_alternatives(each, other) for other in group)]
            if joined:
                groups = [group for group in groups if all(group is not other for other in joined)]
            groups.append([other for group in joined for other in group] + [each])
        groups.sort(key=lambda group: heads[group[0].node])
        return tuple(Demand(tuple(Option(each, grouped(each.node)) for each in group)) for group in groups)

    return grouped(None)


def _are_alternatives(one: Asked, other: Asked) -> bool:
    return other.node in one.alternatives or one.node in other.alternatives


def _levels(
    facts: Facts, role: NamedNode, document: Document, file: str | None, fields: Sequence[Item]
) -> Iterator[Level]:
    """The bands, levels and classes in which a role is placed, each with the words that say so."""

    def places(stated: NamedNode) -> tuple[Place, ...]:
        shown = [item for item in fields if stated in facts.nodes(item.node, RCQ.property)]
        return tuple(place for item in shown for place in _places(item, document, file))

    for stated in (RCQ.band, RCQ.classifiedAs):
        for concept in dict.fromkeys(facts.nodes(role, stated)):
            label = next(iter(facts.words(concept, SKOS.prefLabel) or facts.words(concept, RDFS.label)), concept.value)
            notation = next(iter(facts.words(concept, SKOS.notation)), "")
            scheme = next(iter(facts.nodes(concept, SKOS.inScheme)), None)
            number = int(notation) if notation.isdecimal() else None
            yield Level(stated, label, number, scheme, _scale(facts, scheme), concept, places(stated))
    scheme = next((scheme for node in (role, document.node) for scheme in facts.nodes(node, RCQ.levelScheme)), None)
    for printed in dict.fromkeys(facts.words(role, RCQ.level)):
        number = int(printed)
        yield Level(RCQ.level, f"Level {printed}", number, scheme, _scale(facts, scheme), places=places(RCQ.level))


def _scale(facts: Facts, scheme: NamedNode | None) -> str:
    return next(iter(facts.words(scheme, DCTERMS.title)), "") if scheme else ""
