"""A solved notebook becomes an assignment that proves itself, whatever its functions and cells are like."""

import json
from dataclasses import replace

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.audit import audit
from grader.authoring.solved import recording
from grader.authoring.solved.from_solved import from_solved
from grader.checks.gradient import Gradient
from grader.errors import CallerError, OutputError
from grader.probes.expected import expect
from grader.release.build import release

from ..sources import code, notebook, text, written

IMPORT = "import numpy as np"
CHANCE = 108
"""A seed with which 5 is drawn for `a decorator`."""


@pytest.fixture
def proposed(tmp_path, slot):
    """What becomes of code cells."""

    def propose(*cells):
        return from_solved(written(tmp_path, "solved", notebook(*map(code, cells))), "mine", tmp_path, slot)

    return propose


@pytest.fixture
def proved(proposed, slot):
    """The assignment that becomes of code cells, after `grader audit`."""

    def prove(*cells):
        assignment = load_assignment(proposed(*cells).rubric)
        assert audit(assignment, expect(assignment), slot)["ok"]
        return assignment

    return prove


def test_a_library_that_is_not_installed_here_is_accepted_in_the_rubric(proved):
    assignment = proved(
        f"{IMPORT}\nimport surely_not_installed.plots as plots",
        "def center(X):\n    return X - X.mean(axis=0)",
        "plots.show(center(np.ones((4, 3))))",
    )
    assert "import surely_not_installed" in assignment.rubric.accepted


def test_a_cell_that_fails_is_accepted_in_the_rubric(proved):
    center = "def center(X):\n    return X - X.mean(axis=0)"
    assignment = proved(IMPORT, center, "center(np.ones((4, 3)))", "import math\nmath.sqrt(-1)")
    assert set(assignment.rubric.accepted) == {"cell 4"}


def test_functions_become_questions_and_the_others_are_told_with_why(proposed):
    made = proposed(
        IMPORT,
        'SCALE = 2.0\ndef center(X):\n    """Columns with mean 0."""\n    return SCALE * (X - X.mean(axis=0))',
        "def never(x): return x\ndef noisy(n): return np.random.rand(n)\ndef ask(f): return f(1)\ndef told(x): pass",
        "class Net: pass",
        "print(center(np.ones((4, 3)))); noisy(3); k = len('ab'); ask(lambda x: x + k); told(1)",
    )
    assert made.questions == ("center",)
    assert {name: why.split(" ")[0] for name, why in made.left.items()} == {
        "never": "no",
        "noisy": "it",
        "ask": "nothing",
        "told": "what",
        "Net": "it",
    }
    assert json.loads((made.rubric.parent / "template/mine.ipynb").read_text())["cells"][1]["source"][-1:] == [
        "    raise NotImplementedError()"
    ]


@pytest.mark.slow
def test_a_forward_and_its_backward_are_tied_and_checked_by_derivatives(proved):
    assignment = proved(
        IMPORT,
        "def affine_forward(x, w, b):\n    return x @ w + b, (x, w, b)",
        "def affine_backward(dout, cache):\n    x, w, b = cache\n    return dout @ w.T, x.T @ dout, dout.sum(axis=0)",
        "out, cache = affine_forward(np.random.randn(3, 4), np.random.randn(4, 2), np.zeros(2))\n"
        "affine_backward(np.ones_like(out), cache)",
    )
    forward, backward = assignment.rubric.questions
    assert backward.builds_on == (forward.id,)
    assert isinstance(backward.criteria[1].check, Gradient)
    assert dict(backward.criteria[1].check.wrt) == {"result_1": "x", "result_2": "w", "result_3": "b"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "cells",
    {
        "a loss and its gradient": (
            "def loss(w, X, y):\n    return 0.5 * np.mean((X @ w - y) ** 2)",
            "def loss_grad(w, X, y):\n    return X.T @ (X @ w - y) / len(y)",
            "X, y = np.random.randn(6, 3), np.ones(6)\nloss(np.zeros(3), X, y)\nloss_grad(np.zeros(3), X, y)",
        ),
        "a number and its gradient": (
            "def loss(w, X):\n    s = X @ w\n    loss, dw = float(np.sum(s ** 2)), 2 * X.T @ s\n    return loss, dw",
            "loss(np.ones(3), np.random.randn(6, 3))",
        ),
    }.values(),
    ids=["a loss and its gradient", "a number and its gradient"],
)
def test_gradients_are_found_by_what_they_are(proved, cells):
    checks = [c.check for q in proved(IMPORT, *cells).rubric.questions for c in q.criteria]
    assert [dict(check.wrt).popitem()[1] for check in checks if isinstance(check, Gradient)] == ["w"]


