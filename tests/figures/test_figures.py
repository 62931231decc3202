"""What cells and functions draw is graded by its values, and shown to a person, at every level of walls."""

import base64
import json

import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed here")

from grader.authoring.audit import audit
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pipeline import judge, observe
from grader.model.submission import Audience
from grader.report.html import html
from grader.report.view import view
from grader.sandbox.child.figures import MOST_PICTURES
from grader.sandbox.selftest import chosen
from grader.submission.read import read_submission

from .hand_ins import FIVE, RIGHT, TASK, hand_in
from .lies import LIES


@pytest.fixture(scope="module")
def grader():
    with AssignmentGrader(TASK / "rubric.toml", isolation=chosen("limited")) as found:
        yield found


@pytest.fixture(scope="module", params=["limited", pytest.param("full", marks=pytest.mark.slow)])
def walled_grader(request):
    with AssignmentGrader(TASK / "rubric.toml", isolation=chosen(request.param)) as found:
        yield found


def _graded(grader, folder):
    record = observe(read_submission(folder, grader.assignment), grader.assignment, grader.expectations, grader.slot)
    return record, judge(record, grader.assignment, grader.expectations)


def _points(result):
    return {question.id: question.score for question in result.questions if question.id != "free"}


def _report(grader, record, result):
    mistakes = {mistake.id: mistake for mistake in grader.assignment.mistakes}
    return view(grader.assignment.rubric, mistakes, record, result, Audience.STUDENT)


@pytest.mark.parametrize("name", FIVE)
def test_five_hand_ins_get_what_they_are_worth(name, walled_grader, tmp_path):
    changed, points = FIVE[name]
    _, result = _graded(walled_grader, hand_in(tmp_path / name, **changed))
    assert _points(result) == points


@pytest.mark.slow
def test_the_assignment_is_proved(grader):
    found = audit(grader.assignment, grader.expectations, grader.slot)
    assert found["ok"]
    assert found["reference"]["score"] == found["reference"]["max_score"]


def test_swapped_axes_are_named(grader, tmp_path):
    _, result = _graded(grader, hand_in(tmp_path / "a", **FIVE["swapped"][0]))
    (finding,) = result.questions[0].criteria[0].findings
    assert finding.mistake == "swapped_axes"


def test_where_nothing_was_drawn_the_report_says_so(grader, tmp_path):
    record, result = _graded(grader, hand_in(tmp_path / "a", decay="# Question 1\nx = 1"))
    criterion = _report(grader, record, result)["questions"][0]["criteria"][0]
    assert criterion["message"].startswith("Nothing was drawn here.")


def test_the_picture_of_a_plot_stands_in_the_report(grader, tmp_path):
    record, result = _graded(grader, hand_in(tmp_path / "a"))
    report = _report(grader, record, result)
    (picture,) = report["questions"][0]["pictures"]
    assert base64.b64decode(picture["png"]).startswith(b"\x89PNG")
    assert (picture["cell"], picture["width"], picture["height"]) == (3, 512, 384)
    assert f'src="data:image/png;base64,{picture["png"]}"' in html(report)


def test_a_function_s_question_shows_no_cell_s_picture(grader, tmp_path):
    record, result = _graded(grader, hand_in(tmp_path / "a"))
    assert "pictures" not in _report(grader, record, result)["questions"][1]


def test_the_notebook_as_it_ran_has_the_pictures_of_all_other_cells_that_drew(grader, tmp_path):
    tried = RIGHT["bars"] + "bar_chart(['a', 'b'], [1, 2])\n"
    record, result = _graded(grader, hand_in(tmp_path / "a", bars=tried))
    report = _report(grader, record, result)
    elsewhere = {picture["cell"] for question in report["questions"] for picture in question.get("pictures", ())}
    drawn = {cell["index"] for cell in report["as_run"]["cells"] if "picture" in cell}
    assert (drawn, elsewhere) == ({5}, {3, 6, 7})


def test_cells_that_nobody_named_leave_room_for_the_others(grader, tmp_path):
    path = hand_in(tmp_path / "a") / "Plots.ipynb"
    notebook = json.loads(path.read_text())
    extra = [{**notebook["cells"][7], "id": f"extra-{n}", "source": f"plt.plot([{n}, 2])"} for n in range(14)]
    extra = [{**cell, "metadata": {}} for cell in extra]
    path.write_text(json.dumps({**notebook, "cells": [*notebook["cells"][:3], *extra, *notebook["cells"][3:]]}))
    record, _ = _graded(grader, path.parent)
    drawn = {picture.cell for picture in record.transcript.pictures}
    assert {3 + 14, 6 + 14, 7 + 14} <= drawn
    assert len(drawn) <= MOST_PICTURES


def test_what_a_person_marks_has_its_picture(grader, tmp_path):
    record, result = _graded(grader, hand_in(tmp_path / "a"))
    report = _report(grader, record, result)
    assert [picture["cell"] for picture in report["questions"][3]["pictures"]] == [7]
    assert result.pending == 2


def test_each_cell_has_its_own_figure(grader, tmp_path):
    """Without Jupyter's closing of figures a second plot would be drawn into the first one's axes."""
    later = "plt.plot([1, 2], [5, 6])\n" + RIGHT["free"]
    _, result = _graded(grader, hand_in(tmp_path / "a", free=later, bars="plt.plot([0, 1], [0, 1]);\n" + RIGHT["bars"]))
    assert _points(result) == FIVE["right"][1]


def test_what_is_drawn_and_changed_later_counts_where_it_is_shown(grader, tmp_path):
    cell = RIGHT["decay"].replace("plt.show()", "fig = plt.gcf()\nplt.close()\nfig")
    _, result = _graded(grader, hand_in(tmp_path / "a", decay=cell))
    assert _points(result)["decay"] == 6


def test_a_notebook_may_choose_its_backend(grader, tmp_path):
    cell = "import matplotlib\nmatplotlib.use('Agg')\nplt.switch_backend('agg')\n" + RIGHT["decay"]
    _, result = _graded(grader, hand_in(tmp_path / "a", decay=cell))
    assert _points(result) == FIVE["right"][1]


def test_a_cell_without_its_tag_is_found_by_its_text(grader, tmp_path):
    folder = hand_in(tmp_path / "a", decay="# Question 1\n" + RIGHT["decay"])
    text = (folder / "Plots.ipynb").read_text(encoding="utf-8").replace('"tags": ["decay"]', '"tags": []')
    (folder / "Plots.ipynb").write_text(text, encoding="utf-8")
    _, result = _graded(grader, folder)
    assert _points(result)["image"] == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", LIES)
def test_a_lie_earns_nothing(name, walled_grader, tmp_path):
    _, result = _graded(walled_grader, hand_in(tmp_path / "a", decay=LIES[name]))
    curves, _words = result.questions[0].criteria
    assert curves.fraction == 0
    _, innocent = _graded(walled_grader, hand_in(tmp_path / "b"))
    assert _points(innocent) == FIVE["right"][1]


def test_pictures_are_small(grader, tmp_path):
    cell = "plt.imshow(np.random.rand(3000, 3000))\nplt.gcf().set_size_inches(30, 40)\n"
    record, _ = _graded(grader, hand_in(tmp_path / "a", free=cell))
    assert all(max(picture.width, picture.height) <= 721 for picture in record.transcript.pictures)
    assert all(len(picture.png) < 400_000 for picture in record.transcript.pictures)
