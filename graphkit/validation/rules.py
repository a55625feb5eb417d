"""The rules documents are checked by, read from ontology/shapes: code, family, severity, title, reason, advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.errors import ContentError
from graphkit.findings import Severity
from graphkit.rule_families import rule_families
from graphkit.vocabulary import RCQ, RDFS, SH, Namespace

__all__ = ["RULE", "Rule", "rules"]

#: a rule's IRI is this namespace and its code
RULE = Namespace("https://w3id.org/rcq/rule/")

_SEVERITY = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    `message` is None for what only a reader or the closure sees, because they write their own. `stands_for` names the
    rules that say less about the same place: where this one speaks, they are silent. `family` is the label of its
    family.
    """

    code: str
    severity: Severity
    title: str
    message: str | None
    reason: str
    advice: str
    family: str = ""
    stands_for: tuple[str, ...] = ()


def rules(shapes: Iterable[Triple]) -> dict[str, Rule]:
    """The rules by code; a rule without title, severity, reason or advice is refused.

    >>> from graphkit import content
    >>> rules(content.shapes())["role-without-duties"].title
    'A role without duties'
    """
    triples = tuple(shapes)
    families = {rule: family.label for family in rule_families(triples) for rule in family.rules}
    facts: dict[str, dict[NamedNode, list[object]]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and triple.subject.value in RULE:
            code = triple.subject.value.removeprefix(RULE.iri)
            facts.setdefault(code, {}).setdefault(triple.predicate, []).append(triple.object)
    return {code: _rule(code, facts[code], families.get(RULE[code].value, "")) for code in sorted(facts) if code}


def _rule(code: str, facts: dict[NamedNode, list[object]], family: str) -> Rule:
    severity = facts.get(SH.severity, [None])[0]
    if not isinstance(severity, NamedNode) or severity not in _SEVERITY:
        raise ContentError(f"rule {code}", "has no sh:severity", "give it sh:Violation, sh:Warning or sh:Info")
    targets = facts.get(RCQ.standsFor, [])
    return Rule(
        code=code,
        severity=_SEVERITY[severity],
        title=_words(code, facts, RDFS.label),
        message=_words(code, facts, SH.message) if SH.message in facts else None,
        reason=_words(code, facts, RCQ.reason),
        advice=_words(code, facts, RCQ.advice),
        family=family,
        stands_for=tuple(sorted(t.value.removeprefix(RULE.iri) for t in targets if isinstance(t, NamedNode))),
    )


def _words(code: str, facts: dict[NamedNode, list[object]], predicate: NamedNode) -> str:
    words = [value.value for value in facts.get(predicate, []) if isinstance(value, Literal)]
    if len(words) != 1:
        raise ContentError(f"rule {code}", f"has {len(words)} texts for <{predicate.value}>", "give it exactly one")
    return words[0]
