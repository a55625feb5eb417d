"""Going through pairs of statements at a terminal and deciding each; what is decided is a row in a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pyoxigraph import Quad

from graphkit.alignments.writing import Tables
from graphkit.iris import Names
from graphkit.reviewing.cases import QUEUES, queue
from graphkit.reviewing.screen import screen
from graphkit.reviewing.session import Review, agent
from graphkit.reviewing.terminal import hold

__all__ = ["QUEUES", "Review", "agent", "begin", "hold", "screen"]


def begin(stated: Sequence[Quad], names: Names, folder: Path, which: str, author: str, day: date) -> Review:
    """A review of what a build states, written into the tables of a folder."""
    tables = Tables(folder, names)
    return Review(queue(stated, names, tables.existing(), which), tables, names, agent(author), day)
