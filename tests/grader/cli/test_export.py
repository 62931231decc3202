"""`grader export`: what is written, what is refused, and what is said."""

import io
import json
import zipfile

import pytest
from click.testing import CliRunner

from grader.cli import cli
from grader.cli import export as command
from grader.errors import CallerError
from grader.model.grade import Grade, GradeStatus
from grader.model.roster import Entry
from grader.platforms.registry import EXPORTERS

BOOK = b"Student,ID,SIS Login ID,Section,Batch norm (9)\n    Points Possible,,,,10\nDoe,4411,jd,A,\nRoe,4422,rr,A,5\n"


def _report(name, **facts):
    scored = {"score": 7.0, "max_score": 10.0}
    criterion = {"id": "c", "title": "C", "verdict": "partial", "message": "Look.", "findings": [], "hints": []}
    criterion |= {**scored, "check": "matches", "evidence": {}, "next": ""}
    return {
        "schema": "grader/report/v1",
        "assignment": {"id": "a2", "title": "Batch norm"},
        "submission": {"id": name, "sha256": "0f", "files": []},
        "provenance": {},
        **scored,
        "pending": 0.0,
        "questions": [{"id": "q", "title": "Q", "verdict": "partial", **scored, "criteria": [criterion]}],
        "remarks": [],
        "notebook": {"path": "", "status": "ok", "cells": []},
        "audience": "student",
        "language": "en",
        **facts,
    }


@pytest.fixture
def results(tmp_path, monkeypatch):
    """A class of one who handed in, one who did not, and one whom the gradebook does not know."""
    folder = tmp_path / "results"
    for name in ("doe_4411", "x_4433"):
        (folder / "reports" / name).mkdir(parents=True)
        (folder / "reports" / name / "report.json").write_text(json.dumps(_report(name)))
        (folder / "reports" / name / "report.html").write_text(f"page of {name}")
    entries = [
        Entry(student="4411", submission="doe_4411", platform="canvas", key="doe_4411_900"),
        Entry(student="::error::", submission="x_4433", platform="canvas", key="x_4433_901"),
    ]
    grades = [Grade(entry=entry, status=GradeStatus.GRADED, score=7.0, max_score=10.0) for entry in entries]
    grades.append(Grade(entry=Entry(student="4422"), status=GradeStatus.MISSING, score=None, max_score=10.0))
    monkeypatch.setattr(command, "grades_of", lambda _folder: tuple(grades))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / "book.csv").write_bytes(BOOK)
    return folder


def _run(*arguments):
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def test_the_gradebook_is_changed_in_place_and_keeps_its_permissions(results, tmp_path):
    book = tmp_path / "book.csv"
    book.chmod(0o600)
    ran = _run("canvas", results, "--into", book)
    assert ran.exit_code == 0, ran.output
    assert book.read_bytes() == BOOK.replace(b"jd,A,", b"jd,A,7")
    assert book.stat().st_mode & 0o777 == 0o600
    assert "Column `Batch norm (9)`: 1 written, 0 zeros, 1 blank." in ran.output


def test_out_leaves_the_gradebook_alone(results, tmp_path):
    assert _run("canvas", results, "--into", tmp_path / "book.csv", "--out", tmp_path / "up.csv").exit_code == 0
    assert (tmp_path / "book.csv").read_bytes() == BOOK
    assert (tmp_path / "up.csv").read_bytes() == BOOK.replace(b"jd,A,", b"jd,A,7")


def test_json_is_all_that_json_prints(results, tmp_path):
    told = json.loads(_run("canvas", results, "--into", tmp_path / "book.csv", "--json").output)
    assert told["schema"] == "grader/export/v1"
    assert (told["written"], told["blank"], told["unmatched"]) == (["4411"], ["4422"], ["::error::"])


def test_reports_are_packed_beside_the_table(results, tmp_path):
    ran = _run("canvas", results, "--into", tmp_path / "book.csv", "--feedback", "--out", tmp_path / "f.zip")
    assert ran.exit_code == 0, ran.output
    with zipfile.ZipFile(io.BytesIO((tmp_path / "f.zip").read_bytes())) as archive:
        assert archive.namelist() == ["doe_4411_900_report.html", "x_4433_901_report.html"]
        assert archive.read("doe_4411_900_report.html") == b"page of doe_4411"
    assert (tmp_path / "book.csv").read_bytes() == BOOK
    assert "book.csv was read for names and not changed." in ran.output


