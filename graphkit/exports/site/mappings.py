"""What people decided of pairs of statements: each accepted correspondence, and how much else was decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Triple

from graphkit.exports.site.describing import table
from graphkit.exports.site.pages import Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.site.statements import link
from graphkit.exports.site.terms import heading
from graphkit.facts import Facts
from graphkit.mappings import Mapping as Decision
from graphkit.mappings import mappings
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import DCTERMS, RCQ

__all__ = ["PREDICATES", "pages", "review"]

#: how the one statement stands to the other
PREDICATES = {
    "exactMatch": "says the same as",
    "closeMatch": "says nearly the same as",
    "broadMatch": "is narrower than",
    "narrowMatch": "is wider than",
    "relatedMatch": "is related to",
}
#: so many correspondences stand on one page
_LONGEST = 2000
_PLACE = Place("mappings")
_TITLE = "Mappings"
#: what was decided, and what that means
_MEANINGS = {
    "Accepted": "People who read both texts say that they correspond. These are facts of the graph and stand below.",
    "Unsure": "People who read both texts could not tell whether they correspond. No facts.",
    "Rejected": "People who read both texts say that they do not correspond.",
    "Nothing matches": "People who read a statement and a whole document say that nothing there corresponds.",
    "To be decided again": "One of the texts has changed or gone since people decided. No facts.",
    "Suggested": "A program found the texts to be alike, and nobody has decided. No facts.",
}

#: the documents that the statements of a mapping lie in; None is elsewhere
Ends = tuple[NamedNode | None, NamedNode | None]


def review(site: Site, decision: Decision) -> str:
    """Who of the field has looked at a decision."""
    by = ", ".join(site.name(reviewer) for reviewer in decision.reviewers)
    return f"reviewed by {by}" if by else "curated, not yet reviewed by a practitioner"


def pages(site: Site) -> Iterator[Page]:
    """The page of all decisions; where it would be too long, a page for each document that they start from."""
    accepted = {decision.node: decision for found in site.decisions.values() for decision in found}
    decisions = sorted(accepted.values(), key=lambda decision: (decision.subject.value, decision.node.value))
    index = Page(place=_PLACE, title=_TITLE, body=Html())
    sections: list[Html] = []
    data: list[Triple] = []
    if len(decisions) <= _LONGEST:
        sections, data = _told(site, index, decisions)
    else:
        by_document: dict[NamedNode | None, list[Decision]] = defaultdict(list)
        for decision in decisions:
            by_document[site.document_of(decision.subject)].append(decision)
        for document, found in by_document.items():
            part = _part(site, document)
            told_there, stated = _told(site, part, found)
            yield replace(part, body=join(told_there), data=tuple(stated))
            sections.append(_short(site, index, part, found))
    yield replace(
        index,
        lead=element("p", "Which statements of different documents correspond, who says so and why.", class_="lead"),
        body=join([_counts(site, len(decisions)), *sections]),
        data=tuple(data),
    )


def _part(site: Site, document: NamedNode | None) -> Page:
    """The page of the decisions on the statements of one document, still without its body."""
    place = site.places.of(document.value) if document else None
    path = place.path.removeprefix("id/") if place else "elsewhere"
    name = site.title_of(document) if document else "elsewhere"
    return Page(
        place=Place(f"{_PLACE.path}/{path}"), title=f"{_TITLE} of {name}", body=Html(), trail=((_PLACE, _TITLE),)
    )


def _counts(site: Site, accepted: int) -> Html:
    """How many pairs were decided in which way, and what that means."""
    counts = Counter({"Accepted": accepted, **_others(Facts(site.view.suggestions))})
    rows = ((name, counts[name], meaning) for name, meaning in _MEANINGS.items())
    shown = table("What was decided of pairs of statements", ("Decision", "Number", "What it means"), rows)
    tables = element(
        "p", "This page shows what was accepted. The tables of all decisions are those that ",
        element("code", "graphkit export sssom"), " writes.",
    )  # fmt: skip
    return join([shown, tables])


def _others(beside: Facts) -> Mapping[str, int]:
    """How many pairs were decided in another way than accepted, or not at all."""
    found = Counter({"Suggested": len(beside.instances(RCQ.Suggestion))})
    found["To be decided again"] = sum(
        1 for node in beside.instances(RCQ.Mapping) if beside.nodes(node, RCQ.formerDecision)
    )
    for decision in mappings(beside):
        found["Nothing matches" if decision.object is None else decision.decision] += 1
    return found


def _told(site: Site, page: Page, decisions: Iterable[Decision]) -> tuple[list[Html], list[Triple]]:
    """Decisions by the documents that they are between, and what is stated of them."""
    by_ends: dict[Ends, list[Html]] = defaultdict(list)
    stated: list[Triple] = []
    for decision in decisions:
        own = site.of(decision.node)
        by_ends[_ends(site, decision)].append(_card(site, page, decision, Facts(Quad(*triple) for triple in own)))
        stated += own
    sections = []
    for ends, cards in by_ends.items():
        one, other = (site.title_of(end) if end else "elsewhere" for end in ends)
        sections.append(section(f"{one} and {other}: {len(cards):,}", *cards))
    return sections, stated


def _ends(site: Site, decision: Decision) -> Ends:
    return site.document_of(decision.subject), site.document_of(decision.object) if decision.object else None


def _card(site: Site, page: Page, decision: Decision, facts: Facts) -> Html:
    """One accepted correspondence: both texts as printed, how they stand to each other, who says so and why."""
    anchor = _anchor(site, decision)
    about = [f"only the words “{words}”" for words in facts.words(decision.node, RCQ.subjectQuote)]
    who = ", ".join([*map(site.name, decision.authors), *facts.words(decision.node, DCTERMS.created)])
    said = [*about, *([f"“{decision.comment}”"] if decision.comment else []), who, review(site, decision)]
    return element(
        "article",
        _end(site, page, decision.subject),
        element("p", element("a", PREDICATES[decision.predicate], href=f"#{anchor}"), class_="predicate"),
        _end(site, page, decision.object) if decision.object else "",
        element("p", told("; ".join(filter(None, said))), ".", class_="comment"),
        id=anchor,
        class_="mapping",
    )


def _end(site: Site, page: Page, node: NamedNode) -> Html:
    """One of two statements: its words, and where they are printed."""
    document, place = site.document_of(node), site.places.of(node.value)
    if document is None or place is None:
        return element("blockquote", link(site, page, node))
    where = page.link(place, f"{heading(site.kinds(node))}, {site.title_of(document)}")
    return element("blockquote", element("p", told(site.words(node))), element("p", where, class_="where"))


def _short(site: Site, page: Page, part: Page, decisions: Iterable[Decision]) -> Html:
    """The decisions on the statements of one document, each leading to the page where it is told."""
    rows = []
    for decision in decisions:
        anchor = _anchor(site, decision)
        words = f"{site.name(decision.subject)} {PREDICATES[decision.predicate]} "
        words += site.name(decision.object) if decision.object else "nothing"
        rows.append(element("li", page.link(Place(part.place.path, anchor), words), id=anchor))
    return section(part.title, element("ul", *rows))


def _anchor(site: Site, decision: Decision) -> str:
    place = site.places.of(decision.node.value)
    return place.anchor if place else ""
