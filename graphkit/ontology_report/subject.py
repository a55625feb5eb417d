"""An ontology laid out so that checks can ask of it: as a whole, file by file, and beside what uses it.

A check reads the union of all modules. Besides, it may ask of graphs of their own: of each file (`?file`), and of

    from:root     the header of the module that imports the others, with what it says of itself
    from:terms    our own terms, each with what it is declared as
    from:files    every module's file, whatever is in it
    from:shapes   the rules that documents are checked against
    from:uses     which file names which of our terms (dcterms:isReferencedBy)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, serialize

from graphkit import content
from graphkit.errors import ContentError
from graphkit.ontology_report.results import Place
from graphkit.reasoning.axioms import Term
from graphkit.vocabulary import DCTERMS, OWL, PREFIXES, RCQ, RDF, RDFS, Namespace

__all__ = ["Subject", "named"]

_FROM = Namespace("file:///from/")
#: what checks may abbreviate
_PREFIXES = PREFIXES | {
    "from": _FROM.iri,
    "bibo": "http://purl.org/ontology/bibo/",
    "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
    "vann": "http://purl.org/vocab/vann/",
}
_DECLARATIONS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
#: a term of ours as Turtle, SPARQL and the program spell it; `RCQ.iri` is the namespace
_SPELT = re.compile(r'\brcq:(\w+)|\bRCQ\.(?!iri\b)(\w+)|\bRCQ\["(\w+)"\]')
#: what may be the name of a class, as in `RCQ[kind]` for one of several kinds
_QUOTED = re.compile(r'"([A-Z]\w+)"')


class Subject:
    """The ontology of one folder: its modules, with their shapes and all that names their terms."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = content.ROOT / "ontology" if folder is None else folder
        self.modules = {path: content.triples(path) for path in sorted(self.folder.glob("*.ttl"))}
        self._all = [triple for triples in self.modules.values() for triple in triples]
        self.root = self._root()

    def ask(self, select: str) -> list[Place]:
        """The terms that a question finds, each with the value it found there."""
        modules: list[NamedNode | BlankNode | DefaultGraph] = [_node(path) for path in self.modules]
        beside = [*map(_node, self.modules), *(_FROM[name] for name in ("root", "terms", "files", "shapes", "uses"))]
        found = self._store.query(select, prefixes=_PREFIXES, default_graph=modules, named_graphs=[*beside])
        assert isinstance(found, QuerySolutions)
        valued = "value" in {variable.value for variable in found.variables}
        places = {(named(row["term"]), named(row["value"]) if valued else "") for row in found}
        return [Place(*pair) for pair in sorted(places)]

    def speaks_of(self, term: str) -> bool:
        """Whether any module says something with the term, or names it as the object of a triple."""
        prefix, _, name = term.partition(":")
        node = NamedNode(_PREFIXES[prefix] + name)
        return any(node in (triple.predicate, triple.object) for triple in self._all)

    def axioms(self) -> list[Triple]:
        """What the closure reads: all modules but the alignment."""
        return [triple for path, triples in self.modules.items() if path.stem != "alignment" for triple in triples]

    def said_of_root(self, predicate: NamedNode) -> str:
        """What the whole says of itself with a predicate, or nothing."""
        return next((named(o) for s, p, o in self._all if (s, p) == (self.root, predicate)), "")

    def merged(self) -> bytes:
        """All modules as one ontology, in N-Triples, that imports nothing: what judges of others read."""
        others = {s for s, _, o in self._all if o == OWL.Ontology} - {self.root}
        kept = [triple for triple in self._all if triple.subject not in others and triple.predicate != OWL.imports]
        return serialize(kept, format=RdfFormat.N_TRIPLES) or b""

    def _root(self) -> NamedNode:
        """The module that imports most."""
        headers = sorted({s for s, _, o in self._all if o == OWL.Ontology and isinstance(s, NamedNode)})
        if not headers:
            raise ContentError(
                str(self.folder), "no Turtle file in it declares an ontology", "name a folder that has one"
            )
        imports = [s for s, p, _ in self._all if p == OWL.imports]
        return max(headers, key=imports.count)

    @cached_property
    def _store(self) -> Store:
        store = Store()
        store.extend(self._quads())
        return store

    def _quads(self) -> Iterator[Quad]:
        for path, triples in self.modules.items():
            yield Quad(_node(path), RDF.type, RDFS.Resource, _FROM.files)
            yield from (Quad(s, p, o, _node(path)) for s, p, o in triples)
        declared = [triple for triple in self._all if _is_declaration(triple)]
        beside = {
            _FROM.terms: declared,
            _FROM.root: [triple for triple in self._all if triple.subject == self.root],
            _FROM.shapes: [t for path in sorted(self.folder.glob("shapes/*.ttl")) for t in content.triples(path)],
        }
        yield from (Quad(s, p, o, graph) for graph, some in beside.items() for s, p, o in some)
        own = {named(triple.subject).removeprefix("rcq:") for triple in declared}
        for path in [*sorted(self.folder.glob("*/*.ttl")), *_users()]:
            for name in _spelt(path) | (_quoted(path) & own):
                yield Quad(RCQ[name], DCTERMS.isReferencedBy, _node(path), _FROM.uses)


def named(term: Term | None) -> str:
    """A term as one writes it, a literal by its words.

    >>> named(RCQ.Duty)
    'rcq:Duty'
    """
    if isinstance(term, NamedNode):
        for prefix, iri in _PREFIXES.items():
            if term.value.startswith(iri):
                return f"{prefix}:{term.value.removeprefix(iri)}"
    return "" if term is None else str(term) if isinstance(term, NamedNode | Triple) else term.value


def _is_declaration(triple: Triple) -> bool:
    """Whether it declares a term of our own."""
    subject, _, kind = triple
    return isinstance(subject, NamedNode) and subject.value in RCQ and kind in _DECLARATIONS


def _node(path: Path) -> NamedNode:
    return NamedNode(path.absolute().as_uri())


@cache
def _users() -> tuple[Path, ...]:
    """The questions, the curated content and the program."""
    patterns = ("queries/**/*.rq", "data/*.ttl", "data/wording/*.ttl", "data/printing/*.ttl")
    program = sorted(Path(__file__).parents[1].rglob("*.py"))
    return (*(path for pattern in patterns for path in content.files(pattern)), *program)


@cache
def _spelt(path: Path) -> frozenset[str]:
    """The names of our terms in a file."""
    return frozenset(next(filter(None, names)) for names in _SPELT.findall(path.read_text("utf-8")))


@cache
def _quoted(path: Path) -> frozenset[str]:
    """The words in quotes in a file that may be names of classes."""
    return frozenset(_QUOTED.findall(path.read_text("utf-8")))
