"""One module per verb, whose name is the verb's, with `add(verbs)`; a new verb is a new module and no more.

Each imports at its top what tells its options, and the rest where it does its work, because a question should be
answered while one waits.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeAlias

__all__ = ["Verbs", "add_all"]

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_all(verbs: Verbs) -> None:
    """Make every verb known to the parser, in the order of their names."""
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        import_module(f"{__name__}.{module.name}").add(verbs)
