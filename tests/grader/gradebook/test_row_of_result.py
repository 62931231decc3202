"""A row is made of the typed result, and is the one that the written report gives."""

import json

import pytest

from grader.assignment.loader import load_assignment
from grader.gradebook.rows import row_in, row_of
from grader.grading.pipeline import withheld
from grader.model.record import Refused
from grader.model.verdict import Verdict
from grader.report.report_file import read_report
from grader.report.view import view


@pytest.fixture
def assignment(tiny):
    return load_assignment(tiny.folder / "tiny.toml")


@pytest.mark.parametrize(("failed", "status"), [(True, "error"), (False, "unreadable")])
def test_what_could_not_be_graded_says_so_in_its_row(assignment, tmp_path, failed, status):
    record, result = withheld("ada", assignment, Refused(reason="a broken zip", failed=failed))
    row = row_of(record.submission, result, assignment.rubric)
    assert (row.submission, row.status, row.score) == ("ada", status, 0.0)
    assert {points.verdict for points in row.criteria} == {Verdict.ERROR if failed else Verdict.NOT_ATTEMPTED}
    assert row.max_score == sum(points.max_score for points in row.criteria)
    report = view(assignment.rubric, {}, record, result, "staff")
    (tmp_path / "report.json").write_text(json.dumps(report))
    assert row_in(read_report(tmp_path)) == row


def test_the_rows_of_a_class_are_those_of_its_reports(course):
    judged = {row.submission: row for row in course.rows()}
    assert {name: row_in(read_report(course.out / "reports" / name)) for name in judged} == judged
    assert all(row.status == "graded" and row.score for row in judged.values())
