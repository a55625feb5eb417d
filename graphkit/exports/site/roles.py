"""The page of each role that an edition describes, and of each role across its editions: what it asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from graphkit.exports.site.describing import described
from graphkit.exports.site.moves import moves
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Edition, Site
from graphkit.exports.site.statements import chips, link, row, values
from graphkit.exports.site.terms import backwards, heading
from graphkit.facts import Item
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import DCTERMS, RCQ, RDF, RDFS

__all__ = ["Roles"]

#: what is said of a role elsewhere on its page
_ASIDE = frozenset({RDF.type, RDFS.label, RCQ.jobTitle, RCQ.current, DCTERMS.isVersionOf})
#: what is concluded of a role and is already on its page as it is stated
_REPEATED = frozenset({RDF.type, RCQ.hasCompetence, RCQ.hasRequirement})
_UNDER = (Place("roles"), "Roles")
_LONGEST = 200


class Roles:
    """The page of each role that an edition describes, then of each across its editions, then the list of them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._list = Page(place=_UNDER[0], title="Roles", body=Html())
        self._rows: list[Html] = []
        self._across: dict[NamedNode, list[NamedNode]] = defaultdict(list)

    def of(self, edition: Edition) -> Iterator[Page]:
        """The page of the role of an edition, where it describes one."""
        if edition.role is not None:
            self._rows.append(_row(self._site, self._list, edition, edition.role))
            for whole in edition.stated.nodes(edition.role, DCTERMS.isVersionOf):
                self._across[whole].append(edition.role)
            yield _page(self._site, edition, edition.role)

    def lists(self) -> Iterator[Page]:
        """The pages across editions, and the list of those told so far."""
        for whole, roles in self._across.items():
            yield _across(self._site, whole, roles)
        columns = ("Role", "Kind", "Band or level", "Reports to", "Document", "Edition")
        heads = element("thead", element("tr", *(element("th", name, scope="col") for name in columns)))
        caption = element("caption", "Every role that a document describes, one row for each edition.")
        yield replace(
            self._list,
            part="roles",
            lead=element("p", "The jobs and occupations that the documents describe.", class_="lead"),
            body=element("div", element("table", caption, heads, element("tbody", *self._rows)), class_="scrolling"),
        )


def _row(site: Site, page: Page, edition: Edition, role: NamedNode) -> Html:
    """A role in the list."""
    facts = edition.stated

    def cell(*names: NamedNode) -> Html:
        shown = [value for name in names for value in values(site, page, facts, role, name)]
        return element("td", *(piece for each in shown for piece in (each, element("br"))))

    return element(
        "tr",
        element("th", link(site, page, role), scope="row"),
        element("td", heading(facts.nodes(role, RDF.type))),
        cell(RCQ.band, RCQ.level),
        cell(RCQ.reportsTo),
        element("td", link(site, page, edition.node)),
        element("td", told(edition.source.edition)),
    )


def _page(site: Site, edition: Edition, role: NamedNode) -> Page:
    place = site.places.of(role.value)
    assert place is not None
    page = Page(place=place, title="", body=Html())
    title = site.words(role)
    by_kind: dict[str, list[Item]] = defaultdict(list)
    facts = edition.stated
    statements = {item.node for item in facts.items}
    asking = {name for name in facts.properties(role) if statements.intersection(facts.nodes(role, name))}
    asked = {node for name in asking for node in facts.nodes(role, name)}
    for item in facts.items:
        if item.node in asked:
            by_kind[item.kind].append(item)
    return Page(
        place=place,
        title=f"Role: {title} ({site.title_of(edition.node)})",
        lead=_lead(site, page, edition, role),
        iri=role.value,
        part="roles",
        trail=(_UNDER,),
        body=join(
            [
                described(site, page, facts, role, _ASIDE | asking),
                *(_asked(site, page, edition, kind, items) for kind, items in by_kind.items()),
                _moves(site, page, role),
                _others(site, page, role),
                _concluded(site, page, edition, role),
            ]
        ),
        data=site.of(role),
        schema=_schema(edition, role, by_kind),
        entries=(Entry(place, title, "Role", edition.title, " ".join([title, *_other_titles(edition, role)])),),
    )


def _other_titles(edition: Edition, role: NamedNode) -> list[str]:
    return edition.stated.words(role, RCQ.typicalJobTitle)


