"""What came stands beside what was expected, for right and wrong values, and for those that are not there."""

import pytest

from grader.execution.record_store import load
from grader.gradebook.paths import observations_of
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.staff_reports import staff_reports
from grader.grading.values_beside import values_beside
from grader.model.submission import Audience


@pytest.fixture
def told(grouped):
    grader = AssignmentGrader(grouped.course.rubric, Audience.STAFF)

    def told(name, question="low_pass", criterion="filtered"):
        record = load(observations_of(grouped.out, name))
        return values_beside(record, grader.assignment, grader.expectations)[question, criterion]

    return told


def test_a_wrong_array_stands_beside_the_right_one(told):
    first = told("plus")[0]
    assert first["case"].startswith("low_pass/")
    assert first["got"] != first["expected"]
    assert first["got"].startswith("[")


def test_right_values_are_told_too_and_an_exception_in_the_place_of_a_value(told):
    right = told("plus", "dft", "spectrum")[0]
    assert right["got"] == right["expected"] != ""
    crash = told("crash")[0]
    assert crash["got"].startswith("ValueError: operands could not be broadcast")
    assert crash["expected"].startswith("[")


def test_what_is_not_there_has_an_expected_value_alone(told):
    (peak,) = told("none", "signal", "peak")
    assert peak["expected"] != ""


def test_they_stand_in_the_report_for_staff_alone(grouped):
    (report,) = staff_reports(grouped.out, "en", ["plus"])
    criteria = {f"{q['id']}.{one['id']}": one for q in report["questions"] for one in q["criteria"]}
    assert len(criteria["low_pass.filtered"]["beside"]) > 1
    assert "beside" not in criteria["ringing.answer"]
    assert '"beside"' not in (grouped.out / "reports/plus/report.json").read_text()
