"""Frameworks as CASE has them (1EdTech Competencies and Academic Standards Exchange 1.1): a CFPackage for each.

An item's `uri` is its IRI, and its `identifier` the UUID (version 5) of that. What CASE has no property for stands in
its extensions where it is a plain value, and is told as lost, because other readers may skip those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode

from graphkit import jsonld, mappings
from graphkit.exports.frameworks import Entry, Framework, frameworks, kind_label, label, unsaid, uuid
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Facts
from graphkit.text import short_label
from graphkit.vocabulary import DCTERMS, RCQ, RDF

__all__ = ["export"]

Json = dict[str, Any]

#: what an accepted correspondence is called
_MATCHES = {
    "exactMatch": "exactMatchOf",
    "relatedMatch": "isRelatedTo",
    "closeMatch": "ext:closeMatch",
    "broadMatch": "ext:broadMatch",
    "narrowMatch": "ext:narrowMatch",
}
#: links of an item that are associations
_LINKS = {
    RCQ.supportedBy: "ext:supportedBy",
    RCQ.alternativeTo: "ext:alternativeTo",
    RCQ.denotes: "ext:denotes",
}
#: values of an item that stand in its extensions
_EXTENDED = (RCQ.modality, RCQ.timing, RCQ.level, RCQ.monthsOfExperience, RCQ.section, RCQ.repair)


def export(view: View) -> Iterator[File | Loss]:
    """A package for each framework, and what of the graph none of them says."""
    found = []
    for piece in frameworks(view.stated, view.settings.dated):
        if isinstance(piece, Loss):
            yield piece
            continue
        missing = [
            what for what, value in (("creator", piece.publisher), ("lastChangeDateTime", piece.dated)) if not value
        ]
        if missing:
            reason = "about.ttl states no dcterms:publisher" if missing == ["creator"] else _UNDATED
            yield Loss(piece.node.value, f"framework ({', '.join(missing)})", reason)
        else:
            found.append(piece)
    packages = Packages(view.stated, found)
    yield from packages.files()
    yield from packages.losses()
    for role in {role for each in found for role in view.stated.nodes(each.document.node, RCQ.describes)}:
        if told := unsaid(view.stated, role):
            yield Loss(role.value, told, "a CFDocument says nothing of a role but its items")


_UNDATED = "no day is known that it is of: state dcterms:modified in about.ttl, or dated in the settings"


class Packages:
    """The packages of some frameworks, which know each other's items."""

    def __init__(self, facts: Facts, found: Sequence[Framework]) -> None:
        self.facts = facts
        self.frameworks = found
        self._home: dict[NamedNode, Framework] = {node: each for each in found for node in each.by_node}
        self._matches: dict[Framework, list[mappings.Mapping]] = defaultdict(list)
        self._homeless = []
        for mapping in mappings.mappings(facts):
            ends = (mapping.subject, mapping.object)
            home = next((self._home[end] for end in ends if end in self._home), None)
            if mapping.decision != "Accepted" or mapping.object is None:
                continue
            if home is None:
                self._homeless.append(mapping)
            else:
                self._matches[home].append(mapping)

    def files(self) -> Iterator[File]:
        """A file for each framework."""
        for framework in self.frameworks:
            yield File(f"{framework.name}.json", jsonld.dumps(self.package(framework)))

    def losses(self) -> Iterator[Loss]:
        """What of the items is lost."""
        for framework in self.frameworks:
            for entry in framework.entries:
                extended = [name for name in _EXTENDED if self._values(entry.node, name)]
                told = ", ".join(sorted(name.value.removeprefix(RCQ.iri) for name in extended))
                if told:
                    yield Loss(entry.node.value, told, "CASE has no word for it: in extensions, which readers may skip")
                yield Loss(
                    entry.node.value, "the place of the words", "CASE does not say where a statement is quoted from"
                )
                if self.facts.nodes(entry.node, RCQ.mentions):
                    yield Loss(entry.node.value, "which concept a name stands for", "CASE has keywords only")
        for mapping in self._homeless:
            yield Loss(mapping.node.value, "correspondence", "neither of its items is in a package")

    def package(self, framework: Framework) -> Json:
        """The CFPackage of a framework."""
        associations = [
            each
            for entry in framework.entries
            for each in (self._place(framework, entry), *self._links(framework, entry))
        ]
        associations += [self._match(framework, mapping) for mapping in self._matches[framework]]
        return {
            "CFDocument": _document(framework),
            "CFItems": [self._item(framework, entry) for entry in framework.entries],
            "CFAssociations": sorted(associations, key=lambda each: str(each["identifier"])),
        }

    def _item(self, framework: Framework, entry: Entry) -> Json:
        facts, item = self.facts, entry.item
        codes = facts.words(item.node, RCQ.code)
        names = sorted({name for node in facts.nodes(item.node, RCQ.mentions) if (name := label(facts, node))})
        extended = {name.value: values[0] for name in _EXTENDED if (values := self._values(item.node, name))}
        return _kept(
            identifier=str(uuid(item.node.value)),
            uri=item.node.value,
            fullStatement=item.text,
            abbreviatedStatement=short_label(item.text),
            humanCodingScheme=codes[0] if codes else "",
            CFItemType=kind_label(item.kind),
            conceptKeywords=names,
            language="en",
            lastChangeDateTime=_moment(framework.dated),
            extensions={RDF.type.value: RCQ[item.kind].value, **extended},
        )

    def _values(self, node: NamedNode, name: NamedNode) -> list[str]:
        return [*(value.value for value in self.facts.nodes(node, name)), *self.facts.words(node, name)]

    def _place(self, framework: Framework, entry: Entry) -> Json:
        """Where an item stands in the tree."""
        above = _end(framework.node, framework.title, within=True) if entry.parent is None else self._link(entry.parent)
        return _association("isChildOf", self._link(entry.node), above, framework.dated, sequenceNumber=entry.place)

    def _links(self, framework: Framework, entry: Entry) -> Iterator[Json]:
        for name, kind in _LINKS.items():
            for node in sorted(self.facts.nodes(entry.node, name), key=str):
                yield _association(kind, self._link(entry.node), self._link(node), framework.dated)

    def _match(self, framework: Framework, mapping: mappings.Mapping) -> Json:
        assert mapping.object is not None
        dated = next(iter(self.facts.words(mapping.node, DCTERMS.created)), framework.dated)
        ends = self._link(mapping.subject), self._link(mapping.object)
        uri = {"identifier": str(uuid(mapping.node.value)), "uri": mapping.node.value}
        return _association(_MATCHES[mapping.predicate], *ends, dated, notes=mapping.comment) | uri

    def _link(self, node: NamedNode) -> Json:
        """One end of an association: an item of a package, or something that is none."""
        home = self._home.get(node)
        if home is not None:
            codes = self.facts.words(node, RCQ.code)
            return _end(node, short_label(" ".join([*codes[:1], home.by_node[node].item.text])), within=True)
        named = label(self.facts, node) or next(iter(self.facts.words(node, RCQ.text)), node.value)
        return _end(node, short_label(named), within=False)


