# ruff: noqa: E501 - cells as their authors write them
"""Assignments in the manner of real ones, three of nbgrader and one of otter, each of another style."""

import json


def _cell(kind, source, **about):
    cell = {"cell_type": kind, "metadata": {}, "source": source}
    if about:
        cell["metadata"]["nbgrader"] = {
            "schema_version": 3,
            "grade": False,
            "locked": False,
            "solution": False,
            **about,
        }
    return cell if kind != "code" else {**cell, "outputs": [], "execution_count": None}


def text(source):
    return _cell("markdown", source)


def code(source):
    return _cell("code", source)


def solution(name, source):
    return _cell("code", source, grade_id=name, solution=True)


def graded(name, points, source):
    return _cell("code", source, grade_id=name, grade=True, locked=True, points=points)


def manual(name, points, source="I think so.", kind="markdown"):
    return _cell(kind, source, grade_id=name, grade=True, solution=True, points=points)


def notebook(*cells):
    return {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells)}


NUMBERS = notebook(
    text("# Problem set 1\n\nFunctions and numbers."),
    code("import math\nimport numpy as np\n%matplotlib inline"),
    text("## Squares"),
    solution(
        "squares",
        'def squares(n):\n    """The squares of 1 to n."""\n    ### BEGIN SOLUTION\n    if n < 1:\n'
        '        raise ValueError("n must be positive")\n    return [i ** 2 for i in range(1, n + 1)]\n    ### END SOLUTION\n',
    ),
    code("squares(10)"),
    graded(
        "correct_squares",
        1,
        '"""Check that squares returns the correct output"""\nassert squares(1) == [1]\nassert squares(2) == [1, 4]\n'
        "### BEGIN HIDDEN TESTS\nassert squares(10) == [1, 4, 9, 16, 25, 36, 49, 64, 81, 100]\n### END HIDDEN TESTS",
    ),
    graded(
        "squares_invalid_input",
        1,
        "try:\n    squares(0)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError('did not raise')",
    ),
    text("## Sum of squares"),
    solution(
        "sum_of_squares",
        "def sum_of_squares(n):\n    ### BEGIN SOLUTION\n    return sum(squares(n))\n    ### END SOLUTION\n",
    ),
    graded("correct_sum", 2, "assert sum_of_squares(1) == 1\nassert math.isclose(sum_of_squares(10), 385)"),
    graded(
        "uses_squares",
        1,
        "original = squares\ndel squares\ntry:\n    sum_of_squares(1)\nexcept NameError:\n    pass\n"
        "else:\n    raise AssertionError('does not use squares')\nfinally:\n    squares = original",
    ),
    graded("partial", 4, "right = sum(squares(n)[-1] == n * n for n in (1, 2, 3, 4))\nright"),
    solution("area", "radius = 2.5\n### BEGIN SOLUTION\narea = math.pi * radius ** 2\n### END SOLUTION\n"),
    graded("area_value", 1, "assert abs(area - 19.634954) < 1e-4, 'look at the formula'"),
    graded("area_type", 1, "assert isinstance(area, float)"),
    text("## Why?"),
    manual("explain", 3, "Because it converges."),
    manual("derive", 2, "area / 2", kind="code"),
)
ARRAYS = notebook(
    text("# Linear algebra with NumPy"),
    code(
        "import numpy as np\nimport matplotlib.pyplot as plt\nfrom numpy.testing import assert_allclose, assert_array_equal\n"
        "rng = np.random.default_rng(3)\nX = rng.normal(size=(20, 3))\ny = X @ np.array([1.0, -2.0, 0.5]) + 0.1"
    ),
    code("plt.scatter(X[:, 0], y)"),
    solution("center", "def center(A):\n    ### BEGIN SOLUTION\n    return A - A.mean(axis=0)\n    ### END SOLUTION"),
    graded("center_shape", 1, "assert center(X).shape == X.shape"),
    graded("center_values", 2, "assert_allclose(center(X).mean(axis=0), 0, atol=1e-12)"),
    graded(
        "center_copy",
        1,
        "A = np.ones((2, 2))\nB = A.copy()\ncenter(A)\nassert_array_equal(A, B, err_msg='do not change the input')",
    ),
    solution(
        "fit",
        "def fit(A, b, ridge=0.0):\n    ### BEGIN SOLUTION\n    n = A.shape[1]\n"
        "    return np.linalg.solve(A.T @ A + ridge * np.eye(n), A.T @ b)\n    ### END SOLUTION",
    ),
    graded(
        "fit_values",
        3,
        "w = fit(X, y)\nassert w.shape == (3,)\nassert_allclose(w, np.linalg.lstsq(X, y, rcond=None)[0])",
    ),
    graded("fit_ridge", 2, "assert np.linalg.norm(fit(X, y, ridge=10.0)) < np.linalg.norm(fit(X, y))"),
    graded(
        "fit_singular",
        1,
        "try:\n    fit(np.zeros((3, 2)), np.zeros(3))\n    assert False\nexcept np.linalg.LinAlgError:\n    pass",
    ),
    solution(
        "weights",
        "### BEGIN SOLUTION\nw_hat = fit(np.c_[np.ones(len(X)), X], y)\nresidual = float(np.sum((np.c_[np.ones(len(X)), X] @ w_hat - y) ** 2))\n### END SOLUTION",
    ),
    graded("weights_variables", 2, "assert_allclose(w_hat, [0.1, 1, -2, 0.5], atol=1e-8)\nassert residual < 1e-12"),
    graded("weights_dtype", 1, "assert w_hat.dtype == np.float64 and w_hat.ndim == 1"),
    graded(
        "random_inputs",
        2,
        "for seed in range(3):\n    A = np.random.default_rng(seed).normal(size=(8, 2))\n    np.testing.assert_almost_equal(fit(A, A @ np.array([2.0, 3.0])), [2, 3])",
    ),
    solution("plot", "### BEGIN SOLUTION\nfig, ax = plt.subplots()\nax.plot(w_hat)\n### END SOLUTION"),
    graded("plot_labels", 1, "assert len(fig.get_axes()) == 1"),
)
STRUCTURES = notebook(
    text("# Data structures"),
    solution("stack", "class Stack:\n    def __init__(self):\n        self.items = []\n    def push(self, item):\n        self.items.append(item)\n        return self\n    def pop(self):\n        if not self.items:\n            raise IndexError('empty')\n        return self.items.pop()\n    def __len__(self):\n        return len(self.items)"),
    graded("stack_push", 1, "s = Stack()\ns.push(1).push('b')\nassert len(s) == 2\nassert s.items == [1, 'b']"),
    graded("stack_pop", 2, "s = Stack()\ns.push(3)\nassert s.pop() == 3\ntry:\n    s.pop()\nexcept IndexError as error:\n    assert 'empty' in str(error)\nelse:\n    assert False"),
    solution("counts", "from collections import Counter\n\ndef counts(words):\n    return dict(Counter(words))\n\ndef vowels(text):\n    return {letter for letter in text.lower() if letter in 'aeiou'}"),
    graded("counts_simple", 1, "assert counts(['a', 'b', 'a']) == {'a': 2, 'b': 1}\nassert counts([]) == {}"),
    graded("vowels_set", 1, "assert vowels('Banana') == {'a'}\nassert type(vowels('x')) == set"),
    solution("grid", "def neighbours(cell):\n    r, c = cell\n    return {(r + 1, c): 'down', (r - 1, c): 'up'}\n\ndef sort_in_place(items):\n    items.sort(key=lambda item: -item)\n\ndef compose(f, g):\n    return lambda x: f(g(x))"),
    graded("grid_keys", 2, "n = neighbours((1, 1))\nassert n[(2, 1)] == 'down' and set(n) == {(2, 1), (0, 1)}"),
    graded("sorts", 1, "box = [1, 3, 2]\nassert sort_in_place(box) is None\nassert box == [3, 2, 1]"),
    graded("stack_as_argument", 1, "def drain(s):\n    out = []\n    while len(s):\n        out.append(s.pop())\n    return out\nassert drain(Stack().push(1).push(2)) == [2, 1]"),
    graded("composes", 1, "twice = compose(str, abs)\nassert twice(-3) == '3'"),
    graded("generated", 1, "assert all(counts('ab' * n) == {'a': n, 'b': n} for n in range(1, 5))"),
    graded("reads_source", 1, "import inspect\nassert 'for' not in inspect.getsource(counts)"),
    graded("fractions", 2, "score = 0\nif counts(['x']) == {'x': 1}:\n    score += 1\nif vowels('e') == {'e'}:\n    score += 1\nscore"),
)  # fmt: skip
OBJECTS = notebook(
    text("# Objects, iterators, and tests that go on from each other"),
    code("import numpy as np\nfrom math import isclose\nfrom dataclasses import dataclass"),
    solution("evens", "def evens(n):\n    for k in range(0, n, 2):\n        yield k"),
    graded("evens_yields", 1, "it = evens(3)\nassert next(it) == 0\nassert list(evens(7)) == [0, 2, 4, 6]\nassert sum(evens(9)) == 20"),
    solution("adder", "def adder(k):\n    return lambda x: x + k"),
    graded("adder_adds", 1, "f = adder(3)\nassert callable(f)\nassert f(4) == 7\nfor a in range(3):\n    assert adder(a)(a) == 2 * a"),
    solution("check", "class TooSmall(ValueError):\n    pass\n\ndef check(x):\n    if x < 0:\n        raise TooSmall(x)\n    return True"),
    graded("check_raises", 1, "assert check(1)\ntry:\n    check(-1)\n    assert False\nexcept ValueError:\n    pass"),
    solution("gram", "def gram(A):\n    return A.T @ A"),
    graded("gram_shape", 2, "A = np.arange(6.).reshape(3, 2)\nG = gram(A)\nassert G.shape == (2, 2)\nassert (np.linalg.eigvalsh(G) >= -1e-9).all()\ndef trace(M):\n    return gram(M).trace()\nassert isclose(trace(A), (A**2).sum())"),
    graded("gram_value", 1, "assert G[0, 0] == 20, 'G is that of the cell before'"),
    solution("point", "@dataclass\nclass Point:\n    x: float\n    y: float = 0.0\n    def norm(self):\n        return (self.x**2 + self.y**2) ** 0.5"),
    graded("point_norm", 2, "p = Point(3.0, y=4.0)\nassert p.norm() == 5.0\np.x = 0.0\nassert p.norm() == 4.0\nassert Point(1.0) == Point(1.0)\nassert Point(1.0) != Point(2.0)\nassert f'{p.x:.1f}' == '0.0'"),
)  # fmt: skip
NBGRADER = {"numbers": NUMBERS, "arrays": ARRAYS, "structures": STRUCTURES, "objects": OBJECTS}


