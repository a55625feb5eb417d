"""The pages of moves from role to role: what each takes, as a picture, in numbers, and demand by demand with quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from pyoxigraph import Literal, NamedNode, Store

from graphkit import questions
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.site.statements import link
from graphkit.exports.view import File, Loss
from graphkit.facts import Facts
from graphkit.markup import Html, element, join, told
from graphkit.moves import Progression, Standing, counts
from graphkit.pathways import pieces, telling
from graphkit.progression import progression
from graphkit.roles import Asked
from graphkit.vocabulary import RCQ, RDF

__all__ = ["FEW", "Move", "current_roles", "moves", "pages"]

#: of so many roles every pair is told, of more the pairs between which a document states a step
FEW = 12
STYLE = "assets/moves.css"
_UNDER = (Place("moves"), "Moves")


@dataclass(frozen=True, slots=True)
class Move:
    """A move from one current role to another that has a page. `stated` is whether a document states the step."""

    role: NamedNode
    target: NamedNode
    place: Place
    stated: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A step that a document states; where a node states it, that node and the statements that show it."""

    role: NamedNode
    target: NamedNode
    node: NamedNode | None = None
    showing: tuple[NamedNode, ...] = ()


def current_roles(site: Site) -> tuple[NamedNode, ...]:
    """The roles of the newest editions that ask for something, in order."""
    return _current(site.view.store)


@lru_cache(maxsize=2)
def _current(store: Store) -> tuple[NamedNode, ...]:
    nodes = {quad.subject for quad in store.quads_for_pattern(None, RCQ.current, Literal(True), None)}
    found = (node for node in nodes if isinstance(node, NamedNode))
    asking = RCQ.iri + "has"
    return tuple(
        role
        for role in sorted(found, key=lambda node: node.value)
        if any(quad.predicate.value.startswith(asking) for quad in store.quads_for_pattern(role, None, None, None))
    )


def moves(site: Site) -> tuple[Move, ...]:
    """The moves that have pages, in the order of their roles."""
    roles = current_roles(site)
    known = frozenset(roles)
    stated = [(step.role, step.target) for step in _steps(site) if {step.role, step.target} <= known]
    pairs = permutations(roles, 2) if len(roles) <= FEW else stated
    return tuple(
        Move(role, target, Place(f"moves/{_id(site, role)}/{_id(site, target)}"), (role, target) in stated)
        for role, target in pairs
        if role != target
    )


def pages(site: Site) -> Iterator[Page | File | Loss]:
    """The page of each move, then the list of them."""
    known, steps = moves(site), _steps(site)
    is_whole = len(current_roles(site)) <= FEW
    facts = questions.facts_of(site.view.store) if is_whole and known else None
    beside = Facts(site.view.suggestions) if known else None
    told_: list[tuple[Move, Html]] = []
    for move in known:
        found = progression(facts or facts_of_two(site, move), move.role, move.target, beside)
        yield page_of(site, move, found, known, steps)
        told_.append((move, _counted(found)))
    yield File(STYLE, pieces.STYLE.read_bytes())
    yield _listed(site, told_, steps)
    if not is_whole:
        reason = f"there are more than {FEW} roles: only moves that a document states have a page"
        yield Loss(site.view.names.ids.iri, "other moves", reason)


def facts_of_two(site: Site, move: Move) -> Facts:
    """What two documents say, and the curated schemes and accepted mappings that speak of what they say."""
    names, store = site.view.names, site.view.store
    ends = {site.document_of(move.role), site.document_of(move.target)}
    quads = {quad for source in site.sources if NamedNode(source.iri) in ends for quad in site.edition(source).quads}
    for name in ("reference", "alignments"):
        quads.update(store.quads_for_pattern(None, None, None, names.graph(name)))
    quads.update(site.catalogue)
    return Facts(sorted({quad.triple: quad for quad in sorted(quads, key=str)}.values(), key=str))


def _steps(site: Site) -> tuple[_Step, ...]:
    """The steps from role to role that documents state, in order."""
    return _stated_in(site.view.store, site.view.names.graph("derived"))


