"""A folder of results as one gradebook."""

import csv

import pytest

from grader.errors import CallerError
from grader.gradebook.book import grades_of, read_book, rebuilt, students_of, write_book
from grader.gradebook.summary import summary_entries_in


def _results(course):
    return list(csv.DictReader((course.out / "results.csv").read_text().splitlines()))


def test_the_table_has_a_row_a_student_with_groups_and_those_who_never_handed_in(course):
    rows = _results(course)
    assert [(row["student"], row["submission"], row["status"]) for row in rows] == [
        ("00123", "solo", "graded"),
        ("bo", "team", "graded"),
        ("cy", "team", "graded"),
        ("never", "", "missing"),
    ]
    assert rows[1]["score"] == rows[2]["score"] != ""
    assert rows[3]["score"] == ""


def test_it_can_be_made_again_from_the_reports(course):
    again = read_book(course.out)
    write_book(course.out, again, {})
    assert read_book(course.out) == again == rebuilt(course.out)


def test_writing_it_again_changes_nothing(course):
    before = course.files()
    write_book(course.out, read_book(course.out), {})
    assert course.files() == before
    write_book(course.out, read_book(course.out), summary_entries_in(course.out))
    assert course.files() == before


def test_the_roster_stays_when_the_class_is_graded_from_a_folder_without_one(course):
    (course.hand_ins / "roster.csv").unlink()
    course.batch()
    assert [grade.entry.student for grade in grades_of(course.out)] == ["00123", "bo", "cy", "never"]


def test_what_is_written_into_the_roster_beside_the_results_counts_and_stays(course):
    roster = course.out / "roster.csv"
    read_book(course.out)
    write_book(course.out, read_book(course.out), {})
    roster.write_text(roster.read_text() + "new,,New Comer,,,,,,,,,\n")
    assert list(grades_of(course.out))[-1].entry.name == "New Comer"
    write_book(course.out, read_book(course.out), {})
    assert "New Comer" in roster.read_text()
    assert _results(course)[-1]["student"] == "new"


@pytest.mark.parametrize("name", ["00123", "jane@uni.edu", "Doe, Jane", "solo"])
def test_a_student_is_found_by_what_is_theirs_alone(course, name):
    grade, _ = students_of(read_book(course.out), name)
    assert grade.entry.student == "00123"


@pytest.mark.parametrize(("name", "told"), [("nobody", "no student"), ("team", "more than one student: bo, cy")])
def test_nobody_is_guessed(course, name, told):
    with pytest.raises(CallerError, match=told):
        students_of(read_book(course.out), name)


def test_a_folder_where_nothing_was_graded_is_refused(tmp_path):
    with pytest.raises(CallerError, match="no class was graded there"):
        grades_of(tmp_path)


def test_a_report_that_is_gone_is_named(course):
    (course.out / "reports/solo/report.json").unlink()
    with pytest.raises(CallerError, match="the report cannot be read"):
        rebuilt(course.out)


def test_a_description_that_cannot_be_read_is_named(course):
    (course.out / "class.json").write_text("{")
    with pytest.raises(CallerError, match="cannot be read"):
        grades_of(course.out)
