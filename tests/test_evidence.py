"""Every triple leads back to its words: quotes, texts, fields and the ledger, over every document there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from gold_files import gold_of, unseen
from pyoxigraph import Literal

from graphkit import documents
from graphkit.content import ROOT
from graphkit.documents.source import Source, joined
from graphkit.documents.wording import key, wording
from graphkit.graph import Graphs, to_graph
from graphkit.iris import DEFAULT_BASE
from graphkit.records import Reading, Status
from graphkit.vocabulary import DCAT, DCTERMS, RCQ, RDF, RDFS

HERE = Path(__file__).parent
SOURCES = sorted([*ROOT.glob("data/documents/*/source.txt"), *HERE.glob("documents/*/source.txt")])
FOUR = [path for path in SOURCES if "data" in path.parts]


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.parent.name)
def reading(request: pytest.FixtureRequest) -> Reading:
    path: Path = request.param
    return documents.read(path)


def text_of(quotes: list[str]) -> str:
    """The words of an item by the rules of docs/design.md, told here once more and in another way."""
    words: list[str] = []
    glued = False
    for line in "\n".join(quotes).split("\n"):
        plain = re.sub(r"<[^<>]*>", "", line).replace("**", "").split()
        if glued and words and plain:
            words[-1] += plain.pop(0)
        words += plain
        glued = bool(plain or glued) and bool(words) and bool(re.search(r"[^\W\d_][-\u00ad\u2010]$", words[-1]))
    return " ".join(words)


def test_text_follows_from_quotes(reading: Reading) -> None:
    for statement in reading.statements:
        if statement.repair is None or statement.repair == "missing number":
            assert statement.text == text_of([span.of(reading.text) for span in statement.spans]), statement.local


def test_every_statement_is_quoted_in_order(reading: Reading) -> None:
    for statement in reading.statements:
        assert statement.spans, statement.local
        assert list(statement.spans) == sorted(statement.spans), statement.local
        for span in statement.spans:
            assert span.of(reading.text).strip() == span.of(reading.text) != "", statement.local


def test_locals_are_unique_and_links_resolve(reading: Reading) -> None:
    locals_ = [statement.local for statement in reading.statements]
    assert len(locals_) == len(set(locals_))
    for statement in reading.statements:
        linked = (*statement.alternative_to, *statement.supported_by, statement.listed_under, statement.restates)
        assert {local for local in linked if local} <= set(locals_), statement.local


def unreadable(reading: Reading) -> set[int]:
    """The lines that a general reader should leave, by the gold of the document."""
    cases = (gold_of(path) for path in unseen())
    return {line for gold in cases if gold.identifier == reading.identifier for line in gold.unread}


def test_nothing_is_unread(reading: Reading) -> None:
    if reading.family == "general-job-description":
        pytest.skip("the general reader leaves unread what it does not understand; test_documents says which lines")
    rows = [row for row in documents.ledger(reading) if row.rest and row.line not in unreadable(reading)]
    assert [(row.line, [span.of(reading.text) for span in row.rest]) for row in rows] == []


def test_the_ledger_has_a_row_for_every_line(reading: Reading) -> None:
    lines = Source("", reading.text, "").lines
    assert [row.line for row in documents.ledger(reading)] == [line.number for line in lines]


def test_boilerplate_and_instruction_come_from_the_wording(reading: Reading) -> None:
    words = wording(reading.family)
    standing = [key(entry.text) for entry in words.kind("Boilerplate", "Instruction", "Placeholder")]
    for mark in reading.marks:
        if mark.status in (Status.BOILERPLATE, Status.INSTRUCTION):
            printed = key(mark.span.of(reading.text))
            assert any(set(printed) <= set(entry) for entry in standing), mark


def test_every_printed_value_has_a_field_or_passage(reading: Reading) -> None:
    graphs = Graphs(DEFAULT_BASE)
    quads = to_graph(reading, graphs)
    names = graphs.names
    nodes = {names.document(reading.identifier, reading.edition), names.role(reading.identifier, reading.edition)}
    shown = {(quad.subject, quad.object) for quad in quads if quad.predicate in (RCQ.property, RCQ.value)}
    by_subject: dict[object, set[object]] = {}
    for subject, value in shown:
        by_subject.setdefault(subject, set()).add(value)
    about = {(quad.subject, quad.object) for quad in quads if quad.predicate == RCQ.about}
    derived = {RDF.type, RDFS.label, DCTERMS.isVersionOf, RCQ.fileName, RCQ.describes, RCQ.current}
    to_statements = {RCQ[name] for name in (
        "hasDuty", "hasRequirement", "hasBehaviour", "hasAbility", "hasStrength", "hasKnowledge", "hasSkill",
        "hasKsbBehaviour", "hasNosUnit",
    )}  # fmt: skip
    for quad in quads:
        if quad.subject in nodes and quad.predicate not in derived | to_statements:
            if quad.predicate == DCTERMS.identifier and quad.object == Literal(reading.identifier):
                continue  # where no reference is printed it is the file's name
            assert any(
                {quad.predicate, quad.object} <= values and (statement, quad.subject) in about
                for statement, values in by_subject.items()
            ), quad


def _constants(path: Path) -> list[str]:
    """The strings of a module, its docstrings left out: they are examples, which no reader acts on."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_no_document_wording_stands_in_the_package() -> None:
    """A document of the same layout and other words reads as well: nothing the four print is in the code."""
    code = " | ".join(text for path in sorted((ROOT / "graphkit").rglob("*.py")) for text in _constants(path)).lower()
    for path in FOUR:
        reading = documents.read(path)
        assert reading.identifier not in code
        for statement in reading.statements:
            words = statement.text.rstrip(".,;:").lower()
            if len(words) > 5:
                assert not re.search(rf"\b{re.escape(words)}\b", code), (reading.identifier, statement.local, words)


def test_offsets_count_code_points_without_the_byte_order_mark(tmp_path: Path) -> None:
    raw = FOUR[-1].read_bytes()
    marked = tmp_path / "marked.txt"
    marked.write_bytes(b"\xef\xbb\xbf" + raw.replace("’".encode(), "\U0001f642".encode()))
    found = documents.read(marked)
    assert not found.text.startswith("\ufeff")
    for statement in found.statements:
        if statement.repair is None:
            assert statement.text == joined(found.text, statement.spans)


def test_line_ends_are_kept_and_counted(tmp_path: Path) -> None:
    plain = documents.read(FOUR[-1])
    windows = tmp_path / "windows.txt"
    windows.write_bytes(FOUR[-1].read_bytes().replace(b"\n", b"\r\n"))
    found = documents.read(windows)
    assert [(s.kind, s.text, s.order) for s in found.statements] == [
        (s.kind, s.text, s.order) for s in plain.statements
    ]
    assert found.text.count("\r\n") == plain.text.count("\n")


def test_the_derivation_is_not_vacuous() -> None:
    """The checks above see real documents."""
    assert len(FOUR) == 4
    assert {DCAT["version"], DCTERMS.title} <= {
        quad.predicate for quad in to_graph(documents.read(FOUR[-1]), Graphs(DEFAULT_BASE))
    }
