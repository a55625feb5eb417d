"""Roles as CTDL has them and competences as CTDL-ASN has them (Credential Engine), in JSON-LD for its registry.

A file for each role, with its tasks and conditions, and one for each framework, with its competencies. The registry's
identifier of a thing is a UUID of version 4 after "ce-": here it is made from the IRI of the thing, with the version
set to 4, so that it is the same in every run. It ends the `@id`, which stays below our own base.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from graphkit import jsonld
from graphkit.exports.ctdl import Json, ctid, in_english, kept, named, names
from graphkit.exports.demands import Choice, Demand, demands
from graphkit.exports.frameworks import Entry, Framework, frameworks, kind_label, label, rights, unsaid
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Document, Facts, Item
from graphkit.iris import slug
from graphkit.mappings import mappings
from graphkit.text import short_label
from graphkit.vocabulary import RCQ, RDF, SKOS

__all__ = ["export"]

_CONTEXT = ["https://credreg.net/ctdl/schema/context/json", "https://credreg.net/ctdlasn/schema/context/json"]
#: class of a competence -> how a role or task has it
_EMBODIED = {
    "Knowledge": "ceasn:knowledgeEmbodied",
    "Skill": "ceasn:skillEmbodied",
    "Ability": "ceasn:abilityEmbodied",
    "KsbBehaviour": "ceterms:targetCompetency",
    "Behaviour": "ceterms:targetCompetency",
    "Strength": "ceterms:targetCompetency",
    "NosUnit": "ceterms:targetCompetency",
    "NosOutcome": "ceterms:targetCompetency",
}
_ALIGNED = {
    "exactMatch": "ceasn:exactAlignment",
    "closeMatch": "ceasn:majorAlignment",
    "broadMatch": "ceasn:broadAlignment",
    "narrowMatch": "ceasn:narrowAlignment",
}
_TIMES = {RCQ.AtEntry: "at entry", RCQ.AfterAppointment: "after appointment"}
#: what is said of items and has no word here
_LOST = {
    RCQ.timing: ("timing", "CTDL has no time of a condition: it stands in the name"),
    RCQ.level: ("level", "its scheme is not printed, and CTDL has levels of schemes only"),
    RCQ.mentions: ("names inside the words", "CTDL has keywords of frameworks only"),
    RCQ.section: ("section", "CTDL has no headings"),
    RCQ.quotedFrom: ("the place of the words", "CTDL does not say where a statement is quoted from"),
    RCQ.repair: ("repair", "CTDL does not say where words were put right"),
}


def export(view: View) -> Iterator[File | Loss]:
    """A file for each framework and role, and what of the graph none of them says."""
    writer = Writer(view)
    for piece in frameworks(view.stated, view.settings.dated):
        if isinstance(piece, Loss):
            yield piece
            continue
        for entry in piece.entries:
            yield from writer.lost(entry.item)
        if piece.document.issued:
            yield Loss(
                piece.node.value, "issued", "CTDL-ASN knows when a framework was made or holds, not when it came out"
            )
        if any(entry.item.kind in _EMBODIED for entry in piece.entries):
            yield File(f"frameworks/{piece.name}.jsonld", _written(writer.framework(piece)))
    for document in sorted(view.stated.documents.values(), key=lambda each: each.node.value):
        for role in view.stated.nodes(document.node, RCQ.describes):
            yield File(
                f"roles/{document.identifier}--{slug(document.edition)}.jsonld", _written(writer.role(role, document))
            )
            yield from writer.lost_role(role, document)
    yield from writer.lost_matches()


class Writer:
    """Writes nodes of CTDL about things of a graph."""

    def __init__(self, view: View) -> None:
        self.facts: Facts = view.stated
        self.ids = view.names.ids
        self._items = {item.node: item for item in self.facts.items}
        #: what a competence is aligned to, and the accepted correspondences that are no alignment
        self._aligned: dict[NamedNode, list[tuple[str, NamedNode]]] = defaultdict(list)
        self._unaligned = []
        for each in mappings(self.facts):
            if (
                each.decision == "Accepted"
                and each.object
                and self._is_alignment(each.predicate, each.subject, each.object)
            ):
                self._aligned[each.subject].append((_ALIGNED[each.predicate], each.object))
            elif each.decision == "Accepted":
                self._unaligned.append(each)

    def framework(self, framework: Framework) -> list[Json]:
        """A framework and its competencies."""
        entries = [entry for entry in framework.entries if entry.item.kind in _EMBODIED]
        top = [entry for entry in entries if not self._above(framework, entry)]
        node = kept({
            **self._node("ceasn:CompetencyFramework", framework.node),
            "ceasn:name": in_english(framework.title),
            "ceasn:description": in_english(framework.describe(entries)),
            "ceasn:inLanguage": ["en"],
            "ceasn:publisherName": in_english([framework.publisher]) if framework.publisher else None,
            "ceasn:license": framework.licence,
            "ceasn:rights": in_english(framework.rights) if framework.rights else None,
            "ceasn:source": [framework.address] if framework.address else [],
            "ceasn:identifier": [framework.node.value],
            "ceasn:hasTopChild": [self._id(entry.node) for entry in top],
        })  # fmt: skip
        return [node, *(self._competency(framework, entry) for entry in entries)]

    def role(self, role: NamedNode, document: Document) -> list[Json]:
        """A job or occupation, its tasks and what it asks for."""
        facts, items = self.facts, self.facts.by_document.get(document.node, ())
        kind = "Job" if RCQ.Job in facts.nodes(role, RDF.type) else "Occupation"
        about = [item.text for item in items if item.kind == "Passage" and role in facts.nodes(item.node, RCQ.about)]
        choices = demands(facts, role, items)
        competences = [
            node for name in ("Knowledge", "Skill", "KsbBehaviour", "NosUnit", "Behaviour", "Strength", "Ability")
            for node in facts.nodes(role, RCQ[f"has{name}"])
        ]  # fmt: skip
        own = set(facts.nodes(role, RCQ.hasDuty))
        duties = [item for item in items if item.node in own]
        node = {
            **self._node(f"ceterms:{kind}", role),
            "ceterms:name": in_english(label(facts, role) or label(facts, document.node) or document.identifier),
            "ceterms:description": in_english(about[0]) if about else None,
            "ceterms:alternateName": names(sorted(facts.words(role, RCQ.typicalJobTitle))),
            "ceterms:sameAs": [role.value],
            "ceasn:comment": names(list(filter(None, [rights(facts, document.node)]))),
            "ceterms:hasTask": [self._id(duty.node) for duty in duties],
            "ceterms:atLevel": [named(f"Level {level}") for level in facts.words(role, RCQ.level)],
            "ceterms:occupationType": [self._classified(each) for each in facts.nodes(role, RCQ.classifiedAs)],
            "ceterms:jobLevelType": [each.value for each in facts.nodes(role, RCQ.band)] if kind == "Job" else [],
            "ceterms:requires": [self._choice(each) for each in choices if not self._is_desirable(each)],
            "ceterms:recommends": [self._choice(each) for each in choices if self._is_desirable(each)],
            **self._embodied(competences),
        }
        return [kept(node), *(self._task(duty, duties) for duty in duties)]

    def lost(self, item: Item) -> Iterator[Loss]:
        """What of an item is lost."""
        facts = self.facts
        for name, (what, reason) in _LOST.items():
            if facts.nodes(item.node, name) or facts.words(item.node, name):
                yield Loss(item.node.value, what, reason)
        if item.kind not in _EMBODIED and RCQ.Unstated in facts.nodes(item.node, RCQ.modality):
            reason = (
                "CTDL knows requires and recommends only: what is asked for without a strength is written as requires"
            )
            yield Loss(item.node.value, "that no strength is printed", reason)

    def lost_role(self, role: NamedNode, document: Document) -> Iterator[Loss]:
        """What of a role is lost."""
        said = (RCQ.typicalJobTitle, RCQ.level, RCQ.classifiedAs, RCQ.band)
        if told := unsaid(self.facts, role, *said):
            yield Loss(role.value, told, "CTDL's jobs and occupations have no such property")
        for choice in demands(self.facts, role, self.facts.by_document.get(document.node, ())):
            for demand in choice:
                yield from self._lost_listed(demand)

    def lost_matches(self) -> Iterator[Loss]:
        """The accepted correspondences that are no alignment."""
        for each in self._unaligned:
            yield Loss(each.node.value, each.predicate, "CTDL-ASN aligns competencies that overlap, and nothing else")

    def _lost_listed(self, demand: Demand) -> Iterator[Loss]:
        choices = [each for each in demand.listed if len(each) > 1]
        for each in choices[1:]:
            yield Loss(each[0].item.node.value, "one of several choices", "a condition has one list of alternatives")
        for listed in demand.listed:
            for below in listed:
                if len(listed) == 1 and below.listed:
                    yield Loss(below.item.node.value, "what is listed under it", "conditions are not nested so deep")
                yield from self._lost_listed(below)

    def _is_alignment(self, predicate: str, *ends: NamedNode) -> bool:
        kinds = [self._items[end].kind for end in ends if end in self._items]
        return predicate in _ALIGNED and len(kinds) == 2 and all(kind in _EMBODIED for kind in kinds)

    def _is_desirable(self, choice: Choice) -> bool:
        """Whether all of a choice is desirable only."""
        return all(RCQ.Desirable in self.facts.nodes(each.item.node, RCQ.modality) for each in choice)

    def _competency(self, framework: Framework, entry: Entry) -> Json:
        facts, item, above = self.facts, entry.item, self._above(framework, entry)
        below = [each for each in framework.entries if each.parent == entry.node and each.item.kind in _EMBODIED]
        aligned: dict[str, list[str]] = {}
        for name, other in self._aligned[item.node]:
            aligned.setdefault(name, []).append(self._id(other))
        return kept({
            **self._node("ceasn:Competency", item.node),
            "ceasn:competencyText": in_english(item.text),
            "ceasn:competencyCategory": in_english([kind_label(item.kind)]),
            "ceasn:codedNotation": next(iter(facts.words(item.node, RCQ.code)), None),
            "ceasn:listID": str(entry.place),
            "ceasn:inLanguage": ["en"],
            "ceasn:identifier": [item.node.value],
            "ceasn:isPartOf": [self._id(framework.node)],
            "ceasn:isTopChildOf": [] if above else [self._id(framework.node)],
            "ceasn:isChildOf": [self._id(above)] if above else [],
            "ceasn:hasChild": [self._id(each.node) for each in below],
            "ceasn:conceptTerm": [each.value for each in facts.nodes(item.node, RCQ.denotes)],
            **aligned,
        })  # fmt: skip

    def _above(self, framework: Framework, entry: Entry) -> NamedNode | None:
        """The competence that one stands under."""
        above = framework.by_node.get(entry.parent) if entry.parent else None
        return above.node if above and above.item.kind in _EMBODIED else None

    def _task(self, duty: Item, duties: Sequence[Item]) -> Json:
        facts, own = self.facts, {each.node for each in duties}
        return kept({
            **self._node("ceterms:Task", duty.node),
            "ceterms:name": in_english(short_label(duty.text)),
            "ceterms:description": in_english(duty.text),
            "ceterms:codedNotation": next(iter(facts.words(duty.node, RCQ.code)), None),
            "ceasn:listID": str(duties.index(duty) + 1),
            "ceterms:identifier": [
                {"@type": "ceterms:IdentifierValue", "ceterms:identifierValueCode": duty.node.value}
            ],
            "ceasn:isChildOf": [self._id(each) for each in facts.nodes(duty.node, RCQ.listedUnder) if each in own],
            "ceasn:hasChild": [
                self._id(each.node) for each in duties if duty.node in facts.nodes(each.node, RCQ.listedUnder)
            ],
            **self._embodied(facts.nodes(duty.node, RCQ.supportedBy)),
        })  # fmt: skip

    def _choice(self, choice: Choice) -> Json:
        """A condition; where any one of several is enough, a condition with alternatives."""
        if len(choice) == 1:
            return self._condition(choice[0])
        return {
            "@type": "ceterms:ConditionProfile",
            "ceterms:description": in_english("Any one of these is enough."),
            "ceterms:alternativeCondition": [self._condition(each) for each in choice],
        }

    def _condition(self, demand: Demand) -> Json:
        facts, node = self.facts, demand.item.node
        times = [time for each in facts.nodes(node, RCQ.timing) if (time := _TIMES.get(each))]
        months = facts.words(node, RCQ.monthsOfExperience)
        chosen = next((each for each in demand.listed if len(each) > 1), ())
        return kept({
            "@type": "ceterms:ConditionProfile",
            "ceterms:name": in_english(", ".join([kind_label(demand.item.kind), *times])),
            "ceterms:description": in_english(demand.item.text),
            "ceterms:condition": names([each[0].item.text for each in demand.listed if len(each) == 1]),
            "ceterms:yearsOfExperience": int(months[0]) / 12 if months else None,
            "ceterms:targetCompetency": [self._id(node)] if demand.item.kind in _EMBODIED else [],
            "ceterms:alternativeCondition": [self._condition(each) for each in chosen],
        })  # fmt: skip

    def _embodied(self, competences: Sequence[NamedNode]) -> Json:
        found: dict[str, list[str]] = {}
        for node in sorted(set(competences), key=str):
            item = self._items.get(node)
            if item is not None and item.kind in _EMBODIED:
                found.setdefault(_EMBODIED[item.kind], []).append(self._id(node))
        return found

    def _classified(self, concept: NamedNode) -> Json:
        """A concept of somebody's classification."""
        schemes = self.facts.nodes(concept, SKOS.inScheme)
        return kept({
            **named(label(self.facts, concept)),
            "ceterms:targetNode": concept.value,
            "ceterms:codedNotation": next(iter(self.facts.words(concept, SKOS.notation)), None),
            "ceterms:framework": schemes[0].value if schemes else None,
            "ceterms:frameworkName": in_english(label(self.facts, schemes[0])) if schemes else None,
        })  # fmt: skip

    def _node(self, kind: str, node: NamedNode) -> Json:
        return {"@type": kind, "@id": self._id(node), "ceterms:ctid": ctid(node)}

    def _id(self, node: NamedNode) -> str:
        return self.ids[ctid(node)].value


def _written(graph: list[Json]) -> bytes:
    return jsonld.dumps({"@context": _CONTEXT, "@graph": graph})
