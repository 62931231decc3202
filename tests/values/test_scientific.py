"""Assignments about scipy's sparse arrays, sympy, quantities with units, and xarray."""

import pytest

HEAD = """
import numpy as np
def f(*given):
    {imports}
    return {value}
"""


@pytest.fixture
def task(warm_task):
    return warm_task


def code(imports, value):
    return HEAD.format(imports=imports, value=value)


KINDS = {
    "sparse": ("from scipy import sparse", "sparse.csr_array(np.array([[0.0, 2.0, 0.0], [1.0, 0.0, 0.0]]))"),
    "sympy": ("import sympy", "sympy.sqrt(2) * sympy.Symbol('x') + 1"),
    "number": ("import sympy", "sympy.Rational(1, 3)"),
    "matrix": ("import sympy", "sympy.Matrix([[1, 2], [3, sympy.Rational(1, 2)]])"),
    "pint": ("import pint; u = pint.UnitRegistry()", "np.array([1.0, 2.5]) * u.km"),
    "astropy": ("from astropy import units as u", "np.array([1.0, 2.5]) * u.km"),
    "xarray": (
        "import xarray as xr",
        "xr.DataArray(np.arange(6.0).reshape(2, 3), dims=('t', 'x'), coords={'t': [5, 6]})",
    ),
}
ROWS = [
    ("sparse", "sparse.csr_array(np.array([[0.0, 2.0, 0.0], [1.0, 0.0, 0.0]]))", 1),
    ("sparse", "sparse.coo_matrix(np.array([[0.0, 2.0, 0.0], [1.0, 0.0, 0.0]]))", 1),
    ("sparse", "np.array([[0.0, 2.0, 0.0], [1.0, 0.0, 0.0]])", 1),
    ("sparse", "[[0, 2, 0], [1, 0, 0]]", 1),
    ("sparse", "sparse.csr_array(np.array([[0.0, 2.0, 0.0], [1.1, 0.0, 0.0]]))", 0),
    ("sparse", "sparse.csr_array(np.array([[0.0, 2.0], [1.0, 0.0]]))", 0),
    ("sympy", "sympy.Symbol('x') * 2 ** sympy.Rational(1, 2) + 1", 1),
    ("sympy", "1 + sympy.Symbol('x') * sympy.sqrt(8) / 2", 1),
    ("sympy", "sympy.sqrt(2) * sympy.Symbol('y') + 1", 0),
    ("sympy", "sympy.sqrt(2) * sympy.Symbol('x') - 1", 0),
    ("number", "1 / 3", 1),
    ("number", "sympy.Integer(1) / 3", 1),
    ("number", "0.3", 0),
    ("matrix", "sympy.Matrix([[1, 2], [3, sympy.Rational(2, 4)]])", 1),
    ("matrix", "np.array([[1, 2], [3, 0.5]])", 1),
    ("matrix", "sympy.Matrix([[1, 2], [3, 4]])", 0),
    ("pint", "np.array([1000.0, 2500.0]) * u.m", 1),
    ("pint", "np.array([1.0, 2.5]) * u.km", 1),
    ("pint", "np.array([1.0, 2.5])", 1),
    ("pint", "np.array([1.0, 2.5]) * u.m", 0),
    ("pint", "np.array([1000.0, 2500.0]) * u.s", 0),
    ("astropy", "np.array([1000.0, 2500.0]) * u.m", 1),
    ("astropy", "np.array([1.0, 2.5])", 1),
    ("astropy", "np.array([1.0, 2.5]) * u.m", 0),
    ("astropy", "np.array([1000.0, 2500.0]) * u.s", 0),
    ("xarray", "xr.DataArray(np.arange(6.0).reshape(2, 3).T, dims=('x', 't'), coords={'t': [5, 6]})", 1),
    ("xarray", "np.arange(6.0).reshape(2, 3)", 1),
    ("xarray", "xr.DataArray(np.arange(6.0).reshape(2, 3), dims=('t', 'x'), coords={'t': [5, 7]})", 0),
    ("xarray", "xr.DataArray(np.arange(6.0).reshape(2, 3), dims=('t', 'y'), coords={'t': [5, 6]})", 0),
    ("xarray", "xr.DataArray(np.arange(6.0).reshape(2, 3) + 1, dims=('t', 'x'), coords={'t': [5, 6]})", 0),
]