def raw(source):
    return {"cell_type": "raw", "metadata": {}, "source": source}


def shown(source, value):
    output = {"output_type": "execute_result", "data": {"text/plain": value}, "metadata": {}, "execution_count": 1}
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [output], "execution_count": 1}


OTTER = notebook(
    raw("# ASSIGNMENT CONFIG\nname: lab01\nexport_cell: false"),
    text("# Lab 1"),
    code("import numpy as np"),
    raw("# BEGIN QUESTION\nname: q1\npoints: 3"),
    text("**Question 1.** Write `mean_of`."),
    raw("# BEGIN SOLUTION"),
    code('def mean_of(values):\n    """The mean."""\n    total = sum(values) # SOLUTION\n    return total / len(values) # SOLUTION'),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    shown("mean_of([1, 2, 3])", "2.0"),
    shown("# HIDDEN\nbool(np.isclose(mean_of([0.5, 1]), 0.75))", "True"),
    code('""" # BEGIN TEST CONFIG\npoints: 1\nhidden: true\n""" # END TEST CONFIG\nassert mean_of((4,)) == 4'),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q2\npoints: 2\nall_or_nothing: true"),
    raw("# BEGIN SOLUTION"),
    code("limit = 10\nevens = [n for n in range(limit) if n % 2 == 0] # SOLUTION\n# BEGIN SOLUTION NO PROMPT\nodds = 5\n# END SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    shown("evens", "[0, 2, 4, 6, 8]"),
    code("from otter.test_files import test_case\n\n@test_case(points=None, hidden=True)\ndef test_length(env, evens):\n    assert len(evens) == 5"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q3\nmanual: true\npoints: 4"),
    text("Why?"),
    raw("# BEGIN SOLUTION"),
    text("Because."),
    raw("# END SOLUTION"),
    raw("# END QUESTION"),
)  # fmt: skip


def written(folder, name, source):
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(source))
    return path
