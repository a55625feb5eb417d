"""The sentences in which every format tells of a progression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from graphkit.findings import located
from graphkit.moves import Answer, Basis, Gate, GateKind, Ground, LevelStep, Progression, Standing, Verdict, counts
from graphkit.roles import Asked, Facet, Level, Role, unread_words

__all__ = [
    "HEADINGS", "HELD", "MEANINGS", "about", "at", "by_kind", "by_standing", "deciding", "gaps", "left_perhaps",
    "level", "named", "nothing", "remarks", "summary", "tags", "told", "way",
]  # fmt: skip

HEADINGS = {
    Facet.DUTY: "Duties",
    Facet.BEHAVIOUR: "Behaviours, strengths and abilities",
    Facet.EXPERIENCE: "Experience and understanding",
    Facet.COMPETENCE: "Knowledge, skills and other competences",
    Facet.QUALIFICATION: "Qualifications",
    Facet.TRAINING: "Training",
    Facet.ELIGIBILITY: "Eligibility",
}
#: what each standing is called, with its meaning
MEANINGS = {
    Standing.MET: "the role one has asks for it, at least as strongly",
    Standing.PARTLY: "it asks for less of it, or for something that is evidence of it",
    Standing.UNKNOWN: "something there may be the same; nobody has decided",
    Standing.MISSING: "nothing there was found to ask for it, by concept, words or mapping; a person may have it",
}
#: what a gate is called by its standing: it is known to be held where the role one has asks for it
HELD = {
    Standing.MET: "known to be held",
    Standing.PARTLY: "held in part",
    Standing.UNKNOWN: "not known",
    Standing.MISSING: "missing",
}
_NOTHING = "nothing found, and nobody has decided"
_LATER_FIRST = (Standing.MISSING, Standing.UNKNOWN, Standing.PARTLY, Standing.MET)
_PLAIN = {
    "Essential": "essential",
    "Desirable": "desirable",
    "Unstated": "strength not stated",
    "AtEntry": "at entry",
    "AfterAppointment": "after appointment",
}
#: so many grounds are told of one item, and so many stepping stones
_SHOWN, _STONES = 3, 5


def named(role: Role) -> str:
    """A role with its document."""
    return f"{role.title} ({role.name})"


def summary(found: Progression) -> str:
    """How much of the target is met, in one line; gates apart."""
    told = [f"{number} {standing}" for standing, number in counts(found.answers).items() if number]
    gates = [
        f"{number} {HELD[standing]}" for standing, number in counts(g.answer for g in found.gates).items() if number
    ]
    blocking = f", {len(found.blocking)} in the way" if found.blocking else ""
    return (
        f"{_number(len(found.answers), 'demand')}: {', '.join(told) or 'none'}; "
        f"{_number(len(found.gates), 'gate')}: {', '.join(gates) or 'none'}{blocking}; "
        f"{_number(len(found.left), 'item')} left behind"
    )


def remarks(found: Progression) -> Iterator[str]:
    """What is to be known before anything else is read."""
    if found.titles:
        titles = ", ".join(f"“{title}”" for title in found.titles)
        yield f"Both documents bear the title {titles}: this may be one job described twice rather than a step."
    yield "Documents tell what a role asks for, not what a person has: every line below is about the two documents."
    read = [f"{found.read[name]} {word}" for name, word in _DECISIONS.items() if name in found.read]
    yield (
        f"Decisions on pairs of their texts: {', '.join(read)}."
        if read
        else "Nobody has recorded a decision on any pair of their texts; only shared concepts and same words are known."
    )
    yield f"A suggestion is shown from a confidence of {found.suggesting:.2f}, and never counts as met."
    for role in (found.role, found.target):
        yield from unread_words(role)


def left_perhaps(found: Progression) -> str | None:
    """Of how many items it is not known whether they are left behind."""
    number = len(found.left_perhaps)
    if not number:
        return None
    of = f"Of {_number(number, 'further item')} it is not known"
    return f"{of}: something in the target may be the same, and nobody has decided."


_DECISIONS = {"Accepted": "accepted", "Unsure": "left open", "Rejected": "refused"}


def about(asked: Asked) -> str:
    """What kind of item it is, with its code."""
    return " ".join(filter(None, (asked.item.kind, asked.code)))


def tags(asked: Asked) -> str:
    """How strongly and when it is asked, as printed.

    >>> from types import SimpleNamespace
    >>> tags(SimpleNamespace(modality="Essential", timing="AtEntry", months=36, level=None))
    'essential, at entry, 36 months'
    """
    when = _PLAIN.get(asked.timing) if asked.timing != "Unstated" else "time not stated"
    length = _number(asked.months, "month") if asked.months else None
    level_ = f"level {asked.level}" if asked.level else None
    return ", ".join(filter(None, (_PLAIN.get(asked.modality), when, length, level_)))


def at(asked: Asked) -> str:
    """The file and lines of an item."""
    return located(asked.places, asked.node.value)


def told(ground: Ground) -> str:
    """On what ground something is said, and where it falls short."""
    return "; but ".join([_basis(ground), *([", and ".join(ground.shortfalls)] if ground.shortfalls else [])])


def _basis(ground: Ground) -> str:
    match ground.basis:
        case Basis.CONCEPT:
            return f"{'both denote' if ground.given else 'it is taken as held:'} {', '.join(ground.concepts)}"
        case Basis.TEMPLATE:
            number = ground.given.sharing if ground.given else 0
            return f"{ground.basis}: template wording, printed alike in {number} documents"
        case Basis.POST:
            return f"{ground.basis}: {', '.join(ground.concepts)}"
        case Basis.SUGGESTED:
            return f"perhaps (suggested, {ground.confidence:.2f})"
        case _:
            return str(ground.basis) + _decided(ground)


def _decided(ground: Ground) -> str:
    """Who decided on a pair, how and why."""
    mapping = ground.mapping
    if mapping is None:
        return ""
    who = ", ".join(author.value.rsplit("/", 1)[-1] for author in mapping.authors) or "nobody named"
    how = f" ({mapping.predicate})" if mapping.decision == "Accepted" else ""
    by = ", ".join(reviewer.value.rsplit("/", 1)[-1] for reviewer in mapping.reviewers)
    review = f"reviewed by {by}" if by else "curated, not yet reviewed by a practitioner"
    why = f", “{mapping.comment}”" if mapping.comment else ""
    what = ", for everything there" if mapping.object is None else ""
    return f"{what}{how}: {who}{why} ({review})"


def deciding(verdict: Verdict) -> tuple[tuple[Ground, ...], int]:
    """The grounds that decide a verdict, the first few of them, and how many more there are."""
    grounds = [ground for ground in verdict.grounds if ground.standing is verdict.standing]
    return tuple(grounds[:_SHOWN]), len(grounds[_SHOWN:])


def nothing(verdict: Verdict) -> str:
    """What is said of an item for which there is no ground."""
    if verdict.parts:
        return f"{verdict.standing}, by its list"
    return "it is not named there, and nothing else was found" if verdict.asked.denotes else _NOTHING


def gaps(found: Progression) -> Iterator[tuple[str, Facet, list[Answer]]]:
    """The answers by facet, each with its heading; the facets that the target has."""
    for facet in Facet:
        if answers := found.of(facet):
            yield HEADINGS[facet], facet, answers


def by_standing(answers: Sequence[Answer]) -> Iterator[tuple[Standing, list[Answer]]]:
    """The answers by standing, what is missing first."""
    for standing in _LATER_FIRST:
        if some := [answer for answer in answers if answer.standing is standing]:
            yield standing, some


def by_kind(gates: Sequence[Gate]) -> Iterator[tuple[GateKind, list[Gate]]]:
    """The gates by kind."""
    for kind, some in groupby(gates, key=lambda gate: gate.kind):
        yield kind, list(some)


def level(step: LevelStep) -> str:
    """A level step with its sign.

    >>> level(LevelStep("level", None, None, None, "no level is printed for the first"))
    'level: none printed → none printed: no level is printed for the first'
    """
    old, new = map(_level, (step.old, step.new))
    change = "" if step.change is None else f" ({step.change:+d})" if step.change else " (the same)"
    return f"{step.scale}: {old} → {new}{change}{f': {step.note}' if step.note else ''}"


def _level(level_: Level | None) -> str:
    """A step of a scale with the first words that place a role there."""
    if level_ is None:
        return "none printed"
    first = level_.places[:1]
    return f"{level_.label} ({located(first)} “{first[0].quote}”)" if first else level_.label


def way(found: Progression) -> Iterator[tuple[str, str]]:
    """What is known of the way: each sentence with "stated", "not stated" or "inferred"."""
    if found.path:
        yield "stated", f"Documents state a way of {_number(len(found.path), 'step')} from the one role to the other."
    else:
        yield "not stated", f"No document of the build states a way from {found.role.title} to {found.target.title}."
    others = [step for step in found.stated if step not in found.path]
    if others:
        yield "stated", f"{_number(len(others), 'other step')} from or to one of the two roles is stated."
    for empty in found.between:
        there = ", ".join(map(named, empty.roles))
        note = f" Its scheme notes: {empty.note}" if empty.note and not empty.roles else ""
        held = f"there: {there}." if there else "no document of the build describes a role there."
        yield "inferred", f"Between them lies {empty.label}; {held}{note}"
    for bridge in found.bridges:
        where = f"described in {bridge.described.name}" if bridge.described else "described by no document of the build"
        also = f" It is named in {', '.join(map(at, bridge.naming))} too." if bridge.naming else ""
        yield "inferred", f"{found.target.title} asks for experience as {bridge.title}, which is {where}.{also}"
    for stone in found.stones[:_STONES]:
        yield (
            "inferred",
            f"By way of {named(stone.role)}: {stone.before} open on the first step, {stone.after} on the second; "
            f"{_number(len(stone.covers), 'demand')} of the target met better from there.",
        )
    if more := found.stones[_STONES:]:
        yield "inferred", f"{_number(len(more), 'further stepping stone')}, each with a longer step."
    if not found.stones:
        yield "inferred", "No role of the build is a stepping stone: none leaves less open on each of both steps."


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
