"""Reports for staff on request: with what was expected, by the rubric that the class has at that moment."""

from grader.grading.regrade import regrade
from grader.grading.staff_reports import staff_reports


def test_a_report_for_staff_is_made_of_the_record(course):
    (report,) = staff_reports(course.out, "en", ["solo"])
    assert (report["audience"], report["submission"]["id"]) == ("staff", "solo")


def test_what_cannot_be_had_is_told_and_the_next_is_answered(course):
    missing, there = staff_reports(course.out, "zh", ["nobody", "team"])
    assert "error" in missing
    assert there["language"] == "zh"


def test_another_rubric_is_taken_when_the_class_is_judged_by_it(course):
    def names():
        yield "team"
        course.change_rubric("points = 3", "points = 5")
        yield "team"
        regrade(course.out)
        yield "team"

    first, second, third = staff_reports(course.out, "en", names())
    assert second["max_score"] == first["max_score"]
    assert third["max_score"] == first["max_score"] + 2


def test_a_rubric_that_the_class_was_not_judged_by_is_refused(course):
    course.change_rubric("points = 3", "points = 5")
    (told,) = staff_reports(course.out, "en", ["team"])
    assert "has changed since the class was graded" in told["error"]
