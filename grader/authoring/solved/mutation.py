"""Makes variants of a function by one small edit of its code, as first known mistakes of a proposed assignment."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from grader.edits import axes, conditions, numbers, operators, reductions, terms
from grader.edits.edit import Edit, EditKind, applied
from grader.edits.function_code import FunctionCode, functions_in

_OPERATORS = {
    ("-", "+"): "a plus and a minus are exchanged",
    ("+", "-"): "a plus and a minus are exchanged",
    ("/", "*"): "a product stands where a quotient belongs",
    ("*", "/"): "a quotient stands where a product belongs",
    ("**", "*"): "a product stands where a power belongs",
    (">", "<="): "a comparison looks the wrong way",
    (">=", "<"): "a comparison looks the wrong way",
    ("<", ">="): "a comparison looks the wrong way",
    ("<=", ">"): "a comparison looks the wrong way",
}
"""For an operator and the one that replaces it the title of that mistake."""
_OPPOSITES = {("==", "!="), ("!=", "=="), ("in", "not in"), ("not in", "in"), ("is", "is not"), ("is not", "is")}
"""Comparisons that are not of size, with their opposites."""
_Edits = Iterator[tuple[Edit, str]]
"""Edits, each with the title of the mistake that it makes."""


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
    code = functions_in(ast.unparse(function))[function.name]
    for kind in (_axes, _operators, _calls, _numbers, _signs):
        yield from _made(code, kind(code))


def mutants_of_lines(code: str, lines: Collection[int]) -> Iterator[Mutant]:
    """Yield variants of some lines of code with one change each, one of every kind before the second of any.

    Args:
        code: the code of a cell, valid Python.
        lines: the numbers of the lines that may be changed, from 1.
    """
    body = ast.parse(code).body
    if not body:
        return
    nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    whole = FunctionCode(
        module=code, name="", node=ast.FunctionDef(name="", args=nothing, body=body, decorator_list=[])
    )
    content = code.encode()

    def allowed(kind: Callable[[FunctionCode], _Edits]) -> _Edits:
        return ((e, title) for e, title in kind(whole) if content.count(b"\n", 0, e.start) + 1 in lines)

    kinds = (_operators, _numbers, _calls, _axes, _truths, _texts, _doubles, _signs)
    found = [_made(whole, allowed(kind)) for kind in kinds]
    yield from filter(None, itertools.chain.from_iterable(itertools.zip_longest(*found)))


def _made(code: FunctionCode, edits: _Edits) -> Iterator[Mutant]:
    """Yield the variants that edits make, the first of each place, outer places first."""
    found: dict[tuple[int, int], tuple[Edit, str]] = {}
    for edit, title in edits:
        found.setdefault((edit.start, edit.end), (edit, title))
    nodes = [node for node in ast.walk(code.node) if isinstance(node, (ast.expr, ast.stmt)) and node in code.parents]
    order = {(code.start(node), code.end(node)): number for number, node in reversed(list(enumerate(nodes)))}
    for place in sorted(found, key=lambda place: order.get(place, len(order))):
        edit, title = found[place]
        yield Mutant(code=ast.unparse(ast.parse(applied(code.module, [edit]))), title=title)


def _axes(code: FunctionCode) -> _Edits:
    found = (edit for edit in axes.edits(code) if edit.kind is EditKind.AXIS and edit.facts["old_axis"])
    return ((edit, "a sum or mean goes along the wrong axis") for edit in found)


def _operators(code: FunctionCode) -> _Edits:
    for edit in itertools.chain(operators.edits(code), conditions.edits(code)):
        signs = (edit.facts.get("old_operator", "").rstrip("="), edit.facts.get("operator", "").rstrip("="))
        compared = (edit.facts.get("old_operator", ""), edit.facts.get("operator", ""))
        title = _OPERATORS.get(compared) or (_OPERATORS.get(signs) if edit.kind is EditKind.OPERATOR else None)
        if title is not None:
            yield edit, title


def _calls(code: FunctionCode) -> _Edits:
    found = (edit for edit in reductions.edits(code) if edit.kind in (EditKind.REDUCTION, EditKind.FUNCTION))
    return ((edit, "a function of numpy's is taken for another one") for edit in found)


def _numbers(code: FunctionCode) -> _Edits:
    for edit in numbers.edits(code):
        if float(edit.facts["number"]) == abs(float(edit.facts["old_number"])) + 1:
            yield edit, "a number is off by one"


def _signs(code: FunctionCode) -> _Edits:
    returned = {code.start(node.value) for node in code.statements if isinstance(node, ast.Return) and node.value}
    returned |= {place + 1 for place in returned}  # the first of several values, in parentheses
    found = (edit for edit in operators.edits(code) if edit.kind is EditKind.SIGN and edit.start in returned)
    return ((edit, "the sign of the result is the opposite") for edit in found)


def _truths(code: FunctionCode) -> _Edits:
    title = "a condition is the opposite"
    for edit in conditions.edits(code):
        joined = edit.facts["new"] in _exchanged(edit.facts["old"])
        if joined or (edit.facts.get("old_operator", ""), edit.facts.get("operator", "")) in _OPPOSITES:
            yield edit, title
    for node in code.nodes:
        if isinstance(node, ast.Constant) and type(node.value) is bool:
            yield code.edit(EditKind.CONDITION, node, str(not node.value), bare=True), title


def _exchanged(text: str) -> set[str]:
    return {text.replace(" and ", " or "), text.replace(" or ", " and ")} - {text}


def _texts(code: FunctionCode) -> _Edits:
    for node in code.nodes:
        told = isinstance(code.parents.get(node), ast.Expr)  # a docstring changes nothing
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not told:
            yield code.edit(EditKind.KEY, node, repr(f"{node.value}x"), bare=True), "a text is another"


def _doubles(code: FunctionCode) -> _Edits:
    whole = {
        code.start(node.value) for node in code.statements if isinstance(node, (ast.Return, ast.Assign)) and node.value
    }
    found = (edit for edit in terms.numbers(code) if edit.facts["name"] == "2" and edit.start in whole)
    return ((edit, "the result is twice what it should be") for edit in found)
