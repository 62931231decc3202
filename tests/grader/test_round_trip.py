"""From a platform's download to its own form of the results, by the commands that people type."""

import csv
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import cli

TASK = Path(__file__).parents[2] / "examples/tasks/linear_solver"
MARKS = {"first_pivot": "10", "no_pivots": "2.4"}
CANVAS = """\ufeffStudent,ID,SIS Login ID,Section,Assignment 1 (98765),Final Score\r
    Points Possible,,,,10,(read only)\r
"Doe, Jane",4411,jdoe,"Lec ""A"" 1",,55\r
"Roe, Bob",4412,broe,Lec 001,,\r
"Gone, Ann",4413,agone,Lec 001,-,\r
"Student, Test",9,,Lec 001,,"""
MOODLE = """Bezeichner,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,\
Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),Feedback als Kommentar
Teilnehmer/in1234,Jane Doe,j@x.y,Abgegeben,,"10,00",Ja,"Dienstag, 1. September 2026, 10:00",-,
Teilnehmer/in1235,Bob Roe,b@x.y,Abgegeben,,"10,00",Ja,-,-,"""
GRADESCOPE = """submission_86:
  :submitters:
  - :name: Jane Doe
    :sid: '00100'
    :email: j@x.y
  - :name: Bob Roe
    :sid: '00101'
    :email: b@x.y
  :created_at: 2023-09-21 10:00:00.000000000 -07:00
"""


@pytest.fixture
def run(tmp_path):
    def run(*words):
        ran = CliRunner().invoke(cli, list(map(str, words)), catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return ran.output

    return run


@pytest.fixture
def graded(run, tmp_path):
    """Import, then grade."""

    def graded(platform, source, *options):
        run("import", platform, source, "--out", tmp_path / "class", *options)
        out = tmp_path / "out"
        options = ("--rubric", TASK / "rubric.toml", "--isolation", "limited", "--jobs", 1)
        run("batch", tmp_path / "class", "--out", out, *options)
        return out

    return graded


def _zip(path, **_):
    return zipfile.ZipFile(path, "w")


def _solver(kind):
    return (TASK / "hand_ins" / kind / "solver.py").read_bytes()


def _rows(path):
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_canvas(run, graded, tmp_path):
    with _zip(tmp_path / "submissions.zip") as download:
        download.writestr("doejane_4411_7001_solver.py", _solver("first_pivot"))
        download.writestr("roebob_LATE_4412_7002_solver-1.py", _solver("no_pivots"))
    book = tmp_path / "book.csv"
    book.write_bytes(CANVAS.encode())
    out = graded("canvas", tmp_path / "submissions.zip", "--roster", book)
    run("export", "canvas", out, "--into", book, "--column", "Assignment 1", "--out", tmp_path / "up.csv")
    expected = CANVAS.replace('"Lec ""A"" 1",,55', '"Lec ""A"" 1",10,55').replace("broe,Lec 001,,", "broe,Lec 001,2.4,")
    assert (tmp_path / "up.csv").read_bytes() == expected.encode()
    run("export", "canvas", out, "--feedback", "--out", tmp_path / "feedback.zip")
    with zipfile.ZipFile(tmp_path / "feedback.zip") as feedback:
        assert feedback.namelist() == ["doejane_4411_7001_report.html", "roebob_4412_7002_report.html"]


def test_moodle(run, graded, tmp_path):
    with _zip(tmp_path / "submissions.zip") as download:
        download.writestr("Jane Doe_1234_assignsubmission_file/solver.py", _solver("first_pivot"))
        download.writestr("Bob Roe_1235_assignsubmission_file/solver.py", _solver("no_pivots"))
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(MOODLE.encode())
    out = graded("moodle", tmp_path / "submissions.zip", "--roster", sheet)
    run("export", "moodle", out, "--into", sheet, "--out", tmp_path / "up.csv")
    before, after = _rows(sheet), _rows(tmp_path / "up.csv")
    assert [row[4] for row in after[1:]] in (["10", "2,4"], ["10,00", "2,40"])
    assert [[*row[:4], *row[5:]] for row in before] == [[*row[:4], *row[5:]] for row in after]
    run("export", "moodle", out, "--feedback", "--out", tmp_path / "feedback.zip")
    with zipfile.ZipFile(tmp_path / "feedback.zip") as feedback:
        assert "Jane Doe_1234_assignsubmission_file/report.html" in feedback.namelist()


@pytest.mark.slow
def test_gradescope(run, graded, tmp_path):
    with _zip(tmp_path / "export.zip") as download:
        download.writestr("assignment_1_export/submission_metadata.yml", GRADESCOPE)
        download.writestr("assignment_1_export/submission_86/solver.py", _solver("no_pivots"))
    out = graded("gradescope", tmp_path / "export.zip")
    assert [row[0] for row in _rows(out / "results.csv")[1:]] == ["00100", "00101"]
    run("export", "gradescope", out, "--out", tmp_path / "results")
    found = json.loads((tmp_path / "results/submission_86/results.json").read_text())
    assert (found["score"], sum(test["max_score"] for test in found["tests"])) == (2.4, 10)


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["nbgrader", "folder"])
def test_nbgrader_and_plain_folders(run, graded, tmp_path, platform):
    source = tmp_path / "submitted"
    for kind in MARKS:
        shutil.copytree(TASK / "hand_ins" / kind, source / kind / ("ps1" if platform == "nbgrader" else ""))
    out = graded(platform, source)
    run("export", "csv", out, "--out", tmp_path / "grades.csv")
    header, *rows = _rows(tmp_path / "grades.csv")
    score = header.index("score")
    assert {row[0]: row[score] for row in rows} == MARKS


@pytest.mark.slow
def test_dodona(run, graded, tmp_path):
    with _zip(tmp_path / "series.zip") as download:
        download.writestr("solver/Jane Doe.py", _solver("no_pivots"))
        download.writestr("info.csv", 'filename,full_name,id\n"solver/Jane Doe.py","Jane Doe","7"\n')
    out = graded("dodona", tmp_path / "series.zip")
    run("export", "dodona", out, "--out", tmp_path / "judged")
    *_, last = (tmp_path / "judged/Jane Doe_7/judgement.jsonl").read_text().splitlines()
    assert json.loads(last)["status"] == {"enum": "wrong", "human": "not right yet: 2.4 of 10 points"}


def test_points_that_wait_are_not_exported_unless_asked_for(answered, run, tmp_path):
    refused = CliRunner().invoke(cli, ["export", "csv", str(answered.out), "--out", str(tmp_path / "grades.csv")])
    assert refused.exit_code != 0
    assert not (tmp_path / "grades.csv").exists()
    run("export", "csv", answered.out, "--out", tmp_path / "grades.csv", "--provisional")
    assert (tmp_path / "grades.csv").exists()
