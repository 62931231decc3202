"""A function that no question is about is repaired where one calls it, and the report says that it lies there."""

from pathlib import Path

import pytest

from grader.assignment.loader import load_assignment
from grader.grading.pipeline import judge, observe
from grader.grading.repairing import find_repairs
from grader.model.repair import RepairsShown, RepairsWanted
from grader.probes.expected import expect
from grader.repairs.fresh import fresh_cases
from grader.report.repairs import repair_of
from grader.report.words import words
from grader.submission.read import submission_of

ROOT = Path(__file__).parents[3]
LAYERS = (ROOT / "tests/corpus/wrong/base_spatial/cs231n/layers.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def repaired(slot):
    """Function that returns the repairs of a hand-in for the spatial layers, whose plain layer is wrong."""
    assignment = load_assignment(ROOT / "rubrics/spatial_normalization.toml")
    expectations, fresh = expect(assignment), fresh_cases(assignment)

    def repaired(old, new):
        assert LAYERS.count(old) == 1
        files = {"cs231n/layers.py": LAYERS.replace(old, new).encode()}
        submission = submission_of("below", files, assignment)
        result = judge(observe(submission, assignment, expectations, slot), assignment, expectations)
        asked = (submission, result, assignment, expectations, lambda: fresh, lambda: slot)
        return find_repairs(*asked, RepairsWanted.AUTO).found

    return repaired


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    var = x.var(axis=0)\n", "    var = x.var(axis=0) * 1.5\n", "x.var(axis=0) * 1.5"),
        ("= keep * old_mean + (1 - keep) * mean", "= keep * old_mean - (1 - keep) * mean", "old_mean -"),
    ],
)
def test_an_error_in_a_plain_layer_is_found_below_the_spatial_one(repaired, old, new, line):
    (repair,) = repaired(old, new)
    assert repair.function == "spatial_batchnorm_forward"
    assert [place.function for place in repair.places] == ["batchnorm_forward"]
    assert line in repair.places[0].old
    told = repair_of(words("en"), (repair,), "spatial_batchnorm_forward", RepairsShown.LINE, staff=False)
    assert "It is in `batchnorm_forward`, which `spatial_batchnorm_forward` builds on" in told["message"]
