"""What each rule looks at: the things it is held against, what it asks of them, and the terms it is written in.

>>> check = checks()["role-without-duties"]
>>> [node.value.partition("#")[2] for _, node in check.targets], check.demands
(['Job', 'Occupation'], ('at least 1',))
>>> RCQ.hasDuty in check.terms
True
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from graphkit import content
from graphkit.exports.site.declarations import Lookup, ontology
from graphkit.validation.rules import RULE, Rule, rules
from graphkit.vocabulary import RCQ, RDF, SH

__all__ = ["Check", "checks", "using"]

#: how a rule finds what it looks at, as it is said before the class or property
_TARGETS = {
    SH.targetClass: "each",
    SH.targetSubjectsOf: "whatever has a value of",
    SH.targetObjectsOf: "whatever is a value of",
    SH.targetNode: "only",
}
_LIMITS = {SH.minCount: "at least", SH.maxCount: "at most"}
_TERM = re.compile(r"\brcq:([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule and how it is written down: a SHACL shape, or a note of what only graphkit's own code can see.

    `kind` is the class of the rule; each of `targets` has words before it; `path` is the property that a property shape
    is about and `demands` what it asks of its values; `queries` are the SPARQL queries that find what is wrong.
    """

    rule: Rule
    kind: NamedNode
    targets: tuple[tuple[str, NamedNode], ...]
    path: NamedNode | None
    demands: tuple[str, ...]
    queries: tuple[str, ...]
    across: bool

    @property
    def terms(self) -> frozenset[NamedNode]:
        """The terms of the ontology it is written in."""
        named = {RCQ[name] for query in self.queries for name in _TERM.findall(query)}
        return frozenset(named | {node for _, node in self.targets} | ({self.path} if self.path else set()))


@cache
def checks() -> Mapping[str, Check]:
    """The project's own rules by code, in order."""
    stated = Lookup(content.shapes())
    return {code: _check(rule, stated) for code, rule in rules(content.shapes()).items()}


@cache
def using() -> Mapping[NamedNode, tuple[Check, ...]]:
    """The rules that are written in a term of the ontology, in order of their codes."""
    found: dict[NamedNode, list[Check]] = defaultdict(list)
    for check in checks().values():
        for term in check.terms & ontology().terms.keys():
            found[term].append(check)
    return {term: tuple(each) for term, each in found.items()}


def _check(rule: Rule, stated: Lookup) -> Check:
    node = RULE[rule.code]
    return Check(
        rule=rule,
        kind=stated.values(node, RDF.type)[0],
        targets=tuple((words, target) for how, words in _TARGETS.items() for target in stated.values(node, how)),
        path=next(iter(stated.values(node, SH.path)), None),
        demands=tuple(f"{words} {limit}" for how, words in _LIMITS.items() for limit in stated.words(node, how)),
        queries=tuple(
            textwrap.dedent(query).strip()
            for query_node in stated.blank(node, SH.sparql)
            for query in stated.words(query_node, SH.select)
        ),
        across=RCQ.AcrossDocuments in stated.values(node, RCQ["scope"]),
    )
