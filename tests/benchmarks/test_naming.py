"""The yardstick draws the same mutants by the same seed, and counts with intervals."""

import itertools
from pathlib import Path

from benchmarks.naming.__main__ import share, summary
from benchmarks.naming.mutants import mutants_of
from grader.submission.read import read_submission

ROOT = Path(__file__).parents[2]
ROW = {"mistake": None, "as_if": None, "right_line": False, "told": False, "other_line": False, "cpu": 1.0}


def drawn(assignment, seed, errors=1):
    right = [("perfect", read_submission(ROOT / "examples/class/perfect", assignment))]
    found = mutants_of(right, assignment.rubric, seed, errors, ["batchnorm_forward", "batchnorm_backward"])
    return [[(edit.line, edit.text) for _, edit in mutant.changes] for mutant in itertools.islice(found, 5)]


def test_a_seed_draws_the_same_mutants(assignment):
    assert drawn(assignment, 3) == drawn(assignment, 3) != drawn(assignment, 4)


def test_two_errors_are_on_two_lines(assignment):
    assert all(one[0][0] != one[1][0] for one in drawn(assignment, 3, errors=2))


def test_what_is_named_or_repaired_at_its_line_counts():
    rows = [
        ROW,
        {**ROW, "mistake": "a"},
        {**ROW, "told": True, "right_line": True},
        {**ROW, "told": True, "other_line": True},
    ]
    found = summary(rows)
    assert found["named or repaired at the right line"].endswith("2 of 4")
    assert found["repaired at another line"].endswith("1 of 4")


def test_an_interval_stays_between_none_and_all():
    assert share(0, 10).startswith("0.0 (0.0 to ")
    assert "to 100.0)" in share(10, 10)
