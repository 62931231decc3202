"""Imports of what is not here, met as student code meets them: in files, guarded or not, and in functions."""

import importlib.util
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import grader.sandbox.child
from grader.sandbox.boot import PACKAGE

RUN = """
import sys
sys.path[:0] = [{folder!r}]
from sandbox_child.missing_imports import MissingImports
import importlib
missing = MissingImports({folder!r})
while True:
    try:
        module = importlib.import_module("mine")
        break
    except ImportError as error:
        if not missing.stand_in(error):
            raise
print(module.f(), missing.names)
"""


@pytest.fixture
def told(tmp_path):
    """What a module's `f()` gives and what had to be stood in for, in a process of its own."""

    def tell(text, **others):
        (tmp_path / "mine.py").write_text(textwrap.dedent(text))
        for name, content in others.items():
            (tmp_path / f"{name}.py").write_text(textwrap.dedent(content))
        (tmp_path / PACKAGE).symlink_to(Path(grader.sandbox.child.__file__).parent)
        run = RUN.format(folder=str(tmp_path))
        done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=False)
        return done.stdout.strip() or done.stderr.strip().splitlines()[-1]

    return tell


def test_an_absent_library_that_nobody_uses_costs_nothing(told):
    assert told("import nowhere.inner as n\ndef f(): return 1") == "1 ['nowhere']"


def test_a_students_own_way_round_is_taken(told):
    text = "try:\n    import nowhere as m\nexcept ImportError:\n    import math as m\ndef f(): return m.sqrt(4)"
    assert told(text) == "2.0 []"


def test_a_way_round_further_out_is_taken(told):
    text = "try:\n    from helper import g\nexcept ImportError:\n    def g(): return 'own'\ndef f(): return g()"
    assert told(text, helper="import nowhere\ndef g(): return 'helper'") == "own []"


def test_a_name_that_a_module_lacks_is_stood_in_for(told):
    assert told("from math import sqrt, nothing\ndef f(): return sqrt(4)") == "2.0 ['math.nothing']"


def test_decorators_and_base_classes_that_are_absent_leave_code_working(told):
    text = """
        from nowhere import jit, Module

        @jit(nopython=True)
        def g(x):
            return x + 1

        @jit
        def h(x: Module | None):
            return x + 2

        class Net(Module):
            size = 3

        def f():
            return g(1), h(1), Net().size, isinstance(1, Module)
    """
    assert told(text) == "(2, 3, 3, False) ['nowhere']"


def test_pictures_are_drawn_into_the_void(told):
    text = """
        import matplotlib.pyplot as plt
        plt.rcParams["figure.figsize"] = (10, 8)

        def f():
            figure, axes = plt.subplots(2, 3)
            with plt.style.context("dark"):
                axes[0, 1].plot([1, 2])
            figure, axis = plt.subplots()
            axis.legend()
            return [1 for line in axis.lines]
    """
    assert told(text).startswith("[]") or importlib.util.find_spec("matplotlib")


def test_computing_with_what_is_absent_says_what_is_absent(told):
    assert (
        told("import nowhere\ndef f(): return 1 + nowhere.number()") == "ModuleNotFoundError: No module named 'nowhere'"
    )


def test_looping_over_what_is_absent_says_so_too(told):
    assert "No module named 'nowhere'" in told("import nowhere\ndef f(): return list(nowhere.things)")


def test_what_is_known_to_mean_the_same_is_used(told):
    text = "from past.builtins import xrange\nfrom tqdm import tqdm\ndef f(): return list(tqdm(xrange(3), desc='x'))"
    assert told(text).startswith("[0, 1, 2]")


def test_an_import_loop_without_end_is_given_up(told):
    lines = "\n".join(f"import nowhere{number}" for number in range(30))
    assert told(lines + "\ndef f(): return 1").startswith("ModuleNotFoundError")