@lru_cache(maxsize=2)
def _stated_in(store: Store, derived: NamedNode) -> tuple[_Step, ...]:
    def nodes(node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        found = {quad.object for quad in store.quads_for_pattern(node, predicate, None, None)}
        return sorted((each for each in found if isinstance(each, NamedNode)), key=lambda each: each.value)

    found: dict[tuple[NamedNode, NamedNode], _Step] = {}
    for quad in store.quads_for_pattern(None, RCQ.progressesDirectlyTo, None, None):
        if quad.graph_name != derived and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found[quad.subject, quad.object] = _Step(quad.subject, quad.object)
    for quad in store.quads_for_pattern(None, RDF.type, RCQ.Progression, None):
        node = quad.subject
        if isinstance(node, NamedNode) and RCQ.Stated in nodes(node, RCQ.status):
            for role in nodes(node, RCQ.fromRole):
                for target in nodes(node, RCQ.toRole):
                    found[role, target] = _Step(role, target, node, tuple(nodes(node, RCQ.shownBy)))
    return tuple(found[pair] for pair in sorted(found, key=str))


def _id(site: Site, role: NamedNode) -> str:
    """The id of a role's document, as paths write it."""
    place = site.places.of(role.value)
    assert place is not None
    return place.path.split("/")[1]


def page_of(site: Site, move: Move, found: Progression, known: Sequence[Move], steps: Sequence[_Step]) -> Page:
    """One move, of the pieces that `graphkit progression --format html` writes, each item linked to its place."""
    page = Page(place=move.place, title="", body=Html())  # which links are relative to

    def where(asked: Asked) -> Html:
        place = site.places.of(asked.node.value)
        href = place.link(move.place) if place else None
        return element("a", told(telling.at(asked)), href=href, class_="at")

    back = next((each for each in known if (each.role, each.target) == (move.target, move.role)), None)
    lead = ["From ", link(site, page, move.role), " to ", link(site, page, move.target), ". "]
    lead += [page.link(back.place, "The other way"), "."] if back else []
    shown = [step for step in steps if (step.role, step.target) == (move.role, move.target)]
    is_whole = len(current_roles(site)) <= FEW
    return Page(
        place=move.place,
        title=f"{found.role.title} → {found.target.title}",
        part="moves",
        trail=(_UNDER,),
        lead=join([element("p", *lead, class_="lead"), pieces.opening(found)]),
        body=join([pieces.way(found) if is_whole else _beside(site, page, found, shown), pieces.demands(found, where)]),
        iri=next((step.node.value for step in shown if step.node), ""),
        data=tuple(triple for step in shown if step.node for triple in site.of(step.node)),
        entries=(
            Entry(move.place, f"{found.role.title} → {found.target.title}", "Move", "Moves", telling.summary(found)),
        ),
        styles=(STYLE,),
    )


def _beside(site: Site, page: Page, found: Progression, shown: Sequence[_Step]) -> Html:
    """Of a large graph: what states the step, and what was not looked at."""
    command = f"graphkit progression {found.role.name} {found.target.name}"
    note = element(
        "p",
        "Read in the two documents alone: other roles on the way, and how often words are printed elsewhere, were not "
        "looked at. The whole is told by ",
        element("code", command),
        ".",
        class_="soft",
    )
    return section("The way", *_stated(site, page, shown), note, anchor="way")


def _stated(site: Site, page: Page, steps: Sequence[_Step]) -> Iterator[Html]:
    """Steps that documents state, each with the statements that show it."""
    rows = []
    for step in steps:
        showing = [piece for node in step.showing for piece in (", shown by ", link(site, page, node))]
        rows.append(element("li", link(site, page, step.role), " → ", link(site, page, step.target), *showing))
    if rows:
        yield element("ul", *rows)


def _counted(found: Progression) -> Html:
    """The numbers of a move, as cells of a row."""
    numbers = [str(number) for number in counts(found.answers).values()]
    numbers += [f"{len(found.blocking)} of {len(found.gates)}", str(len(found.left))]
    return join(element("td", number, class_="number") for number in numbers)


def _listed(site: Site, told_: Sequence[tuple[Move, Html]], steps: Sequence[_Step]) -> Page:
    """The moves: stated steps first, then the others."""
    page = Page(place=_UNDER[0], title="Moves", body=Html())
    none = element("p", "No document of the graph states a step from one role to another.")
    number = len(current_roles(site))
    told_of = (
        "Every pair of roles has a page."
        if number <= FEW
        else f"There are {number:,} roles; only a move that a document states has a page here. Any other is told by "
        "graphkit progression and the ids of two documents."
    )
    lead = (
        "What it takes to go from one role to another, by what their documents ask for. A document tells what a role "
        f"asks for, not what a person has. {told_of}"
    )
    return Page(
        place=page.place,
        title=page.title,
        part="moves",
        lead=element("p", lead, class_="lead"),
        body=join(
            [
                section("Stated by documents", *(_stated(site, page, steps) if steps else [none]), anchor="stated"),
                section("What each move takes", *_table(site, page, told_), anchor="every"),
            ]
        ),
        data=tuple(triple for step in steps if step.node for triple in site.of(step.node)),
    )


def _table(site: Site, page: Page, told_: Sequence[tuple[Move, Html]]) -> Iterator[Html]:
    """A row for each move that has a page."""
    if not told_:
        return
    heads = ("Move", *(str(standing).capitalize() for standing in Standing), "Gates in the way", "Left behind")
    head = element(
        "tr", *(element("th", name, scope="col", class_="number" if at else None) for at, name in enumerate(heads))
    )
    rows = [
        element("tr", element("th", page.link(move.place, _named(site, move)), *_sign(move), scope="row"), cells)
        for move, cells in sorted(told_, key=lambda each: not each[0].stated)
    ]
    caption = element("caption", "How many demands of the target stand how for somebody in the first role; gates apart")
    written = element("table", caption, element("thead", head), element("tbody", *rows), class_="moves")
    yield element("div", written, class_="scrolling", role="region", aria_label="Moves", tabindex=0)


def _sign(move: Move) -> list[str]:
    return [" ", element("span", "stated", class_="chip")] if move.stated else []


def _named(site: Site, move: Move) -> str:
    """The two roles by title and document."""
    ends = []
    for role in (move.role, move.target):
        document = site.document_of(role)
        assert document is not None
        ends.append(f"{site.name(role)} ({site.title_of(document)})")
    return " → ".join(ends)
