"""One module per format, whose name is the format's.

Each module has `render(found) -> str`. A new format is a new module in this folder and nothing else.
"""

from __future__ import annotations

from pkgutil import iter_modules
from typing import TYPE_CHECKING

from graphkit.formats import format_of

if TYPE_CHECKING:  # the names of the formats are asked for more often than a progression is
    from graphkit.moves import Progression

__all__ = ["formats", "written"]


def formats() -> tuple[str, ...]:
    """The names of all formats, in order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def written(found: Progression, name: str) -> str:
    """The progression in the format of that name."""
    rendered: str = format_of(__name__, name, formats()).render(found)
    return rendered
