"""Groups on the command line: shown, decided, taken back."""

import json

import pytest
from click.testing import CliRunner

from grader.cli import cli
from grader.errors import CallerError
from tests.grader.grading.conftest import _low_passes, grouped  # noqa: F401


def _run(*words):
    return CliRunner().invoke(cli, list(map(str, words)), catch_exceptions=True)


def _name(grouped, member="doubled"):  # noqa: F811
    shown = json.loads(_run("show", grouped.out, "--groups", "low_pass", "--json").output)
    return next(group["id"] for group in shown if member in group["members"])


def test_the_groups_of_a_question_are_shown(grouped):  # noqa: F811
    told = _run("show", grouped.out, "--groups", "low_pass").output
    assert _name(grouped)[:8] in told
    assert "crash ValueError" in told


def test_a_group_stands_in_the_place_of_a_student(grouped):  # noqa: F811
    before, name = grouped.score("doubled"), f"group:{_name(grouped)[:6]}"
    assert _run("override", grouped.out, name, "low_pass", 3, "--why", "Only the factor.").exit_code == 0
    assert (grouped.score("doubled"), grouped.score("doubled_too")) == (3, 3)
    assert _run("override", grouped.out, name, "low_pass.filtered", "auto", "--why", "Back.").exit_code == 0
    assert grouped.score("doubled_too") == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("override", "group:", "low_pass", 3, "--why", "x"), "there is no group"),
        (("override", "group:00", "low_pass", 3, "--why", "x"), "there is no group"),
        (("override", "group:00", "nothing", 3, "--why", "x"), "there is no group"),
        (("show", "--groups", "nothing"), "is no question"),
    ],
)
def test_what_is_not_there_is_said(grouped, words, said):  # noqa: F811
    command, *others = words
    error = _run(command, grouped.out, *others).exception
    assert isinstance(error, CallerError)
    assert said in str(error)


def test_results_may_be_named_from_the_folder_that_one_is_in(grouped, monkeypatch):  # noqa: F811
    monkeypatch.chdir(grouped.out.parent)
    (grouped.out / "behaviours/index.json").unlink(missing_ok=True)
    shown = json.loads(_run("show", grouped.out.name, "--groups", "low_pass", "--json").output)
    assert {"doubled", "doubled_too"} <= {name for group in shown for name in group["members"]}
    assert list((grouped.out / "behaviours").glob("*.bin"))
