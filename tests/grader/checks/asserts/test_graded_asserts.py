"""A submission is graded by an instructor's own test code, and hears what it says."""

import json

import pytest

from grader.errors import RubricError
from grader.grading.pipeline import judge, observe
from grader.model.submission import Audience
from grader.probes.expected import expect
from grader.report.view import view
from grader.submission.read import submission_of

CRITERION = '''
[[question]]
id = "own"
title = "Own tests"
function = "double"
[[question.criterion]]
id = "asserts"
title = "Doubles"
points = 2
check = "asserts"
code = """
assert double(3) == 6, "six"
np.testing.assert_allclose(double(np.ones(2)), [2, 2])
"""
[[question.criterion]]
id = "file"
title = "From a file"
points = 2
check = "asserts"
file = "own_tests.py"
hidden = false
'''
OWN = """
def test_double(student):
    assert student.double(4) == 8, 'eight'

def test_shown(student):
    assert student.shown == 5
"""
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}


@pytest.fixture
def own(tiny):
    tiny.write("tiny.toml", (tiny.folder / "tiny.toml").read_text() + CRITERION)
    tiny.write("own_tests.py", OWN)
    tiny.spoil("reference/__init__.py", "def double", "shown = 5\ndef double")
    return tiny


class Graded:
    def __init__(self, tiny, slot, module, cells=("shown = 2 + 3",)):
        self.assignment = tiny.load()
        self.expectations = expect(self.assignment)
        notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}}
        notebook["cells"] = [{**CELL, "source": source} for source in cells]
        files = {"Tiny.ipynb": json.dumps(notebook).encode(), "m.py": module.encode()}
        self.record = observe(submission_of("one", files, self.assignment), self.assignment, self.expectations, slot)

    def criteria(self):
        result = judge(self.record, self.assignment, self.expectations)
        own = next(question for question in result.questions if question.id == "own")
        return {c.id: c for c in own.criteria}


def _fractions(graded):
    return {name: c.fraction for name, c in graded.criteria().items()}


def test_a_submission_is_graded_by_the_instructor_s_tests(own, slot):
    graded = Graded(own, slot, "def double(x):\n    return 2 * x\n")
    assert _fractions(graded) == {"asserts": 1, "file": 1}


@pytest.mark.slow
def test_a_part_of_a_file_s_tests_earns_a_part_of_the_points(own, slot):
    graded = Graded(own, slot, "def double(x):\n    return 2 * x\n", cells=())
    assert _fractions(graded) == {"asserts": 1, "file": 0.5}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "verdict"),
    [
        ("def double(x):\n    return 3 * x\n", "fail"),
        ("def double(x):\n    raise NotImplementedError\n", "not_attempted"),
        ("def double(x):\n    return 2 * y\n", "fail"),
        ("def double(x):\n    import os\n    os._exit(3)\n", "fail"),
        ("def double(x):\n    return object()\n", "fail"),
    ],
)
def test_what_is_wrong_is_a_verdict(own, slot, module, verdict):
    assert Graded(own, slot, module).criteria()["asserts"].verdict.value == verdict


def test_the_report_says_that_an_object_came_where_a_value_is_needed(own, slot):
    graded = Graded(own, slot, "class X: pass\ndef double(x):\n    return X()\n")
    question = next(question for question in graded.assignment.rubric.questions if question.id == "own")
    told = question.criteria[0].check.measured_words(graded.criteria()["asserts"])
    assert [(one.key, one.facts) for one in told] == [("measured.asserts_object", {"function": "double"})]


@pytest.mark.parametrize(("factor", "said"), [(2, "Well done."), (3, "Look at the factor.")])
def test_the_instructor_s_own_words_are_told(own, slot, factor, said):
    words = 'passed = "Well done."\nfailed = "Look at the factor."\n'
    text = (own.folder / "tiny.toml").read_text()
    own.write("tiny.toml", text.replace('check = "asserts"\n', f'check = "asserts"\n{words}', 1))
    graded = Graded(own, slot, f"def double(x):\n    return {factor} * x\n")
    question = next(question for question in graded.assignment.rubric.questions if question.id == "own")
    told = question.criteria[0].check.measured_words(graded.criteria()["asserts"])
    assert told[-1].facts == {"said": said}


