"""The build on disk: whole or not there, whatever happens to whoever writes it."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import graphkit
from graphkit import foreign, store
from graphkit.errors import BuildError
from graphkit.questions.citations import graph_hash

INPUTS = {"post/source.txt": "a" * 64}


def graph(words: str) -> bytes:
    return f'<http://e.example/s> <http://e.example/p> "{words}"@en <http://e.example/g> .\n'.encode()


def files(words: str = "first") -> dict[str, bytes]:
    return {"graph.nq": graph(words), "findings.json": b"[]\n", "texts/post/1.txt": words.encode()}


def publish(output: Path, words: str = "first") -> Path:
    return store.publish(output, files(words), inputs=INPUTS)


def words_in(output: Path) -> str:
    """What the build says, after a look whether it is whole."""
    build = graphkit.open(output)
    for name, digest in build.manifest["outputs"].items():
        assert sha256(build.stored.read(name)).hexdigest() == digest
    (row,) = build.sparql("SELECT ?words WHERE { ?s ?p ?words }")
    assert (build.path / "store").is_dir()
    return str(row["words"])


def beside(output: Path) -> set[str]:
    return {path.name for path in output.parent.iterdir()}


def test_a_build_is_a_link_to_a_folder_named_by_its_hash(tmp_path: Path) -> None:
    output = tmp_path / "build"
    folder = publish(output)
    assert output.is_symlink()
    assert str(output.readlink()) == folder.name
    manifest = (folder / "manifest.json").read_bytes()
    assert folder.name == f".build-{sha256(manifest).hexdigest()[:16]}"
    assert json.loads(manifest) == {
        "inputs": INPUTS,
        "outputs": {name: sha256(data).hexdigest() for name, data in files().items()},
    }
    assert {str(path.relative_to(folder)) for path in folder.rglob("*") if "store" not in path.parts} == {
        "manifest.json", "graph.nq", "findings.json", "texts", "texts/post", "texts/post/1.txt",
    }  # fmt: skip
    assert words_in(output) == "first"


def test_the_same_files_are_the_same_build(tmp_path: Path) -> None:
    first = publish(tmp_path / "build")
    made = first.stat().st_ino
    assert publish(tmp_path / "build") == first
    assert first.stat().st_ino == made


def test_a_newer_build_takes_the_place_of_the_older(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "build"
    first = publish(output)
    second = publish(output, "second")
    assert first != second
    assert words_in(output) == "second"
    assert beside(output) == {"build", second.name}


def test_who_has_a_build_open_keeps_it(tmp_path: Path) -> None:
    publish(tmp_path / "build")
    opened = graphkit.open(tmp_path / "build")
    asked = "SELECT ?words WHERE { ?s ?p ?words }"
    assert list(opened.sparql(asked)) == [{"words": "first"}]
    publish(tmp_path / "build", "second")
    assert list(opened.sparql(asked)) == [{"words": "first"}]
    with pytest.raises(BuildError, match="was replaced by a newer build; open the build again"):
        list(opened.quads())


@pytest.mark.parametrize("what", ["folder", "file", "link", "dangling link"])
def test_what_is_no_build_is_neither_replaced_nor_lost(what: str, tmp_path: Path) -> None:
    output, other = tmp_path / "build", tmp_path / "other"
    if what == "folder":
        output.mkdir()
        (output / "thesis.txt").write_text("years of work")
    elif what == "file":
        output.write_text("years of work")
    else:
        output.symlink_to("other")
    if what == "link":
        other.mkdir()
    before = beside(output)
    with pytest.raises(BuildError, match="move it away or choose another --output"):
        publish(output)
    assert beside(output) == before
    assert output.is_symlink() == ("link" in what)
    if what in {"folder", "file"}:
        assert (output / "thesis.txt" if what == "folder" else output).read_text() == "years of work"


def test_what_dead_builders_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / f".build-{'0' * 16}.part").mkdir()
    (tmp_path / f".build-{'1' * 16}").mkdir()
    (tmp_path / f".build-{'2' * 16}-1.part").symlink_to("nowhere")
    mine = {".build-notes", f".build-b-{'0' * 16}", ".builds", "build-0"}
    for name in mine:
        (tmp_path / name).mkdir()
    folder = publish(tmp_path / "build")
    assert beside(tmp_path / "build") == mine | {"build", folder.name}


def test_a_damaged_build_is_written_anew_beside_it(tmp_path: Path) -> None:
    first = publish(tmp_path / "build")
    (first / "graph.nq").write_bytes(graph("forged"))
    second = publish(tmp_path / "build")
    assert second.name == f"{first.name}-1"
    assert words_in(tmp_path / "build") == "first"
    assert beside(tmp_path / "build") == {"build", second.name}


#: a builder that kills itself before the step of the given number, counting every call that touches the disk
DYING = """
import os, shutil, signal, sys
from pathlib import Path
sys.path[:0] = {path!r}
from graphkit import store
left = int(sys.argv[2])
def dying(call):
    def step(*arguments, **options):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return step
