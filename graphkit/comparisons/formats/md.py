"""A comparison as Markdown, for a wiki or a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.comparison import Comparison
from graphkit.comparisons import telling
from graphkit.roles import Asked
from graphkit.text import marked_down

__all__ = ["render"]


def render(comparison: Comparison) -> str:
    """The comparison as Markdown (CommonMark, with tables as GitHub has them)."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    left, right = map(marked_down, telling.sides(comparison))
    yield f"# {marked_down(telling.title(comparison))}"
    yield ""
    yield f"**{marked_down(telling.summary(comparison))}**"
    if said := telling.between(comparison):
        yield f"({marked_down(said)})"
    yield ""
    yield f"| kind | of {left} | of {right} | matched | note |"
    yield "|---|---|---|---|---|"
    for each in comparison.compared:
        ours, theirs = map(telling.percent, each.coverage)
        shares = f"{ours} of {len(each.left)} | {theirs} of {len(each.right)}"
        yield f"| {each.name} | {shares} | {telling.matched(each)} | {marked_down(telling.note(each) or '')} |"
    yield ""
    yield from (f"- not comparable: {marked_down(telling.alone(each, comparison))}" for each in comparison.alone)
    yield from (f"- left out: {marked_down(telling.left_out(each))}" for each in comparison.left_out)
    yield from (f"- {marked_down(sentence)}" for sentence in telling.unread(comparison))
    yield ""
    yield "| other methods, for what this one changes | |"
    yield "|---|---|"
    yield from (f"| {marked_down(method)} | {number} |" for method, number in telling.methods(comparison))
    yield from _kinds(comparison)
    yield from _gates(comparison)
    for sentence in telling.NOTES:
        yield ""
        yield sentence


def _kinds(comparison: Comparison) -> Iterator[str]:
    for each in comparison.compared:
        yield ""
        yield f"## {each.name.capitalize()}"
        yield ""
        for pair in each.pairs:
            yield f"- **{marked_down(telling.because(pair))}**"
            yield from (f"  - {_quoted(asked)}" for asked in (pair.left, pair.right))
        for side, asked in zip(telling.sides(comparison), (each.only_left, each.only_right), strict=True):
            if asked:
                yield f"- only in {marked_down(side)}"
                yield from (f"  - {_quoted(one)}" for one in asked)


def _gates(comparison: Comparison) -> Iterator[str]:
    if comparison.gates:
        yield ""
        yield "## Conditions, met or not, never averaged in"
        yield ""
    for side, is_left in zip(telling.sides(comparison), (True, False), strict=True):
        for gate in telling.gates(comparison, is_left=is_left):
            yield f"- {marked_down(side)}, {gate.kind}: {_quoted(gate.asked)}"


def _quoted(asked: Asked) -> str:
    return f"{marked_down(telling.at(asked))}: {marked_down(asked.item.text)}"
