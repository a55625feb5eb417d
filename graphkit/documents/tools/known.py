"""Known labels and headings wherever they stand: alone on a line, over two lines, or before their value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from graphkit.documents.naming.headnouns import kind_of
from graphkit.documents.naming.tokens import small_words
from graphkit.documents.naming.tokens import words as spoken
from graphkit.documents.source import Line
from graphkit.documents.tools.beside import GAP, pieces
from graphkit.documents.tools.composed import Headings
from graphkit.documents.tools.form import Opening
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.documents.tools.numbers import are_counted
from graphkit.documents.wording import Entry, Wording, key

__all__ = ["Known", "bare", "heading_of", "looks_like_heading", "unknown_label"]

#: what may stand before and after the words of a heading
_BEFORE = re.compile(
    r"(?:#{1,6}\s*|\*{2,}|_{2,}|[*_](?=\w)|(?:(?:section|part)\s+)?(?:\d{1,2}(?:\.\d{1,2})*(?:[.):]\s*|\s+)|[A-Z][.):]\s*))+",
    re.IGNORECASE,
)
_BEHIND = ":*_|\u2013- \t"
#: what parts a label from the value on its line
_COLON = re.compile(r"\s*[:\u2013]\**\s+|\s-\s+|\s*:\**")
#: a label that no wording knows, and its value
_UNKNOWN = re.compile(r"(?:\*\*|__)?[A-Z][\w /&()'’-]{1,38}?(?:\*\*|__)?\s*:(?:\*\*|__)?\s+(?=\S)")
#: a word in front of a heading, or behind it, that may say how strictly what is under it is asked
_RANK_BEFORE = re.compile(r"(?P<rank>\w+)(?:\s*[:–-])?\s+(?P<others>.+)")
_RANK_BEHIND = re.compile(r"(?P<others>.+?)\s*[\s:(\[–-]\s*(?P<rank>\w+)[)\]]?")
#: words with which a sentence opens and no heading of more words does
_SPEAKING, _NAMED = frozenset({"we", "well", "you", "youll", "they", "this", "these", "i"}), 6
#: what no label or heading is longer than
_LONGEST = 70
#: over how many lines a label is wrapped at most
_WRAPPED = 4


@dataclass(frozen=True, slots=True)
class Known:
    """The labels and headings of a family by their words, so that a line is looked up and not compared with all."""

    labels: dict[tuple[str, ...], Entry]
    headings: dict[tuple[str, ...], Entry]
    modalities: dict[tuple[str, ...], str]
    #: words by which pay names a place in a scheme of pay
    scales: frozenset[str]
    #: headings that stand over groups of duties too
    groups: frozenset[tuple[str, ...]]
    #: those headings, and what is made of them
    made: Headings

    @classmethod
    @cache
    def of(cls, words: Wording) -> Known:
        """Those of a family's wording."""
        labels, headings = ({key(e.text): e for e in words.kind(kind)} for kind in ("Label", "Heading"))
        modalities = {key(entry.text): entry.reads or "Unstated" for entry in words.kind("Modality")}
        scales = frozenset(key(entry.text)[0] for entry in words.kind("Scale"))
        groups, around = (frozenset(key(entry.text) for entry in words.kind(kind)) for kind in ("Group", "Around"))
        return cls(labels, headings, modalities, scales, groups, Headings(headings, around))

    def entry(self, printed: str) -> Entry | None:
        """What a heading of these words opens, known as a whole or made of known ones."""
        return self.made.entry(printed)

    def joint(self, above: str, below: str) -> Entry | None:
        """What a heading over two lines opens."""
        return self.made.joint(above, below)

    def heading(self, lines: Sequence[Line], at: int) -> Opening | None:
        """The heading that a line is, or opens with a colon or over the next line; never an item of a list."""
        line = bare(lines[at])
        if not line.text or len(line.text) > _LONGEST * 4 or line.text[0].islower() or _is_bullet(lines[at]):
            return None
        if entry := self.entry(_plain(line.text)):
            return Opening(entry, (lines[at],))
        if at + 1 < len(lines) and len(line.text) <= _LONGEST and _are_one_block(lines[at], lines[at + 1]):
            below = lines[at + 1]
            entry = self.joint(line.text, _plain(below.text))
            if entry and key(below.text):
                return Opening(entry, (lines[at], below))
        return _before(line, ":", self.entry)

    def ranked(self, line: Line) -> Opening | None:
        """The heading that says how strictly it is asked: "Essential", "Essential skills"."""
        text = heading_of([line])
        if len(text) < 2 or _is_bullet(line) or not (key(text) in self.modalities or self.unranked(line)):
            return None
        return Opening(Entry("Modality", text, part="specification"), (line,))

    def unranked(self, line: Line) -> tuple[Entry, str] | None:
        """A heading of criteria without the modality printed in front of it or behind it, and that modality."""
        text = heading_of([line])
        for pattern in (_RANK_BEFORE, _RANK_BEHIND):
            match = pattern.fullmatch(text) if len(text) <= _LONGEST else None
            said = self.modalities.get(key(match["rank"])) if match and len(match["rank"]) > 1 else None
            entry = self.entry(match["others"]) if match and said else None
            if said and entry and entry.part == "criteria":
                return entry, said
        return None

    def label(self, lines: Sequence[Line], at: int, *, in_front: bool) -> Opening | None:
        """The label a line is or opens; in front of the sections also one parted from its value by a blank only."""
        line = bare(lines[at])
        if not line.text or _is_bullet(lines[at]):
            return None
        if in_front and (wrapped := self._wrapped(lines, at) or self._around(lines, at)):
            return wrapped
        if found := _before(line, ":", self._label) or _before(line, " ", self._label):
            return found
        if not (in_front or lines[at].is_heading):
            return None
        if entry := self.labels.get(key(_plain(line.text))):
            return Opening(entry, (lines[at],))
        return _closely(line, self.labels) if in_front else None

    def _label(self, printed: str) -> Entry | None:
        return self.labels.get(key(printed))

    def _around(self, lines: Sequence[Line], at: int) -> Opening | None:
        """The label printed over two lines, its value beside the first of them."""
        parts, below = pieces(lines[at]), lines[at + 1 : at + 2]
        if len(parts) != 2 or not below or below[0].number - lines[at].number != 1 or below[0].cell:
            return None
        entry = self.labels.get(key(parts[0].text) + key(_plain(below[0].text)))
        is_under = below[0].indent == lines[at].indent and bool(key(below[0].text))
        return Opening(entry, (parts[0], below[0]), parts[1]) if entry and is_under else None

    def _wrapped(self, lines: Sequence[Line], at: int) -> Opening | None:
        """The label printed over several lines: all of a cell, or up to a colon."""
        pieces = [lines[at]]
        printed = key(bare(lines[at]).text)
        for place in range(at + 1, min(at + _WRAPPED, len(lines))):
            line = lines[place]
            is_block = line.cell == pieces[0].cell and (line.cell or _are_one_block(pieces[-1], line))
            if not is_block or ":" in pieces[-1].text or ends_sentence(pieces[-1].text):
                return None
            colon = re.match(r"[^:]{0,60}:\**\s*", line.text)
            said = line.part(0, colon.end()) if colon else line
            entry = self.labels.get(printed + key(_plain(said.text)))
            is_all = place + 1 == len(lines) or lines[place + 1].cell != line.cell
            if entry and (colon or (line.cell and is_all)):
                rest = line.part(colon.end()) if colon else None
                return Opening(entry, (*pieces, said), rest if rest and rest.text.strip("*_") else None)
            pieces.append(line)
            printed += key(line.text)
        return None


