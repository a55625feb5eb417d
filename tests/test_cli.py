"""Every verb as one meets it at the prompt: exit codes, what goes to stdout, and the one line that says what to do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import graphkit
from graphkit import store
from graphkit.cli import main
from graphkit.content import ROOT
from graphkit.documents.families import families
from graphkit.findings import Finding, Severity, dumps
from graphkit.iris import DEFAULT_BASE
from graphkit.queries.answers import FORMATS
from graphkit.reports import formats

GOOD = ROOT / "data" / "documents" / "ps-jes-0031" / "source.txt"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPHKIT", "PYTHON"))}


def run(*arguments: str | Path, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "graphkit", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=CLEAN, input=stdin, capture_output=True, timeout=60, check=False)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHKIT_BASE", raising=False)


# build

FAMILIES = f"known families: {', '.join(family.NAME for family in families())}"
#: file -> how it is made, the code of its finding, and what is said of it
BAD: Mapping[str, tuple[Callable[[Path], object], str, str]] = {
    "empty.txt": (Path.touch, "empty-file", "holds no text; extract the document again"),
    "blank.txt": (
        lambda path: path.write_bytes(b"\xef\xbb\xbf \n\t\r\n"),
        "empty-file",
        "holds no text; extract the document again",
    ),
    "binary.txt": (
        lambda path: path.write_bytes(b"\x7fELF\nab\0c"),
        "binary-file",
        ":2: holds NUL bytes, so it is not a text file; export the document as UTF-8 text",
    ),
    "damaged.txt": (
        lambda path: path.write_bytes(b"Band 3\n\x81\xc3(\n"),
        "binary-file",
        ":2: byte 7 is not UTF-8; save the document as UTF-8 text",
    ),
    "stranger.txt": (
        lambda path: path.write_text("Minutes of the meeting\nPresent: everybody\n"),
        "unknown-family",
        f"is of no known family; {FAMILIES}",
    ),
    "folder.txt": (Path.mkdir, "unreadable-file", "is a folder, not a file; name a file, or the folder above it"),
    "dangling.txt": (
        lambda path: path.symlink_to("nowhere"),
        "missing-file",
        "links to a file that does not exist; check the path",
    ),
    "endless.txt": (
        lambda path: path.symlink_to("endless.txt"),
        "unreadable-file",
        "cannot be read (Too many levels of symbolic links); check the file and its permissions",
    ),
    "failing.txt": (  # the system lets it be opened and gives no byte of it
        lambda path: path.symlink_to("/proc/self/mem"),
        "unreadable-file",
        "cannot be read (Input/output error); check the file and its permissions",
    ),
    "pipe.txt": (os.mkfifo, "unreadable-file", "is no ordinary file; name a file"),
}
each_bad = pytest.mark.parametrize("name", BAD)


def line_about(name: str, folder: Path | str) -> str:
    """The line on stderr: the file by the path that was given."""
    said = BAD[name][2]
    return f"graphkit: {folder}/{name}{said if said.startswith(':') else f': {said}'}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One document among all that cannot be read, and a file of another type."""
    papers = tmp_path_factory.mktemp("bad") / "papers"
    papers.mkdir()
    shutil.copy(GOOD, papers / "good.txt")
    (papers / "about.ttl").write_bytes(GOOD.with_name("about.ttl").read_bytes())
    (papers / "notes.xyz").touch()
    (papers / ".hidden.txt").touch()
    for name, (make, _, _) in BAD.items():
        make(papers / name)
    return papers


@pytest.fixture(scope="module")
def whole(folder: Path) -> subprocess.CompletedProcess[bytes]:
    """The folder, built by the command."""
    return run("build", folder.name, "--output", "build", folder=folder.parent)


def test_a_folder_with_bad_files_costs_a_line_for_each(whole: subprocess.CompletedProcess[bytes]) -> None:
    passed_over, *failures, summary = whole.stderr.decode().splitlines()
    assert whole.returncode == 1
    assert whole.stdout == b""
    assert passed_over == "not documents, passed over: notes.xyz"
    assert failures == [line_about(name, "papers") for name in sorted(BAD)]
    assert summary.startswith("build: 1 document")


