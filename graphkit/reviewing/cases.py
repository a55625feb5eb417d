"""What there is to decide: suggestions nobody has decided, rows left open, or rows whose texts have changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graphkit import alignments
from graphkit.alignments import suggesting
from graphkit.alignments.tables import Row, read
from graphkit.facts import Document, Facts, Item
from graphkit.iris import Names
from graphkit.likeness import KINDS, confidence, scores_of

__all__ = ["QUEUES", "Case", "Queue", "queue"]

#: what may be gone through
QUEUES = ("suggested", "unsure", "stale")


@dataclass(frozen=True, slots=True)
class Case:
    """Two statements to decide on; how sure the program is, what they share, and what was said of them before.

    Where nothing in a document was said to match the first, there is no second.
    """

    subject: Item
    object: Item | None
    source: Document
    confidence: float | None = None
    concepts: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """The cases in order and the documents they are of.

    Beside them the rows that rest on other texts than the build's (file and line), and of these the ones that cannot be
    shown because a statement is gone.
    """

    cases: tuple[Case, ...]
    documents: Mapping[NamedNode, Document]
    stale: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def queue(quads: Iterable[Quad], names: Names, tables: Sequence[Path], which: str = QUEUES[0]) -> Queue:
    """The cases of one kind that the statements of a build and some tables give, the surest first."""
    stated = list(quads)
    facts = Facts(stated)
    aligned = alignments.align(stated, names, tables)
    stale = tuple(f"{row.file}:{row.line}" for row in aligned.stale)
    if which == "suggested":
        decided = alignments.decided([*aligned.accepted, *aligned.suggested])
        found = [
            Case(each.subject, each.object, facts.documents[each.object.document],
                 each.confidence, each.concepts, each.stems)
            for each in suggesting.suggest(stated, decided=decided)
        ]  # fmt: skip
        return Queue(tuple(found), facts.documents, stale)
    gone = {f"{row.file}:{row.line}" for row in aligned.stale if len(row.nodes) < row.sides}
    # what is said of some words is mended in the table: the keys decide on whole texts
    rows = {f"{row.file}:{row.line}": row for path in tables for row in read(path, names) if not row.quote}
    open_rows = [place for place, row in rows.items() if row.decision == "Unsure" and place not in stale]
    wanted = [
        rows[place] for place in (stale if which == "stale" else open_rows) if place in rows and place not in gone
    ]
    found = sorted(_of_rows(wanted, facts), key=lambda case: -(case.confidence or 0))
    return Queue(tuple(found), facts.documents, stale, tuple(sorted(gone)) if which == "stale" else ())


def _of_rows(rows: Sequence[Row], facts: Facts) -> Iterator[Case]:
    """Rows as cases, with the score of those whose two sides are scored; rows on concepts or roles are none."""
    items = {item.node: item for item in facts.items}
    scored = [item for item in facts.current if item.kind in KINDS]
    scores, known = scores_of(facts, scored), {item.node for item in scored}
    for row in rows:
        subject, other = items.get(row.subject), items.get(row.object) if row.object else None
        source = row.source or (other.document if other else None)
        if subject is None or source not in facts.documents or (row.object and other is None):
            continue
        case = Case(
            subject, other, facts.documents[source], said=f"{row.decision.lower()} on {row.date}: {row.comment}"
        )
        if other and {subject.node, other.node} <= known and subject.document != other.document:
            pair = subject.node.value, other.node.value
            concepts, stems = scores.shared(*pair)
            case = replace(case, confidence=confidence(scores.of(*pair)), concepts=concepts, stems=stems)
        yield case
