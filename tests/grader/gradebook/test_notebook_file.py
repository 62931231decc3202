"""The notebook as it ran stands beside report.json, since a cell may print the time."""

import json

import pytest

from grader.gradebook.report_files import notebook_in, update_report, write_reports
from grader.report.report_file import read_report

CELLS = {"cells": [{"index": 0, "kind": "code", "source": "print(now())", "status": "ok", "shown": "12:00"}]}


@pytest.fixture
def report(course):
    return read_report(course.out / "reports/solo").content


def test_it_is_in_the_page_and_not_in_the_report(report, tmp_path):
    write_reports({**report, "as_run": CELLS}, tmp_path)
    assert notebook_in(tmp_path) == CELLS
    assert "12:00" in (tmp_path / "report.html").read_text()
    assert "12:00" not in (tmp_path / "report.json").read_text()


def test_a_report_that_was_read_back_leaves_it_there(report, tmp_path):
    write_reports({**report, "as_run": CELLS}, tmp_path)
    update_report({**read_report(tmp_path).content, "score": 1.0}, tmp_path)
    assert notebook_in(tmp_path) == CELLS
    assert "12:00" in (tmp_path / "report.html").read_text()


def test_a_hand_in_without_a_notebook_takes_the_old_one_away(report, tmp_path):
    write_reports({**report, "as_run": CELLS}, tmp_path)
    update_report({**report, "as_run": None}, tmp_path)
    assert notebook_in(tmp_path) is None
    assert "12:00" not in (tmp_path / "report.html").read_text()


def test_results_of_an_earlier_version_get_it_when_they_are_judged_again(report, tmp_path):
    write_reports(report, tmp_path)
    before = (tmp_path / "report.json").read_text()
    update_report({**report, "as_run": CELLS}, tmp_path)
    assert (tmp_path / "report.json").read_text() == before
    assert "12:00" in (tmp_path / "report.html").read_text()


def test_a_file_that_was_cut_is_none(report, tmp_path):
    write_reports({**report, "as_run": CELLS}, tmp_path)
    (tmp_path / "notebook.json").write_text(json.dumps(CELLS)[:-5])
    assert notebook_in(tmp_path) is None
