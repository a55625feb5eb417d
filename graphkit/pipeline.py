"""START HERE: each verb of graphkit as one short function, from documents to answers.

`build` reads documents, writes their graph, concludes what follows, checks it and publishes the whole as one folder.
The other verbs only read that folder, through `graphkit.open`. The stages are modules beside this one and know nothing
of each other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from graphkit import (
    alignments,
    content,
    documents,
    editions,
    graph,
    likeness,
    measures,
    pushing,
    reasoning,
    reviewing,
    store,
    validation,
)
from graphkit.alignments import suggesting
from graphkit.alignments.columns import not_kept
from graphkit.canonical import canonical
from graphkit.catalogue import catalogue
from graphkit.curated import Curated
from graphkit.errors import BuildError, ContentError, ReadError
from graphkit.findings import Finding, Place, dumps
from graphkit.iris import DEFAULT_BASE, Names, slug
from graphkit.records import text_path
from graphkit.vocabulary import RCQ, RDF

__all__ = [
    "DEFAULT_BASE", "ENGINES", "Outcome", "align", "build", "check", "diff", "examine", "n_quads", "push", "quads_of",
    "review",
]  # fmt: skip

#: fast: planned closure and pyshacl-turbo; reference: owlrl and pyshacl
ENGINES = ("fast", "reference")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: where it lies, what was read, what could not be, and the findings.

    `passed_over` are the columns of mapping tables that nothing in the build holds, by the file of the table.
    """

    path: Path
    library: documents.Library
    findings: tuple[Finding, ...]
    passed_over: Mapping[Path, Sequence[str]]


def build(
    paths: Sequence[Path],
    output: Path = Path("build"),
    *,
    base: str = DEFAULT_BASE,
    engines: str = "fast",
    tables: Path | None = None,
) -> Outcome:
    """Documents to a build folder: graph.nq, findings.json, ledger.csv, manifest.json and a store to query.

    `tables` is the folder of mapping tables, the project's own unless given.
    A document that cannot be read is a finding; the others are built. The same documents give the same bytes. Raises
    BuildError where there is nothing to build or the folder cannot be published; the last build then stays.
    """
    names = Names(base)
    store.check_output(output)
    library = documents.read_all(paths)
    if not library.readings and all(failure.code == "missing-file" for failure in library.failures):
        raise BuildError(", ".join(map(str, paths)), "holds no document", "name files, or folders that hold some")
    mapped = content.tables() if tables is None else _tables(tables)
    quads, findings, suggested = examine(library, names, engines=engines, tables=mapped)
    files = {
        "graph.nq": n_quads(quads),
        "suggested.nq": n_quads(suggested),
        "findings.json": dumps(findings).encode(),
        "ledger.csv": ledger(library, names),
        **texts(library),
    }
    path = store.publish(output, files, inputs=_inputs(library, mapped))
    passed_over = {table: columns for table in mapped if (columns := not_kept(table))}
    return Outcome(path, library, findings, passed_over)


def examine(
    library: documents.Library, names: Names, *, engines: str = "fast", tables: Sequence[Path] | None = None
) -> tuple[list[Quad], tuple[Finding, ...], list[Quad]]:
    """The graph of some documents, stated and derived; everything found wrong with them; decisions that are no facts.

    `tables` are the project's own mapping tables unless given.
    """
    stated, derived, remarks = quads_of(library, names, engines=engines)
    aligned = alignments.align(stated, names, tables)
    quads = [*stated, *aligned.accepted, *derived]
    noticed = [*(remark for reading in library.readings for remark in validation.remarks(reading, names)), *remarks]
    noticed += [_failed(failure) for failure in library.failures] + [_outdated(row) for row in aligned.stale]
    findings = validation.validate([*quads, *aligned.suggested], noticed, engine=engines)
    return quads, findings, aligned.suggested


def check(quads: Iterable[Quad], findings: Iterable[Finding], *, engines: str = "fast") -> tuple[Finding, ...]:
    """The findings of a build with its rules run again over its quads; what readers and closure noticed stays."""
    noticed = [
        validation.Remark(finding.code, finding.message, finding.places, severity=finding.severity)
        for finding in findings
        if not validation.is_shape(finding.code)
    ]
    return validation.validate(quads, noticed, engine=engines)


