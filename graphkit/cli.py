"""The command line: parses, calls one library function, prints. Results go to stdout, talk to stderr.

Exit codes: 0 fine; 1 there are findings at or above the bar, or a document could not be read; 2 the command could not
do its work. Each verb imports only what it needs, because a question should be answered while one waits.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.differences.formats import formats as diff_formats
from graphkit.errors import GraphkitError, QueryError
from graphkit.findings import BARS
from graphkit.queries.answers import FORMATS
from graphkit.reports import formats

if TYPE_CHECKING:
    from graphkit.queries import Question

__all__ = ["main"]

FINE, FINDINGS, COULD_NOT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has no “ shows its number instead
            stream.reconfigure(errors="backslashreplace")
    verb: Callable[[argparse.Namespace], int] = options.verb
    try:
        return verb(options)
    except GraphkitError as error:
        _say(f"graphkit: {error}")
        return COULD_NOT
    except BrokenPipeError:  # the reader of our output has seen enough
        return FINE
    except OSError as error:
        _say(f"graphkit: {error.filename or 'a file'}: {error.strerror or error}; check the path and its permissions")
        return COULD_NOT


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _write(text: str) -> None:
    """Text to stdout, now: what is left to the end of the process fails where nobody can say so."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that it is not tried again
        raise


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="graphkit",
        description="Job descriptions and occupational standards as a knowledge graph that leads back to its words.",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)

    verb = verbs.add_parser("build", help="read documents and publish their graph")
    verb.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: data/documents)")
    verb.add_argument(
        "--output", type=Path, default=Path("build"), help="where the build is published (default: build)"
    )
    verb.add_argument("--base", help="base of all IRIs (default: $GRAPHKIT_BASE, else https://w3id.org/rcq/)")
    verb.add_argument(
        "--engines", choices=("fast", "reference"), default="fast", help="which engines conclude and check"
    )
    verb.set_defaults(verb=_build)

    verb = verbs.add_parser("validate", help="print the findings of a build")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to read (default: build)")
    verb.add_argument("--format", choices=formats(), default="text", help="how to write them (default: text)")
    verb.add_argument("--output", type=Path, help="write to this file instead of stdout")
    verb.add_argument("--fail-on", choices=BARS, default="violation", help="the bar (default: violation)")
    verb.add_argument("--profile", type=Path, metavar="FILE", help="a TOML file that weighs or silences rules")
    verb.add_argument("--baseline", type=Path, metavar="BUILD", help="an older build; only what is new reaches the bar")
    verb.add_argument("--engines", choices=("fast", "reference"), help="check the build's graph again, with these")
    verb.set_defaults(verb=_validate)

    verb = verbs.add_parser("inspect", help="print what is read of a file, line by line beside its source")
    verb.add_argument("file", type=Path, metavar="FILE", help="the document")
    verb.set_defaults(verb=_inspect)

    verb = verbs.add_parser("query", help="ask a question of a build or an endpoint")
    verb.add_argument("question", nargs="?", metavar="NAME", help="the question's name; see --list")
    verb.add_argument("parameters", nargs="*", metavar="parameter=value", help="what the question is bound to")
    verb.add_argument("--sparql", metavar="FILE", help="a question of one's own in SPARQL; - reads stdin")
    verb.add_argument("--list", action="store_true", help="the questions there are")
    verb.add_argument("--format", choices=FORMATS, default="table", help="how to write the answer (default: table)")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to ask (default: build)")
    verb.add_argument("--endpoint", metavar="URL", help="a SPARQL endpoint to ask instead")
    verb.set_defaults(verb=_query)

    verb = verbs.add_parser("diff", help="hold one edition of a document against another")
    verb.add_argument("old", metavar="OLD", help="a file, or id@edition of a build (id: its current edition)")
    verb.add_argument("new", metavar="NEW", help="the same")
    verb.add_argument("--format", choices=diff_formats(), default="text", help="how to write it (default: text)")
    verb.add_argument("--output", type=Path, help="write to this file instead of stdout")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build that ids name (default: build)")
    verb.set_defaults(verb=_diff)

    verb = verbs.add_parser("align", help="suggest which statements of different documents speak of one thing")
    verb.add_argument("--all", action="store_true", help="every pair with its score, decided or not")
    verb.add_argument("--output", type=Path, help="write the SSSOM table to this file instead of stdout")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to read (default: build)")
    verb.set_defaults(verb=_align)
    return parser


