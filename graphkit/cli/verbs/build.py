"""Documents to a build folder."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from graphkit.cli.talk import FINDINGS, FINE, say
from graphkit.cli.verbs import Verbs

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("build", help="read documents and publish their graph")
    verb.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: data/documents)")
    verb.add_argument(
        "--output", type=Path, default=Path("build"), help="where the build is published (default: build)"
    )
    verb.add_argument("--base", help="base of all IRIs (default: $GRAPHKIT_BASE, else https://w3id.org/rcq/)")
    verb.add_argument(
        "--engines", choices=("fast", "reference"), default="fast", help="which engines conclude and check"
    )
    verb.add_argument("--tables", type=Path, metavar="DIR", help="the mapping tables (default: data/alignments)")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    from graphkit import pipeline
    from graphkit.findings import tally

    base = options.base or os.environ.get("GRAPHKIT_BASE") or pipeline.DEFAULT_BASE
    paths = options.paths or [Path("data/documents")]
    outcome = pipeline.build(paths, options.output, base=base, engines=options.engines, tables=options.tables)
    library = outcome.library
    if library.passed_over:
        say(f"not documents, passed over: {', '.join(library.passed_over)}")
    for table, columns in outcome.passed_over.items():
        say(f"graphkit: {table}: no build holds the columns {', '.join(columns)}; keep the table, which does")
    for failure in library.failures:
        say(f"graphkit: {failure.told}")
    count = len(library.readings)
    say(f"{options.output}: {count} {'document' if count == 1 else 'documents'}, {tally(outcome.findings)}")
    return FINDINGS if library.failures else FINE
