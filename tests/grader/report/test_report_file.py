"""report.json read back: what is needed of it is checked, and what is wrong is said."""

import json

import pytest

from grader.errors import CallerError
from grader.model.verdict import Verdict
from grader.report.report_file import read_report


@pytest.fixture
def content(build):
    return build.report(build.judged(Verdict.PASS), build.judged(Verdict.FAIL, build.comparison()))


def _read(folder, content):
    (folder / "report.json").write_text(content if isinstance(content, str) else json.dumps(content))
    return read_report(folder)


def test_what_was_written_is_read_back(tmp_path, content):
    report = _read(tmp_path, content)
    assert report.content == json.loads(json.dumps(content))
    assert (report.submission.id, report.score, report.max_score, report.status) == ("ada", 4.0, 8.0, "graded")
    assert [criterion.verdict for question in report.questions for criterion in question.criteria] == ["pass", "fail"]


def test_the_status_is_read_off_verdicts_and_remarks(tmp_path, content, build):
    assert _read(tmp_path, {**content, "remarks": [{"id": "unreadable"}]}).status == "unreadable"
    assert _read(tmp_path, build.report(build.judged(Verdict.ERROR))).status == "error"


def test_a_report_of_an_earlier_version_gets_what_to_mend_first(tmp_path, content):
    earlier = {key: value for key, value in content.items() if key != "mend_first"}
    assert _read(tmp_path, earlier).content["mend_first"] == content["mend_first"] != []


def test_what_stands_there_is_not_made_again(tmp_path, content):
    assert _read(tmp_path, {**content, "mend_first": []}).content["mend_first"] == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No such file"),
        ("{", "it is no JSON"),
        ("[]", "no report of the schema grader/report/v1"),
        ({"schema": "grader/report/v2"}, "no report of the schema"),
        ({"schema": "grader/report/v1"}, "missing or wrong in it: .*`submission`"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(tmp_path, content, told):
    with pytest.raises(CallerError, match=told) as caught:
        read_report(tmp_path) if content is None else _read(tmp_path, content)
    assert caught.value.where == str(tmp_path / "report.json")


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("score", "four", r"Expected `float`, got `str` - at `\$.score`"),
        ("language", "none", "none.toml"),
        ("questions", [{"id": "q"}], r"at `\$.questions\[0\]`"),
    ],
)
def test_what_is_wrong_in_a_report_is_named(tmp_path, content, key, value, told):
    earlier = {name: found for name, found in content.items() if name != "mend_first"}
    with pytest.raises(CallerError, match=told):
        _read(tmp_path, {**earlier, key: value})
