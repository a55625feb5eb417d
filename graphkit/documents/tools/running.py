"""Running heads and feet: what is printed on every page and belongs to none of the items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.beside import pieces
from graphkit.documents.tools.form import PAGE, without_page
from graphkit.documents.tools.items import JOINING, ends_sentence, split_marker
from graphkit.documents.wording import key
from graphkit.records import Status

__all__ = ["printed", "titled"]

#: how many lines from a page's end a running line may stand
_EDGE = 3
#: fewer words may be the head of a table that goes on over the page
_WORDS = 3
#: how many lines are on a page at least
_FAR = 8
#: a line that only parts what stands above it from what stands under it
_RULE = re.compile(r"[\s*_=~\u2013\u2014\u2500\u2501-]{3,}")
#: a blank for a pen, and what no words before one are longer than: "Signed: ______  Date: ....."
_PEN = re.compile(r"_{4,}|\.{5,}|\u2026{2,}|(?:_ ){3,}_?|(?:\. ){4,}\.?")
_LABEL = 60
_WHO = re.compile(r"\([^()]*\)")
#: a number at the end of a line
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}$")
#: the number of the only page
_ONLY = re.compile(r"\b1\s*(?:of|/)\s*1\b", re.IGNORECASE)


def printed(draft: Draft, *, breaks: bool = False) -> list[Line]:
    r"""The lines with words, in order; what runs along the pages is marked as a footer and left out.

    It runs where the file says so; where the same words stand beside two page numbers (or beside that of the only page,
    in the last line), or above or below them; where they stand at the same edge of two pages, the number of each beside
    them or not; or, where `breaks`, if they stand far apart, in the midst of a sentence or as the last line of all: a
    form that prints an item twice has whole lines twice. Lines that only part others, and those that are nothing but
    blanks to be filled in with a pen, say nothing either.

    >>> draft = Draft(Source("a.txt", "Keep the log\nAsh Inn - page 1\ntidy.\nAsh Inn - page 2\n", ""))
    >>> [line.text for line in printed(draft)]
    ['Keep the log', 'tidy.']
    """
    source = draft.source
    draft.mark([line for line in source.lines if _says_nothing(line)], Status.LABEL)
    lines = [line for line in source.lines if line.text and not _says_nothing(line)]
    numbers = {*_told(source, lines), *_beside_page_numbers(lines), *_at_edges(source, lines)}
    numbers.update(_around(lines, numbers))
    numbers.update(_between(lines) if breaks else ())
    draft.mark([line for line in lines if line.number in numbers], Status.FOOTER)
    return [line for line in lines if line.number not in numbers]


def titled(lines: Sequence[Line], title: str) -> frozenset[Line]:
    """Lines far apart that run with a title: words beside it that are printed again, and the first line printed again.

    A label and the title are no such line.

    >>> from graphkit.records import Span
    >>> texts = ["The Old Inn", *"abcdefgh", "Cook - March", "The Old Inn", *"abcdefgh", "Post: Cook", "Cook - March"]
    >>> lines = [Line(at, Span(0, 1), words) for at, words in enumerate(texts)]
    >>> sorted(line.number for line in titled(lines, "Cook"))
    [9, 10, 20]
    """
    wanted = f" {' '.join(key(title))} "
    front = key(lines[0].text) if lines else ()
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        own = key(line.text)
        words = f" {' '.join(own)} "
        is_beside = bool(wanted.strip()) and wanted in words and wanted != words and ":" not in line.text
        if line.cell is None and (is_beside or (own == front and len(own) >= _WORDS)):
            found[own].append(at)
    feet: set[Line] = set()
    for own, places in found.items():
        if len(places) > 1 and all(below - above >= _FAR for above, below in pairwise(places)):
            feet.update(lines[at] for at in places[own == front :])
    return frozenset(feet)


def _between(lines: Sequence[Line]) -> Iterator[int]:
    """Words printed far apart between the lines of sentences, or at last; in front of all sentences they are values."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    said = (split_marker(line)[0] or (ends_sentence(line.text) and len(key(line.text)) > _WORDS) for line in lines)
    first = next((at for at, is_said in enumerate(said) if is_said), len(lines))
    for at, line in enumerate(lines):
        is_other = line.cell or split_marker(line)[0] or ends_sentence(line.text) or JOINING.search(line.text)
        if at >= first and not is_other and len(key(line.text)) >= _WORDS:
            found[key(line.text)].append(at)
    for places in found.values():
        is_far = all(after - before >= _FAR for before, after in pairwise(places))
        below = {key(lines[at + 1].text) if at + 1 < len(lines) else () for at in places}
        if not is_far or len(places) < 2 or len(below) < len(places):  # a sentence printed again goes on alike
            continue
        is_last = len(places) > 2 and places[-1] == len(lines) - 1
        is_inside = any(
            at + 1 < len(lines) and not ends_sentence(lines[at - 1].text) and lines[at + 1].text[0].islower()
            for at in places
        )
        if is_last or is_inside:
            yield from (lines[at].number for at in places)


def _is_parted(words: str) -> bool:
    """Whether words end in a gap, or in a mark that parts them from what follows."""
    gap = words[len(words.rstrip()) :]
    return len(gap) > 1 or "\t" in gap or (bool(gap) and words.rstrip().endswith(("|", "\u2013", "-")))