@each_bad
def test_a_bad_file_is_a_finding_and_a_row_of_the_ledger(
    folder: Path, whole: subprocess.CompletedProcess[bytes], name: str
) -> None:
    assert whole.returncode == 1
    _, code, said = BAD[name]
    found = json.loads((folder.parent / "build" / "findings.json").read_bytes())
    about = [finding for finding in found if name in {place.get("file") for place in finding["places"]}]
    assert [(finding["code"], finding["severity"]) for finding in about] == [(code, "violation")]
    lines = [place["line"] for finding in about for place in finding["places"] if place.get("line")]
    line = re.match(r":(\d+):", said)
    assert lines == ([int(line[1])] if line else [])
    rows = csv.DictReader(io.StringIO((folder.parent / "build" / "ledger.csv").read_text()))
    told = [(row["line"], row["status"], row["rest"]) for row in rows if row["document"] == name]
    assert told == [(line[1] if line else "", "unread", re.sub(r"^:\d+: |; .*$", "", said))]


def test_what_can_be_read_is_built_as_if_it_were_alone(
    folder: Path, whole: subprocess.CompletedProcess[bytes], tmp_path: Path
) -> None:
    assert whole.returncode == 1
    assert main(["build", str(folder / "good.txt"), "--output", str(tmp_path / "alone")]) == 0
    alone, among = tmp_path / "alone", folder.parent / "build"
    assert (alone / "graph.nq").read_bytes() == (among / "graph.nq").read_bytes()
    assert (alone / "ledger.csv").read_text() in (among / "ledger.csv").read_text()


