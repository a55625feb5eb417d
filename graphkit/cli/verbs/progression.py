"""What it takes to move from one role to another."""

from __future__ import annotations

import argparse

from graphkit.cli.pairs import add_pair
from graphkit.cli.talk import delivered
from graphkit.cli.verbs import Verbs
from graphkit.pathways.formats import formats, written

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    told = "what it takes to move from one role to another, with both quotes"
    add_pair(verbs, "progression", told, formats(), _run, ("FROM", "TO"))


def _run(options: argparse.Namespace) -> int:
    import graphkit
    from graphkit.pathways.telling import summary

    found = graphkit.open(options.build).progression(options.role, options.target)
    return delivered(written(found, options.format), options.output, summary(found))