def diff(old: str, new: str, build: Path = Path("build")) -> editions.Diff:
    """What differs between two editions; each is a file, or `id@edition` of a build (`id`: the current edition)."""
    return editions.diff(_edition(old, build), _edition(new, build))


def align(build: Path = Path("build"), *, everything: bool = False, embed: bool = False) -> tuple[str, int]:
    """Pairs of statements that may speak of one thing, as an SSSOM table, and how many they are.

    What somebody has decided is left out; `everything` gives every pair with its score, decided or not. With `embed`
    the sentence model that is installed counts as well; raises ContentError where there is none.
    """
    model = likeness.installed() if embed else None
    stored = store.open_build(build)
    stated, names = _stated(stored)
    if everything:
        found = suggesting.suggest(stated, least=0, embed=model)
    else:
        decided = alignments.decided([*stated, *stored.suggestions()])
        found = suggesting.suggest(stated, decided=decided, embed=model)
    return suggesting.table(found, names, everything=everything), len(found)


def review(
    build: Path = Path("build"), tables: Path | None = None, *, which: str = "suggested", author: str = ""
) -> reviewing.Review:
    """A review of the suggestions of a build, of the rows left open (`unsure`) or of those that rest on other texts.

    Decisions go into the tables of a folder, the project's own unless given. Raises ContentError where they cannot.
    """
    stored = store.open_build(build)
    stated, names = _stated(stored)
    if tables is None and content.is_installed():
        reason = "belongs to the installed package, which a review does not change"
        raise ContentError(str(content.ROOT), reason, "--tables DIR names a folder of your own")
    folder = content.ROOT / "data" / "alignments" if tables is None else tables
    return reviewing.begin(stated, names, folder, which, author, date.today())


def push(address: str, build: Path = Path("build"), *, suggestions: bool = False) -> Iterator[tuple[str, int]]:
    """Send a build to a graph store, graph by graph; each graph's name and number of triples once it is there.

    With `suggestions` the decisions that are no facts go too, in a graph of their own.
    """
    stored = store.open_build(build)
    return pushing.push([*stored.quads(), *(stored.suggestions() if suggestions else ())], address)


def _stated(stored: store.Stored) -> tuple[list[Quad], Names]:
    """The quads of a build but for what was derived, and the names they were built under."""
    quads = list(stored.quads())
    (drawn,) = (quad for quad in quads if quad.predicate == RDF.type and quad.object == RCQ.DerivedGraph)
    assert isinstance(drawn.subject, NamedNode)
    names = Names(drawn.subject.value.removesuffix("graph/derived"))
    return [quad for quad in quads if quad.graph_name != drawn.subject], names


def _edition(name: str, build: Path) -> editions.Edition:
    """What has the form of a document's id is one of the build's, unless a file is called so."""
    path, identifier = Path(name), name.partition("@")[0]
    if slug(identifier) == identifier.lower() and not path.is_file():
        return editions.edition_named(name, store.open_build(build).graph)
    reading = documents.read(path, documents.shown(path))
    graphs, in_memory = graph.Graphs(DEFAULT_BASE), Store()
    in_memory.extend(graph.to_graph(reading, graphs))
    in_memory.extend(graph.unread_quads(reading, graphs, documents.unread(reading)))
    return editions.edition_in(in_memory, graphs.names.document(reading.identifier, reading.edition))


def _tables(folder: Path) -> list[Path]:
    """The mapping tables of a folder."""
    if not folder.is_dir():
        raise BuildError(str(folder), "is no folder", "name one that holds mapping tables")
    return sorted(folder.glob("*.tsv"))


def _inputs(library: documents.Library, tables: Iterable[Path]) -> dict[str, str]:
    """The sha-256 of every document, of every content file that a build reads and of the mapping tables."""
    inputs = {f"documents/{reading.identifier}/{reading.edition}": reading.sha256 for reading in library.readings}
    own = content.tables()
    files = {path: path.relative_to(content.ROOT).as_posix() for path in content.all_files() if path not in own}
    for path in tables:
        files[path] = path.relative_to(content.ROOT).as_posix() if path in own else f"tables/{path.name}"
    return inputs | {name: store.sha256(path.read_bytes()) for path, name in files.items()}


