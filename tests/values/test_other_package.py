"""A package brings a kind of value: it is found by its entry point on both sides of the sandbox."""

from pathlib import Path

import pytest

from grader.errors import RubricError
from grader.sandbox import boot, levels, preloading
from grader.sandbox.child.values import foreign
from grader.sandbox.levels import LIMITED
from grader.sandbox.slot import Slot

PAGE = Path(__file__).parents[2] / "docs/add_a_kind_of_value.md"
FITTED = """
import numpy as np
from numpy.polynomial import Polynomial
def f():
    x = np.linspace(3, 7, 9)
    return Polynomial.fit(x, 2 * x**2 - x, 2)
"""


def code_of_page():
    """The module that the page shows, as it is printed there."""
    lines = []
    for line in PAGE.read_text(encoding="utf-8").split("`grader_polynomials.py`:\n\n", 1)[1].splitlines():
        if line and not line.startswith("    "):
            break
        lines.append(line[4:])
    return "\n".join(lines)


def forget_kinds():
    for known in (foreign._by_type, foreign._by_name, foreign.kind_of):
        known.cache_clear()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The package as pip would leave it, in a folder that both sides search."""
    folder = tmp_path / "packages"
    info = folder / "grader_polynomials-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "grader_polynomials.py").write_text(code_of_page(), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: grader-polynomials\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[grader.values]\npolynomial = grader_polynomials\n")
    monkeypatch.syspath_prepend(str(folder))
    of_slot, seen = boot.environment, levels.readable
    monkeypatch.setattr(boot, "environment", lambda *slot: {**of_slot(*slot), "PYTHONPATH": str(folder)})
    for module in (levels, preloading):
        monkeypatch.setattr(module, "readable", lambda *packages: [*seen(*packages), str(folder)])
    forget_kinds()
    yield
    forget_kinds()


def test_a_hand_in_is_graded_by_another_package_s_kind(task, installed):
    given = task(FITTED)
    assert given.expected("y").kind == "numpy.Polynomial"
    with Slot(LIMITED) as given.slot:
        assert given.score(FITTED) == 1
        assert given.score(FITTED.replace("(3, 7, 9)", "(0, 1, 7)")) == 1
        assert (
            given.score("from numpy.polynomial import Polynomial\ndef f():\n    return Polynomial([0, -1, 2])\n") == 1
        )
        assert given.score("def f():\n    return [0.0, -1.0, 2.0]\n") == 1
        assert given.score(FITTED.replace("- x", "+ x")) == 0
        assert given.score("def f():\n    return [0.0, -1.0, 2.1]\n") == 0


def test_without_the_package_its_values_are_refused_when_the_reference_is_run(task):
    with pytest.raises(RubricError, match="of the type `Polynomial`, which cannot be compared"):
        task(FITTED)
