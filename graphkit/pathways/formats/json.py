"""A progression for programs: everything, with every place."""

from __future__ import annotations

import json
from typing import Any

from graphkit.findings import Place
from graphkit.moves import Answer, Bridge, Empty, Gate, Ground, LevelStep, Progression, Stated, Stone, Verdict, counts
from graphkit.pathways.telling import told
from graphkit.roles import Asked, Level, Role

__all__ = ["render"]


def render(found: Progression) -> str:
    """The progression as one object; places are those of findings.json."""
    said = {
        "role": _role(found.role) | {"unread": _places(found.role.unread)},
        "target": _role(found.target) | {"unread": _places(found.target.unread)},
        "shared_titles": found.titles,
        "counts": counts(found.answers),
        "gate_counts": counts(gate.answer for gate in found.gates),
        "decisions": found.read,
        "suggestions_from": found.suggesting,
        "levels": [_step(step) for step in found.levels],
        "stated_path": [_stated(step) for step in found.path],
        "stated_steps": [_stated(step) for step in found.stated],
        "between": [_empty(empty) for empty in found.between],
        "asked_as": [_bridge(bridge) for bridge in found.bridges],
        "stepping_stones": [_stone(stone) for stone in found.stones],
        "gates": [_gate(gate) for gate in found.gates],
        "demands": [_answer(answer) for answer in found.answers],
        "left_behind": [_asked(verdict.asked) for verdict in found.left],
        "left_behind_not_known": [_asked(verdict.asked) for verdict in found.left_perhaps],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _role(role: Role) -> dict[str, Any]:
    document = role.document
    said = {"role": role.node.value, "title": role.title, "titles": role.titles, "class": role.kind}
    return said | {"document": document.identifier, "edition": document.edition, "publishers": role.publishers}


def _places(places: tuple[Place, ...]) -> list[dict[str, Any]]:
    return [place.as_json() for place in places]


def _asked(asked: Asked) -> dict[str, Any]:
    """What is said of an item; nothing that is not."""
    said = {
        "statement": asked.node.value, "class": asked.item.kind, "facet": asked.facet, "code": asked.code,
        "text": asked.item.text, "modality": asked.modality, "timing": asked.timing,
        "months_of_experience": asked.months, "level": asked.level,
    }  # fmt: skip
    return {key: value for key, value in said.items() if value not in (None, "")} | {"places": _places(asked.places)}


def _ground(ground: Ground) -> dict[str, Any]:
    mapping = ground.mapping
    said: dict[str, Any] = {"basis": ground.basis, "standing": ground.standing, "told": told(ground)}
    if ground.given:
        said["given"] = _asked(ground.given)
    if ground.shortfalls:
        said["shortfalls"] = ground.shortfalls
    if ground.concepts:
        said["concepts"] = ground.concepts
    if ground.confidence is not None:
        said["confidence"] = round(ground.confidence, 4)
    if mapping:
        said["mapping"] = {
            "mapping": mapping.node.value,
            "decision": mapping.decision,
            "predicate": mapping.predicate,
            "authors": [author.value for author in mapping.authors],
            "reviewers": [reviewer.value for reviewer in mapping.reviewers],
            "comment": mapping.comment,
        }
    return said


def _verdict(verdict: Verdict) -> dict[str, Any]:
    said = _asked(verdict.asked) | {
        "standing": verdict.standing,
        "grounds": [_ground(each) for each in verdict.grounds],
    }
    return said | ({"list": [_answer(part) for part in verdict.parts]} if verdict.parts else {})


def _answer(answer: Answer) -> dict[str, Any]:
    return {"standing": answer.standing, "any_of": [_verdict(option) for option in answer.options]}


def _gate(gate: Gate) -> dict[str, Any]:
    said = {"gate": gate.kind, "blocks": gate.blocks, "closing": gate.closing}
    return said | {"ways": [way.node.value for way in gate.ways]} | _answer(gate.answer)


def _level(level: Level | None) -> dict[str, Any] | None:
    if level is None:
        return None
    concept, scheme = (node.value if node else None for node in (level.concept, level.scheme))
    said = {"label": level.label, "number": level.number, "concept": concept, "scheme": scheme}
    return said | {"places": _places(level.places)}


def _step(step: LevelStep) -> dict[str, Any]:
    said = {"scale": step.scale, "old": _level(step.old), "new": _level(step.new)}
    return said | {"change": step.change, "note": step.note}


def _stated(step: Stated) -> dict[str, Any]:
    return {"from": step.old.value, "to": step.new.value, "places": _places(step.places)}


def _empty(empty: Empty) -> dict[str, Any]:
    said = {"concept": empty.concept.value, "label": empty.label, "scheme_note": empty.note}
    return said | {"roles": [_role(role) for role in empty.roles]}


def _bridge(bridge: Bridge) -> dict[str, Any]:
    said = {"title": bridge.title, "described": _role(bridge.described) if bridge.described else None}
    asking, naming = ([_asked(asked) for asked in some] for some in (bridge.asking, bridge.naming))
    return said | {"asking": asking, "also_naming": naming}


def _stone(stone: Stone) -> dict[str, Any]:
    said = {"role": _role(stone.role), "open_before": stone.before, "open_after": stone.after}
    return said | {"covers": [_asked(asked) for asked in stone.covers]}
