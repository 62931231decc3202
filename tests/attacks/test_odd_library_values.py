"""Odd values of other libraries, from a real sandbox: the student's outcome, or a value that is wrong, nothing else."""

import importlib.util

import pytest

from grader.compare.ladder import compare
from grader.compare.rules import ComparisonRules
from grader.probes.recorded import as_recorded

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
ODD = {
    "pandas": [
        ("pd.DataFrame({'a': np.zeros(10_000_000), 'b': 1})", "limit"),
        ("pd.Series(['x' * 10] * 1_000_000)", "limit"),
        ("pd.Series([f] * 3)", "returned"),
        ("(lambda s: (s.__dict__.update(_mgr=None), s)[1])(pd.Series([1.0]))", "returned"),
        ("pd.Series([1.0, 2.0, 4.0])", "returned"),
    ],
    "pint": [
        ("pint.Quantity(1.0, 's')", "returned"),
        ("pint.Quantity([1.0, 2.0, 4.0], 'm')", "returned"),
        ("pint.Quantity('x', 'm')", "returned"),
    ],
    "scipy": [
        ("sparse.coo_array(([1.0], ([0], [0])), shape=(1 << 40, 1 << 40))", "returned"),
        ("sparse.random_array((3000, 3000), density=1.0)", "limit"),
    ],
    "sympy": [
        ("sympy.Symbol('x' * 100_000)", "returned"),
        ("sympy.Function('g')(sympy.Symbol('x'))", "returned"),
    ],
}
IMPORTS = {
    "pandas": "import pandas as pd",
    "pint": "import pint",
    "scipy": "from scipy import sparse",
    "sympy": "import sympy",
}
CASES = [
    pytest.param(library, source, outcome, id=source[:40])
    for library, cases in ODD.items()
    if importlib.util.find_spec(library)
    for source, outcome in cases
]


@pytest.mark.parametrize(("library", "source", "outcome"), CASES)
def test_an_odd_value_of_a_library_harms_nobody(attack, library, source, outcome):
    seen = attack(f"import numpy as np\n{IMPORTS[library]}\ndef f(x):\n    return {source}")
    assert seen.outcome.value == outcome
    if outcome == "returned":
        due = as_recorded({"out": _due(library)})["out"]
        found = compare("c", "out", seen.values["out"], due, ComparisonRules(limit=1e-6))
        assert any(one.rung is not None for one in found)


def _due(library):
    module = importlib.import_module(library)
    if library == "pandas":
        return module.Series([1.0, 2.0, 3.0])
    return module.Quantity([1.0, 2.0, 3.0], "m") if library == "pint" else [1.0, 2.0, 3.0]