CALL = "f(np.arange(6.0).reshape(3, 2))"
SURPRISING = {
    "a loop without end": ("def f(x): return x * 2", CALL, "while True: pass"),
    "the end of the process": ("def f(x): return x * 2", CALL, "import os\nos._exit(0)"),
    "sys.exit": ("def f(x): return x * 2", CALL, "import sys\nsys.exit(0)"),
    "a question to the reader": ("def f(x): return x * 2", CALL, "input('n?')"),
    "a missing library": ("import nowhere_to_be_found", "def f(x): return x * 2", CALL),
    "a decorator": ("import functools\n@functools.lru_cache\ndef f(n): return n if n < 2 else f(n-1) + f(n-2)", "f(9)"),
    "np.vectorize": ("@np.vectorize\ndef f(x): return x * x + 1", CALL),
    "many arguments": ("def f(*xs, k=1.0): return xs[0] + 2 * xs[1] * k", "f(np.ones(3), np.ones(3), k=2.5)"),
    "arguments by place": ("def f(x, y, /): return x * 2 + y", "f(np.ones(3), 2.5)"),
    "a dictionary": ("def f(x, p): return {'a': (x - p['m']) * 2, 'b': x.sum()}", "f(np.ones(3), {'m': 1.5})"),
    "a list": ("def f(xs): return [x * 2 for x in xs]", "f([1.0, 2.5, 4.0])"),
    "truth values": ("def f(x, t): return x > t", "f(np.arange(6.0), 2.5)"),
    "a lambda": ("def f(g, x, n=4): return sum(g(x + k) for k in range(n)) * 2", "f(lambda t: t ** 2 - 1, 1.5, n=5)"),
    "numpy's functions": ("def f(g, x): return (g(x + 0.1) - g(x)) / 0.1", "f(np.sin, np.arange(3.0))"),
    "functions of its own": (
        "def _square(t): return t ** 2",
        "def f(g, x): return g(x) * 2",
        "f(g=_square, x=np.arange(3.0))",
    ),
    "a class": ("class Net:\n    def loss(self, x): return x * 3", "def f(x): return Net().loss(x) * 2", CALL),
    "an import of the future": ("from __future__ import annotations", "def f(x: Unknown) -> 1: return x * 2", CALL),
    "a change in place": ("def f(x):\n    x *= 2\n    return x + 1", CALL),
    "two definitions": ("def f(x): return x * 3", CALL, "def f(x): return x * 2", CALL),
}


@pytest.mark.slow
@pytest.mark.parametrize("cells", SURPRISING.values(), ids=SURPRISING)
def test_a_notebook_may_do_what_it_likes(proved, monkeypatch, cells):
    monkeypatch.setattr(recording, "LIMITS", replace(recording.LIMITS, cell_cpu_seconds=2))
    assignment = proved(IMPORT, *cells)
    assert [question.id for question in assignment.rubric.questions] == ["f"]
    assert [mistake.id for mistake in assignment.mistakes] == ["f_changed"]


@pytest.mark.slow
def test_data_beside_the_notebook_is_read_and_given_out(tmp_path, proved):
    (tmp_path / "data.csv").write_text("1,2\n3,4\n")
    proved(IMPORT, "d = np.loadtxt('data.csv', delimiter=',')", "def f(x): return x - x.mean(axis=0)", "f(d)")
    assert (tmp_path / "mine/template/data.csv").read_text() == "1,2\n3,4\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["from utils import *", "from utils import scale", "import utils\nscale = utils.scale"]
)
def test_modules_beside_the_notebook_are_its_own(tmp_path, proved, line):
    (tmp_path / "utils.py").write_text("from deeper import factor\ndef scale(x):\n    return factor * x\n")
    (tmp_path / "deeper.py").write_text("factor = 3.5\n")
    assignment = proved(IMPORT, line, "def f(x): return scale(x) + 1", CALL)
    assert [mistake.id for mistake in assignment.mistakes] == ["f_changed"]


@pytest.mark.slow
def test_a_notebook_runs_behind_walls(tmp_path, proved):
    target = tmp_path / "written"
    proved(IMPORT, f"open({str(target)!r}, 'w')", "def f(x): return x * 2", CALL)
    assert not target.exists()


@pytest.mark.slow
def test_what_is_proposed_can_be_released_with_the_helpers_that_it_gives_out(tmp_path, proposed):
    made = proposed(
        IMPORT,
        "def given(x):\n    return x - x.mean(axis=0) + 1.5",
        "def _inner(x):\n    return np.maximum(x, 0.5) * 3.25",
        "def f(x):\n    return _inner(x) + given(x)",
        CALL,
    )
    release(made.rubric, tmp_path / "release")
    released = (tmp_path / "release/mine/mine.ipynb").read_text()
    assert "def given" in released
    assert "_inner" not in released
    f = next(question for question in load_assignment(made.rubric).rubric.questions if question.id == "f")
    assert f.builds_on == ("given",)


@pytest.mark.slow
def test_a_call_that_cannot_be_imitated_costs_its_own_function_alone(proposed):
    made = proposed(
        IMPORT,
        "def huge(xs): return [x * 2 for x in xs]\ndef nan(x): return x * 2\ndef empty(x): return x.T",
        "def f(x, more=False): return (x * 2, x + 1, x) if more else (x * 2, x + 1)\ndef use(x, t): return x + t[0]",
        "huge([10**30, 3]); nan(float('nan')); empty(np.zeros((0, 3)))",
        "f(np.ones(3)); b = f(np.ones(3), more=True); use(b[2], b)",
    )
    assert made.questions == ("f", "use")
    assert "cannot be drawn" in made.left["huge"]
    assert "not finite" in made.left["nan"]