def bare(line: Line) -> Line:
    """A line without the number or markup it opens with.

    >>> from graphkit.records import Span
    >>> bare(Line(1, Span(0, 12), "2.1 ## Purpose")).text, bare(Line(1, Span(0, 8), "Band 3.")).text
    ('Purpose', 'Band 3.')
    """
    match = _BEFORE.match(line.text)
    return line.part(match.end()) if match else line


def unknown_label(line: Line) -> Opening | None:
    """A label that no wording knows, before a colon and its value; it states nothing.

    >>> from graphkit.records import Span
    >>> unknown_label(Line(1, Span(0, 16), "Mess room: first")).rest.text
    'first'
    """
    match = _UNKNOWN.match(line.text)
    name = line.part(0, len(match[0].rstrip())) if match else line
    return Opening(Entry("Label", name.text), (name,), line.part(match.end())) if match else None


def heading_of(lines: Sequence[Line]) -> str:
    """A heading's words as a section is called by them: without markup, without its number."""
    return " ".join(bare(line).text.strip(" :*_#|") for line in lines)


def looks_like_heading(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is printed as a heading: the file says so, or it is short and stands by itself.

    >>> from graphkit.records import Span
    >>> texts = {1: "Plant trees.", 3: "7. Water trees in", 4: "dry weeks.", 6: "8. Tools", 7: "Spades."}
    >>> lines = [Line(number, Span(0, 0), words) for number, words in texts.items()]
    >>> [at for at in range(len(lines)) if looks_like_heading(lines, at)]
    [3]
    """
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    words = bare(line).text.strip("*# :_|")
    if _is_bullet(line) or below is None or not words or len(words) > _LONGEST or ends_sentence(words):
        return False
    if line.text.rstrip("* ").endswith(":") and words.split()[-1].lower() in small_words():
        return False  # "The clerk will:" is a sentence
    if line.text.rstrip("* ").endswith(":") and len(words.split()) > _NAMED and key(words)[0] in _SPEAKING:
        return False  # as "We will assess you against these skills at the interview:" is
    if are_counted(line, below):
        return False
    if line.is_heading or line.text.startswith("#"):
        return not (below.is_heading or below.text.startswith("#"))
    is_first = at == 0  # right under another heading, so that only what follows tells
    is_apart = is_first or line.number - lines[at - 1].number > 1
    is_title = words[0].isupper() and words[-1].isalpha()
    is_over_list = bool(split_marker(below)[0]) and not split_marker(line)[0]
    is_over_text = (ends_sentence(below.text) or len(below.text) > _LONGEST) and not below.text[0].islower()
    is_near = words.isupper() or (not is_first and below.number - line.number == 1)
    is_item = bool(split_marker(line)[0]) and below.text[0].islower()  # with a number, and goes on below
    is_printed = is_apart and is_title and not is_item
    return line.opens is None and is_printed and (is_over_list or is_over_text or is_near)


def _plain(words: str) -> str:
    """A label's or heading's words without what may stand behind them: marks, and a remark in brackets.

    >>> _plain("Main duties (in no order) :**")
    'Main duties'
    """
    words = words.rstrip(_BEHIND)
    opens = words.rfind("(")
    return words[:opens].rstrip(_BEHIND) if words.endswith(")") and opens > 0 else words


def _is_bullet(line: Line) -> bool:
    if line.text[:1].isalnum() and line.text[0] != "o":
        return False
    marker, number, _, _ = split_marker(line)
    return bool(marker) and number is None and not line.text.startswith("*" * 2)


def _are_one_block(line: Line, below: Line) -> bool:
    return below.number - line.number == 1 and line.cell == below.cell and below.opens is not True


def _before(line: Line, mark: str, known: Callable[[str], Entry | None]) -> Opening | None:
    """A known label before a colon (a dash), or before a gap, and the value after it."""
    for parting in (_COLON if mark == ":" else GAP).finditer(line.text[: _LONGEST * 2]):
        words = line.text[: parting.start()]
        if entry := known(_plain(words)):
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
        if entry and re.match(r"(?:the\s+|an?\s+)?[A-Z0-9£(]", rest.text) and not _is_name(entry, rest):
            return Opening(entry, (line.part(0, blank.start()),), rest)
    return None


def _is_name(entry: Entry, rest: Line) -> bool:
    """Whether a label's one word begins a name: a "Team Leader", a "Council House"."""
    is_title = entry.property is None and kind_of(spoken(rest.text)) == "Role"
    return len(entry.words) == 1 and (is_title or entry.property == "dcterms:publisher")
