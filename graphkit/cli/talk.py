"""How the command line talks: exit codes, results to stdout or a file, talk to stderr. No other module prints."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["COULD_NOT", "FINDINGS", "FINE", "delivered", "say", "write"]

FINE, FINDINGS, COULD_NOT = 0, 1, 2


def say(line: str) -> None:
    """One line of talk."""
    print(line, file=sys.stderr)


def write(text: str) -> None:
    """Text to stdout, now: what is left to the end of the process fails where nobody can say so."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that it is not tried again
        raise


def delivered(result: str | bytes, output: Path | None, summary: str) -> int:
    """A result to the file that was named, with a word on what is in it, or else to stdout; bytes are no text."""
    if output is not None:
        output.write_bytes(result if isinstance(result, bytes) else result.encode())
        say(f"{output}: {summary}")
    elif isinstance(result, bytes):
        sys.stdout.buffer.write(result)
        sys.stdout.flush()
    else:
        write(result)
    return FINE
