"""A marker for each shipped rubric, and hand-ins made of a module's text."""

from pathlib import Path

import pytest

from grader.grading.assignment_grader import Desk
from grader.grading.pipeline import judge, observe
from grader.submission.read import submission_of

RUBRICS = Path(__file__).parents[2] / "rubrics"


@pytest.fixture(scope="module")
def desk(request):
    """The desk of the rubric that a test module is named after."""
    with Desk(RUBRICS / f"{request.module.RUBRIC}.toml") as desk:
        yield desk


@pytest.fixture
def graded(desk):
    """The fraction of its points that each criterion of a layers.py earns, and its finding."""

    def grade(layers, **others):
        files = {"cs231n/layers.py": layers.encode()} | {path: text.encode() for path, text in others.items()}
        submission = submission_of("someone", files, desk.assignment)
        record = observe(submission, desk.assignment, desk.expectations, desk.slot)
        result = judge(record, desk.assignment, desk.expectations)
        return {f"{q.id}.{c.id}": c for q in result.questions for c in q.criteria}

    return grade
