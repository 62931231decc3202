"""One submission, one rubric, one version: the same report, and judged again without running anything."""

import json
import multiprocessing
import shutil
import warnings
from pathlib import Path

import pytest

from grader.grading import assignment_grader
from grader.grading.alone import grade_alone
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen

ROOT = Path(__file__).parents[3]
RUBRIC = ROOT / "rubrics/batch_normalization.toml"
HAND_IN = ROOT / "examples/class/eps_outside_root"


def _grade(out, rubric=RUBRIC):
    settings = GradingSettings(rubric=rubric, audience="student", language="en", isolation=chosen("auto"))
    report = grade_alone(settings, HAND_IN, out, out / "observations").report
    report.pop("timing")
    return report


def _burn(until):
    while not until.is_set():
        sum(range(1000))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    out = tmp_path_factory.mktemp("first")
    return out, _grade(out)


@pytest.mark.slow
def test_the_same_submission_gives_the_same_report(first, tmp_path):
    assert _grade(tmp_path) == first[1]


@pytest.mark.slow
def test_a_busy_machine_gives_the_same_report(first, tmp_path):
    context = multiprocessing.get_context("spawn")
    until = context.Event()
    burners = [context.Process(target=_burn, args=(until,)) for _ in range(4)]
    for burner in burners:
        burner.start()
    try:
        assert _grade(tmp_path) == first[1]
    finally:
        until.set()
        for burner in burners:
            burner.join()


def test_a_changed_tolerance_is_judged_from_the_record_without_a_child_process(first, tmp_path, monkeypatch):
    for part in ("rubrics", "reference", "student_template"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    rubric = tmp_path / "rubrics/batch_normalization.toml"
    text = rubric.read_text()
    rubric.write_text(
        text.replace('scenarios = ["batchnorm_train"]', 'scenarios = ["batchnorm_train"]\ntolerance = 0.5')
    )

    def impossible():
        raise AssertionError("a child process was started")

    monkeypatch.setattr(assignment_grader, "Slot", impossible)
    with AssignmentGrader(rubric) as grader:
        again = grader.judge_again(first[0] / "observations", tmp_path / "again").report
    train = again["questions"][0]["criteria"][0]
    assert first[1]["questions"][0]["criteria"][0]["verdict"] == "partial"
    assert train["verdict"] == "pass"
    assert json.loads((tmp_path / "again/report.json").read_text())["score"] == again["score"] > first[1]["score"]


@pytest.mark.parametrize("action", ["error", "always"])
def test_what_the_process_does_about_warnings_changes_no_verdict(tmp_path, action):
    with warnings.catch_warnings(record=action == "always"):
        warnings.simplefilter(action)
        with AssignmentGrader(ROOT / "examples/tasks/linear_solver/rubric.toml") as grader:
            record = grader.run(ROOT / "examples/tasks/linear_solver/hand_ins/no_pivots")
            factors = grader.judged(record).report["questions"][0]["criteria"][0]
    assert (factors["verdict"], factors["score"], factors["evidence"]["rung"]) == ("partial", 3.6, "non_finite")