@each_bad
def test_a_bad_file_that_is_named_costs_the_same_line(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name in ("folder.txt", "pipe.txt"):
        pytest.skip("a folder may be named; a pipe would be waited for if it were read")
    BAD[name][0](tmp_path / name)
    assert main(["build", str(tmp_path / name), str(GOOD), "--output", str(tmp_path / "build")]) == 1
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[:-1]) == ("", [line_about(name, tmp_path)])
    assert "1 document" in err.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "does not exist; check the path"),
        ("nowhere.txt", "does not exist; check the path"),
        ("x" * 300 + ".txt", "cannot be read (File name too long); check the path and its permissions"),
        ("notes.xyz", r"is of a type that is not read; known types: (\.\w+, )*\.txt(, \.\w+)*"),
        ("bare", r"is of a type that is not read; known types: .*"),
    ],
)
def test_a_path_that_leads_to_no_document_is_said_and_the_others_are_built(
    tmp_path: Path, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.xyz").touch()
    (tmp_path / "bare").touch()
    assert main(["build", str(tmp_path / name), str(GOOD), "--output", str(tmp_path / "build")]) == 1
    about, summary = capsys.readouterr().err.splitlines()
    pattern = said if "*" in said else re.escape(said)
    assert re.fullmatch(rf"graphkit: (\S*/)?{re.escape(name)}: {pattern}", about)
    assert "1 document" in summary


def test_names_of_files_that_are_no_text_cost_nothing(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    shutil.copy(GOOD, os.fsdecode(os.fsencode(papers) + b"/caf\xe9.txt"))
    Path(os.fsdecode(os.fsencode(papers) + b"/\xff.txt")).touch()
    built = run("build", "papers", folder=tmp_path)
    assert built.returncode == 1
    assert (
        built.stderr.decode().splitlines()[0] == r"graphkit: papers/\xff.txt: holds no text; extract the document again"
    )
    assert rb"caf\\xe9.txt" in (tmp_path / "build" / "graph.nq").read_bytes()


def test_the_second_of_two_files_of_one_edition_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(GOOD, tmp_path / name)
    assert main(["build", str(tmp_path), "--output", str(tmp_path / "build")]) == 1
    said = (
        f"is ps-jes-0031 edition 6.0, which {tmp_path}/a.txt is already; remove one, or mend its reference or version"
    )
    assert capsys.readouterr().err.splitlines()[0] == f"graphkit: {tmp_path}/b.txt: {said}"


def test_what_is_not_a_build_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter").write_text("one")
    assert main(["build", str(GOOD), "--output", str(tmp_path / "thesis")]) == 2
    said = (
        f"graphkit: {tmp_path}/thesis: is a folder, not the link a build makes; move it away or choose another --output"
    )
    assert capsys.readouterr().err.splitlines() == [said]
    assert (tmp_path / "thesis" / "chapter").read_text() == "one"


def test_the_base_is_set_by_option_by_environment_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def base_of(*options: str) -> str:
        assert main(["build", str(GOOD), "--output", str(tmp_path / "build"), *options]) == 0
        graph = (tmp_path / "build" / "graph.nq").read_text()
        bases = {match[1] for match in re.finditer(r"<(\S*?)id/ps-jes-0031/6\.0>", graph)}
        assert len(bases) == 1
        return bases.pop()

    assert base_of() == DEFAULT_BASE
    monkeypatch.setenv("GRAPHKIT_BASE", "https://example.org/jobs/")
    assert base_of() == "https://example.org/jobs/"
    assert base_of("--base", "https://example.com/roles#") == "https://example.com/roles#"
    capsys.readouterr()
    assert main(["build", str(GOOD), "--base", "jobs"]) == 2
    assert capsys.readouterr().err.startswith("graphkit: jobs: a base must be an absolute IRI ending in / or #;")


# validate


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of one document."""
    output = tmp_path_factory.mktemp("one") / "build"
    main(["build", str(GOOD), "--output", str(output)])
    return output


@pytest.mark.parametrize(
    ("severity", "bar", "code"),
    [
        (None, "warning", 0),
        (Severity.INFO, "warning", 0),
        (Severity.WARNING, "warning", 1),
        (Severity.WARNING, None, 0),
        (Severity.WARNING, "violation", 0),
        (Severity.VIOLATION, "warning", 1),
        (Severity.VIOLATION, None, 1),
        (Severity.VIOLATION, "violation", 1),
        (Severity.VIOLATION, "never", 0),
    ],
)
def test_the_bar_sets_the_exit_code(tmp_path: Path, severity: Severity | None, bar: str | None, code: int) -> None:
    found = [] if severity is None else [Finding("torn-word", severity, "A torn word", "“ga tes” is torn.", "Join it.")]
    store.publish(tmp_path / "build", {"graph.nq": b"", "findings.json": dumps(found).encode()}, inputs={})
    options = [] if bar is None else ["--fail-on", bar]
    assert main(["validate", "--build", str(tmp_path / "build"), *options]) == code


@pytest.mark.parametrize("form", formats())
def test_findings_go_to_stdout_or_to_a_file(
    one: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["validate", "--build", str(one), "--fail-on", "never", "--format", form]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert "strengths-not-chosen" in shown.out
    assert shown.err == ""
    assert main([*arguments, "--output", str(tmp_path / "report")]) == 0
    filed = capsys.readouterr()
    assert (tmp_path / "report").read_bytes().decode() == shown.out
    assert filed.out == ""
    assert filed.err.startswith(f"{tmp_path}/report: ")


def test_a_report_that_cannot_be_written_is_said(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--build", str(one), "--output", "no/such/folder/report"]) == 2
    said = "graphkit: no/such/folder/report: No such file or directory; check the path and its permissions"
    assert capsys.readouterr().err.splitlines() == [said]


def test_either_engine_checks_a_build_again_and_finds_the_same(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["validate", "--build", str(one), "--fail-on", "never", "--format", "json"]
    said = []
    for engines in ([], ["--engines", "fast"], ["--engines", "reference"]):
        assert main([*arguments, *engines]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] == said[2]


# query


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dutis"], "dutis: is no question; did you mean 'duties'? graphkit query --list names them all"),
        (["zzz"], "zzz: is no question; graphkit query --list names them all"),
        ([], "query: names no question; graphkit query --list names them all"),
        (["duties", "rol=x"], "duties: has no parameter rol; did you mean 'role'? it knows role, edition"),
        (["duties", "role"], "role: is no parameter; write each once, as name=value"),
        (["duties", "role=a", "role=b"], "role=b: is no parameter; write each once, as name=value"),
        (["duties", "role=ps-jes-31"], "ps-jes-31: is no role here; did you mean 'ps-jes-0031'?"),
        (["duties", "role=ps-jes-0031@7"], "ps-jes-0031@7: has no edition 7; there is ps-jes-0031@6.0"),
        (["duties", "--sparql", "-"], "duties: is asked beside a question of one's own; leave one of the two out"),
        (["--sparql", "no.rq"], "no.rq: No such file or directory; check the path and its permissions"),
        (["duties", "--endpoint", "there"], "there: is not the address of an endpoint; write it with http:// or https://"),
    ],
    ids=lambda words: " ".join(words) or "nothing" if isinstance(words, list) else "",
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_refused_in_one_line(
    one: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", *arguments, "--build", str(one)]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"graphkit: {said}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"SELECT ?s { ?s ?p }", "the question: is not a SPARQL query: "),
        (b"DELETE WHERE { ?s ?p ?o }", "the question: is not a SPARQL query: "),
        (b"SELECT ?s { SERVICE <http://example.org/> { ?s ?p ?o } }", "the question: SERVICE reads from elsewhere; "),
        (b"# \xff", "the question: byte 2 is not UTF-8; save it as UTF-8 text"),
    ],
)
def test_sparql_that_cannot_be_run_is_refused_in_one_line(one: Path, tmp_path: Path, text: bytes, said: str) -> None:
    (tmp_path / "own.rq").write_bytes(text)
    by_file = run("query", "--sparql", "own.rq", "--build", one, folder=tmp_path)
    by_stdin = run("query", "--sparql", "-", "--build", one, folder=tmp_path, stdin=text)
    for asked in (by_file, by_stdin):
        assert (asked.returncode, asked.stdout) == (2, b"")
        assert asked.stderr.decode().startswith(f"graphkit: {said}")
        assert asked.stderr.count(b"\n") == 1


@pytest.mark.parametrize("verb", [["validate"], ["query", "duties"], ["query", "--sparql", "-"]])
def test_where_there_is_no_build_it_is_said(tmp_path: Path, verb: list[str]) -> None:
    asked = run(*verb, folder=tmp_path)
    assert (asked.returncode, asked.stdout) == (2, b"")
    assert asked.stderr == b"graphkit: build: there is no build here; run graphkit build, or say --build FOLDER\n"


def test_a_folder_that_is_no_build_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "duties", "--build", str(tmp_path)]) == 2
    said = f"graphkit: {tmp_path}: is no build: it has no readable manifest.json; run graphkit build\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("form", FORMATS)
def test_answers_go_to_stdout_in_every_form(
    one: Path, form: str, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    answer = graphkit.open(one).query("duties", role="ps-jes-0031")
    assert len(answer) > 0
    asked = ["query", "duties", "role=ps-jes-0031", "--build", str(one), "--format", form]
    assert main(asked) == 0
    assert capsysbinary.readouterr() == (answer.to(form), b"")
    assert main([*asked, "--output", str(tmp_path / "answer")]) == 0
    assert capsysbinary.readouterr() == (b"", f"{tmp_path / 'answer'}: {len(answer)} rows\n".encode())
    assert (tmp_path / "answer").read_bytes() == answer.to(form)


def test_a_question_of_ones_own_is_read_from_a_file_or_from_stdin(one: Path, tmp_path: Path) -> None:
    text = b"PREFIX rcq: <https://w3id.org/rcq/ontology#> SELECT (COUNT(?job) AS ?jobs) { ?job a rcq:Job }"
    (tmp_path / "jobs.rq").write_bytes(text)
    for arguments in (("--sparql", "jobs.rq"), ("--sparql", "-")):
        asked = run("query", *arguments, "--build", one, "--format", "csv", folder=tmp_path, stdin=text)
        assert (asked.returncode, asked.stdout, asked.stderr) == (0, b"jobs\r\n1\r\n", b"")


def test_the_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    functions = (ROOT / "graphkit" / "questions" / "functions").glob("[a-z]*.py")
    names = {path.stem for path in (ROOT / "queries").glob("*/*.rq")} | {
        path.stem.replace("_", "-") for path in functions
    }
    assert main(["query", "--list"]) == 0
    assert {line.split()[1] for line in capsys.readouterr().out.splitlines()} == names
    assert main(["query", "--list", "--format", "json"]) == 0
    assert {question["name"] for question in json.loads(capsys.readouterr().out)} == names


# the command as a whole


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: VERB"),
        (["biuld"], "invalid choice: 'biuld'"),
        (["validate", "--format", "fax"], f"invalid choice: 'fax' (choose from {', '.join(map(repr, formats()))})"),
        (["validate", "--fail-on", "info"], "invalid choice: 'info' (choose from 'violation', 'warning', 'never')"),
        (["query", "duties", "--format", "fax"], "invalid choice: 'fax'"),
        (["build", "--engines", "steam"], "invalid choice: 'steam' (choose from 'fast', 'reference')"),
    ],
)
def test_a_command_that_is_written_wrongly_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    out, err = capsys.readouterr()
    assert out == ""
    assert re.sub("['‘’]", "", said) in re.sub("['‘’]", "", err)


@pytest.mark.parametrize(
    "arguments", [["query", "--list"], ["validate", "--fail-on", "never"], ["query", "--sparql", "all.rq"]]
)
def test_a_reader_that_has_seen_enough_is_no_error(one: Path, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "all.rq").write_text("SELECT ?s ?p ?o { ?s ?p ?o }")
    (tmp_path / "build").symlink_to(one)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "graphkit", *arguments]
    asked = subprocess.run(
        command, cwd=tmp_path, env=CLEAN, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writing)
    assert (asked.returncode, asked.stderr) == (0, b"")


def test_output_that_cannot_be_written_is_an_error(one: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "graphkit", "validate", "--build", str(one), "--fail-on", "never"]
        asked = subprocess.run(command, env=CLEAN, stdout=full, stderr=subprocess.PIPE, check=False)
    assert asked.returncode == 2
    assert b"No space left on device" in asked.stderr
    assert asked.stderr.count(b"\n") == 1
