"""The questions that SPARQL can say: what there is to ask, and how a question is bound to what it is asked about.

Such a question is a file, `queries/<noun>/<name>.rq`: SPARQL that runs as it stands, under a header of `#+` lines.

>>> print(load()["requirements"].summary)
What must {role} have at entry, by modality?
>>> sorted(load()["naming"].parameters)
['edition', 'role', 'term']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graphkit import content
from graphkit.queries.headers import SLOT, Question, read

__all__ = ["Question", "Term", "bind", "load"]

Term = NamedNode | Literal

_ESCAPE = re.compile(r"\\\\(?P<letter>[uU])|\\u(?P<control>.{4})|\\.")


def load(folder: Path = content.ROOT / "queries") -> dict[str, Question]:
    """Every question that is a query, by name."""
    return {question.name: question for question in map(read, sorted(folder.glob("*/*.rq")))}


def bind(question: Question, **values: Term | Iterable[Term]) -> str:
    """The question's SPARQL with the parameters given; nothing else of the text changes.

    >>> text = bind(load()["unread"], document=Literal("ps-jes-0031"))
    >>> [line.strip() for line in text.splitlines() if "VALUES" in line]
    ['VALUES ?document { "ps-jes-0031" }', 'VALUES ?edition { UNDEF }']
    """
    written = {name: _written(value) for name, value in values.items()}
    return SLOT.sub(lambda slot: slot[1] + written.get(slot[2], "UNDEF"), question.text)


def _written(value: Term | Iterable[Term]) -> str:
    r"""Terms in canonical N-Triples.

    Two things are written longer, since SPARQL resolves `\u0041` before it looks for strings and engines differ in how:
    a `u` after a backslash, so that nothing is there to resolve, and the escape of a control character.
    """
    terms = (value,) if isinstance(value, NamedNode | Literal) else value
    return " ".join(_ESCAPE.sub(_longer, str(term)) for term in terms)


def _longer(escape: re.Match[str]) -> str:
    if escape["letter"]:
        return rf"\\\U{ord(escape['letter']):08X}"
    return rf"\U0000{escape['control']}" if escape["control"] else escape[0]
