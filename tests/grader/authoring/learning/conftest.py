"""A small assignment, and a class of five that was graded with it."""

import pytest

from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.model.repair import RepairsWanted
from grader.sandbox.selftest import chosen
from tests.grader.authoring.proof.conftest import Stats

RIGHT = """import numpy as np
def center(x):
    return x - np.mean(x, axis=0)
def variance(x):
    return np.mean(center(x) ** 2, axis=0)
def is_constant(x):
    return bool(np.all(x == x[0]))
"""
SUMMED = RIGHT.replace("np.mean(center(x) ** 2, axis=0)", "np.sum(center(x) ** 2, axis=0)")
OVER_ROWS = RIGHT.replace("np.mean(x, axis=0)", "np.mean(x, axis=1, keepdims=True)")
HAND_INS = {
    "ann": RIGHT,
    "ben": SUMMED,
    "cem": OVER_ROWS,
    "dee": SUMMED,
    "eva": SUMMED.replace("np.sum(center(x) ** 2, axis=0)", "sum(center(x) ** 2)"),
}


class Class:
    """The assignment, and the results of its class."""

    def __init__(self, folder, slot):
        self.stats, self.results, self._hand_ins = Stats(folder / "task", slot), folder / "results", folder / "class"

    def graded(self, hand_ins=None, repair=RepairsWanted.OFF):
        for name, text in (hand_ins or HAND_INS).items():
            (self._hand_ins / name).mkdir(parents=True)
            (self._hand_ins / name / "stats.py").write_text(text)
        settings = GradingSettings(
            rubric=self.stats.rubric, audience="staff", language="en", isolation=chosen("limited")
        )
        grade_class(self._hand_ins, self.results, settings, repair=repair)
        return self

    @property
    def mistakes(self):
        return self.stats.folder / "mistakes"

    def grader(self):
        return AssignmentGrader(self.stats.rubric, isolation=chosen("limited"))


@pytest.fixture
def students(tmp_path, slot):
    return Class(tmp_path, slot)
