"""A class with plots: reports are the same when they are judged again, and a person marks pictures."""

import json

import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed here")

from grader.gradebook.answer_sheet import page_rows
from grader.gradebook.answers import answers_in
from grader.gradebook.decisions import now
from grader.grading.batch import grade_class
from grader.grading.override import decide
from grader.grading.pool import GradingSettings
from grader.grading.regrade import regrade
from grader.model.decision import Decision
from grader.model.submission import Audience
from grader.report.answers import answers_page
from grader.sandbox.selftest import chosen

from .hand_ins import RIGHT, TASK, hand_in

pytestmark = pytest.mark.slow
LARGE_DOTS = RIGHT["image"] + "plt.rcParams['lines.markersize'] = 30\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    for name, changed in {"ann": {}, "bob": {}, "cy": {"image": LARGE_DOTS}, "dee": {"free": None}}.items():
        hand_in(folder / "in" / name, **changed)
    settings = GradingSettings(
        rubric=TASK / "rubric.toml", audience=Audience.STUDENT, language="en", isolation=chosen("limited")
    )
    grade_class(folder / "in", folder / "out", settings)
    return folder / "out"


def _reports(out):
    found = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in out.rglob("report.json")}
    return {name: {**report, "timing": None} for name, report in found.items()}


def test_pictures_are_there_when_a_class_is_judged_again(out):
    before = _reports(out)
    assert all(report["questions"][0]["pictures"] for report in before.values())
    regrade(out, pages=True)
    assert _reports(out) == before


def test_a_person_sees_the_picture_beside_the_code(out):
    page = answers_page(page_rows(answers_in(out), None))
    assert page.count("data:image/png;base64,") == 2


def test_the_same_code_with_another_picture_is_another_answer(out):
    """Ann and Bob drew the same; Cy's dots are larger, since another cell says so."""
    assert sorted(row["same"] for row in page_rows(answers_in(out), None)) == ["1", "2"]


def test_points_for_a_plot_hold_for_this_picture_alone(out):
    """Cy's code of this cell is Ann's; only the picture differs."""
    answers = {answer.submission: answer for answer in answers_in(out)}
    revisions = {name: answer.text_revision for name, answer in answers.items()}
    assert revisions["ann"] == revisions["bob"] != revisions["cy"]
    place = {"question": "free", "criterion": "taste", "comment": "", "who": "ta", "when": now()}
    given = [Decision(submission=name, points=2.0, answer=revisions["ann"], **place) for name in ("ann", "bob", "cy")]
    decide(out, given)
    assert {answer.submission: answer.points for answer in answers_in(out)} == {"ann": 2, "bob": 2, "cy": None}
    criteria = {name: report["questions"][-1]["criteria"][0] for name, report in _reports(out).items()}
    assert (criteria["ann"]["score"], criteria["cy"]["verdict"]) == (2, "pending")
