"""How an answer is cited: by hashes of the question, the rows, the graph and its documents, and how to ask it again.

>>> from pyoxigraph import Literal, Store
>>> question = Question("q", "role", 41, "Who?", "Who?", "", {}, {}, (), "ASK { }", in_sparql=True)
>>> answer = Answer.of(["line"], [(Literal(3),)])
>>> print(cite(question, {}, answer, Store(), "--build", "build"))  # doctest: +ELLIPSIS
question  q: Who?
          sha256 1e5e817e...
answer    1 row
          sha256 ... as csv
program   graphkit-rcq ...
again     graphkit query q --build build
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version

from pyoxigraph import RdfFormat, Store

from graphkit.queries import kinds, sparql
from graphkit.queries.answers import Answer
from graphkit.queries.headers import Question
from graphkit.questions.sources import Source

__all__ = ["Citation", "Cited", "cite", "documents", "graph_hash"]

PROGRAM = "graphkit-rcq"

_DOCUMENTS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rcq: <https://w3id.org/rcq/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?source ?document ?edition ?title ?publisher ?licence ?sha256 WHERE {
  ?source a rcq:Document ; dcterms:identifier ?document .
  OPTIONAL { ?source dcat:version ?edition }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source dcterms:publisher/skos:prefLabel ?preferred }
  OPTIONAL { ?source dcterms:publisher/rdfs:label ?label }
  BIND(COALESCE(?preferred, ?label) AS ?publisher)
  OPTIONAL { ?source dcterms:license ?licence . FILTER (?licence != rcq:Unknown) }
  OPTIONAL { ?source rcq:sha256 ?sha256 }
}
ORDER BY ?document ?edition ?source ?title ?publisher ?licence ?sha256
"""
#: without the graphs a server keeps for itself, and without blank nodes, which some servers give names no client reads
_EVERYTHING = """
PREFIX rcq: <https://w3id.org/rcq/ontology#>
SELECT ?subject ?predicate ?object ?graph WHERE {
  ?graph a ?kind .
  FILTER STRSTARTS(STR(?kind), STR(rcq:))
  GRAPH ?graph { ?subject ?predicate ?object }
  FILTER (!ISBLANK(?subject) && !ISBLANK(?object))
}
"""
#: a line of N-Quads whose subject or object is a blank node
_BLANK = re.compile(rb"_:|\S+ \S+ _:")


@dataclass(frozen=True, slots=True)
class Cited:
    """One edition of a document as a citation names it."""

    document: str
    edition: str
    title: str | None
    publisher: str | None
    licence: str | None
    sha256: str | None

    def __str__(self) -> str:
        told = [f"{self.document}@{self.edition}", self.title, self.publisher, self.licence]
        return ", ".join(filter(None, told))


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything by which an answer is known and can be had again."""

    question: Question
    #: parameter -> the terms it was bound to, in N-Triples
    parameters: Mapping[str, tuple[str, ...]]
    rows: int
    rows_sha256: str
    #: file -> its sha-256, where the graph is a build's
    graph: Mapping[str, str]
    documents: tuple[Cited, ...]
    program: str
    command: str

    @property
    def question_sha256(self) -> str:
        """The hash of the question's text."""
        return sha256(self.question.text.encode()).hexdigest()

    def __str__(self) -> str:
        lines = []
        for label, told in self._told():
            lines += [f"{label:<9} {told[0]}".rstrip(), *(f"          {line}" for line in told[1:])]
        return "\n".join(lines)

    def _told(self) -> Iterator[tuple[str, list[str]]]:
        yield "question", [f"{self.question.name}: {self.question.summary}", f"sha256 {self.question_sha256}"]
        if self.parameters:
            yield "asked of", [f"{name} = {' '.join(terms)}" for name, terms in sorted(self.parameters.items())]
        yield "answer", [f"{self.rows} row{'' if self.rows == 1 else 's'}", f"sha256 {self.rows_sha256} as csv"]
        if self.graph:
            yield "graph", [f"sha256 {digest} {file}" for file, digest in sorted(self.graph.items())]
        for each in self.documents:
            yield "document", [str(each), f"sha256 {each.sha256}"] if each.sha256 else [str(each)]
        yield "program", [self.program]
        yield "again", [self.command]


def cite(
    question: Question,
    values: Mapping[str, str],
    answer: Answer,
    source: Source,
    *where: str,
    graph: Mapping[str, str] | None = None,
) -> Citation:
    """The citation of an answer: `where` are the words of the command line that name the source.

    Of the documents it names those that the answer does, or all of them where the answer names none.
    """
    bound = kinds.terms(question.parameters, values, source)
    named = {row["document"] for row in answer} if "document" in answer.columns else set()
    words = [question.name, *(f"{name}={value}" for name, value in values.items()), *where]
    return Citation(
        question=question,
        parameters={name: tuple(map(str, terms)) for name, terms in bound.items()},
        rows=len(answer),
        rows_sha256=sha256(answer.to("csv")).hexdigest(),
        graph=graph or {},
        documents=tuple(each for each in documents(source) if not named or each.document in named),
        program=f"{PROGRAM} {version(PROGRAM)}",
        command=f"graphkit query {shlex.join(words)}",
    )


def documents(source: Source) -> list[Cited]:
    """Every edition of every document there."""
    found: dict[str, Cited] = {}  # by IRI; where header and body print two titles, the first
    for row in sparql.run(_DOCUMENTS, source):
        said = {name: None if value is None else str(value) for name, value in row.items()}
        found.setdefault(
            said["source"] or "",
            Cited(
                document=said["document"] or "",
                edition=said["edition"] or "unknown",
                title=said["title"],
                publisher=said["publisher"],
                licence=said["licence"],
                sha256=said["sha256"],
            ),
        )
    return list(found.values())


def graph_hash(source: Source) -> str:
    """The sha-256 of all quads without a blank node, as sorted N-Quads, which is the same in every store."""
    if isinstance(source, Store):
        written = source.dump(format=RdfFormat.N_QUADS) or b""
        lines = {line for line in written.splitlines(keepends=True) if not _BLANK.match(line)}
    else:
        lines = {f"{' '.join(map(str, quad))} .\n".encode() for quad in sparql.run(_EVERYTHING, source).terms}
    return sha256(b"".join(sorted(lines))).hexdigest()
