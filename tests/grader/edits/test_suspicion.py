"""Lines on which only wrong outputs depend are suspected before others."""

from grader.edits.function_code import functions_in
from grader.edits.suspicion import suspicion

SOURCE = """def f(dout, cache):
    x, gamma = cache
    dbeta = dout.sum(0)
    dgamma = (dout * x).sum(0)
    scaled = dout * gamma
    dx = scaled - scaled.mean(0)
    return dx, dgamma, dbeta
"""
NAMES = ("dx", "dgamma", "dbeta")


def ranks(wrong, right=()):
    return suspicion(functions_in(SOURCE)["f"], NAMES, wrong, right)


def test_what_the_wrong_output_does_not_depend_on_comes_last():
    assert ranks(["dgamma"], ["dx", "dbeta"]) == {2: 1, 3: 2, 4: 0, 5: 2, 6: 2, 7: 0}


def test_outputs_that_are_not_returned_by_name_may_depend_on_anything():
    assert set(ranks(["running_mean"]).values()) == {0}


def test_what_a_condition_reads_counts_for_what_it_holds():
    body = "    test = mode == 'test'\n    out = x\n    if test:\n        out = 2 * x\n    return out, x\n"
    source = f"def f(mode, x):\n{body}"
    found = suspicion(functions_in(source)["f"], ("out", "x"), ["out"], ["x"])
    assert found[2] == 0


def test_a_return_of_other_values_tells_nothing_of_the_outputs():
    body = "    b = x\n    if y is None:\n        return b\n    a = y\n    return a, c\n"
    found = suspicion(functions_in(f"def f(x, y):\n{body}")["f"], ("a", "c"), ["a"], ["c"])
    assert found[2] == 2
