"""A progression as Markdown, for a wiki or a paper."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.moves import Answer, Progression, Standing, Verdict, counts
from graphkit.pathways import telling
from graphkit.roles import Asked
from graphkit.text import marked_down

__all__ = ["render"]


def render(found: Progression) -> str:
    """The progression as Markdown (CommonMark, with tables)."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Progression) -> Iterator[str]:
    yield f"# {marked_down(telling.named(found.role))} → {marked_down(telling.named(found.target))}"
    yield from ("", f"{marked_down(telling.summary(found))}.", "")
    yield from (f"> {marked_down(remark)}  " for remark in telling.remarks(found))
    yield from ("", "## At a glance", "")
    yield f"| | {' | '.join(_LABELS)} |"
    yield "|---|" + "---:|" * len(Standing)
    for heading, _, answers in telling.gaps(found):
        yield f"| {heading} | {' | '.join(str(number) for number in counts(answers).values())} |"
    for kind, gates in telling.by_kind(found.gates):
        numbers = counts(gate.answer for gate in gates)
        yield f"| gates: {kind} | {' | '.join(str(number) for number in numbers.values())} |"
    yield from ("", "## Levels", "")
    yield from (f"- {marked_down(telling.level(step))}" for step in found.levels)
    yield from ("", "## The way", "")
    yield from (f"- *{kind}*: {marked_down(sentence)}" for kind, sentence in telling.way(found))
    yield from ("", "## Gates")
    for kind_, gates in telling.by_kind(found.gates):
        yield from ("", f"### {str(kind_).capitalize()}", "")
        for gate in gates:
            blocks = "**blocks**, " if gate.blocks else ""
            yield f"- {blocks}{telling.HELD[gate.answer.standing]}: {marked_down(gate.closing)}"
            yield from _answer(gate.answer, "  ")
    for heading, _, answers in telling.gaps(found):
        yield from ("", f"## {heading}")
        for standing, some in telling.by_standing(answers):
            yield from ("", f"### {str(standing).capitalize()} ({len(some)})", "")
            for answer in some:
                yield from _answer(answer, "")
    yield from ("", f"## Left behind ({len(found.left)})", "")
    yield from (_quote(verdict.asked, "") for verdict in found.left)
    if perhaps := telling.left_perhaps(found):
        yield from ("", perhaps)
    yield from ("", "## What the words mean", "")
    yield from (f"- *{standing}*: {telling.MEANINGS[standing]}" for standing in Standing)


_LABELS = [str(standing) for standing in Standing]


def _answer(answer: Answer, indent: str) -> Iterator[str]:
    if len(answer.options) > 1:
        yield f"{indent}- any one of {len(answer.options)}:"
        indent += "  "
    for option in answer.options:
        yield from _verdict(option, indent)


def _verdict(verdict: Verdict, indent: str) -> Iterator[str]:
    yield _quote(verdict.asked, indent)
    grounds, more = telling.deciding(verdict)
    for ground in grounds:
        if ground.given:
            yield _quote(ground.given, indent + "  ", "one has")
        yield f"{indent}  - *{marked_down(telling.told(ground))}*"
    if more:
        yield f"{indent}  - and {more} more"
    if not grounds:
        yield f"{indent}  - *{telling.nothing(verdict)}*"
    for part in verdict.parts:
        yield from _answer(part, indent + "  ")


def _quote(asked: Asked, indent: str, of: str = "") -> str:
    what = "; ".join(filter(None, (telling.about(asked), telling.tags(asked))))
    lead = f"{of}, " if of else ""
    return f"{indent}- {lead}{marked_down(telling.at(asked))}: “{marked_down(asked.item.text)}” ({marked_down(what)})"
