"""What questions about how alike roles are share: which roles are named, and how rows tell a statement and a share."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graphkit.questions.moving import nodes_of
from graphkit.questions.sources import Row, Terms
from graphkit.roles import Asked
from graphkit.vocabulary import XSD

__all__ = ["quoted", "roles_of", "share"]


def roles_of(terms: Terms) -> list[NamedNode]:
    """The roles a parameter is bound to, in order; none where it is bound to nothing."""
    return sorted((node for node in nodes_of(terms) if isinstance(node, NamedNode)), key=lambda node: node.value)


def quoted(asked: Asked) -> Row:
    """A statement, its words and the line it begins on."""
    line = asked.places[0].line if asked.places else None
    words = Literal(asked.item.text, language="en")
    return asked.node, words, None if line is None else Literal(str(line), datatype=XSD.integer)


def share(value: float) -> Literal:
    """A share from 0 to 1, in thousandths.

    >>> share(1 / 3).value
    '0.333'
    """
    return Literal(str(round(value, 3)), datatype=XSD.decimal)
