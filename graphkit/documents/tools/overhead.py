"""Words such as "Essential" that are printed above the heading they belong under."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.documents.source import Line
from graphkit.documents.tools.form import Opening
from graphkit.documents.tools.settling import Part
from graphkit.documents.wording import Wording

__all__ = ["under_their_headings"]


def under_their_headings(parts: Sequence[Part], words: Wording) -> list[Part]:
    """The sections, each modality printed above a heading moved below it.

    It is printed above where nothing else follows it in the section before. Two lines that are one heading together
    ("Essential", "Experience") are a modality and a heading where the document prints modalities above other headings,
    or another modality stands under this one.
    """
    ends = [
        at for at, (_, under) in enumerate(parts) if at + 1 < len(parts) and under and _is_modality(under[-1], words)
    ]
    mended: list[Part] = []
    above: list[Line] = []
    for at, (opened, under) in enumerate(parts):
        lines = [*above, *under]
        above = [lines.pop()] if at in ends else []
        other = _without_modality(opened, words) if opened else None
        if opened and other and (ends or any(_is_modality(line, words) for line in lines)):
            opened, lines = other, [opened.pieces[0], *lines]
        mended.append((opened, lines))
    return mended


def _is_modality(line: Line, words: Wording) -> bool:
    return words.exact(line, "Modality") is not None


def _without_modality(opened: Opening, words: Wording) -> Opening | None:
    """The heading that the later lines of one are, where its first says a modality."""
    first, *rest = opened.pieces
    if len(rest) != 1 or not _is_modality(first, words):
        return None
    entry = words.exact(rest[0], "Heading")
    return Opening(entry, (rest[0],)) if entry else None