def _lead(site: Site, page: Page, edition: Edition, role: NamedNode) -> Html:
    """What the role is and where it is described."""
    kind = heading(edition.stated.nodes(role, RDF.type))
    is_old = "true" not in edition.stated.words(role, RCQ.current)
    pieces = [f"{kind}, described by ", link(site, page, edition.node), f", edition {told(edition.source.edition)}"]
    pieces += [", which a newer edition replaces. " if is_old else ". "]
    for whole in edition.stated.nodes(role, DCTERMS.isVersionOf):
        if place := site.places.of(whole.value):
            pieces += [page.link(place, "All editions"), "."]
    return element("p", *pieces, class_="lead")


def _asked(site: Site, page: Page, edition: Edition, kind: str, items: list[Item]) -> Html:
    """The statements of one kind, each linked to its place."""
    facts, rows = edition.stated, []
    for item in items:
        place = site.places.of(item.node.value)
        assert place is not None
        code = [element("b", told(word)) for word in facts.words(item.node, RCQ.code)]
        named = page.link(place, item.text)
        rows.append(element("li", *(join([each, " "]) for each in code), named, *chips(facts, item.node)))
    return section(f"{heading([kind])}: {len(items)}", element("ul", *rows, class_="asked"), anchor=f"of-{kind}")


def _moves(site: Site, page: Page, role: NamedNode) -> Html:
    """The ways from and to the role that have a page."""
    rows = []
    for move in moves(site):
        if role in (move.role, move.target):
            words = f"{site.words(move.role)} → {site.words(move.target)}"
            rows.append(
                element("li", page.link(move.place, words), " (a document states a step)" if move.stated else "")
            )
    return section("Moves", element("ul", *rows) if rows else "", anchor="moves")


def _others(site: Site, page: Page, role: NamedNode) -> Html:
    """What others state of the role: who reports to it, what names it."""
    rows: dict[str, list[Html]] = defaultdict(list)
    for node, name, is_concluded in site.towards(role):
        if not is_concluded and name not in (RCQ.describes, RCQ.about):
            words = backwards(name)
            rows[words[:1].upper() + words[1:]].append(link(site, page, node))
    shown = [piece for said in sorted(rows.items()) for piece in row(*said)]
    return section("Said of it elsewhere", element("dl", *shown, class_="facts") if rows else "", anchor="elsewhere")


def _concluded(site: Site, page: Page, edition: Edition, role: NamedNode) -> Html:
    """What follows for the role from what is stated, by the axioms of the ontology."""
    facts = described(site, page, edition.concluded, role, _REPEATED)
    intro = element("p", "No document prints this. It follows from what is printed, by the axioms of the ontology.")
    return section("Concluded", *([intro, facts] if facts else []), anchor="concluded", class_="concluded")


def _across(site: Site, whole: NamedNode, roles: list[NamedNode]) -> Page:
    """A role across the editions that describe it."""
    place = site.places.of(whole.value)
    assert place is not None
    page = Page(place=place, title="", body=Html())
    rows = (element("li", link(site, page, role)) for role in roles)
    titles = list(dict.fromkeys(site.words(role) for role in roles))
    return Page(
        place=place,
        title=" / ".join(titles) + ", all editions",
        lead=element("p", "The role whatever the edition; each edition that describes it has a page.", class_="lead"),
        iri=whole.value,
        part="roles",
        trail=(_UNDER,),
        body=element("ul", *rows),
        data=tuple(triple for role in roles for triple in site.of(role) if triple.object == whole),
    )


def _schema(edition: Edition, role: NamedNode, by_kind: dict[str, list[Item]]) -> dict[str, object]:
    """The role as an occupation of schema.org, with the printed words."""

    def words(*kinds: str) -> list[str]:
        return [item.text[:_LONGEST] for kind in kinds for item in by_kind.get(kind, ())]

    said: dict[str, object] = {"@type": "Occupation", "@id": role.value}
    said["name"] = " / ".join(edition.stated.words(role, RDFS.label)) or edition.title
    for key, found in (
        ("responsibilities", words("Duty")),
        ("qualifications", words("Qualification", "Training")),
        ("skills", words("Knowledge", "Skill", "KsbBehaviour", "Behaviour", "Ability", "Technical")),
        ("experienceRequirements", words("Experience")),
    ):
        if found:
            said[key] = found
    return said
