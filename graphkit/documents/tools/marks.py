"""Marks behind the items of a list that say how strictly each is asked: E or D, in brackets, a column or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.items import items
from graphkit.documents.wording import key
from graphkit.records import Status

__all__ = ["Marks", "Stretch", "explains", "is_legend", "is_tick"]

_TICK = re.compile("[\u2713\u2714\u2611\u2705xX\uf0fc\uf050]{1,2}")
_MARK = re.compile(r"(?:(?P<apart>\s{2,}|\t\s*|\s*\|\s*|\s*[\[(]\s*)|\s)(?P<word>[A-Za-z]+)[\])]?\s*\|?$")
#: what letters stand for: "A = application form", after "Key:" or between others
_MEANS = re.compile(r"[(\[]?[A-Z]{1,3}[)\]]?\s*(=|:|\s[–-]|[–-]\s)\s*[A-Za-z][\w /&'()’-]{2,50}")
_BEFORE_KEY = re.compile(r"\W*(?:[A-Za-z]+ ){0,4}[A-Za-z]+\s*:\W*(?=[A-Z(])")
_LEGEND = 400
_BETWEEN = re.compile(r"\s*[,;|]\s*|\s{2,}|\t+|\.\s+|\.?$")
#: a mark stands in so many letters at the end of its line
_TAIL = 40
#: so many of the lines must end in a mark where it stands close behind the words
_MANY = 0.3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that stand under one heading and are asked for with one modality; `reads` is the class of the items.

    `width` is how long a line is in the column that they stand in, where lines go on in it.
    """

    heading: str
    reads: str
    modality: str = "Unstated"
    lines: tuple[Line, ...] = ()
    is_cell: bool = False
    width: int | None = None


def is_tick(words: str) -> bool:
    """Whether a cell holds a tick or cross and nothing else."""
    return bool(_TICK.fullmatch(words))


def explains(printed: str, modalities: Mapping[tuple[str, ...], str]) -> bool:
    """Whether a line only says what each mark means.

    >>> known = {("e",): "Essential", ("essential",): "Essential", ("d",): "Desirable", ("desirable",): "Desirable"}
    >>> explains("Marked (E) for essential and (D) for desirable.", known), explains("Essential: grade D or E", known)
    (True, False)
    """
    said = [(word, modalities[word,]) for word in key(printed) if (word,) in modalities]
    letters = {modality for word, modality in said if len(word) == 1}
    return len(letters) > 1 and letters <= {modality for word, modality in said if len(word) > 1}


def is_legend(printed: str) -> bool:
    """Whether words only say what letters stand for, such as how each item is assessed.

    >>> [is_legend(words) for words in ("Key: A = application form, T = test", "A – Form; I – Interview", "I: one")]
    [True, True, False]
    """
    if len(printed) > _LEGEND:
        return False
    begin = _BEFORE_KEY.match(printed)
    parts = [part for part in _BETWEEN.split(printed[begin.end() if begin else 0 :]) if part]
    meant = [match for part in parts if (match := _MEANS.fullmatch(part))]
    is_equal = bool(meant) and meant[0][1] == "="
    return bool(parts) and len(meant) == len(parts) and (len(parts) > 1 or is_equal)


class Marks:
    """The marks of one person specification: by the words of each, its modality."""

    def __init__(self, modalities: Mapping[tuple[str, ...], str], lines: Sequence[Line]) -> None:
        self._modalities = modalities
        found = [match for line in lines if (match := self._match(line))]
        close = [match for match in found if match["apart"] is None]
        alone = [line for line in lines if len(line.text) == 1 and self._modalities.get(key(line.text))]
        #: whether a mark may stand one blank behind its item
        self._are_close = len(close) > 2 and len(close) >= _MANY * len(lines)
        self._are_alone = len(alone) > 1
        #: whether there are any
        self.any = bool(found or alone)

    def has(self, line: Line) -> bool:
        """Whether a line ends in a mark."""
        return self._mark(line) is not None

    def cut(self, draft: Draft, stretch: Stretch) -> Iterator[Stretch]:
        """A stretch in as many parts as its marks ask for, the marks taken out of the lines."""
        marked: dict[int, str] = {}
        lines: list[Line] = []
        for line in stretch.lines:
            mark = self._mark(line)
            if mark is None:
                lines.append(line)
                continue
            draft.mark([mark], Status.LABEL)
            before = line.part(0, mark.span.start - line.span.start)
            words = before.text.rstrip(" \t[(|")
            if words:
                lines.append(before.part(0, len(words)))
            if lines:
                marked[lines[-1].number] = self._modalities[key(mark.text)]
        if not marked:
            if lines:
                yield replace(stretch, lines=tuple(lines))
            return
        by_number = {line.number: line for line in lines}
        width = max(len(line.text) for line in stretch.lines)
        starts = {after.number for before, after in pairwise(lines) if before.number in marked}
        for item in items(lines, page_width=width, starts=starts):
            numbers = dict.fromkeys(line.number for line in (*item.label, *item.lines))
            said = [marked[number] for number in numbers if number in marked]
            own = tuple(by_number[number] for number in numbers)
            yield replace(stretch, modality=said[0] if said else stretch.modality, lines=own)

    def _match(self, line: Line) -> re.Match[str] | None:
        match = _MARK.search(line.text, max(0, len(line.text) - _TAIL))
        return match if match and key(match["word"]) in self._modalities else None

    def _mark(self, line: Line) -> Line | None:
        """The mark a line ends in, or is."""
        if self._are_alone and len(line.text) == 1 and key(line.text) in self._modalities:
            return line
        match = self._match(line)
        if match is None or (match["apart"] is None and not self._are_close):
            return None
        return line.part(match.start("word"), match.end("word"))
