"""Candidates: lines that run, likely ones first, and one change in several places."""

from dataclasses import replace

from grader.edits.edit import EditKind
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


ORDER = Target(code=functions_in("def f(x, y):\n    a = x * 2\n    b = y * 2\n    return b, a\n")["f"], path="m.py")


def first_line(candidates, made=()):
    some = State(ran=frozenset(), wrong=frozenset(["a"]), right=frozenset(["b"]))
    return next(candidates.beside([ORDER], some, made)).changes[0][1].line


def test_what_an_output_depends_on_follows_from_the_return_as_it_is_edited():
    candidates, node = Candidates(returned={"f": ("a", "b")}), ORDER.code.statements[2].value
    swapped = ORDER.code.edit(EditKind.RETURN_ORDER, node, "a, b")
    assert first_line(candidates) == 3
    assert first_line(candidates, [(ORDER, swapped)]) == 2


def test_names_that_an_edit_gives_a_value_are_tried_in_what_follows():
    code = functions_in("def f(x, cache):\n    a, b = cache\n    return x / a\n")["f"]
    target, node = Target(code=code, path="m.py"), code.statements[0].targets[0]
    made = code.edit(EditKind.UNPACK, node, "a, b, eps", bare=True)
    candidates = Candidates(returned={})
    tried = [
        [edit for one in candidates.beside([target], state(), edits) for _, edit in one.changes]
        for edits in ((), [(target, made)])
    ]
    texts = [[code.with_edit(edit) for edit in some if edit.line == 3] for some in tried]
    assert "a + eps" not in "".join(texts[0])
    assert "def f(x, cache):\n    a, b = cache\n    return x / (a + eps)" in texts[1]


def test_lines_that_run_in_a_scenario_which_passes_come_later():
    passed = replace(state(), passed=frozenset(("m.py", line) for line in (3, 4, 7)))
    order, before = (
        [one.changes[0][1].line for one in Candidates(returned={}).beside([TARGET], some)] for some in (passed, state())
    )
    assert order.index(6) < before.index(6)
    assert order.index(3) > before.index(3)
