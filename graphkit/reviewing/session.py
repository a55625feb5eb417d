"""A review: one case after another, each decided by one line, written at once, and taken back where one wants.

A line is a key and, after it, what belongs to it: `a close both keep records`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graphkit.alignments.tables import text_hash
from graphkit.alignments.writing import Tables
from graphkit.errors import QueryError
from graphkit.facts import Item
from graphkit.iris import Names
from graphkit.reviewing.cases import Case, Queue
from graphkit.text import printable

__all__ = ["DEFAULT_AUTHOR", "HELP", "Review", "agent"]

DEFAULT_AUTHOR = "graphkit-project"
HELP = """\
a [exact|close|broad|narrow|related] [comment]   accept; broad: the second is the wider of the two
r [comment]   reject       u [comment]   leave open
1 [comment]   nothing in the second's document matches the first       2 [comment]   the other way round
s   skip       b   back, and take back       q   quit       ?   these keys
"""
_PREDICATES = ("exact", "close", "broad", "narrow", "related")
_COMMENTS = {
    "accepted": "both texts read: they speak of one thing",
    "rejected": "both texts read: they do not speak of one thing",
    "unsure": "both texts read: they alone do not show it",
    "nothing": "read beside the whole document: nothing matches",
}


def agent(name: str) -> str:
    """The id of who decides, as tables write it: a name of small letters, digits and hyphens.

    >>> agent(""), agent("rcqid:agent/ann")
    ('rcqid:agent/graphkit-project', 'rcqid:agent/ann')
    """
    short = name.strip().removeprefix("rcqid:").removeprefix("agent/") or DEFAULT_AUTHOR
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", short):
        raise QueryError(f"“{printable(name)}”", "is no agent", "write small letters, digits and hyphens, as ann-smith")
    return f"rcqid:agent/{short}"


@dataclass
class Review:
    """Where somebody stands in a queue of cases, and the tables that follow each decision."""

    queue: Queue
    tables: Tables
    names: Names
    author: str
    day: date
    at: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    _past: list[tuple[int, str]] = field(default_factory=list)
    _unmatched: set[frozenset[str]] = field(default_factory=set)

    @property
    def case(self) -> Case | None:
        """What is to be decided now; nothing at the end."""
        while self.at < len(self.queue.cases):
            case = self.queue.cases[self.at]
            if case.object is None or not self._unmatched & {_without(case.subject, case.object),
                                                             _without(case.object, case.subject)}:  # fmt: skip
                return case
            self.at += 1
        return None

    def answer(self, line: str) -> str:
        """What one line does, told in a sentence. A line that means nothing changes nothing."""
        case = self.case
        assert case
        letter, _, rest = " ".join(printable(line).split()).partition(" ")
        if letter == "b":
            return self._back()
        if letter == "s" and not rest:
            return self._on("", "skipped")
        if letter == "?" or letter not in {"a", "r", "u", "1", "2"}:
            return HELP if letter == "?" else f"“{line.strip()}” is no key; ? shows them"
        if letter == "a":
            return self._accept(case, rest)
        if letter == "1" or (case.object and letter == "2"):
            return self._nothing(case, rest, swapped=letter == "2")
        if case.object is None:
            return "there is no second text: 1 says that still nothing matches"
        decision = {"r": "rejected", "u": "unsure"}[letter]
        return self._write(decision, self._row(case.subject, case.object, "", rest or _COMMENTS[decision], decision))

    def _accept(self, case: Case, rest: str) -> str:
        word, _, comment = rest.partition(" ")
        if case.object is None:
            return "there is no second text: 1 says that still nothing matches"
        predicate, comment = (word, comment) if word in _PREDICATES else ("", rest)
        if predicate and predicate != "related" and case.subject.kind != case.object.kind:
            return f"a {case.subject.kind} and a {case.object.kind} can be related, not {predicate}"
        comment = comment or _COMMENTS["accepted"]
        return self._write("accepted", self._row(case.subject, case.object, predicate, comment, "accepted"))

    def _nothing(self, case: Case, comment: str, *, swapped: bool) -> str:
        one, other = (case.object, case.subject) if swapped and case.object else (case.subject, case.object)
        source = other.document if other else case.source.node
        row = self._row(one, None, "related", comment or _COMMENTS["nothing"], "nothing")
        row["object_source"] = self._curie(source.value)
        if self.tables.matches(row["subject_id"], row["object_source"]):
            return "a match in that document is accepted: take it back first"
        told = self._write("rejected", row, "nothing matches")
        if other:
            self._unmatched.add(_without(one, other))
        return told

    def _row(self, one: Item, other: Item | None, predicate: str, comment: str, decision: str) -> dict[str, str]:
        same = other is not None and one.kind == other.kind
        return {
            "subject_id": self._curie(one.node.value), "subject_label": printable(one.text),
            "predicate_id": f"skos:{predicate or ('close' if same else 'related')}Match",
            "predicate_modifier": "Not" if decision == "rejected" else "",
            "object_id": self._curie(other.node.value) if other else "sssom:NoTermFound",
            "object_label": printable(other.text) if other else "",
            "mapping_justification": "semapv:ManualMappingCuration", "author_id": self.author, "reviewer_id": "",
            "object_source": "", "mapping_date": self.day.isoformat(), "comment": comment,
            "text_hash": text_hash(one.text, other.text if other else ""),
        }  # fmt: skip

    def _curie(self, iri: str) -> str:
        return "rcqid:" + iri.removeprefix(self.names.ids.iri)

    def _write(self, decision: str, row: Mapping[str, str], told: str = "") -> str:
        self.tables.decide(decision, row)
        return self._on(told or decision, f"{told or decision}: {row['predicate_id']}, {row['comment']}")

    def _on(self, decision: str, told: str) -> str:
        self._past.append((self.at, decision))
        if decision:
            self.counts[decision] = self.counts.get(decision, 0) + 1
        self.at += 1
        return told

    def _back(self) -> str:
        if not self._past:
            return "this is the first"
        self.at, decision = self._past.pop()
        if decision:
            self.tables.undo()
            self.counts[decision] -= 1
        case = self.queue.cases[self.at]
        if case.object:
            self._unmatched -= {_without(case.subject, case.object), _without(case.object, case.subject)}
        return f"taken back: {decision}" if decision else "back"


def _without(one: Item, other: Item) -> frozenset[str]:
    """That nothing in the document of the other matches one."""
    return frozenset((one.node.value, other.document.value))
