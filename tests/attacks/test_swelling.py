"""What makes the grader swell or wait costs the hand-in its own points: no other hand-in, and no honest part of it."""

import json
import os

import pytest

from grader.grading import alone, batch
from grader.grading.alone import grade_alone
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings, run_jobs
from grader.grading.regrade import regrade
from grader.sandbox.selftest import chosen, try_level
from tests.attacks.swelling import ATTACKS, POINTS, write_hand_in, write_task

MOST_RECORD = 100 << 20
"""Most bytes that a hand-in's record may take."""


@pytest.fixture(scope="module", params=[pytest.param("full", marks=pytest.mark.slow), "limited"])
def graded(request, tmp_path_factory):
    """The folder of a class of all of them and an honest one, graded in processes of its own."""
    if not try_level(request.param).proved and "CI" not in os.environ:
        pytest.skip(f"no isolation level `{request.param}` here: {try_level(request.param).trouble}")
    folder = tmp_path_factory.mktemp("swelling")
    for place, attack in enumerate(ATTACKS):
        write_hand_in(folder / f"class/a{place}", attack.source, attack.cells)
    write_hand_in(folder / "class/honest")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "run_jobs", run_jobs)
        grade_class(folder / "class", folder / "out", _settings(folder, chosen(request.param)))
    return folder


def _settings(folder, isolation):
    rubric = write_task(folder / "task")
    return GradingSettings(rubric=rubric, audience="staff", language="en", isolation=isolation)


def _report(folder, name):
    return json.loads((folder / f"out/reports/{name}/report.json").read_text())


def _scores(report):
    return {question["id"]: question["score"] for question in report["questions"]}


def test_the_honest_one_beside_them_keeps_every_point(graded):
    assert _scores(_report(graded, "honest")) == POINTS


def test_none_of_them_is_a_failure_of_ours(graded):
    summary = json.loads((graded / "out/summary.json").read_text())
    assert {row["status"] for row in summary["submissions"]} == {"graded"}


@pytest.mark.parametrize("place", range(len(ATTACKS)), ids=[attack.id for attack in ATTACKS])
def test_each_loses_what_it_spoils_and_keeps_the_rest(graded, place):
    attack, report = ATTACKS[place], _report(graded, f"a{place}")
    assert _scores(report) == POINTS | attack.loses
    assert attack.says in json.dumps(report)


def test_no_record_takes_more_than_its_share_of_the_disk(graded):
    for folder in (graded / "out/observations").iterdir():
        assert sum(path.stat().st_size for path in folder.iterdir()) < MOST_RECORD


def test_judging_them_again_comes_to_the_same(graded):
    found = regrade(graded / "out", dry_run=True)
    assert found.before == found.after
    assert found.to_run == ()


@pytest.mark.parametrize("place", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_one_by_itself_has_the_same_outcome(tmp_path, monkeypatch, place):
    monkeypatch.setattr(alone, "run_jobs", run_jobs)
    write_hand_in(tmp_path / "one", ATTACKS[place].source)
    out = tmp_path / "out"
    found = grade_alone(_settings(tmp_path, chosen("auto")), tmp_path / "one", out, out / "observations")
    assert _scores(found.report) == POINTS | ATTACKS[place].loses
