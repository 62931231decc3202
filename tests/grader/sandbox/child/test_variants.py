"""Variants of a student's function are run one after the other, and none of them costs another."""

from dataclasses import replace

import numpy as np
import pytest

from grader.execution.session import SandboxSession
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Submission
from grader.sandbox.child.variants import lines_of

RUN = "def run(s, given):\n    given['p']['seen'] = 1\n    return {'out': s.f(given['x'])['out'], 'p': given['p']}\n"
MODULE = "def helper(x):\n    return x\n\n\ndef f(x):\n    if x.size > 99:\n        return 0\n    return helper(x)\n"
GIVEN = {"x": np.arange(3.0), "p": {}}


@pytest.fixture
def session(slot):
    rubric = Rubric(
        id="r",
        title="R",
        notebook="n.ipynb",
        seed=0,
        functions={"f": Function(name="f", path="m.py", returns=(("out",),))},
        opaque=(),
        questions=(),
        limits=replace(Limits(), scenario_cpu_seconds=1),
    )
    files = {"m.py": MODULE.encode()}
    found = SandboxSession(slot, rubric, Submission(id="a", sha256="", files=files, running=files))
    yield found
    found.close()


def tried(session, *codes, name="f"):
    groups = [[{"module": "m", "name": name, "code": code, "line": 5}] for code in codes]
    head = {"op": "variants", "source": RUN, "loose": [], "seconds": 0.05, "groups": groups}
    return session.reply(head, GIVEN)


def test_each_variant_gives_its_own_values_and_the_function_stays(session):
    _head, values = tried(session, "def f(x):\n    return x + 1", "def f(x):\n    return x + 2")
    assert [value["out"].tolist() for value in values] == [[1, 2, 3], [2, 3, 4]]
    (again,) = session.reply({"op": "variants", "source": RUN, "loose": [], "seconds": 0.05, "groups": [[]]}, GIVEN)[1]
    assert again["out"].tolist() == [0, 1, 2]


def test_inputs_are_fresh_for_each_variant(session):
    _, values = tried(session, "def f(x):\n    x[:] = 9\n    return x", "def f(x):\n    return x")
    assert values[1]["out"].tolist() == [0, 1, 2]


def test_a_helper_that_is_no_question_is_exchanged_too(session):
    _, values = tried(session, "def helper(x):\n    return -x", name="helper")
    assert values[0]["out"].tolist() == [0, -1, -2]


def test_what_fails_says_how_and_the_next_is_run(session):
    head, values = tried(
        session,
        "def f(x):\n    return 1 / 0",
        "def f(x):\n    return None",
        "def f(x):\n    while True:\n        pass",
        "def g(x):\n    return x",
        "def f(x):\n    return x",
    )
    kinds = [one["kind"] for one in head["heads"]]
    assert kinds == ["raised", "none_or_count", "limit", "unfit", "returned"]
    assert [value is None for value in values] == [True, True, True, True, False]


def test_a_variant_that_ends_the_process_costs_the_request(session):
    tried(session, "def f(x):\n    import os\n    os._exit(1)")
    _, values = tried(session, "def f(x):\n    return x")
    assert values[0]["out"].tolist() == [0, 1, 2]


def test_the_lines_that_a_scenario_runs_are_told(session):
    head, _ = session.reply({"op": "lines", "source": RUN, "loose": [], "group": []}, GIVEN)
    assert sorted((path, line) for path, _, line in head["lines"]) == [("m.py", 2), ("m.py", 6), ("m.py", 8)]


def test_lines_of_other_files_and_exceptions_do_not_matter():
    def call():
        raise ValueError

    assert lines_of(call, lambda file: None) == []
