"""The moves on the site: every pair of the roles, as `graphkit progression` tells it, each item linked to its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from site_files import broken, written

import graphkit
from graphkit import questions
from graphkit.exports.settings import Settings
from graphkit.exports.site import moves as part
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View
from graphkit.facts import Facts
from graphkit.moves import Progression, Standing
from graphkit.progression import progression, suggesting
from graphkit.roles import roles
from graphkit.vocabulary import RCQ, RDF

FOUR = ("essex-crc-probation-service-officer", "occ0494", "ps-jes-0031", "ps-jes-0108")


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moves")
    assert written(part, site, folder) == []
    return folder


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_each_pair_of_the_four_roles_has_a_page(folder: Path, site: Site) -> None:
    wanted = {f"moves/{one}/{other}" for one in FOUR for other in FOUR if one != other}
    assert {move.place.path for move in part.moves(site)} == wanted
    assert {path.parent.relative_to(folder).as_posix() for path in folder.glob("moves/*/*/index.html")} == wanted
    listed = text(folder / "moves/index.html")
    assert all(f'href="{path.removeprefix("moves/")}/index.html"' in listed for path in wanted)
    assert "No document of the graph states a step" in listed


def test_a_page_tells_the_move_with_both_quotes_at_their_places(folder: Path, build: graphkit.Build) -> None:
    page = text(folder / "moves/ps-jes-0031/ps-jes-0108/index.html")
    found = build.progression("ps-jes-0031", "ps-jes-0108")
    assert "→ CT Specialist Probation Practitioner</h1>" in page
    assert page.count('class="card ') == len(found.answers) + len(found.gates)
    assert 'href="../../../id/ps-jes-0108/1.0/index.html#qualification/2"' in page
    assert 'href="../../../id/ps-jes-0031/6.0/index.html#' in page
    assert "Diploma in Probation Studies" in page
    assert '<svg class="picture wide"' in page
    assert 'href="../../../assets/moves.css"' in page
    assert " style=" not in page


def test_the_styles_of_the_pieces_use_the_colours_of_the_site(folder: Path) -> None:
    site, pieces = (text(folder / f"assets/{sheet}.css") for sheet in ("style", "moves"))
    named, added = (set(re.findall(r"(--[\w-]+):", sheet)) for sheet in (site, pieces))
    assert added == {"--partly-bar", "--unknown-bar"}
    assert {"--page", "--ink", "--good", "--violation-bar"} <= named
    assert set(re.findall(r"var\((--[\w-]+)\)", pieces)) <= named | added


def test_no_link_within_the_moves_leads_nowhere(folder: Path) -> None:
    assert list(broken(folder, ["moves", "assets"])) == []


def test_a_role_has_moves_if_it_asks_for_something(unseen: graphkit.Build) -> None:
    asking = {
        role.node for role in roles(questions.facts_of(unseen.stored.graph)) if role.document.current and role.demands
    }
    assert set(part.current_roles(Site(View(unseen, Settings())))) == asking


def decided(found: Progression) -> list[object]:
    """What holds whatever else is in the graph: what is met and met in part, gates, levels, what is left behind."""
    sure = (Standing.MET, Standing.PARTLY)
    answers = [(answer.asked.node.value, answer.standing) for answer in found.answers if answer.standing in sure]
    gates = [(gate.kind, gate.answer.asked.node.value, gate.blocks, gate.closing) for gate in found.gates]
    levels = [(step.scale, step.change, step.note) for step in found.levels]
    return [answers, gates, levels, [verdict.asked.node.value for verdict in found.left]]


def test_two_documents_alone_tell_what_the_whole_graph_does(
    site: Site, build: graphkit.Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "PERHAPS", 2)  # how sure a suggestion is depends on all texts of a graph
    beside = Facts(site.view.suggestions)
    for move in part.moves(site):
        whole = build.progression(move.role.value, move.target.value)
        alone = progression(part.facts_of_two(site, move), move.role, move.target, beside)
        assert decided(alone) == decided(whole), move.place.path


def stating(build: graphkit.Build, title: str = "") -> Site:
    """The four documents, of which one states a step, and one has another title."""
    site = Site(View(build, Settings()))
    ids, graph = site.view.names.ids, site.view.names.graph("ps-jes-0031/6.0")
    old, new = ids["ps-jes-0031/6.0/role"], ids["ps-jes-0108/1.0/role"]
    step = ids["ps-jes-0031/6.0/progression/1"]
    store = Store()
    store.bulk_extend(build.quads())
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, RCQ.Progression), (RCQ.status, RCQ.Stated), (RCQ.fromRole, old), (RCQ.toRole, new)
    ]  # fmt: skip
    store.extend(Quad(step, predicate, value, graph) for predicate, value in said)
    if title:
        for quad in list(store.quads_for_pattern(old, RCQ.jobTitle, None, graph)):
            store.remove(quad)
        store.add(Quad(old, RCQ.jobTitle, Literal(title, language="en"), graph))
    site.view.__dict__["store"] = store
    return site


def test_of_many_roles_only_stated_moves_have_a_page(
    build: graphkit.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part, "FEW", 3)
    site = stating(build)
    (move,) = part.moves(site)
    assert (move.place.path, move.stated) == ("moves/ps-jes-0031/ps-jes-0108", True)
    (loss,) = written(part, site, tmp_path)
    assert loss.what == "other moves"
    page = text(tmp_path / "moves/ps-jes-0031/ps-jes-0108/index.html")
    assert "Read in the two documents alone" in page
    assert "rcq:Stated" in text(tmp_path / "moves/ps-jes-0031/ps-jes-0108/index.ttl")
    assert ">stated</span>" in text(tmp_path / "moves/index.html")


def test_a_title_is_never_markup(build: graphkit.Build, tmp_path: Path) -> None:
    written(part, stating(build, "<script>document.title = 'run'</script>"), tmp_path)
    page = text(tmp_path / "moves/ps-jes-0031/ps-jes-0108/index.html")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
