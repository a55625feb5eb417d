"""Labels over their values among the lines of a section, as a page of a vacancy prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.documents.source import Line
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.documents.tools.known import Known

__all__ = ["over_values"]

#: so many known labels, each over its value, are a block of them
_MANY = 3
#: a longer line is neither a label nor its value
_LONGEST = 60


def over_values(known: Known, lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The lines in runs, each with whether it is made of labels over values.

    Several known labels over values are such a run, with the unknown ones between them; one by itself is where blank
    lines part it and its value from all else.
    """
    at, plain = 0, list[Line]()
    while at < len(lines):
        end, count = at, 0
        while _is_pair(known, lines, end) or (count and _is_pair(known, lines, end + 2) and _is_over(lines, end)):
            count += _is_known(known, lines, end)
            end += 2
        is_single = count == 1 and end == at + 2 and _stands_apart(lines, at, end)
        if count < _MANY and not is_single:
            plain.append(lines[at])
            at += 1
            continue
        if end < len(lines) and _is_over(lines, end) and lines[end].number - lines[end - 1].number == 1:
            end += 2  # the last of them, which nobody knows
        if plain:
            yield False, plain
        yield True, list(lines[at:end])
        at, plain = end, []
    if plain:
        yield False, plain


def _is_known(known: Known, lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a known label and nothing else."""
    if at + 1 >= len(lines) or lines[at].cell or lines[at].text.rstrip().endswith(":"):
        return False
    found = known.label(lines[at : at + 1], 0, in_front=True)
    return found is not None and found.rest is None


def _is_over(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line stands right over another, and neither is a sentence or an item."""
    pair = lines[at : at + 2]
    return (
        len(pair) == 2
        and pair[1].number - pair[0].number == 1
        and all(
            len(line.text) <= _LONGEST and not ends_sentence(line.text) and not split_marker(line)[0] for line in pair
        )
    )


def _is_pair(known: Known, lines: Sequence[Line], at: int) -> bool:
    return _is_known(known, lines, at) and _is_over(lines, at)


def _stands_apart(lines: Sequence[Line], at: int, end: int) -> bool:
    is_above = at > 0 and lines[at].number - lines[at - 1].number > 1
    is_below = end == len(lines) or lines[end].number - lines[end - 1].number > 1
    return is_above and is_below
