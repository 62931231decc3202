"""Three tasks of other kinds: each is proved, and each hand-in gets what its expect.toml says."""

import tomllib
from pathlib import Path

import pytest

from grader.authoring.audit import audit
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pipeline import judge, observe
from grader.sandbox.selftest import chosen
from grader.submission.read import read_submission

TASKS = Path(__file__).parents[2] / "examples/tasks"
NAMES = ["kmeans", "linear_solver", "spectral_filter"]


@pytest.fixture(scope="module", params=NAMES)
def task(request):
    """A task's folder, and a grader for it."""
    with AssignmentGrader(TASKS / request.param / "rubric.toml", isolation=chosen("limited")) as grader:
        yield TASKS / request.param, grader


@pytest.mark.slow
def test_a_task_is_proved(task):
    _, grader = task
    found = audit(grader.assignment, grader.expectations, grader.slot)
    assert found["reference"]["score"] == found["reference"]["max_score"]
    assert found["template"]["score"] == 0
    assert len(found["mistakes"]) >= 3
    assert found["ok"]


def test_every_hand_in_gets_what_is_expected_of_it(task):
    folder, grader = task
    hand_ins = sorted((folder / "hand_ins").iterdir())
    assert len(hand_ins) >= 2
    for hand_in in hand_ins:
        expected = tomllib.loads((hand_in / "expect.toml").read_text(encoding="utf-8"))
        record = observe(
            read_submission(hand_in, grader.assignment), grader.assignment, grader.expectations, grader.slot
        )
        result = judge(record, grader.assignment, grader.expectations)
        assert {question.id: question.score for question in result.questions} == expected["scores"]
        assert result.pending == expected.get("pending", 0)


def test_the_tool_knows_nothing_of_normalization():
    """That another assignment needs no change in grader/ is a test of the design."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (TASKS.parents[1] / "grader").rglob("*.py"))
    code = "\n".join(line for line in sources.splitlines() if "`" not in line)
    assert "batchnorm" not in code
