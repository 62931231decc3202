"""A submission's points as the gradebook holds them."""

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

from grader.gradebook.book import rebuilt
from grader.gradebook.final_grades import final_grades
from grader.gradebook.results_csv import results_text
from grader.gradebook.rows import SharedPoints, row_in
from grader.gradebook.store import read_store, write_store
from grader.model.rules import Rules
from grader.report.report_file import read_report


def _row(tmp_path, *points):
    """The row of a report of one question, as rounded as report.json is: each criterion, and their exact sum."""
    criteria = [
        {"id": f"c{number}", "check": "matches", "verdict": "pass", **_scored(one)} for number, one in enumerate(points)
    ]
    question = {"id": "q", "title": "Q", "verdict": "pass", **_scored(sum(points)), "criteria": criteria}
    report = {
        "schema": "grader/report/v1",
        "submission": {"id": "ann", "sha256": "0"},
        "remarks": [],
        "language": "en",
        **_scored(sum(points)),
        "pending": 0,
        "questions": [question],
        "mend_first": [],
    }
    (tmp_path / "report.json").write_text(json.dumps(report))
    return row_in(read_report(tmp_path))


def _scored(points):
    return dict.fromkeys(("score", "max_score"), round(float(points), 4))


def _results(rows):
    grades = final_grades([], {row.submission: row for row in rows}, Rules())
    return next(csv.DictReader(io.StringIO(results_text(rows, grades))))


def test_three_thirds_are_one(tmp_path):
    results = _results([_row(tmp_path, *[Fraction(1, 3)] * 3)])
    assert (float(results["q"]), float(results["score"])) == (1, 1)


def test_three_thirds_are_one_out_of_the_gradebooks_file_too(tmp_path, course):
    contents = replace(rebuilt(course.out), rows=(_row(tmp_path, *[Fraction(1, 3)] * 3),))
    write_store(tmp_path, contents, ())
    assert float(_results(read_store(tmp_path).rows)["q"]) == 1


def test_rows_that_earned_the_same_share_what_they_hold(tmp_path):
    shared = SharedPoints()
    one, other = (shared.of(_row(tmp_path, *map(Fraction, points))) for points in ((1, 0), (1, 1)))
    assert [points.score for points in (*one.criteria, *other.criteria)] == [1, 0, 1, 1]
    assert one.criteria[0] is other.criteria[0]
    assert one.criteria[1] is not other.criteria[1]
