"""What can go wrong, as types that keep their facts.

GraphkitError
├── ReadError        a document that cannot be read or recognised (file, place, reason, next step)
├── ContentError     a content file of the project (ontology, shapes, wording, queries) that is not as it must be
├── BuildError       a build folder that is missing or not a build
├── QueryError       a question that is unknown, malformed or wrongly asked
├── EndpointError    a server that is silent, busy, refuses or breaks off
├── ExportError      an export that cannot be written
├── ProfileError     a profile of rules that is not as it must be
└── AxiomError       an ontology axiom the closure does not know
"""

from __future__ import annotations

__all__ = [
    "AxiomError", "BuildError", "ContentError", "EndpointError", "ExportError", "GraphkitError", "ProfileError",
    "QueryError", "ReadError",
]  # fmt: skip


class GraphkitError(Exception):
    """Anything graphkit refuses to do, as one line with a place and a next step.

    >>> str(GraphkitError("notes.txt:3", "the line is torn", "mend it by hand"))
    'notes.txt:3: the line is torn; mend it by hand'
    """

    def __init__(self, place: str, reason: str, advice: str = "") -> None:
        super().__init__(place, reason, advice)
        self.place = place
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        sentence = f"{self.place}: {self.reason}"
        return f"{sentence}; {self.advice}" if self.advice else sentence


class ReadError(GraphkitError):
    """A document that could not be read; the others are built all the same. `code` names its rule."""

    def __init__(self, place: str, reason: str, advice: str = "", code: str = "unreadable-file") -> None:
        super().__init__(place, reason, advice)
        self.code = code
        self.told = str(self)

    def of(self, name: str, path: str) -> ReadError:
        """The same, told with the path as it was given where the place is only the name below it."""
        self.told = str(self).replace(name, path, 1) if self.place.startswith(name) else str(self)
        return self


class ContentError(GraphkitError):
    """A content file that is missing or malformed."""


class BuildError(GraphkitError):
    """A build folder that cannot be opened or written."""


class QueryError(GraphkitError):
    """A question that is unknown, malformed, or asked with wrong parameters."""


class EndpointError(GraphkitError):
    """A server that does not answer as it should. `status` is the HTTP status of its refusal, 0 where it gave none."""

    def __init__(self, place: str, reason: str, advice: str = "", status: int = 0) -> None:
        super().__init__(place, reason, advice)
        self.status = status


class ExportError(GraphkitError):
    """A target that is unknown, or an export that cannot be written."""


class ProfileError(GraphkitError):
    """A profile that cannot be read, or says of a rule what cannot be done."""


class AxiomError(GraphkitError):
    """An axiom of the ontology that the closure has no rule for."""
