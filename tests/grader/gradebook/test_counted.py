"""What lateness takes, and which attempt counts, is told to students and staff with both numbers."""

import csv
import json

import pytest

from grader.cli.terminal import print_class
from grader.gradebook.book import report_of
from grader.gradebook.forget import forget
from grader.grading.override import override
from grader.grading.regrade import regrade

LATE = """[gradebook]
attempts = "last"
[gradebook.late]
due = 2026-10-01T23:59:00
per_day = 0.1

"""


@pytest.fixture
def late(course):
    course.change_rubric("[[question]]", LATE + "[[question]]")
    return course


def _roster(course, *rows):
    head = "student,submission,submitted_at,extension"
    (course.hand_ins / "roster.csv").write_text("\n".join([head, *rows]) + "\n")
    return course.batch()


def _told(course, name):
    folder = course.out / "reports" / name
    return (folder / "report.html").read_text(), (folder / "report.md").read_text()


def test_a_late_hand_in_says_both_numbers_in_report_table_and_terminal(late, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    summary = _roster(late, "a,solo,2026-10-01T12:00", "b,team,2026-10-03 10:00")
    score = report_of(late.out, "team").score
    after = f"{score * 0.8:g}"
    for page in _told(late, "team"):
        assert f"After lateness: {after} of" in page
        assert "handed in 2 days late" in page
    assert not any("lateness" in page for page in _told(late, "solo"))
    with (late.out / "results.csv").open() as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert (rows["b"]["score"], rows["b"]["score_before_lateness"], rows["b"]["days_late"]) == (
        f"{score * 0.8}",
        str(score),
        "2",
    )
    print_class(summary, late.out, "en")
    assert f"({score:g} before lateness)" in capsys.readouterr().out


def test_an_attempt_that_does_not_count_says_which_one_does(late, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    summary = _roster(late, "a,solo,2026-10-01T12:00", "a,team,2026-09-30T12:00")
    assert all("does not count; the one called" in page for page in _told(late, "team"))
    assert not any("count;" in page for page in _told(late, "solo"))
    print_class(summary, late.out, "en")
    assert "does not count" in capsys.readouterr().out


def test_members_of_a_group_with_other_dates_are_named(late):
    _roster(late, "a,team,2026-10-02T10:00,2026-10-05", "b,team,2026-10-02T10:00,")
    assert all("b" in page and "one day late" in page and "in time" in page for page in _told(late, "team"))


def test_what_lateness_takes_follows_each_later_command(late):
    _roster(late, "a,solo,2026-10-01T12:00", "a,team,2026-10-01T11:00", "b,team,2026-10-03T10:00,")
    override(late.out, "b", "ringing", 2, "Good.")
    assert "After lateness" in _told(late, "team")[1]
    late.change_rubric("per_day = 0.1", "per_day = 0.2")
    regrade(late.out)
    counted = report_of(late.out, "team").content["counted"]
    assert [one.get("penalty") for one in counted] == [None, pytest.approx(0.4 * report_of(late.out, "team").score)]
    forget(late.out, "b")
    assert [one["counts"] for one in report_of(late.out, "team").content["counted"]] == [False]
    late.change_rubric('attempts = "last"', 'attempts = "best"')
    regrade(late.out)
    assert "counted" not in report_of(late.out, "team").content
    assert not any("does not count" in page for page in _told(late, "team"))


def test_where_a_due_date_is_set_it_is_told_how_many_have_no_time(late, capsys):
    summary = _roster(late, "a,solo,", "b,team,2026-09-30T12:00")
    assert summary["without_time"] == 1
    assert json.loads((late.out / "summary.json").read_text())["without_time"] == 1
    print_class(summary, late.out, "en")
    assert "1 of 2 hand-ins have no time" in capsys.readouterr().out.replace("\n", " ")
    late.change_rubric(LATE, "")
    assert late.batch()["without_time"] == 0
