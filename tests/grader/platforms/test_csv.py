"""The spreadsheet: a row a student, and no formula of a student's."""

import csv

import pytest

from grader.model.grade import Grade, GradeStatus
from grader.model.roster import Entry
from grader.platforms.csv import guarded, table


def _rows(*grades):
    return list(csv.DictReader(table(grades).decode("utf-8-sig").splitlines()))


def test_everything_known_of_a_student_is_one_row():
    entry = Entry(student="00123", name="Müller", email="m@e", section="1", group="g", submission="s")
    one = Grade(
        entry=entry,
        status="graded",
        score=-1.5,
        max_score=10.0,
        pending=2.0,
        questions={"q": 0.5},
        penalty=1.0,
        attempts=2,
    )
    assert _rows(one, Grade(entry=Entry(student="b"), status=GradeStatus.MISSING, score=None, max_score=10.0))[0] == {
        **{"student": "00123", "name": "Müller", "email": "m@e", "section": "1", "group": "g", "submission": "s"},
        **{"status": "graded", "score": "-1.5", "max_score": "10", "pending": "2", "penalty": "1", "attempts": "2"},
        "q": "0.5",
    }


def test_who_has_no_points_has_empty_cells():
    assert (
        _rows(Grade(entry=Entry(student="b"), status=GradeStatus.MISSING, score=None, max_score=10.0))[0]["score"] == ""
    )


def test_excel_is_told_the_encoding():
    assert table([]).startswith(b"\xef\xbb\xbfstudent,")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\uff1d"])
def test_a_formula_is_text(sign):
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"


def test_other_text_stays():
    assert guarded("Doe, Jane =1") == "Doe, Jane =1"
