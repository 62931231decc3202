"""Reports on disk."""

import json

import pytest

from grader.errors import CallerError
from grader.platforms.report_folder import page_of, read_table, reports_of, single

from .conftest import criterion, grade, question, report


def _kept(tmp_path, name="s_a"):
    path = tmp_path / "reports" / name
    path.mkdir(parents=True)
    (path / "report.json").write_text(json.dumps(report(name, question("q", criterion("c")))))
    return path


def test_each_hand_in_is_read_once_and_the_missing_are_passed_over(tmp_path):
    _kept(tmp_path)
    found = reports_of(tmp_path, [grade("a", 1.0), grade("b", 1.0, submission="s_a"), grade("c")])
    assert list(found) == ["s_a"]


def test_what_grade_left_is_one_hand_in(tmp_path):
    (tmp_path / "report.json").write_text(json.dumps(report("ada", question("q", criterion("c")))))
    assert single(tmp_path).score == 2.0
    assert list(reports_of(tmp_path, [single(tmp_path)])) == ["ada"]
    assert single(tmp_path / "other") is None


def test_what_grade_failed_on_has_no_points(tmp_path):
    failed = report("ada", question("q", criterion("c", "error", 0.0)))
    (tmp_path / "report.json").write_text(json.dumps(failed))
    assert (single(tmp_path).status, single(tmp_path).score) == ("error", None)


def test_a_page_that_is_missing_is_made_from_the_report(tmp_path):
    path = _kept(tmp_path)
    read = reports_of(tmp_path, [grade("a", 1.0)])["s_a"]
    assert b"<!doctype html>" in page_of(tmp_path, "s_a", read).lower()
    (path / "report.html").write_bytes(b"kept")
    assert page_of(tmp_path, "s_a", read) == b"kept"


@pytest.mark.parametrize(
    ("content", "told"), [(None, "No such file"), ("{", "it is no JSON"), ("{}", "no report of the schema")]
)
def test_a_report_that_cannot_be_read_is_refused(tmp_path, content, told):
    path = _kept(tmp_path) / "report.json"
    path.unlink()
    if content is not None:
        path.write_text(content)
    with pytest.raises(CallerError, match=told):
        dict(reports_of(tmp_path, [grade("a", 1.0)]))


def test_a_hand_in_s_name_leads_nowhere_else(tmp_path):
    with pytest.raises(CallerError, match="no name of a folder"):
        dict(reports_of(tmp_path, [grade("a", 1.0, submission="../../x")]))


def test_a_table_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(CallerError, match="Check the path given to --into"):
        read_table(tmp_path / "none.csv")
