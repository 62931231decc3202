"""A release of the shipped assignment, made once."""

from pathlib import Path

import pytest

from grader.release.build import release

ROOT = Path(__file__).parents[3]
RUBRIC = ROOT / "rubrics/batch_normalization.toml"


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """The folder and the zip; nobody changes them."""
    return release(RUBRIC, tmp_path_factory.mktemp("release"))
