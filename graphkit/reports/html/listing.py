"""The findings one by one, by severity and rule: the sentence, the quotes among their lines, what to do and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graphkit.findings import Finding, Severity, Status, noun
from graphkit.markup import Html, element, told
from graphkit.reports.html.excerpts import excerpts
from graphkit.reports.html.names import Listed, rule_anchor
from graphkit.reports.html.summary import signed
from graphkit.sources import Source

__all__ = ["apart", "by_rule", "findings_of", "sections"]

#: findings of one rule that are shown at once; the others open with a click
_SHOWN = 10
Sources = dict[tuple[str, str], Source]


#: findings of one rule and one severity
Group = list[Listed]


def by_rule(stood: Sequence[Listed], families: Sequence[str]) -> list[Group]:
    """The findings by severity and rule: the heaviest first, then in the order of families, the most frequent first."""
    places = {label: at for at, label in enumerate(families)}
    groups: dict[tuple[Severity, str], Group] = {}
    for item in sorted(stood, key=lambda item: item.finding.status is Status.KNOWN):
        groups.setdefault((item.finding.severity, item.finding.code), []).append(item)

    def weight(key: tuple[Severity, str]) -> tuple[object, ...]:
        items = groups[key]
        return key[0].rank, places.get(items[0].finding.family, len(places)), -len(items), key[1]

    return [groups[key] for key in sorted(groups, key=weight)]


def sections(groups: Iterable[Group], sources: Sources) -> Iterator[Html]:
    """A section for each severity, in it one for each rule."""
    for severity, rules in groupby(groups, key=lambda items: items[0].finding.severity):
        found = list(rules)
        number = sum(map(len, found))
        heading = element("h3", signed(severity), f" {noun(severity, 2).capitalize()} ", _count(number))
        yield element("section", heading, *(_rule(items, sources) for items in found), class_="severity")


def _count(number: int) -> Html:
    return element("span", f"({number})", class_="count")


def _rule(items: Group, sources: Sources) -> Html:
    first = items[0].finding
    heading = element("h4", told(first.title), " ", _count(len(items)), id=rule_anchor(first))
    about = [
        element("p", element("b", "To do:"), " ", told(first.advice), class_="advice"),
        element("p", *([told(first.reason), " "] if first.reason else []), *_origin(first), class_="reason"),
    ]
    if first.weighed and first.own_severity:
        was, now = noun(first.own_severity, 1), noun(first.severity, 1)
        about.append(
            element("p", f"A {was} by its rule, a {now} by the profile: {told(first.weighed)}", class_="judged")
        )
    found = (*findings_of(items[:_SHOWN], sources), *_more(items[_SHOWN:], sources))
    return element("section", heading, *about, *found, class_="rule")


def _origin(finding: Finding) -> Iterator[str]:
    """Which rule says so, and of what family it is."""
    yield from ("(", element("code", finding.code), f", {finding.family})" if finding.family else ")")


def _more(items: list[Listed], sources: Sources) -> Iterator[Html]:
    if items:
        summary = element("summary", f"{len(items)} more of this kind")
        yield element("details", summary, *findings_of(items, sources), class_="more")


def findings_of(items: Iterable[Listed], sources: Sources) -> Iterator[Html]:
    """Some findings, each an article that can be linked to."""
    for item in items:
        finding = item.finding
        status = (
            [element("span", str(finding.status), class_=f"status {finding.status}"), " "] if finding.status else []
        )
        link = element("a", "#", href=f"#{item.anchor}", aria_label="Link to this finding", class_="link")
        message = element(
            "p", signed(finding.severity), " ", *status, told(finding.message), " ", link, class_="message"
        )
        yield element(
            "article",
            message,
            *excerpts(finding.places, sources),
            id=item.anchor,
            class_=f"finding {finding.severity}",
            data_severity=str(finding.severity),
            data_family=finding.family or "Other",
            data_rule=finding.code,
            data_documents=" ".join(item.subjects),
            data_status=finding.status,
        )


def apart(findings: Sequence[Finding]) -> Iterator[Html]:
    """What does not stand: mended, gone, silenced; each counted and named."""
    loud = [finding for finding in findings if finding.silenced is None]
    yield from _named("Mended since the older build", [f for f in loud if f.status is Status.MENDED])
    yield from _named("Gone with their documents", [f for f in loud if f.status is Status.GONE])
    yield from _named("Silenced by the profile", [f for f in findings if f.silenced is not None])


def _named(heading: str, findings: Sequence[Finding]) -> Iterator[Html]:
    if not findings:
        return
    groups = groupby(sorted(findings, key=lambda finding: finding.code), key=lambda finding: finding.code)
    rules = []
    for code, group in groups:
        same = list(group)
        name = [told(same[0].title), " ", element("code", code), " ", _count(len(same))]
        name += [": ", element("span", told(same[0].silenced), class_="judged")] if same[0].silenced else []
        messages = (element("li", signed(each.severity), " ", told(each.message)) for each in same)
        rules.append(element("details", element("summary", *name), element("ul", *messages)))
    yield element("section", element("h2", f"{heading} ", _count(len(findings))), *rules, class_="apart")
