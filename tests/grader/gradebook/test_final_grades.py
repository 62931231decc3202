"""What each student got, from the roster, the hand-ins and the rules."""

from datetime import datetime

import pytest

from grader.gradebook.final_grades import FinalGrades, days_late
from grader.gradebook.rows import CriterionPoints, Row
from grader.model.roster import Entry
from grader.model.rules import Late, Rules

LATE = Late(due=datetime(2026, 10, 1, 23, 59), per_day=0.1, at_most=0.25, grace_minutes=10, timezone="Europe/Berlin")  # noqa: DTZ001 - in the time zone beside it


def _row(name, score, status="graded"):
    points = CriterionPoints(question="q", criterion="c", verdict="partial", score=score, max_score=10)
    return Row(
        submission=name,
        sha256="",
        status=status,
        score=score,
        max_score=10,
        pending=0,
        criteria=(points,),
        questions={"q": score},
    )


def _grades(entries, rows, **rules):
    return tuple(FinalGrades(entries, rows, Rules(**rules)))


def _told(grades):
    return [(grade.entry.student, grade.entry.submission, grade.status, grade.score) for grade in grades]


def test_without_a_roster_each_hand_in_is_a_student():
    assert _told(_grades([], [_row("b", 3), _row("a", 4)])) == [("b", "b", "graded", 3), ("a", "a", "graded", 4)]


def test_who_never_handed_in_is_missing_and_has_no_score():
    (grade,) = _grades([Entry(student="x")], [])
    assert (grade.status, grade.score, grade.attempts) == ("missing", None, 0)


def test_a_hand_in_that_the_roster_names_and_nobody_found_is_missing():
    assert _told(_grades([Entry(student="x", submission="gone")], [_row("y", 1)])) == [
        ("x", "", "missing", None),
        ("y", "y", "graded", 1),
    ]


def test_a_group_shares_its_mark():
    entries = [Entry(student="a", submission="g"), Entry(student="b", submission="g")]
    assert [score for *_, score in _told(_grades(entries, [_row("g", 7)]))] == [7, 7]


@pytest.mark.parametrize(("attempts", "counts"), [("last", "second"), ("best", "first")])
def test_the_last_or_the_best_attempt_counts(attempts, counts):
    entries = [
        Entry(student="a", submission="second", submitted_at="2026-09-02T10:00:00+02:00"),
        Entry(student="a", submission="first", submitted_at="2026-09-02T09:00:00+02:00", name="A"),
    ]
    (grade,) = _grades(entries, [_row("first", 9), _row("second", 5)], attempts=attempts)
    assert (grade.entry.submission, grade.attempts, grade.entry.name) == (counts, 2, "A")


def test_without_times_the_last_in_the_roster_counts():
    entries = [Entry(student="a", submission="one"), Entry(student="a", submission="two")]
    assert _told(_grades(entries, [_row("one", 9), _row("two", 5)])) == [("a", "two", "graded", 5)]


def test_where_the_grader_failed_the_points_are_withheld():
    (grade,) = _grades([], [_row("a", 0, status="error")])
    assert (grade.status, grade.score) == ("error", None)


def test_a_best_attempt_is_not_one_where_the_grader_failed():
    entries = [Entry(student="a", submission="one"), Entry(student="a", submission="two")]
    assert _told(_grades(entries, [_row("one", 2), _row("two", 0, "error")], attempts="best"))[0][3] == 2


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"submitted_at": "2026-10-01T21:59:00+00:00"}, 0),
        ({"submitted_at": "2026-10-01T22:08:59+00:00"}, 0),
        ({"submitted_at": "2026-10-01T22:09:01+00:00"}, 1),
        ({"submitted_at": "2026-10-02T00:08:59"}, 0),
        ({"submitted_at": "2026-10-02T22:10:00Z"}, 2),
        ({"submitted_at": "2026-10-05T08:00:00", "extension": "2026-10-05T12:00:00"}, 0),
        ({"submitted_at": "2026-10-05T13:00:00", "extension": "2026-10-05T03:00:00-07:00"}, 1),
        ({"late": "yes"}, 1),
        ({"late": "yes", "extension": "2026-10-09T12:00:00"}, 0),
        ({}, 0),
    ],
)
def test_days_begun_after_the_due_date_count(facts, days):
    assert days_late(Entry(student="a", **facts), LATE) == days


def test_a_day_ends_at_the_same_time_of_day_also_when_the_clock_is_put_back():
    late = Late(due=datetime(2026, 10, 24, 12), per_day=0.1, timezone="Europe/Berlin")  # noqa: DTZ001 - as above
    assert days_late(Entry(student="a", submitted_at="2026-10-25T11:00:00Z"), late) == 1  # 25 hours have gone by
    assert days_late(Entry(student="a", submitted_at="2026-10-25T11:00:01Z"), late) == 2


def test_lateness_takes_a_part_of_the_points_up_to_the_most():
    entries = [Entry(student="a", submission="a", submitted_at="2026-10-02T12:00:00+02:00")]
    (grade,) = _grades(entries, [_row("a", 8)], late=LATE)
    assert (grade.score, grade.penalty, grade.questions) == (7.2, 0.8, {"q": 8})
    entries = [Entry(student="a", submission="a", submitted_at="2026-12-02T12:00:00+02:00")]
    assert _grades(entries, [_row("a", 8)], late=LATE)[0].score == 6


def test_nothing_is_taken_where_no_rule_says_so():
    entries = [Entry(student="a", submission="a", submitted_at="2030-10-02T12:00:00+02:00", late="yes")]
    assert _grades(entries, [_row("a", 8)])[0].score == 8


def test_a_hand_in_of_nobody_that_has_a_students_id_is_that_students_attempt():
    grades = _grades([Entry(student="ann", submission="hw")], [_row("hw", 3), _row("ann", 5), _row("zoe", 1)])
    assert [(grade.entry.student, grade.entry.submission, grade.attempts) for grade in grades] == [
        ("ann", "ann", 2),
        ("zoe", "zoe", 1),
    ]


def test_there_are_as_many_grades_as_students_and_they_are_the_same_each_time():
    found = FinalGrades(
        [Entry(student="ann", submission="hw"), Entry(student="bo")], [_row("hw", 3), _row("zoe", 1)], Rules()
    )
    assert (len(found), [grade.entry.student for grade in found]) == (3, ["ann", "bo", "zoe"])
    assert found == tuple(found)
    assert next(iter(found)) in found
