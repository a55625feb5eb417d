"""The canned questions: what there is to ask, and how a question is bound to what it is asked about.

A question is a file, `queries/<noun>/<name>.rq`: SPARQL that runs as it stands, under a header of `#+` lines.

>>> print(load()["requirements"].summary)
What must {role} have at entry, by modality?
>>> sorted(load()["naming"].parameters)
['edition', 'role', 'term']
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from graphkit import content
from graphkit.errors import ContentError, QueryError
from graphkit.queries import named, sparql
from graphkit.queries.answers import Answer

__all__ = ["Parameter", "Question", "Term", "ask", "bind", "find", "load"]

Term = NamedNode | Literal

_SLOT = re.compile(r"(VALUES\s+\?(\w+)\s*\{\s*)UNDEF(?=\s*\})")
_ESCAPE = re.compile(r"\\\\(?P<letter>[uU])|\\u(?P<control>.{4})|\\.")
_PARAMETER = re.compile(r"(\w+) \((\w+)\)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be bound to: a column, of a kind that says how its value is named."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """One canned question: its header, and its SPARQL as it stands in the file."""

    name: str
    noun: str
    number: int
    summary: str
    description: str
    parameters: Mapping[str, Parameter]
    #: column -> what stands in it
    columns: Mapping[str, str]
    tags: tuple[str, ...]
    text: str


def load(folder: Path = content.ROOT / "queries") -> dict[str, Question]:
    """Every question there is, by name, in the order of their numbers."""
    questions = [_parsed(path) for path in sorted(folder.glob("*/*.rq"))]
    return {question.name: question for question in sorted(questions, key=lambda question: question.number)}


def find(name: str) -> Question:
    """The question of that name.

    >>> find("duty")
    Traceback (most recent call last):
    graphkit.errors.QueryError: duty: is no question; did you mean 'duties'? graphkit query --list names them all
    """
    questions = load()
    if name in questions:
        return questions[name]
    raise QueryError(name, "is no question", _nearest(name, questions) + "graphkit query --list names them all")


def ask(question: Question, source: Store | str, values: Mapping[str, str]) -> Answer:
    """The answer of a store or an endpoint to a question about what is named."""
    _check_parameters(question, values)
    kinds = {name: parameter.kind for name, parameter in question.parameters.items()}
    return sparql.run(bind(question, **named.terms(kinds, values, source)), source)


def bind(question: Question, **values: Term | Iterable[Term]) -> str:
    """The question's SPARQL with the parameters given; nothing else of the text changes.

    >>> text = bind(find("unread"), document=Literal("ps-jes-0031"))
    >>> [line.strip() for line in text.splitlines() if "VALUES" in line]
    ['VALUES ?document { "ps-jes-0031" }', 'VALUES ?edition { UNDEF }']
    """
    _check_parameters(question, values)
    written = {name: _written(value) for name, value in values.items()}
    return _SLOT.sub(lambda slot: slot[1] + written.get(slot[2], "UNDEF"), question.text)


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


def _check_parameters(question: Question, values: Iterable[str]) -> None:
    for name in values:
        if name not in question.parameters:
            known = f"it knows {', '.join(question.parameters)}"
            raise QueryError(question.name, f"has no parameter {name}", _nearest(name, question.parameters) + known)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'? " if near else ""


def _parsed(path: Path) -> Question:
    """A question from its file; its header must say what the question needs, and nothing else."""
    text = path.read_text(encoding="utf-8")
    header = _header(text)
    try:
        parameters = [_parameter(name, sentence) for name, sentence in _pairs(header["parameters"])]
        question = Question(
            name=path.stem,
            noun=path.parent.name,
            number=int(header["number"][0]),
            summary=header["summary"][0],
            description=" ".join(header["description"][1:]),
            parameters={parameter.name: parameter for parameter in parameters},
            columns=dict(_pairs(header["columns"])),
            tags=tuple(line.removeprefix("- ") for line in header["tags"][1:]),
            text=text,
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise ContentError(str(path), f"its header is not as it must be: {error}", "see the other questions") from error
    slots = {slot[2] for slot in _SLOT.finditer(text)}
    if slots != set(question.parameters):
        raise ContentError(str(path), f"binds {sorted(slots)}, its header says otherwise", "name the same parameters")
    return question


def _header(text: str) -> dict[str, list[str]]:
    """The `#+` lines, which are YAML of two levels: key -> what follows it on its line, then the lines below it."""
    header: dict[str, list[str]] = {"": []}
    key = ""
    for line in text.splitlines():
        if not line.startswith("#+ "):
            break
        if line.startswith("#+   "):
            header[key].append(line.removeprefix("#+").strip())
        else:
            key, _, value = line.removeprefix("#+ ").partition(":")
            header[key] = [value.strip()]
    return header


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    pairs = [line.removeprefix("- ").partition(": ") for line in lines[1:]]
    return [(name, sentence) for name, _, sentence in pairs]


def _parameter(name: str, sentence: str) -> Parameter:
    parts = _PARAMETER.fullmatch(name)
    if parts is None or parts[2] not in named.KINDS:
        raise ValueError(f"parameter {name} is not written as name (Kind), the kind one of {', '.join(named.KINDS)}")
    return Parameter(parts[1], parts[2], sentence)
