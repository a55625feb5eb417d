"""A comparison for programs."""

from __future__ import annotations

import json
from typing import Any

from graphkit.comparison import Compared, Comparison, Coverage, Headline, Others, Pair
from graphkit.comparisons import telling
from graphkit.roles import Asked, Role

__all__ = ["render"]

#: shares and confidences are numbers of so many places
_PLACES = 6


def render(comparison: Comparison) -> str:
    """The comparison as one object; places are those of findings.json."""
    told = {
        "left": _role(comparison.left),
        "right": _role(comparison.right),
        "summary": telling.summary(comparison),
        "headline": comparison.headline and _headline(comparison.headline),
        "kinds": [_compared(each) for each in comparison.compared],
        "not_comparable": [
            {"kind": each.name, "side": _side(each.is_left), "statements": [_asked(asked) for asked in each.asked]}
            for each in comparison.alone
        ],
        "left_out": [
            {"side": _side(each.is_left), "reason": each.reason} | _asked(each.asked) for each in comparison.left_out
        ],
        "gates": [{"side": _side(gate.is_left), "gate": gate.kind} | _asked(gate.asked) for gate in comparison.gates],
        "other_methods": comparison.others and _others(comparison.others),
        "notes": [*telling.unread(comparison), *telling.NOTES],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _role(role: Role) -> dict[str, Any]:
    return {
        "role": role.node.value,
        "document": role.document.identifier,
        "edition": role.document.edition,
        "title": role.title,
    }


def _headline(headline: Headline) -> dict[str, Any]:
    return {
        **_coverage(headline.coverage),
        "least": round(headline.least, _PLACES),
        "most": round(headline.most, _PLACES),
        "weights": {name: round(weight, _PLACES) for name, weight in headline.weights},
    }


def _others(others: Others) -> dict[str, float]:
    return {
        "jaccard_of_documents": round(others.jaccard_of_documents, _PLACES),
        "jaccard_of_statements": round(others.jaccard_of_statements, _PLACES),
        "causeways_to_left": round(others.causeways.of_left, _PLACES),
        "causeways_to_right": round(others.causeways.of_right, _PLACES),
    }


def _coverage(coverage: Coverage) -> dict[str, float]:
    return {
        "of_left": round(coverage.of_left, _PLACES),
        "of_right": round(coverage.of_right, _PLACES),
        "mean": round(coverage.mean, _PLACES),
    }


def _compared(compared: Compared) -> dict[str, Any]:
    return {
        "kind": compared.name,
        "counts": compared.counts,
        "statements": {"left": len(compared.left), "right": len(compared.right)},
        "matched": round(compared.matched, _PLACES),
        "by_chance": round(compared.chance, _PLACES),
        "covered": _coverage(compared.coverage),
        "covered_beyond_chance": _coverage(compared.beyond_chance),
        "pairs": [_pair(pair) for pair in compared.pairs],
        "only_left": [_asked(asked) for asked in compared.only_left],
        "only_right": [_asked(asked) for asked in compared.only_right],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "confidence": round(pair.confidence, _PLACES),
        "accepted": pair.accepted,
        "concepts": pair.concepts,
        "words": pair.words,
        "left": _asked(pair.left),
        "right": _asked(pair.right),
    }


def _asked(asked: Asked) -> dict[str, Any]:
    """What is said of a statement; nothing that is not."""
    said = {
        "statement": asked.node.value,
        "class": asked.item.kind,
        "code": asked.code,
        "text": asked.item.text,
        "modality": asked.modality,
        "timing": asked.timing,
        "months": asked.months,
    }
    return {key: value for key, value in said.items() if value not in (None, "")} | {
        "places": [place.as_json() for place in asked.places]
    }


def _side(is_left: bool) -> str:
    return "left" if is_left else "right"
