"""A class in which several hand-ins do the same in other words."""

import pytest

from grader.gradebook.book import read_book
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.behaviour_index import updated_index

from ..conftest import copied
from .low_passes import LOW_PASSES, write_low_pass


@pytest.fixture(scope="session")
def _low_passes(_graded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("low_passes")
    course = copied(_graded, folder)
    for name, code in LOW_PASSES.items():
        write_low_pass(course, name, code)
    course.batch()
    return folder


class Grouped:
    """A graded class of one's own, and its groups."""

    def __init__(self, course):
        self.course, self.out = course, course.out

    def index(self):
        """The groups as they are now."""
        contents = read_book(self.out)
        grader = AssignmentGrader(self.course.rubric, contents.about.audience, contents.about.language)
        return updated_index(self.out, grader, contents.about.submissions)

    def write(self, name, code):
        """Hand something in, and grade the class."""
        write_low_pass(self.course, name, code)
        self.course.batch()

    def score(self, name, criterion="filtered"):
        """The points of one criterion of one hand-in."""
        row = next(row for row in read_book(self.out).rows if row.submission == name)
        return next(one.score for one in row.criteria if one.criterion == criterion)


@pytest.fixture
def grouped(_low_passes, tmp_path):
    return Grouped(copied(_low_passes, tmp_path))
