"""What was given out and must stay: what it is worth, what is said of it, and where it is practised."""

import json
from dataclasses import replace

import pytest

from grader.authoring.audit import audit
from grader.checks.unchanged import digest
from grader.errors import RubricError
from grader.execution.record_store import load, save
from grader.grading.pipeline import judge, observe
from grader.model.rubric import Question
from grader.probes.expected import expect
from grader.release.practice import practice_rubric
from grader.release.pyz import selfcheck_files
from grader.report.view import view
from grader.submission.read import submission_of
from tests.grader.selfcheck.conftest import Student

KEPT = """
[[question]]
id = "kept"
title = "What was given"
[[question.criterion]]
id = "kept"
title = "Stays as it was"
points = 2
check = "unchanged"
requires = ["first"]
files = ["data/table.csv"]
"""
RIGHT = "def double(x):\n    return 2 * x\n"
GIVEN = "a,b\n1,2\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}


def notebook(*sources):
    cells = [{**CELL, "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


@pytest.fixture
def course(tiny):
    """The tiny assignment with a file that must stay as it is."""
    tiny.write("tiny.toml", (tiny.folder / "tiny.toml").read_text() + KEPT)
    tiny.write("template/data/table.csv", GIVEN)
    return tiny


@pytest.fixture
def with_variable(course):
    """The same with a variable of the notebook."""
    course.spoil("tiny.toml", 'opaque = ["cache"]', 'opaque = ["cache"]\nvariables = ["limit"]')
    course.spoil("tiny.toml", 'files = ["data', 'variables = ["limit"]\nfiles = ["data')
    course.spoil("reference/__init__.py", "def double", "limit = {'n': [1, 2.5], 'name': 'x'}\ndef double")
    course.write("template/Tiny.ipynb", notebook("limit = {'n': [1, 2.5], 'name': 'x'}"))
    return course


class HandIn:
    """A hand-in of the course, run and judged."""

    def __init__(self, course, slot, cells=(), module=RIGHT, table=GIVEN):
        self.assignment = course.load()
        self.expectations = expect(self.assignment)
        files = {"m.py": module, "Tiny.ipynb": notebook(*cells)} | ({} if table is None else {"data/table.csv": table})
        files = {path: text.encode() for path, text in files.items() if text is not None}
        self.record = observe(submission_of("one", files, self.assignment), self.assignment, self.expectations, slot)

    def kept(self, record=None):
        result = judge(record or self.record, self.assignment, self.expectations)
        return next(q for q in result.questions if q.id == "kept").criteria[0]

    def said(self, language="en"):
        result = judge(self.record, self.assignment, self.expectations)
        report = view(self.assignment.rubric, {}, self.record, result, "student", language)
        return next(q for q in report["questions"] if q["id"] == "kept")["criteria"][0]


@pytest.mark.parametrize("table", [GIVEN, "a,b\r\n1,2\r\n", "a,b\r1,2", None])
def test_a_file_that_is_as_it_was_or_was_not_handed_in_earns_all(course, slot, table):
    kept = HandIn(course, slot, table=table).kept()
    assert (kept.verdict.value, kept.fraction) == ("pass", 1)


def test_a_file_that_was_changed_earns_nothing_and_is_named(course, slot):
    hand_in = HandIn(course, slot, table="a,b\n1,3\n")
    assert (hand_in.kept().verdict.value, hand_in.kept().fraction) == ("fail", 0)
    said = hand_in.said()
    assert said["check"] == "unchanged"
    assert said["message"].startswith("0 of 1 things that you were given are as they were given. `data/table.csv` is")
    assert said["next"].startswith("Take it from the hand-out again")
    assert "`data/table.csv` 与发给你时不同。" in hand_in.said("zh")["message"]


def test_it_pays_in_proportion_to_the_questions_that_it_requires(course, slot):
    wrong = HandIn(course, slot, module="def double(x):\n    return 3 * x\n").kept()
    assert (wrong.verdict.value, wrong.fraction) == ("fail", 0)
    template = (course.folder / "template/m.py").read_text()
    assert HandIn(course, slot, module=template).kept().verdict.value == "not_attempted"


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ("limit = {'n': [1, 2.5], 'name': 'x'}", 2),
        ("limit = {'name': 'x', 'n': (1, 2.5)}", 2),
        ("limit = {'n': [1, 2.6], 'name': 'x'}", 1),
        ("limit = {'n': [1, 2.5, 3], 'name': 'x'}", 1),
        ("limit = {'n': [1, 2.5], 'name': 'x', 'more': 1}", 1),
        ("limit = 'x'", 1),
        ("del limit", 1),
        ("limit = object()", 1),
    ],
)
def test_a_variable_is_what_the_reference_says(with_variable, slot, cell, held):
    kept = HandIn(with_variable, slot, cells=("limit = 0", cell)).kept()
    assert (kept.evidence.facts["held"], kept.fraction) == (held, held / 2)


def test_without_a_notebook_a_variable_is_not_there(with_variable, slot):
    with_variable.spoil("tiny.toml", 'files = ["data/table.csv"]', "")
    assignment = with_variable.load()
    submission = submission_of("one", {"m.py": RIGHT.encode()}, assignment)
    expectations = expect(assignment)
    result = judge(observe(submission, assignment, expectations, slot), assignment, expectations)
    assert result.questions[-1].criteria[0].verdict.value == "not_attempted"


def test_it_is_judged_again_without_the_files(with_variable, slot, tmp_path):
    hand_in = HandIn(with_variable, slot, cells=("limit = 1",), table="other")
    save(hand_in.record, tmp_path)
    again = load(tmp_path)
    assert again.submission.files["data/table.csv"] == b""
    assert hand_in.kept(again) == hand_in.kept()
    assert hand_in.kept().evidence.facts["changed"] == ("data/table.csv", "limit")


