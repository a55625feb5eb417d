"""A progression to read at the prompt: gates first, then each demand with both quotes beside their lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from graphkit.moves import Answer, Progression, Standing, Verdict
from graphkit.pathways import telling
from graphkit.roles import Asked
from graphkit.text import printable

__all__ = ["render"]

_WIDTH = 110


def render(found: Progression) -> str:
    """The progression as plain text."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Progression) -> Iterator[str]:
    yield printable(f"{telling.named(found.role)} → {telling.named(found.target)}")
    yield from _wrapped(telling.summary(found), "")
    for remark in telling.remarks(found):
        yield from _wrapped(f"note: {remark}", "")
    yield from ("", "LEVELS")
    for step in found.levels:
        yield from _wrapped(telling.level(step), "  ")
    if not found.levels:
        yield "  neither document prints a band, a level or an occupational class"
    yield from ("", "THE WAY")
    for kind, sentence in telling.way(found):
        yield from _wrapped(f"{kind}: {sentence}", "  ")
    for kind_, gates in telling.by_kind(found.gates):
        yield from ("", f"GATES: {kind_}")
        for gate in gates:
            yield from _wrapped(
                f"{'BLOCKS  ' if gate.blocks else ''}{telling.HELD[gate.answer.standing]}: {gate.closing}", "  "
            )
            yield from _answer(gate.answer, "    ")
    for heading, _, answers in telling.gaps(found):
        yield from ("", heading.upper())
        for standing, some in telling.by_standing(answers):
            yield f"  {standing} ({len(some)})"
            for answer in some:
                yield from _answer(answer, "    ")
    yield from (
        "",
        f"LEFT BEHIND ({len(found.left)}): what {printable(found.role.title)} asks for and the other does not",
    )
    for verdict in found.left:
        yield from _quote("-", verdict.asked, "    ")
    if perhaps := telling.left_perhaps(found):
        yield from _wrapped(perhaps, "  ")
    yield from ("", "WHAT THE WORDS MEAN")
    for standing in Standing:
        yield from _wrapped(f"{standing}: {telling.MEANINGS[standing]}", "  ")


def _answer(answer: Answer, indent: str) -> Iterator[str]:
    if len(answer.options) > 1:
        yield f"{indent}any one of {len(answer.options)}:"
        indent += "  "
    for option in answer.options:
        yield from _verdict(option, indent)


def _verdict(verdict: Verdict, indent: str) -> Iterator[str]:
    yield from _quote("+", verdict.asked, indent)
    grounds, more = telling.deciding(verdict)
    for ground in grounds:
        if ground.given:
            yield from _quote("-", ground.given, indent + "  ")
        yield from _wrapped(telling.told(ground), indent + "    ")
    if more:
        yield f"{indent}    and {more} more"
    if not grounds:
        yield from _wrapped(telling.nothing(verdict), indent + "    ")
    for part in verdict.parts:
        yield from _answer(part, indent + "    ")


def _quote(sign: str, asked: Asked, indent: str) -> list[str]:
    what = "; ".join(filter(None, (telling.about(asked), telling.tags(asked))))
    return _wrapped(f"{sign} {telling.at(asked)}  “{asked.item.text}” [{what}]", indent, indent + "  ")


def _wrapped(words: str, first: str, then: str | None = None) -> list[str]:
    words = "  ".join(map(printable, words.split("  ")))
    then = first + "  " if then is None else then
    return textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
