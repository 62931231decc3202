"""The command line as scripts rely on it: files, exit codes, messages."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CLASS = ROOT / "examples/class"
RUBRIC = ("--rubric", "rubrics/batch_normalization.toml")
SMALL = ("--rubric", "examples/tasks/linear_solver/rubric.toml")


def _process(*arguments):
    """Run a command as people do, in a process of its own."""
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_grade_writes_three_files_and_prints_a_summary(grader, tmp_path):
    hand_in = "examples/tasks/linear_solver/hand_ins/first_pivot"
    ran = grader("grade", hand_in, *SMALL, "--out", tmp_path, "--isolation", "limited")
    assert ran.returncode == 0, ran.stderr
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"report.json", "report.html", "report.md"}
    assert "first_pivot: 10 of 10" in ran.stdout


@pytest.mark.slow
def test_json_is_all_that_json_prints(grader, tmp_path):
    ran = grader("grade", CLASS / "untouched", *RUBRIC, "--out", tmp_path, "--json", "--fail-under", "50")
    report = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert (report["schema"], report["score"]) == ("grader/report/v1", 0)


@pytest.mark.slow
def test_a_zip_gets_the_marks_of_its_folder(grader, tmp_path):
    shutil.make_archive(str(tmp_path / "00123"), "zip", CLASS, "plain_in_test_mode")
    ran = grader("grade", tmp_path / "00123.zip", *RUBRIC, "--out", tmp_path / "out", "--json")
    report = json.loads(ran.stdout)
    assert report["submission"]["id"] == "00123"
    assert report["score"] == 59.7966


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("grade", "nowhere", *SMALL), 2, "there is no such file or folder"),
        (("grade", "Makefile", *SMALL), 2, "no notebook, folder or zip"),
        (("grade", "rubrics", *SMALL), 2, "neither a notebook nor any"),
        (("grade", "examples/class/perfect", "--rubric", "nowhere.toml"), 2, "the rubric cannot be read"),
        (("grade", "examples/class/perfect", *SMALL, "--isolation", "odd"), 2, "Invalid value"),
        (("batch", "nowhere", *SMALL), 2, "there is no such folder"),
        (("batch", "rubrics", *SMALL), 2, "no submission in it"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(grader, tmp_path, arguments, code, said):
    out = () if arguments[0] == "nonsense" else ("--out", tmp_path)
    ran = grader(*arguments, *out)
    assert ran.returncode == code, ran.stderr
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.usefixtures("no_bubblewrap")
def test_a_level_that_this_machine_cannot_give_is_refused(grader, tmp_path):
    ran = grader("grade", "examples/class/perfect", *SMALL, "--isolation", "full", "--out", tmp_path)
    assert ran.returncode == 3
    assert "cannot be had" in ran.stderr


def test_a_submission_that_cannot_be_read_has_a_report_too(grader, tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    ran = grader("grade", tmp_path / "broken.zip", *SMALL, "--out", tmp_path / "out")
    report = json.loads((tmp_path / "out/report.json").read_text())
    assert ran.returncode == 2
    assert report["score"] == 0
    assert {question["verdict"] for question in report["questions"]} == {"not_attempted"}
    assert "the zip cannot be read" in report["remarks"][0]["message"]


@pytest.mark.slow
def test_an_output_that_cannot_be_written_is_the_callers_mistake(grader, tmp_path):
    (tmp_path / "file").write_text("in the way")
    ran = grader("grade", CLASS / "untouched", *RUBRIC, "--out", tmp_path / "file" / "out")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


@pytest.mark.slow
def test_batch_gives_everyone_a_row_and_a_report(tmp_path):
    folder, out = tmp_path / "class", tmp_path / "out"
    for name in ("perfect", "untouched"):
        shutil.copytree(CLASS / name, folder / name)
    (folder / "=broken.zip").write_bytes(b"no zip")
    (folder / "notes.txt").write_text("ignored")
    ran = _process("batch", folder, *RUBRIC, "--out", out)
    assert ran.returncode == 0, ran.stderr
    rows = list(csv.DictReader((out / "results.csv").read_text().splitlines()))
    assert [(row["student"], row["status"], row["score"]) for row in rows] == [
        ("perfect", "graded", "64.0"),
        ("untouched", "graded", "0.0"),
        ("'=broken", "unreadable", "0.0"),
    ]
    assert list(rows[0])[:6] == ["student", "submission", "status", "score", "max_score", "pending"]
    assert {path.name for path in (out / "reports").iterdir()} == {"perfect", "untouched", "=broken"}
    assert json.loads((out / "summary.json").read_text())["count"] == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    "rubric",
    [
        "examples/tasks/linear_solver/rubric.toml",
        pytest.param("rubrics/batch_normalization.toml", marks=pytest.mark.slow),
    ],
)
def test_audit_proves_a_shipped_rubric(grader, rubric):
    ran = grader("audit", "--rubric", str(ROOT / rubric), "--json")
    found = json.loads(ran.stdout)
    assert ran.returncode == 0, ran.stdout
    assert found["ok"]
    assert found["reference"]["score"] == found["reference"]["max_score"] > 0
    assert found["template"]["score"] == 0
    asked = [m for m in found["mistakes"] if m["id"] not in found["accepted"]]
    assert asked
    assert [m["named_first"] for m in asked] == [m["id"] for m in asked]


@pytest.mark.parametrize("command", ["grade", "batch", "audit"])
def test_every_command_has_help_with_an_example(grader, command):
    ran = grader(command, "--help")
    assert ran.returncode == 0
    assert f"grader {command} " in ran.stdout.partition("Example:")[2]


def test_help_lists_every_command_without_importing_any():
    ran = _process("--help")
    assert all(name in ran.stdout for name in ("audit", "batch", "grade"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"), [pytest.param(signal.SIGINT, 130, marks=pytest.mark.slow), (signal.SIGTERM, 143)]
)
def test_an_interrupted_batch_stops_cleanly(tmp_path, number, code):
    shutil.copytree(CLASS / "never_ends", tmp_path / "class/never_ends")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [
        sys.executable,
        "-m",
        "grader",
        "batch",
        str(tmp_path / "class"),
        *RUBRIC,
        "--out",
        str(tmp_path / "out"),
    ]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job's is ignored
    )
    while not list(scratch.glob("grader-slot-*/[gw]*/*")):
        time.sleep(0.05)
    running.send_signal(number)
    assert running.wait(timeout=10) == code
    assert list(scratch.iterdir()) == []


def test_sandbox_says_what_this_machine_gives(grader):
    ran = grader("sandbox", "--json")
    found = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert found["level"] in ("full", "limited")
    assert [trial["level"] for trial in found["tried"]] == ["full", "limited"]


def test_sandbox_tells_people_each_wall(grader):
    ran = grader("sandbox")
    assert "the network is out of reach" in ran.stdout


PRINTS = "import sys\nprint('secret: expected')\nprint('secret too', file=sys.stderr)\n"


@pytest.mark.parametrize("command", ["grade", "batch", "audit", "release"])
def test_what_the_instructor_s_code_prints_is_in_no_output(grader, tiny, command):
    for name in ("scenarios.py", "reference/__init__.py", "reference/mistakes/tripled.py"):
        tiny.write(name, PRINTS + (tiny.folder / name).read_text())
    tiny.spoil("reference/__init__.py", "    return 2 * x", "    print('sec' + 'ret as well')\n    return 2 * x")
    tiny.write("class/ann/m.py", "def double(x):\n    return 2 * x\n")
    asked = {"grade": [tiny.folder / "class/ann"], "batch": [tiny.folder / "class"]}.get(command, [])
    out = [] if command == "audit" else ["--out", tiny.folder / "out"]
    ran = grader(command, *asked, "--rubric", tiny.folder / "tiny.toml", *out, "--json")
    assert json.loads(ran.stdout)
    assert "secret" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("command", ["grade", "batch", "audit", "release"])
def test_a_reference_that_a_scenario_refuses_is_the_caller_s_mistake(grader, tiny, command):
    tiny.spoil("reference/__init__.py", "return 2 * x", "raise ValueError('no such x')")
    tiny.write("class/ann/m.py", "def double(x):\n    return 2 * x\n")
    asked = {"grade": [tiny.folder / "class/ann"], "batch": [tiny.folder / "class"]}.get(command, [])
    out = [] if command == "audit" else ["--out", tiny.folder / "out"]
    ran = grader(command, *asked, "--rubric", tiny.folder / "tiny.toml", *out)
    assert ran.returncode == 2
    assert "scenario doubled, case only" in ran.stderr
    assert "no such x" in ran.stderr


@pytest.mark.parametrize(("more", "code"), [((), 0), (("--fail-under", 99), 0), (("--fail-under", 100), 1)])
def test_an_audit_fails_where_cases_catch_fewer_mutants_than_asked_for(grader, more, code):
    ran = grader("audit", "--rubric", "examples/tasks/linear_solver/rubric.toml", "--json", "--mutants", 2000, *more)
    found = json.loads(ran.stdout)
    assert (ran.returncode, found["ok"]) == (code, True)
    assert [one["source"][:8] for one in found["mutants"]["uncaught"]] == ["pivot = "]


def test_a_least_share_of_no_mutants_is_refused(grader):
    rubric = "examples/tasks/linear_solver/rubric.toml"
    ran = grader("audit", "--rubric", rubric, "--mutants", 0, "--fail-under", 50)
    assert ran.returncode == 2
    assert "--mutants 0" in ran.stderr
