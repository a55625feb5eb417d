"""A build sent to a graph store."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import FINE, say, write
from graphkit.cli.verbs import Verbs

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("push", help="send a build to a graph store and check what arrived")
    verb.add_argument("address", metavar="URL", help="the store, by the SPARQL Graph Store Protocol")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to send (default: build)")
    verb.add_argument("--with-suggestions", action="store_true", help="send also what was decided but is no fact")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    from graphkit import pipeline

    triples = 0
    for graph, count in pipeline.push(options.address, options.build, suggestions=options.with_suggestions):
        write(f"{graph} {count}\n")
        triples += count
    say(f"{options.address}: {triples} triples arrived as they were sent")
    return FINE
