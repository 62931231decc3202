"""Hand-ins as people hand them in, graded as one class: nobody is lost, and no point to a quirk."""

import csv
import json

import pytest

from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen
from tests.corpus.hand_ins import CORPUS, facts_of, write_hand_in

RUBRIC = CORPUS.parents[1] / "rubrics/batch_normalization.toml"
HAND_INS = sorted(path.parent.name for path in CORPUS.glob("*/expect.toml"))


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade all as one class; return the folder of results and the summary."""
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("results")
    for name in HAND_INS:
        write_hand_in(name, folder)
    settings = GradingSettings(rubric=RUBRIC, audience="student", language="en", isolation=chosen("auto"))
    return out, grade_class(folder, out, settings, jobs=2)


def _report(graded, name):
    return json.loads((graded[0] / "reports" / name / "report.json").read_text(encoding="utf-8"))


def test_there_are_at_least_sixty():
    assert len(HAND_INS) >= 60


def test_every_hand_in_has_a_row_and_reports_and_none_is_an_error(graded):
    out, summary = graded
    rows = list(csv.DictReader((out / "results.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["submission"] for row in rows] == HAND_INS
    assert summary["errors"] == 0
    for name in HAND_INS:
        written = {path.name for path in (out / "reports" / name).iterdir()}
        assert written - {"notebook.json"} == {"report.json", "report.html", "report.md"}


@pytest.mark.parametrize("name", HAND_INS)
def test_a_hand_in_keeps_every_point_that_it_earned(graded, name):
    expected, report = facts_of(name), _report(graded, name)
    status = next(row["status"] for row in graded[1]["submissions"] if row["id"] == name)
    assert status == expected.get("status", "graded")
    functions = [question for question in report["questions"] if not question["id"].startswith(("inline", "notebook"))]
    lost = {q["id"]: q["score"] for q in functions if q["score"] != q["max_score"]}
    assert lost == (expected.get("lost", {}) if status == "graded" else {q["id"]: 0 for q in functions})


@pytest.mark.parametrize("name", HAND_INS)
def test_what_a_hand_in_should_be_told_is_said(graded, name):
    expected, report = facts_of(name), _report(graded, name)
    assert set(expected.get("remarks", [])) <= {remark["id"] for remark in report["remarks"]}
    verdicts = {question["id"]: question["verdict"] for question in report["questions"]}
    assert expected.get("verdicts", {}).items() <= verdicts.items()
    assert all("{" not in remark["message"] for remark in report["remarks"])


@pytest.mark.parametrize("name", [name for name in HAND_INS if name.startswith("right_")])
def test_of_a_right_solution_nothing_is_found(graded, name):
    questions = _report(graded, name)["questions"]
    assert [finding for q in questions for c in q["criteria"] for finding in c["findings"]] == []
