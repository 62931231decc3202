"""Calls of forbidden functions are noted with the student's line that made them; a library's own use is none."""

import sys
from types import ModuleType

import numpy as np
import pytest

from grader.sandbox.child import forbidden_calls as module
from grader.sandbox.child.forbidden_calls import ForbiddenCalls

OWN, OTHER = "/work/m.py", "/lib/other.py"


@pytest.fixture
def library(monkeypatch):
    """A package that is loaded: one function, one class, and another module that has the function too."""
    package, inner = ModuleType("lib"), ModuleType("lib.inner")
    source = "def solve(x):\n    return x + 1\nclass Kept:\n    pass\ndef uses(x):\n    return solve(x)"
    exec(compile(source, OTHER, "exec"), vars(inner))  # noqa: S102 - a library for these tests
    package.inner, package.solve = inner, inner.solve
    monkeypatch.setitem(sys.modules, "lib", package)
    monkeypatch.setitem(sys.modules, "lib.inner", inner)
    return package


def watch(*names, called=""):
    place = {OWN: "m.py"}.get
    return ForbiddenCalls(names, {"f", "g"}, place, lambda: called)


def run(source, file=OWN, **names):
    space = dict(names)
    exec(compile(source, file, "exec"), space)  # noqa: S102 - code under a student's file name
    return space


def seen(calls, source, **names):
    space = run(source, **names)
    with calls.watching():
        space["f"](1)
    return calls.seen


def test_a_call_is_noted_with_function_and_line(library):
    calls = watch("lib.solve")
    assert seen(calls, "def f(x):\n    return lib.solve(x)", lib=library) == [["lib.solve", "f", "m.py", 2]]


@pytest.mark.parametrize(
    "source",
    [
        "s = lib.solve\ndef f(x):\n    return s(x)",
        "def f(x):\n    return lib.inner.solve(x)",
        "def f(x):\n    return list(map(vars(lib)['so' + 'lve'], [x]))",
        "def f(x):\n    return eval('lib.solve(1)')",
    ],
)
def test_however_it_is_reached(library, source):
    assert [call[:3] for call in seen(watch("lib.solve"), source, lib=library)] == [["lib.solve", "f", "m.py"]]


def test_what_the_library_calls_for_itself_is_not_noted(library):
    assert seen(watch("lib.solve"), "def f(x):\n    return lib.inner.uses(x)", lib=library) == []


def test_all_functions_of_a_module_are_watched_and_its_classes_left_alone(library):
    calls = watch("lib.inner")
    source = "def f(x):\n    assert isinstance(lib.inner.Kept(), lib.inner.Kept)\n    return lib.solve(x)"
    assert seen(calls, source, lib=library) == [["lib.inner.solve", "f", "m.py", 3]]


def test_outside_of_a_scenario_and_while_a_module_loads_nothing_is_noted(library):
    calls = watch("lib.solve")
    run("lib.solve(1)", lib=library)
    with calls.watching():
        run("lib.solve(1)", lib=library)
    assert calls.seen == []


def test_the_innermost_asked_function_is_named_or_the_one_that_was_called(library):
    inner = "def g(x):\n    return lib.solve(x)\ndef f(x):\n    return g(x)"
    assert [call[1] for call in seen(watch("lib.solve"), inner, lib=library)] == ["g"]
    nameless = "f = lambda x: lib.solve(x)"
    assert [call[1] for call in seen(watch("lib.solve", called="f"), nameless, lib=library)] == ["f"]
    assert seen(watch("lib.solve", called="m is loaded for f"), nameless, lib=library) == []


def test_each_scenario_begins_without_calls(library):
    calls = watch("lib.solve")
    space = run("def f(x):\n    return lib.solve(x)", lib=library)
    for _ in range(2):
        with calls.watching():
            space["f"](1)
        assert len(calls.seen) == 1
    with calls.watching():
        pass
    assert calls.seen == []


def test_no_more_calls_are_kept_than_the_bound(library, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    source = "def f(x):\n" + "    lib.solve(x)\n" * 5
    assert len(seen(watch("lib.solve"), source, lib=library)) == 2


def test_names_that_are_not_loaded_are_passed_over(library):
    before = np.linalg.solve
    assert watch("no_such.thing", "lib.none", "lib").seen == []
    assert np.linalg.solve is before
