"""What people decided of pairs of texts: accepted correspondences become facts, all other decisions lie beside them.

A row counts while both texts are those it was decided on. Where a text has changed or is gone the row is stale: it
says nothing any more, and a rule reports it. Rows on documents that are not built are passed over, and so are
suggestions of the program that are stale or that somebody has decided since. A row on some words of a text quotes
them, so that a rule can show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graphkit import content
from graphkit.alignments.tables import Row, read, text_hash
from graphkit.facts import Facts, quoted
from graphkit.iris import Names
from graphkit.vocabulary import DCTERMS, PAV, RCQ, RDF, RDFS, SKOS, SSSOM, XSD

__all__ = ["Alignment", "Stale", "align", "decided", "read", "text_hash"]

_NOTHING = SSSOM.NoTermFound


@dataclass(frozen=True, slots=True)
class Stale:
    """A row decided on other texts than the build holds: where it stands, why it is stale, and what it speaks of.

    `nodes` are those of its sides, one or two, that are still there.
    """

    file: str
    line: int
    reason: str
    nodes: tuple[NamedNode, ...]
    sides: int = 2


@dataclass(slots=True)
class Alignment:
    """What the tables say of a graph: facts, decisions that are none, and rows that have to be decided again."""

    accepted: list[Quad] = field(default_factory=list)
    suggested: list[Quad] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)


def align(stated: Iterable[Quad], names: Names, tables: Sequence[Path] | None = None) -> Alignment:
    """What the mapping tables (the project's own unless given) say of what is stated.

    >>> align([], Names("https://example.org/"), [])
    Alignment(accepted=[], suggested=[], stale=[])
    """
    rows = [row for path in (content.tables() if tables is None else tables) for row in read(path, names)]
    found, stated = Alignment(), list(stated) if rows else []
    texts = _Texts(stated, names) if rows else None
    rows = [row for row in rows if texts and texts.are_built(row)]
    settled = {frozenset((row.subject, row.object)) for row in rows if row.decision != "Suggested"}
    for row in rows:
        assert texts
        reason = texts.staleness(row)
        if row.decision == "Suggested":
            if reason or frozenset((row.subject, row.object)) in settled:
                continue
        elif reason:
            nodes = tuple(node for node in (row.subject, row.object) if node in texts.words and node)
            found.stale.append(Stale(row.file, row.line, reason, nodes, 2 if row.object else 1))
        is_fact = row.decision == "Accepted" and not reason
        graph = names.graph("alignments" if is_fact else "suggested")
        quads = found.accepted if is_fact else found.suggested
        if is_fact and row.object:
            quads.append(Quad(row.subject, row.predicate, row.object, graph))
        node = names.ids[f"mapping/{row.identity}"]
        quads += [Quad(node, *fact, graph) for fact in _facts(row, is_stale=bool(reason))]
    found.suggested += _quotes([row for row in rows if row.quote and texts and not texts.staleness(row)], stated, names)
    if found.suggested:
        graph = names.graph("suggested")
        found.suggested.append(Quad(graph, RDF.type, RCQ.SuggestionGraph, graph))
    return found


def decided(quads: Iterable[Quad]) -> set[frozenset[str]]:
    """What somebody has decided on the texts as they are: pairs of statements, each by its two IRIs.

    A statement that nothing in a document matches stands with that document.
    """
    sides: dict[object, set[str]] = {}
    known = set()
    for quad in quads:
        if quad.predicate == RCQ.decision:
            known.add(quad.subject)
        elif quad.predicate in (SSSOM.subject_id, SSSOM.object_id, SSSOM.object_source) and quad.object != _NOTHING:
            assert isinstance(quad.object, NamedNode)
            sides.setdefault(quad.subject, set()).add(quad.object.value)
    return {frozenset(sides[mapping]) for mapping in known if mapping in sides}


def _facts(row: Row, *, is_stale: bool) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """What a row says, in SSSOM's words where it has them; what nobody holds any more was decided formerly."""
    if row.decision == "Suggested":
        yield RDF.type, RCQ.Suggestion
    else:
        yield RDF.type, RCQ.Mapping
        yield RCQ.formerDecision if is_stale else RCQ.decision, RCQ[row.decision]
    if row.date:
        yield DCTERMS.created, Literal(row.date)
    yield SSSOM.subject_id, row.subject
    yield SSSOM.predicate_id, row.predicate
    yield SSSOM.object_id, row.object or SSSOM.NoTermFound
    yield SSSOM.mapping_justification, row.justification
    yield from ((PAV.authoredBy, author) for author in row.authors)
    yield from ((SSSOM.reviewer_id, reviewer) for reviewer in row.reviewers)
    yield RDFS.comment, Literal(row.comment, language="en")
    yield RCQ.textHash, Literal(row.text_hash)
    if row.confidence:
        yield SSSOM.confidence, Literal(row.confidence, datatype=XSD.decimal)
    if row.tool:
        yield SSSOM.mapping_tool, Literal(row.tool)
    if row.tool_version:
        yield SSSOM.mapping_tool_version, Literal(row.tool_version)
    if row.source:
        yield SSSOM.object_source, row.source
    if row.negated:
        yield SSSOM.predicate_modifier, SSSOM.NegatedPredicate
    if row.quote:
        yield RCQ.subjectQuote, Literal(row.quote)
        yield RDFS.label, Literal(f"“{row.quote}”", language="en")


def _quotes(rows: Iterable[Row], stated: Iterable[Quad], names: Names) -> Iterator[Quad]:
    """Where the words are printed that some rows quote of their subjects."""
    quoting = {row.subject: [other for other in rows if other.subject == row.subject] for row in rows}
    sources = tuple(f"{row.source.value}/" for row in rows if row.source)
    graph = names.graph("suggested")
    facts = Facts(q for q in stated if isinstance(q.subject, NamedNode) and f"{q.subject.value}/".startswith(sources))
    for item in facts.items if sources else ():
        for row in quoting.get(item.node, ()):
            start = item.text.index(row.quote)
            parts = item.occurrence(start, start + len(row.quote))
            for quote, triples in quoted(facts.documents[item.document], parts, names):
                yield Quad(names.ids[f"mapping/{row.identity}"], RCQ.quotedFrom, quote, graph)
                yield from (Quad(t.subject, t.predicate, t.object, graph) for t in triples)


class _Texts:
    """The words of what a graph speaks of, and its documents."""

    def __init__(self, stated: Iterable[Quad], names: Names) -> None:
        self._ids = names.ids
        self._documents: set[str] = set()
        labels: dict[NamedNode, str] = {}
        words: dict[NamedNode, str] = {}
        for quad in stated:
            if quad.predicate == RCQ.describes and isinstance(quad.subject, NamedNode):
                self._documents.add(quad.subject.value)
            elif isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                if quad.predicate == RCQ.text:
                    words[quad.subject] = quad.object.value
                elif quad.predicate in (SKOS.prefLabel, RDFS.label):
                    labels[quad.subject] = max(quad.object.value, labels.get(quad.subject, ""))
        self.words = labels | words

    def are_built(self, row: Row) -> bool:
        """Whether the documents that a row speaks of are in the graph, whatever became of their statements."""
        return all(self._is_built(node) for node in (row.subject, row.object, row.source) if node)

    def _is_built(self, node: NamedNode) -> bool:
        if node in self.words or node.value in self._documents or node.value not in self._ids:
            return True
        parts = node.value.split("/")
        return any("/".join(parts[:end]) in self._documents for end in range(3, len(parts)))

    def staleness(self, row: Row) -> str:
        """Why a row is stale; "" where both texts are still those it was decided on."""
        subject = self.words.get(row.subject)
        other = "" if row.object is None else self._other(row.object, row)
        if subject is None or other is None:
            gone = row.subject if subject is None else row.object
            return f"{gone.value if gone else ''} is no longer in its document"
        if text_hash(subject, other) != row.text_hash:
            return "at least one of the two texts is another than when the row was decided"
        if row.quote not in subject:
            return f"“{row.quote}” is not among the words of the text"
        return ""

    def _other(self, node: NamedNode, row: Row) -> str | None:
        return self.words.get(node) if node.value in self._ids else self.words.get(node, row.object_label)
