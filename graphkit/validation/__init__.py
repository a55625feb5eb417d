"""From quads to findings: the shapes are run over the graph, and what readers and closure noticed is added.

>>> from graphkit.errors import ContentError
>>> try:
...     validate([], [Remark("no-such-rule", "something")])
... except ContentError as error:
...     print(error)
rule no-such-rule: is used and not written; add it to ontology/shapes
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store, Triple

from graphkit import content
from graphkit.errors import ContentError
from graphkit.findings import Finding, Place, Severity, ordered
from graphkit.iris import Names
from graphkit.records import Reading
from graphkit.validation.places import Places
from graphkit.validation.rules import Rule, rules
from graphkit.validation.shacl import broken

__all__ = ["Remark", "is_shape", "remarks", "validate"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader or the closure noticed: the code of its rule, the sentence, and where.

    Where is said by places, or by nodes of the graph whose places are looked up. Without a severity the rule's holds.
    """

    code: str
    message: str
    places: tuple[Place, ...] = ()
    nodes: tuple[NamedNode, ...] = ()
    severity: str | None = None


def remarks(reading: Reading, names: Names) -> Iterator[Remark]:
    r"""A reader's observations on one document, each with its place in the source.

    >>> from graphkit.records import Observation, Span
    >>> seen = Observation("torn-word", "“appro priate” is torn", Span(7, 19))
    >>> reading = Reading(identifier="a-1", edition="2", family="f", file="a.txt", text="Duties\nappro priate\n",
    ...                   sha256="", describes="Job", observations=(seen,))
    >>> place = next(remarks(reading, Names("https://example.org/"))).places[0]
    >>> place.line, place.quote
    (2, 'appro priate')
    """
    restated = {each.local: each.restates for each in reading.statements if each.restates}
    for seen in reading.observations:
        statement = names.part(reading.identifier, reading.edition, seen.statement) if seen.statement else None
        if seen.span is None and statement is not None:
            first = restated.get(seen.statement or "")
            beside = (names.part(reading.identifier, reading.edition, first),) if first else ()
            yield Remark(seen.code, seen.message, nodes=(statement, *beside), severity=seen.severity)
            continue
        start, end = (None, None) if seen.span is None else (seen.span.start, seen.span.end)
        place = Place(
            document=reading.identifier,
            edition=reading.edition,
            file=reading.file,
            line=None if start is None else reading.text.count("\n", 0, start) + 1,
            end_line=None if end is None else reading.text.count("\n", 0, max(end - 1, start or 0)) + 1,
            quote=None if seen.span is None else seen.span.of(reading.text),
            statement=None if statement is None else statement.value,
            start=start,
            end=end,
            page=None if seen.span is None else reading.page(seen.span),
        )
        yield Remark(seen.code, seen.message, (place,), severity=seen.severity)


def validate(
    quads: Iterable[Quad],
    noticed: Iterable[Remark] = (),
    *,
    engine: str = "fast",
    shapes: Iterable[Triple] | None = None,
) -> tuple[Finding, ...]:
    """Everything the rules find in the graph and all that was noticed, each once, the heaviest first.

    `engine` is `fast` or `reference`; `shapes` are the project's own unless given.
    """
    quads, triples = list(quads), tuple(content.shapes() if shapes is None else shapes)
    known, union = rules(triples), Store()
    union.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    places = Places(union)
    findings = [_noticed(remark, _rule(known, remark.code), places) for remark in noticed]
    for result in broken(quads, union, triples, engine):
        nodes = [NamedNode(iri) for iri in (result.focus, result.value) if iri]
        message = f"{' and '.join(places.name(node) for node in nodes)}: {result.message}"
        where = tuple(place for node in nodes for place in places.of(node))
        findings.append(_finding(_rule(known, result.code), message, where))
    return ordered(_without_echoes(findings, known))


def is_shape(code: str) -> bool:
    """Whether a rule is checked over the graph; what is not, only a reader or the closure sees."""
    return _rule(rules(tuple(content.shapes())), code).message is not None


def _rule(known: dict[str, Rule], code: str) -> Rule:
    if code not in known:
        raise ContentError(f"rule {code}", "is used and not written", "add it to ontology/shapes")
    return known[code]


def _noticed(remark: Remark, rule: Rule, places: Places) -> Finding:
    where = remark.places + tuple(place for node in remark.nodes for place in places.of(node))
    return _finding(rule, remark.message, where, remark.severity)


def _finding(rule: Rule, message: str, places: tuple[Place, ...], severity: str | None = None) -> Finding:
    weight = rule.severity if severity is None else Severity(severity)
    where = tuple(dict.fromkeys(places))
    return Finding(rule.code, weight, rule.title, message, rule.advice, where, family=rule.family, reason=rule.reason)


def _without_echoes(findings: list[Finding], known: dict[str, Rule]) -> Iterator[Finding]:
    """All findings but those that another one, which says more, makes of the same place."""
    said = {
        (code, key)
        for finding in findings
        for code in known[finding.code].stands_for
        for place in finding.places
        for key in _whereabouts(place)
    }
    for finding in findings:
        if not any((finding.code, key) in said for place in finding.places for key in _whereabouts(place)):
            yield finding


def _whereabouts(place: Place) -> Iterator[object]:
    if place.statement is not None:
        yield place.statement
    if place.start is not None:
        yield place.document, place.edition, place.start, place.end
