"""A new assignment works at once: it proves itself, releases, and refuses what it cannot be."""

import json

import pytest

from grader.audit import audit
from grader.authoring.from_solved import from_solved
from grader.authoring.new import new
from grader.errors import CallerError, OutputError
from grader.intake.rubric import load_assignment
from grader.intake.rubric_schema import rubric_schema
from grader.probe.expected import expect
from grader.release.build import release

from .sources import code, notebook, text, written

SOLVED = notebook(
    text("# Statistics"),
    code("import numpy as np\nimport matplotlib.pyplot as plt\nSCALE = 2.0"),
    code('def center(X):\n    """Columns with mean 0."""\n    return X - X.mean(axis=0)'),
    code("def spread(X, scale=1.0):\n    Z = center(X)\n    return (Z ** 2).mean(axis=0), scale * np.abs(Z).max()"),
    code("def label(k):\n    return {'k': k}"),
    code("def never(x):\n    return x"),
    code("def noisy(n):\n    return np.random.rand(int(n))"),
    code("def counts(items, k):\n    return np.bincount(items, minlength=k) * 1.5"),
    code("def load(path):\n    return open(path).read()"),
    code("X = np.arange(12.0).reshape(4, 3) ** 1.5\nplt.plot(X)\ncenter(X)"),
    code("v, s = spread(X, scale=3.0)\nlabel(3)\nnoisy(3)\ncounts(np.array([0, 1, 1]), 4)"),
)


@pytest.fixture
def proposed(tmp_path):
    return from_solved(written(tmp_path, "solved", SOLVED), "statistics", tmp_path)


def test_a_new_assignment_is_proved_at_once(tmp_path, slot):
    assignment = load_assignment(new("linear_models", tmp_path))
    found = audit(assignment, expect(assignment), slot)
    assert found["ok"], found
    assert {mistake["named_first"] for mistake in found["mistakes"]} == {mistake.id for mistake in assignment.mistakes}


def test_a_new_assignment_can_be_released(tmp_path):
    made = release(new("linear_models", tmp_path), tmp_path / "release")
    assert {"linear_models.ipynb", "solution.py", "selfcheck.pyz"} <= set(made.files)


def test_each_assignment_has_a_seed_of_its_own(tmp_path):
    seeds = {load_assignment(new(name, tmp_path)).rubric.seed for name in ("one", "two")}
    assert len(seeds) == 2


def test_functions_that_a_solved_notebook_calls_become_questions(proposed):
    assert proposed.questions == ("center", "spread", "counts")
    assert set(proposed.left) == {"label", "never", "noisy", "load"}
    assert "cannot be compared" in proposed.left["label"]
    assert "does not call it" in proposed.left["never"]
    assert "another result each time" in proposed.left["noisy"]


def test_what_was_proposed_is_proved_at_once(proposed, slot):
    assignment = load_assignment(proposed.rubric)
    found = audit(assignment, expect(assignment), slot)
    assert found["ok"], found
    assert len(assignment.mistakes) == 3
    assert all(len(assignment.scenarios[name].cases) == 2 for name in ("center", "spread"))


def test_the_students_notebook_has_holes_and_docstrings(proposed):
    cells = json.loads((proposed.rubric.parent / "template/statistics.ipynb").read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    assert (
        'def center(X):\n    """Columns with mean 0."""\n    # YOUR CODE HERE\n    raise NotImplementedError()'
        in sources
    )
    assert not any("Z ** 2" in source for source in sources)
    assert any("def label(k):\n    return" in source for source in sources)


@pytest.mark.parametrize("name", ["", "a b", "1a", "class", "über", "../up"])
def test_a_name_that_cannot_be_one_is_refused(tmp_path, name):
    with pytest.raises(CallerError) as caught:
        new(name, tmp_path)
    assert "grader new linear_models" in caught.value.mend


@pytest.mark.parametrize("name", ["../escaped", "a b"])
def test_a_solved_notebook_s_name_is_held_to_the_same(tmp_path, name):
    with pytest.raises(CallerError) as caught:
        from_solved(written(tmp_path, "solved", SOLVED), name, tmp_path)
    assert "cannot be the name" in caught.value.what


def test_nothing_is_written_over(tmp_path):
    new("mine", tmp_path)
    with pytest.raises(OutputError):
        new("mine", tmp_path)


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        new("mine", tmp_path / "file")


@pytest.mark.parametrize("source", ["{", json.dumps(notebook(code("x = 1")))])
def test_a_notebook_without_functions_is_refused(tmp_path, source):
    (tmp_path / "a.ipynb").write_text(source)
    with pytest.raises(CallerError):
        from_solved(tmp_path / "a.ipynb", "mine", tmp_path)


def test_the_schema_knows_every_check_and_the_keys_of_each():
    schema = rubric_schema()
    kinds = {
        part["properties"]["check"]["enum"][0] for part in schema["$defs"].values() if "check" in part["properties"]
    }
    assert kinds == {"matches", "gradient", "runs", "outputs", "answer", "asserts"}
    assert schema["$defs"]["MatchesTable"]["additionalProperties"] is False
    assert schema["$ref"] == "#/$defs/RubricFile"
