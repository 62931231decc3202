"""Which figures a rubric looks at, and what is refused."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from grader.assignment import figures
from grader.assignment.loader import load_assignment
from grader.errors import RubricError

TASK = Path(__file__).parents[2] / "figures/task"


@pytest.fixture
def task(tmp_path):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed here")
    shutil.copytree(TASK, tmp_path / "task")
    return tmp_path / "task"


def _changed(task, file, before, after):
    path = task / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return task / "rubric.toml"


def test_a_question_has_the_figures_that_its_scenarios_name(task):
    rubric = load_assignment(task / "rubric.toml").rubric
    assert {question.id: question.figures for question in rubric.questions} == {
        "decay": ("decay",),
        "bars": (),
        "image": ("image",),
        "free": (),
    }
    assert rubric.draws


def test_a_cell_is_named_by_its_tag_unless_the_rubric_says_otherwise(task):
    found = load_assignment(task / "rubric.toml").rubric.figures
    assert found["decay"].cell.tag == "decay"
    assert (found["image"].cell.tag, found["image"].cell.contains) == (None, "# Question 3")


def test_an_unknown_figure_is_refused(task):
    rubric = _changed(task, "scenarios.py", 'cell="image"', 'cell="imge"')
    with pytest.raises(RubricError) as refused:
        load_assignment(rubric)
    assert refused.value.key == "unknown_name"


def test_a_name_that_is_computed_is_refused(task):
    rubric = _changed(task, "scenarios.py", 'cell="image"', 'cell="im" + "age"')
    with pytest.raises(RubricError) as refused:
        load_assignment(rubric)
    assert refused.value.key == "figure_name"


def test_a_function_that_the_reference_does_not_have_is_refused(task):
    rubric = _changed(task, "rubric.toml", 'draw = "draw_image"', 'draw = "draw_imge"')
    with pytest.raises(RubricError) as refused:
        load_assignment(rubric)
    assert refused.value.key == "reference_lacks"


def test_without_matplotlib_a_rubric_that_looks_at_figures_is_refused(task, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(figures.importlib.util, "find_spec", lambda name: None if name == "matplotlib" else find(name))
    with pytest.raises(RubricError) as refused:
        load_assignment(task / "rubric.toml")
    assert refused.value.key == "figures_without_matplotlib"
