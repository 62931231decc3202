"""A class is refused at once where its rubric names a module that cannot be imported ahead, not hand-in by hand-in."""

import pytest

from grader.errors import RubricError
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen

DOUBLES = "def f():\n    return 2\n"


def graded(given, folder, jobs):
    settings = GradingSettings(rubric=given.rubric, audience="student", language="en", isolation=chosen("limited"))
    for name in ("one", "two"):
        (folder / "class" / name).mkdir(parents=True)
        (folder / "class" / name / "m.py").write_text(DOUBLES)
    return grade_class(folder / "class", folder / "out", settings, jobs=jobs)


@pytest.mark.parametrize(("module", "why"), [("no_such_module", "No module named"), ("polars", "starts threads")])
def test_the_place_in_the_rubric_is_named(task, tmp_path, module, why):
    with pytest.raises(RubricError, match=why) as caught:
        graded(task(DOUBLES, assignment=f'preload = ["{module}"]'), tmp_path, 1)
    assert caught.value.where == f"{tmp_path / 'rubric.toml'}, assignment, preload"


def test_several_graders_import_what_the_rubric_names(task, tmp_path):
    summary = graded(task(DOUBLES, assignment='preload = ["wave"]'), tmp_path, 2)
    assert [one["score"] for one in summary["submissions"]] == [1, 1]
