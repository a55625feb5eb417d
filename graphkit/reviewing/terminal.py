"""A review held with somebody at a terminal, or with lines that a program sends."""

from __future__ import annotations

from collections.abc import Callable

from graphkit.reviewing.screen import screen
from graphkit.reviewing.session import DEFAULT_AUTHOR, HELP, Review, agent

__all__ = ["hold"]


def hold(review: Review, ask: Callable[[str], str | None], tell: Callable[[str], None], *, author: str | None) -> str:
    """Show each case and do what is answered, to the end of cases or lines; in one line, what was decided.

    Who decides is asked for once unless named.
    """
    if review.case and author is None:
        review.author = agent(ask(f"who decides? rcqid:agent/ [{DEFAULT_AUTHOR}] ") or "")
    if review.case:
        tell(HELP)
    shown = None
    while review.case:
        if shown != review.at:
            tell(screen(review))
        shown = review.at
        line = ask("> ")
        if line is None or line.strip() == "q":
            break
        if line.strip():
            tell(review.answer(line).rstrip("\n") + "\n")
    told = ", ".join(f"{number} {decision}" for decision, number in sorted(review.counts.items()) if number)
    return f"{told}; graphkit build takes them into the graph" if told else "nothing decided"
