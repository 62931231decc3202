"""Students get no body that solves something; what only shows or stores stays."""

import pytest

from grader.authoring.solved.holes import solved_bodies
from grader.authoring.solved.statements import statements_of


def holes(source, asked=(), given=()):
    return solved_bodies(statements_of([source]), asked, given)


@pytest.mark.parametrize(
    "body",
    [
        "return x * 2",
        "yield x",
        "x[0] = 2 * x[1]",
        "x += 1\n    x[0] += 3",
        "if x:\n        return [x]",
        "x.w = x.w - 1",
    ],
)
def test_a_body_that_gives_or_changes_something_is_a_hole(body):
    assert holes(f"def f(x):\n    {body}") == ["f"]


@pytest.mark.parametrize("body", ["print(x)", "return None", "return", "plot(lambda t: t)", "x.w = 3"])
def test_a_body_that_only_shows_or_stores_stays(body):
    assert holes(f"def f(x):\n    {body}") == []


def test_methods_are_holes_and_plain_storing_is_not():
    source = (
        "class Net:\n    def __init__(self, w):\n        self.w = w\n    def forward(self, x):\n        return 2 * x"
    )
    assert holes(source) == ["Net.forward"]
    assert holes(source, given=["Net"]) == []
    assert holes(source, given=["Net.forward"]) == []


def test_what_is_asked_is_a_hole_whatever_it_does_and_what_is_given_none():
    source = "def f(x):\n    print(x)\ndef g(x):\n    return x\nasync def h(x):\n    return x"
    assert holes(source, asked=["f"], given=["g"]) == ["f", "h"]
