"""Blank nodes labelled by what they are, so that two graphs that say the same are the same to the letter.

Standard: RDF Dataset Canonicalization, RDFC-1.0 (W3C, 2024).
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, Triple

__all__ = ["canonical"]


def canonical(facts: Iterable[Quad | Triple]) -> Dataset:
    """The quads, or triples in the default graph, with canonical blank nodes.

    >>> from pyoxigraph import BlankNode, NamedNode
    >>> here = NamedNode("https://example.org/here")
    >>> [str(quad.subject) for quad in canonical([Triple(BlankNode("any"), here, here)])]
    ['_:c14n0']
    """
    dataset = Dataset(fact if isinstance(fact, Quad) else Quad(*fact) for fact in facts)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset
