"""A function's variants have one change each, and keep its form."""

import ast

import pytest

from grader.authoring.solved.mutation import mutants, mutants_of_lines


def changed(source):
    return [mutant.code.splitlines()[-1].strip() for mutant in mutants(ast.parse(source).body[0])]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x - y", "return x + y"),
        ("return x > y", "return x <= y"),
        ("return x.mean(axis=0)", "return x.mean(axis=1)"),
        ("return np.maximum(x, y)", "return np.minimum(x, y)"),
        ("return x[1]", "return x[2]"),
        ("return solve(x, y)", "return -solve(x, y)"),
        ("return x, y", "return (-x, y)"),
    ],
)
def test_each_kind_of_change_is_made(body, expected):
    assert expected in changed(f"def f(x, y):\n    {body}")


def test_only_one_place_is_changed():
    assert {"return x + y - z", "return x - y + z"} <= set(changed("def f(x, y, z):\n    return x - y - z"))
    assert "return x + y + z" not in changed("def f(x, y, z):\n    return x - y - z")


def test_a_variant_can_have_another_name():
    mutant = next(mutants(ast.parse("@cache\ndef f(x):\n    return x - 1").body[0]))
    assert mutant.called("g") == "@cache\ndef g(x):\n    return x + 1"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("y = x == 1", "y = x != 1"),
        ("y = True", "y = False"),
        ("y = 'text'", "y = 'textx'"),
        ("y = solve(x)", "y = 2 * solve(x)"),
        ("y = a and b", "y = a or b"),
    ],
)
def test_a_line_of_a_cell_can_be_wrong_in_every_way(line, expected):
    assert expected in [mutant.code for mutant in mutants_of_lines(line, [1])]


def test_lines_that_are_not_named_stay_and_kinds_take_turns():
    found = [mutant.code for mutant in mutants_of_lines("a = 1 + 2\nb = 3 + 4 + 5", [2])]
    assert all(code.startswith("a = 1 + 2\n") for code in found)
    assert [code.splitlines()[1] for code in found[:2]] == ["b = 3 + 4 - 5", "b = 3 + 4 + 6"]
