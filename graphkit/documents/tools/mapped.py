"""Items that open with their code, such as "K1: …" or "Duty 1 …", and the codes of other items printed behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graphkit.documents.source import Line
from graphkit.documents.tools.items import ends_sentence

__all__ = ["CODE", "Coded", "coded", "codes_behind", "is_codes"]

#: the code of a piece of knowledge, a skill or a behaviour
CODE = re.compile(r"[KSB]\d{1,3}(?!\d)", re.IGNORECASE)

#: codes that nothing parts, as links next to each other are copied
_CODES = re.compile(r"[*_(\[]*(?:[KSB]\d{1,3})+[*_)\].]*(?:\([^\s()]*\))?", re.IGNORECASE)

#: a heading between items is no longer than this
_HEADING = 80


@dataclass(slots=True)
class Coded:
    """An item: its code as printed and without its word, its lines, and the codes behind them.

    Without a code it is a line between items, a heading or not.
    """

    code: str
    label: Line
    lines: list[Line] = field(default_factory=list)
    codes: list[Line] = field(default_factory=list)
    is_heading: bool = False


def codes_behind(line: Line) -> tuple[Line, Line] | None:
    """A line's words and the codes behind them; None where it ends in no codes.

    One code behind words counts where a gap, a colon or a sentence's end parts it from them, because "vitamin B12" ends
    in words.

    >>> from graphkit.records import Span
    >>> words, codes = codes_behind(Line(1, Span(0, 25), "Survey drains. K1, K2; S13"))
    >>> words.text, codes.text
    ('Survey drains.', 'K1, K2; S13')
    >>> codes_behind(Line(1, Span(0, 16), "Measure vitamin B12"))
    >>> codes_behind(Line(1, Span(0, 16), "Survey drains. K1"))[1].text
    'K1'
    """
    tokens = list(re.finditer(r"[^\s,;|]+", line.text))
    first = len(tokens)
    while first and _CODES.fullmatch(tokens[first - 1].group()):
        first -= 1
    if first == len(tokens):
        return None
    at = tokens[first].start()
    gap = line.text[tokens[first - 1].end() : at] if first else ""
    one = len(tokens) - first == 1 and CODE.fullmatch(tokens[first].group())
    before = line.text[:at].rstrip()
    parted = "\t" in gap or "  " in gap or before.endswith(":") or ends_sentence(before)
    if first and one and not parted:
        return None
    return line.part(0, at), line.part(at)


def is_codes(line: Line) -> bool:
    """Whether a line prints codes and nothing else."""
    parted = codes_behind(line)
    return parted is not None and not parted[0].text


def coded(lines: Sequence[Line], pattern: re.Pattern[str], *, is_closed_by_codes: bool = False) -> Iterator[Coded]:
    """The items of a list by what they open with, and the lines between them.

    A line without a code goes on with the item before it, unless codes closed that, or the line looks like a heading:
    short, no sentence, and an item right under it.
    """
    current: Coded | None = None
    for at, line in enumerate(lines):
        match = pattern.match(line.text)
        parted = codes_behind(line) if is_closed_by_codes else None
        if match and not (parted and not parted[0].text):
            if current:
                yield current
            current = Coded(match[1], line.part(0, match.end()))
            line = line.part(match.end())
            parted = codes_behind(line) if is_closed_by_codes and line.text else None
        elif not (parted and current) and _is_between(lines, at, pattern, current):
            if current:
                yield current
            opens = at + 1 < len(lines) and pattern.match(lines[at + 1].text) is not None
            yield Coded("", line, [line], is_heading=opens and _looks_like_heading(line))
            current = None
            continue
        assert current
        words, codes = parted or (line, None)
        if words.text:
            current.lines.append(words)
        if codes:
            current.codes.append(codes)
    if current:
        yield current


def _is_between(lines: Sequence[Line], at: int, pattern: re.Pattern[str], current: Coded | None) -> bool:
    if current is None:
        return True
    if current.codes:  # a word between codes belongs to the codes under it
        return at + 1 == len(lines) or not is_codes(lines[at + 1])
    opens = at + 1 < len(lines) and pattern.match(lines[at + 1].text) is not None
    ended = bool(current.lines) and ends_sentence(current.lines[-1].text)
    return opens and ended and _looks_like_heading(lines[at])


def _looks_like_heading(line: Line) -> bool:
    return len(line.text) <= _HEADING and not ends_sentence(line.text) and line.text[:1].isupper()
