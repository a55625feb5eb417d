"""One role whose competence is told in several schemes: units of a standard, knowledge and skills, behaviours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.nodes import group
from graphkit.measures.roles import Described, described, title_key
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: what a scheme is called, by the classes of its statements
_SCHEMES = {
    "NosUnit": "units of an occupational standard",
    "Knowledge": "knowledge, skills and behaviours",
    "Skill": "knowledge, skills and behaviours",
    "KsbBehaviour": "knowledge, skills and behaviours",
    "Behaviour": "behaviours of a success profile",
}


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each title whose roles, described or listed as typical, tell competence in more than one scheme.

    Its members are the first statement of each scheme in each document.
    """
    firsts: dict[NamedNode, dict[str, Item]] = defaultdict(dict)
    for item in facts.current:
        if item.kind in _SCHEMES:
            firsts[item.document].setdefault(_SCHEMES[item.kind], item)
    titled: dict[str, dict[NamedNode, Described]] = defaultdict(dict)
    called: dict[str, str] = {}
    for each in described(facts):
        for item in [*each.titles, *each.says.get(RCQ.typicalJobTitle, [])]:
            titled[title_key(item.text)][each.document.node] = each
            called.setdefault(title_key(item.text), item.text)
    seen = set()
    for key, roles in sorted(titled.items()):
        schemes = sorted({scheme for document in roles for scheme in firsts[document]})
        apart = len({frozenset(firsts[document]) for document in roles}) > 1
        if len(schemes) > 1 and apart and (documents := frozenset(roles)) not in seen:
            seen.add(documents)
            members = [item.node for document in roles for item in firsts[document].values()]
            label = f"{called[key]} ({'; '.join(schemes)})"
            yield from group(names, "CompetenceSchemes", key, label, members=members, forms=schemes)
