"""One post described by several organisations that ask different things of whoever holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names
from graphkit.measures.kinds.qualification_levels import levels, named_levels
from graphkit.measures.kinds.risk_levels import mentioned
from graphkit.measures.nodes import group
from graphkit.measures.roles import Described, described, title_key
from graphkit.vocabulary import RCQ, RDF, RDFS

__all__ = ["measure"]

#: what is asked for, by the classes of its statements
_FACETS = {
    "experience": frozenset({"Experience"}),
    "qualifications": frozenset({"Qualification", "Technical", "Training"}),
    "eligibility": frozenset({"Eligibility"}),
}
_LINE, _RISKS = "reporting line", "levels of risk"


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """A group for each title under which jobs of several publishers ask for different things: titles and demands."""
    asked: dict[object, list[Item]] = defaultdict(list)
    for item in facts.current:
        asked[item.document].append(item)
    jobs: dict[str, list[Described]] = defaultdict(list)
    for each in described(facts):
        if RCQ.Job in facts.nodes(each.role, RDF.type) and each.publisher is not None and each.titles:
            jobs[title_key(each.titles[0].text)].append(each)
    named = named_levels()
    for key, roles in sorted(jobs.items()):
        if len({each.publisher for each in roles}) < 2:
            continue
        differing: dict[str, list[Item]] = {}
        for facet, kinds in _FACETS.items():
            by_job = [[item for item in asked[each.document.node] if item.kind in kinds] for each in roles]
            if len({_demand(facts, named, facet, items) for items in by_job}) > 1:
                differing[facet] = [item for items in by_job for item in items]
        managers = {title_key(manager) for each in roles for manager in _managers(facts, each)}
        if len(managers) > 1 or (managers and not all(_managers(facts, each) for each in roles)):
            printed = [item for each in roles for item in each.says.get(RCQ.reportsTo, [])]
            differing[_LINE] = printed
        risks = [[i for i in asked[each.document.node] if i.kind == "Duty" and mentioned(i.text)] for each in roles]
        if len({frozenset(level for item in items for level in mentioned(item.text)) for items in risks if items}) > 1:
            differing[_RISKS] = [item for items in risks for item in items]
        if differing:
            titles = [each.titles[0].node for each in roles]
            label = f"{roles[0].titles[0].text} ({', '.join(differing)})"
            members = [*titles, *(item.node for items in differing.values() for item in items)]
            yield from group(names, "DifferentDemands", key, label, members=members)


def _managers(facts: Facts, job: Described) -> list[str]:
    """The titles of those to whom the holder of a job reports."""
    return [title for node in facts.nodes(job.role, RCQ.reportsTo) for title in facts.words(node, RDFS.label)]


def _demand(facts: Facts, named: dict[tuple[str, ...], int], facet: str, items: list[Item]) -> tuple[bool, int]:
    """Whether anything is asked for, and how much at most: months of experience, or the level of a qualification."""
    if facet == "experience":
        months = [int(months) for item in items for months in facts.words(item.node, RCQ.monthsOfExperience)]
        return bool(items), max(months, default=0)
    if facet == "qualifications":
        return bool(items), max((level for item in items for level in levels(item.text, named)), default=0)
    return bool(items), 0
