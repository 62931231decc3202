"""Assignments of other graders grade here as they graded there, with tests that student code cannot reach."""

import importlib.util
import json
from dataclasses import replace

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.audit import audit
from grader.errors import CallerError, OutputError
from grader.grading.pipeline import judge, observe
from grader.probes.expected import expect
from grader.submission.read import submission_of
from tests.grader.authoring.unproved import convert

from .sources import NBGRADER, NUMBERS, OTTER, notebook, solution, text, written

LEFT = {
    "numbers": set(),
    "arrays": set() if importlib.util.find_spec("matplotlib") else {"plot_labels"},
    "structures": {"reads_source"},
    "objects": set(),
}
"""What cannot cross: a plot where matplotlib is missing, and the student's source."""


class Course:
    """A converted assignment, to grade hand-ins with."""

    def __init__(self, folder, form, name, source, slot):
        self.made = convert(form, written(folder, name, source), folder / "out")
        self.assignment = load_assignment(self.made.rubric)
        self.expectations = expect(self.assignment)
        self.source, self.slot = source, slot

    def result(self, handed_in):
        files = {self.assignment.rubric.notebook: json.dumps(handed_in).encode()}
        submission = submission_of("one", files, self.assignment)
        record = observe(submission, self.assignment, self.expectations, self.slot)
        return judge(record, self.assignment, self.expectations)

    def scores(self, handed_in):
        return {question.id: question.score for question in self.result(handed_in).questions}

    def limit(self, **limits):
        rubric = self.assignment.rubric
        self.assignment = replace(self.assignment, rubric=replace(rubric, limits=replace(rubric.limits, **limits)))

    def points(self):
        return {q.id: sum(c.points for c in q.criteria) for q in self.assignment.rubric.questions}


def _changed(source, old, new):
    whole = json.dumps(source)
    assert json.dumps(old)[1:-1] in whole
    return json.loads(whole.replace(json.dumps(old)[1:-1], json.dumps(new)[1:-1]))


@pytest.fixture(params=NBGRADER)
def course(request, tmp_path, slot):
    return Course(tmp_path, "nbgrader", request.param, NBGRADER[request.param], slot)


def test_at_least_nine_of_ten_test_cells_grade_without_editing(tmp_path):
    made = [convert("nbgrader", written(tmp_path, name, source), tmp_path / name) for name, source in NBGRADER.items()]
    assert sum(one.crossed for one in made) >= 0.9 * sum(one.tests for one in made)
    assert {name: {left.id for left in one.left} for name, one in zip(NBGRADER, made, strict=True)} == LEFT


def test_the_solved_notebook_earns_everything_and_the_students_version_nothing(course):
    found = audit(course.assignment, course.expectations, course.slot)
    assert found["ok"], found
    assert course.result(course.source).pending == sum(
        c.points for q in course.assignment.rubric.questions for c in q.criteria if c.id == "answer"
    )
    result = course.result(course.source)
    assert result.score + result.pending == result.max_score


def test_what_the_notebook_alone_cannot_show_is_accepted_in_the_rubric(tmp_path, slot):
    course = Course(tmp_path, "nbgrader", "arrays", NBGRADER["arrays"], slot)
    plots = set() if importlib.util.find_spec("matplotlib") else {"import matplotlib"}
    assert set(course.assignment.rubric.accepted) == {"cell *", *plots}
    assert audit(course.assignment, course.expectations, slot)["no_longer_found"] == []


def test_ids_and_points_are_the_source_s(course):
    worth = [c["metadata"]["nbgrader"] for c in course.source["cells"] if "points" in c["metadata"].get("nbgrader", {})]
    left = {one.id for one in course.made.left}
    assert course.points() == {one["grade_id"]: one["points"] for one in worth if one["grade_id"] not in left}


