"""How alike two roles are."""

from __future__ import annotations

import argparse

from graphkit.cli.pairs import add_pair
from graphkit.cli.talk import delivered
from graphkit.cli.verbs import Verbs
from graphkit.comparisons.formats import formats, written

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    add_pair(verbs, "compare", "how alike two roles are, kind by kind, with both quotes of each pair", formats(), _run)


def _run(options: argparse.Namespace) -> int:
    import graphkit
    from graphkit.comparisons.telling import summary

    found = graphkit.open(options.build).compare(options.role, options.target)
    return delivered(written(found, options.format), options.output, summary(found))
