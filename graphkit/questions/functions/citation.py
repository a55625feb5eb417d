# fmt: off
#+ summary: How do I cite this answer?
#+ description: >-
#+   What an answer rests on, a row each: the question, where one is given; the graph; every edition of every document;
#+   the program. The hash of the graph is that of its quads without a blank node, as sorted N-Quads, and so the same
#+   wherever the graph is held. graphkit query NAME --cite prints the citation of one answer with its parameters, the
#+   hash of its rows and the command that asks again.
#+ number: 40
#+ parameters:
#+   - question (Text): the name of the question asked; without it, what every answer rests on
#+ columns:
#+   - what: question, graph, document or program
#+   - name: the question's name, the document's id@edition, the program and its version
#+   - sha256: its SHA-256, where it has one
#+   - title: the question as words, or the document's title
#+   - publisher: the document's publisher
#+   - licence: the document's licence
#+ tags:
#+   - document
#+   - version
# fmt: on
"""What an answer is cited by."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version

from pyoxigraph import Literal

from graphkit.questions import Row, Source, Terms, find
from graphkit.questions.citations import PROGRAM, documents, graph_hash

__all__ = ["answer"]


def answer(source: Source, question: Terms = None) -> Iterator[Row]:
    """The question, the graph, its documents and the program."""
    if isinstance(question, Literal):
        asked = find(question.value)
        yield _row("question", asked.name, sha256(asked.text.encode()).hexdigest(), asked.summary)
    yield _row("graph", None, graph_hash(source))
    for each in documents(source):
        yield _row("document", f"{each.document}@{each.edition}", each.sha256, each.title, each.publisher, each.licence)
    yield _row("program", f"{PROGRAM} {version(PROGRAM)}")


def _row(*words: str | None) -> Row:
    cells = [None if word is None else Literal(word) for word in words]
    return (*cells, *[None] * (6 - len(cells)))
