"""How CTDL writes identifiers and words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pyoxigraph import NamedNode

from graphkit.exports.frameworks import uuid

__all__ = ["Json", "ctid", "in_english", "kept", "named", "names"]

Json = dict[str, Any]


def ctid(node: NamedNode) -> str:
    """The identifier of a node in a Credential Registry.

    >>> ctid(NamedNode("https://example.org/id/a-1/2/duty/1"))
    'ce-206b0842-0487-4043-a474-62f1d451c1ae'
    """
    return f"ce-{UUID(bytes=uuid(node.value).bytes, version=4)}"


def named(name: str) -> Json:
    """A term of somebody's classification, by its name."""
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": in_english(name)}


def in_english(words: str | list[str]) -> Json:
    """Words as a language map."""
    return {"en": words}


def names(words: list[str]) -> Json | None:
    """Several words as a language map, where there are any."""
    return in_english(words) if words else None


def kept(properties: Json) -> Json:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in ("", None, [])}
