"""Gates: qualifications, length and posts of experience, eligibility and vetting, training; and how each is closed."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.moves import Answer, Basis, Gate, GateKind, Standing, Verdict
from graphkit.progression.holding import Decisions, months_of, posts_asked_in
from graphkit.roles import Asked, Facet

__all__ = ["gate_of"]

_KINDS = {
    Facet.QUALIFICATION: GateKind.QUALIFICATION,
    Facet.TRAINING: GateKind.TRAINING,
    Facet.ELIGIBILITY: GateKind.ELIGIBILITY,
}
_WHEN = {"AtEntry": "before taking up the post", "AfterAppointment": "after appointment"}


def gate_of(answer: Answer, decisions: Decisions) -> Gate | None:
    """The gate that a demand is, None where it is none."""
    kind = _kind(answer, decisions)
    if kind is None:
        return None
    ways = tuple(way for option in answer.options for way in _ways(option))
    later = answer.asked.timing == "AfterAppointment" or answer.asked.modality == "Desirable"
    blocks = answer.standing is not Standing.MET and not later
    return Gate(kind, answer, blocks, ways, _closing(kind, answer, ways, decisions))


def _kind(answer: Answer, decisions: Decisions) -> GateKind | None:
    """What gate a demand is; training where it is to be gained after appointment, whatever it is called."""
    for verdict in answer:
        kind = _KINDS.get(verdict.asked.facet)
        if kind is GateKind.QUALIFICATION and answer.asked.timing == "AfterAppointment":
            return GateKind.TRAINING
        if kind:
            return kind
    if any(verdict.asked.months or posts_asked_in(verdict.asked, decisions) for verdict in answer):
        return GateKind.EXPERIENCE
    return None


def _ways(option: Verdict) -> Iterator[Asked]:
    """The items of which any one is enough for an option: itself, or where it only offers a choice, what it offers."""
    (first, *others) = option.parts or (None,)
    if first and not others and len(first.options) > 1:
        for inner in first.options:
            yield from _ways(inner)
    else:
        yield option.asked


def _closing(kind: GateKind, answer: Answer, ways: tuple[Asked, ...], decisions: Decisions) -> str:
    if answer.standing is Standing.MET:
        again = "; whether it is checked again, the words do not say" if kind is GateKind.ELIGIBILITY else ""
        return f"nothing to close: the role one has asks for it too{again}"
    asked = answer.asked
    wish = ", which is desirable and not demanded" if asked.modality == "Desirable" else ""
    when = _WHEN.get(asked.timing)
    if kind is GateKind.EXPERIENCE:
        return "; ".join(_time_and_posts(answer, decisions)) + wish
    if kind is GateKind.QUALIFICATION:
        return (f"hold one of the {len(ways)} alternatives" if len(ways) > 1 else "hold it") + f" at entry{wish}"
    if kind is GateKind.TRAINING:
        return f"complete it {when or 'when it is asked: the words do not say when'}{wish}"
    return f"meet it {when}" if when else "meet it: the words do not say when"


def _time_and_posts(answer: Answer, decisions: Decisions) -> Iterator[str]:
    for verdict in answer:
        asked = verdict.asked
        had = max((ground.given.months or 0 for ground in verdict.grounds if ground.given and ground.standing.rank < 2),
                  default=0)  # fmt: skip
        if asked.months and had < asked.months:
            more = months_of(asked.months - had)
            yield f"gain {more} more of it" if had else f"gain {more} of it, as far as documents tell"
        if all(ground.basis is not Basis.POST for ground in verdict.grounds):
            yield from (f"gain it as {decisions.label(post)}" for post in posts_asked_in(asked, decisions))