AUDITED = """
schema = "grader/rubric/v1"
[assignment]
id = "tiny"
title = "Tiny"
notebook = "Tiny.ipynb"
scenarios = "scenarios.py"
reference = "reference"
template = "template"
seed = 1
variables = ["limit"]
[functions."m.py"]
double = ["out"]
[[question]]
id = "first"
title = "First"
function = "double"
[[question.criterion]]
id = "output"
title = "Doubled"
points = 2
check = "matches"
scenarios = ["doubled"]
outputs = ["out"]
"""


@pytest.fixture
def audited(with_variable, slot):
    with_variable.write("tiny.toml", AUDITED + KEPT.replace("files", 'variables = ["limit"]\nfiles'))

    def found():
        assignment = with_variable.load()
        return audit(assignment, expect(assignment), slot)

    return found


def test_the_audit_proves_it(audited):
    found = audited()
    assert (found["ok"], found["reference"]["score"], found["template"]["score"]) == (True, 4, 0)


def test_the_audit_refuses_a_template_that_is_not_what_the_reference_says(audited, with_variable):
    with_variable.write("template/Tiny.ipynb", notebook("limit = 3"))
    with pytest.raises(RubricError) as caught:
        audited()
    assert caught.value.what == "in the untouched template `limit` is not what the reference says it is."


@pytest.mark.parametrize("value", ["object()", "{1: object()}", "float('nan')"])
def test_a_reference_whose_variable_cannot_be_compared_is_refused(with_variable, value):
    with_variable.spoil("reference/__init__.py", "limit = {'n': [1, 2.5], 'name': 'x'}", f"limit = {value}")
    with pytest.raises(RubricError) as caught:
        expect(with_variable.load())
    assert "that cannot be compared" in caught.value.what


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('requires = ["first"]\nfiles', "files", "the key `requires` is missing."),
        ('files = ["data/table.csv"]', "", "it has neither `variables` nor `files`."),
        ('requires = ["first"]\nfiles', 'requires = ["fist"]\nfiles', "`fist` is not a question."),
        ('requires = ["first"]\nfiles', 'requires = ["kept"]\nfiles', "`kept` is not judged before `kept`."),
        ("data/table.csv", "m.py", "students write in m.py."),
        ("data/table.csv", "Tiny.ipynb", "students write in Tiny.ipynb."),
        ("data/table.csv", "data/tables.csv", "the template holds no data/tables.csv."),
        ("data/table.csv", "../tiny.toml", "the template holds no ../tiny.toml."),
        ("data/table.csv", 'x", "x', "the file `x` stands here more than once."),
        ("files =", "variables =", "`data/table.csv` is not one of the assignment's `variables`."),
        ("files = [", "file = [", "the key `file` is not known here."),
    ],
)
def test_what_does_not_fit_is_refused(course, old, new, what):
    text = (course.folder / "tiny.toml").read_text()
    head, found, tail = text.rpartition(old)
    assert found
    course.write("tiny.toml", head + new + tail)
    assert course.refused().what == what


def test_a_question_that_waits_for_others_itself_cannot_be_required_by_an_earlier_one(course):
    course.spoil(
        "tiny.toml",
        'check = "runs"\ncells = [{ tag = "a" }]\nrequires = ["first"]',
        'check = "runs"\ncells = [{ tag = "a" }]\nrequires = ["kept"]',
    )
    error = course.refused()
    assert (error.what, error.where.split(", ", 1)[1]) == (
        "`kept` is not judged before `third`.",
        "question third, criterion runs, requires",
    )


def test_a_self_check_looks_at_files(course, tmp_path):
    student = Student(tmp_path / "student", course.load())
    student.write("m.py", RIGHT)
    student.write("data/table.csv", GIVEN)
    assert student.check("kept").tone.value == "right"
    student.write("data/table.csv", "mine")
    card = student.check("kept")
    assert card.tone.value == "wrong"
    assert "`data/table.csv` is not as it was given." in card.lines[0].texts[0]
    assert "data/table.csv" in card.tested


def test_a_self_check_leaves_variables_to_the_grader(with_variable):
    assignment = with_variable.load()
    assert "kept" not in {question.id for question in practice_rubric(assignment).questions}


def test_it_travels_with_the_self_check(course):
    assignment = course.load()
    files = selfcheck_files(assignment, "en", expect(assignment))
    assert "selfcheck/checks/unchanged.py" in files
    assert digest(GIVEN.encode()).encode() in files["selfcheck/assignment.py"]
    assert "selfcheck/checks/unchanged_table.py" not in files


def test_the_files_are_among_those_that_are_handed_in(course):
    rubric = course.load().rubric
    assert rubric.paths() == ["m.py", "Tiny.ipynb", "data/table.csv"]
    empty = replace(rubric, questions=(Question(id="q", title="", criteria=()),))
    assert empty.paths() == ["m.py", "Tiny.ipynb"]


def test_in_a_file_that_is_no_text_every_byte_counts():
    assert digest(b"\x00\r") != digest(b"\x00\n")
    assert digest(b"\xff\r\n") != digest(b"\xff\n")


def test_a_path_may_be_spelled_in_other_ways(course):
    text = (course.folder / "tiny.toml").read_text()
    course.write("tiny.toml", text.replace("data/table.csv", "./data/../data/table.csv"))
    (kept,) = next(q for q in course.load().rubric.questions if q.id == "kept").criteria
    assert list(kept.check.files) == ["data/table.csv"]
