"""A class judged again: other points, nobody's code run, nothing written by a dry run."""

import json

import pytest

from grader.errors import CallerError
from grader.gradebook.book import grades_of, read_book
from grader.gradebook.report_files import notebook_in
from grader.grading.regrade import regrade
from grader.report.html import html
from grader.report.report_file import read_report


@pytest.fixture(autouse=True)
def _no_student_code(monkeypatch):
    def impossible(*_):
        raise AssertionError("a child process was started")

    monkeypatch.setattr("grader.grading.assignment_grader.Slot", impossible)


def _page(course, name="solo"):
    return course.out / f"reports/{name}/report.html"


def test_other_points_change_reports_marks_and_summary(course):
    course.change_rubric("points = 2", "points = 4")
    found = regrade(course.out)
    assert [grade.max_score for grade in found.after] == [grade.max_score + 2 for grade in found.before]
    assert grades_of(course.out) == found.after
    report = json.loads((course.out / "reports/solo/report.json").read_text())
    summary = json.loads((course.out / "summary.json").read_text())
    assert report["max_score"] == summary["submissions"][0]["max_score"] == next(iter(found.after)).max_score


def test_a_dry_run_tells_the_same_and_writes_nothing(course):
    course.change_rubric("points = 2", "points = 4")
    before = course.files()
    dry = regrade(course.out, dry_run=True)
    assert course.files() == before
    assert dry == regrade(course.out)


def test_what_moved_is_told_with_the_line_that_moved_it(course):
    line = course.rubric.read_text().splitlines().index("points = 3") + 1
    course.change_rubric("points = 3", "points = 5")
    (one,) = regrade(course.out).moved["team"]
    assert [(change.line, change.after) for change in one.because] == [(line, "points = 5")]
    assert (one.before, one.after) == (3, 5)


def test_nothing_changes_where_nothing_changed(course):
    found = regrade(course.out)
    assert found.before == found.after
    assert (found.changed, found.to_run) == ((), ())
    assert not found.moved


def test_pages_that_are_there_are_kept_or_renewed(course):
    page = _page(course).read_text()
    regrade(course.out)
    assert _page(course).read_text() == page
    course.change_rubric("points = 3", "points = 5")
    regrade(course.out, dry_run=True)
    assert _page(course).read_text() == page
    regrade(course.out)
    folder = _page(course).parent
    content = {**read_report(folder).content, "as_run": notebook_in(folder)}
    assert _page(course).read_text() == html(content) != page


def test_pages_that_are_not_there_are_made_when_they_are_asked_for(course):
    page = _page(course).read_text()
    for one in _page(course).parent.glob("report.[hm]*"):
        one.unlink()
    regrade(course.out)
    assert not _page(course).exists()
    regrade(course.out, pages=True)
    assert _page(course).read_text() == page


def test_what_was_asked_something_else_is_left_to_be_run(course):
    before = read_book(course.out).rows
    course.change_rubric("seed = ", "seed = 1")
    found = regrade(course.out)
    assert found.to_run == ("solo", "team")
    assert read_book(course.out).rows == before


def test_a_record_that_is_gone_is_left_to_be_run(course):
    (course.out / "observations/solo/observations.bin").write_bytes(b"")
    assert regrade(course.out).to_run == ("solo",)


def test_another_assignments_rubric_is_refused(course):
    course.change_rubric('id = "spectral_filter"', 'id = "another"')
    with pytest.raises(CallerError, match="rubric of another"):
        regrade(course.out)


def test_the_rubric_may_lie_elsewhere_now(course):
    moved = course.rubric.with_name("other.toml")
    course.rubric.rename(moved)
    assert regrade(course.out, moved).to_run == ()
    assert read_book(course.out).about.rubric == str(moved)


def test_several_processes_come_to_the_same(course):
    course.change_rubric("points = 2", "points = 4")
    assert regrade(course.out, dry_run=True, jobs=2) == regrade(course.out)


def test_a_new_tolerance_judges_again_in_the_rules_of_the_class_too(course):
    course.rubric.write_text(course.rubric.read_text() + '\n[gradebook]\nattempts = "best"\n')
    assert read_book(course.out).about.rules.attempts == "last"
    regrade(course.out)
    assert read_book(course.out).about.rules.attempts == "best"
