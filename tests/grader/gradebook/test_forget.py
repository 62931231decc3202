"""One student's data removed: no byte of it is left in the results."""

import pytest

from grader.errors import CallerError
from grader.gradebook.book import grades_of, rebuilt
from grader.gradebook.forget import forget
from grader.grading.override import override


def _holds(course, text):
    return [path.name for path in course.out.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_everything_of_a_student_is_gone(course):
    override(course.out, "00123", "ringing", 1, "Half of it, Jane.")
    assert _holds(course, "Jane")
    forgotten = forget(course.out, "00123")
    assert (forgotten.removed, forgotten.kept) == (("solo",), ())
    for text in ("00123", "Jane", "solo"):
        assert _holds(course, text) == []
    assert not list(course.out.rglob("*solo*"))
    assert [grade.entry.student for grade in grades_of(course.out)] == ["bo", "cy", "never"]


def test_a_group_keeps_what_others_share(course):
    forgotten = forget(course.out, "bo")
    assert (forgotten.removed, forgotten.kept) == ((), ("team",))
    assert _holds(course, "bo@uni.edu") == []
    assert [grade.entry.student for grade in grades_of(course.out)] == ["00123", "cy", "never"]
    assert forget(course.out, "cy").removed == ("team",)


def test_who_never_handed_in_can_be_forgotten(course):
    forget(course.out, "never")
    assert _holds(course, "Never There") == []


def test_the_gradebook_made_again_does_not_know_them_either(course):
    forget(course.out, "00123")
    (course.out / "gradebook.sqlite").unlink()
    assert [row.submission for row in rebuilt(course.out).rows] == ["team"]


def test_the_last_one_can_be_forgotten_too(course):
    for student in ("00123", "bo", "cy", "never"):
        forget(course.out, student)
    assert grades_of(course.out) == ()


def test_a_student_whom_nobody_knows_is_refused(course):
    with pytest.raises(CallerError, match="no student"):
        forget(course.out, "nobody")
