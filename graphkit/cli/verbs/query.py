"""Questions to a build or an endpoint."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.cli.talk import FINE, delivered, say
from graphkit.cli.verbs import Verbs
from graphkit.errors import QueryError
from graphkit.queries.answers import FORMATS

if TYPE_CHECKING:
    from graphkit.questions import Source

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("query", help="ask a question of a build or an endpoint")
    verb.add_argument("question", nargs="?", metavar="NAME", help="the question's name; see --list")
    verb.add_argument("parameters", nargs="*", metavar="parameter=value", help="what the question is bound to")
    verb.add_argument("--sparql", metavar="FILE", help="a question of one's own in SPARQL; - reads stdin")
    verb.add_argument("--list", action="store_true", help="the questions there are")
    verb.add_argument(
        "--format",
        choices=(*FORMATS, "md"),
        default="table",
        help="how to write the answer (default: table; md: a list)",
    )
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to ask (default: build)")
    verb.add_argument("--endpoint", metavar="URL", help="a SPARQL endpoint to ask instead")
    verb.add_argument("--with-suggestions", action="store_true", help="ask also what was decided but is no fact")
    verb.add_argument("--choices", metavar="PARAMETER", help="what may be said for a parameter, instead of the answer")
    verb.add_argument("--cite", action="store_true", help="print to stderr how the answer is cited")
    verb.add_argument("--output", type=Path, help="write to this file instead of stdout")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    from graphkit import questions
    from graphkit.queries import sparql

    if options.list:
        return delivered(questions.listed(options.format), options.output, "the questions")
    if options.sparql and options.question:
        raise QueryError(options.question, "is asked beside a question of one's own", "leave one of the two out")
    if options.cite and (options.sparql or options.choices):
        raise QueryError("--cite", "tells of a question by its name", "leave it out with --sparql and --choices")
    values, (source, where, graph) = _parameters(options.parameters), _source_of(options)
    if options.sparql:
        answer = sparql.run(_own_question(options.sparql), source)
    elif options.question and options.choices:
        answer = questions.choices(questions.find(options.question), options.choices, source)
    elif options.question:
        answer = questions.ask(questions.find(options.question), source, values)
    else:
        raise QueryError("query", "names no question", "graphkit query --list names them all")
    _deliver(answer.to(options.format), options.output, f"{len(answer)} row{'' if len(answer) == 1 else 's'}")
    if options.cite:
        say(str(questions.cite(questions.find(options.question), values, answer, source, *where, graph=graph)))
    return FINE


def _source_of(options: argparse.Namespace) -> tuple[Source, list[str], dict[str, str]]:
    """What a question is asked of, the words that name it on the command line, and its files by their hash."""
    from graphkit.store import GRAPH, SUGGESTED, open_build

    if options.endpoint is not None:
        return options.endpoint, ["--endpoint", options.endpoint], {}
    stored, where = open_build(options.build), ["--build", str(options.build)]
    if options.with_suggestions:
        return stored.graph_with_suggestions, [*where, "--with-suggestions"], stored.hashes(GRAPH, SUGGESTED)
    return stored.graph, where, stored.hashes(GRAPH)


def _deliver(data: bytes, output: Path | None, summary: str) -> None:
    """An answer to the file that was named, or else to stdout; a terminal is shown no Parquet."""
    if not data.startswith(b"PAR1"):
        delivered(data.decode(), output, summary)
    elif output is None and sys.stdout.isatty():
        raise QueryError("parquet", "is no text to print", "say --output FILE, or send it to a program")
    else:
        delivered(data, output, summary)


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
