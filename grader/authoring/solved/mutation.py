"""Makes variants of a function by one small change of its code, as first known mistakes of a proposed assignment."""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], str]] = {
    ast.Sub: (ast.Add, "a plus and a minus are exchanged"),
    ast.Add: (ast.Sub, "a plus and a minus are exchanged"),
    ast.Div: (ast.Mult, "a product stands where a quotient belongs"),
    ast.Mult: (ast.Div, "a quotient stands where a product belongs"),
    ast.Pow: (ast.Mult, "a product stands where a power belongs"),
    ast.Gt: (ast.LtE, "a comparison looks the wrong way"),
    ast.GtE: (ast.Lt, "a comparison looks the wrong way"),
    ast.Lt: (ast.GtE, "a comparison looks the wrong way"),
    ast.LtE: (ast.Gt, "a comparison looks the wrong way"),
}
"""For each operator the one that replaces it in a variant, and the title of that mistake."""
_CALLS = {
    "mean": "sum",
    "sum": "mean",
    "max": "min",
    "min": "max",
    "maximum": "minimum",
    "minimum": "maximum",
    "argmax": "argmin",
    "argmin": "argmax",
    "sin": "cos",
    "cos": "sin",
    "std": "var",
    "var": "std",
    "cumsum": "cumprod",
    "zeros": "ones",
    "ones": "zeros",
}
"""Functions of numpy's, each with the one that replaces it in a variant."""
_TRUTHS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
"""For each comparison that is not one of size the opposite."""
Change = tuple[Callable[[ast.AST], None], str]
"""A function that changes one node of a syntax tree in place, and the title of the mistake that this makes."""
_Kind = Callable[[ast.AST], Change | None]
"""A function that returns the change of its kind that a node allows; None where it allows none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A variant of a function that differs by one change."""

    code: str
    """The code of the variant."""
    title: str
    """The change, in words that do not give the solution away."""

    def called(self, name: str) -> str:
        """Return the code of the variant with another name for the function."""
        tree = ast.parse(self.code)
        function = tree.body[0]
        assert isinstance(function, ast.FunctionDef)  # noqa: S101 - made below
        function.name = name
        return ast.unparse(tree)


def mutants(function: ast.FunctionDef) -> Iterator[Mutant]:
    """Yield a function's variants with one change each: of an axis, operator, call, number, or the result's sign."""
    for kind in (_as_axis, _as_operator, _as_call, _as_number, _as_result):
        yield from _of_kind(function, kind, lambda _node: True)


def mutants_of_lines(code: str, lines: Collection[int]) -> Iterator[Mutant]:
    """Yield variants of some lines of code with one change each, one of every kind before the second of any.

    Args:
        code: the code of a cell, valid Python.
        lines: the numbers of the lines that may be changed, from 1.
    """
    tree = ast.parse(code)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings change nothing

    def may_change(node: ast.AST) -> bool:
        return getattr(node, "lineno", 0) in lines and id(node) not in texts

    kinds = (_as_operator, _as_number, _as_call, _as_axis, _as_truth, _as_text, _as_double, _as_result)
    found = [_of_kind(tree, kind, may_change) for kind in kinds]
    yield from filter(None, itertools.chain.from_iterable(itertools.zip_longest(*found)))


def _of_kind(tree: ast.AST, kind: _Kind, may_change: Callable[[ast.AST], bool]) -> Iterator[Mutant]:
    for place, node in enumerate(ast.walk(tree)):
        found = kind(node) if may_change(node) else None
        if found is not None:
            yield _changed(tree, place, *found)


def _as_axis(node: ast.AST) -> Change | None:
    if isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
        return _other_axis, "a sum or mean goes along the wrong axis"
    return None


def _as_operator(node: ast.AST) -> Change | None:
    found = _OPERATORS.get(type(_operator(node)))
    return (_other_operator, found[1]) if found else None


def _as_call(node: ast.AST) -> Change | None:
    if isinstance(node, ast.Attribute) and node.attr in _CALLS:
        return _other_call, "a function of numpy's is taken for another one"
    return None


def _as_number(node: ast.AST) -> Change | None:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return _other_number, "a number is off by one"
    return None


def _as_result(node: ast.AST) -> Change | None:
    if isinstance(node, ast.Return) and node.value is not None:
        return _other_sign, "the sign of the result is the opposite"
    return None


def _as_truth(node: ast.AST) -> Change | None:
    opposite = isinstance(node, ast.Compare) and type(node.ops[0]) in _TRUTHS
    if opposite or isinstance(node, ast.BoolOp) or (isinstance(node, ast.Constant) and type(node.value) is bool):
        return _other_truth, "a condition is the opposite"
    return None


def _as_text(node: ast.AST) -> Change | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _other_text, "a text is another"
    return None


def _as_double(node: ast.AST) -> Change | None:
    if isinstance(node, (ast.Return, ast.Assign)) and node.value is not None:
        return _twice, "the result is twice what it should be"
    return None


def _changed(tree: ast.AST, place: int, change: Callable[[ast.AST], None], title: str) -> Mutant:
    mutant = copy.deepcopy(tree)
    change(list(ast.walk(mutant))[place])
    return Mutant(code=ast.unparse(mutant), title=title)


def _operator(node: ast.AST) -> ast.AST:
    """Return the (first) operator of an arithmetic operation or a comparison; the node itself where it is neither."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        return node.op
    return node.ops[0] if isinstance(node, ast.Compare) else node


def _other_operator(node: ast.AST) -> None:
    other = _OPERATORS[type(_operator(node))][0]()
    if isinstance(node, ast.Compare):
        node.ops[0] = other  # type: ignore[call-overload]  # both are comparison operators
    else:
        node.op = other  # type: ignore[attr-defined]  # chosen by `_operator`


def _other_axis(node: ast.AST) -> None:
    assert isinstance(node, ast.keyword)  # noqa: S101 - chosen by this
    assert isinstance(node.value, ast.Constant)  # noqa: S101 - as above
    node.value.value = 0 if node.value.value else 1


def _other_call(node: ast.AST) -> None:
    assert isinstance(node, ast.Attribute)  # noqa: S101 - chosen by this
    node.attr = _CALLS[node.attr]


def _other_number(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)  # noqa: S101 - chosen by this
    assert isinstance(node.value, (int, float))  # noqa: S101 - as above
    node.value = node.value + 1


def _other_sign(node: ast.AST) -> None:
    """Change the sign of a `return` statement's value, or of the first of several values."""
    assert isinstance(node, ast.Return)  # noqa: S101 - chosen by this
    if isinstance(node.value, ast.Tuple) and node.value.elts:
        node.value.elts[0] = ast.UnaryOp(ast.USub(), node.value.elts[0])
    elif node.value is not None:
        node.value = ast.UnaryOp(ast.USub(), node.value)


def _other_truth(node: ast.AST) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = _TRUTHS[type(node.ops[0])]()  # type: ignore[call-overload]  # both are comparison operators
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    else:
        assert isinstance(node, ast.Constant)  # noqa: S101 - chosen by this
        node.value = not node.value


def _other_text(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)  # noqa: S101 - chosen by this, with a text
    node.value = str(node.value) + "x"


def _twice(node: ast.AST) -> None:
    assert isinstance(node, (ast.Return, ast.Assign))  # noqa: S101 - chosen by this
    if isinstance(node.value, ast.Tuple) and node.value.elts:
        node.value.elts[0] = ast.BinOp(node.value.elts[0], ast.Mult(), ast.Constant(2))
    elif node.value is not None:
        node.value = ast.BinOp(node.value, ast.Mult(), ast.Constant(2))
