"""What may be the same and nobody has decided: the likest items of the role one has, where they are like enough."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode

from graphkit.facts import Facts
from graphkit.likeness import KINDS, confidence, scores_of
from graphkit.likeness.scoring import Scores
from graphkit.moves import Basis, Ground, Standing
from graphkit.progression.holding import Decisions
from graphkit.progression.judging import Suggester
from graphkit.roles import Asked, Facet, Role

__all__ = ["PERHAPS", "suggester"]

#: a pair of less confidence is not worth a look here: of those above, more than half are accepted by who reads them
PERHAPS = 0.5
_SHOWN = 3
#: a qualification is the one that is named or it is not: a name that is like its name says nothing
_NAMED = (Facet.QUALIFICATION, Facet.TRAINING)


def suggester(facts: Facts, role: Role, target: Role, decisions: Decisions) -> Suggester:
    """The suggestions for an item of the target, the surest first, scored as `graphkit align` scores them."""
    wanted = {asked.node for asked in target.asked}
    older = frozenset(each.document.node for each in (role, target) if not each.document.current)

    def suggest(asked: Asked) -> list[Ground]:
        if asked.node not in wanted or asked.item.kind not in KINDS or asked.facet in _NAMED:
            return []
        if _matches_nothing(asked, role, decisions):
            return []
        decided = {mapping.other(asked.node) for mapping in decisions.of(asked.node)}
        found = []
        for given in role.asked:
            if given.node in decided or _matches_nothing(given, target, decisions):
                continue
            if given.item.kind in KINDS:
                sure = confidence(_scores(facts, older).of(given.node.value, asked.node.value))
                if sure >= PERHAPS:
                    found.append(Ground(Basis.SUGGESTED, Standing.UNKNOWN, given, confidence=sure))
        return sorted(found, key=lambda ground: -(ground.confidence or 0))[:_SHOWN]

    return suggest


def _matches_nothing(asked: Asked, other: Role, decisions: Decisions) -> bool:
    """Whether somebody read all of the other role's document and found nothing there for an item."""
    return any(each.object is None and each.source == other.document.node for each in decisions.of(asked.node))


@lru_cache(maxsize=2)
def _scores(facts: Facts, older: frozenset[NamedNode]) -> Scores:
    """The scores of all current statements and those of some older editions, the same whichever pair is looked at."""
    items = [item for item in facts.items if facts.documents[item.document].current or item.document in older]
    return scores_of(facts, [item for item in items if item.kind in KINDS])
