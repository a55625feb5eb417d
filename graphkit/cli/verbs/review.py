"""A person's decisions on suggestions, at the terminal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graphkit.cli.talk import FINE, say, write
from graphkit.cli.verbs import Verbs

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("review", help="go through suggestions at the terminal and decide them")
    which = verb.add_mutually_exclusive_group()
    which.add_argument(
        "--unsure", dest="which", action="store_const", const="unsure", help="the rows left open instead"
    )
    which.add_argument(
        "--stale", dest="which", action="store_const", const="stale", help="rows whose texts have changed"
    )
    verb.add_argument("--tables", type=Path, metavar="DIR", help="the mapping tables (default: data/alignments)")
    verb.add_argument("--author", metavar="NAME", help="who decides, as in rcqid:agent/NAME; asked for unless given")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to read (default: build)")
    verb.set_defaults(verb=_run, which="suggested")


def _run(options: argparse.Namespace) -> int:
    from graphkit import pipeline, reviewing

    review = pipeline.review(options.build, options.tables, which=options.which, author=options.author or "")
    for place in review.queue.gone:
        say(f"{place}: a statement of this row is gone; take the row out, or build the document that had it")
    if review.queue.stale and options.which != "stale":
        count = len(review.queue.stale)
        say(f"{count} rows rest on other texts than this build's; build again if it is old, else review --stale")
    say(reviewing.hold(review, _asked, write, author=options.author))
    return FINE


def _asked(prompt: str) -> str | None:
    """One line of who sits at the terminal, or of stdin; none at its end."""
    write(prompt)
    try:
        line = sys.stdin.readline()
    except (KeyboardInterrupt, UnicodeDecodeError):
        line = ""
    if not sys.stdin.isatty() or not line:
        write("\n")
    return line.rstrip("\n") if line else None
