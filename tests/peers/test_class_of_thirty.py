"""A class goes from nbgrader's folder through `import`, `convert` and `batch` into CSV and back into its gradebook."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .hand_ins import hand_ins, written
from .peer import NBGRADER_MARKS, NoPeerError, environment, run_in

BUILD = Path(__file__).parents[2] / "build" / "peers"
CLASS = 30

pytestmark = [pytest.mark.slow, pytest.mark.peers]


@pytest.fixture(scope="module")
def programs():
    try:
        return environment(BUILD)
    except NoPeerError as error:
        pytest.skip(str(error))


def grader(work, *words):
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "grader", *words],
        **{"cwd": work, "capture_output": True, "text": True, "check": False},
        env={**os.environ, "PYTHONPATH": root},
    )
    assert not done.returncode, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("name", ["programming", "images"])
def test_thirty_students_have_our_marks_in_nbgrader_s_own_gradebook(name, tmp_path, programs):
    written(name, tmp_path / "source" / name)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'course'\n")
    run_in(programs, tmp_path, "nbgrader", "generate_assignment", name)
    kinds = list(hand_ins(name).items())
    kind_of = {}
    for number in range(CLASS):
        student = f"s{number:02d}"
        kind_of[student], notebook = kinds[number % len(kinds)]
        written(name, tmp_path / "submitted" / student / name, notebook)

    grader(tmp_path / "source" / name, "convert", "nbgrader", f"{name}.ipynb", "--out", str(tmp_path / "made"))
    grader(tmp_path, "import", "nbgrader", "submitted", "--assignment", name, "--out", "hand-ins")
    grader(tmp_path, "batch", "hand-ins", "--rubric", "made/rubric.toml", "--out", "results", "--json")
    grader(tmp_path, "export", "csv", "results", "--out", "grades.csv", "--provisional")
    grader(tmp_path, "export", "nbgrader", "results", "--out", "scores.json", "--provisional")

    run_in(programs, tmp_path, "python", "into_nbgrader.py", "scores.json", name)
    ours = json.loads(run_in(programs, tmp_path, "python", "-c", NBGRADER_MARKS, name))
    run_in(programs, tmp_path, "nbgrader", "autograde", name, "--force")
    theirs = json.loads(run_in(programs, tmp_path, "python", "-c", NBGRADER_MARKS, name))
    assert ours == theirs
    assert len(ours) == CLASS

    rows = list(csv.DictReader(io.StringIO((tmp_path / "grades.csv").read_text(encoding="utf-8-sig"))))
    assert {row["student"]: float(row["score"]) for row in rows} == pytest.approx(
        {student: sum(mark or 0 for mark in marks.values()) for student, marks in theirs.items()}
    )
    by_kind = {kind_of[student]: marks for student, marks in theirs.items()}
    assert all(marks == by_kind[kind_of[student]] for student, marks in theirs.items())
    assert len(list((tmp_path / "results" / "reports").iterdir())) >= CLASS
