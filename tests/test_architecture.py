"""The house rules that a reader of the tree relies on: which way imports go, and what every module looks like."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "graphkit"

#: the rows of the house from the top; a part is a module or a subpackage, "" what one gets by `import graphkit`
ROWS = (
    {"__main__"},
    {"cli", "server"},
    {"pipeline", ""},
    {"exports", "reviewing"},
    {"builds"},
    {"questions", "ontology_report"},
    {
        *("documents", "graph", "catalogue", "reasoning", "validation", "alignments", "similarity", "progression"),
        *("measures", "editions", "differences", "queries", "judgement", "reports", "pushing"),
        *("comparisons", "pathways"),
    },
)
GROUND = len(ROWS)  # every other part, on which the stages stand
LONGEST = 300
#: content that is one file by design; of all else Python lists the folder
NAMED_FILES = {"about.ttl", "data/thesaurus.ttl"}


def part_of(module: str) -> str:
    return f"{module}..".split(".")[1]


def row_of(part: str) -> int:
    return next((number for number, row in enumerate(ROWS) if part in row), GROUND)


def modules(package: Path) -> Iterator[tuple[str, str, ast.Module]]:
    """Dotted name, text and tree of every module."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        text = path.read_text(encoding="utf-8")
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), text, ast.parse(text)


def imported(tree: ast.Module, known: set[str]) -> Iterator[str]:
    """The package's modules that a module imports, at its top or within a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "graphkit")
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield "." * node.level + (node.module or "")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "graphkit":
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from (name if name in known else str(node.module) for name in below)


def wrong_imports(package: Path) -> Iterator[str]:
    found = list(modules(package))
    known = {name for name, _, _ in found}
    for name, _, tree in found:
        here = part_of(name)
        for other in imported(tree, known):
            if other.startswith("."):
                yield f"{name}: a relative import"
                continue
            there = part_of(other)
            level = row_of(here) == row_of(there) != GROUND
            if here != there and (level or row_of(there) < row_of(here)):
                yield f"{name} imports {other}"


def wrong_modules(package: Path) -> Iterator[str]:
    for name, text, tree in modules(package):
        if (length := len(text.splitlines())) > LONGEST:
            yield f"{name} has {length} lines"
        if not ast.get_docstring(tree):
            yield f"{name} has no docstring"
        if not any(isinstance(node, ast.Assign | ast.AnnAssign) and "__all__" in names(node) for node in tree.body):
            yield f"{name} has no __all__"
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and part_of(name) != "cli" and catches_all(node):
                yield f"{name} catches everything"


def names(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def catches_all(handler: ast.ExceptHandler) -> bool:
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else set()
    return handler.type is None or not caught.isdisjoint({"Exception", "BaseException"})


def named_files(package: Path) -> Iterator[str]:
    """Where a module spells what it should find by listing: a content file, or a module of a folder that is listed."""
    found = list(modules(package))
    known = {name for name, _, _ in found}
    listed = {name for name, text, _ in found if "iter_modules(__path__)" in text}
    for name, _, tree in found:
        prose = {id(docs) for docs in docstrings(tree)}
        is_written = part_of(name) == "exports"  # what it names are files it makes
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                yield from (f"{name} names {file}" for file in files_in(node.value) if not is_written)
        for other in imported(tree, known):
            folder = other.rpartition(".")[0]
            if folder in listed and not name.startswith(folder):
                yield f"{name} names {other}"


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def files_in(text: str) -> Iterator[str]:
    for word in re.findall(r"[\w./-]*\w\.(?:ttl|rq|tsv)\b", text):
        if word not in NAMED_FILES:
            yield word


def test_imports_go_one_way() -> None:
    assert list(wrong_imports(PACKAGE)) == []


def test_every_module_is_short_says_what_it_is_and_what_it_offers() -> None:
    assert list(wrong_modules(PACKAGE)) == []


def test_folders_are_listed_and_their_files_never_named() -> None:
    assert list(named_files(PACKAGE)) == []


# The same rules on a house that keeps them, and on that house with one thing broken.

HOUSE = {
    "__init__": "from graphkit.builds import open",
    "__main__": "from graphkit import cli",
    "cli": "def main():\n    from graphkit import content, pipeline\n    try: pass\n    except Exception: raise",
    "pipeline": "from graphkit import documents, reasoning\nfrom graphkit.queries import ask",
    "builds": "from graphkit import queries",
    "documents/__init__": "from graphkit.documents.families import every\nfrom graphkit.records import Reading",
    "documents/families/__init__": "from pkgutil import iter_modules\nevery = list(iter_modules(__path__))",
    "documents/families/page": "from graphkit.documents import source",
    "documents/source": "from graphkit.content import read\nSUFFIX = '.txt'\nBESIDE = 'about.ttl'",
    "exports/__init__": "from pkgutil import iter_modules\nevery = list(iter_modules(__path__))",
    "exports/csv": "",
    "reasoning": "from graphkit.reasoning.axioms import known",
    "queries": "from graphkit import content",
    "content": "PATTERN = 'ontology/*.ttl'\ntry: pass\nexcept (OSError, ValueError): raise",
    "axioms": "from graphkit import records",
    "records": "",
}


def house(folder: Path, **changes: str) -> Path:
    for name, body in (HOUSE | {name.replace("__", "/"): body for name, body in changes.items()}).items():
        path = folder / "graphkit" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""A module."""\n__all__ = []\n{body}\n', encoding="utf-8")
    return folder / "graphkit"


