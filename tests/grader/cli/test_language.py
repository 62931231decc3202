"""`--lang zh`: the same grading, told in Chinese."""

import json
import re
from functools import cache

import pytest

RUBRIC = ("--rubric", "rubrics/batch_normalization.toml")
SMALL = ("--rubric", "examples/tasks/linear_solver/rubric.toml")
LIMITED = ("--isolation", "limited")
TEXTS = {"message", "told", "next", "title", "hints", "language", "enforced", "not_enforced"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module", params=["eps_outside_root", pytest.param("untouched", marks=pytest.mark.slow)])
def told(request, grader, tmp_path_factory):
    """One submission graded in a language: what was printed, and the report."""

    @cache
    def graded(language):
        out = tmp_path_factory.mktemp(language)
        ran = grader("grade", f"examples/class/{request.param}", *RUBRIC, *LIMITED, "--out", out, "--lang", language)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout, json.loads((out / "report.json").read_text(encoding="utf-8"))

    return graded


def _measured(entry):
    """A report without its words and its timing."""
    if isinstance(entry, dict):
        return {name: _measured(value) for name, value in entry.items() if name not in TEXTS | {"timing"}}
    return [_measured(value) for value in entry] if isinstance(entry, list) else entry


def _texts(entry, name=""):
    """Every message, title and hint of a report."""
    if isinstance(entry, dict):
        return [text for key, value in entry.items() for text in _texts(value, key)]
    if isinstance(entry, list):
        return [text for value in entry for text in _texts(value, name)]
    return [entry] if entry and name in TEXTS - {"language"} else []


@pytest.mark.slow
def test_a_report_in_another_language_differs_in_words_alone(told):
    assert _measured(told("en")[1]) == _measured(told("zh")[1])


def test_no_message_title_or_hint_is_left_in_english(told):
    texts = _texts(told("zh")[1])
    assert len(texts) > 60
    assert [text for text in texts if not CHINESE.search(text)] == []


def test_no_sentence_of_a_message_is_left_in_english(told):
    bare = [re.sub(r"`[^`]*`", "", text) for text in _texts(told("zh")[1])]
    assert [text for text in bare if re.search(r"[a-z]+ [a-z]+ [a-z]+ ", text)] == []


def test_the_terminal_speaks_chinese(told):
    lines = told("zh")[0].splitlines()
    assert all(CHINESE.search(line) for line in lines)
    assert len(lines) > len(told("zh")[1]["questions"])


def test_an_unreadable_submission_is_refused_in_chinese(grader, tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    ran = grader("grade", tmp_path / "broken.zip", *SMALL, "--out", tmp_path / "out", "--lang", "zh")
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert ran.returncode == 2
    assert all(CHINESE.search(line) for line in ran.stderr.splitlines())
    assert "无法读取 zip 文件" in report["remarks"][0]["message"]


@pytest.mark.slow
def test_a_class_is_told_in_chinese(grader, tmp_path):
    (tmp_path / "class").mkdir()
    (tmp_path / "class/broken.zip").write_bytes(b"no zip")
    ran = grader("batch", tmp_path / "class", *RUBRIC, "--out", tmp_path / "out", "--lang", "zh")
    summary = json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))
    assert ran.stderr.startswith("1/1  broken  无法读取  每秒")
    assert ran.stderr.count("\n") == 1
    assert (summary["submissions"][0]["status"], summary["assignment"]["title"]) == ("unreadable", "批归一化")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("grade", "nowhere"), "没有这个文件或文件夹"),
        (("batch", "nowhere"), "没有这个文件夹"),
        (("batch", "rubrics"), "里面没有任何提交"),
    ],
)
def test_what_cannot_be_done_is_said_in_chinese(grader, tmp_path, arguments, said):
    ran = grader(*arguments, *SMALL, "--out", tmp_path, "--lang", "zh")
    assert said in ran.stderr
    assert all(CHINESE.search(line) for line in ran.stderr.splitlines())


@pytest.mark.usefixtures("no_bubblewrap")
def test_a_level_that_this_machine_cannot_give_is_refused_in_chinese(grader, tmp_path):
    ran = grader("grade", "examples/class/perfect", "--isolation", "full", *SMALL, "--out", tmp_path, "--lang", "zh")
    assert "无法提供隔离级别" in ran.stderr
    assert all(CHINESE.search(line) for line in ran.stderr.splitlines())


def test_a_language_without_a_catalogue_is_refused(grader, tmp_path):
    ran = grader("grade", "examples/class/perfect", *SMALL, "--out", tmp_path, "--lang", "xx")
    assert ran.returncode == 2
    assert "'en', 'zh'" in ran.stderr
