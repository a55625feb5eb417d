"""Rows as RDF, in the W3C's vocabulary of result sets; triples that were constructed, as themselves.

The vocabulary is that of the SPARQL tests (http://www.w3.org/2001/sw/DataAccess/tests/result-set). There is no blank
node: an answer is named by the hash of its rows (RFC 6920), its solutions and bindings by fragments of that name.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit.vocabulary import PREFIXES, RDF, XSD, Namespace

__all__ = ["turtle"]

Term = NamedNode | BlankNode | Literal | Triple

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
#: the columns of triples
_TRIPLES = ("subject", "predicate", "object")


def turtle(written: bytes, columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> bytes:
    """The rows in Turtle; by the hash of `written`, the same rows in another form, the answer is known."""
    told = _constructed(columns, rows) or list(_result_set(sha256(written).digest(), columns, rows))
    used = " ".join(map(str, told))
    prefixes = {prefix: iri for prefix, iri in (PREFIXES | {"rs": RS.iri}).items() if f"<{iri}" in used}
    turtle = serialize(told, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert turtle is not None
    return turtle


def _constructed(columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> list[Triple]:
    """The rows of a question that constructs triples, none where they are no triples."""
    if tuple(columns) != _TRIPLES:
        return []
    found = []
    for row in rows:
        match row:
            case (NamedNode() | BlankNode() as subject, NamedNode() as predicate, value) if value is not None:
                found.append(Triple(subject, predicate, value))
            case _:
                return []
    return found


def _result_set(digest: bytes, columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> Iterator[Triple]:
    answer = NamedNode(f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}")
    yield Triple(answer, RDF.type, RS.ResultSet)
    for column in columns:
        yield Triple(answer, RS.resultVariable, Literal(column))
    for number, row in enumerate(rows, 1):
        solution = NamedNode(f"{answer.value}#{number}")
        yield Triple(answer, RS.solution, solution)
        yield Triple(solution, RS.index, Literal(str(number), datatype=XSD.integer))
        for column, term in zip(columns, row, strict=True):
            if term is not None:
                binding = NamedNode(f"{solution.value}-{column}")
                yield Triple(solution, RS.binding, binding)
                yield Triple(binding, RS.variable, Literal(column))
                yield Triple(binding, RS.value, term)
