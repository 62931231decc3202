"""Inputs that cannot be made, or lack what a gradient needs, are told when the rubric is loaded."""

import pytest

INPUTS = 'return {"x": rng.normal(size=3)}'


@pytest.mark.parametrize(
    ("new", "what", "where", "mend"),
    [
        (
            "return {'x': rng.normal(size=three)}",
            "fails for the case `only`: NameError",
            "scenarios.py, line 6",
            "line",
        ),
        ("raise SystemExit(0)", "fails for the case `only`: SystemExit: 0", "scenarios.py, line 6", "Mend the line"),
        ("return [1]", "`inputs` returns a list", "scenario doubled", "return {"),
        ("return {1: 2}", "`inputs` returns a dict", "scenario doubled", "return {"),
        ("pass", "`inputs` returns a NoneType", "scenario doubled", "return {"),
    ],
)
def test_inputs_that_cannot_be_made_are_refused(tiny, new, what, where, mend):
    tiny.spoil("scenarios.py", INPUTS, new)
    error = tiny.refused()
    assert what in error.what
    assert where in error.where
    assert mend in error.mend


@pytest.mark.parametrize(
    ("new", "name"),
    [('wrt = { out = "y" }', "y"), ('wrt = { out = "x" }\nupstream = "dout"', "dout")],
)
def test_a_gradient_by_what_is_no_input_is_refused(tiny, new, name):
    tiny.spoil("tiny.toml", 'wrt = { out = "x" }', new)
    error = tiny.refused()
    assert f"no input `{name}`" in error.what
    assert error.where.endswith("question second, criterion gradient, scenario doubled")
    assert "x" in error.mend


def test_a_gradient_by_inputs_that_are_there_is_taken(tiny):
    tiny.spoil("scenarios.py", INPUTS, 'return {"x": rng.normal(size=3), "dout": rng.normal(size=3)}')
    tiny.spoil("tiny.toml", 'wrt = { out = "x" }', 'wrt = { out = "x" }\nupstream = "dout"')
    assert tiny.load().rubric.questions[1].criteria[0].check.upstream == "dout"


def test_scenarios_that_no_criterion_uses_are_not_tried(tiny):
    head = '"""Without a forward."""\n\n    def inputs(rng):\n        '
    tiny.spoil("scenarios.py", f"{head}{INPUTS}", f"{head}return 3")
    assert set(tiny.load().scenarios) == {"doubled", "plain"}
