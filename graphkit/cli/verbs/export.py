"""A build as portals take it."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import FINE, say
from graphkit.cli.verbs import Verbs
from graphkit.exports import targets

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("export", help="write a build as portals take it")
    verb.add_argument("target", metavar="TARGET", help=f"{targets.EVERY}, or one of {', '.join(targets.names())}")
    verb.add_argument("--output", type=Path, required=True, metavar="DIR", help="the folder to write")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to export (default: build)")
    verb.add_argument("--settings", type=Path, metavar="FILE", help="a TOML file: who publishes the catalogue, where")
    verb.add_argument("--licensed-only", action="store_true", help="leave out documents whose licence is unknown")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    import graphkit
    from graphkit.exports.settings import read_settings
    from graphkit.exports.writing import export

    settings = read_settings(options.settings) if options.settings else None
    build = graphkit.open(options.build)
    for done in export(options.target, build, options.output, settings, licensed_only=options.licensed_only):
        lost = ", ".join(f"{count} × {reason}" for reason, count in sorted(done.losses.items())) or "nothing"
        say(f"{done.path}: {done.files} files, {done.size:,} bytes; not said: {lost}")
    return FINE
