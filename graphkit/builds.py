"""A build to work with in Python: ask it questions, walk its quads, take it to rdflib."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad

from graphkit import content, questions
from graphkit.facts import Facts
from graphkit.findings import Finding, loads
from graphkit.judgement import against, apply, read_profile
from graphkit.queries import kinds, sparql
from graphkit.queries.answers import Answer
from graphkit.questions.citations import Citation, cite
from graphkit.records import text_path
from graphkit.sources import Source
from graphkit.store import GRAPH, Stored, open_build
from graphkit.validation.rules import rules

if TYPE_CHECKING:
    import rdflib

    from graphkit.comparison import Comparison
    from graphkit.moves import Progression

__all__ = ["Build", "open"]

_DOCUMENTS = """
    PREFIX dcat: <http://www.w3.org/ns/dcat#>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX rcq: <https://w3id.org/rcq/ontology#>
    SELECT ?iri ?document (SAMPLE(?version) AS ?edition) (SAMPLE(?path) AS ?file) (MIN(?name) AS ?title)
           (SAMPLE(?kept) AS ?textFile)
    WHERE {
        ?iri a rcq:Document ; dcterms:identifier ?document ; rcq:fileName ?path .
        OPTIONAL { ?iri dcat:version ?version }
        OPTIONAL { ?iri rcq:textFile ?kept }
        OPTIONAL { ?iri dcterms:title ?name }
    }
    GROUP BY ?iri ?document
    ORDER BY ?document ?edition ?iri
"""


@dataclass(frozen=True, repr=False)
class Build:
    """A published build, opened for reading.

    >>> import graphkit
    >>> build = graphkit.open("build")                              # doctest: +SKIP
    >>> for row in build.query("requirements", role="ps-jes-0031"):  # doctest: +SKIP
    ...     print(row["line"], row["text"])
    """

    stored: Stored

    def __repr__(self) -> str:
        return f"<Build {self.path}>"

    @property
    def path(self) -> Path:
        """The folder it lies in."""
        return self.stored.path

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The sha-256 of every input and output."""
        return self.stored.manifest

    def query(self, name: str, /, **parameters: str) -> Answer:
        """The answer to a canned question; a parameter bears the name of the column it binds."""
        return questions.ask(questions.find(name), self.stored.graph, parameters)

    def choices(self, name: str, parameter: str) -> Answer:
        """What may be said for a parameter of a canned question."""
        return questions.choices(questions.find(name), parameter, self.stored.graph)

    def cite(self, name: str, /, **parameters: str) -> Citation:
        """How the answer to a canned question is cited."""
        question = questions.find(name)
        answer, graph = self.query(name, **parameters), self.stored.hashes(GRAPH)
        return cite(question, parameters, answer, self.stored.graph, "--build", str(self.path), graph=graph)

    def sparql(self, text: str) -> Answer:
        """The answer to a question of one's own, over the union of all graphs."""
        return sparql.run(text, self.stored.graph)

    def compare(self, left: str, right: str) -> Comparison:
        """Two roles held against each other, each named by IRI, document id, id@edition or title."""
        from graphkit import similarity  # no question waits for what only this verb needs

        facts = questions.facts_of(self.stored.graph)
        return similarity.compare(facts, self._role(left), self._role(right))

    def findings(self) -> tuple[Finding, ...]:
        """What the rules, the readers and the closure found, the heaviest first."""
        return loads(self.stored.read("findings.json").decode())

    def judged(
        self,
        findings: Iterable[Finding],
        *,
        profile: str | PathLike[str] | None = None,
        baseline: str | PathLike[str] | None = None,
    ) -> tuple[Finding, ...]:
        """Findings as a profile of rules weighs them, and held against those of an older build."""
        judged = tuple(findings)
        if baseline is not None:
            judged = against(open(baseline).findings(), judged, {source.document for source in self.sources()})
        return judged if profile is None else apply(read_profile(Path(profile), rules(content.shapes())), judged)

    def sources(self) -> tuple[Source, ...]:
        """Every document with its text, in order, for reports that show a finding among the lines around it."""
        rows = sparql.run(_DOCUMENTS, self.stored.graph)
        return tuple(self._source({name: str(row[name] or "") for name in row}) for row in rows)

    def _source(self, row: Mapping[str, str]) -> Source:
        edition = row["edition"] or "unknown"
        name = text_path(row["document"], edition)
        kept = name in self.manifest["outputs"]
        return Source(
            iri=row["iri"],
            document=row["document"],
            edition=edition,
            file=row["file"],
            title=row["title"] or row["document"],
            text=self.stored.read(name).decode() if kept else None,
            text_file=row["textFile"] or None,
        )

    def progression(self, role: str, target: str) -> Progression:
        """What it takes to move from one role to another, each named by IRI, document id, id@edition or title."""
        from graphkit import progression  # as in compare

        facts, beside = questions.facts_of(self.stored.graph), Facts(self.suggestions())
        return progression.progression(facts, self._role(role), self._role(target), beside)

    def _role(self, name: str) -> NamedNode:
        (role,) = kinds.terms({"role": kinds.parameter("role (Role)", "")}, {"role": name}, self.stored.graph)["role"]
        assert isinstance(role, NamedNode)
        return role

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph, in the order of graph.nq."""
        return self.stored.quads()

    def suggestions(self) -> Iterator[Quad]:
        """What people decided of pairs of texts beyond what they accepted, which is no part of the graph."""
        return self.stored.suggestions()

    def to_rdflib(self) -> rdflib.Dataset:
        """The same quads in rdflib, whose default graph is the union of all."""
        from graphkit import foreign  # rdflib takes a fifth of a second, which no question should wait for

        return foreign.dataset(self.quads())


def open(path: str | PathLike[str] = "build") -> Build:  # noqa: A001 read as graphkit.open
    """The build that graphkit published there."""
    return Build(open_build(Path(path)))