def _is_said(line: Line) -> bool:
    """Whether a line is an item or a sentence, which a form may print twice, and twice by the end of a page."""
    return bool(split_marker(line)[0]) or ends_sentence(line.text) or not key(line.text)


def _says_nothing(line: Line) -> bool:
    """Whether a line only parts others, or is nothing but blanks to be filled in and the labels before them."""
    if _RULE.fullmatch(line.text):
        return True
    *labels, rest = (part.strip(" *|.") for part in _PEN.split(line.text))
    is_closed = not rest or rest.endswith(":") or bool(_WHO.fullmatch(rest))
    return bool(labels) and max(map(len, labels)) <= _LABEL and is_closed


def _told(source: Source, lines: Sequence[Line]) -> Iterator[int]:
    edges = frozenset(source.line_at(offset) for offset in source.edges)
    return (line.number for line in lines if line.number in edges)


def _beside_page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    found: dict[tuple[str, ...], set[Line]] = defaultdict(set)
    plain: dict[tuple[str, ...], list[tuple[int, Line]]] = defaultdict(list)
    for line in lines:
        printed = line.unmarked.text
        words = without_page(printed)
        if words != printed and key(words):
            found[key(words)].add(line)
        elif (number := _NUMBER.search(printed)) and _is_parted(printed[: number.start()]):
            plain[key(printed[: number.start()])].append((int(number[0]), line))
    for alike in found.values():
        is_last = lines[-1] in alike and _ONLY.search(lines[-1].text)
        if is_last or len({line.text for line in alike}) > 1:
            yield from (line.number for line in alike)
    for named, counted in plain.items():
        are_counted = all(
            below - above == 1 and line.number - before.number >= _FAR
            for (above, before), (below, line) in pairwise(counted)
        )
        if len(counted) > 1 and len(named) >= _WORDS and are_counted:
            yield from (line.number for _, line in counted)


def _around(lines: Sequence[Line], running: Collection[int]) -> Iterator[int]:
    """Page numbers that stand by themselves, and words right above or below two of them or of other running lines.

    The head of a table that goes on over the page is none of them.
    """
    pages = {line.number for line in lines if PAGE.fullmatch(line.unmarked.text)}
    yield from pages
    numbers = [at for at, line in enumerate(lines) if line.number in pages or line.number in running]
    firsts = {key(line.text): at for at, line in reversed(list(enumerate(lines)))} if numbers else {}
    for side in (-1, 1):
        beside = numbers
        for away in range(1, _EDGE + 1):
            found: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for at in beside:
                place = at + side * away
                if 0 <= place < len(lines) and not _is_said(lines[place]):
                    found[key(lines[place].text)].append(at)
            alike = [places for places in found.values() if len(places) > 1]
            heads = [places for places in alike if side > 0 and _is_head(lines, firsts, [at + away for at in places])]
            beside = [at for places in alike if places not in heads for at in places]
            yield from (lines[at + side * away].number for at in beside)


def _is_head(lines: Sequence[Line], firsts: Mapping[tuple[str, ...], int], places: Sequence[int]) -> bool:
    """Whether a line is the head of a table, printed over its first row and again over those after each page's end.

    Head and rows stand in columns, and the table begins further down than a running head does on the first page.
    """
    first = firsts[key(lines[places[0]].text)]
    below = [lines[at + 1] for at in (first, *places) if at + 1 < len(lines)]
    return _EDGE <= first < places[0] and all(len(pieces(line)) > 1 for line in (lines[first], *below))


def _at_edges(source: Source, lines: Sequence[Line]) -> Iterator[int]:
    bounds = [*(source.line_at(start) for start in source.pages), len(source.lines) + 1]
    pages = [[line for line in lines if first <= line.number < last] for first, last in pairwise(bounds)]
    in_cells = {line.number for line in lines if line.cell}
    for edge in (slice(None, _EDGE), slice(-_EDGE, None)):
        found: dict[tuple[tuple[str, ...], bool], dict[int, int]] = defaultdict(dict)
        for place, page in enumerate(pages, 1):
            own = [line for line in page if not PAGE.fullmatch(line.text)]
            for line in own[edge]:
                found[_without_number(key(line.text), str(place))].setdefault(place, line.number)
        for (words, has_number), numbers in found.items():
            is_running = len(words) >= _WORDS or (has_number and len(words) != 1)
            # a cell at the top of pages but the first is the head of a table that goes on
            is_table = edge.stop == _EDGE and 1 not in numbers and in_cells.issuperset(numbers.values())
            # a single word, such as a classification, runs where it stands on every page
            is_mark = len(words) > 0 and len(pages) > 2 and len(numbers) == len(pages)
            if (
                (is_running or (is_mark and in_cells.isdisjoint(numbers.values())))
                and len(numbers) > 1
                and not is_table
            ):
                yield from numbers.values()


def _without_number(words: tuple[str, ...], page: str) -> tuple[tuple[str, ...], bool]:
    """The words of a line without the number of its page at their beginning or end, and whether it is there."""
    if words[-1:] == (page,):
        return words[:-1], True
    return (words[1:], True) if words[:1] == (page,) else (words, False)
