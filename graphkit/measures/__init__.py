"""What must be measured before a rule can ask for it: likeness of words, spellings, wording shared by documents.

Each kind of measured fact is one module in `kinds/`, with `measure(facts, names)`, which yields triples. A group of
places is one node, whatever their number, so that a rule reports it once. A new kind is a new module there, its classes
in ontology/measure.ttl, and its rules in ontology/shapes.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.kinds import kinds

__all__ = ["measure"]


def measure(stated: Iterable[Quad], names: Names) -> list[Triple]:
    """All measured facts of a graph, from what is stated in it.

    >>> measure([], Names("https://example.org/"))
    []
    """
    facts = Facts(stated)
    return [triple for kind in kinds() for triple in kind.measure(facts, names)]
