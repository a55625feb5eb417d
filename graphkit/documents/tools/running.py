"""Running heads and feet: what is printed on every page and belongs to none of the items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.form import PAGE, without_page
from graphkit.documents.tools.items import JOINING, ends_sentence, split_marker
from graphkit.documents.wording import key
from graphkit.records import Status

__all__ = ["printed"]

#: how many lines from a page's end a running line may stand
_EDGE = 3
#: fewer words may be the head of a table that goes on over the page
_WORDS = 3
#: how many lines are on a page at least
_FAR = 8
#: a line that only parts what stands above it from what stands under it
_RULE = re.compile(r"[\s*_=~\u2013\u2014\u2500\u2501-]{3,}")
#: the number of the only page
_ONLY = re.compile(r"\b1\s*(?:of|/)\s*1\b", re.IGNORECASE)


def printed(draft: Draft, *, breaks: bool = False) -> list[Line]:
    r"""The lines with words, in order; what runs along the pages is marked as a footer and left out.

    It runs where the file says so; where the same words stand beside two page numbers (or beside that of the only page,
    in the last line); where they stand at the same edge of two pages, the number of each beside them or not; or, where
    `breaks`, if they stand far apart, in the midst of a sentence or as the last line of all: a form that prints an item
    twice has whole lines twice.

    >>> draft = Draft(Source("a.txt", "Keep the log\nAsh Inn - page 1\ntidy.\nAsh Inn - page 2\n", ""))
    >>> [line.text for line in printed(draft)]
    ['Keep the log', 'tidy.']
    """
    source = draft.source
    draft.mark([line for line in source.lines if _RULE.fullmatch(line.text)], Status.LABEL)
    lines = [line for line in source.lines if line.text and not _RULE.fullmatch(line.text)]
    numbers = {*_told(source, lines), *_beside_page_numbers(lines), *_at_edges(source, lines)}
    numbers.update(_between(lines) if breaks else ())
    draft.mark([line for line in lines if line.number in numbers], Status.FOOTER)
    return [line for line in lines if line.number not in numbers]


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


def _told(source: Source, lines: Sequence[Line]) -> Iterator[int]:
    edges = frozenset(source.line_at(offset) for offset in source.edges)
    return (line.number for line in lines if line.number in edges)


def _beside_page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    found: dict[tuple[str, ...], set[Line]] = defaultdict(set)
    for line in lines:
        words = without_page(line.text)
        if words != line.text and key(words):
            found[key(words)].add(line)
    for alike in found.values():
        is_last = lines[-1] in alike and _ONLY.search(lines[-1].text)
        if is_last or len({line.text for line in alike}) > 1:
            yield from (line.number for line in alike)


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
            if is_running and len(numbers) > 1 and not is_table:
                yield from numbers.values()


def _without_number(words: tuple[str, ...], page: str) -> tuple[tuple[str, ...], bool]:
    """The words of a line without the number of its page at their beginning or end, and whether it is there."""
    if words[-1:] == (page,):
        return words[:-1], True
    return (words[1:], True) if words[:1] == (page,) else (words, False)
