"""What a role asks for, as nouns: an item, what is listed under it, alternatives, levels, and roles only named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import NamedNode

from graphkit.facts import Document, Item
from graphkit.findings import Place

__all__ = ["Asked", "Demand", "Facet", "Level", "Named", "Option", "Role"]


class Facet(StrEnum):
    """What kind of thing a role asks for, in the order in which it is told."""

    DUTY = "duties"
    BEHAVIOUR = "behaviours"
    EXPERIENCE = "experience"
    COMPETENCE = "competences"
    QUALIFICATION = "qualifications"
    TRAINING = "training"
    ELIGIBILITY = "eligibility"


@dataclass(frozen=True)
class Asked:
    """One item that a role asks for: its words and places, how strongly and when it is asked, what it denotes.

    `modality` and `timing` are local names of the ontology, "" where the class has none. `sharing` counts the current
    documents on the same form that print these very words, itself among them; 0 where they are too few to tell.
    """

    item: Item
    facet: Facet
    places: tuple[Place, ...]
    modality: str = ""
    timing: str = ""
    months: int | None = None
    level: int | None = None
    code: str | None = None
    denotes: tuple[NamedNode, ...] = ()
    mentions: tuple[NamedNode, ...] = ()
    under: NamedNode | None = None
    alternatives: frozenset[NamedNode] = frozenset()
    sharing: int = 0

    @property
    def node(self) -> NamedNode:
        """Its IRI."""
        return self.item.node

    @property
    def is_template(self) -> bool:
        """Whether other documents on the same form print the same words, which may have come with the form."""
        return self.sharing > 1


@dataclass(frozen=True, slots=True)
class Option:
    """An item and what is listed under it, of which every part is asked for."""

    asked: Asked
    parts: tuple[Demand, ...] = ()

    def __iter__(self) -> Iterator[Asked]:
        """The item, then everything listed under it."""
        yield self.asked
        for part in self.parts:
            yield from part


@dataclass(frozen=True, slots=True)
class Demand:
    """What a role asks for: any one of its options is enough. Mostly there is one."""

    options: tuple[Option, ...]

    def __iter__(self) -> Iterator[Asked]:
        """Every item of it, in the order printed."""
        for option in self.options:
            yield from option

    @property
    def facet(self) -> Facet:
        """The facet of its first option."""
        return self.options[0].asked.facet


@dataclass(frozen=True, slots=True)
class Level:
    """A step on a scale in which a role is placed: by `rcq:band`, `rcq:level` or `rcq:classifiedAs`.

    `number` is None where a step has none; `scheme` where nothing says of which scale it is.
    """

    property: NamedNode
    label: str
    number: int | None
    scheme: NamedNode | None = None
    scale: str = ""
    concept: NamedNode | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Role:
    """A role that a document describes. `titles` are its job title, then those under which people work in it.

    `unread` are the places of the document that no reader understood: what they ask for, nobody can say.
    """

    node: NamedNode
    document: Document
    kind: str
    titles: tuple[str, ...]
    publishers: tuple[str, ...]
    demands: tuple[Demand, ...]
    levels: tuple[Level, ...]
    unread: tuple[Place, ...] = ()

    @property
    def title(self) -> str:
        """Its job title, or the id of its document where none is printed."""
        return self.titles[0] if self.titles else self.document.identifier

    @property
    def name(self) -> str:
        """What it is called on a command line."""
        return f"{self.document.identifier}@{self.document.edition}"

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every item, in the order printed."""
        return tuple(asked for demand in self.demands for asked in demand)


@dataclass(frozen=True)
class Named:
    """A role that documents name and none of the build describes, with the items that name it and who reports to it."""

    title: str
    nodes: frozenset[NamedNode]
    naming: tuple[Item, ...]
    managing: tuple[NamedNode, ...]