@pytest.mark.slow
def test_a_function_that_never_ends_costs_its_own_tests(own, slot):
    own.write("tiny.toml", (own.folder / "tiny.toml").read_text() + "\n[limits]\nscenario_cpu_seconds = 1\n")
    graded = Graded(own, slot, "def double(x):\n    while True:\n        pass\n")
    assert graded.criteria()["asserts"].evidence.worst.rung.value == "limit"


@pytest.mark.slow
def test_tests_that_changed_are_not_judged_from_an_older_record(own, slot):
    graded = Graded(own, slot, "def double(x):\n    return 2 * x\n")
    before = own.load().run_sha256
    own.spoil("tiny.toml", "double(3) == 6", "double(4) == 8")
    assert own.load().run_sha256 != before
    graded.assignment = own.load()
    found = graded.criteria()["asserts"]
    assert found.verdict.value == "error"
    assert "take other steps" in found.evidence.facts["fault"]


def test_a_test_with_unseeded_chance_loses_its_own_question_and_names_it_to_staff(own, slot):
    own.spoil("tiny.toml", "assert double(3) == 6", "import time\nx = time.perf_counter()\nassert double(x) == 2 * x")
    graded = Graded(own, slot, "def double(x):\n    return 2 * x\n")
    result = judge(graded.record, graded.assignment, graded.expectations)
    assert [question.id for question in result.questions if question.verdict.value == "error"] == ["own"]
    assert next(question for question in result.questions if question.id == "first").verdict.value == "pass"
    remark = next(remark for remark in result.remarks if remark.id == "criterion_failed")
    assert (remark.audience.value, remark.facts["criterion"]) == ("staff", "own.asserts")
    assert "take other steps" in remark.facts["reason"]


def test_a_generator_without_a_seed_gives_the_same_numbers_when_judged(own, slot):
    own.spoil("tiny.toml", "assert double(3) == 6", "x = np.random.default_rng().normal()\nassert double(x) == 2 * x")
    assert _fractions(Graded(own, slot, "def double(x):\n    return 2 * x\n"))["asserts"] == 1


PRINTS = "import os\nprint('expected', 42)\nos.system('echo around')\nassert double(3) == 6"


def test_what_tests_print_is_read_by_staff_and_by_nobody_else(own, slot, capfd):
    own.spoil("tiny.toml", "assert double(3) == 6", PRINTS)
    own.spoil("own_tests.py", "assert student.double", "print('eight it is'); assert student.double")
    graded = Graded(own, slot, "def double(x):\n    return 2 * x\n")
    result = judge(graded.record, graded.assignment, graded.expectations)
    assert capfd.readouterr() == ("", "")
    staff, student = (
        json.dumps(view(graded.assignment.rubric, {}, graded.record, result, audience))
        for audience in (Audience.STAFF, Audience.STUDENT)
    )
    assert "expected 42" in staff
    assert "eight it is" in staff
    assert "expected 42" not in student
    assert "eight it is" not in student


def test_a_file_that_changed_is_another_assignment(own):
    before = own.load().run_sha256
    own.write("own_tests.py", OWN + "\n")
    assert own.load().run_sha256 != before


def test_tests_that_the_reference_fails_are_refused(own):
    own.spoil("tiny.toml", "double(3) == 6", "double(3) == 7")
    with pytest.raises(RubricError) as caught:
        expect(own.load())
    assert "the reference does not pass its asserts: six" in caught.value.what


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('file = "own_tests.py"', 'file = "own_tests.py"\ncode = "assert double(1)"', "both `code` and `file`"),
        ('file = "own_tests.py"', "", "neither `code` nor `file`"),
        ('file = "own_tests.py"', 'file = "none.py"', "there is no none.py"),
        ('file = "own_tests.py"', 'code = "assert ("', "no Python"),
        ('file = "own_tests.py"', 'code = "assert 1"\ntests = ["a"]', "`tests` stands beside `code`"),
    ],
)
def test_a_criterion_that_is_not_in_form_is_refused(own, old, new, what):
    own.spoil("tiny.toml", old, new)
    assert what in str(own.refused())
