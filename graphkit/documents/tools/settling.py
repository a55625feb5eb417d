"""Labels that were printed late: in the middle of their text, or after it.

A label beside a tall cell may come out of the page after the cell's first lines, or after all of them. Which text is a
label's is told by the text: a sentence that a label interrupts is all the label's; where whole text stands before the
first label, every label stands after its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graphkit.documents.source import Line
from graphkit.documents.tools.form import Opening, standing
from graphkit.documents.tools.items import ends_sentence, items, split_marker
from graphkit.documents.wording import Wording

__all__ = ["Part", "settled"]

#: a heading, or nothing above the first, and the lines printed under it
Part = tuple[Opening | None, list[Line]]


def settled(parts: Sequence[Part], words: Wording, page_width: int) -> list[tuple[Opening, list[Line]]]:
    """Each heading with the lines that are its own; lines no heading claims are left out."""
    mended = [(opened, list(under)) for opened, under in parts if opened or under]
    for (before, above), (_, under) in pairwise(mended):
        if _is_running(before) and above and under and _interrupted(above, under):
            tail = _last_paragraph(above, page_width)
            del above[len(above) - len(tail) :]
            under[:0] = tail
    headed = [(opened, under) for opened, under in mended if opened]
    if headed and mended[0][0] is None and mended[0][1] and ends_sentence(mended[0][1][-1].text):
        texts = [mended[0][1], *(under for _, under in headed)]
        texts[-2:] = [texts[-2] + texts[-1]]
        headed = [(opened, text) for (opened, _), text in zip(headed, texts, strict=True)]
    return _claimed(headed, words)


def _is_running(opened: Opening | None) -> bool:
    """Whether running text stands under a heading, or before the first."""
    return opened is None or opened.entry.reads == "Passage"


def _interrupted(above: Sequence[Line], under: Sequence[Line]) -> bool:
    return not ends_sentence(above[-1].text) and not split_marker(under[0])[0]


def _last_paragraph(lines: Sequence[Line], page_width: int) -> list[Line]:
    last = list(items(lines, page_width=page_width))[-1]
    return [] if last.is_listed else last.lines


def _claimed(headed: list[tuple[Opening, list[Line]]], words: Wording) -> list[tuple[Opening, list[Line]]]:
    """The sections, with a standing sentence in the section it belongs to wherever its label was printed."""
    for _, under in headed:
        for first, last in standing(under, words, "Sentence").items():
            entry = words.like(" ".join(line.text for line in under if first <= line.number <= last), "Sentence")
            home = [text for opened, text in headed if entry and entry.part and opened.entry.part == entry.part]
            if home and home[0] is not under:
                home[0].extend(line for line in under if first <= line.number <= last)
                under[:] = [line for line in under if not first <= line.number <= last]
    return headed
