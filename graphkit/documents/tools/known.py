"""Known labels and headings wherever they stand: alone on a line, over two lines, or before their value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.documents.source import Line
from graphkit.documents.tools.form import Opening
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.documents.wording import Entry, Wording, key

__all__ = ["Known", "bare", "heading_of", "looks_like_heading", "pieces"]

#: what may stand before and after the words of a heading
_BEFORE = re.compile(
    r"(?:#{1,6}\s*|\*{2,}|_{2,}|(?:(?:section|part)\s+)?(?:\d{1,2}(?:\.\d{1,2})*(?:[.):]\s*|\s+)|[A-Z][.):]\s*))+",
    re.IGNORECASE,
)
_BEHIND = ":*_|\u2013- \t"
#: what parts a label from the value on its line
_COLON = re.compile(r"\s*[:\u2013]\**\s+|\s*:\**")
_GAP = re.compile(r"\s{2,}|\t\s*|\s*\|\s*")
#: what no label or heading is longer than
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Known:
    """The labels and headings of a family by their words, so that a line is looked up and not compared with all."""

    labels: dict[tuple[str, ...], Entry]
    headings: dict[tuple[str, ...], Entry]
    modalities: dict[tuple[str, ...], str]
    #: words by which pay names a place in a scheme of pay
    scales: frozenset[str]

    @classmethod
    def of(cls, words: Wording) -> Known:
        """Those of a family's wording."""
        labels, headings = ({key(e.text): e for e in words.kind(kind)} for kind in ("Label", "Heading"))
        modalities = {key(entry.text): entry.reads or "Unstated" for entry in words.kind("Modality")}
        return cls(labels, headings, modalities, frozenset(key(entry.text)[0] for entry in words.kind("Scale")))

    def heading(self, lines: Sequence[Line], at: int) -> Opening | None:
        """The heading that a line is, or opens with a colon or over the next line; never an item of a list."""
        line = bare(lines[at])
        if not line.text or len(line.text) > _LONGEST * 4 or line.text[0].islower() or _is_bullet(lines[at]):
            return None
        if entry := self.headings.get(key(_plain(line.text))):
            return Opening(entry, (lines[at],))
        if at + 1 < len(lines) and len(line.text) <= _LONGEST and _are_one_block(lines[at], lines[at + 1]):
            below = lines[at + 1]
            entry = self.headings.get(key(line.text) + key(_plain(below.text)))
            if entry and key(below.text):
                return Opening(entry, (lines[at], below))
        return _before(line, ":", self.headings)

    def ranked(self, line: Line) -> Opening | None:
        """The heading that says how strictly it is asked: "Essential", "Essential skills"."""
        text = heading_of([line])
        first, _, others = text.partition(" ")
        entry = self.headings.get(key(others))
        is_ranked = key(first) in self.modalities and entry is not None and entry.part == "criteria"
        if len(text) < 2 or _is_bullet(line) or not (key(text) in self.modalities or is_ranked):
            return None
        return Opening(Entry("Modality", text, part="specification"), (line,))

    def label(self, lines: Sequence[Line], at: int, *, in_front: bool) -> Opening | None:
        """The label a line is or opens; in front of the sections also one parted from its value by a blank only."""
        line = bare(lines[at])
        if not line.text or _is_bullet(lines[at]):
            return None
        if found := _before(line, ":", self.labels) or _before(line, " ", self.labels):
            return found
        if not (in_front or lines[at].is_heading):
            return None
        if entry := self.labels.get(key(_plain(line.text))):
            return Opening(entry, (lines[at],))
        return _closely(line, self.labels) if in_front else None


def bare(line: Line) -> Line:
    """A line without the number or markup it opens with.

    >>> from graphkit.records import Span
    >>> bare(Line(1, Span(0, 12), "2.1 ## Purpose")).text, bare(Line(1, Span(0, 8), "Band 3.")).text
    ('Purpose', 'Band 3.')
    """
    match = _BEFORE.match(line.text)
    return line.part(match.end()) if match else line


def pieces(line: Line) -> list[Line]:
    """The parts of a line that wide blanks, tabs or upright strokes part; a bullet goes with what follows it.

    >>> from graphkit.records import Span
    >>> [piece.text for piece in pieces(Line(1, Span(0, 25), "Base   - Hall |  -  Mill"))]
    ['Base', '- Hall', '-  Mill']
    """
    found: list[Line] = []
    start = 0
    for gap in [*_GAP.finditer(line.text), None]:
        piece = line.part(start, gap.start() if gap else None)
        if gap and (not piece.text or not split_marker(piece)[3].text):
            start = start if piece.text else gap.end()
            continue
        found += [piece] if piece.text else []
        start = gap.end() if gap else start
    return found


def heading_of(lines: Sequence[Line]) -> str:
    """A heading's words as a section is called by them: without markup, without its number."""
    return " ".join(bare(line).text.strip(" :*_#|") for line in lines)


def looks_like_heading(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is printed as a heading: the file says so, or it is short and stands by itself."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    words = bare(line).text.strip("*# :_|")
    if _is_bullet(line) or below is None or not words or len(words) > _LONGEST or ends_sentence(words):
        return False
    if line.is_heading or line.text.startswith("#"):
        return not (below.is_heading or below.text.startswith("#"))
    is_first = at == 0  # right under another heading, so that only what follows tells
    is_apart = is_first or line.number - lines[at - 1].number > 1
    is_title = words[0].isupper() and words[-1].isalpha()
    is_over_list = bool(split_marker(below)[0]) and not split_marker(line)[0]
    is_over_text = (ends_sentence(below.text) or len(below.text) > _LONGEST) and not below.text[0].islower()
    is_near = words.isupper() or (not is_first and below.number - line.number == 1)
    return line.opens is None and is_apart and is_title and (is_over_list or is_over_text or is_near)


def _plain(words: str) -> str:
    """A label's or heading's words without what may stand behind them: marks, and a remark in brackets.

    >>> _plain("Main duties (in no order) :**")
    'Main duties'
    """
    words = words.rstrip(_BEHIND)
    opens = words.rfind("(")
    return words[:opens].rstrip(_BEHIND) if words.endswith(")") and opens > 0 else words


def _is_bullet(line: Line) -> bool:
    marker, number, _, _ = split_marker(line)
    return bool(marker) and number is None and not line.text.startswith("*" * 2)


def _are_one_block(line: Line, below: Line) -> bool:
    return below.number - line.number == 1 and line.cell == below.cell and below.opens is not True


def _before(line: Line, mark: str, known: dict[tuple[str, ...], Entry]) -> Opening | None:
    """A known label before a colon (a dash), or before a gap, and the value after it."""
    for parting in (_COLON if mark == ":" else _GAP).finditer(line.text[: _LONGEST * 2]):
        words = line.text[: parting.start()]
        if entry := known.get(key(_plain(words))):
            rest = line.part(parting.end())
            return Opening(entry, (line.part(0, parting.end()),), rest if rest.text.strip("*_") else None)
        if mark == ":":
            break
    return None


def _closely(line: Line, known: dict[tuple[str, ...], Entry]) -> Opening | None:
    """A known label and one blank before a value with a capital or a figure; the longest label wins."""
    if ends_sentence(line.text):
        return None
    blanks = list(re.finditer(r"\s", line.text[:_LONGEST]))
    for blank in reversed(blanks[:6]):
        entry = known.get(key(line.text[: blank.start()]))
        rest = line.part(blank.end())
        if entry and re.match(r"[A-Z0-9£(]", rest.text):
            return Opening(entry, (line.part(0, blank.start()),), rest)
    return None
