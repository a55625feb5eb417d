"""What is read of a file, line by line."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import COULD_NOT, FINDINGS, FINE, say, write
from graphkit.cli.verbs import Verbs

__all__ = ["add"]


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("inspect", help="print what is read of a file, line by line beside its source")
    verb.add_argument("file", type=Path, metavar="FILE", help="the document")
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    from graphkit.documents.inspection import inspect
    from graphkit.errors import ReadError

    codes = [FINE]
    for found in inspect(options.file):
        if isinstance(found, ReadError):
            say(f"graphkit: {found.told}")
            codes.append(COULD_NOT if found.code == "missing-file" else FINDINGS)
        else:
            write(found)
    return max(codes)
