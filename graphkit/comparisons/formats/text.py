"""A comparison to read at the prompt: the numbers, then kind by kind every pair with both quotes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from graphkit.comparison import Comparison
from graphkit.comparisons import telling
from graphkit.roles import Asked
from graphkit.text import printable

__all__ = ["render"]

_WIDTH = 110


def render(comparison: Comparison) -> str:
    """The comparison as plain text."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield printable(telling.title(comparison))
    yield from _wrapped(telling.summary(comparison), "", "  ")
    if said := telling.between(comparison):
        yield from _wrapped(said, "  ", "  ")
    yield ""
    yield from _table(comparison)
    for each in comparison.alone:
        yield from _wrapped(f"not comparable: {telling.alone(each, comparison)}", "", "  ")
    for dropped in comparison.left_out:
        yield from _wrapped(f"left out: {telling.left_out(dropped)}", "", "  ")
    for sentence in telling.unread(comparison):
        yield from _wrapped(f"note: {sentence}", "", "  ")
    yield ""
    yield "Other methods, for what this one changes"
    for method, number in telling.methods(comparison):
        yield f"  {number:>5}  {printable(method)}"
    yield from _kinds(comparison)
    yield from _gates(comparison)
    yield ""
    for sentence in telling.NOTES:
        yield from _wrapped(sentence, "", "")


def _table(comparison: Comparison) -> Iterator[str]:
    left, right = map(printable, telling.sides(comparison))
    width = max([len(each.name) for each in comparison.compared], default=0)
    for each in comparison.compared:
        ours, theirs = (telling.percent(share) for share in each.coverage)
        numbers = f"{ours:>5} of {len(each.left)} in {left}, {theirs:>5} of {len(each.right)} in {right} covered"
        said = telling.note(each)
        yield f"{each.name:{width}}  {numbers}{f' ({said})' if said else ''}"


def _kinds(comparison: Comparison) -> Iterator[str]:
    left, right = telling.sides(comparison)
    for each in comparison.compared:
        yield ""
        yield f"{each.name.upper()}: {telling.matched(each)} matched"
        for pair in each.pairs:
            yield ""
            yield from _wrapped(telling.because(pair), "  ", "    ")
            yield from _quoted(pair.left)
            yield from _quoted(pair.right)
        for side, asked in ((left, each.only_left), (right, each.only_right)):
            if asked:
                yield ""
                yield f"  only in {printable(side)}"
                yield from (line for one in asked for line in _quoted(one))


def _gates(comparison: Comparison) -> Iterator[str]:
    if comparison.gates:
        yield ""
        yield "CONDITIONS: met or not, never averaged in"
    for side, is_left in zip(telling.sides(comparison), (True, False), strict=True):
        for gate in telling.gates(comparison, is_left=is_left):
            yield from _wrapped(
                f"{side}, {gate.kind}: {telling.at(gate.asked)}  “{gate.asked.item.text}”", "  ", "      "
            )


def _quoted(asked: Asked) -> Iterable[str]:
    return _wrapped(f"{telling.at(asked)}  “{asked.item.text}”", "    ", "      ")


def _wrapped(words: str, first: str, then: str) -> list[str]:
    words = "  ".join(map(printable, words.split("  ")))
    return textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