def quads_of(
    library: documents.Library, names: Names, *, engines: str = "fast"
) -> tuple[list[Quad], list[Quad], list[validation.Remark]]:
    """What is stated (by documents, about them, by ontology and schemes), what follows, and where classes clash."""
    reference = content.reference()
    graphs = graph.Graphs(names.base, Curated(reference))
    by_document = [graph.to_graph(reading, graphs) for reading in library.readings]
    stated = [quad for quads in by_document for quad in quads]
    stated += catalogue(library.readings, names, graphs.curated)
    known = {quad.triple for quad in stated}
    measured = [triple for triple in measures.measure(stated, names) if triple not in known]
    parts = [*([quad.triple for quad in quads] for quads in by_document), reference, measured]
    entailment = _entail(parts, engines)
    for reading in library.readings:
        stated += graph.unread_quads(reading, graphs, documents.unread(reading))
    stated += _in_graph(content.ontology(), names, "ontology")
    stated += _in_graph(reference, names, "reference")
    derived = list(_in_graph([*entailment.triples, *measured], names, "derived"))
    return stated, derived, [_clashing(clash) for clash in entailment.clashes]


def _entail(parts: Sequence[Sequence[Triple]], engines: str) -> reasoning.Entailment:
    """What follows: from each document (the schemes are one) alone, then across all; or all at once by owlrl."""
    union = [triple for part in parts for triple in part]
    if engines == "reference":
        return reasoning.entail_reference(union, content.axioms())
    plan = reasoning.plan(content.axioms())
    return reasoning.entail_across(union, [reasoning.entail(part, plan) for part in parts], plan)


def _in_graph(triples: Iterable[Triple], names: Names, name: str) -> Iterator[Quad]:
    """Triples in a named graph, blank nodes labelled canonically."""
    return (Quad(quad.subject, quad.predicate, quad.object, names.graph(name)) for quad in canonical(triples))


def n_quads(quads: Iterable[Quad]) -> bytes:
    """Quads as sorted N-Quads, each once."""
    data = serialize(quads, format=RdfFormat.N_QUADS)
    assert data is not None
    return b"".join(sorted(set(data.splitlines(keepends=True))))


def ledger(library: documents.Library, names: Names) -> bytes:
    """A row for every line of every document, and one for every file that could not be read."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("document", "edition", "line", "status", "statements", "rest"))
    for reading in library.readings:
        for row in documents.ledger(reading):
            iris = (names.part(reading.identifier, reading.edition, local).value for local in row.statements)
            rest = " … ".join(" ".join(span.of(reading.text).split()) for span in row.rest)
            writer.writerow((reading.identifier, reading.edition, row.line, row.status.value, " ".join(iris), rest))
    for failure in library.failures:
        file, line = _where(failure)
        writer.writerow((file, "", line, "unread", "", failure.reason))
    return table.getvalue().encode()


def texts(library: documents.Library) -> dict[str, bytes]:
    """The text of every document, so that a report can show its lines; rcq:textFile names those that are no file."""
    return {text_path(reading.identifier, reading.edition): reading.text.encode() for reading in library.readings}


def _failed(failure: ReadError) -> validation.Remark:
    file, line = _where(failure)
    return validation.Remark(failure.code, f"{failure.place} {failure.reason}", (Place(file=file, line=line),))


def _where(failure: ReadError) -> tuple[str, int | None]:
    """The file that could not be read, and the line where its place names one."""
    file, _, line = failure.place.rpartition(":")
    return (file, int(line)) if file and line.isdigit() else (failure.place, None)


def _clashing(clash: reasoning.Clash) -> validation.Remark:
    first, second = ("; then ".join(map(str, path)) for path in clash.path)
    message = f"falls into two disjoint classes. Into the first: {first}. Into the second: {second}."
    nodes = (clash.individual,) if isinstance(clash.individual, NamedNode) else ()
    return validation.Remark("disjoint-classes", message, nodes=nodes)


def _outdated(row: alignments.Stale) -> validation.Remark:
    message = f"{row.file}:{row.line} counts no more: {row.reason}"
    return validation.Remark("stale-mapping", message, (Place(file=row.file, line=row.line),), nodes=row.nodes)