@pytest.mark.parametrize("name", ["../escaped", "a b"])
def test_its_name_is_held_to_the_same_rules(tmp_path, slot, name):
    with pytest.raises(CallerError, match="cannot be the name"):
        from_solved(tmp_path / "any.ipynb", name, tmp_path, slot)


def test_nothing_is_run_where_nothing_could_be_written(tmp_path, slot):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/work").write_text("")
    with pytest.raises(OutputError):
        from_solved(tmp_path / "any.ipynb", "mine", tmp_path, slot)


@pytest.mark.parametrize("source", ["{", json.dumps(notebook(text("# Empty"), code("x = 1")))])
def test_a_notebook_without_functions_is_refused(tmp_path, slot, source):
    (tmp_path / "a.ipynb").write_text(source)
    with pytest.raises(CallerError):
        from_solved(tmp_path / "a.ipynb", "mine", tmp_path, slot)


@pytest.mark.parametrize(
    ("cell", "why"), [("1", "no cell calls it"), ("f(d)", "the cell that calls it raises NameError")]
)
def test_why_no_function_can_be_asked_is_told(proposed, cell, why):
    with pytest.raises(CallerError) as caught:
        proposed("def f(x): return x", cell)
    assert f"f: {why}" in caught.value.why


@pytest.mark.slow
def test_a_mistake_that_is_right_by_chance_is_tried_on_other_inputs(proved, monkeypatch):
    """The variant returns its argument, and fib(5) is 5."""
    seeds = iter([CHANCE, *range(1, 9)])
    monkeypatch.setattr("grader.authoring.solved.from_solved.fresh_seed", lambda: next(seeds))
    assignment = proved(IMPORT, *SURPRISING["a decorator"])
    assert [mistake.id for mistake in assignment.mistakes] == ["f_changed"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "cells",
    {
        "lists of tuples": ("def f(pairs): return sorted((b + 1, a) for a, b in pairs)", "f([(1, 2), (3, 1), (2, 9)])"),
        "a generator": ("def f(n):\n    for k in range(1, n):\n        yield k * k + 1", "list(f(9))"),
        "a generator without end": ("def f(k):\n    while True:\n        yield k\n        k = 2 * k + 1", "next(f(3))"),
        "polynomials": ("def f(p): return p.deriv() * 2", "f(np.polynomial.Polynomial([1.0, 2.0, 3.0]))"),
        "a lambda that reads a constant": ("k = 3", "def f(g, x): return g(x) * 2 + 1", "f(lambda t: t ** 2 + k, 1.5)"),
        "tables": (
            "import pandas as pd",
            "def f(d): return d.groupby('g')['v'].mean() + 1",
            "f(pd.DataFrame({'g': ['a', 'b', 'a'], 'v': [1.0, 2.0, 4.0]}))",
        ),
    }.values(),
    ids=["lists of tuples", "a generator", "without end", "polynomials", "a constant", "tables"],
)
def test_values_of_many_kinds_are_asked(proved, cells):
    assignment = proved(IMPORT, *cells)
    assert [question.id for question in assignment.rubric.questions] == ["f"]


@pytest.mark.slow
def test_students_get_no_body_that_solves_something_and_no_written_answer(tmp_path, slot):
    source = notebook(
        text("# Work"),
        code("import numpy as np\nimport surely_not_there"),
        code("def f(x):\n    return x * 2\ndef never(x):\n    return 'SOLVED'\ndef helper(x):\n    return 'HELP'"),
        code(
            "class Net:\n    def forward(self, x):\n        return 'SOLVED'\ndef lacks(x): return surely_not_there.f(x)"
        ),
        code("f(np.arange(6.0)); lacks(3)"),
        text("Why is it so?"),
        text("Because of the SOLVED part."),
    )
    made = from_solved(written(tmp_path, "solved", source), "mine", tmp_path, slot, given=["helper"])
    students = (made.rubric.parent / "template/mine.ipynb").read_text()
    assert "SOLVED" not in students
    assert "HELP" in students
    assert made.holes == ("never", "Net.forward", "lacks")
    assert made.answers == ("Work",)
    assert "`surely_not_there` is not installed here" in made.left["lacks"]
    assignment = load_assignment(made.rubric)
    assert [question.id for question in assignment.rubric.questions] == ["f", "answer_1"]
    assert audit(assignment, expect(assignment), slot)["ok"]
    release(made.rubric, tmp_path / "release")


@pytest.mark.slow
def test_results_on_which_rounding_decides_are_told(proposed):
    made = proposed(IMPORT, "def f(x):\n    return np.sin(1e9 * x) + 2", "f(np.linspace(0.5, 9.5, 7))")
    assert made.questions == ("f",)
    assert "rounding decides" in made.warnings[0]


def test_what_is_given_out_must_be_there(tmp_path, slot):
    source = written(tmp_path, "solved", notebook(code("def f(x): return x")))
    with pytest.raises(CallerError, match="defines no `g`"):
        from_solved(source, "mine", tmp_path, slot, given=["g"])
