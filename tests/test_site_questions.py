"""The pages of the questions: all forty, each answered, cited, and with the rows that the command line gives."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Literal
from site_files import broken, written

import graphkit
from graphkit import questions
from graphkit.exports.settings import Settings
from graphkit.exports.site import answers
from graphkit.exports.site import questions as part
from graphkit.exports.site.pages import Page
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.view import View
from graphkit.markup import Html
from graphkit.queries.answers import Answer


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    assert written(part, site, folder) == []
    return folder


def page(folder: Path, name: str) -> str:
    return (folder / "questions" / name / "index.html").read_text(encoding="utf-8")


def test_each_question_has_a_page_with_all_rows_beside_it(folder: Path, build: graphkit.Build) -> None:
    names = {path.parent.name for path in folder.glob("questions/*/index.html")}
    assert len(names) == 40
    assert names == set(questions.load())
    for name in names:
        beside = (folder / "questions" / name / "answer.csv").read_bytes()
        assert beside == build.query(name).to("csv")
        assert Answer((folder / "questions" / name / "answer.json").read_bytes()).to("csv") == beside


def test_an_answer_tells_its_rows_in_words_of_the_documents(folder: Path) -> None:
    reporting = page(folder, "reporting-line")
    assert "../../id/ps-jes-0108/1.0/role/index.html" in reporting
    assert "CT Specialist Probation Practitioner</a>" in reporting
    assert "../../scheme/hmpps-bands/5/index.html" in reporting
    assert "Eligibility" in page(folder, "gates")
    rows = list(csv.DictReader(io.StringIO((folder / "questions/origin/answer.csv").read_text(encoding="utf-8"))))
    assert f"The first 100 of {len(rows):,} rows" in page(folder, "origin")
    assert page(folder, "origin").count("<tr>") >= 101


def test_a_page_says_what_is_asked_and_how(folder: Path) -> None:
    requirements = page(folder, "requirements")
    assert "<h1>What must a role have at entry, by modality?</h1>" in requirements
    assert "graphkit query requirements role=" in requirements
    assert "VALUES ?role { UNDEF }" in requirements
    assert "#+ summary" not in requirements
    assert "sh:SPARQLSelectExecutable" in (folder / "questions/requirements/index.ttl").read_text(encoding="utf-8")
    by_function = page(folder, "most-like")
    assert "SPARQL cannot say this question" in by_function
    assert "graphkit/questions/functions/most_like.py" in by_function
    assert not (folder / "questions/most-like/index.ttl").exists()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("reporting-line", "To whom does a role report, and in which band is the role?"),
        ("closed-by", "Which gaps from a role to another role does a qualification alone close?"),
        ("framework-coverage", "How far does a document cover another document, refusals included?"),
        ("reachable", "Which roles can a role reach within a given number of gaps?"),
        ("open-mappings", "Which mappings are unreviewed or below a given confidence?"),
    ],
)
def test_a_title_is_a_sentence(folder: Path, name: str, title: str) -> None:
    assert f"<h1>{title}</h1>" in page(folder, name)


def test_no_name_of_a_parameter_is_left_in_a_list_or_a_title(folder: Path) -> None:
    assert "{" not in (folder / "questions/index.html").read_text(encoding="utf-8")
    assert [name for name in questions.load() if "{" in page(folder, name).partition("</h1>")[0]] == []


def test_the_citation_tells_the_hash_of_the_rows_beside_it(folder: Path) -> None:
    rows = (folder / "questions/duties/answer.csv").read_bytes()
    assert sha256(rows).hexdigest() in page(folder, "duties")


def test_no_link_within_the_questions_leads_nowhere(folder: Path) -> None:
    assert list(broken(folder, ["questions", "assets"])) == []


def test_what_is_licensed_only_is_asked_of_the_rest(build: graphkit.Build, tmp_path: Path) -> None:
    written(part, Site(View(build, Settings(), licensed_only=True)), tmp_path)
    words = "Take responsibility for ensuring the safeguarding of children in all your contact with offenders"
    assert [path for path in tmp_path.rglob("*") if path.is_file() and words.encode() in path.read_bytes()] == []
    assert "Asked of the documents whose licence is known" in page(tmp_path, "duties")


def test_a_large_graph_is_not_asked_and_says_so(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "FEW", 3)
    lost = written(part, site, tmp_path / "roles")
    assert "https://w3id.org/rcq/question/gap" in {loss.item for loss in lost}
    assert "https://w3id.org/rcq/question/duties" not in {loss.item for loss in lost}
    assert "It is not answered here: it holds pairs of things" in page(tmp_path / "roles", "gap")
    assert not (tmp_path / "roles/questions/gap/answer.csv").exists()
    monkeypatch.setattr(part, "WHOLE", 1_000)
    lost = written(part, site, tmp_path / "quads")
    assert len(lost) == 40
    assert "graphkit query duties --cite" in page(tmp_path / "quads", "duties")


def test_words_of_an_answer_are_never_markup(site: Site) -> None:
    payload = "<script>document.title = 'run'</script>"
    answer = Answer.of(["text", "quote"], [(Literal(payload), Literal(payload))])
    here = Page(place=Place("questions/x"), title="", body=Html())
    told = answers.table(site, here, answer, payload)
    assert "<script" not in told
    assert told.count("&lt;script&gt;") == 3
