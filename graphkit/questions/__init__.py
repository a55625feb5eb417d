"""Every question there is to ask, whether SPARQL can say it or a function computes it; both have one face.

>>> from pyoxigraph import Store
>>> question = find("requirements")
>>> question.number, question.in_sparql
(1, True)
>>> ask(question, Store(), {}).columns[:2]
('role', 'roleLabel')

A question that SPARQL cannot say is a module of `functions`, say `functions/longest_duty.py`:

    # fmt: off
    #+ summary: What are the longest words of a duty?
    #+ description: >-
    #+   One row, of the current editions.
    #+ number: 41
    #+ parameters:
    #+   - role (Role): the role, by IRI, document id, id@edition or title; without it, every role
    #+ columns:
    #+   - text: its printed words
    #+ tags:
    #+   - duty
    # fmt: on

    def answer(source: Source, role: Terms = None) -> Iterator[Row]:
        words = [item.text for item in facts_of(source).current if item.kind == "Duty"]
        yield (Literal(max(words, key=len), language="en"),)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from graphkit import queries
from graphkit.errors import QueryError
from graphkit.queries import kinds, sparql
from graphkit.queries.answers import Answer
from graphkit.queries.headers import Question, read
from graphkit.questions import functions, listing
from graphkit.questions.citations import Citation, cite
from graphkit.questions.sources import Row, Source, Terms, facts_of, store_of

__all__ = [
    "Citation",
    "Question",
    "Row",
    "Source",
    "Terms",
    "ask",
    "choices",
    "cite",
    "facts_of",
    "find",
    "listed",
    "load",
    "store_of",
]


_ANY_DOCUMENT = "ASK { ?document a <https://w3id.org/rcq/ontology#Document> }"


def load() -> dict[str, Question]:
    """Every question there is, by name, in the order of their numbers."""
    every = [*queries.load().values(), *map(read, functions.files())]
    return {question.name: question for question in sorted(every, key=lambda question: question.number)}


def listed(form: str) -> str:
    """Every question, as lines, as JSON or as a page."""
    return listing.listed(load().values(), form)


def find(name: str) -> Question:
    """The question of that name, or of that number.

    >>> find("7").name
    'gates'
    >>> find("duty")
    Traceback (most recent call last):
    graphkit.errors.QueryError: duty: is no question; did you mean 'duties'? graphkit query --list names them all
    """
    questions = load()
    if name in questions:
        return questions[name]
    if numbered := [question for question in questions.values() if str(question.number) == name]:
        return numbered[0]
    raise QueryError(name, "is no question", _nearest(name, questions) + "graphkit query --list names them all")


def ask(question: Question, source: Source, values: Mapping[str, str]) -> Answer:
    """The answer of a store or an endpoint to a question about what is named."""
    _check_parameters(question, values)
    terms = kinds.terms(question.parameters, values, source)
    if question.in_sparql:
        answer = sparql.run(queries.bind(question, **terms), source)
        if isinstance(source, str):
            _check_answer(question, answer, source)
        return answer
    given = dict.fromkeys(question.parameters) | {
        name: found[0] if len(found) == 1 else found for name, found in terms.items()
    }
    return Answer.of(tuple(question.columns), functions.rows(question.name, source, **given))


def _check_answer(question: Question, answer: Answer, address: str) -> None:
    """Refuse what an endpoint answers where it is none to this question, or comes from where no document is."""
    if set(answer.columns) != set(question.columns):
        raise QueryError(address, "answered other columns than were asked for", "see that it is a SPARQL endpoint")
    if not len(answer) and not next(iter(sparql.run(_ANY_DOCUMENT, address)))["answer"]:
        raise QueryError(address, "holds no document to ask of", "graphkit push sends a build there")


def choices(question: Question, parameter: str, source: Source) -> Answer:
    """What may be said for a parameter of a question, as a table whose first column is what it is bound to."""
    _check_parameters(question, [parameter])
    return kinds.choices(question.parameters[parameter], source)


def _check_parameters(question: Question, values: Iterable[str]) -> None:
    for name in values:
        if name not in question.parameters:
            known = f"it knows {', '.join(question.parameters)}"
            raise QueryError(question.name, f"has no parameter {name}", _nearest(name, question.parameters) + known)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'? " if near else ""
