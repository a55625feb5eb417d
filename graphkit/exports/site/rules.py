"""The page of the rules: what documents are checked against, by family, with what each rule found in this build."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graphkit import content
from graphkit.canonical import canonical
from graphkit.exports.site.checks import Check, checks
from graphkit.exports.site.definitions import linked, rows
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.findings import noun
from graphkit.iris import slug
from graphkit.markup import Html, element, join, told
from graphkit.reports.html.summary import signed
from graphkit.rule_families import RuleFamily, rule_families
from graphkit.validation.rules import RULE
from graphkit.vocabulary import SH

__all__ = ["PLACE", "pages"]

PLACE = Place("rule")
_KINDS = {SH.NodeShape: "SHACL node shape", SH.PropertyShape: "SHACL property shape"}
#: a place in a message that is filled in for each finding
_HOLE = re.compile(r"\{[?$]\w+\}")


def pages(site: Site) -> Iterator[Page]:
    """One page with every rule."""
    page = Page(place=PLACE, title="Rules", body=Html())
    found = Counter(finding.code for finding in site.findings)
    families = _families()
    lead = (
        f"Documents are checked against {len(checks())} rules in {len(families)} families. Each says why it matters, "
        "what it finds and what to do about it, and how much it found in this build."
    )
    yield Page(
        place=PLACE,
        title=page.title,
        lead=element("p", lead, class_="lead"),
        iri=RULE.iri,
        part="report",
        trail=((Place("report"), "Report"),),
        body=join([_contents(families, found), *(_family(page, *each, found) for each in families.items())]),
        data=tuple(quad.triple for quad in canonical(content.shapes())),
        entries=tuple(_entry(check) for check in checks().values()),
    )


def _families() -> Mapping[RuleFamily, Sequence[Check]]:
    """The rules of each family in order of their codes, the families in their order."""
    families = {
        family: [check for code, check in checks().items() if RULE[code].value in family.rules]
        for family in rule_families()
    }
    homeless = [check for check in checks().values() if not check.rule.family]
    return {**families, **({RuleFamily("Other", "Rules of no family.", frozenset()): homeless} if homeless else {})}


def _anchor(family: RuleFamily) -> str:
    return f"family-{slug(family.label)}"


def _entry(check: Check) -> Entry:
    rule = check.rule
    words = " ".join([rule.code, rule.title, rule.message or "", rule.reason, rule.advice])
    return Entry(Place(PLACE.path, rule.code), rule.title, "Rule", f"Rules: {rule.family}", words)


def _contents(families: Mapping[RuleFamily, Sequence[Check]], found: Mapping[str, int]) -> Html:
    """A row for each family: how many rules it has and how much they found."""
    rows = (
        element(
            "tr",
            element("th", element("a", family.label, href=f"#{_anchor(family)}"), scope="row"),
            element("td", str(len(inside)), class_="number"),
            element("td", f"{sum(found.get(check.rule.code, 0) for check in inside):,}", class_="number"),
        )
        for family, inside in families.items()
    )
    names = (("Family", None), ("Rules", "number"), ("Findings in this build", "number"))
    head = element("thead", element("tr", *(element("th", name, scope="col", class_=kind) for name, kind in names)))
    table = element("table", element("caption", "Families of rules"), head, element("tbody", *rows))
    return section(
        "Families", element("div", table, class_="scrolling", role="region", aria_label="Families", tabindex=0),
        anchor="families",
    )  # fmt: skip


def _family(page: Page, family: RuleFamily, inside: Sequence[Check], found: Mapping[str, int]) -> Html:
    told_of = (_rule(page, check, found.get(check.rule.code, 0)) for check in inside)
    return section(family.label, element("p", told(family.definition)), *told_of, anchor=_anchor(family))


def _rule(page: Page, check: Check, found: int) -> Html:
    """One rule under its code."""
    rule = check.rule
    kind = _KINDS.get(check.kind) or linked(page, check.kind)
    scope = ", all documents together" if check.across else ""
    return element(
        "section",
        element("h3", signed(rule.severity), " ", told(rule.title)),
        element("p", element("code", rule.code), f" {noun(rule.severity, 1)}, ", kind, scope, class_="kind"),
        element("p", told(rule.reason)),
        rows(_facts(page, check, found)),
        *(element("details", element("summary", "Query"), element("pre", query)) for query in check.queries),
        id=rule.code,
        class_="term",
    )


def _facts(page: Page, check: Check, found: int) -> Iterator[tuple[str, Sequence[str]]]:
    """What else is to be said of a rule, a name and what stands beside it."""
    rule = check.rule
    louder = [other.rule.code for other in checks().values() if rule.code in other.rule.stands_for]
    if rule.message:
        yield "Says", [_HOLE.sub("…", told(rule.message))]
    yield "What to do", [told(rule.advice)]
    yield "Looks at", [join([f"{words} ", linked(page, node)]) for words, node in check.targets]
    if check.path:
        yield "Asks for", [join([linked(page, check.path), ": ", ", ".join(check.demands)])]
    yield "Silences", [page.link(Place(PLACE.path, code), code) for code in rule.stands_for]
    yield "Silent beside", [page.link(Place(PLACE.path, code), code) for code in louder]
    yield "In this build", [_found(page, rule.code, found)]


def _found(page: Page, code: str, found: int) -> str:
    """How much it found, with a link to all of it."""
    if not found:
        return "nothing found"
    return page.link(Place(f"report/{code}"), f"{found:,} finding{'' if found == 1 else 's'}")
