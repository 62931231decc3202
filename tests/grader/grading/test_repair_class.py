"""A class: reports are completed with repairs after all marks, with one search for one error."""

import json
from pathlib import Path

import pytest

from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.batch import grade_class
from grader.grading.job import Job
from grader.grading.pool import GradingSettings
from grader.grading.repair_class import NotRepaired, RepairWork
from grader.model.repair import RepairsWanted
from grader.model.submission import Audience
from grader.sandbox.selftest import chosen

ROOT = Path(__file__).parents[3]
TASK = ROOT / "examples/tasks/linear_solver"
RUBRIC = TASK / "rubric.toml"
RIGHT = (TASK / "reference.py").read_text(encoding="utf-8")
WRONG = RIGHT.replace("np.outer(L[k + 1 :, k], U[k, k:])", "np.outer(U[k, k:], L[k + 1 :, k]).T * 2")
LINE = next(number for number, line in enumerate(WRONG.splitlines(), 1) if "* 2" in line)

pytestmark = pytest.mark.slow


def hand_in(folder, name, code):
    (folder / name).mkdir(parents=True)
    (folder / name / "solver.py").write_text(code, encoding="utf-8")


def graded(folder, out, repair, **options):
    settings = GradingSettings(rubric=RUBRIC, audience=Audience.STUDENT, language="en", isolation=chosen("auto"))
    summary = grade_class(folder, out, settings, jobs=1, repair=repair, **options)
    reports = {path.parent.name: json.loads(path.read_text()) for path in (out / "reports").glob("*/report.json")}
    return summary, reports


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A class graded without repairs and with them."""
    folder = tmp_path_factory.mktemp("class")
    for name, code in (("right", RIGHT), ("wrong", WRONG), ("alike", f"# another head\n{WRONG}")):
        hand_in(folder, name, code)
    outs = [tmp_path_factory.mktemp(word) for word in ("off", "all")]
    found = [graded(folder, outs[0], RepairsWanted.OFF), graded(folder, outs[1], RepairsWanted.ALL)]
    return folder, outs, found


def repairs(report):
    return {q["id"]: q["repair"] for q in report["questions"] if "repair" in q}


def marks(report):
    return [
        (q["id"], q["score"], q["verdict"], [(c["id"], c["verdict"], c["score"]) for c in q["criteria"]])
        for q in report["questions"]
    ]


def test_reports_name_the_line_and_marks_stay(both):
    _, _, ((_, off), (_, found)) = both
    assert repairs(found["wrong"])["lu"]["places"][0]["line"] == LINE
    assert {name: marks(report) for name, report in off.items()} == {
        name: marks(report) for name, report in found.items()
    }
    assert not any(repairs(report) for report in off.values())


def test_a_right_hand_in_has_none(both):
    _, _, (_, (_, found)) = both
    assert repairs(found["right"]) == {}


def test_code_that_is_the_same_is_searched_once_and_lines_are_each_ones_own(both):
    _, _outs, (_, (_, found)) = both
    assert repairs(found["alike"])["lu"]["places"][0]["line"] == LINE + 1
    cpu = {name: found[name]["timing"]["repair_cpu_seconds"] for name in ("wrong", "alike")}
    assert min(cpu.values()) < 0.5 * max(cpu.values())


def test_the_repaired_text_is_in_no_file_for_students(both):
    _, outs, (_, (_, _found)) = both
    kept = json.loads((outs[1] / "observations/wrong/repairs.json").read_text())
    (place,) = kept["found"][0]["places"]
    for path in (outs[1] / "reports").glob("*/report.*"):
        assert f"{place['new']}`" not in path.read_text(encoding="utf-8")
        assert kept["found"][0]["difference"].splitlines()[-1] not in path.read_text(encoding="utf-8")


def test_a_second_batch_repeats_nothing_and_keeps_repairs(both):
    folder, outs, (_, (_, before)) = both
    _, after = graded(folder, outs[1], RepairsWanted.ALL)
    assert after == before


def test_a_failure_of_the_search_is_told_and_leaves_the_report(both, monkeypatch, tmp_path):
    folder, outs, _ = both
    job = Job(name="wrong", path=folder / "wrong", out=outs[0])
    with AssignmentGrader(RUBRIC, isolation=chosen("auto")) as grader:
        monkeypatch.setattr(grader, "repairs_of", lambda *_: 1 / 0)
        found = RepairWork(wanted=RepairsWanted.ALL)(grader, job)
    assert isinstance(found, NotRepaired)
    assert "ZeroDivisionError" in found.reason
    assert (outs[0] / "reports/wrong/report.json").is_file()


def test_a_class_tells_whose_search_failed(both, monkeypatch, tmp_path):
    folder, _, _ = both
    monkeypatch.setattr(AssignmentGrader, "repairs_of", lambda *_: 1 / 0)
    summary, reports = graded(folder, tmp_path / "out", RepairsWanted.ALL)
    assert set(summary["not_repaired"]) == {"wrong", "alike"}
    assert reports["wrong"]["questions"]
