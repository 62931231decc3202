"""A first known mistake for a function: one small change of its code that gives other numbers of the same form."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SWAPS: dict[type[ast.operator], tuple[type[ast.operator], str]] = {
    ast.Sub: (ast.Add, "a plus and a minus are exchanged"),
    ast.Add: (ast.Sub, "a plus and a minus are exchanged"),
    ast.Div: (ast.Mult, "a product stands where a quotient belongs"),
    ast.Mult: (ast.Div, "a quotient stands where a product belongs"),
    ast.Pow: (ast.Mult, "a product stands where a power belongs"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A function with one change."""

    code: str
    """Its text."""
    title: str
    """What was changed, in words that give nothing away."""


def mutants(function: ast.FunctionDef) -> Iterator[Mutant]:
    """A function's variants with one change each, the most telling first."""
    for place, node in enumerate(ast.walk(function)):
        if isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
            yield _changed(function, place, _other_axis, "a sum or mean goes along the wrong axis")
    for place, node in enumerate(ast.walk(function)):
        if isinstance(node, ast.BinOp) and type(node.op) in _SWAPS:
            yield _changed(function, place, _other_operator, _SWAPS[type(node.op)][1])
    for place, node in enumerate(ast.walk(function)):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield _changed(function, place, _other_number, "a number is off by one")


def _changed(function: ast.FunctionDef, place: int, change: Callable[[ast.AST], None], title: str) -> Mutant:
    mutant = copy.deepcopy(function)
    change(list(ast.walk(mutant))[place])
    return Mutant(code=ast.unparse(mutant), title=title)


def _other_axis(node: ast.AST) -> None:
    assert isinstance(node, ast.keyword)  # noqa: S101 - chosen by this
    assert isinstance(node.value, ast.Constant)  # noqa: S101 - as above
    node.value.value = 0 if node.value.value else 1


def _other_operator(node: ast.AST) -> None:
    assert isinstance(node, ast.BinOp)  # noqa: S101 - chosen by this
    node.op = _SWAPS[type(node.op)][0]()


def _other_number(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)  # noqa: S101 - chosen by this
    assert isinstance(node.value, (int, float))  # noqa: S101 - as above
    node.value = node.value + 1
