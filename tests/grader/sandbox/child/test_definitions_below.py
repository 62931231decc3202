import pytest

from grader.sandbox.child.definitions_below import define_below, stopped_at


def _run(source, **before):
    names, error = dict(before), None
    try:
        exec(compile(source, "cell", "exec"), names)  # noqa: S102
    except BaseException as stop:
        error = stop
    define_below(source, stopped_at(error, "cell"), "cell", names)
    return names


def test_what_stands_below_the_line_is_defined():
    names = _run("1 / 0\nK = 2\ndef f(x):\n    return K * x\nclass A: pass\nimport math\n")
    assert names["f"](3) == 6
    assert {"A", "math"} <= names.keys()


def test_what_computes_is_not_carried_out():
    names = _run("1 / 0\nx = len('ab')\nprint(1)\n")
    assert "x" not in names


def test_what_an_earlier_cell_bound_stays():
    assert _run("1 / 0\ndef f(): return 2\nK = 5", f=1, K=1)["f"] == 1


def test_what_ran_before_the_stop_stays():
    assert _run("def f(): return 1\n1 / 0\ndef f(): return 2")["f"]() == 1


def test_a_definition_that_cannot_be_made_costs_no_other():
    names = _run("1 / 0\n@nowhere\ndef g(): pass\nimport nothing_of_this_name\ndef f(x=1): return x\n")
    assert names["f"]() == 1
    assert "g" not in names


def test_a_line_in_a_function_is_told_as_that_of_its_call():
    source = "def f():\n    1 / 0\n\nf()\n"
    with pytest.raises(ZeroDivisionError) as caught:
        exec(compile(source, "cell", "exec"), {})  # noqa: S102
    assert stopped_at(caught.value, "cell") == 4


def test_a_cell_of_which_no_line_ran_stopped_at_none():
    assert stopped_at(SyntaxError("x"), "cell") == 0
    assert stopped_at(None, "cell") == 0


def test_of_a_placeholder_the_constants_are_the_hand_outs():
    names = {}
    define_below("raise NotImplementedError\nanswer = 0\ndef f(): pass", 1, "cell", names, constants=False)
    assert "answer" not in names
    assert "f" in names
