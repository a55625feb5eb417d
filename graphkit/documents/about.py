"""What a person states of a file in the about.ttl beside it: publisher, licence, source, when obtained."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graphkit.records import Observation
from graphkit.vocabulary import DCAT, DCTERMS, PROV, RCQ

__all__ = ["About", "read_about"]

#: property and value, as about.ttl states them of the file
About = tuple[tuple[NamedNode, NamedNode | Literal], ...]

_BASE = "file:///about/"


def read_about(source: Path, sha256: str) -> tuple[About, tuple[Observation, ...]]:
    """What the about.ttl beside a source says of it, sorted; and what is wrong with it.

    Without the file nothing is known. One that cannot be parsed states nothing and is observed, and so is a source
    whose bytes are not those whose sha-256 is stated, and whatever it says that is not for it to say.
    """
    path = source.parent / "about.ttl"
    if not path.exists() and not path.is_symlink():
        return (), ()
    try:
        quads = list(parse(path=str(path), format=RdfFormat.TURTLE, base_iri=_BASE + "about.ttl"))
    except (OSError, SyntaxError) as error:
        reason = str(error).removeprefix("error reading file: ")
        return (), (Observation("broken-about", f"about.ttl states nothing, because it cannot be read: {reason}"),)
    subjects = {NamedNode(_BASE + quote(source.name)), NamedNode(_BASE + "about.ttl")}
    stated = [(quad.predicate, quad.object) for quad in quads if quad.subject in subjects]
    kept: set[tuple[NamedNode, NamedNode | Literal]] = set()
    hashes: set[str] = set()
    observations = []
    for name, value in sorted(stated, key=str):
        if name == RCQ.sha256 and isinstance(value, Literal):
            hashes.add(value.value)
        elif _is_told(name) and isinstance(value, NamedNode | Literal) and not _is_local(value):
            kept.add((name, value))
        else:
            message = f"about.ttl says {name.value} {value}, which no about.ttl can say; it is left out"
            observations.append(Observation("broken-about", message))
    if hashes - {sha256}:
        message = f"about.ttl is about a file with another sha-256 ({', '.join(sorted(hashes))})"
        observations.append(Observation("changed-source", message))
    return tuple(sorted(kept, key=lambda fact: (fact[0].value, str(fact[1])))), tuple(observations)


def _is_told(name: NamedNode) -> bool:
    """Whether a person may state this of a file: what Dublin Core, DCAT or PROV have words for, and when it was got."""
    return name in (RCQ.obtained, RCQ.levelScheme) or any(name.value in words for words in (DCTERMS, DCAT, PROV))


def _is_local(value: NamedNode | Literal) -> bool:
    """Whether an address was left relative, so that it leads nowhere."""
    return isinstance(value, NamedNode) and value.value.startswith(_BASE)
