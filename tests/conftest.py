"""What several tests share: one build of the project's own documents."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

import graphkit
from graphkit.content import ROOT

# How long an example takes says how busy the machine is, and fails nothing.
settings.register_profile("graphkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("graphkit")


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> graphkit.Build:
    """The four documents, built once and opened."""
    from graphkit import pipeline  # only the tests that ask for the build wait for every stage

    output = tmp_path_factory.mktemp("published") / "build"
    pipeline.build([ROOT / "data" / "documents"], output)
    return graphkit.open(output)


@pytest.fixture(scope="session")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> graphkit.Build:
    """The documents of tests/documents, which nothing is made to fit, built once and opened; for long tests."""
    from graphkit import pipeline

    output = tmp_path_factory.mktemp("unseen") / "build"
    pipeline.build([ROOT / "tests" / "documents"], output)
    return graphkit.open(output)
