"""What it takes to move from one role to another."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import delivered
from graphkit.cli.verbs import Verbs
from graphkit.pathways.formats import formats

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("progression", help="what it takes to move from one role to another, with both quotes")
    verb.add_argument("role", metavar="ROLE", help="a document id, id@edition, job title or IRI")
    verb.add_argument("target", metavar="ROLE", help="the other, named the same way")
    verb.add_argument("--format", choices=formats(), default="text", help="how to write it (default: text)")
    verb.add_argument("--output", type=Path, help="write to this file instead of stdout")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to read (default: build)")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    import graphkit
    from graphkit.pathways.formats import written
    from graphkit.pathways.telling import summary

    found = graphkit.open(options.build).progression(options.role, options.target)
    return delivered(written(found, options.format), options.output, summary(found))
