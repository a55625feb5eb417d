"""A diff for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from graphkit.changes import Change, Diff, Edition, Item, counts

__all__ = ["render"]

#: what an item says of itself by the name it has in the graph's questions
_RENAMED = {"kind": "class"}


def render(diff: Diff) -> str:
    """The diff as one object; places are those of findings.json."""
    told = {
        "old": _edition(diff.old),
        "new": _edition(diff.new),
        "editions_of_one_document": diff.are_editions,
        "counts": counts(diff.changes),
        "unchanged": diff.unchanged,
        "reordered": diff.reordered,
        "repeated": diff.repeated,
        "changes": [_change(change) for change in diff.changes],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _edition(edition: Edition) -> dict[str, str]:
    return {"document": edition.document, "edition": edition.edition, "file": edition.file}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kinds": change.kinds,
        "differences": [asdict(difference) for difference in change.differences],
        "old": change.old and _item(change.old),
        "new": change.new and _item(change.new),
    }


def _item(item: Item) -> dict[str, Any]:
    """What is said of an item; nothing that is not."""
    said = {_RENAMED.get(key, key): value for key, value in asdict(item).items() if value not in (None, frozenset())}
    plain = {key: sorted(value) if isinstance(value, frozenset) else value for key, value in said.items()}
    return plain | {"places": [place.as_json() for place in item.places]}
