"""What was finished before is not run again, and what only points or words changed for is judged from its record."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen

ROOT = Path(__file__).parents[3]
TASK = ROOT / "examples/tasks/linear_solver"


class Course:
    """A small assignment with two hand-ins, and how often student code was run."""

    def __init__(self, folder, monkeypatch):
        shutil.copytree(TASK, folder / "task")
        shutil.copytree(TASK / "hand_ins", folder / "class")
        self.folder, self.rubric, self.out, self.ran = folder, folder / "task/rubric.toml", folder / "out", []
        observe = sys.modules["grader.grading.assignment_grader"].observe
        monkeypatch.setattr(
            "grader.grading.assignment_grader.observe",
            lambda read, *more: self.ran.append(read.id) or observe(read, *more),
        )

    def graded(self, force=False, language="en"):
        """The summary, and which submissions were run for it."""
        self.ran.clear()
        settings = GradingSettings(
            rubric=self.rubric, audience="student", language=language, isolation=chosen("limited")
        )
        summary = grade_class(self.folder / "class", self.out, settings, force=force)
        return {**summary, "submissions": list(summary["submissions"])}, sorted(self.ran)

    def spoil(self, path, old, new):
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))


@pytest.fixture
def course(tmp_path, monkeypatch):
    return Course(tmp_path, monkeypatch)


@pytest.fixture
def names():
    return sorted(path.name for path in (TASK / "hand_ins").iterdir())


def test_what_has_not_changed_is_not_run_again(course, names):
    first, ran = course.graded()
    assert ran == names
    before = (course.out / "results.csv").read_bytes()
    again, ran = course.graded()
    assert ran == []
    assert [row.pop("kept") for row in first["submissions"]] == [False] * len(names)
    assert [row.pop("kept") for row in again["submissions"]] == [True] * len(names)
    assert again == first
    assert (course.out / "results.csv").read_bytes() == before


def test_everything_is_run_when_it_is_forced(course, names):
    course.graded()
    assert course.graded(force=True)[1] == names


def test_a_changed_hand_in_is_run_again_and_no_other(course, names):
    course.graded()
    changed = next(path for path in (course.folder / "class" / names[0]).rglob("*.py"))
    changed.write_text(changed.read_text() + "\n# later\n")
    assert course.graded()[1] == names[:1]


def test_other_points_and_tolerances_are_judged_from_the_record(course):
    before, _ = course.graded()
    course.spoil(course.rubric, "points = ", "points = 1")
    after, ran = course.graded()
    assert ran == []
    assert after["submissions"][0]["max_score"] > before["submissions"][0]["max_score"]
    report = json.loads((course.out / after["submissions"][0]["report"]).with_name("report.json").read_text())
    assert report["max_score"] == after["submissions"][0]["max_score"]


def test_another_language_words_the_record_anew(course, names):
    course.graded()
    assert course.graded(language="zh")[1] == []
    assert json.loads((course.out / f"reports/{names[0]}/report.json").read_text())["language"] == "zh"


@pytest.mark.slow
def test_another_seed_or_scenario_is_run_again(course, names):
    course.graded()
    course.spoil(course.rubric, "seed = ", "seed = 1")
    assert course.graded()[1] == names
    scenarios = course.folder / "task/scenarios.py"
    scenarios.write_text(scenarios.read_text() + "\n# another way to measure\n")
    assert course.graded()[1] == names


@pytest.mark.parametrize("lost", ["reports/{}/report.json", "reports/{}/report.html"])
def test_a_report_that_is_gone_is_made_from_the_record(course, names, lost):
    course.graded()
    path = course.out / lost.format(names[0])
    kept = path.read_bytes()
    path.unlink()
    assert course.graded()[1] == []
    assert path.read_bytes() == kept


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["done.json", "observations.bin"])
def test_a_record_that_is_not_whole_is_made_again(course, names, lost):
    course.graded()
    (course.out / f"observations/{names[0]}/{lost}").write_bytes(b"{")
    (course.out / f"reports/{names[0]}/report.json").unlink()
    assert course.graded()[1] == names[:1]


def test_what_broke_the_grader_is_tried_once_more_at_the_end(course, names, monkeypatch):
    grader = sys.modules["grader.grading.assignment_grader"]
    observe, tries = grader.observe, []

    def breaking(read, *more):
        tries.append(read.id)
        if tries.count(names[0]) == 1 and read.id == names[0]:
            raise RuntimeError("the grader's own")
        return observe(read, *more)

    monkeypatch.setattr(grader, "observe", breaking)
    summary, _ = course.graded()
    assert summary["errors"] == 0
    assert tries == [*names, names[0]]


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_to_the_same_results(tmp_path):
    hand_ins = sorted((TASK / "hand_ins").iterdir())
    for number in range(60):
        shutil.copytree(hand_ins[number % len(hand_ins)], tmp_path / f"class/{number:02}")
    command = [sys.executable, "-m", "grader", "batch", str(tmp_path / "class"), "--rubric", str(TASK / "rubric.toml")]

    def run(out, seconds=None):
        with subprocess.Popen([*command, "--out", str(tmp_path / out)], cwd=ROOT, stdout=-3, stderr=-3) as process:
            if seconds is None:
                return process.wait()
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            return process.wait()

    assert run("calm") == 0
    for seconds in (1.0, 1.6, 2.3, 1.2, 2.9):
        run("stormy", seconds)
        reports = [path for path in (tmp_path / "stormy/reports").rglob("report.json")]
        assert all(json.loads(path.read_text())["schema"] for path in reports)
    assert run("stormy") == 0
    assert (tmp_path / "stormy/results.csv").read_bytes() == (tmp_path / "calm/results.csv").read_bytes()
