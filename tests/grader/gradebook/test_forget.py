"""One student's data removed: no byte of it is left in the results."""

import pytest

from grader.errors import CallerError
from grader.gradebook.appeals import add_appeals
from grader.gradebook.book import grades_of, read_book, rebuilt
from grader.gradebook.forget import forget
from grader.gradebook.group_decisions import read_group_decisions
from grader.grading.behaviour_index import index_of
from grader.grading.group_override import decide_group
from grader.grading.override import override, write_decisions
from grader.model.appeal import Appeal


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


def _decided(course, submission):
    """A decision about a group that a hand-in is alone in."""
    index = index_of(course.out, read_book(course.out))
    own = set(index.hand_ins[submission].groups.items())
    others = {pair for name, one in index.hand_ins.items() if name != submission for pair in one.groups.items()}
    question, group = sorted(own - others)[0]
    row = next(row for row in read_book(course.out).rows if row.submission == submission)
    points = {one.criterion: 0.0 for one in row.criteria if one.question == question}
    return decide_group(course.out, question, group, points=points, comment="Well tried, Jane.", name="As Jane")


def test_groups_and_what_was_decided_about_one_member_are_gone(course):
    own = _decided(course, "solo")
    assert own.members == ("solo",)
    (course.out / "behaviours/.1234.bin.99.part").write_bytes(b"solo")
    forget(course.out, "00123")
    for text in ("Jane", "solo", own.id):
        assert _holds(course, text) == []
    assert list((course.out / "behaviours").iterdir()) == []
    assert list(index_of(course.out, read_book(course.out)).hand_ins) == ["team"]


def test_a_decision_that_holds_for_others_stays_with_its_behaviour(course):
    other = _decided(course, "team")
    forget(course.out, "00123")
    assert [one.id for one in read_group_decisions(course.out).standing] == [other.id]
    assert [path.stem for path in (course.out / "behaviours").iterdir()] == [other.group]
    write_decisions(course.out)
    assert "Well tried" in (course.out / "reports/team/report.json").read_text()


def test_complaints_are_gone_however_the_form_spelt_the_student(course):
    add_appeals(course.out, [Appeal(student=" Jane@Uni.EDU ", question="filter", text="I am right.", when="now")])
    forget(course.out, "00123")
    assert _holds(course, "I am right.") == []


def test_what_was_written_for_a_platform_is_gone(course):
    (course.out / "published").mkdir()
    for name in ("published/canvas.csv", "canvas_feedback.zip"):
        (course.out / name).write_text("Doe, Jane")
    forget(course.out, "00123")
    assert _holds(course, "Jane") == []


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
