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
from grader.model.record import Refused
from grader.model.submission import Audience
from grader.sandbox.selftest import chosen

ROOT = Path(__file__).parents[3]
RUBRIC = ROOT / "rubrics/batch_normalization.toml"
HAND_IN = ROOT / "examples/class/eps_outside_root"
TASK = ROOT / "examples/tasks/linear_solver"


def _grade(out, rubric=RUBRIC, hand_in=HAND_IN):
    settings = GradingSettings(rubric=rubric, audience="student", language="en", isolation=chosen("limited"))
    report = grade_alone(settings, hand_in, out, out / "observations").report
    del report["timing"], report["as_run"]  # what a notebook prints may be a time
    return report


def _burn(until):
    while not until.is_set():
        sum(range(1000))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return _grade(tmp_path_factory.mktemp("first"))


@pytest.mark.slow
def test_the_same_submission_gives_the_same_report(first, tmp_path):
    assert _grade(tmp_path) == first


@pytest.mark.slow
def test_a_busy_machine_gives_the_same_report(first, tmp_path):
    context = multiprocessing.get_context("spawn")
    until = context.Event()
    burners = [context.Process(target=_burn, args=(until,)) for _ in range(4)]
    for burner in burners:
        burner.start()
    try:
        assert _grade(tmp_path) == first
    finally:
        until.set()
        for burner in burners:
            burner.join()


def test_a_changed_tolerance_is_judged_from_the_record_without_a_child_process(tmp_path, monkeypatch):
    shutil.copytree(TASK, tmp_path / "task")
    rubric, hand_in = tmp_path / "task/rubric.toml", tmp_path / "task/hand_ins/first_pivot"
    solver = (hand_in / "solver.py").read_text()
    (hand_in / "solver.py").write_text(solver.replace("    return x", "    return 1.01 * x"))
    first = _grade(tmp_path / "first", rubric, hand_in)
    rubric.write_text(rubric.read_text().replace('outputs = ["A @ x"]', 'outputs = ["A @ x"]\ntolerance = 0.5'))

    def impossible():
        raise AssertionError("a child process was started")

    monkeypatch.setattr(assignment_grader, "Slot", impossible)
    with AssignmentGrader(rubric, isolation=chosen("limited")) as grader:
        again = grader.judge_again(tmp_path / "first/observations", tmp_path / "again").report
    assert [report["questions"][1]["verdict"] for report in (first, again)] == ["fail", "pass"]
    assert json.loads((tmp_path / "again/report.json").read_text())["score"] == again["score"] > first["score"]


@pytest.mark.parametrize("action", ["error", "always"])
def test_what_the_process_does_about_warnings_changes_no_verdict(tmp_path, action):
    with warnings.catch_warnings(record=action == "always"):
        warnings.simplefilter(action)
        with AssignmentGrader(TASK / "rubric.toml", isolation=chosen("limited")) as grader:
            record = grader.run(TASK / "hand_ins/no_pivots")
            factors = grader.judged(record).report["questions"][0]["criteria"][0]
    assert (factors["verdict"], factors["score"], factors["evidence"]["rung"]) == ("partial", 2.4, "non_finite")


SPECTRAL = ROOT / "examples/tasks/spectral_filter"


def _provenance(task, audience):
    with AssignmentGrader(task / "rubric.toml", audience) as grader:
        return grader.withheld("one", Refused(reason="", failed=False)).report["provenance"]


def test_nothing_that_students_read_depends_on_the_seed(tmp_path):
    other = shutil.copytree(SPECTRAL, tmp_path / "other")
    rubric = other / "rubric.toml"
    rubric.write_text(rubric.read_text().replace("seed = 1822", "seed = 1823"))
    one, two = (_provenance(task, Audience.STUDENT) for task in (SPECTRAL, other))
    assert one == two
    assert one["seed_id"] == ""
    rubric.write_text(rubric.read_text().replace("points = 3", "points = 2"))
    assert _provenance(other, Audience.STUDENT)["rubric_sha256"] != one["rubric_sha256"]


def test_staff_read_which_seed_and_rubric_it_was():
    found = _provenance(SPECTRAL, Audience.STAFF)
    assert len(found["seed_id"]) == 8
    assert found["rubric_sha256"] != _provenance(SPECTRAL, Audience.STUDENT)["rubric_sha256"]


def test_a_network_that_was_not_begun_is_not_tried_on_the_layers_below(tmp_path):
    layers = tmp_path / "hand-in/cs231n/layers.py"
    layers.parent.mkdir(parents=True)
    shutil.copy(HAND_IN / "cs231n/layers.py", layers)
    with AssignmentGrader(RUBRIC, isolation=chosen("limited")) as grader:
        record = grader.run(tmp_path / "hand-in")
        questions = {question["id"]: question for question in grader.judged(record).report["questions"]}
    assert not {probe.way for probe in record.observations if probe.way.startswith("carried")}
    assert {one["verdict"] for one in questions["fc_batchnorm"]["criteria"]} == {"not_attempted"}
