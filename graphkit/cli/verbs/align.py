"""Suggestions of which statements speak of one thing."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import delivered
from graphkit.cli.verbs import Verbs

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("align", help="suggest which statements of different documents speak of one thing")
    verb.add_argument("--all", action="store_true", help="every pair with its score, decided or not")
    verb.add_argument("--embed", action="store_true", help="let the sentence model that is installed count as well")
    verb.add_argument("--output", type=Path, help="write the SSSOM table to this file instead of stdout")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to read (default: build)")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    from graphkit import pipeline

    table, count = pipeline.align(options.build, everything=options.all, embed=options.embed)
    return delivered(table, options.output, f"{count} pairs")
