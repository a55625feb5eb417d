"""The kinds of parameters: what may be said for one, and the terms that a value becomes.

A header writes a parameter as `name (Kind)`. Things of the graph are said by name (`named`); the other kinds are

- `(Text)`: any words
- `(Name)`: words, or the IRI of a concept
- `(Enum Essential|Desirable)`: one of the words listed
- `(Integer 0..10)`, `(Number 0..1)`: a number within bounds, of which either may be missing

>>> from pyoxigraph import Store
>>> kind = parameter("modality (Enum Essential|Desirable)", "how firmly it is asked for")
>>> terms({"modality": kind}, {"modality": "essential"}, Store())
{'modality': (<Literal value=Essential datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>,)}
>>> terms({"modality": kind}, {"modality": "desired"}, Store())
Traceback (most recent call last):
graphkit.errors.QueryError: desired: is no modality; did you mean 'Desirable'?
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal

from graphkit.errors import QueryError
from graphkit.queries.answers import Answer
from graphkit.queries.named import EVERY_EDITION, THINGS, Source, Terms, advice, iri, is_iri
from graphkit.vocabulary import XSD

__all__ = ["Parameter", "choices", "parameter", "terms"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be bound to: a column, of a kind that says how its value is named."""

    name: str
    kind: str
    description: str
    #: what a word or number may be: the words with | between them, or the bounds with .. between them
    allowed: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words one may choose from."""
        return tuple(self.allowed.split("|"))

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest number one may say."""
        least, _, greatest = self.allowed.partition("..")
        return Decimal(least) if least else None, Decimal(greatest) if greatest else None


def parameter(written: str, description: str) -> Parameter:
    """A parameter as a header writes it."""
    parts = _WRITTEN.fullmatch(written)
    if parts is None or parts["kind"] not in KINDS or not re.fullmatch(_ALLOWED.get(parts["kind"], ""), parts["rest"]):
        raise ValueError(f"parameter {written} is not written as name (Kind), the kind one of {', '.join(KINDS)}")
    return Parameter(parts["name"], parts["kind"], description, parts["rest"].strip())


def terms(parameters: Mapping[str, Parameter], values: Mapping[str, str], source: Source) -> dict[str, Terms]:
    """Parameter -> the terms its value stands for.

    What is named with its edition, or by its IRI, is read whether or not that edition is the current one.
    """
    found: dict[str, Terms] = {}
    if "edition" in values:
        found["edition"] = _terms(parameters["edition"], values["edition"], source, None)
    edition = found["edition"][0].value if "edition" in found else None
    for name in (name for name in values if name != "edition"):
        found[name] = _terms(parameters[name], values[name], source, edition)
    if (
        edition is None
        and "edition" in parameters
        and any(_is_of_edition(parameters[name], values[name]) for name in values)
    ):
        found["edition"] = (Literal(EVERY_EDITION),)
    return found


def _is_of_edition(parameter: Parameter, value: str) -> bool:
    return parameter.kind in {"Role", "Statement"} and (is_iri(value) or "@" in value)


def _terms(parameter: Parameter, value: str, source: Source, edition: str | None) -> Terms:
    if not value.strip():
        raise QueryError(parameter.name, "is empty", "give it a value or leave it out")
    try:
        if parameter.kind in _VALUES:
            return _VALUES[parameter.kind](parameter, value)
        return THINGS[parameter.kind].terms(value, source, edition)
    except (UnicodeEncodeError, TypeError, ValueError) as error:
        raise QueryError(parameter.name, f"is no text a graph can hold: {error}", "write it in Unicode") from error


def choices(parameter: Parameter, source: Source) -> Answer:
    """What may be said for a parameter, as a table whose first column is what it is bound to."""
    if parameter.kind in THINGS:
        return THINGS[parameter.kind].choices(source)
    if parameter.kind == "Text":
        raise QueryError(parameter.name, "may be any words", "there is nothing to choose from")
    if parameter.kind == "Enum":
        return Answer.of([parameter.name], [[Literal(word)] for word in parameter.words])
    bounds = [None if bound is None else Literal(str(bound), datatype=XSD.decimal) for bound in parameter.bounds]
    return Answer.of(["least", "greatest"], [bounds])


def _name(_: Parameter, value: str) -> Terms:
    return (iri(value) if is_iri(value) else Literal(value),)


def _text(_: Parameter, value: str) -> Terms:
    return (Literal(value),)


def _enum(parameter: Parameter, value: str) -> Terms:
    found = [word for word in parameter.words if word.casefold() == value.strip().casefold()]
    if not found:
        otherwise = f"one of {', '.join(parameter.words)}"
        raise QueryError(value, f"is no {parameter.name}", advice(value, parameter.words, otherwise))
    return (Literal(found[0]),)


def _integer(parameter: Parameter, value: str) -> Terms:
    if not re.fullmatch(r"\s*[+-]?[0-9]{1,15}\s*", value):
        raise QueryError(value, _no_number(parameter), f"give a whole number{_within(parameter)}{_shorter(value)}")
    return (Literal(str(int(_bounded(parameter, value))), datatype=XSD.integer),)


def _number(parameter: Parameter, value: str) -> Terms:
    if not re.fullmatch(r"\s*[+-]?[0-9]{1,15}(\.[0-9]{1,15})?\s*", value):
        raise QueryError(value, _no_number(parameter), f"give a number{_within(parameter)}{_shorter(value)}")
    return (Literal(format(_bounded(parameter, value), "f"), datatype=XSD.decimal),)


def _bounded(parameter: Parameter, value: str) -> Decimal:
    number = Decimal(value)
    least, greatest = parameter.bounds
    if (least is not None and number < least) or (greatest is not None and number > greatest):
        raise QueryError(value, _no_number(parameter), f"give a number{_within(parameter)}")
    return number


def _no_number(parameter: Parameter) -> str:
    return f"is no number that {parameter.name} can be"


def _shorter(value: str) -> str:
    """How long a number may be, to who wrote a longer one."""
    return ", of 15 digits at most" if re.fullmatch(r"\s*[+-]?[0-9.]{16,}\s*", value) else ""


def _within(parameter: Parameter) -> str:
    least, greatest = parameter.bounds
    return (f" from {least}" if least is not None else "") + (f" to {greatest}" if greatest is not None else "")


#: the kinds whose values are no things of the graph
_VALUES: Mapping[str, Callable[[Parameter, str], Terms]] = {
    "Name": _name,
    "Text": _text,
    "Enum": _enum,
    "Integer": _integer,
    "Number": _number,
}
KINDS = tuple(dict.fromkeys((*THINGS, *_VALUES)))
_BOUNDS = r"( -?\d+(\.\d+)?\.\.(-?\d+(\.\d+)?)?| \.\.-?\d+(\.\d+)?)?"
#: what may follow a kind
_ALLOWED = {"Enum": r" [^\s|]+(\|[^\s|]+)+", "Integer": _BOUNDS, "Number": _BOUNDS}
_WRITTEN = re.compile(r"(?P<name>\w+) \((?P<kind>\w+)(?P<rest>( [^)]*)?)\)")