def test_beside_the_reports_the_table_is_written_where_it_is_asked_for(results, tmp_path):
    ran = _run("canvas", results, "--into", tmp_path / "book.csv", "--feedback", "--out", tmp_path / "up.csv")
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "book.csv").read_bytes() == BOOK
    assert b"jd,A,7" in (tmp_path / "up.csv").read_bytes()
    assert (results / "canvas_feedback.zip").exists()


def test_a_table_of_strangers_is_refused(results, tmp_path):
    (tmp_path / "book.csv").write_bytes(BOOK.split(b"\n")[0] + b"\nSome Body,77,,sb,A,\n")
    ran = _run("canvas", results, "--into", tmp_path / "book.csv", "--column", "Tiny")
    assert isinstance(ran.exception, CallerError)
    assert ran.exception.key in ("table_of_strangers", "column_not_there")


def test_nothing_is_written_when_a_report_cannot_be_named(results, tmp_path):
    ran = _run("moodle", results, "--feedback", "--out", tmp_path / "f.zip")
    assert isinstance(ran.exception, CallerError)
    assert not (tmp_path / "f.zip").exists()


def test_a_zip_that_nobody_would_get_is_refused_also_provisionally(results, tmp_path):
    ran = _run("moodle", results, "--feedback", "--out", tmp_path / "f.zip", "--provisional")
    assert "no report can be named" in str(ran.exception)
    assert "4411: not imported from Moodle" in str(ran.exception)
    assert not (tmp_path / "f.zip").exists()


@pytest.mark.parametrize(
    ("platform", "name"),
    [("csv", "grades.csv"), ("junit", "junit.xml"), ("gradescope", "gradescope/doe_4411/results.json")],
)
def test_other_forms_go_into_the_results_folder(results, platform, name):
    ran = _run(platform, results)
    assert ran.exit_code == 0, ran.output
    assert (results / name).is_file()


def test_a_step_s_summary_is_appended_to(results, tmp_path, monkeypatch):
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    ran = _run("github", results)
    assert ran.exit_code == 0, ran.output
    assert summary.read_text().startswith("before\n## Batch norm")
    assert [line for line in ran.output.splitlines() if line.startswith("::")] == [
        "::warning title=doe_4411%3A Q::Look.",
        "::warning title=x_4433%3A Q::Look.",
    ]


def test_a_summary_that_cannot_be_written_is_told(results, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "none" / "summary.md"))
    assert "cannot be written" in str(_run("github", results).exception)


def test_one_report_of_grade_is_enough(tmp_path):
    (tmp_path / "report.json").write_text(json.dumps(_report("ada")))
    assert _run("junit", tmp_path).exit_code == 0
    assert b"ada: Q" in (tmp_path / "junit.xml").read_bytes()


def test_points_that_wait_are_refused_and_provisional_goes_on(tmp_path):
    report = _report("ada", pending=3.0)
    report["questions"][0]["criteria"][0] |= {"verdict": "pending", "max_score": 3.0}
    (tmp_path / "report.json").write_text(json.dumps(report))
    assert "3 points of 1 answers in 1 submissions wait for a person" in str(_run("csv", tmp_path).exception)
    assert not (tmp_path / "grades.csv").exists()
    assert _run("csv", tmp_path, "--provisional").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("canvas",), "there is nothing to fill"),
        (("github",), "there is no summary to write to"),
        (("canvas", "--into", "none.csv"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_refused(results, arguments, told):
    platform, *others = arguments
    ran = _run(platform, results, *others)
    assert isinstance(ran.exception, CallerError)
    assert told in str(ran.exception)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("csv", "--into", "x.csv"), "are not for csv"), (("canvas", "--scale"), "need the platform's table")],
)
def test_options_that_would_do_nothing_are_refused(results, arguments, told):
    platform, *others = arguments
    ran = _run(platform, results, *others)
    assert ran.exit_code == 2
    assert told in ran.output


def test_every_form_that_scripts_rely_on_is_there():
    assert set(EXPORTERS) == {"canvas", "moodle", "gradescope", "nbgrader", "dodona", "csv", "junit", "github"}
