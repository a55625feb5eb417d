"""The questions that SPARQL can say as SHACL's executables, for tools that read those.

Each is a `sh:SPARQLSelectExecutable` with its text, the prefixes it uses and its parameters. What binds a parameter is
its place in the text, `VALUES ?name { UNDEF }`. There is no blank node.

>>> from graphkit.queries import load
>>> "sh:SPARQLSelectExecutable" in turtle([load()["unread"]])
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit.queries.headers import Question
from graphkit.queries.kinds import Parameter
from graphkit.vocabulary import DCTERMS, PREFIXES, RDF, RDFS, SH, XSD, Namespace

__all__ = ["QUESTION", "executable", "turtle"]

QUESTION = Namespace("https://w3id.org/rcq/question/")

_PREFIX = re.compile(r"^PREFIX\s+(\w+):\s+<([^>]*)>\n", re.MULTILINE)
#: kind of a parameter -> the datatype of its values; the others are IRIs
_DATATYPES = {
    **dict.fromkeys(("Text", "Document", "Edition", "Enum"), XSD.string),
    "Integer": XSD.integer,
    "Number": XSD.decimal,
}


def turtle(questions: Iterable[Question]) -> str:
    """The executables in Turtle; a question that is a function has none."""
    triples = [triple for question in questions if question.in_sparql for triple in executable(question)]
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES | {"question": QUESTION.iri})
    assert written is not None
    return written.decode()


def executable(question: Question) -> Iterator[Triple]:
    """The record of a question that SPARQL can say."""
    node = QUESTION[question.name]
    body = _PREFIX.sub("", question.text[question.text.index("\nPREFIX ") + 1 :]).strip()
    yield Triple(node, RDF.type, SH.SPARQLExecutable)
    yield Triple(node, RDF.type, SH.SPARQLSelectExecutable)
    yield Triple(node, RDFS.label, Literal(question.summary, language="en"))
    yield Triple(node, RDFS.comment, Literal(question.description, language="en"))
    yield Triple(node, DCTERMS.identifier, Literal(question.name))
    yield Triple(node, SH.select, Literal(body + "\n"))
    yield Triple(node, SH.prefixes, node)
    for prefix, namespace in _PREFIX.findall(question.text):
        declared = QUESTION[f"{question.name}/prefix/{prefix}"]
        yield Triple(node, SH.declare, declared)
        yield Triple(declared, SH.prefix, Literal(prefix))
        yield Triple(declared, SH.namespace, Literal(namespace, datatype=XSD.anyURI))
    for parameter in question.parameters.values():
        place = QUESTION[f"{question.name}/parameter/{parameter.name}"]
        yield Triple(node, SH.parameter, place)
        yield from _parameter(place, parameter)


def _parameter(node: NamedNode, parameter: Parameter) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SH.Parameter)
    yield Triple(node, SH.path, QUESTION[f"parameter/{parameter.name}"])
    yield Triple(node, SH.name, Literal(parameter.name))
    yield Triple(node, SH.description, Literal(parameter.description, language="en"))
    yield Triple(node, SH.optional, Literal(True))
    if parameter.kind in _DATATYPES:
        yield Triple(node, SH.datatype, _DATATYPES[parameter.kind])
    elif parameter.kind != "Name":  # which may be words as well
        yield Triple(node, SH.nodeKind, SH.IRI)
    if parameter.kind == "Enum":
        cells = [NamedNode(f"{node.value}/{number}") for number, _ in enumerate(parameter.words, 1)]
        yield Triple(node, SH["in"], cells[0])
        for cell, after, word in zip(cells, [*cells[1:], RDF.nil], parameter.words, strict=True):
            yield Triple(cell, RDF.first, Literal(word))
            yield Triple(cell, RDF.rest, after)
    for predicate, bound in zip((SH.minInclusive, SH.maxInclusive), _bounds(parameter), strict=True):
        if bound is not None:
            yield Triple(node, predicate, bound)


def _bounds(parameter: Parameter) -> tuple[Literal | None, Literal | None]:
    if parameter.kind not in {"Integer", "Number"}:
        return None, None
    datatype = _DATATYPES[parameter.kind]
    least, greatest = (None if bound is None else Literal(str(bound), datatype=datatype) for bound in parameter.bounds)
    return least, greatest