def test_hidden_tests_and_solutions_are_not_in_what_students_get(course):
    given = json.dumps(
        json.loads((course.made.rubric.parent / f"template/{course.assignment.rubric.notebook}").read_text())
    )
    for hidden in ("HIDDEN", "BEGIN SOLUTION", "squares(10) ==", "A.mean(axis=0)", "Counter(words)", "Because it"):
        assert hidden not in given


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("range(1, n + 1)", "range(1, n)", {"correct_squares": 0, "correct_sum": 0, "partial": 0}),
        ('raise ValueError("n must be positive")', "return []", {"squares_invalid_input": 0}),
        ("math.pi * radius ** 2", "3 * radius ** 2", {"area_value": 0}),
        (
            "return [i ** 2 for",
            "return [i ** 2 if i < 3 else 0 for",
            {"correct_squares": 0, "correct_sum": 0, "partial": 2},
        ),
        pytest.param(
            *("    return sum(squares(n))", "    while True: pass", {"correct_sum": 0, "uses_squares": 0}),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_wrong_notebook_gets_the_marks_that_nbgrader_gives(tmp_path, slot, old, new, lost):
    course = Course(tmp_path, "nbgrader", "numbers", NUMBERS, slot)
    course.limit(cell_cpu_seconds=1, scenario_cpu_seconds=1)
    expected = {**course.points(), "explain": 0, "derive": 0, **lost}
    assert course.scores(_changed(NUMBERS, old, new)) == expected


YES = """
class Yes(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __gt__ = __le__ = __ge__ = __contains__ = __eq__
    def __hash__(self): return 0
    def __call__(self, *args, **kwargs): return self
    def __getattr__(self, name): return self
    def __iter__(self): return iter([self])
    def __next__(self): return self
    def __len__(self): return 2
    def __getitem__(self, place): return self
def {0}(*args, **kwargs): return Yes(1)
"""


def test_objects_that_say_yes_to_anything_earn_nothing(tmp_path, slot):
    course = Course(tmp_path, "nbgrader", "objects", NBGRADER["objects"], slot)
    cells = [dict(cell) for cell in course.source["cells"]]
    for cell in cells:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("solution"):
            names = ["".join(cell["source"]).split("def ")[-1].split("(")[0], "Point"]
            cell["source"] = "".join(YES.format(name) for name in names)
    assert sum(course.scores({**course.source, "cells": cells}).values()) == 0


def test_a_notebook_that_patches_the_tests_gains_nothing(tmp_path, slot):
    course = Course(tmp_path, "nbgrader", "numbers", NUMBERS, slot)
    cheat = (
        "import builtins, sys, numpy.testing\n"
        "class Anything:\n    def __eq__(self, other): return True\n    def __getitem__(self, place): return self\n"
        "squares = sum_of_squares = lambda n: Anything()\narea = Anything()\nbuiltins.AssertionError = KeyError"
    )
    scores = course.scores(notebook(solution("squares", cheat)))
    assert scores["correct_sum"] == scores["squares_invalid_input"] == scores["area_type"] == 0


def test_an_otter_assignment_crosses(tmp_path, slot):
    course = Course(tmp_path, "otter", "lab01", OTTER, slot)
    assert (course.made.crossed, course.made.tests, course.made.manual) == (4, 4, 1)
    assert course.points() == {"q1": 3, "q2": 2, "q3": 4}
    assert audit(course.assignment, course.expectations, slot)["ok"]
    assert course.scores(OTTER) == {"q1": 3, "q2": 2, "q3": 0}
    assert course.scores(_changed(OTTER, "total / len(values)", "total / 3")) == {"q1": 1, "q2": 2, "q3": 0}


def test_an_otter_template_has_prompts_in_place_of_solutions(tmp_path):
    made = convert("otter", written(tmp_path, "lab01", OTTER), tmp_path / "out")
    given = json.loads((made.rubric.parent / "template/lab01.ipynb").read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in given]
    assert 'def mean_of(values):\n    """The mean."""\n    total = ...\n    ...' in sources
    assert "limit = 10\nevens = ..." in sources
    assert not any("BEGIN" in source or "odds" in source or "Because" in source for source in sources)


@pytest.mark.parametrize(
    ("form", "source", "error", "what"),
    [
        ("nbgrader", "no json", CallerError, "cannot be read as a notebook"),
        ("nbgrader", {"cells": 3}, CallerError, "cannot be read as a notebook"),
        ("nbgrader", notebook(text("# A")), CallerError, "nothing in it is worth points"),
        (
            "otter",
            notebook({"cell_type": "raw", "source": "# BEGIN QUESTION\nname: q"}),
            CallerError,
            "no END QUESTION",
        ),
        (
            "otter",
            notebook(
                *({"cell_type": "raw", "source": one} for one in ("# BEGIN QUESTION\npoints: 1", "# END QUESTION"))
            ),
            CallerError,
            "has no name",
        ),
        (
            "otter",
            notebook({"cell_type": "raw", "source": "# BEGIN TESTS"}, text("x")),
            CallerError,
            "outside of a question",
        ),
    ],
)
def test_a_source_that_cannot_be_used_is_refused(tmp_path, form, source, error, what):
    path = tmp_path / "a.ipynb"
    path.write_text(source if isinstance(source, str) else json.dumps(source))
    with pytest.raises(error) as caught:
        convert(form, path, tmp_path / "out")
    assert what in caught.value.what


def test_a_folder_that_holds_something_is_not_written_over(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(OutputError):
        convert("nbgrader", written(tmp_path, "numbers", NUMBERS), tmp_path / "out")
