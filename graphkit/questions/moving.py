"""What questions about moving between roles share: which roles are meant, and how rows name them and their items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from graphkit.questions.sources import Terms
from graphkit.roles import Asked, Role

__all__ = ["item", "labels", "meant", "nodes_of", "pairs"]


def nodes_of(terms: Terms) -> frozenset[NamedNode | Literal]:
    """The terms a parameter is bound to."""
    if terms is None:
        return frozenset()
    return frozenset(terms) if isinstance(terms, tuple) else frozenset({terms})


def meant(roles: Iterable[Role], terms: Terms) -> list[Role]:
    """The roles that are named; the current ones where none is. One that asks for nothing is left out."""
    wanted = nodes_of(terms)
    return [role for role in roles if role.demands and (role.node in wanted if wanted else role.document.current)]


def pairs(roles: tuple[Role, ...], role: Terms, target: Terms) -> Iterator[tuple[Role, Role]]:
    """Every role that is meant with every target that is meant, but two editions of one."""
    for one in meant(roles, role):
        for other in meant(roles, target):
            if one.document.identifier != other.document.identifier:
                yield one, other


def labels(*roles: Role) -> tuple[Literal, ...]:
    """The job titles of some roles."""
    return tuple(Literal(role.title, language="en") for role in roles)


def item(asked: Asked) -> tuple[NamedNode, Literal, Literal, Literal | None, Literal | None]:
    """The columns statement, text, class, document and line."""
    first = asked.places[0] if asked.places else None
    return (
        asked.node,
        Literal(asked.item.text, language="en"),
        Literal(asked.item.kind),
        Literal(first.document) if first and first.document else None,
        Literal(first.line) if first and first.line is not None else None,
    )
