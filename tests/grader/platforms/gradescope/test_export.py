"""Gradescope's results.json."""

import json
from pathlib import Path

from grader.files.atomic import json_text
from grader.platforms.gradescope.export import results_of

from ..conftest import HOSTILE, criterion, question, report

GOLDEN = Path(__file__).parents[3] / "golden/export/gradescope.json"


def test_a_report_becomes_results(mixed):
    assert json_text(results_of(mixed, penalty=0.5)) == GOLDEN.read_text()


def test_what_is_withheld_is_no_zero_and_is_said(mixed):
    found = results_of(mixed)
    withheld = [test for test in found["tests"] if test["extra_data"]["verdict"] in ("pending", "error")]
    assert len(withheld) == 2
    assert not any({"score", "max_score", "status"} & set(test) for test in withheld)
    assert "The grader itself failed on: Net" in found["output"]
    assert "4 points wait for a person" in found["output"]


def test_markup_of_a_student_does_not_come_through():
    remarks = [{"id": "x", "audience": "student", "message": HOSTILE}, {"id": "y", "audience": "staff", "message": "s"}]
    found = results_of(report("a", question("q", criterion("c", "fail", 0.0, message=HOSTILE)), remarks=remarks))
    text = json.dumps(found)
    assert "<img" not in text
    assert "[a](" not in text.replace(r"\\[a](", "")
    assert "html" not in found["output_format"]
