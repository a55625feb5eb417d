"""What several tests stand on: one build of the four documents."""

from __future__ import annotations

import pytest

import graphkit
from graphkit import pipeline
from graphkit.content import ROOT


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> graphkit.Build:
    """The four documents, built."""
    output = tmp_path_factory.mktemp("four") / "build"
    pipeline.build([ROOT / "data" / "documents"], output)
    return graphkit.open(output)