for holder, name in [(Path, "mkdir"), (Path, "write_bytes"), (Path, "rename"), (Path, "replace"), (Path, "symlink_to"),
                     (Path, "unlink"), (shutil, "rmtree"), (store, "Store"), (store, "_flush")]:
    setattr(holder, name, dying(getattr(holder, name)))
store.publish(Path(sys.argv[1]), {files!r}, inputs={inputs!r})
"""


@pytest.mark.parametrize("stride", [4, pytest.param(1, marks=pytest.mark.long)])
def test_a_builder_killed_at_any_step_leaves_a_whole_build(stride: int, tmp_path: Path) -> None:
    script = DYING.format(path=[str(Path(graphkit.__file__).parents[1])], files=files("newer"), inputs=INPUTS)
    found = []
    for step in range(1, 200, stride):
        output = tmp_path / str(step) / "build"
        publish(output, "older")
        ended = subprocess.run([sys.executable, "-c", script, output, str(step)], check=False).returncode
        found.append(words_in(output))
        if ended == 0:
            break
        assert ended == -9
        publish(output, "newest")  # the next builder is not held up, and tidies
        assert words_in(output) == "newest"
        assert len(beside(output)) == 2
    assert found == sorted(found, key=["older", "newer"].index)  # once newer, never older again
    assert found.count("older") > 30 / stride
    assert found.count("newer") > (2 if stride == 1 else 0)  # it was killed after the link was moved, too


def test_builders_side_by_side_do_not_destroy_each_other(tmp_path: Path) -> None:
    output = tmp_path / "build"
    script = (
        "import sys; from pathlib import Path; from tests import test_store\n"
        "for turn in range(4): test_store.publish(Path(sys.argv[1]), f'{sys.argv[2]} {turn}')"
    )
    root = Path(__file__).parents[1]
    builders = [subprocess.Popen([sys.executable, "-c", script, output, name], cwd=root) for name in "abc"]
    while any(builder.poll() is None for builder in builders):
        if output.exists():
            graphkit.open(output)
    assert [builder.returncode for builder in builders] == [0, 0, 0]
    assert words_in(output) in {"a 3", "b 3", "c 3"}
    assert len(beside(output)) == 2


def test_a_disk_that_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "build")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "graph.nq")

    monkeypatch.setattr(store, "_flush", full)
    with pytest.raises(BuildError, match=r"graph\.nq: No space left on device; check"):
        publish(tmp_path / "build", "second")
    assert words_in(tmp_path / "build") == "first"


@pytest.mark.parametrize("name", ["../escaped.txt", "/escaped.txt", "texts/../../escaped.txt"])
def test_nothing_is_written_outside_the_build(name: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="outside the build"):
        store.publish(tmp_path / "build", {name: b"out"}, inputs={})
    assert not (tmp_path / "build").exists()
    assert not (tmp_path / "escaped.txt").exists()


def test_a_build_whose_store_is_gone_is_read_from_its_graph(tmp_path: Path) -> None:
    folder = publish(tmp_path / "build")
    for path in (folder / "store").iterdir():
        path.unlink()
    (folder / "store").rmdir()
    assert list(graphkit.open(folder).sparql("SELECT ?words WHERE { ?s ?p ?words }")) == [{"words": "first"}]


@pytest.mark.parametrize(
    ("content", "told"), [(None, "there is no build here"), ("", "is no build"), ("{", "is no build")]
)
def test_what_is_no_build_is_not_opened(content: str | None, told: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "build").mkdir()
    if content:
        (tmp_path / "build" / "manifest.json").write_text(content)
    with pytest.raises(BuildError, match=f"{told}.*run graphkit build"):
        graphkit.open(tmp_path / "build")


def test_a_graph_in_memory_is_the_one_on_the_disk(build: graphkit.Build) -> None:
    """Blank nodes get other names, so that their quads are counted."""
    assert graph_hash(build.stored.in_memory) == graph_hash(build.stored.graph)
    assert len(build.stored.in_memory) == len(build.stored.graph) == len(list(build.quads()))


def test_python_gets_every_quad_and_rdflib_the_same(build: graphkit.Build) -> None:
    quads = list(build.quads())
    assert quads == list(parse(build.stored.read("graph.nq"), format=RdfFormat.N_QUADS))
    assert len(quads) > 5000
    found = {(s, p, o, g) for s, p, o, g in build.to_rdflib().quads()}
    given = {tuple(map(foreign.term, (*quad.triple, quad.graph_name))) for quad in quads}
    assert found == given


def test_a_question_in_python_gives_rows_by_name(build: graphkit.Build) -> None:
    rows = list(build.query("requirements", role="ps-jes-0031"))
    assert rows[0]["text"] == (
        "An ability to fulfil all spoken aspects of the role with confidence through the medium of English or "
        "(where specified in Wales) Welsh."
    )
    assert rows[0]["line"] == 87


def test_a_question_waits_for_no_slow_import() -> None:
    slow = "{'rdflib', 'pyshacl', 'owlrl', 'SPARQLWrapper'}"
    script = f"import sys, graphkit; print(*({slow} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "\n"
