"""A marker for each shipped rubric, and hand-ins made of a module's text."""

from pathlib import Path

import pytest

from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pipeline import judge, observe
from grader.sandbox.selftest import chosen
from grader.submission.read import submission_of

RUBRICS = Path(__file__).parents[2] / "rubrics"


@pytest.fixture(scope="module")
def grader(request):
    """The grader of the rubric that a test module is named after."""
    with AssignmentGrader(RUBRICS / f"{request.module.RUBRIC}.toml", isolation=chosen("limited")) as grader:
        yield grader


@pytest.fixture
def graded(grader):
    """The fraction of its points that each criterion of a layers.py earns, and its finding."""

    def grade(layers, **others):
        files = {"cs231n/layers.py": layers.encode()} | {path: text.encode() for path, text in others.items()}
        submission = submission_of("someone", files, grader.assignment)
        record = observe(submission, grader.assignment, grader.expectations, grader.slot)
        result = judge(record, grader.assignment, grader.expectations)
        return {f"{q.id}.{c.id}": c for q in result.questions for c in q.criteria}

    return grade
