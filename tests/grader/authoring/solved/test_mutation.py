"""A function's variants have one change each, and keep its form."""

import ast

import pytest

from grader.authoring.solved.mutation import mutants


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