def _document(framework: Framework) -> Json:
    edition = framework.document.edition
    licence = framework.licence
    return _kept(
        identifier=str(uuid(framework.node.value)),
        uri=framework.node.value,
        caseVersion="1.1",
        creator=framework.publisher,
        title=framework.title,
        lastChangeDateTime=_moment(framework.dated),
        officialSourceURL=framework.address,
        publisher=framework.publisher,
        description=framework.describe(framework.entries),
        language="en",
        version="" if edition == "unknown" else edition,
        statusStartDate=framework.document.issued if framework.document.issued == framework.dated else "",
        licenseURI={"title": licence, "identifier": str(uuid(licence)), "uri": licence} if licence else None,
        notes=framework.rights,
        extensions={DCTERMS.source.value: framework.document.node.value},
    )


def _association(kind: str, origin: Json, destination: Json, dated: str, **more: Any) -> Json:
    identifier = str(uuid(f"{origin['uri']} {kind} {destination['uri']}"))
    return _kept(
        identifier=identifier,
        uri=f"urn:uuid:{identifier}",
        associationType=kind,
        originNodeURI=origin,
        destinationNodeURI=destination,
        lastChangeDateTime=_moment(dated),
        **more,
    )


def _end(node: NamedNode, title: str, *, within: bool) -> Json:
    end = {"title": title, "identifier": str(uuid(node.value)), "uri": node.value}
    return end | ({"targetType": "CASE"} if within else {})


def _kept(**properties: Any) -> Json:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in ("", None, [])}


def _moment(day: str) -> str:
    return f"{day}T00:00:00+00:00"
