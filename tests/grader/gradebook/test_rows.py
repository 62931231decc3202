"""A submission's points as the gradebook holds them."""

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

from grader.gradebook.book import rebuilt
from grader.gradebook.final_grades import FinalGrades
from grader.gradebook.results_csv import write_results
from grader.gradebook.rows import StoredRows, by_name, row_in
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
    text = io.StringIO()
    write_results(text, rows, FinalGrades([], rows, Rules()))
    return next(csv.DictReader(text.getvalue().splitlines()))


def test_three_thirds_are_one(tmp_path):
    results = _results([_row(tmp_path, *[Fraction(1, 3)] * 3)])
    assert (float(results["q"]), float(results["score"])) == (1, 1)


def test_three_thirds_are_one_out_of_the_gradebooks_file_too(tmp_path, course):
    contents = replace(rebuilt(course.out), rows=(_row(tmp_path, *[Fraction(1, 3)] * 3),))
    write_store(tmp_path, contents, ())
    assert float(_results(read_store(tmp_path).rows)["q"]) == 1


def test_rows_on_disk_are_those_that_were_put_there_in_their_order(tmp_path):
    one = _row(tmp_path, Fraction(1, 3), Fraction(1))
    rows = [replace(one, submission=name, groups=("g",)) for name in ("zoe", "ann", "bob")]
    stored = StoredRows(rows)
    assert (stored, len(stored)) == (tuple(rows), 3)
    assert by_name(stored)["ann"] == by_name(rows)["ann"] == rows[1]
    assert rows[2] in stored
    assert one not in StoredRows()


def test_a_later_row_of_a_submission_takes_the_place_of_the_earlier_one(tmp_path):
    one = _row(tmp_path, Fraction(1))
    rows = [one, replace(one, submission="bob"), replace(one, score=0.5)]
    assert StoredRows(rows) == (rows[2], rows[1])
