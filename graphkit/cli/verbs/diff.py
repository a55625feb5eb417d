"""One edition of a document held against another."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import delivered
from graphkit.cli.verbs import Verbs
from graphkit.differences.formats import formats

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("diff", help="hold one edition of a document against another")
    verb.add_argument("old", metavar="OLD", help="a file, or id@edition of a build (id: its current edition)")
    verb.add_argument("new", metavar="NEW", help="the same")
    verb.add_argument("--format", choices=formats(), default="text", help="how to write it (default: text)")
    verb.add_argument("--output", type=Path, help="write to this file instead of stdout")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build that ids name (default: build)")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    from graphkit import pipeline
    from graphkit.differences.formats import written
    from graphkit.differences.telling import summary

    found = pipeline.diff(options.old, options.new, options.build)
    return delivered(written(found, options.format), options.output, summary(found))