def _build(options: argparse.Namespace) -> int:
    from graphkit import pipeline
    from graphkit.findings import tally

    base = options.base or os.environ.get("GRAPHKIT_BASE") or pipeline.DEFAULT_BASE
    paths = options.paths or [Path("data/documents")]
    outcome = pipeline.build(paths, options.output, base=base, engines=options.engines)
    library = outcome.library
    if library.passed_over:
        _say(f"not documents, passed over: {', '.join(library.passed_over)}")
    for failure in library.failures:
        _say(f"graphkit: {failure.told}")
    count = len(library.readings)
    _say(f"{options.output}: {count} {'document' if count == 1 else 'documents'}, {tally(outcome.findings)}")
    return FINDINGS if library.failures else FINE


def _validate(options: argparse.Namespace) -> int:
    import graphkit
    from graphkit.findings import reaches, tally
    from graphkit.reports import report

    build = graphkit.open(options.build)
    findings = build.findings()
    if options.engines:
        from graphkit import pipeline

        findings = pipeline.check([*build.quads(), *build.suggestions()], findings, engines=options.engines)
    findings = build.judged(findings, profile=options.profile, baseline=options.baseline)
    written = report(findings, options.format, build.sources())
    if options.output:
        options.output.write_text(written, encoding="utf-8")
        _say(f"{options.output}: {tally(findings)}")
    else:
        _write(written)
    return FINDINGS if reaches(findings, options.fail_on) else FINE


def _inspect(options: argparse.Namespace) -> int:
    from graphkit.documents.inspection import inspect
    from graphkit.errors import ReadError

    codes = [FINE]
    for found in inspect(options.file):
        if isinstance(found, ReadError):
            _say(f"graphkit: {found.told}")
            codes.append(COULD_NOT if found.code == "missing-file" else FINDINGS)
        else:
            _write(found)
    return max(codes)


def _query(options: argparse.Namespace) -> int:
    from graphkit import queries
    from graphkit.queries import sparql
    from graphkit.store import open_build

    if options.list:
        _write(_listed(queries.load().values(), options.format))
        return FINE
    source = options.endpoint or open_build(options.build).graph
    if options.sparql:
        if options.question:
            raise QueryError(options.question, "is asked beside a question of one's own", "leave one of the two out")
        answer = sparql.run(_own_question(options.sparql), source)
    elif options.question:
        answer = queries.ask(queries.find(options.question), source, _parameters(options.parameters))
    else:
        raise QueryError("query", "names no question", "graphkit query --list names them all")
    _write(answer.to(options.format))
    return FINE


def _diff(options: argparse.Namespace) -> int:
    from graphkit import pipeline
    from graphkit.differences.formats import written
    from graphkit.differences.telling import summary

    found = pipeline.diff(options.old, options.new, options.build)
    if options.output:
        options.output.write_text(written(found, options.format), encoding="utf-8")
        _say(f"{options.output}: {summary(found)}")
    else:
        _write(written(found, options.format))
    return FINE


def _align(options: argparse.Namespace) -> int:
    from graphkit import pipeline

    table, count = pipeline.align(options.build, everything=options.all)
    if options.output:
        options.output.write_text(table, encoding="utf-8")
        _say(f"{options.output}: {count} pairs")
    else:
        _write(table)
    return FINE


def _own_question(file: str) -> str:
    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError("the question", f"byte {error.start} is not UTF-8", "save it as UTF-8 text") from error


def _parameters(words: Sequence[str]) -> dict[str, str]:
    """`name=value`, each name once."""
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name or name in given:
            raise QueryError(word, "is no parameter", "write each once, as name=value")
        given[name] = value
    return given


def _listed(questions: Iterable[Question], form: str) -> str:
    """The questions by number, as lines to read or as JSON."""
    if form == "json":
        rows = [
            {
                "name": question.name,
                "number": question.number,
                "summary": question.summary,
                "parameters": {name: parameter.description for name, parameter in question.parameters.items()},
                "columns": dict(question.columns),
            }
            for question in questions
        ]
        return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    lines = (
        f"{question.number:>3}  {question.name:18} {question.summary}  [{', '.join(question.parameters)}]\n"
        for question in questions
    )
    return "".join(lines)
