"""Remembers what the assertions of a cell compare, so that a report can say what was asked and what came.

Why it is so: docs/decisions/0046.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

REMEMBER = "__remember__"
"""Name under which test code finds the function that remembers a value."""
_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_EQUALS = {"isclose", "allclose", "array_equal", "equals"}
"""Functions that an assertion calls to compare two values; of a method the first is its object."""
_ASSERTS = {
    *("assert_frame_equal", "assert_series_equal", "assert_index_equal", "assertEqual", "assertAlmostEqual"),
    *("assert_allclose", "assert_array_equal", "assert_almost_equal", "assert_array_almost_equal", "assert_equal"),
    *("assertListEqual", "assertDictEqual", "assertTupleEqual", "assertSetEqual", "assertMultiLineEqual"),
}
"""Functions that raise where their first two arguments differ."""


@dataclass(slots=True)
class Assertion:
    """One place of test code that compares two values, or looks whether one holds."""

    first: int
    """Its first line."""
    last: int
    """Its last line."""
    sides: tuple[str, ...]
    """The text of each side."""
    operator: str
    """How they are compared: `==` for all that asks for equality; empty where one value is looked at."""
    values: dict[int, Any] = field(default_factory=dict)
    """The values of the sides, as they were last."""


class Memory:
    """The assertions of a cell, with the values that they compared last."""

    def __init__(self) -> None:
        self.assertions: list[Assertion] = []

    def __call__(self, place: int, side: int, value: Any) -> Any:
        """Remember a value, and return it; with the first side a new comparison begins."""
        if side == 0:
            self.assertions[place].values.clear()
        self.assertions[place].values[side] = value
        return value

    def at(self, line: int) -> Assertion | None:
        """Return the innermost assertion on a line whose sides were all evaluated; None where there is none."""
        fits = [
            one
            for one in self.assertions
            if one.first <= line <= one.last and all(side in one.values for side in range(len(one.sides)))
        ]
        return max(fits, key=lambda one: one.first, default=None)

    def watch(self, tree: ast.Module) -> ast.Module:
        """Return code that remembers what its assertions compare.

        Args:
            tree: the code of a cell; it is changed.
        """
        for node in ast.walk(tree):
            if isinstance(node, ast.Assert):
                self._condition(node)
            elif isinstance(node, ast.Expr):
                call = _inner_call(node.value)
                if call is not None and _name(call) in _ASSERTS and _has_two(call):
                    call.args[:2] = self._sides(node, call.args[:2], "==")
        return tree

    def _condition(self, node: ast.Assert) -> None:
        test = node.test
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _OPERATORS:
            operator = _OPERATORS[type(test.ops[0])]
            test.left, test.comparators[0] = self._sides(node, [test.left, test.comparators[0]], operator)
        elif isinstance(test, ast.Call) and _name(test) in _EQUALS and _has_two(test):
            test.args[:2] = self._sides(node, test.args[:2], "==")
        elif isinstance(test, ast.Call) and _name(test) == "equals" and isinstance(test.func, ast.Attribute):
            if len(test.args) == 1 and not isinstance(test.args[0], ast.Starred):
                test.func.value, test.args[0] = self._sides(node, [test.func.value, test.args[0]], "==")
        elif isinstance(test, ast.Call):
            (node.test,) = self._sides(node, [test], "")

    def _sides(self, node: ast.stmt, sides: list[ast.expr], operator: str) -> list[ast.expr]:
        place = len(self.assertions)
        texts = tuple(ast.unparse(side) for side in sides)
        self.assertions.append(Assertion(node.lineno, node.end_lineno or node.lineno, texts, operator))
        return [_remembered(place, number, side) for number, side in enumerate(sides)]


def _remembered(place: int, number: int, side: ast.expr) -> ast.expr:
    call = ast.Call(
        func=ast.Name(REMEMBER, ast.Load()), args=[ast.Constant(place), ast.Constant(number), side], keywords=[]
    )
    ast.copy_location(call, side)
    for made in (call.func, *call.args[:2]):
        ast.copy_location(made, side)
    return call


def _inner_call(value: ast.expr) -> ast.Call | None:
    """Return a call that stands alone, also where it is watched by another one."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id.startswith("__"):
        value = value.args[0] if value.args else value
    return value if isinstance(value, ast.Call) else None


def _name(call: ast.Call) -> str:
    func = call.func
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _has_two(call: ast.Call) -> bool:
    return len(call.args) >= 2 and not any(isinstance(argument, ast.Starred) for argument in call.args[:2])
