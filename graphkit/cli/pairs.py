"""What the verbs have in common that hold one role against another."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from graphkit.cli.verbs import Verbs

__all__ = ["add_pair"]


def add_pair(
    verbs: Verbs,
    name: str,
    told: str,
    formats: Sequence[str],
    run: Callable[[argparse.Namespace], int],
    called: tuple[str, str] = ("ROLE", "ROLE"),
) -> None:
    """Make a verb known to the parser that takes two roles and writes what it finds in one of some formats.

    `called` is what the help calls the two, where they are not alike.
    """
    verb = verbs.add_parser(name, help=told)
    verb.add_argument("role", metavar=called[0], help="a document id, id@edition, job title or IRI")
    verb.add_argument("target", metavar=called[1], help="the other, named the same way")
    verb.add_argument("--format", choices=formats, default="text", help="how to write it (default: text)")
    verb.add_argument("--output", type=Path, help="write to this file instead of stdout")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to read (default: build)")
    verb.set_defaults(verb=run)
