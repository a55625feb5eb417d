"""Findings as one page that needs nothing else: a summary, a filter, every finding among the lines of its source.

It asks nothing of any network, runs no script but its own (by hash), reads as a plain page without it, and prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graphkit.findings import Finding, noun, standing
from graphkit.markup import Html, element, join
from graphkit.page import alone, filled
from graphkit.reports.html.listing import apart, by_rule, sections
from graphkit.reports.html.names import SIGNS, Listed, Subject, listed, subjects
from graphkit.reports.html.summary import families_of, matrix, rules_table, since, tiles
from graphkit.sources import Source

__all__ = ["render"]

_HERE = Path(__file__).parent


def render(findings: Sequence[Finding], sources: Sequence[Source]) -> str:
    """The findings as an HTML page."""
    stood = listed(standing(findings))
    about = subjects((item.finding for item in stood), sources)
    families = families_of(item.finding for item in stood)
    groups = by_rule(stood, families)
    body = filled(
        _HERE / "page.html",
        tally=element("p", _tally(stood, groups), class_="tally"),
        tiles=join(_list(tiles(findings, about, stood))),
        since=join(_list(since(findings))),
        matrix=matrix(stood, about, families) if about else element("p", "There is no document."),
        rules=rules_table(groups) if groups else element("p", "Nothing was found."),
        filters=_filters(stood, about, families),
        number=len(stood),
        sections=join(sections(groups, {(source.document, source.edition): source for source in sources})),
        apart=join(apart(findings)),
    )
    return alone("Consistency report", body, _HERE / "page.css", script=_HERE / "page.js")


def _list(items: Iterable[Html]) -> Iterator[Html]:
    """A list of tiles, where there are any."""
    if found := list(items):
        yield element("ul", *found, class_="tiles")


def _tally(stood: Sequence[Listed], groups: Sequence[Sequence[Listed]]) -> str:
    """How much there is, in a sentence."""
    if not stood:
        return "Nothing was found."
    numbers = (
        (len(stood), "finding"),
        (len({items[0].finding.code for items in groups}), "rule"),
        (len({key for item in stood for key in item.subjects}), "document"),
    )
    found, rules, documents = (f"{number} {name if number == 1 else name + 's'}" for number, name in numbers)
    return f"{found} by {rules} in {documents}, the heaviest first. Every quote stands among the lines of its source."


def _filters(stood: Sequence[Listed], about: Sequence[Subject], families: Sequence[str]) -> Html:
    """The controls of the filter; they choose among what there is."""
    severities = {item.finding.severity for item in stood}
    boxes = (
        element(
            "label",
            element("input", type="checkbox", name="severity", value=str(severity), checked=True),
            f" {SIGNS[severity]} {noun(severity, 2).capitalize()}",
        )
        for severity in SIGNS
        if severity in severities
    )
    touched = {key for item in stood for key in item.subjects}
    documents = [(subject.key, f"{subject.title} ({subject.detail})") for subject in about if subject.key in touched]
    present = {item.finding.family or "Other" for item in stood}
    titles = {item.finding.code: item.finding.title for item in stood}
    status = sorted({str(item.finding.status) for item in stood if item.finding.status})
    return join(
        [
            element("fieldset", element("legend", "Severity"), *boxes),
            _choice("document", "Document", sorted(documents, key=lambda pair: pair[1])),
            _choice("family", "Family of rules", [(label, label) for label in families if label in present]),
            _choice("rule", "Rule", sorted(titles.items(), key=lambda pair: pair[1])),
            *([_choice("status", "Beside the older build", [(name, name) for name in status])] if status else []),
        ]
    )


def _choice(name: str, label: str, options: Sequence[tuple[str, str]]) -> Html:
    choices = (element("option", text, value=value) for value, text in options)
    return element("label", label, element("select", element("option", "All", value=""), *choices, name=name))
