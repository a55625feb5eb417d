"""What a person states of a file in the about.ttl beside it: publisher, licence, source, when obtained."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graphkit.records import Observation
from graphkit.vocabulary import RCQ

__all__ = ["About", "read_about"]

#: property and value, as about.ttl states them of the file
About = tuple[tuple[NamedNode, NamedNode | Literal], ...]

_BASE = "file:///about/"


def read_about(source: Path, sha256: str) -> tuple[About, tuple[Observation, ...]]:
    """What the about.ttl beside a source says of it, sorted; and what is wrong with it.

    Without the file nothing is known. One that cannot be parsed states nothing and is observed, and so is a source
    whose bytes are not those whose sha-256 is stated.
    """
    path = source.parent / "about.ttl"
    if not path.is_file():
        return (), ()
    try:
        quads = list(parse(path=str(path), format=RdfFormat.TURTLE, base_iri=_BASE + "about.ttl"))
    except (OSError, SyntaxError) as error:
        reason = str(error).removeprefix("error reading file: ")
        return (), (Observation("broken-about", f"about.ttl states nothing, because it cannot be read: {reason}"),)
    subjects = {NamedNode(_BASE + source.name), NamedNode(_BASE + "about.ttl")}
    stated = {
        (quad.predicate, quad.object)
        for quad in quads
        if quad.subject in subjects and isinstance(quad.object, NamedNode | Literal)
    }
    hashes = {value.value for name, value in stated if name == RCQ.sha256}
    observations: tuple[Observation, ...] = ()
    if hashes - {sha256}:
        message = f"about.ttl is about a file with another sha-256 ({', '.join(sorted(hashes))})"
        observations = (Observation("changed-source", message),)
    kept = (fact for fact in stated if fact[0] != RCQ.sha256)
    return tuple(sorted(kept, key=lambda fact: (fact[0].value, str(fact[1])))), observations
