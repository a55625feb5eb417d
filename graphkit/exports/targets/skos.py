"""SKOS concept schemes for Skosmos, VocBench and their like: one Turtle file, with one scheme, a list of a document.

A printed item is a concept: its code and first words are the label, all its words the definition. The curated schemes
and the thesaurus, and the qualifications that several documents share, have a file each. What SKOS has no word for
(strength, time, alternatives, the place of the words) is lost and told. Standard: SKOS Reference (W3C, 2009).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit import content
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Document, Item
from graphkit.iris import slug
from graphkit.text import short_label
from graphkit.vocabulary import DCTERMS, PREFIXES, RCQ, RDF, RDFS, SKOS

__all__ = ["FACETS", "export"]

#: name of a list -> its title, and the classes of its items
FACETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "knowledge-skills-behaviours": ("Knowledge, skills and behaviours", ("Knowledge", "Skill", "KsbBehaviour")),
    "duties": ("Duties", ("Duty",)),
    "behaviours": ("Behaviours, abilities and strengths", ("Behaviour", "Ability", "Strength")),
    "nos": ("National Occupational Standards", ("NosUnit", "NosOutcome")),
}
#: characters of a label, which grows where two would be alike
_LABEL = 60
_INVERSE = {
    SKOS.broader: SKOS.narrower,
    SKOS.narrower: SKOS.broader,
    SKOS.related: SKOS.related,
    SKOS.topConceptOf: SKOS.hasTopConcept,
    SKOS.hasTopConcept: SKOS.topConceptOf,
}
#: a match, and how it reads from the other side
_MATCHES = {SKOS[name]: SKOS[name] for name in ("exactMatch", "closeMatch", "relatedMatch")} | {
    SKOS.broadMatch: SKOS.narrowMatch,
    SKOS.narrowMatch: SKOS.broadMatch,
}
_KEPT = (SKOS.iri, DCTERMS.iri, RDF.iri)
#: what is said of items and has no word in SKOS
_LOST = {
    RCQ.modality: "strength (essential, desirable)",
    RCQ.timing: "time (at entry, after appointment)",
    RCQ.alternativeTo: "alternatives",
    RCQ.level: "level",
    RCQ.monthsOfExperience: "months of experience",
    RCQ.mentions: "names inside the words",
    RCQ.quotedFrom: "the place of the words",
}


def export(view: View) -> Iterator[File | Loss]:
    """A file for each scheme, and what of the items no scheme says."""
    by_list: dict[tuple[NamedNode, str], list[Item]] = defaultdict(list)
    for item in view.stated.items:
        facet = next((name for name, (_, kinds) in FACETS.items() if item.kind in kinds), "")
        if facet:
            by_list[item.document, facet].append(item)
            yield from _lost(view, item)
        elif item.kind not in ("Field", "Passage", "Acronym", "Restatement"):
            yield Loss(item.node.value, item.kind, "a demand on a person is no concept of a scheme")
    matches = _matches(view)
    for (node, facet), items in sorted(by_list.items(), key=lambda each: (each[0][0].value, each[0][1])):
        document = view.stated.documents[node]
        yield _file(
            f"{document.identifier}--{slug(document.edition)}--{facet}", _list(view, document, facet, items, matches)
        )
    shared = _qualifications(view)
    if shared:
        yield _file("qualifications", shared)
    yield from _curated()


def _lost(view: View, item: Item) -> Iterator[Loss]:
    for predicate, what in _LOST.items():
        if view.stated.nodes(item.node, predicate) or view.stated.words(item.node, predicate):
            yield Loss(item.node.value, what, "SKOS has no word for it")


def _list(
    view: View, document: Document, facet: str, items: Sequence[Item], matches: Mapping[NamedNode, Sequence[Triple]]
) -> Iterator[Triple]:
    """The scheme of one list of one document."""
    title, _ = FACETS[facet]
    facts, scheme = view.stated, NamedNode(f"{document.node.value}/scheme/{facet}")
    named = next(iter(facts.words(document.node, DCTERMS.title)), document.identifier)
    yield from _scheme(scheme, f"{title}: {named} ({document.identifier})")
    yield Triple(scheme, DCTERMS.source, document.node)
    yield from _rights(view, document.node, scheme)
    concepts = {item.node for item in items}
    labels = _labels((item.node, facts.words(item.node, RCQ.code), item.text) for item in items)
    codes = [code for item in items for code in facts.words(item.node, RCQ.code)]
    for item in items:
        yield Triple(item.node, RDF.type, SKOS.Concept)
        yield Triple(item.node, SKOS.inScheme, scheme)
        yield Triple(item.node, SKOS.prefLabel, Literal(labels[item.node], language="en"))
        yield Triple(item.node, SKOS.definition, Literal(item.text, language="en"))
        for code in facts.words(item.node, RCQ.code):
            if codes.count(code) == 1:
                yield Triple(item.node, SKOS.notation, Literal(code))
        if item.section:
            yield Triple(item.node, SKOS.scopeNote, Literal(f"Printed under {item.section}", language="en"))
        above = [node for node in facts.nodes(item.node, RCQ.listedUnder) if node in concepts]
        for node in above:
            yield from _both_ways(item.node, SKOS.broader, node)
        if not above:
            yield from _both_ways(item.node, SKOS.topConceptOf, scheme)
        for node in facts.nodes(item.node, RCQ.supportedBy):
            yield from _both_ways(item.node, SKOS.related, node)
        denoted = facts.nodes(item.node, RCQ.denotes)
        if len(denoted) == 1:  # an item that names several is none of them
            yield Triple(item.node, SKOS.exactMatch, denoted[0])
        yield from matches[item.node]


def _scheme(scheme: NamedNode, title: str) -> Iterator[Triple]:
    """A scheme with its title, which is its label too for readers that look for one."""
    yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
    yield from (
        Triple(scheme, predicate, Literal(title, language="en")) for predicate in (DCTERMS.title, SKOS.prefLabel)
    )


def _matches(view: View) -> Mapping[NamedNode, Sequence[Triple]]:
    """What people decided that an item matches, as it reads from either side."""
    found: dict[NamedNode, list[Triple]] = defaultdict(list)
    for subject, predicate, other, graph in view.quads:
        if predicate in _MATCHES and graph == view.names.graph("alignments") and isinstance(other, NamedNode):
            assert isinstance(subject, NamedNode)
            found[subject].append(Triple(subject, predicate, other))
            found[other].append(Triple(other, _MATCHES[predicate], subject))
    return found


def _qualifications(view: View) -> list[Triple]:
    """The scheme of the qualifications that documents ask for, each with the items that ask for it as its source."""
    facts = view.stated
    asking: dict[NamedNode, list[Item]] = defaultdict(list)
    for item in facts.items:
        if item.kind in ("Qualification", "Training"):
            for concept in facts.nodes(item.node, RCQ.denotes):
                asking[concept].append(item)
    if not asking:
        return []
    scheme = view.names.ids["scheme/qualifications"]
    found = [
        *_scheme(scheme, "Qualifications that documents ask for"),
        Triple(scheme, DCTERMS.publisher, Literal(view.settings.publisher)),
        Triple(scheme, DCTERMS.license, NamedNode(view.settings.licence)),
    ]
    names = {node: next(iter(facts.words(node, RDFS.label)), slug(node.value)) for node in asking}
    for node, label in _labels((node, [], name) for node, name in names.items()).items():
        found += [
            Triple(node, RDF.type, SKOS.Concept),
            Triple(node, SKOS.inScheme, scheme),
            Triple(node, SKOS.prefLabel, Literal(label, language="en")),
            Triple(node, SKOS.definition, Literal(names[node], language="en")),
            *_both_ways(node, SKOS.topConceptOf, scheme),
            *(Triple(node, DCTERMS.source, item.node) for item in asking[node]),
        ]
    return found


def _curated() -> Iterator[File | Loss]:
    """The curated schemes and the thesaurus, with every relation said both ways."""
    reference = content.reference()
    schemes = {t.subject for t in reference if t.predicate == RDF.type and t.object == SKOS.ConceptScheme}
    member = {t.subject: t.object for t in reference if t.predicate == SKOS.inScheme}
    by_scheme: dict[str, list[Triple]] = defaultdict(list)
    lost = set()
    for triple in reference:
        scheme = triple.subject if triple.subject in schemes else member.get(triple.subject)
        if not isinstance(scheme, NamedNode):
            continue
        is_type = triple.predicate == RDF.type
        if triple.predicate.value.startswith(_KEPT) and (not is_type or str(triple.object).startswith(f"<{SKOS.iri}")):
            by_scheme[scheme.value].append(triple)
            if triple.predicate == DCTERMS.title and triple.subject in schemes:
                by_scheme[scheme.value].append(Triple(scheme, SKOS.prefLabel, triple.object))
            if triple.predicate in _INVERSE and isinstance(triple.object, NamedNode):
                assert isinstance(triple.subject, NamedNode)
                by_scheme[scheme.value] += _both_ways(triple.subject, triple.predicate, triple.object)
        elif isinstance(triple.subject, NamedNode):
            what = triple.object if is_type else triple.predicate
            lost.add((triple.subject.value, str(what).strip("<>")))
    for iri, triples in sorted(by_scheme.items()):
        yield _file(iri.rsplit("/", 1)[1], triples)
    yield from (Loss(item, what, "SKOS has no word for it") for item, what in sorted(lost))


def _rights(view: View, document: NamedNode, scheme: NamedNode) -> Iterator[Triple]:
    """Who published the document that a scheme is taken from, when, and under which licence."""
    facts = view.stated
    licences = [node for node in facts.nodes(document, DCTERMS.license) if node != RCQ.Unknown]
    yield from (Triple(scheme, DCTERMS.license, node) for node in licences)
    if not licences:
        yield Triple(scheme, DCTERMS.rights, Literal("The licence of the document is unknown.", language="en"))
    for predicate in (DCTERMS.rights, DCTERMS.issued):
        yield from (Triple(scheme, predicate, Literal(words)) for words in facts.words(document, predicate))
    for node in facts.nodes(document, DCTERMS.publisher):
        labels = facts.words(node, RDFS.label) or facts.words(node, SKOS.prefLabel)
        yield from (Triple(scheme, DCTERMS.publisher, Literal(label, language="en")) for label in labels[:1])


def _labels(items: Iterable[tuple[NamedNode, Sequence[str], str]]) -> dict[NamedNode, str]:
    """A short label for each of some items, no two alike but for items that are alike."""
    found: dict[NamedNode, str] = {}
    taken: dict[str, str] = {}
    for node, codes, text in items:
        size = _LABEL
        label = short_label(" ".join([*codes[:1], text]), size)
        while taken.get(label, text) != text and size < len(text) + _LABEL:
            size += 20
            label = short_label(" ".join([*codes[:1], text]), size)
        taken[label] = text
        found[node] = label
    return found


def _both_ways(one: NamedNode, predicate: NamedNode, other: NamedNode) -> tuple[Triple, Triple]:
    return Triple(one, predicate, other), Triple(other, _INVERSE[predicate], one)


def _file(name: str, triples: Iterable[Triple]) -> File:
    lines = sorted(set(triples), key=str)
    used = "\n".join(map(str, lines))
    prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in used}
    data = serialize(lines, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert data is not None
    return File(f"{name}.ttl", data)
