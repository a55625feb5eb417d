"""The command line: parses, calls one library function, prints. Results go to stdout, talk to stderr.

Exit codes: 0 fine; 1 there are findings at or above the bar, or a document could not be read; 2 the command could not
do its work. Each verb is a module of `graphkit.cli.verbs`.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from graphkit.cli import verbs
from graphkit.cli.talk import COULD_NOT, FINE, say
from graphkit.errors import GraphkitError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options, more = parser.parse_known_args(arguments)
    if more and (any(word.startswith("-") for word in more) or "parameters" not in options):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    if more:  # what a question is bound to, behind an option
        options.parameters += more
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has no “ shows its number instead
            stream.reconfigure(errors="backslashreplace")
    verb: Callable[[argparse.Namespace], int] = options.verb
    try:
        return verb(options)
    except GraphkitError as error:
        say(f"graphkit: {error}")
        return COULD_NOT
    except BrokenPipeError:  # the reader of our output has seen enough
        return FINE
    except OSError as error:
        say(f"graphkit: {error.filename or 'a file'}: {error.strerror or error}; check the path and its permissions")
        return COULD_NOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="graphkit",
        description="Job descriptions and occupational standards as a knowledge graph that leads back to its words.",
    )
    verbs.add_all(parser.add_subparsers(metavar="VERB", required=True))
    return parser
