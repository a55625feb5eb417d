"""The documents a report speaks of, each with its text, and findings gathered by them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One edition of one document of a build.

    `text` is what its quotes count, None where an older build did not keep it; `text_file` where the build keeps it,
    None where `file` itself is that text.
    """

    iri: str
    document: str
    edition: str
    file: str
    title: str
    text: str | None = None
    text_file: str | None = None
