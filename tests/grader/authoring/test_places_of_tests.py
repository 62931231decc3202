"""A converted test takes names as they are at its place: no later cell pays for or spoils what stands above it."""

import json

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.audit import audit
from grader.authoring.otter import from_otter
from grader.authoring.places_of_tests import marks_of, with_places
from grader.grading.pipeline import judge, observe
from grader.probes.expected import expect
from grader.submission.read import submission_of
from tests.grader.authoring.unproved import convert

from .sources import code, graded, notebook, raw, solution, text, written

AREA = "def area(r):\n    return 3 * r"
SOURCES = {
    "nbgrader": notebook(
        text("# Twice"),
        solution("a", f"x = 3\n{AREA}"),
        graded("first", 1, "assert x == 3\nassert area(2) == 6"),
        text("## Again"),
        solution("b", "x = 5\ndef area(r):\n    return 3 * r * r"),
        graded("second", 1, "assert x == 5\nassert area(2) == 12"),
        solution("c", "x = 0"),
    ),
    "otter": notebook(
        text("# Twice"),
        *(raw("# BEGIN QUESTION\nname: first\npoints: 1"), raw("# BEGIN SOLUTION")),
        code(f"x = 3 # SOLUTION\n# BEGIN SOLUTION\n{AREA}\n# END SOLUTION"),
        *(raw("# END SOLUTION"), raw("# BEGIN TESTS"), code("assert x == 3\nassert area(2) == 6"), raw("# END TESTS")),
        raw("# END QUESTION"),
        text("## Again"),
        *(raw("# BEGIN QUESTION\nname: second\npoints: 1"), raw("# BEGIN SOLUTION")),
        code("x = 5 # SOLUTION\n# BEGIN SOLUTION\ndef area(r):\n    return 3 * r * r\n# END SOLUTION"),
        *(raw("# END SOLUTION"), raw("# BEGIN TESTS"), code("assert x == 5\nassert area(2) == 12"), raw("# END TESTS")),
        raw("# END QUESTION"),
        text("## The end"),
    ),
}
FIRST, SECOND = f"x = 3\n{AREA}", "x = 5\ndef area(r):\n    return 3 * r * r"


class Course:
    def __init__(self, form, folder, slot):
        self.made = convert(form, written(folder, "twice", SOURCES[form]), folder / "out")
        self.assignment = load_assignment(self.made.rubric)
        self.expectations, self.slot = expect(self.assignment), slot
        template = self.assignment.template_folder / self.assignment.rubric.notebook
        self.cells = json.loads(template.read_text())["cells"]

    def scores(self, *solutions):
        """The scores of the template with these texts in its cells of solutions."""
        texts, cells = iter(solutions), []
        for cell in self.cells:
            work = cell["cell_type"] == "code" and "assert" not in "".join(cell["source"])
            cells.append({**cell, "source": next(texts, "")} if work else cell)
        files = {self.assignment.rubric.notebook: json.dumps(notebook(*cells)).encode()}
        record = observe(submission_of("one", files, self.assignment), self.assignment, self.expectations, self.slot)
        return {question.id: question.score for question in judge(record, self.assignment, self.expectations).questions}


@pytest.fixture(params=SOURCES)
def course(request, tmp_path, slot):
    return Course(request.param, tmp_path, slot)


def test_a_name_that_is_used_again_is_graded_with_its_value_there(course):
    assert course.made.left == ()
    assert course.scores(FIRST, SECOND, "x = 0") == {"first": 1, "second": 1}


def test_a_later_function_does_not_pay_for_an_earlier_one(course):
    assert course.scores("", f"x = 3\n{AREA}", "") == {"first": 0, "second": 0}
    assert course.scores("x = 3", SECOND) == {"first": 0, "second": 1}


def test_cells_that_raise_stop_nothing(course):
    assert course.scores(f"{FIRST}\n1 / 0", SECOND) == {"first": 1, "second": 1}


def test_an_audit_proves_it(course):
    found = audit(course.assignment, course.expectations, course.slot)
    assert found["ok"], found


def test_the_reference_marks_each_place_where_it_is(course):
    reference = (course.made.rubric.parent / "reference.py").read_text()
    first, second = (reference.index("return 3 * r"), reference.index("return 3 * r * r"))
    marks = [place for place in range(len(reference)) if reference.startswith("# place: ", place)]
    assert first < marks[0] < second < marks[1]


def test_a_cell_below_a_test_is_named_by_words_that_no_cell_above_it_has():
    found = with_places(from_otter(SOURCES["otter"], "twice"))
    assert [item.place for item in found.items] == ["## Again", "## The end"]
    assert marks_of(found) == {1: ("## Again",), 2: ("## The end",)}
