"""The sentences in which every format tells of a comparison."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.comparison import Alone, Compared, Comparison, Coverage, Gate, LeftOut, Pair
from graphkit.roles import Asked, Role, unread_words

__all__ = [
    "NOTES", "alone", "at", "because", "between", "gates", "left_out", "matched", "methods", "name", "note", "percent",
    "sides", "statements", "summary", "title", "unread",
]  # fmt: skip

#: what a reader should know of the numbers
NOTES = (
    "A statement is matched with one of the other role at most, so that all matches together are as sure as can be. "
    "A pair counts as much as it is sure that both speak of one thing; below 10 % it counts nothing.",
    "Covered is the share of one role's statements that the other has too. What the role does weighs as much as "
    "everything it asks for. Where both pick from one closed list, only what they share beyond chance counts.",
    "Conditions that are met or not are shown and never averaged in. How alike two texts are is no judgement of "
    "anybody's fitness for a job.",
)


def name(role: Role) -> str:
    """A role by what a command line calls it.

    An edition that nobody printed is left out.
    """
    return role.document.identifier if role.document.edition == "unknown" else role.name


def sides(comparison: Comparison) -> tuple[str, str]:
    """What to call the two roles in a sentence."""
    left, right = comparison.left, comparison.right
    if left.document.identifier == right.document.identifier:
        return left.name, right.name
    return left.document.identifier, right.document.identifier


def title(comparison: Comparison) -> str:
    """Both roles by title and name."""
    return " and ".join(f"{role.title} ({name(role)})" for role in (comparison.left, comparison.right))


def percent(share: float) -> str:
    """A share as one reads it.

    >>> percent(0.164), percent(1)
    ('16 %', '100 %')
    """
    return f"{round(100 * share)} %"


def summary(comparison: Comparison) -> str:
    """How alike the roles are, and how sure that is, in one line."""
    found = comparison.headline
    if found is None:
        return "not comparable: the two roles have no kind of statement in common"
    kinds = [kind for kind, _ in found.weights]
    left, right = sides(comparison)
    return (
        f"{percent(found.coverage.mean)} alike in {_listed(kinds)}: {right} covers {percent(found.coverage.of_left)} "
        f"of {left}, {left} covers {percent(found.coverage.of_right)} of {right}"
    )


def between(comparison: Comparison) -> str | None:
    """Between which numbers the headline stays."""
    found = comparison.headline
    if found is None:
        return None
    if len(found.weights) < 2:
        return "the number rests on one kind alone, so no weight can change it"
    weights = ", ".join(f"{kind} {percent(weight)}" for kind, weight in found.weights)
    least, most = (f"{100 * share:.1f} %" for share in (found.least, found.most))
    return f"between {least} and {most} if each weight ({weights}) is up to a fifth off"


def methods(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """What other methods say, each with what it is."""
    others = comparison.others
    if others is None:
        return
    left, right = sides(comparison)
    yield "Words of the whole documents (Jaccard, template included)", percent(others.jaccard_of_documents)
    yield "Words of the statements compared (Jaccard)", percent(others.jaccard_of_statements)
    yield f"Career Causeways style, from {left} to {right}", percent(others.causeways.of_right)
    yield f"Career Causeways style, from {right} to {left}", percent(others.causeways.of_left)


def note(compared: Compared) -> str | None:
    """What is to be said of a kind beside its numbers."""
    if not compared.counts:
        return "a condition, not averaged in"
    if compared.chance:
        return f"{compared.chance:.1f} by chance, from a closed list; beyond it {_ways(compared.beyond_chance)}"
    return None


def matched(compared: Compared) -> str:
    """How much of a kind is matched, and in how many pairs."""
    number = len(compared.pairs)
    return f"{compared.matched:.2f} in {number} pair{'' if number == 1 else 's'}"


def _ways(coverage: Coverage) -> str:
    return f"{percent(coverage.of_left)} and {percent(coverage.of_right)}"


def statements(number: int) -> str:
    """So many statements."""
    return f"{number} statement{'' if number == 1 else 's'}"


def alone(each: Alone, comparison: Comparison) -> str:
    """A kind that only one role has."""
    whose = sides(comparison)[0 if each.is_left else 1]
    return f"{each.name}: only {whose} has any ({statements(len(each.asked))})"


def left_out(each: LeftOut) -> str:
    """A statement that is not compared, and why."""
    return f"{at(each.asked)}: {each.reason}"


def unread(comparison: Comparison) -> Iterator[str]:
    """Which of the two documents was not read to the end, and where."""
    for role in (comparison.left, comparison.right):
        yield from unread_words(role)


def gates(comparison: Comparison, *, is_left: bool) -> list[Gate]:
    """The conditions of one side."""
    return [gate for gate in comparison.gates if gate.is_left == is_left]


def because(pair: Pair) -> str:
    """How sure a pair is, and what both sides share."""
    sure = f"{percent(pair.confidence)} sure"
    concepts = ", ".join(concept.replace("-", " ") for concept in pair.concepts[:4])
    shared = "; ".join(filter(None, (concepts, " ".join(pair.words[:4]))))
    decided = "; accepted by a reader of both" if pair.accepted else ""
    return f"{sure}{f', by {shared}' if shared else ''}{decided}"


def at(asked: Asked) -> str:
    """The document and lines of a statement, its code, and its page where there is one."""
    code = f" {asked.code}" if asked.code else ""
    if not asked.places:
        return f"{asked.node.value}{code}"
    lines = [line for place in asked.places for line in (place.line, place.end_line) if line is not None]
    where = asked.places[0].document or asked.places[0].file or asked.node.value
    if lines:
        where += f":{min(lines)}" if min(lines) == max(lines) else f":{min(lines)}-{max(lines)}"
    page = asked.places[0].page
    return f"{where}{f', page {page}' if page else ''}{code}"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
