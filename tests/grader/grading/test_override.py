"""A person's points: in the report, in the marks, and there to stay."""

import json

import pytest

from grader.errors import CallerError
from grader.gradebook.book import grades_of, read_book
from grader.gradebook.decisions import read_decisions
from grader.grading.override import override
from grader.grading.regrade import regrade


def _criterion(course, submission="solo", question="ringing"):
    report = json.loads((course.out / f"reports/{submission}/report.json").read_text())
    (question,) = [one for one in report["questions"] if one["id"] == question]
    return question["criteria"][0]


def _score(course, student="00123"):
    return next(grade.score for grade in grades_of(course.out) if grade.entry.student == student)


def _waiting(course, submission="team"):
    return next(row.pending for row in read_book(course.out).rows if row.submission == submission)


def test_the_student_reads_the_points_and_the_reason(course):
    override(course.out, "00123", "ringing.answer", 1.5, "The window is not named.")
    criterion = _criterion(course)
    assert (criterion["verdict"], criterion["score"]) == ("partial", 1.5)
    assert criterion["by_person"] == {"points": 1.5, "comment": "The window is not named."}
    assert "The window is not named." in (course.out / "reports/solo/report.html").read_text()


def test_the_mark_and_the_points_that_wait_change(course):
    before, waiting = _score(course, "bo"), _waiting(course)
    override(course.out, "bo", "ringing", 2, "Right.")
    assert _score(course, "bo") == before + 2
    assert _waiting(course) == waiting - 2 == 0


def test_a_group_shares_them(course):
    before = _score(course, "cy")
    override(course.out, "bo", "ringing", 1, "Half.")
    assert _score(course, "bo") == _score(course, "cy") == before + 1


def test_who_and_when_are_kept(course):
    override(course.out, "00123", "ringing", 1, "Half.", who="ta")
    (decision,) = read_decisions(course.out)
    assert (decision.who, decision.when[:2]) == ("ta", "20")


@pytest.mark.slow
def test_it_survives_a_regrade_a_batch_and_a_gradebook_that_is_lost(course):
    override(course.out, "00123", "ringing", 1, "Half.")
    score = _score(course)
    regrade(course.out)
    course.batch()
    course.batch(force=True)
    (course.out / "gradebook.sqlite").unlink()
    assert _score(course) == score
    assert _criterion(course)["by_person"]["points"] == 1


def test_the_last_decision_counts_and_can_be_taken_back(course):
    before = _criterion(course)
    override(course.out, "00123", "ringing", 1, "Half.")
    override(course.out, "00123", "ringing", 2, "All of it.")
    assert _criterion(course)["score"] == 2
    override(course.out, "00123", "ringing", None, "A mistake of mine.")
    assert _criterion(course) == before


def test_full_points_leave_nothing_to_mend(course):
    row = next(row for row in read_book(course.out).rows if row.submission == "solo")
    wrong = next(points for points in row.criteria if points.verdict in ("fail", "partial"))
    override(course.out, "00123", f"{wrong.question}.{wrong.criterion}", wrong.max_score, "Right after all.")
    report = json.loads((course.out / "reports/solo/report.json").read_text())
    found = [
        criterion
        for question in report["questions"]
        if question["id"] == wrong.question
        for criterion in question["criteria"]
        if criterion["id"] == wrong.criterion
    ]
    assert [(one["verdict"], one["findings"], one["hints"], one["next"]) for one in found] == [("pass", [], [], "")]


@pytest.mark.parametrize(
    ("student", "criterion", "points", "told"),
    [
        ("nobody", "ringing", 1, "no student"),
        ("never", "ringing", 1, "handed nothing in"),
        ("00123", "rinsing", 1, "no criterion"),
        ("00123", "signal", 1, "has several criteria"),
        ("00123", "ringing", 3, "out of range"),
        ("00123", "ringing", -1, "out of range"),
        ("00123", "ringing", float("nan"), "out of range"),
    ],
)
def test_what_cannot_be_given_is_refused_and_nothing_is_written(course, student, criterion, points, told):
    before = course.files()
    with pytest.raises(CallerError, match=told):
        override(course.out, student, criterion, points, "why")
    assert course.files() == before


def test_one_hand_in_is_not_judged_by_another_rubric_than_the_rest(course):
    course.change_rubric("points = 2", "points = 3")
    with pytest.raises(CallerError, match="has changed since the class was graded"):
        override(course.out, "00123", "ringing", 1, "Half.")


def test_points_may_stand_in_for_a_hand_in_that_could_not_be_read(course):
    (course.hand_ins / "broken.zip").write_bytes(b"no zip")
    course.batch()
    override(course.out, "broken", "ringing", 2, "Shown in the tutorial.")
    assert _score(course, "broken") == 2
