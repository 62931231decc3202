"""A submission's points as the gradebook holds them."""

import csv
import io
from dataclasses import replace
from fractions import Fraction

from grader.gradebook.book import rebuilt
from grader.gradebook.final_grades import standing
from grader.gradebook.results_csv import results_text
from grader.gradebook.rows import row_of
from grader.gradebook.store import read_store, write_store
from grader.model.rules import Rules


def _report(*points):
    """A report of one question, as rounded as report.json is: criteria to four digits, and their exact sum likewise."""
    criteria = [
        {"id": f"c{number}", "verdict": "pass", "score": round(float(one), 4), "max_score": round(float(one), 4)}
        for number, one in enumerate(points)
    ]
    total = round(float(sum(points)), 4)
    return {
        "submission": {"id": "ann", "sha256": "0"},
        "remarks": [],
        **dict.fromkeys(("score", "max_score"), total),
        "pending": 0,
        "questions": [{"id": "q", "score": total, "max_score": total, "criteria": criteria}],
    }


def _results(rows):
    grades = standing([], {row.submission: row for row in rows}, Rules())
    return next(csv.DictReader(io.StringIO(results_text(rows, grades))))


def test_three_thirds_are_one():
    results = _results([row_of(_report(*[Fraction(1, 3)] * 3))])
    assert (float(results["q"]), float(results["score"])) == (1, 1)


def test_three_thirds_are_one_out_of_the_gradebooks_file_too(tmp_path, course):
    contents = replace(rebuilt(course.out), rows=(row_of(_report(*[Fraction(1, 3)] * 3)),))
    write_store(tmp_path, contents, ())
    assert float(_results(read_store(tmp_path).rows)["q"]) == 1
