"""Six assignments in the manner of real ones are marked here as nbgrader and otter mark them, question by question.

What the peers gave is recorded in `marks.json`; `test_peers_themselves.py` asks them again.
"""

import json

import pytest

from grader.assignment.loader import load_assignment
from grader.grading.pipeline import judge, observe
from grader.probes.expected import expect
from grader.submission.read import submission_of
from tests.grader.authoring.unproved import convert

from .hand_ins import ASSIGNMENTS, NAMES, hand_ins, written
from .record import RECORDED

MARKS = json.loads(RECORDED.read_text())["marks"]


@pytest.mark.parametrize("name", NAMES)
def test_five_hand_ins_get_the_marks_of_their_own_grader(name, tmp_path, monkeypatch, slot):
    _made, assignment = converted(name, tmp_path, monkeypatch)
    expectations = expect(assignment)
    asked = {question.id for question in assignment.rubric.questions}
    for student, handed_in in hand_ins(name).items():
        files = {path: content.encode() for path, content in ASSIGNMENTS[name].FILES.items()}
        files[assignment.rubric.notebook] = json.dumps(handed_in).encode()
        submission = submission_of(student, files, assignment)
        result = judge(observe(submission, assignment, expectations, slot), assignment, expectations)
        ours = {question.id: question.score for question in result.questions if question.id in asked}
        theirs = {id_: mark or 0 for id_, mark in MARKS[name][student].items()}  # None waits for a person
        assert ours == pytest.approx({id_: theirs.get(id_, 0) for id_ in ours}, abs=1e-3), (
            student
        )  # ours have four decimals


@pytest.mark.parametrize("name", NAMES)
def test_no_question_that_is_worth_points_is_lost(name, tmp_path, monkeypatch):
    made, assignment = converted(name, tmp_path, monkeypatch)
    assert {left.id for left in made.left if "0 points" not in left.why} == set()
    points = sum(criterion.points for question in assignment.rubric.questions for criterion in question.criteria)
    assert points == pytest.approx(ASSIGNMENTS[name].POINTS)


def converted(name, tmp_path, monkeypatch):
    """Return what became of an assignment's source; it is converted in the source's own folder."""
    source = written(name, tmp_path / "source")
    monkeypatch.chdir(source.parent)
    made = convert(ASSIGNMENTS[name].FORM, source, tmp_path / "out")
    return made, load_assignment(made.rubric)