def every_fault(package: Path) -> list[str]:
    return [*wrong_imports(package), *wrong_modules(package), *named_files(package)]


def test_a_house_that_keeps_the_rules_has_no_fault(tmp_path: Path) -> None:
    assert every_fault(house(tmp_path)) == []


@pytest.mark.parametrize(
    ("module", "body", "fault"),
    [
        ("records", "from graphkit import content, reasoning", "graphkit.records imports graphkit.reasoning"),
        ("records", "import graphkit.queries", "graphkit.records imports graphkit.queries"),
        ("records", "from graphkit import open", "graphkit.records imports graphkit"),
        ("reasoning", "from graphkit.queries import ask", "graphkit.reasoning imports graphkit.queries"),
        ("reasoning", "def late():\n    from graphkit import pipeline", "graphkit.reasoning imports graphkit.pipeline"),
        ("documents/source", "import graphkit.queries", "graphkit.documents.source imports graphkit.queries"),
        ("pipeline", "from graphkit import cli", "graphkit.pipeline imports graphkit.cli"),
        ("cli", "import graphkit.server\nimport graphkit.pipeline", "graphkit.cli imports graphkit.server"),
        ("queries", "from . import content", "graphkit.queries: a relative import"),
        ("queries", "\n".join(["PAD = 1"] * 299), "graphkit.queries has 301 lines"),
        ("queries", "try: pass\nexcept: pass", "graphkit.queries catches everything"),
        ("queries", "try: pass\nexcept (OSError, Exception): pass", "graphkit.queries catches everything"),
        ("queries", "FILE = 'queries/role/duties.rq'", "graphkit.queries names queries/role/duties.rq"),
        ("queries", "FILE = f'{1}/role.ttl'", "graphkit.queries names /role.ttl"),
        ("pipeline", "import graphkit.exports.csv", "graphkit.pipeline names graphkit.exports.csv"),
    ],
)  # fmt: skip
def test_each_broken_rule_is_seen(tmp_path: Path, module: str, body: str, fault: str) -> None:
    package = house(tmp_path, server="")
    path = package / f"{module}.py"
    path.write_text(f'"""A module."""\n__all__ = []\n{body}\n', encoding="utf-8")
    assert every_fault(package) == [fault]


@pytest.mark.parametrize(
    ("text", "fault"), [("__all__ = []", "has no docstring"), ('"""A module."""\nall = []', "has no __all__")]
)
def test_a_module_that_says_too_little_is_seen(tmp_path: Path, text: str, fault: str) -> None:
    package = house(tmp_path)
    (package / "records.py").write_text(text, encoding="utf-8")
    assert every_fault(package) == [f"graphkit.records {fault}"]