@pytest.mark.parametrize(("kind", "value", "score"), ROWS)
def test_right_values_earn_in_their_kind_and_in_neighbouring_ones_and_wrong_ones_lose(task, kind, value, score):
    imports, expected = KINDS[kind]
    assert task(code(imports, expected)).score(code(imports, value)) == score


@pytest.mark.parametrize(
    ("key", "kind", "value", "score"),
    [
        ("index = false", "xarray", "xr.DataArray(np.arange(6.0).reshape(2, 3), dims=('t', 'x'))", 1),
        ("unordered = true", "pint", "np.array([2.5, 1.0]) * u.km", 1),
        ("unordered = true", "astropy", "np.array([2500.0, 1000.0]) * u.m", 1),
        ("floor = 1e9", "astropy", "np.array([1.5, 2.5]) * u.km", 1),
        ('norm = "entry"', "sparse", "np.array([[0.0, 2.0, 1e-9], [1.0, 0.0, 0.0]])", 0),
        ('norm = "array"', "sparse", "np.array([[0.0, 2.0, 1e-9], [1.0, 0.0, 0.0]])", 1),
    ],
)
def test_the_keys_of_a_rubric_hold_for_all_kinds(task, key, kind, value, score):
    imports, expected = KINDS[kind]
    assert task(code(imports, expected), keys=key).score(code(imports, value)) == score


GIVEN = '''
import numpy as np
{imports}

class called:
    """It is called twice."""

    def inputs(rng):
        return {{"x": {value}}}

    def run(s, given):
        return {{"y": s.f(given["x"])["y"], "again": s.f(given["x"])["y"]}}
'''
INPUTS = {
    "sparse": ("x.data[:] = 0", "sorted([type(x).__name__]), float(x.sum()), float((x * x).sum())"),
    "pint": ("x[:] = 0 * x", "float(x.to('m').magnitude.sum()), str(x.units)"),
    "astropy": ("x[:] = 0 * x", "float(x.to('m').value.sum()), str(x.unit)"),
    "xarray": ("x[:] = 0", "float(x.sel(t=6).sum()), list(x.dims)"),
    "sympy": ("x.args", "str(x), float(x.subs('x', 2))"),
    "matrix": ("x[0, 0] = 0", "float(x.det())"),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_what_is_given_is_of_its_kind_and_the_same_in_every_call(task, kind):
    imports, value = KINDS[kind]
    changes, looks = INPUTS[kind]
    module = f"def f(x):\n    found = [{looks}]\n    {changes}\n    return found\n"
    both = 'check = "matches"\nscenarios = ["called"]\noutputs = ["y", "again"]\n'
    made = task(module.replace(changes, "pass"), GIVEN.format(imports=imports, value=value), check=both)
    assert made.score(module) == 1
    assert made.score(module.replace("found = [", "found = [0, ")) == 0


def test_a_sparse_matrix_stays_a_matrix_whose_star_is_the_matrix_product(task):
    imports, value = "from scipy import sparse", "sparse.csr_matrix(np.array([[1.0, 2.0], [3.0, 4.0]]))"
    module = "def f(x):\n    return (x * x)[1, 0]\n"
    made = task(module, GIVEN.format(imports=imports, value=value))
    assert made.expected("y") == 15
    assert made.score(module) == 1


def test_finish_gets_arrays_and_columns(task):
    given = GIVEN.format(imports="import pandas as pd", value="pd.DataFrame({'a': [3.0, 4.0]})")
    given += "\n    def finish(got):\n        return {'y': np.sqrt((np.asarray(got['y']) ** 2).sum())}\n"
    made = task("def f(x):\n    return x['a']\n", given)
    assert made.expected("y") == 5
    assert made.score("def f(x):\n    return -x['a'][::-1]\n") == 1
    assert made.score("def f(x):\n    return x['a'] * 2\n") == 0
