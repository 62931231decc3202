"""Candidates: lines that run, likely ones first, and one change in several places."""

from grader.edits.function_code import functions_in
from grader.repairs.candidates import Candidates, State
from grader.repairs.targets import Target

SOURCE = """def f(x, mode):
    if mode == "train":
        out = x - x.mean(1)
        out = out / x.std(1)
    else:
        out = x
    return out
"""
TARGET = Target(code=functions_in(SOURCE)["f"], path="m.py")


def state(ran=(), stopped=()):
    places = [frozenset(("m.py", line) for line in some) for some in (ran, stopped)]
    return State(ran=places[0], wrong=frozenset(["out"]), right=frozenset(), stopped=places[1])


def lines(ran=(), stopped=()):
    found = Candidates(returned={"f": ("out",)}).of([TARGET], state(ran, stopped))
    return [sorted({edit.line for _, edit in candidate.changes}) for candidate in found]


def test_only_lines_that_run_are_edited():
    assert {line for group in lines(ran=(2, 6, 7)) for line in group} == {2, 6, 7}
    assert {line for group in lines() for line in group} == {2, 3, 4, 6, 7}


def test_the_line_that_raised_comes_first():
    assert lines(ran=(2, 3, 4), stopped=(4,))[0] == [4]


def test_one_change_is_made_in_two_places_at_once():
    assert [3, 4] in lines(ran=(2, 3, 4, 7))


def test_a_function_of_hundreds_of_statements_is_not_searched():
    body = "".join(f"    a{number} = x + {number}\n" for number in range(200))
    long = Target(code=functions_in(f"def f(x):\n{body}    return x\n")["f"], path="m.py")
    assert Candidates(returned={"f": ("out",)}).of([long], state()) == []


def test_what_gave_the_line_that_raised_its_values_comes_next():
    order = [group[0] for group in lines(ran=(2, 3, 4), stopped=(4,)) if len(group) == 1]
    assert order.index(3) < order.index(2)


def test_an_edit_is_one_object_whenever_it_is_tried():
    every = Candidates(returned={"f": ("out",)})
    first, again = (every.beside([TARGET], state(ran=ran)) for ran in ((2, 3, 4), (3, 4)))
    assert set(again) < set(first)
